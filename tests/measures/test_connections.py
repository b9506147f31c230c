"""Plans and the rest of the house: recusals and divestments behind an action, the cross-check, the demo."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.crosscheck.outside_facts import AskedParty, Question
from app.database.base import db
from app.disclosures.models import Interest
from app.measures import links, queries, recusals_behind
from app.measures.facts import plans_on_file
from app.measures.grounds import PLANS
from app.measures.models import Action, Plan, PlanState, ReplyKind
from app.measures.services import deciding, keeping, planning
from app.recusals import queries as recusals
from tests.disclosures.stage import actor
from tests.measures.stage import answered, basis, drafted, measure, on, running
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture(autouse=True)
def nothing_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    for known in ("_openers", "_finders", "_readers"):
        monkeypatch.setattr(links, known, {})


def opened(_actor: Actor, plan: Plan, action: Action) -> links.Linked:
    return links.Linked("PDR-0099", f"/penarikan-diri/{plan.id}{action.id}")


def test_setting_a_plan_opens_the_record_behind_a_new_action_once() -> None:
    links.register("TND-B", opened)
    plan = answered()
    deciding.set_plan(actor("e17"), plan)
    numbers = {one.code: one.linked_number for one in plan.actions}
    assert numbers == {"TND-B": "PDR-0099", "TND-C": None}


def test_a_record_made_by_itself_is_found_later() -> None:
    plan = running()
    assert keeping.connect(SYSTEM) == 0
    links.register(
        "TND-B", lambda *_facts: None, lambda _plan, _action: links.Linked("PDR-0098", "/x")
    )
    assert keeping.connect(SYSTEM) >= 1
    assert "PDR-0098" in {one.linked_number for one in plan.actions}


def test_the_cross_check_learns_which_measures_held() -> None:
    plan = running()
    uid = plan.latest.content["interests"][0]["uid"]
    interest = db.session.query(Interest).filter_by(uid=uid).one()
    parties = (
        AskedParty(7, "person", "Rudi Contoh", {}, (interest.id,)),
        AskedParty(8, "person", "Orang Lain", {}, ()),
    )
    today = clock.today()
    (fact,) = plans_on_file(Question(plan.person_id, parties, today))
    assert fact.number == plan.number
    assert fact.party_ids == (7,)
    assert "penarikan diri, pembatasan akses informasi" in fact.sentence
    assert fact.holds_on(today)
    assert plans_on_file(Question(plan.person_id, parties, today - timedelta(days=1))) == []


# ── the demo city ─────────────────────────────────────────────────────────────────────────────


def plan_of(code: str) -> Plan:
    found = queries.newest_of(actor(code).somebody)
    assert found is not None, code
    return found


def test_the_plans_of_the_story_stand_where_it_says() -> None:
    states = {
        code: plan_of(code).state for code in ("e18", "e07", "e32", "e35", "e21", "e39", "e16")
    }
    assert states.pop("e39") is PlanState.AWAITING_REPLY
    assert states.pop("e16") is PlanState.DONE
    assert set(states.values()) == {PlanState.RUNNING}
    numbers = [
        plan_of(code).number[-4:] for code in ("e18", "e07", "e32", "e35", "e21", "e39", "e16")
    ]
    assert numbers == sorted(numbers)


def test_the_procurement_officer_is_late_with_her_check_point_and_it_climbed() -> None:
    plan = plan_of("e07")
    assert queries.standing_of(plan) == "terlambat"
    assert (clock.today() - plan.next_check_on).days >= 7
    done = {one.code: one.state.value for one in plan.actions}
    assert done == {"TND-A": "in_force", "TND-B": "in_force", "TND-C": "done", "TND-X": "in_force"}


def test_the_waiting_reply_still_has_time() -> None:
    plan = plan_of("e39")
    with on(clock.today()):
        assert deciding.count_silence(SYSTEM) == 0
    assert plan.state is PlanState.AWAITING_REPLY


def test_the_recusal_behind_a_measure_is_linked_for_whoever_may_open_it(client: Visitor) -> None:
    plan = answered_with_party()
    links.register("TND-B", recusals_behind.impose, recusals_behind.find, reader=recusals.may_read)
    deciding.set_plan(actor("e17"), plan)
    (recusal,) = recusals.recusals_in_force(plan.person_id, clock.today())
    for code, linked in (("e17", True), ("e15", False)):  # e15: above them both
        text = client.be(code).get(f"/rencana/{plan.id}").text
        assert str(recusal.number) in text
        assert (f'href="/penarikan-diri/{recusal.id}"' in text) is linked, code


def test_a_recusal_imposed_with_the_plan_keeps_him_away_and_ends_with_it() -> None:
    plan = answered_with_party()
    links.register("TND-B", recusals_behind.impose, recusals_behind.find)
    deciding.set_plan(actor("e17"), plan)
    (recusal,) = recusals.recusals_in_force(plan.person_id, clock.today())
    assert {one.linked_number for one in plan.actions if one.code == "TND-B"} == {recusal.number}
    assert recusal.substitute_id == actor("e19").person_id
    recusals_behind.end(plan)
    assert recusals.recusals_in_force(plan.person_id, clock.today()) == []


def answered_with_party() -> Plan:
    plan, superior = drafted(), actor("e17")
    planning.save_basis(superior, plan, basis())
    details = {
        "scope": "Semua urusan.", "party_name": "CV Contoh Karya Abadi",
        "party_nib": "9120000000555", "recipient_id": actor("e19").person_id,
    }  # fmt: skip
    planning.save_action(superior, plan, measure("TND-B", details=details))
    deciding.ask_reply(superior, plan)
    deciding.reply(actor("e24"), plan, ReplyKind.AGREES)
    return plan


def test_the_employee_may_object_to_a_running_plan_and_whoever_set_it_does_not_judge() -> None:
    plan = running()
    decided = PLANS.look(actor("e24"), plan.id)
    assert decided is not None
    assert actor("e17").somebody in decided.barred
    assert PLANS.look(actor("e17"), plan.id) is None
    assert PLANS.look(actor("e18"), plan.id) is None
