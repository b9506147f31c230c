"""Cek Sebelum Memutuskan: what is found, what follows, and what nobody learns from it."""

from datetime import timedelta
from typing import Any

import pytest

from app.core import clock
from app.core.actor import PUBLIC, SYSTEM, Role
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.crosscheck import outside_facts, rebuilding
from app.crosscheck.outside_facts import AskedParty, Question, SourceKind
from app.database.base import db
from app.documents import queries as letters
from app.matters import queries as matters
from app.matters.models import HoldCause, MatterState
from app.matters.services import stopping
from app.matters.services.entries import PartyWanted
from app.notifications.models import Notice
from app.prechecks import checking, queries, services, wording
from app.prechecks.models import CheckState, Colour, Precheck
from app.prechecks.services import CheckWanted
from app.prechecks.workflow import FLOW
from tests.disclosures.stage import actor, lend
from tests.matters.stage import FOUR_BASES, person_id, recorded
from tests.measures.stage import on
from tests.recusals import stage as recusing
from tests.seasons.stage import officer
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

CALM = {"q1": "tidak", "q2": "tidak", "q3": "tidak", "q4": "tidak", "q5": "tidak"}
BROTHERS_FIRM = PartyWanted("org", "CV Contoh Karya Wibisono", nib="9120000000002")
SISTERS_FIRM = PartyWanted("org", "CV Contoh Tirta Mulya", nib="9120000000004")


def made(code: str, *parties: PartyWanted, **answers: str) -> Precheck:
    """A check by an official in a matter of his with these parties."""
    matter = recorded(code, parties=list(parties) or [PartyWanted("org", "CV Contoh Bunga Rampai")])
    return services.make(actor(code), CheckWanted(matter=matter, answers={**CALM, **answers}))


def told(code: str, which: str) -> int:
    asked = db.session.query(Notice).filter_by(person_id=person_id(code), code=which)
    return asked.filter(Notice.subject_type.in_(("prechecks", "matters"))).count()


def test_all_pairs_of_state_action_and_person_outside_the_table_are_refused() -> None:
    check = made("e20", q2="ragu")
    services.ask(actor("e20"), check, "Apakah saya boleh memproses permohonan ini?")
    cast = {"maker": actor("e20"), "superior": actor("e17"), "hr": officer("e45", Role.HR_OFFICER),
            "inspector": officer("e56", Role.INSPECTOR), "stranger": actor("e30"),
            "above": actor("e15"), "system": SYSTEM, "nobody": PUBLIC}  # fmt: skip
    opened = set()
    with db.session.no_autoflush:
        for state in CheckState:
            check.state = state
            for action in {move.action for move in FLOW.moves}:
                for name, who in cast.items():
                    if FLOW.may(check, action, who):
                        opened.add((state.value, action, name))
                    else:
                        with pytest.raises((NotAllowed, WrongState)):
                            FLOW.check(check, action, who)
        db.session.rollback()
    assert opened == {
        ("open", "keep", "maker"), ("open", "ask", "maker"), ("open", "go_on", "maker"),
        ("asked", "direct", "superior"), ("directed", "go_on", "maker"),
    }  # fmt: skip


# ── what is found ─────────────────────────────────────────────────────────────────────────────


def test_the_own_interest_is_found_by_its_number_and_stops_everything() -> None:
    before = told("e17", "N-11")
    check = made("e18", PartyWanted("org", "Perusahaan Lain Namanya", nib="9120 0000 0000 2"))
    assert check.colour is Colour.RED
    assert check.state is CheckState.STOPPED
    assert check.matter.state is MatterState.HELD
    assert "cocok dengan deklarasi Anda" in wording.facts(check)[0]["text"]
    assert "saudara kandung" in wording.facts(check)[0]["text"]
    assert wording.interests(check)
    assert told("e17", "N-11") == before + 1
    assert len(queries.letters_for(actor("e18"), check)) == 1


@pytest.mark.parametrize(
    "name", ["CV Contoh Karya Wibisono", "cv. contoh karya wibisono", "Contoh Karya Wibisana, CV"]
)
def test_the_own_interest_is_found_in_every_spelling(name: str) -> None:
    assert made("e18", PartyWanted("org", name)).colour in (Colour.RED, Colour.YELLOW)


