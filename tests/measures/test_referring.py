"""A breach is referred, and no sanction is decided here."""

import pytest

from app.core import clock
from app.core.errors import Invalid, NotFound, WrongState
from app.measures import queries, shape
from app.measures.models import Compliance, Next, PlanState, ReferralState
from app.measures.services import planning, referring, revising, watching
from app.regulations import queries as regulations
from tests.disclosures.stage import actor
from tests.measures.stage import breach, found, inspector, running, told, with_incident

pytestmark = pytest.mark.usefixtures("city")


def test_a_breach_is_referred_and_no_sanction_is_decided_here() -> None:
    plan = with_incident()
    with pytest.raises(Invalid):
        referring.refer(actor("e17"), plan, breach(proof=""))
    referral = referring.refer(actor("e17"), plan, breach())
    assert plan.state is PlanState.REFERRED
    assert told("e56", plan, "N-30") == 1
    assert told("e15", plan, "N-30") == 1
    assert told("e18", plan, "N-30") == 0
    (letter,) = [
        one for one in queries.letters_for(actor("e24"), plan) if one.kind.value == "DOK-18"
    ]
    assert letter.facts["facts"]["what"].startswith("Memeriksa")
    referring.take_up(inspector(), referral)
    with pytest.raises(Invalid, match="Isi nomor putusan"):
        referring.note_decision(inspector(), referral, "", clock.today(), "Teguran")
    referring.note_decision(inspector(), referral, "800/12", clock.today(), "Teguran tertulis")
    assert referral.state is ReferralState.DECIDED
    assert referral.words["decision"] == "Teguran tertulis"
    with pytest.raises(WrongState):
        referring.note_decision(inspector(), referral, "800/13", clock.today(), "Lain")


def test_after_a_breach_the_revision_may_hold_the_referral() -> None:
    plan = with_incident()
    referring.refer(actor("e17"), plan, breach())
    revising.revise(actor("e17"), plan)
    pack = regulations.pack_on(clock.today())
    offered = {
        one.code for one in shape.codes_to_choose(pack, breached=planning.was_breached(plan))
    }
    assert "TND-F" in offered


def test_an_inspector_reads_cases_and_not_every_plan() -> None:
    plan = running()
    with pytest.raises(NotFound):
        queries.plan_for(inspector(), plan.id)
    watching.check(actor("e17"), plan, found(Compliance.INCIDENT, Next.REVISE))
    assert queries.plan_for(inspector(), plan.id) is plan
    with pytest.raises(NotFound):
        queries.plan_for(actor("e56"), plan.id)
