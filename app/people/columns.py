"""Which column of a staff file is which: the words offices write above them; pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.people.staff_file import Row, Table, Unreadable

# Field → the headings it is known by, without spaces and marks.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "nip": (
        "nip", "nipbaru", "nonip", "nomorip", "nomorinduk", "nomorindukpegawai", "nippegawai",
        "nipnipppk", "nippppk", "nipppk", "nipni", "nipasn", "nip18",
    ),
    "name": (
        "nama", "namalengkap", "namapegawai", "namaasn", "namadangelar", "namagelar",
        "namalengkapdangelar", "namalengkapgelar", "namapejabat",
    ),
    "front_title": ("gelardepan",),
    "back_title": ("gelarbelakang", "gelar"),
    "kind": (
        "jenis", "jenispegawai", "jeniskepegawaian", "jenisasn", "statuskepegawaian",
        "statuspegawai", "statusasn", "status",
    ),
    "post": ("jabatan", "namajabatan", "jabatanterakhir", "jabatansekarang", "nmjabatan"),
    "unit": (
        "unit", "unitkerja", "namaunit", "namaunitkerja", "perangkatdaerah", "opd", "skpd",
        "namaopd", "namaskpd", "unitorganisasi", "unor", "satuankerja", "satker", "instansi",
        "dinas",
    ),
    "unit_code": ("kodeunit", "kodeopd", "kodeskpd", "kodeunitkerja", "kodeunor", "idunit"),
    "unit_parent": ("unitinduk", "indukunit", "opdinduk", "unorinduk", "induk"),
    "superior_nip": (
        "nipatasan", "nipatasanlangsung", "atasannip", "atasanlangsungnip", "nipatasanpegawai",
        "atasan", "atasanlangsung", "nippejabatpenilai",
    ),
    "superior_code": ("kodeatasan", "idatasan"),
    "code": ("kode", "kodepegawai", "idpegawai"),
    "risk_positions": ("posisiberisiko", "pos", "posisipos", "posisirawan", "posisi"),
    "decision_roles": ("peran", "perankeputusan", "perandalamkeputusan"),
    "email": ("email", "surel", "alamatemail", "alamatsurel", "emaildinas"),
    "phone": (
        "hp", "nohp", "nomorhp", "telepon", "notelepon", "nomortelepon", "telp", "notelp",
        "handphone", "wa", "nowa", "whatsapp", "nohandphone",
    ),
    "post_since": ("tmt", "tmtjabatan", "tmtjabatanterakhir", "mulaijabatan"),
    "joined_on": ("tmtcpns", "tmtpns", "tmtpppk", "tmtmasuk", "tanggalmasuk"),
    "birth_date": ("tanggallahir", "tgllahir"),
    "sex": ("jeniskelamin", "jk", "lp", "kelamin", "sex"),
}  # fmt: skip

LABELS: Mapping[str, str] = {
    "nip": "NIP", "name": "Nama", "front_title": "Gelar depan", "back_title": "Gelar belakang",
    "kind": "Jenis kepegawaian", "post": "Jabatan", "unit": "Unit", "unit_code": "Kode unit",
    "unit_parent": "Unit induk", "superior_nip": "NIP atasan", "superior_code": "Kode atasan",
    "code": "Kode pegawai", "risk_positions": "Posisi berisiko", "decision_roles": "Peran keputusan",
    "email": "Surel", "phone": "Nomor HP", "post_since": "TMT jabatan",
    "joined_on": "TMT CPNS/PPPK", "birth_date": "Tanggal lahir", "sex": "Jenis kelamin",
}  # fmt: skip

_BY_HEADING = {heading: one for one, headings in SYNONYMS.items() for heading in headings}
_LOOK_FOR_HEADER_IN = 25
_ENOUGH_HEADINGS = 2


@dataclass(frozen=True)
class Layout:
    """Where the header stands, what it says, and which column holds which field."""

    header_line: int
    headings: list[str]
    columns: Mapping[str, int]

    def has(self, field: str) -> bool:
        return field in self.columns


def layout_of(table: Table, chosen: Mapping[str, int | None] | None = None) -> Layout:
    """Find the header and its columns; `chosen` (field → column, None for no column) overrides."""
    header = _header(table.rows)
    headings = [cell.strip() or f"Kolom {at}" for at, cell in enumerate(header.cells, start=1)]
    columns = _recognised(header.cells)
    for field, at in (chosen or {}).items():
        columns.pop(field, None)
        if at is not None and field in SYNONYMS and 0 <= at < len(headings):
            columns[field] = at
    return Layout(header.number, headings, columns)


def missing(layout: Layout) -> list[str]:
    """Labels of the columns without which nobody can be imported."""
    absent = [LABELS[one] for one in ("nip", "name") if not layout.has(one)]
    if not layout.has("unit") and not layout.has("unit_code"):
        absent.append(LABELS["unit"])
    return absent


def require_columns(layout: Layout) -> None:
    """Raise Unreadable when NIP, name or unit has no column."""
    absent = missing(layout)
    if absent:
        raise Unreadable(
            f"Kolom {', '.join(absent)} tidak ditemukan. "
            f"Judul kolom yang terbaca: {', '.join(layout.headings[:20])}."
        )


def column_named(layout: Layout, heading: str) -> int | None:
    """The place of the column with this heading, however it is spaced."""
    wanted = _bare(heading)
    return next((at for at, one in enumerate(layout.headings) if _bare(one) == wanted), None)


def _bare(heading: str) -> str:
    return re.sub(r"[^0-9a-z]", "", heading.casefold())


def _recognised(cells: Sequence[str]) -> dict[str, int]:
    """Field → column. Where two columns claim a field, the better-known heading has it."""
    found: dict[str, int] = {}
    rank: dict[str, int] = {}
    for at, cell in enumerate(cells):
        bare = _bare(cell)
        field = _BY_HEADING.get(bare)
        if field is None:
            continue
        place = SYNONYMS[field].index(bare)
        if field not in found or place < rank[field]:
            found[field], rank[field] = at, place
    return found


def _header(rows: Sequence[Row]) -> Row:
    """The first line that reads like headings; titles above it are passed over."""
    for row in rows[:_LOOK_FOR_HEADER_IN]:
        found = _recognised(row.cells)
        if len(found) >= _ENOUGH_HEADINGS and ("nip" in found or "name" in found):
            return row
    return rows[0]
