"""Judges every line of a staff file: accepted, accepted with a warning, or rejected, and why; pure.

What makes a person unknowable (no usable NIP, no name, no unit, a formula) rejects the line. What
can be put right later (a superior not found, a date that does not exist) is a warning.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.core.labels import LabelledEnum
from app.people import nip as nips
from app.people.cells import (
    RISK_POSITION,
    cell_text,
    code_key,
    is_email,
    is_formula,
    is_phone,
    normal_code,
    normal_phone,
    person_key,
    read_date,
    unit_key,
)
from app.people.columns import LABELS, Layout, require_columns
from app.people.models import EmploymentKind
from app.people.naming import tidy_name
from app.people.reporting_line import loop_words, loops
from app.people.staff_file import Row, Table

MAX_TEXT = 200
_SHOWN_IN_LOOP = 6
_TEXT_FIELDS = ("name", "front_title", "back_title", "post", "unit", "unit_code", "unit_parent")
_ROLES = ("memutus", "memproses", "menilai", "mengawasi", "merencanakan")

_KINDS = {
    "pns": EmploymentKind.PNS, "asn": None, "cpns": EmploymentKind.CPNS,
    "calonpns": EmploymentKind.CPNS, "calonpegawainegerisipil": EmploymentKind.CPNS,
    "pegawainegerisipil": EmploymentKind.PNS,
    "pppk": EmploymentKind.PPPK, "p3k": EmploymentKind.PPPK,
    "pppkparuhwaktu": EmploymentKind.PPPK_PART_TIME, "p3kparuhwaktu": EmploymentKind.PPPK_PART_TIME,
    "pppkpw": EmploymentKind.PPPK_PART_TIME, "pppkpenuhwaktu": EmploymentKind.PPPK,
    "kepaladaerah": EmploymentKind.HEAD_OF_REGION, "walikota": EmploymentKind.HEAD_OF_REGION,
    "wakilwalikota": EmploymentKind.HEAD_OF_REGION, "bupati": EmploymentKind.HEAD_OF_REGION,
    "wakilbupati": EmploymentKind.HEAD_OF_REGION, "gubernur": EmploymentKind.HEAD_OF_REGION,
    "wakilgubernur": EmploymentKind.HEAD_OF_REGION,
    "wakilkepaladaerah": EmploymentKind.HEAD_OF_REGION,
    "nonasn": EmploymentKind.OTHER, "honorer": EmploymentKind.OTHER,
    "tenagahonorer": EmploymentKind.OTHER, "kontrak": EmploymentKind.OTHER,
    "tenagakontrak": EmploymentKind.OTHER, "thl": EmploymentKind.OTHER,
    "phl": EmploymentKind.OTHER, "ptt": EmploymentKind.OTHER, "lainnya": EmploymentKind.OTHER,
    "lain": EmploymentKind.OTHER, "pjlp": EmploymentKind.OTHER, "outsourcing": EmploymentKind.OTHER,
}  # fmt: skip


class Verdict(LabelledEnum):
    """What became of a line."""

    ACCEPT = "accept", "Diterima"
    WARN = "warn", "Diterima dengan peringatan"
    REJECT = "reject", "Ditolak"


@dataclass
class StaffLine:
    """One line of the file, read and judged. Fields without a column stay None."""

    number: int
    verdict: Verdict = Verdict.ACCEPT
    remarks: list[tuple[str, str]] = field(default_factory=list)
    nip: str | None = None
    code: str | None = None
    name: str = ""
    kind: EmploymentKind = EmploymentKind.OTHER
    birth_date: date | None = None
    joined_on: date | None = None
    post: str | None = None
    unit: str = ""
    unit_code: str = ""
    unit_parent: str | None = None
    email: str | None = None
    phone: str | None = None
    post_since: date | None = None
    risk_positions: str | None = None
    decision_roles: str | None = None
    # Whether the file itself says in what relation the person serves.
    kind_told: bool = False
    # How the superior is named in the file, and the key of whoever that is.
    superior_nip: str | None = None
    superior_code: str | None = None
    superior_key: str | None = None

    @property
    def reason(self) -> str:
        return " ".join(sentence for _code, sentence in self.remarks)

    @property
    def accepted(self) -> bool:
        return self.verdict is not Verdict.REJECT

    @property
    def key(self) -> str:
        """By what this person is told from others inside the file."""
        return person_key(self.nip, self.code, self.name)

    def warn(self, code: str, sentence: str) -> None:
        self.remarks.append((code, sentence))
        if self.verdict is Verdict.ACCEPT:
            self.verdict = Verdict.WARN

    def reject(self, code: str, sentence: str) -> None:
        """Rejecting reasons stand before mere warnings."""
        if self.verdict is not Verdict.REJECT:
            self.remarks.clear()
        self.remarks.append((code, sentence))
        self.verdict = Verdict.REJECT


@dataclass(frozen=True)
class Known:
    """Keys of who is in the register: superiors may be there instead of in the file."""

    serving: Collection[str] = frozenset()
    left: Collection[str] = frozenset()


@dataclass(frozen=True)
class Judgement:
    """Every line of the file with its verdict, and remarks about the file as a whole."""

    lines: list[StaffLine]
    layout: Layout
    remarks: list[str]

    def count(self, verdict: Verdict) -> int:
        return self._counts[verdict]

    @property
    def _counts(self) -> Counter[Verdict]:
        return Counter(line.verdict for line in self.lines)

    @property
    def accepted(self) -> list[StaffLine]:
        return [line for line in self.lines if line.accepted]

    @property
    def noted(self) -> list[StaffLine]:
        """Lines about which there is something to say."""
        return [line for line in self.lines if line.remarks]


def judge(table: Table, layout: Layout, known: Known = Known()) -> Judgement:
    """Judge every line below the header. Raises Unreadable when NIP, name or unit has no column."""
    require_columns(layout)
    lines = [_line(row, layout) for row in table.rows if row.number > layout.header_line]
    _reject_duplicates(lines)
    _warn_of_left(lines, known)
    _find_superiors(lines, known)
    _warn_of_loops(lines)
    return Judgement(lines, layout, [*table.remarks, *_remarks_on(layout)])


# ── one line ──────────────────────────────────────────────────────────────────────────────────


def _line(row: Row, layout: Layout) -> StaffLine:
    line = StaffLine(row.number)
    if row.broken:
        line.reject("quotes", row.broken)
        return line
    extra = [cell for cell in row.cells[len(layout.headings) :] if cell.strip()]
    if extra:
        line.reject(
            "columns",
            "Isian lebih banyak daripada judul kolom: mungkin ada pemisah yang tidak diapit tanda kutip.",
        )
        return line
    cells = {one: _cell(row, at) for one, at in layout.columns.items()}
    _refuse_formulas(line, cells)
    _read_identity(line, cells)
    _read_post(line, cells)
    _read_contact(line, cells)
    return line


def _cell(row: Row, at: int) -> str:
    return cell_text(row.cells[at]) if at < len(row.cells) else ""


def _refuse_formulas(line: StaffLine, cells: Mapping[str, str]) -> None:
    """A cell that a spreadsheet would run is not the name of anything."""
    for one in _TEXT_FIELDS:
        if is_formula(cells.get(one, "")):
            line.reject(f"formula_{one}", f"{LABELS[one]} berisi rumus lembar kerja, bukan teks.")


def _read_identity(line: StaffLine, cells: Mapping[str, str]) -> None:
    line.code = normal_code(cells.get("code", "")) or None
    _read_name(line, cells)
    written_kind = _kind_written(cells.get("kind", ""))
    _read_nip(line, cells.get("nip", ""), written_kind)
    _settle_kind(line, cells.get("kind"), written_kind)
    _compare_with_nip(line, cells)


def _read_name(line: StaffLine, cells: Mapping[str, str]) -> None:
    given = cells.get("name", "")
    whole = " ".join(part for part in (cells.get("front_title", ""), given) if part)
    if cells.get("back_title"):
        whole = f"{whole}, {cells['back_title']}"
    line.name = tidy_name(whole)
    if not tidy_name(given):
        line.reject("name_missing", "Nama kosong.")
    elif not any(letter.isalpha() for letter in given):
        line.reject("name_missing", "Nama tidak berisi huruf.")
    elif len(line.name) > MAX_TEXT:
        line.reject("name_long", f"Nama lebih dari {MAX_TEXT} huruf.")
    elif "\ufffd" in line.name:
        line.warn("encoding", "Ada huruf pada nama yang rusak. Periksa penulisannya.")


def _kind_written(written: str) -> EmploymentKind | None:
    return _KINDS.get(normal_code(written))


def _read_nip(line: StaffLine, written: str, kind: EmploymentKind | None) -> None:
    if not written:
        if kind is None or kind.is_asn:
            line.reject("nip_missing", "NIP kosong.")
        return
    wrong = nips.fault(written)
    if wrong:
        line.reject(*wrong)
        return
    pppk = None if kind is None else kind in _PPPK
    read = nips.read(nips.digits_of(written), pppk=pppk)
    line.nip, line.birth_date, line.joined_on = read.digits, read.birth_date, read.joined_on
    line.kind = EmploymentKind.PPPK if read.is_pppk else EmploymentKind.PNS
    for code, sentence in read.remarks:
        line.warn(code, sentence)


_PPPK = {EmploymentKind.PPPK, EmploymentKind.PPPK_PART_TIME}


def _settle_kind(line: StaffLine, written: str | None, kind: EmploymentKind | None) -> None:
    """What the file says; where it says nothing, what the NIP says."""
    if kind is not None:
        line.kind, line.kind_told = kind, True
    elif written is not None and line.nip and normal_code(written) not in _KINDS:
        said = f"“{written[:40]}” tidak dikenal" if written else "kosong"
        line.warn("kind", f"Jenis kepegawaian {said}; dibaca dari NIP: {line.kind.label}.")


def _compare_with_nip(line: StaffLine, cells: Mapping[str, str]) -> None:
    born = _date(line, cells, "birth_date")
    if born and line.birth_date and born != line.birth_date:
        line.warn("birth_date", "Tanggal lahir berbeda dengan NIP.")
    line.birth_date = born or line.birth_date
    line.joined_on = _date(line, cells, "joined_on") or line.joined_on
    written = cells.get("sex", "")[:1].casefold()
    said = {"l": "1", "p": "2", "w": "2"}.get(written)
    if said and line.nip and line.nip[14] in "12" and line.nip[14] != said:
        line.warn("nip_sex", "Jenis kelamin berbeda dengan NIP.")


def _read_post(line: StaffLine, cells: Mapping[str, str]) -> None:
    line.unit, line.unit_code = cells.get("unit", ""), cells.get("unit_code", "")[:40]
    line.unit_parent = cells.get("unit_parent", "")[:MAX_TEXT] or None
    if not unit_key(line.unit) and not unit_key(line.unit_code):
        line.reject("unit_missing", "Unit kosong.")
    elif len(line.unit) > MAX_TEXT:
        line.reject("unit_long", f"Nama unit lebih dari {MAX_TEXT} huruf.")
    if "post" in cells:
        line.post = cells["post"][:MAX_TEXT]
        if not line.post:
            line.warn("post_missing", "Jabatan kosong.")
        elif len(cells["post"]) > MAX_TEXT:
            line.warn("post_long", f"Jabatan dipotong menjadi {MAX_TEXT} huruf.")
    line.post_since = _date(line, cells, "post_since")
    _read_risks(line, cells)
    line.superior_nip = cells.get("superior_nip") or None
    line.superior_code = normal_code(cells.get("superior_code", "")) or None


def _read_risks(line: StaffLine, cells: Mapping[str, str]) -> None:
    if "risk_positions" in cells:
        found = sorted(set(RISK_POSITION.findall(cells["risk_positions"])))
        line.risk_positions = " ".join(f"POS-{digit}" for digit in found)
        if cells["risk_positions"] and not found:
            line.warn("risk_positions", "Posisi berisiko harus berbentuk POS-1 sampai POS-9.")
    if "decision_roles" in cells:
        written = cells["decision_roles"].casefold()
        line.decision_roles = " ".join(one for one in _ROLES if one in written)


def _read_contact(line: StaffLine, cells: Mapping[str, str]) -> None:
    email = cells.get("email", "").casefold()
    if email and not is_email(email):
        line.warn("email", "Surel tidak berbentuk nama@contoh.id; tidak disimpan.")
    elif email:
        line.email = email[:254]
    phone = normal_phone(cells.get("phone", ""))
    if phone and not is_phone(phone):
        line.warn("phone", "Nomor HP harus diawali 08 atau +62; tidak disimpan.")
    elif phone:
        line.phone = phone


def _date(line: StaffLine, cells: Mapping[str, str], one: str) -> date | None:
    written = cells.get(one, "")
    if not written:
        return None
    found = read_date(written)
    if found is None:
        line.warn(f"date_{one}", f"{LABELS[one]} “{written[:30]}” bukan tanggal; tidak dipakai.")
    return found


# ── all lines together ────────────────────────────────────────────────────────────────────────


def _reject_duplicates(lines: Iterable[StaffLine]) -> None:
    """The first line that can be used counts; later ones with the same NIP or code are refused."""
    first: dict[str, int] = {}
    codes: dict[str, int] = {}
    for line in lines:
        if not line.accepted:
            continue
        if line.key in first:
            what = "NIP" if line.nip else "Pegawai"
            line.reject("duplicate", f"{what} sama dengan baris {first[line.key]}.")
            continue
        first[line.key] = line.number
        if line.code and codes.setdefault(line.code, line.number) != line.number:
            line.warn("code", f"Kode sama dengan baris {codes[line.code]}; kode tidak dipakai.")
            line.code = None


def _warn_of_left(lines: Iterable[StaffLine], known: Known) -> None:
    for line in lines:
        if line.accepted and line.key in known.left:
            line.warn(
                "left", "Pegawai ini tercatat sudah keluar; baris ini tidak mengubah datanya."
            )


def _find_superiors(lines: list[StaffLine], known: Known) -> None:
    keys = _own_keys(lines)
    refused = {line.nip for line in lines if not line.accepted and line.nip} - keys.keys()
    for line in lines:
        if line.accepted and (line.superior_nip or line.superior_code):
            _judge_superior(line, keys, refused, known)


def _own_keys(lines: Iterable[StaffLine]) -> dict[str, str]:
    """Every way to name somebody in this file → that person's key."""
    accepted = [line for line in lines if line.accepted]
    return {line.key: line.key for line in accepted} | {
        code_key(line.code): line.key for line in accepted if line.code
    }


