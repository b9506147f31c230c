"""HR decides on one page: one proposes, another decides and signs, and the letter says so."""

import pytest

from app.core import clock
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.base import db
from app.documents.models import Document, DocumentKind
from app.matters import queries as matters
from app.matters.models import MatterState
from app.notifications.models import Notice
from app.recusals import agenda, queries
from app.recusals.models import EndReason, Recusal, State, Verdict
from app.recusals.services import deciding
from tests.disclosures.stage import actor
from tests.matters.stage import person_id
from tests.recusals import stage
from tests.recusals.stage import hr, ruling
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def letters(recusal: Recusal) -> list[Document]:
    asked = db.session.query(Document).filter_by(subject_type="recusals", subject_id=recusal.id)
    return asked.all()


def notices(code: str) -> list[str]:
    rows = db.session.query(Notice).filter_by(person_id=person_id(code), subject_type="recusals")
    return [row.text for row in rows]


def test_one_proposes_and_another_decides() -> None:
    recusal = stage.answered(stage.permit())
    with pytest.raises(NotAllowed):
        deciding.decide(hr("e44"), recusal, ruling())
    deciding.propose(hr("e45"), recusal, ruling())
    with pytest.raises(NotAllowed):
        deciding.decide(hr("e45"), recusal, ruling())
    deciding.decide(hr("e44"), recusal, ruling())
    assert recusal.state is State.IN_FORCE
    assert recusal.decided_by_id == person_id("e44")


def test_the_letter_names_the_interest_by_its_kind_only() -> None:
    recusal = stage.decided(stage.permit())
    (letter,) = letters(recusal)
    assert letter.kind is DocumentKind.RECUSAL
    facts = letter.facts["facts"]
    assert facts["reasons"] == ["hubungan keluarga atau afiliasi dengan pihak"]
    assert "Bagas" not in str(letter.facts)
    assert facts["substitute"]["name"] == stage.name_of("e19")
    assert facts["keepers"][0]["name"] == stage.name_of("e23")
    assert facts["keepers"][0]["told_at"]
    assert queries.letters_for(actor("e18"), recusal) == [letter]


def test_a_refusal_needs_fifty_letters_and_a_safeguard() -> None:
    recusal = stage.answered(stage.permit())
    for changed, field in (
        ({"reason": "Tidak perlu."}, "reason"),
        ({"safeguard": ""}, "safeguard"),
        ({"copy_ids": ()}, "copies"),
    ):
        with pytest.raises(Invalid) as refusal:
            deciding.propose(hr(), recusal, ruling(Verdict.REFUSED, **changed))
        assert field in refusal.value.fields


def test_refused_leaves_the_matter_held_until_the_superiors_superior_says_who_goes_on() -> None:
    matter = stage.permit()
    recusal = stage.refused(matter)
    assert recusal.state is State.REFUSED
    assert [one.kind for one in letters(recusal)] == [DocumentKind.RECUSAL_REFUSED]
    assert recusal.settler_id == person_id("e15")
    with pytest.raises((NotAllowed, NotFound)):
        matters.matter_for(actor("e18"), matter.id)
    with pytest.raises(NotAllowed):
        deciding.settle(actor("e17"), recusal, substitute_id=None, reason="Kembali kepada Rangga.")
    deciding.settle(
        actor("e15"), recusal, substitute_id=None, reason="Dikembalikan dengan pengaman di surat."
    )
    assert recusal.state is State.ENDED
    assert recusal.end_reason is EndReason.SETTLED
    assert [one.person_id for one in matters.officials_of(matter)] == [person_id("e18")]


def test_granted_in_part_it_stays_for_the_chosen_matters_only() -> None:
    first, second = stage.permit(), stage.permit()
    recusal = stage.decided(
        first, second, verdict=Verdict.PARTLY, granted_ids=(first.id,),
        granted="Hanya untuk PBG gudang yang pertama.",
    )  # fmt: skip
    assert recusal.state is State.IN_FORCE
    today = clock.today()
    assert queries.covering(person_id("e18"), first.id, today) is recusal
    assert queries.covering(person_id("e18"), second.id, today) is None
    assert [one.person_id for one in matters.officials_of(second)] == [person_id("e18")]
    assert second.state is MatterState.RUNNING


