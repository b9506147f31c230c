"""The list of plans as CSV and XLSX, safe to open in a spreadsheet (security C35)."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask_babel import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from app.measures import queries
from app.measures.forms import STANDING_LABELS
from app.measures.models import Plan

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HEADERS = (
    "nomor", "pegawai", "jabatan", "unit", "atasan", "tingkat", "status", "keadaan", "revisi",
    "titik_pantau_terakhir", "titik_pantau_berikutnya", "ditetapkan",
)  # fmt: skip
WIDTHS = (16, 34, 44, 44, 34, 10, 22, 14, 8, 14, 14, 14)


def as_csv(plans: Iterable[Plan]) -> bytes:
    """One row per plan; a cell that would run as a formula is made plain text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    for row in _rows(plans):
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row)
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(plans: Iterable[Plan]) -> bytes:
    """The same as a workbook; every cell is text, so nothing in it is ever run."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rencana penanganan")
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append(list(HEADERS))
    for row in _rows(plans):
        cells = [WriteOnlyCell(sheet, value=cell) for cell in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(plans: Iterable[Plan]) -> Iterator[tuple[str, ...]]:
    for plan in plans:
        yield (
            plan.number,
            plan.person.name,
            plan.post,
            plan.unit.name if plan.unit else "",
            plan.superior.name if plan.superior else "",
            gettext(plan.level.label),
            gettext(plan.state.label),
            str(STANDING_LABELS[queries.standing_of(plan)]),
            str(plan.version),
            plan.last_check_on.isoformat() if plan.last_check_on else "",
            plan.next_check_on.isoformat() if plan.next_check_on else "",
            plan.set_at.date().isoformat() if plan.set_at else "",
        )
