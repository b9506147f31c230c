"""The desk's list as CSV and XLSX, safe to open in a spreadsheet; nothing of who complained."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from app.complaints.queries.desk import Line
from app.core import clock
from app.crosscheck.codes import Code
from app.web.spreadsheets import ListFile

HEADERS = (
    "nomor", "diterima", "saluran", "status", "unit", "terlapor", "cek_silang", "arti_cek_silang", "batas",
    "terlambat", "mendesak", "indikasi_kkn", "digabung",
)  # fmt: skip


def _rows(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """One row per complaint."""
    for line in lines:
        one = line.complaint
        yield (
            one.number,
            clock.local(one.received_at).date().isoformat(),
            gettext(one.channel.label),
            gettext(one.state.label),
            one.unit.name if one.unit else "",
            one.subject.name if one.subject else "",
            one.cs_code or "",
            gettext(Code(one.cs_code).label) if one.cs_code else "",
            line.clock.due_on.isoformat() if line.clock else "",
            _yes(one.late or (line.clock is not None and line.clock.late)),
            _yes(one.urgent),
            _yes(one.kkn),
            str(line.merged or ""),
        )


def _yes(holds: bool) -> str:
    return gettext("ya") if holds else ""


FILE = ListFile("Aduan", HEADERS, _rows)
