"""Results of a list as CSV and XLSX, safe to open in a spreadsheet (security C35)."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

import openpyxl
from openpyxl.cell import WriteOnlyCell

from app.core import clock
from app.crosscheck import wording
from app.crosscheck.models import OtherName
from app.crosscheck.queries import HitLine

HEADERS: Final = (
    "baris", "nama_dalam_daftar", "nomor_dalam_daftar", "nama_di_register", "kecocokan", "nilai",
    "pemilik_deklarasi", "jabatan", "hubungan", "catatan_dengan_nama_ini", "baru",
)  # fmt: skip
# A cell that starts so would be run as a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(lines: Iterable[HitLine]) -> str:
    """One row per result, semicolon-separated as Indonesian spreadsheets expect."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADERS)
    for line in lines:
        writer.writerow([_safe(value) for value in _row(line)])
    return "\ufeff" + out.getvalue()


def as_xlsx(lines: Iterable[HitLine]) -> bytes:
    """The same as a workbook; every cell is text, never a formula."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Hasil")
    sheet.append(list(HEADERS))
    for line in lines:
        sheet.append([_cell(sheet, value) for value in _row(line)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(line: HitLine) -> Sequence[str]:
    words = line.hit.words
    numbers = ", ".join(f"{kind.upper()} {digits}" for kind, digits in words["numbers"].items())
    return (
        str(line.hit.line),
        words["listed"],
        numbers,
        words["name"],
        wording.hit_likeness(line.hit),
        wording.number(line.hit.score),
        line.owner,
        line.post,
        words["role"],
        str(line.hit.namesakes),
        "ya" if line.is_new else "",
    )


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _cell(sheet: Any, value: str) -> Any:
    cell = WriteOnlyCell(sheet, value=_safe(value))
    cell.data_type = "s"
    return cell


OTHER_NAMES: Final = (
    "nama", "nama_lain", "sumber", "dicatat_oleh", "dicatat_pada", "dicoret_pada", "alasan_coret",
)  # fmt: skip


def other_name_rows(entries: Iterable[OtherName]) -> list[list[str]]:
    """One row per entry of the office's list; dates as YYYY-MM-DD."""
    return [
        [
            entry.words["name"],
            entry.words["other"],
            entry.words["source"],
            entry.by.name,
            clock.local(entry.at).date().isoformat(),
            clock.local(entry.struck.at).date().isoformat() if entry.struck else "",
            entry.struck.words["reason"] if entry.struck else "",
        ]
        for entry in entries
    ]
