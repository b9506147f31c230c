"""What is in an uploaded list: which column holds the names, which the numbers; pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.core import names
from app.core.names import Kind
from app.core.names.numbers import numbers_of, problem_with
from app.people.staff_file import Row, Table

# Field → the headings it is known by, without spaces and marks.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        "nama", "namapenyedia", "namaperusahaan", "penyedia", "perusahaan", "pemohon",
        "namapemohon", "namabadanusaha", "badanusaha", "namausaha", "namalengkap", "rekanan",
        "namarekanan", "vendor", "namavendor", "peserta", "namapeserta", "pelakuusaha",
        "namapelakuusaha",
    ),
    "nib": ("nib", "nomornib", "nonib", "nomorindukberusaha"),
    "npwp": ("npwp", "nonpwp", "nomornpwp", "npwpperusahaan", "npwppenyedia", "npwp15", "npwp16"),
    "nik": ("nik", "noktp", "nomorktp", "nonik", "nomornik", "nomorindukkependudukan", "ktp"),
}  # fmt: skip
NUMBERS: Final = ("nib", "npwp", "nik")
_SAMPLE: Final = 10
_MARKS: Final = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True)
class Layout:
    """The heading row, the columns by field as guessed, and the first lines."""

    headings: Sequence[str]
    guessed: Mapping[str, int]
    sample: Sequence[Sequence[str]]
    count: int

    @property
    def columns(self) -> list[tuple[str, str]]:
        return [(str(at), name or f"Kolom {at + 1}") for at, name in enumerate(self.headings)]


@dataclass(frozen=True)
class Line:
    """One line that is looked up."""

    number: int
    name: str
    kind: Kind
    numbers: Mapping[str, str]

    def packed(self) -> list[Any]:
        return [self.number, self.name, self.kind, dict(self.numbers)]


@dataclass(frozen=True)
class Read:
    """The lines of a list, and how many were left out because they hold no name."""

    lines: Sequence[Line]
    nameless: int


def layout_of(table: Table) -> Layout:
    """Guess the columns by their headings; the first line is the heading row."""
    headings = [cell.strip() for cell in table.rows[0].cells]
    keys = [_MARKS.sub("", heading.casefold()) for heading in headings]
    guessed = {
        field: keys.index(found)
        for field, known in HEADINGS.items()
        if (found := next((key for key in known if key in keys), None)) is not None
    }
    body = table.rows[1:]
    sample = [_padded(row, len(headings)) for row in body[:_SAMPLE]]
    return Layout(headings, guessed, sample, len(body))


def _padded(row: Row, width: int) -> list[str]:
    return [*row.cells, *[""] * width][:width]


def read_lines(table: Table, columns: Mapping[str, int], kind: str) -> Read:
    """The lines under these columns; `kind` is "person", "org" or "auto"."""
    found = list(_lines(table.rows[1:], columns, kind))
    return Read(found, len(table.rows) - 1 - len(found))


def _lines(rows: Sequence[Row], columns: Mapping[str, int], kind: str) -> Iterator[Line]:
    for row in rows:
        name = " ".join(_cell(row, columns["name"]).split())
        if problem_with(name):
            continue
        written = {field: _cell(row, columns[field]) for field in NUMBERS if field in columns}
        numbers = {one.value: digits for one, digits in numbers_of(**written).items()}
        yield Line(row.number, name, _kind(name, kind, numbers), numbers)


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def _kind(name: str, kind: str, numbers: Mapping[str, str]) -> Kind:
    if kind == "person" or ("nik" in numbers and kind == "auto"):
        return "person"
    if kind == "org" or names.prepare(name, "org").legal_form or "nib" in numbers:
        return "org"
    return "person"
