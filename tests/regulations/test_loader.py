"""Reading packs: what a badly written one is told, and how a child differs from its parent."""

import hashlib
import shutil
from datetime import date

import pytest

from app.regulations import loader
from app.regulations.checking import PackError

CHILD = """
[paket]
id = "anak"
induk = "nasional"
nama = "Anak"
peraturan = "Perwali Anak 1/2026"
pemda = "Pemerintah Kota Anak"
inspektorat = "Inspektorat Kota Anak"
kepala_daerah = "Wali Kota"
kutipan = "Perwali Anak 1/2026"
berlaku_sejak = 2026-02-01
"""


@pytest.fixture
def packs(tmp_path):
    shutil.copy(loader.PACKS / "nasional.toml", tmp_path)
    return tmp_path


def write(packs, more="", name="anak", base=CHILD):
    (packs / f"{name}.toml").write_text(base + more)
    return packs


def complaints(packs, name="anak"):
    with pytest.raises(PackError) as told:
        loader.load(name, packs)
    return told.value.problems


def test_a_child_without_own_rules_has_all_of_its_parent_s(packs):
    write(packs)
    child, parent = loader.load("anak", packs), loader.load("nasional", packs)
    assert child.terms == parent.terms
    assert child.government == "Pemerintah Kota Anak"


def test_a_child_overrides_by_code_and_may_drop_codes(packs):
    write(
        packs,
        """
[[jangka_waktu]]
kode = "konsultasi_jawab"
label = "Jawaban konsultasi"
panjang = 2
satuan = "hari"
sifat = "aturan"
mulai = "pertanyaan diterima"
kutipan = "Perwali Anak 1/2026 Pasal 9"

[daftar.bentuk]
judul = "Bentuk"
kutipan = "Perwali Anak 1/2026 Pasal 4"
buang = ["BTK-6", "BTK-7"]

[[daftar.bentuk.butir]]
kode = "BTK-1"
teks = "hadiah"

[[daftar.bentuk.butir]]
kode = "BTK-8"
label = "Baru"
teks = "bentuk baru"
berlaku_sejak = 2026-03-01
""",
    )
    child = loader.load("anak", packs)
    assert child.term("konsultasi_jawab", date(2026, 2, 1)).statutory
    assert [i.code for i in child.codes("bentuk", date(2026, 2, 15))] == [
        f"BTK-{number}" for number in range(1, 6)
    ]
    assert "BTK-8" in {i.code for i in child.codes("bentuk", date(2026, 3, 1))}
    first = child.code("bentuk", "BTK-1")
    assert (first.text, first.label) == ("hadiah", "Hadiah atas keputusan/jabatan")
    assert first.basis == "Perwali Anak 1/2026 Pasal 4"


def test_the_hash_is_the_file_s_and_a_child_s_changes_with_its_parent(packs):
    write(packs)
    parent = loader.load("nasional", packs)
    content = (packs / "nasional.toml").read_bytes()
    assert parent.sha256 == hashlib.sha256(content).hexdigest()
    before = loader.load("anak", packs).sha256
    (packs / "nasional.toml").write_bytes(content + b"\n# catatan\n")
    assert loader.load("anak", packs).sha256 != before


BAD = [
    (
        '\n[pengaturan.jatuh_libur]\nnilai = "maju"\nlabel = "x"\nkutipan = "y"',
        "one of geser, tetap",
    ),
    ('\n[naskah.penenang]\nteks = "halo"', "naskah.penenang: kutipan is missing"),
    ('\n[naskah.penenang]\nteks = ""\nkutipan = "y"', "teks is missing"),
    ('\n[[ambang]]\nkode = "x"\nlabel = "x"\nnilai = -1\nsatuan = "rupiah"\nkutipan = "y"', "0 or"),
    ('\n[daftar.bentuk]\njudul = "x"\nkutipan = "y"\nbuang = ["BTK-99"]', "no parent has"),
    ("\n[lain]\nx = 1", "unknown key lain"),
    (
        '\n[pengaturan.keluarga_inti]\nnilai = ["HA-Z9"]\nlabel = "x"\nkutipan = "y"',
        "unknown HA-Z9",
    ),
    (
        '\n[pengaturan.jam_layanan]\nnilai = { mulai = "8", selesai = "16:00" }\nlabel = "x"\n'
        'kutipan = "y"',
        "jam_layanan: needs mulai",
    ),
    (
        '\n[pengaturan.jam_layanan]\nnilai = { mulai = "17:00", selesai = "16:00" }\nlabel = "x"\n'
        'kutipan = "y"',
        "mulai after selesai",
    ),
]
TERM = """
[[jangka_waktu]]
kode = "baru"
label = "Baru"
panjang = {length}
satuan = "{unit}"
sifat = "{nature}"
mulai = "hari ini"
kutipan = "Pasal 1"
{more}
"""


@pytest.mark.parametrize(("text", "told"), BAD)
def test_a_badly_written_entry_is_named_with_its_place(packs, text, told):
    assert told in "; ".join(complaints(write(packs, text)))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"length": '"tiga"'}, "jangka_waktu[baru]: panjang must be a whole number"),
        ({"unit": "pekan"}, "satuan must be one of hari_kerja"),
        ({"nature": "kira-kira"}, "sifat must be one of aturan"),
        ({"more": 'berlaku_sejak = "besok"'}, "berlaku_sejak must be a date"),
        ({"more": "berlaku_sejak = 2026-03-01\nberlaku_sampai = 2026-02-01"}, "lies before"),
        ({"more": 'warna = "merah"'}, "unknown key warna"),
        ({"more": 'varian_dari = "tak_ada"'}, "there is no tak_ada"),
    ],
)
def test_a_badly_written_term_is_named_with_its_place(packs, values, told):
    good = {"length": 1, "unit": "hari", "nature": "aturan", "more": ""}
    assert told in "; ".join(complaints(write(packs, TERM.format(**(good | values)))))


def test_all_problems_are_told_at_once(packs):
    text = TERM.format(length=-1, unit="pekan", nature="aturan", more="")
    assert len(complaints(write(packs, text))) == 2


def test_two_versions_of_a_term_may_not_hold_on_one_day(packs):
    good = {"length": 1, "unit": "hari", "nature": "aturan"}
    first = TERM.format(**good, more="berlaku_sampai = 2026-06-01")
    second = TERM.format(**good, more="berlaku_sejak = 2026-06-01")
    assert "two versions hold on 2026-06-01" in "; ".join(complaints(write(packs, first + second)))


def test_a_file_that_is_no_toml_or_has_another_name_is_refused(packs):
    assert "anak.toml" in complaints(write(packs, "\n]["))[0]
    assert "the name of the file" in complaints(write(packs, name="kakak"), "kakak")[0]


def test_a_pack_that_is_not_there_is_refused_whatever_its_name(packs):
    assert "there is no file" in complaints(packs, "tak-ada")[0]
    assert "there is no file" in complaints(packs, "../packs/nasional")[0]


def test_a_pack_may_not_be_its_own_ancestor(packs):
    write(packs, base=CHILD.replace('induk = "nasional"', 'induk = "anak"'))
    assert "its own ancestor" in complaints(packs)[0]
