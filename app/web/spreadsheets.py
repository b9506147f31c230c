"""Lists as CSV and XLSX files that are safe to open in a spreadsheet (security C35)."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Generic, TypeVar

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from app.core.plain_text import without_controls

R = TypeVar("R")
CSV: Final = "text/csv"
_ROWS_OF_A_PIECE: Final = 500
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that starts so would be run as a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with its mark; a cell that would run as a formula is made plain text."""
    return b"".join(csv_pieces(headers, rows))


def csv_pieces(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The same in pieces, for a list that is sent while it is still being read."""
    yield ("\ufeff" + _written([headers])).encode()
    rest = iter(rows)
    while some := list(islice(rest, _ROWS_OF_A_PIECE)):
        yield _written([_inert(cell) for cell in row] for row in some).encode()


def _inert(cell: str) -> str:
    """The same text, which no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _written(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)  # the comma is the decimal sign here
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
        cells = [WriteOnlyCell(sheet, value=without_controls(cell)) for cell in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class ListFile(Generic[R]):
    """How a list is written: the sheet's `title`, one row of `cells` for each thing in it."""

    title: str
    headers: Sequence[str]
    cells: Callable[[Iterable[R]], Iterable[Sequence[str]]]
    widths: Sequence[int] = ()

    def as_csv(self, things: Iterable[R]) -> bytes:
        return as_csv(self.headers, self.cells(things))

    def as_xlsx(self, things: Iterable[R]) -> bytes:
        return as_xlsx(self.title, self.headers, self.cells(things), self.widths)
