"""What is inside an uploaded staff file: a table of text with line numbers; CSV or XLSX; pure.

Lines are counted as a spreadsheet counts its rows: the first is 1, blank ones count.
"""

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

import openpyxl

from app.core.errors import Invalid
from app.core.plain_text import without_controls
from app.core.sentences import Sentence

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_LINES = 100_000
MAX_COLUMNS = 200
MAX_CELL = 2_000
_LINE_END = re.compile(r"\r\n|\n|\r")
_DELIMITERS = ";,\t|"
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<!DOCTYPE", b"<html")
# Text may hold a stray zero byte; a file with more of them is no text.
_STRAY_ZEROS = 0.1
# A cell that runs on for more lines than this has lost its closing quote.
_MAX_LINES_A_CELL = 10
_EXACT_NUMBER = 10**15

EMPTY = "Berkas ini kosong."
NOT_A_TABLE = "Berkas ini bukan CSV atau XLSX. Simpan daftarnya sebagai CSV atau XLSX."
OLD_EXCEL = "Berkas ini memakai bentuk Excel lama (.xls). Simpan sebagai .xlsx atau CSV."
TOO_BIG = "Berkas lebih dari 10 MB. Bagi menjadi beberapa berkas."
TOO_LONG = Sentence(
    "Berkas lebih dari %(n)s baris. Bagi menjadi beberapa berkas.", n=f"{MAX_LINES:,}"
).replace(",", ".")
BROKEN_XLSX = "Berkas XLSX ini rusak atau terkunci sandi. Buka, simpan ulang, lalu unggah lagi."


class Unreadable(Invalid):
    """The file as a whole cannot be read; the sentence says what to do."""


@dataclass(frozen=True)
class Row:
    """One line of the file. `broken` is a sentence when its quotes do not match."""

    number: int
    cells: list[str]
    broken: str = ""

    @property
    def blank(self) -> bool:
        return not self.broken and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """All lines of a file that hold something, and remarks about the file as a whole."""

    rows: list[Row]
    remarks: list[str] = field(default_factory=list)


def read(data: bytes) -> Table:
    """The table in these bytes, whatever the file was called. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(TOO_BIG)
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise Unreadable(EMPTY)
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise Unreadable(OLD_EXCEL)
    table = _read_xlsx(data) if data[:2] == b"PK" else _read_csv(data)
    if not table.rows:
        raise Unreadable(EMPTY)
    return table


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────


def _read_csv(data: bytes) -> Table:
    text, remarks = _decoded(data)
    lines = _LINE_END.split(text.rstrip("\r\n"))
    start = 0
    delimiter = ""
    if lines and lines[0].casefold().startswith("sep=") and len(lines[0].rstrip()) > len("sep="):
        delimiter, start = lines[0][4], 1
    delimiter = delimiter or _delimiter(lines)
    rows = [row for row in _csv_rows(lines[start:], delimiter, start + 1) if not row.blank]
    return Table(rows, remarks)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), []
    if data.count(0) > len(data) * _STRAY_ZEROS or data.startswith(_OTHER_KINDS):
        raise Unreadable(NOT_A_TABLE)
    data = data.replace(b"\x00", b"")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        remark = "Berkas tidak memakai UTF-8; dibaca sebagai Windows-1252. Periksa huruf beraksen."
        return data.removeprefix(b"\xef\xbb\xbf").decode("cp1252", errors="replace"), [remark]


def _delimiter(lines: list[str]) -> str:
    """The separator that divides the most lines into the same number of columns, the more the surer."""
    sample = [_outside_quotes(line) for line in islice((ln for ln in lines if ln.strip()), 50)]

    def agreement(delimiter: str) -> int:
        counts = Counter(text.count(delimiter) for text in sample)
        counts.pop(0, None)
        return max((columns * lines for columns, lines in counts.items()), default=0)

    return max(_DELIMITERS, key=agreement)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _csv_rows(lines: list[str], delimiter: str, first: int) -> Iterator[Row]:
    number, at = first, 0
    while at < len(lines):
        if number > MAX_LINES + 1:  # the heading beside
            raise Unreadable(TOO_LONG)
        taken = _lines_of_one_row(lines, at, delimiter)
        if taken == 0:
            yield Row(number, [], "Tanda kutip di baris ini tidak ditutup.")
            taken = 1
        else:
            yield Row(number, _cells("\n".join(lines[at : at + taken]), delimiter))
        number, at = number + 1, at + taken


def _lines_of_one_row(lines: list[str], at: int, delimiter: str) -> int:
    """How many lines this row takes; 0 when its quotes never close."""
    quotes = lines[at].count('"')
    if quotes % 2 == 0:
        return 1
    usual = _outside_quotes(lines[0]).count(delimiter)
    for taken, line in enumerate(lines[at + 1 : at + _MAX_LINES_A_CELL], start=2):
        quotes += line.count('"')
        if quotes % 2 == 0:
            # Lines swallowed whole are people, not the second line of a cell.
            swallowed = lines[at + 1 : at + taken - 1]
            whole = any(text.count(delimiter) >= usual for text in [*swallowed, line])
            return 0 if whole else taken
    return 0


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        found = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        found = text.split(delimiter)
    return [without_controls(cell)[:MAX_CELL] for cell in found[:MAX_COLUMNS]]


# ── XLSX ──────────────────────────────────────────────────────────────────────────────────────


def _read_xlsx(data: bytes) -> Table:
    _refuse_bomb(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles and validations
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                return _fullest_sheet(book)
            finally:
                book.close()
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part makes it raise
        raise Unreadable(BROKEN_XLSX) from error


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
            names = set(packed.namelist())
    # RuntimeError: a zip of a version that zipfile does not know.
    except (zipfile.BadZipFile, RuntimeError, ValueError) as error:
        raise Unreadable(BROKEN_XLSX) from error
    if "xl/workbook.xml" not in names:
        raise Unreadable(NOT_A_TABLE)
    if unpacked > MAX_UNPACKED_BYTES:
        raise Unreadable(TOO_BIG)


def _fullest_sheet(book: Any) -> Table:
    """The first visible sheet with something in it."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    remarks: list[str] = []
    rows: list[Row] = []
    for sheet in sheets or book.worksheets:
        sheet.reset_dimensions()
        rows = list(_sheet_rows(sheet.iter_rows(values_only=True)))
        if rows:
            if len(sheets) > 1:
                remarks.append(
                    f"Berkas berisi {len(sheets)} lembar; dibaca lembar “{sheet.title}”."
                )
            break
    return Table(rows, remarks)


def _sheet_rows(rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    kept = 0
    for number, values in enumerate(rows, start=1):
        row = Row(number, [_as_text(value)[:MAX_CELL] for value in values[:MAX_COLUMNS]])
        if row.blank:
            continue
        kept += 1
        if kept > MAX_LINES + 1:
            raise Unreadable(TOO_LONG)
        yield row


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return _number_as_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _number_as_text(value: float) -> str:
    """A number as it was meant. Spreadsheets keep 15 digits: a longer one is shown as spoiled."""
    lost = abs(value) >= _EXACT_NUMBER and (isinstance(value, float) or value % 1000 == 0)
    if lost:
        return f"{value:.5E}"
    return str(int(value)) if value == int(value) else str(value)
