"""The register as CSV and XLSX, safe to open in a spreadsheet (security C35)."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask_babel import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from app.core.names.numbers import NumberType
from app.matters.queries import Line

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HEADERS = (
    "nomor", "judul", "jenis", "unit", "pihak", "nib", "petugas", "diterima", "syarat_lengkap",
    "standar_hari", "batas_layanan", "status", "tanggal_keputusan", "nomor_keputusan", "hasil",
    "hari_kerja_selesai", "ada_desakan",
)  # fmt: skip
# A workbook is built whole in memory; more rows than this go out as CSV.
MOST_ROWS_XLSX = 20_000


def as_csv(lines: Iterable[Line], *, inspecting: bool) -> Iterator[str]:
    """Row by row; a cell that would run as a formula is made plain text.

    Only the Inspektorat reads where somebody pressed.
    """
    yield "\ufeff" + _row(HEADERS)
    for line in lines:
        yield _row([f"'{c}" if c.startswith(_FORMULA) else c for c in _cells(line, inspecting)])


def _row(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def as_xlsx(lines: Iterable[Line], *, inspecting: bool) -> bytes:
    """The same as a workbook; every cell is text, so nothing in it is ever run."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register urusan")
    sheet.append(list(HEADERS))
    for line in lines:
        cells = [WriteOnlyCell(sheet, value=cell) for cell in _cells(line, inspecting)]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(line: Line, inspecting: bool) -> tuple[str, ...]:
    matter, decision = line.matter, line.matter.decision
    return (
        matter.number,
        matter.title,
        gettext(matter.kind.label),
        matter.unit.name,
        "; ".join(one.name for one in line.parties),
        "; ".join(one.number(NumberType.NIB) for one in line.parties).strip("; "),
        "; ".join(one.person.name for one in line.officials),
        matter.received_on.isoformat(),
        _yes(matter.complete),
        str(matter.sop_days or ""),
        line.due_on.isoformat() if line.due_on else "",
        gettext(matter.state.label),
        decision.decided_on.isoformat() if decision else "",
        decision.number if decision else "",
        gettext(decision.effect.label) if decision else "",
        str(decision.working_days or "") if decision else "",
        gettext("ya") if matter.pressed and inspecting else "",
    )


def _yes(value: bool | None) -> str:
    return "" if value is None else gettext("ya") if value else gettext("tidak")
