"""How a plan begins: from the review, or from what a superior knows; who handles it."""

import pytest

from app.core.actor import SYSTEM
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.transaction import use_case
from app.measures import queries
from app.measures.models import PlanState
from app.measures.services import concerned, deciding, keeping, starting, watching
from app.regulations.pack import Level
from tests.disclosures.stage import actor
from tests.measures.stage import clock_codes, drafted, found, known, reviewed, running, told

pytestmark = pytest.mark.usefixtures("city")


def test_a_grave_declaration_begins_a_plan_with_what_the_review_found() -> None:
    plan = drafted()
    assert plan.number.startswith("PNG-")
    assert plan.state is PlanState.DRAFTING
    assert plan.level is Level.HIGH
    (interest,) = plan.draft["interests"]
    assert interest["title"] == "Rudi Contoh"
    assert any("Kedekatan" in reason for reason in interest["reasons"])
    assert plan.draft["truth"] == "actual"
    assert clock_codes(plan) == ["susun_rencana_tinggi"]


def test_a_declaration_has_one_plan_and_the_second_who_starts_it_is_told() -> None:
    plan = drafted()
    with pytest.raises(WrongState, match=plan.number):
        starting.start_from_declaration(actor("e17"), plan.disclosure)


def test_only_the_reviewer_starts_it() -> None:
    disclosure = reviewed()
    for code in ("e24", "e15", "e18"):
        with pytest.raises(NotAllowed):
            starting.start_from_declaration(actor(code), disclosure)


def test_a_superior_who_knows_acts_without_any_declaration() -> None:
    plan = known()
    assert plan.disclosure_id is None
    assert plan.superior_id == actor("e17").person_id
    assert clock_codes(plan) == ["susun_rencana"]
    with pytest.raises(NotFound):
        queries.plan_for(actor("e24"), plan.id)


def test_nobody_outside_the_line_opens_a_case() -> None:
    for code in ("e18", "e24", "e45"):
        with pytest.raises(Invalid, match="Pilih pegawai di bawah Anda"):
            known(by=code)


def test_a_superior_with_an_own_interest_hands_it_up_and_reads_no_more() -> None:
    plan = known(own_interest=True)
    assert plan.superior_id == actor("e15").person_id
    assert "Dilewati" in (plan.route_note or "")
    assert "menyatakan punya kepentingan" in (plan.route_note or "")
    assert told("e15", plan, "N-12") == 1
    with pytest.raises(NotFound):
        queries.plan_for(actor("e17"), plan.id)
    assert plan.id not in [one.id for one in queries.plans_visible_to(actor("e17")).items]
    assert plan.id in [one.id for one in queries.plans_visible_to(actor("e15")).items]


def test_a_case_without_a_conflict_is_dropped_with_a_reason() -> None:
    plan = known()
    with pytest.raises(Invalid):
        deciding.drop(actor("e17"), plan, "tidak ada")
    deciding.drop(actor("e17"), plan, "Pemohon itu ternyata bukan keluarganya.")
    assert plan.state is PlanState.DROPPED
    with pytest.raises(NotFound):
        queries.plan_for(actor("e24"), plan.id)


def test_a_grave_declaration_cannot_be_dropped() -> None:
    with pytest.raises(NotAllowed):
        deciding.drop(actor("e17"), drafted(), "Menurut saya tidak ada benturan di sini.")


def test_a_superior_found_concerned_later_hands_over_and_it_says_why() -> None:
    plan = running()
    why = {actor("e17").somebody: "pihak dalam kepentingan yang ditangani"}
    use_case(concerned.remember_concerned)(plan, why)
    assert keeping.hand_over(SYSTEM) == 1
    assert plan.superior_id == actor("e15").person_id
    assert "pihak dalam kepentingan" in (plan.route_note or "")
    assert keeping.hand_over(SYSTEM) == 0
    with pytest.raises(NotAllowed):
        watching.check(actor("e17"), plan, found())
