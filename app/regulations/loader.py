"""Reading a pack's TOML: merged with its parent, hashed; pure."""

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path

from app.core.working_days import Unit
from app.regulations.checking import (
    ITEM_KEYS,
    PROVENANCE,
    Check,
    PackError,
    Raw,
    check_shape,
    check_whole,
)
from app.regulations.pack import (
    LEVEL_BY_WORD,
    Choice,
    CodeItem,
    CodeList,
    Factor,
    Handling,
    LevelRule,
    Nature,
    Pack,
    Setting,
    Term,
    Threshold,
    Wording,
)

PACKS = Path(__file__).parent / "packs"
Versions = dict[str, list[Raw]]


def load(pack_id: str, directory: Path = PACKS) -> Pack:
    """Read one pack with its ancestors. Raises PackError with everything that is wrong."""
    chain = _read_chain(pack_id, directory)
    sha256 = ""
    merged: Raw = {}
    for data, content in chain:
        digest = hashlib.sha256(content).hexdigest()
        sha256 = hashlib.sha256((sha256 + digest).encode()).hexdigest() if sha256 else digest
        check = Check(str(data["paket"]["id"]))
        check_shape(data, check)
        check.finish()
        merged = _merge(merged, data, check)
        check.finish()
    return _build(merged, sha256)


def available(directory: Path = PACKS) -> tuple[str, ...]:
    """The ids of the packs on file."""
    return tuple(sorted(path.stem for path in directory.glob("*.toml")))


def _read_chain(pack_id: str, directory: Path) -> list[tuple[Raw, bytes]]:
    chain: list[tuple[Raw, bytes]] = []
    seen: set[str] = set()
    wanted: str | None = pack_id
    while wanted:
        if wanted in seen:
            raise PackError(pack_id, [f"paket.induk: {wanted} is its own ancestor"])
        seen.add(wanted)
        data, content = _read(wanted, directory)
        chain.insert(0, (data, content))
        wanted = data["paket"].get("induk")
    return chain


def _read(pack_id: str, directory: Path) -> tuple[Raw, bytes]:
    path = directory / f"{pack_id}.toml"
    if pack_id not in available(directory):
        raise PackError(pack_id, [f"there is no file {path.name}"])
    content = path.read_bytes()
    try:
        data = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(pack_id, [f"{path.name}: {error}"]) from error
    if data.get("paket", {}).get("id") != pack_id:
        raise PackError(pack_id, [f"paket.id must be {pack_id!r}, the name of the file"])
    return data, content


# ---- Merge: a child's entry replaces the parent's of the same code


def _merge(parent: Raw, data: Raw, check: Check) -> Raw:
    pack = data["paket"]
    base = {"paket": pack["id"], "berlaku_sejak": pack["berlaku_sejak"]}
    merged: Raw = {"paket": pack, "id": pack["id"]}
    for section in ("jangka_waktu", "ambang"):
        merged[section] = dict(parent.get(section, {}))
        merged[section].update(_by_code([base | raw for raw in data.get(section, [])]))
    for section in ("pengaturan", "naskah"):
        own = {name: base | raw for name, raw in data.get(section, {}).items()}
        merged[section] = parent.get(section, {}) | own
    merged["daftar"] = dict(parent.get("daftar", {}))
    for name, raw in data.get("daftar", {}).items():
        merged["daftar"][name] = _merge_list(name, merged["daftar"].get(name), raw, base, check)
    merged["tingkat"] = data.get("tingkat") or parent.get("tingkat")
    return merged


def _by_code(entries: list[Raw]) -> Versions:
    found: Versions = {}
    for raw in entries:
        found.setdefault(raw["kode"], []).append(raw)
    return found


def _merge_list(name: str, parent: Raw | None, raw: Raw, base: Raw, check: Check) -> Raw:
    inherited = {"kutipan": raw["kutipan"], "perlu_dikonfirmasi": False}
    inherited |= {key: raw[key] for key in PROVENANCE - {"catatan"} if key in raw}
    items: Versions = dict(parent["butir"]) if parent else {}
    for code in raw.get("buang", []):
        if check.expect(code in items, f"daftar.{name}", f"drops {code}, which no parent has"):
            del items[code]
    for code, versions in _by_code(
        [base | inherited | item for item in raw.get("butir", [])]
    ).items():
        before = items.get(code, [])
        # One version over one version: what the child leaves out (label, question) is inherited.
        if len(before) == len(versions) == 1:
            kept = {key: value for key, value in before[0].items() if key not in PROVENANCE}
            versions = [kept | versions[0]]  # noqa: PLW2901
        items[code] = versions
    return {"judul": raw["judul"], "kutipan": raw["kutipan"], "butir": items}


# ---- Build: plain data into the objects everybody uses


def _build(merged: Raw, sha256: str) -> Pack:
    check = Check(merged["id"])
    fill = _filler(merged)
    levels = _levels(merged["tingkat"], check)
    pack = merged["paket"]
    result = Pack(
        id=merged["id"],
        name=pack["nama"],
        regulation=pack["peraturan"],
        parent_id=pack.get("induk"),
        government=pack["pemda"],
        inspectorate=pack["inspektorat"],
        head_of_region=pack["kepala_daerah"],
        basis=pack["kutipan"],
        valid_from=pack["berlaku_sejak"],
        note=pack.get("catatan", ""),
        sha256=sha256,
        terms={
            code: tuple(_term(raw, check) for raw in versions)
            for code, versions in merged["jangka_waktu"].items()
        },
        thresholds={
            code: tuple(_threshold(raw, check) for raw in versions)
            for code, versions in merged["ambang"].items()
        },
        settings={n: _setting(n, raw, check) for n, raw in merged["pengaturan"].items()},
        wordings={
            name: Wording(
                **_provenance(raw, name, name),
                text=fill(check.text(raw, "teks", f"naskah.{name}")),
            )
            for name, raw in merged["naskah"].items()
        },
        lists={name: _list(name, raw, fill, check) for name, raw in merged["daftar"].items()},
        levels=levels,
    )
    check_whole(result, check)
    check.finish()
    return result


