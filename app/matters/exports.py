"""The register as CSV and XLSX, safe to open in a spreadsheet (security C35)."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from flask_babel import gettext

from app.core.labels import LabelledEnum
from app.core.names.numbers import NumberType
from app.matters.rows import RegisterRow
from app.web import spreadsheets

HEADERS: Final = (
    "nomor", "judul", "jenis", "unit", "pihak", "nib", "petugas", "diterima", "syarat_lengkap",
    "standar_hari", "batas_layanan", "status", "tanggal_keputusan", "nomor_keputusan", "hasil",
    "hari_kerja_selesai", "ada_desakan",
)  # fmt: skip
# A workbook is built whole in memory; longer lists go out as CSV only.
MOST_ROWS_XLSX: Final = 20_000


def as_csv(rows: Iterable[RegisterRow], *, inspecting: bool) -> Iterator[bytes]:
    """Piece by piece, so that the first bytes leave while the last rows are still to be read.

    Only the Inspektorat reads where somebody pressed.
    """
    return spreadsheets.csv_pieces(HEADERS, _cells(rows, inspecting))


def as_xlsx(rows: Iterable[RegisterRow], *, inspecting: bool) -> bytes:
    """The same as a workbook."""
    return spreadsheets.as_xlsx("Register urusan", HEADERS, _cells(rows, inspecting))


def _cells(rows: Iterable[RegisterRow], inspecting: bool) -> Iterator[tuple[str, ...]]:
    yes, no = gettext("ya"), gettext("tidak")

    @cache  # a few words, looked up once and not with every row
    def label(value: LabelledEnum) -> str:
        return str(gettext(value.label))

    for row in rows:
        yield (
            row.number,
            row.title,
            label(row.kind),
            row.unit,
            "; ".join(one.name for one in row.parties),
            "; ".join(one.number(NumberType.NIB) for one in row.parties).strip("; "),
            "; ".join(row.officials),
            row.received_on.isoformat(),
            "" if row.complete is None else yes if row.complete else no,
            str(row.sop_days or ""),
            row.due_on.isoformat() if row.due_on else "",
            label(row.state),
            row.decided_on.isoformat() if row.decided_on else "",
            row.decision_number,
            label(row.effect) if row.effect else "",
            str(row.working_days or ""),
            yes if row.pressed and inspecting else "",
        )