def test_nothing_is_green_while_the_index_of_names_is_being_built() -> None:
    rebuilding.empty()
    check = made("e20")
    assert check.colour is Colour.YELLOW
    assert any("sedang disusun ulang" in fact["text"] for fact in check.words["facts"])


def test_nothing_recorded_and_nothing_answered_is_green() -> None:
    check = made("e20")
    assert check.colour is Colour.GREEN
    assert check.matter.state is MatterState.RUNNING


@pytest.mark.parametrize("name", ["q1", "q2", "q3", "q4"])
def test_yes_to_one_of_the_first_four_questions_is_red(name: str) -> None:
    assert made("e20", **{name: "ya"}).colour is Colour.RED


def test_doubt_is_yellow_and_pressure_alone_changes_no_colour() -> None:
    assert made("e20", q2="ragu").colour is Colour.YELLOW
    matter = recorded()
    wanted = CheckWanted(matter=matter, answers={**CALM, "q5": "ya"}, share_pressure=True)
    assert services.make(actor("e20"), wanted).colour is Colour.GREEN
    assert matter.pressed


def test_what_a_wife_declared_shows_only_as_needing_attention() -> None:
    check = made("e32", SISTERS_FIRM)
    assert check.colour is Colour.YELLOW
    said = " ".join(fact["text"] for fact in wording.facts(check))
    assert "Ada catatan lain" in said
    for secret in ("Ratih", "Kartika", "saudara", "suami", "deklarasi"):
        assert secret not in said


def test_what_strangers_declared_is_never_told() -> None:
    assert made("e20", SISTERS_FIRM).colour is Colour.GREEN


def test_five_answers_and_a_party_are_needed() -> None:
    matter = recorded()
    with pytest.raises(Invalid) as error:
        services.make(actor("e20"), CheckWanted(matter=matter, answers={"q1": "tidak"}))
    assert set(error.value.fields) == {"q2", "q3", "q4", "q5"}
    with pytest.raises(Invalid) as error:
        services.make(actor("e20"), CheckWanted(title="Urusan baru", answers=CALM))
    assert "parties" in error.value.fields


def test_nobody_checks_in_a_matter_that_is_not_his() -> None:
    with pytest.raises(NotAllowed):
        services.make(actor("e19"), CheckWanted(matter=recorded(), answers=CALM))


def test_names_cannot_be_tried_out_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_A_DAY", 1)
    made("e20")
    with pytest.raises(NotAllowed, match="Batas hari ini"):
        made("e20")


def test_answers_and_parties_are_sealed() -> None:
    check = made("e18", BROTHERS_FIRM)
    assert b"Wibisono" not in check.words_sealed


# ── what follows ──────────────────────────────────────────────────────────────────────────────


def test_a_green_check_is_kept_only_on_all_four_bases() -> None:
    check = made("e20")
    with pytest.raises(Invalid) as error:
        services.keep(actor("e20"), check, ["PD-1", "PD-2"])
    assert "keempat dasar" in error.value.fields["bases"]
    services.keep(actor("e20"), check, FOUR_BASES)
    assert check.state is CheckState.KEPT
    assert len(queries.letters_for(actor("e20"), check)) == 1


def test_a_red_check_is_neither_kept_nor_argued_away() -> None:
    check = made("e18", BROTHERS_FIRM)
    me = actor("e18")
    for act in (
        lambda: services.keep(me, check, FOUR_BASES),
        lambda: services.ask(me, check, "Bolehkah saya teruskan saja?"),
        lambda: services.go_on(me, check, "Saya rasa tidak apa-apa.", FOUR_BASES),
    ):
        with pytest.raises(Exception, match="Langkah ini"):
            act()


