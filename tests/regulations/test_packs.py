"""The packs that ship: what they say, and that nothing in them contradicts itself."""

from datetime import date

import pytest

from app.core.working_days import DayOff, HolidayKind, Unit, due_date
from app.regulations import loader
from app.regulations.pack import Level, Nature

TODAY = date(2026, 11, 21)
PACKS = ("nasional", "banjarmasin-92-2020", "kaltim-31-2015")
EVERY_NUMBER = {f"P-{number:02d}" for number in range(1, 30)}


@pytest.fixture(scope="module", params=PACKS)
def pack(request):
    return loader.load(request.param)


@pytest.fixture(scope="module")
def banjarmasin():
    return loader.load("banjarmasin-92-2020")


@pytest.fixture(scope="module")
def kaltim():
    return loader.load("kaltim-31-2015")


def test_the_three_packs_are_on_file_and_read_without_a_complaint():
    assert loader.available() == tuple(sorted(PACKS))


def test_every_pack_knows_every_parameter_of_the_table(pack):
    numbers = {term.number for versions in pack.terms.values() for term in versions}
    # P-07, the yearly season, is two dates and no length.
    assert EVERY_NUMBER - numbers == {"P-07"}
    assert pack.season(2027) == (date(2027, 1, 2), date(2027, 3, 31))


def test_everything_a_pack_says_names_its_authority(pack):
    facts = [fact for versions in pack.terms.values() for fact in versions]
    facts += [fact for versions in pack.thresholds.values() for fact in versions]
    facts += [*pack.settings.values(), *pack.wordings.values()]
    facts += [item for code_list in pack.lists.values() for item in code_list.items]
    assert all(fact.basis and fact.valid_from and fact.pack_id in PACKS for fact in facts)


@pytest.mark.parametrize("name", ["banjarmasin-92-2020", "kaltim-31-2015"])
def test_a_report_is_examined_in_three_working_days_and_reviewed_in_two_calendar_days(name):
    pack = loader.load(name)
    examine, review = pack.term("periksa_aduan", TODAY), pack.term("tinjau_kembali", TODAY)
    assert (examine.length, examine.unit, examine.nature) == (3, Unit.WORKING, Nature.STATUTORY)
    assert (review.length, review.unit, review.nature) == (2, Unit.CALENDAR, Nature.STATUTORY)
    assert examine.statutory
    assert review.statutory


def test_banjarmasin_cites_the_letter_of_its_regulation(banjarmasin):
    assert banjarmasin.term("periksa_aduan", TODAY).basis == "Perwali 92/2020 Lamp. II.G.3"
    assert banjarmasin.code("bentuk", "BTK-4").basis == "Perwali 92/2020 Lamp. II.A.4"
    assert banjarmasin.code("jenis", "JNS-04").basis == "Perwali 92/2020 Lamp. II.B.3"


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("bentuk", 7),
        ("perhatian_khusus", 9),
        ("tindakan_potensi", 9),
        ("tindakan_penanganan", 7),
        ("macam_deklarasi", 5),
        ("posisi_berpotensi", 9),
        ("sifat_kepentingan", 5),
        ("untuk_siapa", 3),
        ("hubungan_afiliasi", 19),
        ("afiliasi_terlarang", 5),
        ("dasar_keputusan", 4),
        ("jenis_gratifikasi", 10),
        ("kerangka_kebijakan", 7),
        ("strategi", 6),
        ("faktor_pendukung", 5),
        ("pengungkit", 4),
        ("kepentingan_pemimpin", 4),
        ("area_zi", 6),
        ("definisi", 13),
        ("tujuan", 5),
        ("prinsip_dasar", 4),
        ("kepentingan_publik", 5),
        ("keterbukaan", 4),
        ("tanggung_jawab", 4),
        ("partisipasi", 4),
        ("penegakan", 3),
        ("penutup", 2),
        ("tata_cara", 6),
        ("sumber_konflik", 8),
        ("pengendalian", 8),
        ("gratifikasi_dikecualikan", 16),
    ],
)
def test_each_list_of_the_regulation_is_complete(banjarmasin, name, count):
    assert len(banjarmasin.codes(name, TODAY)) == count


def test_the_kinds_are_12_for_banjarmasin_14_for_kaltim_and_15_together(banjarmasin, kaltim):
    everything = banjarmasin.codes("jenis", TODAY, with_hidden=True)
    assert len(everything) == 15
    own = [item for item in everything if item.pack_id == "banjarmasin-92-2020"]
    assert len(own) == 12
    assert len(kaltim.codes("jenis", TODAY, with_hidden=True)) == 14
    # Prosecution and inquiry are no city power: stored, not offered, the complaint is referred.
    offered = {item.code for item in banjarmasin.codes("jenis", TODAY)}
    assert {item.code for item in everything} - offered == {"JNS-14", "JNS-15"}


def test_a_child_speaks_its_own_words_and_inherits_what_it_leaves_out(banjarmasin, kaltim):
    ours, theirs = banjarmasin.code("jenis", "JNS-01"), kaltim.code("jenis", "JNS-01")
    assert "Pegawai di Lingkungan Pemerintah Kota Banjarmasin" in ours.text
    assert theirs.text.startswith("Kebijakan yang berpihak")
    assert ours.label == theirs.label == "Kebijakan berpihak"
    assert "pengawasan" in kaltim.code("jenis", "JNS-10").text
    assert "pengawaan" in kaltim.code("jenis", "JNS-10").original
    assert kaltim.code("sumber_penyebab", "SBR-3").label == "Hubungan pribadi/golongan"
    with pytest.raises(KeyError):
        kaltim.code("jenis", "JNS-11")


