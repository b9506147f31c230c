"""Lists as CSV and XLSX files that are safe to open in a spreadsheet (security C35)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

CSV: Final = "text/csv"
_ROWS_OF_A_PIECE: Final = 500
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that starts so would be run as a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with its mark; a cell that would run as a formula is made plain text."""
    return b"".join(csv_pieces(headers, rows))


def csv_pieces(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The same in pieces, for a list that is sent while it is still being read."""
    yield ("\ufeff" + _written([headers])).encode()
    rest = iter(rows)
    while some := list(islice(rest, _ROWS_OF_A_PIECE)):
        yield _written(
            [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in some
        ).encode()


def _written(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def as_xlsx(
    title: str, headers: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int] = ()
) -> bytes:
    """One sheet; every cell is text, so nothing in it is ever run. `widths`: of the columns."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for number, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append(list(headers))
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=cell) for cell in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