def _filler(merged: Raw) -> Callable[[str], str]:
    term = str(merged["pengaturan"].get("istilah_utama", {}).get("nilai", ""))
    pack = merged["paket"]
    words = {
        "{istilah}": term,
        "{Istilah}": term[:1].upper() + term[1:],
        "{ISTILAH}": term.upper(),
        "{pemda}": pack["pemda"],
        "{inspektorat}": pack["inspektorat"],
        "{kepala_daerah}": pack["kepala_daerah"],
    }

    def fill(text: str) -> str:
        for mark, word in words.items():
            text = text.replace(mark, word)
        return text

    return fill


def _provenance(raw: Raw, code: str, label: str) -> Raw:
    return {
        "code": code,
        "label": raw.get("label") or label,
        "basis": raw["kutipan"],
        "pack_id": raw["paket"],
        "valid_from": raw["berlaku_sejak"],
        "valid_to": raw.get("berlaku_sampai"),
        "needs_confirmation": bool(raw.get("perlu_dikonfirmasi", False)),
        "note": raw.get("catatan", ""),
    }


def _term(raw: Raw, check: Check) -> Term:
    where = f"jangka_waktu[{raw['kode']}]"
    return Term(
        **_provenance(raw, raw["kode"], check.text(raw, "label", where)),
        length=check.whole(raw, "panjang", where),
        unit=check.one_of(raw, "satuan", {u.value: u for u in Unit}, where),
        nature=check.one_of(raw, "sifat", {n.value: n for n in Nature}, where),
        starts=check.text(raw, "mulai", where),
        number=raw.get("nomor", ""),
        variant_of=raw.get("varian_dari", ""),
    )


def _threshold(raw: Raw, check: Check) -> Threshold:
    where = f"ambang[{raw['kode']}]"
    return Threshold(
        **_provenance(raw, raw["kode"], check.text(raw, "label", where)),
        value=check.whole(raw, "nilai", where),
        measure=check.text(raw, "satuan", where),
    )


def _setting(name: str, raw: Raw, check: Check) -> Setting:
    where = f"pengaturan.{name}"
    check.expect("nilai" in raw, where, "nilai is missing")
    return Setting(
        **_provenance(raw, name, check.text(raw, "label", where)), value=raw.get("nilai")
    )


def _list(name: str, raw: Raw, fill: Callable[[str], str], check: Check) -> CodeList:
    items = [_item(name, item, fill, check) for many in raw["butir"].values() for item in many]
    return CodeList(name, raw["judul"], raw["kutipan"], tuple(items))


def _item(name: str, raw: Raw, fill: Callable[[str], str], check: Check) -> CodeItem:
    where = f"daftar.{name}[{raw['kode']}]"
    known = ITEM_KEYS | PROVENANCE | {"paket"}
    return CodeItem(
        **_provenance(raw, raw["kode"], check.text(raw, "label", where)),
        text=fill(check.text(raw, "teks", where)),
        question=raw.get("pertanyaan", ""),
        hidden=bool(raw.get("tersembunyi", False)),
        original=raw.get("asli", ""),
        extra={key: value for key, value in raw.items() if key not in known},
    )


def _levels(raw: Raw | None, check: Check) -> LevelRule:
    if raw is None:
        raise PackError(check.pack, ["tingkat is missing, here and in every parent"])
    try:
        return LevelRule(
            basis=raw["kutipan"],
            factors=tuple(_factor(factor, check) for factor in raw["faktor"]),
            high_from=raw["batas_tinggi"],
            medium_from=raw["batas_sedang"],
            low_when_zero=raw["rendah_bila_nol"],
            risk_factor=raw["jabatan_berisiko"]["faktor"],
            risk_score=raw["jabatan_berisiko"]["nilai_minimum"],
            risk_floor=LEVEL_BY_WORD[raw["jabatan_berisiko"]["tingkat_minimum"]],
            handlings={
                LEVEL_BY_WORD[handling["tingkat"]]: Handling(
                    level=LEVEL_BY_WORD[handling["tingkat"]],
                    text=handling["teks"],
                    stop_first=bool(handling.get("berhenti_dulu", False)),
                    plan_required=bool(handling.get("rencana_wajib", False)),
                    check_term=handling["pemantauan"],
                )
                for handling in raw["penanganan"]
            },
        )
    except KeyError as error:
        raise PackError(check.pack, [f"tingkat: {error} is missing or unknown"]) from error


def _factor(raw: Raw, check: Check) -> Factor:
    where = f"tingkat.faktor[{raw['kode']}]"
    choices = tuple(
        Choice(choice["kode"], check.whole(choice, "nilai", where), choice["label"])
        for choice in raw["pilihan"]
    )
    return Factor(raw["kode"], raw["label"], raw["pertanyaan"], choices)