def test_kaltim_lets_the_inspectorate_examine_and_banjarmasin_does_not(banjarmasin, kaltim):
    assert banjarmasin.setting("pemeriksa") == ["atasan_langsung"]
    assert kaltim.setting("pemeriksa") == ["atasan_langsung", "inspektorat"]


def test_the_main_term_is_the_pack_s(banjarmasin):
    assert banjarmasin.main_term == "benturan kepentingan"
    assert loader.load("nasional").main_term == "konflik kepentingan"
    assert banjarmasin.wording("surat_judul") == "SURAT PERNYATAAN BENTURAN KEPENTINGAN"


def test_the_nine_sections_carry_their_question(pack):
    sections = pack.codes("perhatian_khusus", TODAY)
    assert [item.code for item in sections] == [f"PK-{letter}" for letter in "ABCDEFGHI"]
    assert all(item.question.endswith("?") for item in sections)


def test_a_spouse_belongs_to_the_nuclear_family_but_is_no_blood_relation(pack):
    spouse, cousin = (
        pack.code("hubungan_afiliasi", "HA-P1"),
        pack.code("hubungan_afiliasi", "HA-D8"),
    )
    assert spouse.code in pack.nuclear_family
    assert "sedarah" not in spouse.extra
    assert cousin.code not in pack.nuclear_family
    assert cousin.extra["sedarah"] is True
    marked = {i.code for i in pack.codes("hubungan_afiliasi") if i.extra.get("keluarga_inti")}
    assert marked == pack.nuclear_family


def test_gift_limits_are_those_of_the_day_the_gift_was_received(pack):
    assert pack.threshold("gratifikasi_upacara", date(2026, 1, 19)).value == 1_000_000
    assert pack.threshold("gratifikasi_upacara", date(2026, 1, 20)).value == 1_500_000
    assert pack.threshold("gratifikasi_perpisahan", date(2025, 6, 1)).value == 300_000
    with pytest.raises(KeyError):
        pack.threshold("gratifikasi_perpisahan", date(2026, 6, 1))
    before = {item.code for item in pack.codes("gratifikasi_dikecualikan", date(2025, 6, 1))}
    after = {item.code for item in pack.codes("gratifikasi_dikecualikan", date(2026, 6, 1))}
    assert before - after == {"KPK-n"}


def test_a_gift_report_is_completed_in_30_then_20_working_days(pack):
    assert pack.term("upg_lengkapi", date(2026, 1, 19)).length == 30
    assert pack.term("upg_lengkapi", date(2026, 1, 20)).length == 20


def test_what_was_read_second_hand_is_marked_for_the_admin(pack):
    marked = {fact.code for fact in pack.to_confirm()}
    assert {"gratifikasi_lapor", "keberatan_putus", "masa_tunggu", "putusan_pengendalian"} <= marked
    assert "periksa_aduan" not in marked


LEVELS = [
    # closeness, authority, benefit, time; at risk; level
    (("keluarga_inti", "memutus", "pemilik", "berjalan"), False, Level.HIGH),
    (("keluarga_inti", "memutus", "bukan_uang", "mendatang"), False, Level.HIGH),
    (("keluarga_lain", "memproses", "tidak_langsung", "mendatang"), False, Level.MEDIUM),
    (("kelompok", "memproses", "tidak_langsung", "lewat"), False, Level.MEDIUM),
    (("kelompok", "unit", "bukan_uang", "mendatang"), False, Level.LOW),
    (("keluarga_inti", "tidak_ada", "pemilik", "berjalan"), True, Level.LOW),
    (("kelompok", "memproses", "tidak_ada", "lewat"), False, Level.LOW),
    (("kelompok", "memproses", "tidak_ada", "lewat"), True, Level.MEDIUM),
    (("kelompok", "unit", "tidak_ada", "lewat"), True, Level.LOW),
]


@pytest.mark.parametrize(("answered", "at_risk", "expected"), LEVELS)
def test_the_level_follows_from_four_plain_questions(banjarmasin, answered, at_risk, expected):
    answers = dict(zip(("closeness", "authority", "benefit", "time"), answered, strict=True))
    level, reasons = banjarmasin.level_for(answers, at_risk)
    assert level is expected
    assert len(reasons) >= 5
    scores = {f.code: f.choice(answers[f.code]).score for f in banjarmasin.levels.factors}
    assert banjarmasin.level_for(scores, at_risk)[0] is expected


def test_an_unknown_answer_is_refused_and_a_missing_one_counts_nothing(banjarmasin):
    with pytest.raises(KeyError):
        banjarmasin.level_for({"closeness": "tetangga"}, at_risk=False)
    assert banjarmasin.level_for({}, at_risk=True)[0] is Level.LOW


def test_a_high_level_means_stop_first_and_check_every_30_days(pack):
    high = pack.handling(Level.HIGH)
    assert high.stop_first
    assert high.plan_required
    assert pack.term(high.check_term).length == 30
    assert not pack.handling(Level.LOW).plan_required


def test_the_pack_counts_days_its_own_way(pack):
    joint = pack.calendar([DayOff(date(2026, 11, 23), HolidayKind.JOINT_LEAVE)])
    friday = date(2026, 11, 20)
    assert due_date(pack.term("konsultasi_jawab", TODAY), friday, joint) == date(2026, 11, 26)


def test_a_pack_that_lacks_a_list_offers_nothing(kaltim):
    assert kaltim.codes("tindakan_potensi", TODAY) == ()