def test_the_superior_gives_direction_and_only_then_reads_the_check() -> None:
    check, before = made("e20", q2="ragu"), told("e17", "N-05")
    waiting = queries.waiting_for(actor("e17"))
    with pytest.raises(NotFound):
        queries.check_for(actor("e17"), check.id)
    services.ask(actor("e20"), check, "Saya pernah menerima brosur dari pemohon.")
    assert told("e17", "N-05") == before + 1
    assert queries.check_for(actor("e17"), check.id) is check
    assert queries.waiting_for(actor("e17")) == waiting + 1
    services.direct(actor("e17"), check, "Lanjutkan, brosur bukan manfaat.")
    services.go_on(actor("e20"), check, "Sesuai arahan atasan.", FOUR_BASES)
    assert check.state is CheckState.CONTINUED
    with pytest.raises(NotFound):
        queries.check_for(actor("e15"), check.id)


def test_a_question_without_answer_goes_with_the_seat_and_comes_back() -> None:
    check = made("e20", q2="ragu")
    services.ask(actor("e20"), check, "Saya pernah menerima brosur dari pemohon.")
    until = clock.today() + timedelta(days=3)
    lend("e17", "e25", until)
    assert check in queries.asked_of(actor("e25"))
    assert queries.waiting_for(actor("e17")) == 0
    with on(until + timedelta(days=1)):
        services.pass_on(SYSTEM)
    assert check in queries.asked_of(actor("e17"))
    assert queries.waiting_for(actor("e25")) == 0


def test_a_question_asked_while_the_seat_is_kept_is_the_keepers() -> None:
    check = made("e20", q2="ragu")
    lend("e17", "e25", clock.today())
    services.ask(actor("e20"), check, "Saya kenal dekat dengan pemohon.")
    services.direct(actor("e25"), check, "Ajukan penarikan diri saja.", stop=True)
    assert check.matter.state is MatterState.HELD


def test_a_superior_who_says_stop_holds_the_matter() -> None:
    check = made("e20", q2="ragu")
    services.ask(actor("e20"), check, "Saya pernah ditraktir pemohon.")
    services.direct(actor("e17"), check, "Berhenti dan ajukan penarikan diri.", stop=True)
    assert check.matter.state is MatterState.HELD
    with pytest.raises(NotAllowed):
        services.go_on(actor("e20"), check, "Tetap saya lanjutkan saja.", FOUR_BASES)


def test_the_letter_says_categories_and_never_the_relation() -> None:
    check = made("e18", BROTHERS_FIRM)
    letter = letters.letters_of("prechecks", [check.id])[0]
    assert letter.kind.value == "DOK-14"
    said = str(letter.facts)
    assert "Cocok dengan deklarasi pegawai." in said
    assert "saudara" not in said


# ── candidates ────────────────────────────────────────────────────────────────────────────────


def test_candidates_with_a_recorded_link_are_named_without_saying_which() -> None:
    matter = recorded("e20", parties=[BROTHERS_FIRM])
    coverage = queries.candidates_for(actor("e17"), matter)
    found = {one.person.code: one for one in coverage.candidates}
    assert found["e18"].why_not == queries.LINKED
    assert found["e20"].why_not == queries.ALREADY
    assert found["e19"].free
    assert not coverage.none_left
    with pytest.raises(Invalid) as error:
        stopping.hand_over(actor("e17"), matter.id, person_id("e20"), person_id("e18"))
    assert error.value.fields["substitute"] == queries.LINKED


