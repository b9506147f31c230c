"""What is in an uploaded list: its heading row, which column holds the names, which the numbers; pure."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from app.core import names
from app.core.names import Kind
from app.core.names.numbers import NumberType, clean_number, numbers_of, problem_with
from app.people import staff_file
from app.people.staff_file import Row, Table, Unreadable

# Field → the headings it is known by, without spaces and marks.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        "nama", "namapenyedia", "namaperusahaan", "penyedia", "perusahaan", "pemohon",
        "namapemohon", "namabadanusaha", "badanusaha", "namausaha", "namalengkap", "rekanan",
        "namarekanan", "vendor", "namavendor", "peserta", "namapeserta", "pelakuusaha",
        "namapelakuusaha", "namabadan", "namapt", "namapihak", "pihak", "namaorang",
        "namapemilik", "penyediabarangjasa", "namapenyediabarangjasa", "penyediajasa",
        "namapenyediajasa", "namapenerima", "penerima", "pemenang", "namapemenang",
    ),
    "nib": ("nib", "nomornib", "nonib", "nomorindukberusaha"),
    "npwp": ("npwp", "nonpwp", "nomornpwp", "npwpperusahaan", "npwppenyedia", "npwp15", "npwp16"),
    "nik": ("nik", "noktp", "nomorktp", "nonik", "nomornik", "nomorindukkependudukan", "ktp"),
}  # fmt: skip
NUMBERS: Final = ("nib", "npwp", "nik")
ONLY_HEADINGS = "Berkas ini hanya berisi judul kolom."
_SAMPLE: Final = 10
# Above the headings stand a title and the name of the office, seldom more.
_LOOK_FOR_HEADINGS_IN: Final = 15
_SHOWN_LINES: Final = 10
_SHOWN_HEADING: Final = 60
# A table that would be stored larger is kept as the file it came in.
_MOST_STORED: Final = 20 * 1024 * 1024
_MARKS: Final = re.compile(r"[^a-z0-9]")
_LETTER: Final = re.compile(r"[^\W\d_]")
# What a spreadsheet shows where a formula failed.
_FAILED: Final = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")


@dataclass(frozen=True)
class Layout:
    """The heading row by its place among the rows (None: there is none), the columns by field as
    guessed, the first lines with their numbers, and which row may be the heading instead."""

    heading: int | None
    headings: Sequence[str]
    guessed: Mapping[str, int]
    sample: Sequence[tuple[int, Sequence[str]]]
    count: int
    rows: Sequence[tuple[str, str]]

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
    """The lines of a list, each once; how many hold no name, repeat another, or have a number that
    cannot be read."""

    lines: Sequence[Line]
    nameless: int
    repeated: int
    unread: int


@dataclass
class Lines:
    """How many lines there are of one sort, and the numbers of the first of them."""

    count: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, number: int) -> None:
        self.count += 1
        if self.count <= _SHOWN_LINES:
            self.first.append(number)


@dataclass(frozen=True)
class Survey:
    """What the preview says of the whole list under the columns as they are guessed; nothing of its
    lines where no column of names is."""

    nameless: Lines
    repeated: Lines
    unread: Lines
    broken: Lines


# ── storing ───────────────────────────────────────────────────────────────────────────────────


def stored(table: Table, original: bytes) -> bytes:
    """The table as it is kept until it is checked: read once, not at every look."""
    rows = [[row.number, row.cells, row.broken] for row in table.rows]
    packed = json.dumps({"rows": rows, "remarks": table.remarks}, ensure_ascii=False).encode()
    return packed if len(packed) <= _MOST_STORED else original


def opened(content: bytes) -> Table:
    """The table that `stored` kept. Raises Unreadable."""
    if not content.startswith(b'{"rows"'):
        return staff_file.read(content)
    packed = json.loads(content)
    return Table([Row(*row) for row in packed["rows"]], packed["remarks"])


# ── the heading row ───────────────────────────────────────────────────────────────────────────


def layout_of(table: Table, chosen: str = "") -> Layout:
    """Find the headings and guess the columns; `chosen` is one of `Layout.rows`, by its value.

    Raises Unreadable when nothing stands beneath the headings.
    """
    heading = _chosen(table, chosen) if chosen else _heading_of(table.rows)
    body = table.rows if heading is None else table.rows[heading + 1 :]
    if not body:
        raise Unreadable(ONLY_HEADINGS)
    above = [] if heading is None else table.rows[heading].cells
    width = max(len(above), *(len(row.cells) for row in body[:_SAMPLE]))
    headings = [*(cell.strip() for cell in above), *[""] * width][:width]
    guessed = _guessed(headings)
    if "name" not in guessed:
        guessed = _guessed_from(body, width, guessed)
    sample = [(row.number, _padded(row, width)) for row in body[:_SAMPLE]]
    return Layout(heading, headings, guessed, sample, len(body), _offered(table.rows))


def heading_value(heading: int | None) -> str:
    """How a form names the heading row: its place, or "-" for none."""
    return "-" if heading is None else str(heading)


def _chosen(table: Table, value: str) -> int | None:
    offered = {one for one, _words in _offered(table.rows)}
    if value not in offered:
        return _heading_of(table.rows)
    return None if value == heading_value(None) else int(value)


def _offered(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """The rows that may hold the headings, with their words: beneath the last one stands nothing."""
    return [
        (heading_value(at), f"{row.number}: {_joined(row)}")
        for at, row in enumerate(rows[:-1][:_LOOK_FOR_HEADINGS_IN])
    ]


def _joined(row: Row) -> str:
    words = ", ".join(cell.strip() for cell in row.cells if cell.strip())
    return words if len(words) <= _SHOWN_HEADING else f"{words[:_SHOWN_HEADING]}…"


def _heading_of(rows: Sequence[Row]) -> int | None:
    """The first row with a known heading of names; else the first row, unless it is a line itself."""
    for at, row in enumerate(rows[:_LOOK_FOR_HEADINGS_IN]):
        if "name" in _guessed(row.cells):
            return at
    return None if _is_line(rows[0]) else 0


def _is_line(row: Row) -> bool:
    """Whether this row is a party rather than headings: a number of one, or a legal form with a
    name."""
    cells = [cell.strip() for cell in row.cells if cell.strip()]
    return any(
        numbers_of(**dict.fromkeys(NUMBERS, cell))
        or (_LETTER.search(cell) and names.prepare(cell[:200], "org").legal_form)
        for cell in cells
    )


def _guessed(headings: Sequence[str]) -> dict[str, int]:
    keys = [_MARKS.sub("", heading.casefold()) for heading in headings]
    return {
        name: keys.index(found)
        for name, known in HEADINGS.items()
        if (found := next((key for key in known if key in keys), None)) is not None
    }


def _guessed_from(body: Sequence[Row], width: int, known: Mapping[str, int]) -> dict[str, int]:
    """Beside what the headings told: the columns whose cells are numbers of one kind, and the first
    other one with letters."""
    guessed = dict(known)
    for at in sorted({*range(width)} - {*known.values()}):
        cells = [cell for row in body[:_SAMPLE] if (cell := _cell(row, at).strip())]
        kind = _number_kind(cells)
        if kind:
            guessed.setdefault(kind, at)
        elif cells and "name" not in guessed and all(map(_LETTER.search, cells)):
            guessed["name"] = at
    return guessed


def _number_kind(cells: Sequence[str]) -> str:
    for kind in NUMBERS:
        if cells and all(clean_number(NumberType(kind), cell) for cell in cells):
            return kind
    return ""


def _padded(row: Row, width: int) -> list[str]:
    return [*row.cells, *[""] * width][:width]


# ── the lines ─────────────────────────────────────────────────────────────────────────────────


def surveyed(table: Table, layout: Layout) -> Survey:
    """What of the list cannot be looked up as it stands, found without preparing any name."""
    found = Survey(Lines(), Lines(), Lines(), Lines())
    seen: set[tuple[str, ...]] = set()
    for row in islice(table.rows, _first(layout.heading), None):
        if row.broken:
            found.broken.add(row.number)
            continue
        if "name" not in layout.guessed:
            continue
        name = _name(row, layout.guessed["name"])
        if not _LETTER.search(name):
            found.nameless.add(row.number)
            continue
        written = _written(row, layout.guessed)
        if _unread(written):
            found.unread.add(row.number)
        mark = (name.casefold(), *written.values())
        if mark in seen:
            found.repeated.add(row.number)
        seen.add(mark)
    return found


def read_lines(
    table: Table, columns: Mapping[str, int], kind: str, heading: int | None = 0
) -> Read:
    """The lines under these columns; `kind` is "person", "org" or "auto"."""
    lines: dict[tuple[str, ...], Line] = {}
    nameless = repeated = unread = 0
    for row in table.rows[_first(heading) :]:
        name = _name(row, columns["name"])
        if not name or problem_with(name):
            nameless += 1
            continue
        written = _written(row, columns)
        unread += _unread(written)
        numbers = {one.value: digits for one, digits in numbers_of(**written).items()}
        mark = (name.casefold(), *(numbers.get(one, "") for one in NUMBERS))
        if mark in lines:
            repeated += 1
        else:
            lines[mark] = Line(row.number, name, _kind(name, kind, numbers), numbers)
    return Read(list(lines.values()), nameless, repeated, unread)


def _first(heading: int | None) -> int:
    return 0 if heading is None else heading + 1


def _name(row: Row, at: int) -> str:
    """The name without signs that nobody sees (copied along from web pages) and failed formulas."""
    text = _cell(row, at)
    if not text.isascii():
        text = "".join(one for one in text if unicodedata.category(one) != "Cf")
    name = " ".join(text.split())
    return "" if _FAILED.fullmatch(name) else name


def _written(row: Row, columns: Mapping[str, int]) -> dict[str, str]:
    return {name: _cell(row, columns[name]).strip() for name in NUMBERS if name in columns}


def _unread(written: Mapping[str, str]) -> bool:
    """Whether something stands in a column of numbers that is none; a dash says there is none."""
    return any(
        any(one.isalnum() for one in digits) and not clean_number(NumberType(kind), digits)
        for kind, digits in written.items()
    )


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def _kind(name: str, kind: str, numbers: Mapping[str, str]) -> Kind:
    if kind == "person" or ("nik" in numbers and kind == "auto"):
        return "person"
    if kind == "org" or "nib" in numbers or names.prepare(name, "org").legal_form:
        return "org"
    return "person"
