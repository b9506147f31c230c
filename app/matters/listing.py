"""Judges every line of a list of matters: taken, taken with a remark, there already, or refused; pure.

Several parties or officials of one matter stand in one cell, divided by semicolons.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from app.core import names
from app.core.labels import LabelledEnum
from app.core.names.numbers import NumberType, clean_number, problem_with
from app.matters.models import Effect, MatterKind, OfficialRole
from app.people.cells import cell_text, code_key, is_formula, normal_code, read_date
from app.people.staff_file import Row, Table, Unreadable

# Field → the headings it is known by, without spaces and marks.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("nomor", "nomorurusan", "nomorpermohonan", "nomorberkas", "noberkas", "nourusan"),
    "title": ("judul", "urusan", "uraian", "namaurusan", "perihal", "paket", "namapaket"),
    "kind": ("jenis", "jenisurusan", "kategori"),
    "parties": ("pihak", "namapihak", "pemohon", "namapemohon", "penyedia", "namapenyedia"),
    "nib": ("nib", "nomornib"),
    "npwp": ("npwp", "nomornpwp"),
    "officials": ("petugas", "nippetugas", "pejabat", "nip", "nippejabat", "kodepetugas"),
    "role": ("peran", "peranpetugas"),
    "received_on": ("diterima", "tanggalditerima", "tglditerima", "tanggalmasuk", "tglmasuk"),
    "sop_days": ("standarhari", "haristandar", "sop", "harisop", "standarsop"),
    "complete": ("lengkap", "syaratlengkap", "syarat"),
    "pressed": ("desakan", "adadesakan"),
    "decided_on": ("diputus", "tanggalkeputusan", "tglkeputusan", "tanggaldiputus"),
    "decision_number": ("nomorkeputusan", "nokeputusan", "nomorsk", "nosk"),
    "effect": ("hasil", "akibat", "hasilkeputusan"),
}  # fmt: skip
LABELS: Final[Mapping[str, str]] = {
    "number": "Nomor", "title": "Judul", "kind": "Jenis", "parties": "Pihak", "nib": "NIB",
    "npwp": "NPWP", "officials": "Petugas (NIP atau kode)", "role": "Peran",
    "received_on": "Tanggal diterima", "sop_days": "Standar hari", "complete": "Syarat lengkap",
    "pressed": "Ada desakan", "decided_on": "Tanggal keputusan",
    "decision_number": "Nomor keputusan", "effect": "Hasil",
}  # fmt: skip
NEEDED: Final = ("number", "title", "kind", "parties", "officials", "received_on")
MOST_LINES: Final = 2_000
_MARKS: Final = re.compile(r"[^0-9a-z]")
_YES: Final = ("ya", "y", "lengkap", "ada", "1", "true")
_NO: Final = ("tidak", "t", "belum", "0", "false", "tidaklengkap", "tidakada")
_MOST_DAYS: Final = 365
_LONGEST_NUMBER: Final = 60
_TITLE: Final = (5, 200)


class Verdict(LabelledEnum):
    """What becomes of a line."""

    ACCEPT = "accept", "Diterima"
    WARN = "warn", "Diterima dengan catatan"
    THERE = "there", "Sudah ada"
    REJECT = "reject", "Ditolak"


@dataclass(frozen=True)
class ListedParty:
    """A party of a line; kind by its legal form."""

    kind: str
    name: str
    nib: str = ""
    npwp: str = ""


@dataclass
class Line:
    """One line, read and judged."""

    number: int
    verdict: Verdict = Verdict.ACCEPT
    remarks: list[str] = field(default_factory=list)
    matter_number: str = ""
    title: str = ""
    kind: MatterKind = MatterKind.OTHER
    parties: list[ListedParty] = field(default_factory=list)
    officials: list[int] = field(default_factory=list)
    role: OfficialRole = OfficialRole.PROCESSES
    received_on: date | None = None
    sop_days: int | None = None
    complete: bool | None = None
    pressed: bool = False
    decided_on: date | None = None
    decision_number: str = ""
    effect: Effect = Effect.OTHER

    @property
    def accepted(self) -> bool:
        return self.verdict in (Verdict.ACCEPT, Verdict.WARN)

    def warn(self, sentence: str) -> None:
        self.remarks.append(sentence)
        if self.verdict is Verdict.ACCEPT:
            self.verdict = Verdict.WARN

    def reject(self, sentence: str) -> None:
        if self.verdict is not Verdict.REJECT:
            self.remarks.clear()
        self.remarks.append(sentence)
        self.verdict = Verdict.REJECT


@dataclass(frozen=True)
class Known:
    """What the register holds: numbers of the unit, and employees by NIP and code."""

    today: date
    numbers: Collection[str] = frozenset()
    people: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """The headings, and which column holds which field."""

    headings: Sequence[str]
    columns: Mapping[str, int]

    @property
    def missing(self) -> list[str]:
        return [LABELS[name] for name in NEEDED if name not in self.columns]


@dataclass(frozen=True)
class Judgement:
    """Every line with its verdict."""

    lines: Sequence[Line]
    remarks: Sequence[str]

    def count(self, verdict: Verdict) -> int:
        return self._counts[verdict]

    @property
    def _counts(self) -> Counter[Verdict]:
        return Counter(line.verdict for line in self.lines)

    @property
    def accepted(self) -> list[Line]:
        return [line for line in self.lines if line.accepted]

    @property
    def noted(self) -> list[Line]:
        return [line for line in self.lines if line.remarks]


def layout_of(table: Table, chosen: Mapping[str, int | None] | None = None) -> Layout:
    """Guess the columns by their headings; `chosen` (field → column or None) overrides."""
    headings = [cell.strip() or f"Kolom {at}" for at, cell in enumerate(table.rows[0].cells, 1)]
    bare = [_bare(heading) for heading in headings]
    columns = {
        name: bare.index(found)
        for name, known in HEADINGS.items()
        if (found := next((key for key in known if key in bare), None)) is not None
    }
    for name, at in (chosen or {}).items():
        columns.pop(name, None)
        if at is not None and name in HEADINGS and 0 <= at < len(headings):
            columns[name] = at
    return Layout(headings, columns)


def _bare(text: str) -> str:
    return _MARKS.sub("", text.casefold())


def keys_wanted(table: Table, layout: Layout) -> set[str]:
    """NIPs and codes named in the list, as `Known.people` has to know them."""
    at = layout.columns.get("officials")
    if at is None:
        return set()
    return {key for row in table.rows[1:] for key in _person_keys(_cell(row, at))}


def judge(table: Table, layout: Layout, known: Known) -> Judgement:
    """Judge every line below the headings. Raises Unreadable without a needed column."""
    if layout.missing:
        raise Unreadable(f"Kolom {', '.join(layout.missing)} tidak ditemukan.")
    if len(table.rows) - 1 > MOST_LINES:
        raise Unreadable(f"Berkas lebih dari {MOST_LINES} baris. Bagi menjadi beberapa berkas.")
    lines = [_line(row, layout, known) for row in table.rows[1:]]
    _refuse_twice(lines)
    return Judgement(lines, table.remarks)


def _line(row: Row, layout: Layout, known: Known) -> Line:
    line = Line(row.number)
    if row.broken:
        line.reject(row.broken)
        return line
    cells = {name: _cell(row, at) for name, at in layout.columns.items()}
    _read_number(line, cells, known)
    if line.verdict is Verdict.THERE:
        return line
    _read_what(line, cells)
    _read_parties(line, cells)
    _read_officials(line, cells, known)
    _read_days(line, cells, known)
    _read_decision(line, cells, known)
    return line


def _cell(row: Row, at: int) -> str:
    return cell_text(row.cells[at]) if at < len(row.cells) else ""


def _read_number(line: Line, cells: Mapping[str, str], known: Known) -> None:
    line.matter_number = cells["number"]
    if not line.matter_number:
        line.reject("Nomor kosong.")
    elif len(line.matter_number) > _LONGEST_NUMBER or is_formula(line.matter_number):
        line.reject(f"Nomor harus teks, paling panjang {_LONGEST_NUMBER} huruf.")
    elif line.matter_number in known.numbers:
        line.verdict = Verdict.THERE
        line.remarks.append("Nomor ini sudah ada di register; baris ini tidak mengubah apa-apa.")


def _read_what(line: Line, cells: Mapping[str, str]) -> None:
    line.title = cells["title"]
    if not _TITLE[0] <= len(line.title) <= _TITLE[1] or is_formula(line.title):
        line.reject(f"Judul harus teks, {_TITLE[0]} sampai {_TITLE[1]} huruf.")
    wanted = _bare(cells["kind"])
    kind = next(
        (k for k in MatterKind if wanted and wanted in (_bare(k.label), _bare(k.value))), None
    )
    kind = kind or _OTHER_WORDS.get(wanted)
    if kind is None:
        line.reject("Jenis harus salah satu dari: " + ", ".join(k.label for k in MatterKind) + ".")
    else:
        line.kind = kind
    line.complete = _yes_or_no(line, cells, "complete")
    line.pressed = bool(_yes_or_no(line, cells, "pressed"))


_OTHER_WORDS: Final = {
    "bantuan": MatterKind.AID, "hibah": MatterKind.AID, "bantuanhibah": MatterKind.AID,
    "izin": MatterKind.PERMIT, "promosi": MatterKind.APPOINTMENT, "mutasi": MatterKind.APPOINTMENT,
}  # fmt: skip


def _yes_or_no(line: Line, cells: Mapping[str, str], name: str) -> bool | None:
    written = _bare(cells.get(name, ""))
    if not written:
        return None
    if written not in (*_YES, *_NO):
        line.warn(f"{LABELS[name]} harus “ya” atau “tidak”; tidak dipakai.")
        return None
    return written in _YES


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def _read_parties(line: Line, cells: Mapping[str, str]) -> None:
    nibs, npwps = _parts(cells.get("nib", "")), _parts(cells.get("npwp", ""))
    for at, name in enumerate(part for part in _parts(cells["parties"]) if part):
        if problem := problem_with(name):
            line.reject(f"Pihak “{name[:40]}”: {problem}")
            continue
        nib = _number(line, NumberType.NIB, nibs, at)
        npwp = _number(line, NumberType.NPWP, npwps, at)
        body = bool(nib) or bool(names.prepare(name, "org").legal_form)
        line.parties.append(ListedParty("org" if body else "person", name, nib, npwp))
    if not line.parties and line.verdict is not Verdict.REJECT:
        line.reject("Pihak kosong: tambah sedikitnya satu pihak.")


def _number(line: Line, kind: NumberType, written: Sequence[str], at: int) -> str:
    text = written[at] if at < len(written) else ""
    digits = clean_number(kind, text)
    if text and not digits:
        line.warn(f"{kind.label} “{text[:30]}” tidak dapat dibaca; tidak disimpan.")
    return digits


def _person_keys(text: str) -> dict[str, str]:
    """NIP (18 digits) or short code of everybody named in the cell → how it is written there."""
    return {_person_key(part): part for part in _parts(text) if part}


def _person_key(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    return digits if len(digits) >= 18 else code_key(normal_code(written))  # noqa: PLR2004 (a NIP)


def _read_officials(line: Line, cells: Mapping[str, str], known: Known) -> None:
    for key, written in _person_keys(cells["officials"]).items():
        found = known.people.get(key)
        if found is None:
            line.reject(
                f"Petugas “{written[:60]}” tidak ada di daftar pegawai. Tulis NIP atau kodenya."
            )
        elif found not in line.officials:
            line.officials.append(found)
    if not line.officials and line.verdict is not Verdict.REJECT:
        line.reject("Petugas kosong.")
    written = _bare(cells.get("role", ""))
    role = next((r for r in OfficialRole if written == _bare(r.value)), None)
    if written and role is None:
        line.warn("Peran tidak dikenal; dicatat sebagai memproses.")
    line.role = role or OfficialRole.PROCESSES


def _read_days(line: Line, cells: Mapping[str, str], known: Known) -> None:
    line.received_on = read_date(cells["received_on"]) if cells["received_on"] else None
    if line.received_on is None:
        line.reject("Tanggal diterima kosong atau bukan tanggal.")
    elif line.received_on > known.today:
        line.reject("Tanggal diterima tidak boleh sesudah hari ini.")
    written = cells.get("sop_days", "")
    days = int(written) if written.isdecimal() and len(written) <= 3 else None  # noqa: PLR2004
    if days is not None and 1 <= days <= _MOST_DAYS:
        line.sop_days = days
    else:
        line.warn("Standar hari kosong atau bukan angka; batas layanan tidak dihitung.")


def _read_decision(line: Line, cells: Mapping[str, str], known: Known) -> None:
    written = cells.get("decided_on", "")
    if not written:
        return
    day = read_date(written)
    line.decision_number = cells.get("decision_number", "")[:100]
    if day is None or day > known.today or (line.received_on and day < line.received_on):
        line.warn("Tanggal keputusan tidak mungkin; urusan dicatat berjalan.")
    elif not line.decision_number:
        line.warn("Nomor keputusan kosong; urusan dicatat berjalan.")
    else:
        line.decided_on = day
    wanted = _bare(cells.get("effect", ""))
    line.effect = next((e for e in Effect if wanted and wanted in _bare(e.label)), Effect.OTHER)


def _refuse_twice(lines: Sequence[Line]) -> None:
    first: dict[str, int] = {}
    for line in lines:
        if line.accepted and first.setdefault(line.matter_number, line.number) != line.number:
            line.reject(f"Nomor sama dengan baris {first[line.matter_number]}.")


def as_noted(line: Line) -> dict[str, Any]:
    """A line as the preview and the report show it."""
    return {
        "line": line.number,
        "verdict": line.verdict.value,
        "number": line.matter_number,
        "reason": " ".join(line.remarks),
    }