def test_when_nobody_is_left_the_superior_is_alarmed(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = recorded()
    monkeypatch.setattr(checking, "linked", lambda people, _parties: set(people))
    assert queries.coverage_of(matter).none_left
    text = client.be("e17").get(f"/urusan/{matter.id}/calon").text
    assert "Tidak ada pengganti di unit ini" in text
    assert "Tambah petugas" in text
    stopping.hold(actor("e20"), matter.id, person_id("e20"), HoldCause.RED_CHECK)
    by_hr = client.be("e45").get(f"/urusan/{matter.id}/calon").text  # may replace, not add
    assert "Tunjuk pengganti" in by_hr
    assert "Tambah petugas" not in by_hr


def test_whoever_is_held_is_no_candidate_again() -> None:
    matter = recorded()
    stopping.hold(actor("e20"), matter.id, person_id("e20"), HoldCause.RED_CHECK)
    stopping.hand_over(actor("e17"), matter.id, person_id("e20"), person_id("e19"))
    found = {one.person.code: one for one in queries.coverage_of(matter).candidates}
    assert not found["e19"].free
    assert found["e20"].person.id == person_id("e20")


# ── the cross-check knows of them ─────────────────────────────────────────────────────────────


def test_the_cross_check_lists_checks_and_other_matters_with_the_same_party() -> None:
    check = made("e18", BROTHERS_FIRM)
    asked = AskedParty(7, "org", "CV Contoh Karya Wibisono", {}, ())
    question = Question(person_id("e18"), (asked,), check.matter.received_on)
    found = {one.kind: one for one in outside_facts.ask_all(question, lambda _fact: True)}
    assert any(f.number == check.matter.number for f in found[SourceKind.MATTER].facts)
    today = Question(person_id("e18"), (asked,), check.checked_at.date())
    found = {one.kind: one for one in outside_facts.ask_all(today, lambda _fact: True)}
    assert any(f.number == check.number for f in found[SourceKind.CHECK].facts)


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def sent(client: Visitor, page: str, **fields: Any) -> Any:
    client.get(page)
    return client.post(page, data=fields)


def test_a_check_from_a_matter_stops_and_offers_the_recusal(client: Visitor) -> None:
    matter = recorded("e18", parties=[BROTHERS_FIRM])
    client.be("e18")
    done = sent(client, f"/cek/baru?urusan={matter.id}", role="memproses", kind="perizinan", **CALM)
    assert done.status_code == 303
    text = client.get(done.location).text
    assert "Berhenti dulu. Jangan diteruskan." in text
    assert f"/penarikan-diri/baru?urusan={matter.id}&amp;butir=" in text
    assert "Anda wajib melaporkan (huruf G angka 1)." in text
    assert client.be("e17").get(done.location).status_code == 404
    listed = client.be("e18").get("/cek").text
    assert matter.number in listed
    assert "Merah" in listed


def test_a_red_check_offers_what_is_still_to_do_and_no_more(client: Visitor) -> None:
    """The recusal once it is asked; nothing once the superior has handed the matter over."""
    matters_of_his = [recorded("e18", parties=[BROTHERS_FIRM]) for _ in range(2)]
    client.be("e18")
    checks = [
        sent(client, f"/cek/baru?urusan={one.id}", role="memproses", kind="perizinan", **CALM)
        for one in matters_of_his
    ]
    recusal = recusing.requested(matters_of_his[0])
    stopping.hand_over(actor("e17"), matters_of_his[1].id, person_id("e18"), person_id("e19"))
    asked, handed_over = (client.get(one.location).text for one in checks)
    assert f'href="/penarikan-diri/{recusal.id}"' in asked
    assert "sudah berakhir" in handed_over
    assert f'(<span class="nowrap">{matters_of_his[0].number}</span>)' in asked
    assert "/penarikan-diri/baru" not in asked + handed_over


def test_a_matter_not_in_the_register_yet_enters_it_with_the_check(client: Visitor) -> None:
    client.be("e20")
    fields = {
        "title": "Izin kafe Jalan Teratai", "kind": "perizinan", "role": "memproses",
        "parties-0-kind": "org", "parties-0-name": "CV Contoh Kopi Pagi", **CALM,
    }  # fmt: skip
    done = sent(client, "/cek/baru", **fields)
    assert done.status_code == 303
    page = client.get(done.location)
    assert "Boleh dilanjutkan" in page.text
    refused = client.post(f"{done.location}/simpan", data={"bases": ["PD-1"]})
    assert refused.status_code == 422
    assert "Centang keempat dasar keputusan sebelum melanjutkan." in refused.text
    kept = client.post(f"{done.location}/simpan", data={"bases": list(FOUR_BASES)})
    assert kept.status_code == 303
    assert "Unduh bukti cek" in client.get(done.location).text
    newest = matters.open_matters_of(person_id("e20"))[-1]
    assert newest.title == "Izin kafe Jalan Teratai"


def test_what_is_missing_stands_beside_its_question(client: Visitor) -> None:
    client.be("e20")
    answer = sent(client, "/cek/baru", title="", role="memproses", kind="perizinan", q1="ya")
    assert answer.status_code == 422
    assert answer.text.count("Pilih ya, tidak, atau ragu.") == 8
    assert answer.text.count("Pilih urusan, atau ketik judulnya.") == 2
    assert "Tambah sedikitnya satu pihak." in answer.text
    assert "5. Adakah desakan dari siapa pun? Pilih ya, tidak, atau ragu.</a>" in answer.text
    fields = {**CALM, "title": "", "role": "memproses", "kind": "perizinan"}
    answer = sent(client, "/cek/baru", **fields)
    assert "Tambah sedikitnya satu pihak." in answer.text
    more = client.post("/cek/baru", data={**fields, "aksi": "pihak"})
    assert "Pihak 2" in more.text


def test_a_row_left_blank_takes_no_error_of_the_row_after_it(client: Visitor) -> None:
    client.be("e20")
    fields = {
        **CALM, "title": "Izin kafe Jalan Teratai", "kind": "perizinan", "role": "memproses",
        "parties-0-kind": "org", "parties-0-name": "", "parties-1-kind": "org",
        "parties-1-name": "CV Contoh Kopi Pagi", "parties-1-nib": "12",
    }  # fmt: skip
    for wrong in (fields, fields | {"q1": ""}):  # refused by the use case, and by the form itself
        answer = sent(client, "/cek/baru", **wrong)
        assert answer.status_code == 422
        assert 'href="#parties-1-nib"' in answer.text
        assert 'href="#parties-0' not in answer.text


def test_asking_directing_and_going_on_through_the_pages(client: Visitor) -> None:
    check = made("e20", q2="ragu")
    page = f"/cek/{check.id}"
    assert "Tanya dulu" in client.be("e20").get(page).text
    assert sent(client, f"{page}/arahan", question="x").status_code == 422
    assert sent(client, f"{page}/arahan", question="Mohon arahan Bapak.").status_code == 303
    assert check.number in client.be("e17").get("/cek").text
    assert sent(client, f"{page}/jawab", direction="Silakan lanjutkan.").status_code == 303
    client.be("e20")
    bases = list(FOUR_BASES)
    assert (
        sent(client, f"{page}/lanjut", reason="Sesuai arahan.", bases=bases[:2]).status_code == 422
    )
    assert sent(client, f"{page}/lanjut", reason="Sesuai arahan.", bases=bases).status_code == 303
    assert "Sesuai arahan." in client.get(page).text


def test_the_proof_is_verified_like_every_letter(client: Visitor) -> None:
    check = made("e18", BROTHERS_FIRM)
    letter = letters.letters_of("prechecks", [check.id])[0]
    assert client.be("e18").get(f"/cek/{check.id}").status_code == 200
    assert letter.code.startswith("SADAR-")
    assert client.be("e32").get(f"/dokumen/{letter.id}").status_code == 404


def test_story_one_begins_with_a_red_check_of_the_brothers_firm() -> None:
    matter = matters.matter_numbered("URS-0001")
    assert matter is not None
    check = db.session.query(Precheck).filter_by(matter_id=matter.id).one()
    assert check.colour is Colour.RED
    assert matter.state is MatterState.DECIDED
    assert matter.decision.working_days <= 14
    assert matter.decision.person_id == person_id("e19")


@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("URS-0002", MatterState.RUNNING), ("URS-0003", MatterState.RUNNING),
        ("URS-0004", MatterState.REDO), ("URS-0005", MatterState.RUNNING),
        ("URS-0006", MatterState.UNDER_REVIEW), ("URS-0007", MatterState.DECIDED),
        ("URS-0010", MatterState.RUNNING), ("URS-0011", MatterState.DECIDED),
        ("URS-0012", MatterState.RUNNING),
    ],
)  # fmt: skip
def test_the_register_of_the_demo_city(number: str, state: MatterState) -> None:
    matter = matters.matter_numbered(number)
    assert matter is not None
    assert matter.state is state
