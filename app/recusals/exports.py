"""The register of recusals as CSV and XLSX, safe to open in a spreadsheet (security C35)."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext

from app.core import clock
from app.core.labels import LabelledEnum
from app.recusals import wording
from app.recusals.queries import Line
from app.web.spreadsheets import ListFile

HEADERS = (
    "nomor", "pegawai", "jabatan", "unit", "cakupan", "urusan", "status", "putusan", "diajukan",
    "mulai", "berakhir", "pengganti", "diputus", "batas_layanan", "belum_ditanggapi", "dilanggar",
)  # fmt: skip


def _rows(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """One row per recusal."""
    for line in lines:
        one = line.recusal
        yield (
            one.number,
            one.person.name,
            one.post,
            one.unit.name if one.unit else "",
            wording.scope(one),
            ", ".join(line.matters),
            _label(one.state),
            _label(one.verdict),
            _day(one.requested_at),
            _day(one.starts_on),
            _day(one.last_day),
            one.substitute.name if one.substitute else "",
            _day(one.decided_at),
            _day(line.service_due_on),
            gettext("ya") if one.unanswered and one.answered_at is None else "",
            gettext("ya") if one.breached else "",
        )


def _label(value: LabelledEnum | None) -> str:
    return gettext(value.label) if value else ""


def _day(value: Any) -> str:
    if value is None:
        return ""
    day = clock.local(value).date() if hasattr(value, "hour") else value
    return str(day.isoformat())


FILE = ListFile("Penarikan diri", HEADERS, _rows)
