"""The register of divestments as CSV and XLSX, safe to open in a spreadsheet (security C35)."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask_babel import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from app.divestments.queries import Line

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HEADERS = (
    "nomor", "nama", "nip", "jabatan", "unit", "bentuk", "cara", "status", "dikirim", "disetujui",
    "target", "diperpanjang", "langkah", "terverifikasi", "menunggu_verifikasi",
    "penarikan_diri", "rencana_penanganan", "berakhir",
)  # fmt: skip


def as_csv(lines: Iterable[Line]) -> bytes:
    """One row per divestment; no content of the interest."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    for row in _rows(lines):
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row)
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(lines: Iterable[Line]) -> bytes:
    """The same as a workbook; every cell is text, so nothing in it is ever run."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Divestasi")
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
        it, steps = line.it, line.progress
        yield (
            it.number,
            it.person.name,
            it.person.nip or "",
            it.post,
            it.unit.name if it.unit else "",
            gettext(it.asset_form.label) if it.asset_form else "",
            gettext(it.way.label) if it.way else "",
            gettext(it.state.label),
            it.submitted_at.date().isoformat() if it.submitted_at else "",
            it.approved_at.date().isoformat() if it.approved_at else "",
            it.target_on.isoformat() if it.target_on else "",
            "ya" if it.extended_from else "",
            str(steps.total),
            str(steps.verified),
            str(steps.to_verify),
            it.recusal_number or "",
            it.plan_number or "",
            it.ended_at.date().isoformat() if it.ended_at else "",
        )