def _judge_superior(
    line: StaffLine, keys: Mapping[str, str], refused: Collection[str | None], known: Known
) -> None:
    nip_fault = nips.fault(line.superior_nip) if line.superior_nip else None
    nip = nips.digits_of(line.superior_nip) if line.superior_nip and not nip_fault else None
    names = [
        one for one in (nip, code_key(line.superior_code) if line.superior_code else None) if one
    ]
    found = next((keys.get(one, one) for one in names if one in keys or one in known.serving), None)
    if found == line.key or line.key in names:
        line.warn("own_superior", "Atasan sama dengan pegawai itu sendiri; atasan belum terisi.")
    elif found is not None:
        line.superior_key = found
    elif nip_fault:
        line.warn("superior_nip", "NIP atasan harus 18 angka; atasan belum terisi.")
    elif nip in refused:
        line.warn("superior_refused", "Baris atasan di berkas ini ditolak; atasan belum terisi.")
    else:
        what = "NIP" if nip else "Kode"
        line.warn("superior_unknown", f"{what} atasan tidak ditemukan.")


def _warn_of_loops(lines: list[StaffLine]) -> None:
    """“Garis atasan berputar: A → B → A”, on each line of the circle."""
    by_number = {line.number: line for line in lines if line.accepted}
    numbers = {line.key: number for number, line in by_number.items()}
    edges = {number: numbers.get(line.superior_key or "") for number, line in by_number.items()}
    for loop in loops(edges):
        names = [by_number[number].name for number in loop[:_SHOWN_IN_LOOP]]
        for number in loop:
            by_number[number].warn("loop", f"Garis atasan berputar: {loop_words(names)}.")


def _remarks_on(layout: Layout) -> Iterator[str]:
    absent = [LABELS[one] for one in ("kind", "post") if not layout.has(one)]
    if not layout.has("superior_nip") and not layout.has("superior_code"):
        absent.append(LABELS["superior_nip"])
    if absent:
        yield f"Kolom {', '.join(absent)} tidak ada; data yang sudah tercatat tidak berubah."
