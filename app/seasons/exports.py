"""The compliance list as CSV and XLSX, safe to open in a spreadsheet (security C35)."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask_babel import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from app.core import clock
from app.seasons.compliance import LABELS
from app.seasons.queries import Line

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HEADERS = (
    "nama", "nip", "jabatan", "unit", "atasan_langsung", "macam", "status", "nihil", "batas",
    "dikirim", "hari_terlambat", "surel",
)  # fmt: skip
WIDTHS = (34, 22, 44, 44, 34, 20, 18, 8, 12, 12, 10, 8)


def as_csv(lines: Iterable[Line]) -> bytes:
    """One row per person; a cell that would run as a formula is made plain text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    for row in _rows(lines):
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row)
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(lines: Iterable[Line]) -> bytes:
    """The same as a workbook; every cell is text, so nothing in it is ever run."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Kepatuhan")
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append(list(HEADERS))
    for row in _rows(lines):
        cells = [WriteOnlyCell(sheet, value=cell) for cell in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        filed = clock.local(line.filed_at).date().isoformat() if line.filed_at else ""
        yield (
            line.name,
            line.nip or "",
            line.post or "",
            line.unit or "",
            line.superior or "",
            gettext(line.kind.label),
            str(LABELS[line.status]),
            gettext("ya") if line.nil and line.filed else "",
            line.due_on.isoformat(),
            filed if line.filed else "",
            str(line.days_late) if line.days_late else "",
            gettext("ada") if line.email else gettext("tidak ada"),
        )
