"""Is a pack file well written? Every problem is collected with its place, so one run shows all."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

from app.regulations.pack import Level, Pack

Raw = dict[str, Any]

PROVENANCE = {"kutipan", "berlaku_sejak", "berlaku_sampai", "perlu_dikonfirmasi", "catatan"}
LEAP_YEAR = 2024  # so that a season may begin on 29 February
_SECTIONS = {"paket", "jangka_waktu", "ambang", "pengaturan", "naskah", "daftar", "tingkat"}
_PACK_KEYS = {"id", "induk", "nama", "peraturan", "pemda", "inspektorat", "kepala_daerah"}
_TERM_KEYS = {"kode", "nomor", "label", "panjang", "satuan", "sifat", "mulai", "varian_dari"}
_THRESHOLD_KEYS = {"kode", "label", "nilai", "satuan"}
_SETTING_KEYS = {"nilai", "label", "nomor"}
_LIST_KEYS = {"judul", "buang", "butir"}
ITEM_KEYS = {"kode", "label", "teks", "pertanyaan", "tersembunyi", "asli"}
_ALLOWED: dict[str, frozenset[Any]] = {
    "jatuh_libur": frozenset({"tetap", "geser"}),
    "hari_kerja_seminggu": frozenset({5, 6}),
    "cuti_bersama_libur": frozenset({True, False}),
    "hari_kejadian_dihitung": frozenset({True, False}),
    "daftar_jenis": frozenset({"banjarmasin", "kaltim", "gabungan"}),
    "daftar_sumber_penyebab": frozenset({"banjarmasin", "kaltim", "gabungan"}),
    "wajib_lapor": frozenset({"semua_asn", "jabatan_tertentu"}),
    "terima_informasi_awal": frozenset({False}),  # nothing receives it yet
    "penarikan_diri_pemutus": frozenset({"hr", "atasan_langsung"}),
}


class PackError(Exception):
    """A pack file cannot be used. `problems` lists all that is wrong with it, with the place."""

    def __init__(self, pack: str, problems: list[str]) -> None:
        super().__init__(f"pack {pack}: " + "; ".join(problems))
        self.problems = problems


class Check:
    """Collects what is wrong, so that one run shows all of it."""

    def __init__(self, pack: str) -> None:
        self.pack = pack
        self.problems: list[str] = []

    def expect(self, holds: bool, where: str, problem: str) -> bool:
        if not holds:
            self.problems.append(f"{where}: {problem}")
        return holds

    def text(self, raw: Raw, key: str, where: str) -> str:
        value = raw.get(key)
        self.expect(isinstance(value, str) and bool(value.strip()), where, f"{key} is missing")
        return value if isinstance(value, str) else ""

    def whole(self, raw: Raw, key: str, where: str) -> int:
        value = raw.get(key)
        good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        self.expect(good, where, f"{key} must be a whole number, 0 or more")
        return int(value) if good and value is not None else 0

    def one_of(self, raw: Raw, key: str, known: Mapping[str, Any], where: str) -> Any:
        value = raw.get(key)
        self.expect(str(value) in known, where, f"{key} must be one of {', '.join(known)}")
        return known.get(str(value), next(iter(known.values())))

    def keys(self, raw: Raw, known: set[str], where: str) -> None:
        unknown = sorted(set(raw) - known)
        self.expect(not unknown, where, f"unknown key {', '.join(unknown)}")

    def dates(self, raw: Raw, where: str) -> None:
        since, until = raw.get("berlaku_sejak"), raw.get("berlaku_sampai")
        for key, value in (("berlaku_sejak", since), ("berlaku_sampai", until)):
            self.expect(value is None or type(value) is date, where, f"{key} must be a date")
        if type(since) is date and type(until) is date:
            self.expect(since <= until, where, "berlaku_sampai lies before berlaku_sejak")

    def finish(self) -> None:
        if self.problems:
            raise PackError(self.pack, self.problems)


# ---- Shape: is every entry written as it must be?


def check_shape(data: Raw, check: Check) -> None:
    check.keys(data, _SECTIONS, "file")
    pack = data["paket"]
    check.keys(pack, _PACK_KEYS | PROVENANCE, "paket")
    for key in ("nama", "peraturan", "pemda", "inspektorat", "kepala_daerah", "kutipan"):
        check.text(pack, key, "paket")
    check.expect(type(pack.get("berlaku_sejak")) is date, "paket", "berlaku_sejak is missing")
    for section, keys in (("jangka_waktu", _TERM_KEYS), ("ambang", _THRESHOLD_KEYS)):
        for place, raw in enumerate(data.get(section, []), 1):
            where = f"{section}[{raw.get('kode', place)}]"
            _check_entry(raw, keys, where, check)
            check.text(raw, "kode", where)
    for section, keys in (("pengaturan", _SETTING_KEYS), ("naskah", {"teks"})):
        for name, raw in data.get(section, {}).items():
            _check_entry(raw, keys, f"{section}.{name}", check)
    for name, raw in data.get("daftar", {}).items():
        _check_list(name, raw, check)


def _check_entry(raw: Raw, keys: set[str], where: str, check: Check) -> None:
    check.keys(raw, keys | PROVENANCE, where)
    check.text(raw, "kutipan", where)
    check.dates(raw, where)


def _check_list(name: str, raw: Raw, check: Check) -> None:
    where = f"daftar.{name}"
    check.keys(raw, _LIST_KEYS | PROVENANCE, where)
    check.text(raw, "judul", where)
    check.text(raw, "kutipan", where)
    for place, item in enumerate(raw.get("butir", []), 1):
        at = f"{where}[{item.get('kode', place)}]"
        check.text(item, "kode", at)
        check.dates(item, at)


# ---- The whole: does what the parts say about each other hold?


def check_whole(pack: Pack, check: Check) -> None:
    for section, facts in (("jangka_waktu", pack.terms), ("ambang", pack.thresholds)):
        for code, versions in facts.items():
            spans = [(fact.valid_from, fact.valid_to) for fact in versions]
            _check_spans(spans, f"{section}[{code}]", check)
    for name, code_list in pack.lists.items():
        for code in {item.code for item in code_list.items}:
            spans = [(i.valid_from, i.valid_to) for i in code_list.items if i.code == code]
            _check_spans(spans, f"daftar.{name}[{code}]", check)
    for code, versions in pack.terms.items():
        for term in versions:
            known = not term.variant_of or term.variant_of in pack.terms
            check.expect(known, f"jangka_waktu[{code}]", f"there is no {term.variant_of}")
    _check_levels(pack, check)
    _check_settings(pack, check)


def _check_spans(spans: list[tuple[date, date | None]], where: str, check: Check) -> None:
    ordered = sorted(spans, key=lambda span: span[0])
    for (_since, until), (following, _end) in pairwise(ordered):
        apart = until is not None and until + timedelta(days=1) <= following
        check.expect(apart, where, f"two versions hold on {following}")


def _check_levels(pack: Pack, check: Check) -> None:
    rule = pack.levels
    codes = {factor.code for factor in rule.factors}
    for named in (rule.low_when_zero, rule.risk_factor):
        check.expect(named in codes, "tingkat", f"there is no factor {named}")
    check.expect(rule.medium_from < rule.high_from, "tingkat", "batas_sedang < batas_tinggi")
    for level in Level:
        if check.expect(level in rule.handlings, "tingkat", f"no penanganan for {level.label}"):
            term = rule.handlings[level].check_term
            check.expect(term in pack.terms, "tingkat", f"there is no jangka_waktu {term}")


def _check_settings(pack: Pack, check: Check) -> None:
    for name, allowed in _ALLOWED.items():
        choices = ", ".join(sorted(str(choice) for choice in allowed))
        where = f"pengaturan.{name}"
        check.expect(pack.setting(name) in allowed, where, f"nilai must be one of {choices}")
    kinship = {i.code for i in pack.codes("hubungan_afiliasi", with_hidden=True)}
    unknown = sorted(set(pack.settings["keluarga_inti"].value) - kinship)
    check.expect(not unknown, "pengaturan.keluarga_inti", f"unknown {', '.join(unknown)}")
    for name, reads in (
        ("jam_layanan", lambda: pack.service_hours),
        ("periode_tahunan", lambda: pack.season(LEAP_YEAR)),
    ):
        try:
            first, last = reads()
        except (KeyError, ValueError, TypeError):
            check.expect(False, f"pengaturan.{name}", "needs mulai and selesai, e.g. 08:00, 01-31")
        else:
            check.expect(_before(first, last), f"pengaturan.{name}", "mulai after selesai")


def _before(first: date | time, last: date | time) -> bool:
    return first.isoformat() < last.isoformat()