def test_what_is_sent_back_stays_in_effect_and_comes_again() -> None:
    from_request = stage.asked(stage.permit())
    matter_id = from_request.matter_ids[0]
    recusal = stage.requesting.request_recusal(actor("e18"), from_request)
    stage.answering.answer(actor("e17"), recusal, stage.said())
    deciding.send_back(hr(), recusal, "Cakupan kurang jelas: sebut urusan yang dimaksud.")
    assert recusal.state is State.RETURNED
    assert queries.covering(person_id("e18"), matter_id, clock.today()) is recusal
    again = queries.request_of_for(actor("e18"), recusal)
    stage.requesting.complete(actor("e18"), recusal, again)
    assert recusal.state is State.WAITING
    assert [one.step.value for one in recusal.steps][-2:] == ["returned", "completed"]


def test_the_decider_may_want_another_proposal() -> None:
    recusal = stage.answered(stage.permit())
    deciding.propose(hr(), recusal, ruling(Verdict.REFUSED))
    deciding.hand_back(hr("e44"), recusal, "Alasan penolakan belum menyebut dasar aturannya.")
    assert recusal.proposed_by_id is None
    assert "dikembalikan" in notices("e45")[-1]
    deciding.propose(hr(), recusal, ruling())


def test_of_two_deciders_at_once_the_second_is_told() -> None:
    recusal = stage.answered(stage.permit())
    seen = recusal.revision
    deciding.propose(hr("e45"), recusal, ruling(), revision=seen)
    with pytest.raises(WrongState, match="Orang lain lebih dulu"):
        deciding.propose(hr("e46"), recusal, ruling(Verdict.REFUSED), revision=seen)
    seen = recusal.revision
    deciding.decide(hr("e44"), recusal, ruling(), revision=seen)
    with pytest.raises(WrongState):
        deciding.decide(hr("e46"), recusal, ruling(Verdict.REFUSED), revision=seen)
    assert recusal.verdict is Verdict.APPROVED


def test_everybody_gets_exactly_the_notices_of_the_plan() -> None:
    recusal = stage.decided(stage.permit())
    assert recusal.number is not None
    codes = {
        code: sorted(
            row.code or ""
            for row in db.session.query(Notice).filter_by(person_id=person_id(code))
            if recusal.number in row.text
        )
        for code in ("e18", "e17", "e15", "e23", "e19", "e45", "e44", "e46", "e20", "e56", "e42")
    }
    assert codes == {
        "e18": ["N-10", "N-13"],
        "e17": ["N-11", "N-13"],
        "e15": ["N-13"],
        "e23": ["N-13"],
        "e19": [],  # the matter itself told the substitute
        "e45": ["N-11"],
        "e44": ["N-11", "N-11"],
        "e46": ["N-11", "N-11"],
        "e20": [],
        "e56": [],
        "e42": [],
    }


def test_the_reasons_are_read_only_by_those_who_handle_it(client: Visitor) -> None:
    recusal = stage.requested(stage.permit(), note="Catatan pribadi saya.")
    stage.answering.answer(actor("e17"), recusal, stage.said())
    assert queries.cited_for(actor("e17"), recusal)
    assert queries.cited_for(hr(), recusal)
    for code in ("e19", "e23"):
        assert queries.recusal_for(actor(code), recusal.id)
        assert queries.cited_for(actor(code), recusal) == []
    assert queries.cited_for(stage.inspector(), recusal) == []
    for code in ("e20", "e49", "e15", "e27"):
        with pytest.raises(NotFound):
            queries.recusal_for(actor(code), recusal.id)
    page = client.be("e23").get(f"/penarikan-diri/{recusal.id}").text
    assert "Bagas" not in page
    assert "Catatan pribadi saya" not in page
    assert "Catatan pribadi saya" in client.be("e17").get(f"/penarikan-diri/{recusal.id}").text


def test_the_digest_of_the_day_counts_what_waits_for_each() -> None:
    before = agenda.waiting_by_handler()
    stage.requested(stage.permit())
    stage.answered(stage.permit())
    after = agenda.waiting_by_handler()
    for code, more in (("e17", 1), ("e45", 1), ("e20", 0)):
        one = person_id(code)
        assert after.get(one, (0, None))[0] - before.get(one, (0, None))[0] == more, code


def test_list_and_page_agree_on_who_may_read() -> None:
    recusal = stage.decided(stage.permit())
    people = [actor(f"e{number:02d}") for number in range(2, 61)]
    people += [hr(), hr("e44"), hr("e46"), stage.inspector(), stage.inspector("e51")]
    for one in people:
        listed = [line.recusal.id for line in queries.recusals_visible_to(one).items]
        assert (recusal.id in listed) == queries.may_read(one, recusal.id), one.name
