"""The demo city's tour: which roles to try, and what to do in each. Exists in demo mode only."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

# Printed on the sign-in page of every demo; guards invented data only.
DEMO_PASSWORD = "sadar-kota-contoh"  # noqa: S105


@dataclass(frozen=True)
class Stop:
    """One button of the role switcher."""

    code: str
    role: Any
    try_this: Any


@dataclass(frozen=True)
class Group:
    """Buttons that belong together."""

    title: Any
    stops: tuple[Stop, ...]


TOUR = (
    Group(_l("Pegawai"), (
        Stop("e24", _l("Pegawai baru (CPNS)"), _l("Isi Pernyataan Awal untuk pertama kali.")),
        Stop("e18", _l("ASN"), _l("Lihat deklarasi yang sudah dikirim, lalu lapor perubahan.")),
    )),
    Group(_l("Atasan dan pimpinan"), (
        Stop("e17", _l("Atasan langsung"), _l("Tinjau deklarasi bawahan; minta dilengkapi.")),
        Stop("e15", _l("Kepala dinas"), _l("Tinjau deklarasi para kepala bidang.")),
        Stop("e02", _l("Sekretaris Daerah"), _l("Tinjau deklarasi para kepala dinas.")),
        Stop("e01", _l("Wali Kota"), _l("Puncak rantai peninjauan.")),
    )),
    Group(_l("BKPSDM"), (
        Stop("e45", _l("Penelaah"), _l("Impor data pegawai; cetak kode aktivasi akun.")),
        Stop("e44", _l("Pemutus"), _l("Lihat pegawai, unit, dan atasan.")),
    )),
    Group(_l("UPG"), (
        Stop("e58", _l("Anggota UPG"), _l("Masuk sebagai petugas gratifikasi.")),
        Stop("e52", _l("Ketua UPG"), _l("Masuk sebagai ketua UPG.")),
    )),
    Group(_l("Inspektorat"), (
        Stop("e57", _l("Meja aduan"), _l("Masuk sebagai petugas meja aduan.")),
        Stop("e56", _l("Inspektur"), _l("Masuk sebagai auditor.")),
    )),
    Group(_l("Lainnya"), (
        Stop("e11", _l("PPID"), _l("Masuk sebagai petugas informasi.")),
        Stop("e49", _l("Admin"), _l("Kelola akun, peran, kalender, dan log.")),
    )),
)  # fmt: skip
