"""Watching a plan: evidence, check points, reminders, revision, closing."""

from datetime import timedelta
from typing import Any

import pytest

from app.attachments.sniffing import judge
from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, NotAllowed, WrongState
from app.disclosures.models import State
from app.documents.models import DocumentState
from app.measures import queries
from app.measures.models import Action, ActionState, Compliance, Next, Plan, PlanState, ReplyKind
from app.measures.services import deciding, keeping, planning, revising, watching
from app.measures.services.watching import ReportInput
from app.regulations.pack import Level
from tests.attachments.samples import pdf
from tests.disclosures.stage import actor
from tests.measures.stage import (
    basis,
    clock_codes,
    found,
    measure,
    on,
    running,
    told,
    with_incident,
)

pytestmark = pytest.mark.usefixtures("city")


def report(plan: Plan, who: Actor, action: Action | None, **changes: Any) -> Any:
    given: dict[str, Any] = {
        "action_id": action.id if action else None, "on_day": clock.today(), "note": "Terlampir.",
        "found": Compliance.KEPT, "files": [judge("akta.pdf", pdf())], **changes,
    }  # fmt: skip
    return watching.report(who, plan, ReportInput(**given))


def test_evidence_waits_for_the_superior_to_see_it() -> None:
    plan = running()
    with pytest.raises(Invalid, match="Unggah bukti untuk langkah ini"):
        report(plan, actor("e24"), plan.actions[0], files=())
    with pytest.raises(Invalid, match="Belum ada bukti"):
        watching.finish_action(actor("e17"), plan, plan.actions[0])
    report(plan, actor("e24"), plan.actions[0])
    assert plan.actions[0].state is ActionState.TO_VERIFY
    watching.finish_action(actor("e17"), plan, plan.actions[0])
    assert plan.actions[0].state is ActionState.DONE
    assert told("e17", plan, "N-15") == 1


def test_an_executor_brings_evidence_for_his_own_action_only() -> None:
    plan = running()
    by_code = {one.code: one for one in plan.actions}
    with pytest.raises(NotAllowed):
        report(plan, actor("e19"), by_code["TND-B"])
    report(plan, actor("e19"), by_code["TND-C"])
    with pytest.raises(NotAllowed):
        report(plan, actor("e18"), by_code["TND-C"])


def test_more_time_is_asked_with_a_reason_and_given_by_the_superior() -> None:
    plan = running()
    action = plan.actions[0]
    later = action.due_on + timedelta(days=30)
    with pytest.raises(Invalid):
        report(plan, actor("e24"), action, files=(), wanted_due_on=later, note="sibuk")
    report(
        plan,
        actor("e24"),
        action,
        files=(),
        wanted_due_on=later,
        note="Notaris baru dapat bulan depan.",
    )
    assert action.state is ActionState.IN_FORCE
    with pytest.raises(NotAllowed):
        watching.extend_action(actor("e24"), plan, action, later)
    watching.extend_action(actor("e17"), plan, action, later)
    assert action.due_on == later


def test_a_check_in_order_starts_the_next_one() -> None:
    plan = running()
    with on(clock.today() + timedelta(days=30)):
        row = watching.check(actor("e17"), plan, found(), 0)
        assert not row.late
        assert plan.next_check_on == clock.today() + timedelta(days=30)
        with pytest.raises(WrongState, match="lebih dulu"):
            watching.check(actor("e17"), plan, found(), 0)


def test_a_late_check_says_so() -> None:
    plan = running()
    with on(clock.today() + timedelta(days=31)):
        assert queries.standing_of(plan) == "terlambat"
        assert watching.check(actor("e17"), plan, found()).late


def test_reminders_go_out_once_each_and_climb_after_seven_days() -> None:
    plan = running()
    due = plan.next_check_on
    for days, superior, above in (
        (-8, 0, 0),
        (-7, 1, 0),
        (0, 2, 0),
        (3, 3, 0),
        (7, 4, 1),
        (9, 4, 1),
    ):
        with on(due + timedelta(days=days)):
            keeping.remind(SYSTEM)
            keeping.remind(SYSTEM)
        assert (told("e17", plan, "N-15"), told("e15", plan, "N-15")) == (superior, above)
        assert told("e24", plan, "N-15") == superior


def test_an_incident_leads_to_a_revision_and_every_version_stays() -> None:
    plan = with_incident()
    assert plan.state is PlanState.INCIDENT
    assert clock_codes(plan) == ["ubah_rencana"]
    superior = actor("e17")
    revising.revise(superior, plan)
    assert {one["code"] for one in plan.draft["actions"]} == {"TND-B", "TND-C"}
    access = next(one for one in plan.draft["actions"] if one["code"] == "TND-C")
    planning.remove_action(superior, plan, access["key"])
    planning.save_action(superior, plan, measure("TND-D"))
    planning.save_basis(superior, plan, basis())
    deciding.ask_reply(superior, plan)
    deciding.reply(actor("e24"), plan, ReplyKind.AGREES)
    deciding.set_plan(superior, plan)
    assert [one.number for one in plan.versions] == [1, 2]
    states = {one.code: one.state for one in plan.actions}
    assert states == {
        "TND-B": ActionState.IN_FORCE, "TND-C": ActionState.CANCELLED,
        "TND-D": ActionState.IN_FORCE,
    }  # fmt: skip
    letters = queries.letters_for(actor("e24"), plan)
    assert letters[0].state is DocumentState.SUPERSEDED
    assert len(letters) == 2


def test_closing_asks_for_done_actions_evidence_and_the_level() -> None:
    plan, superior = running("TND-B"), actor("e17")
    with pytest.raises(Invalid) as refused:
        watching.check(superior, plan, found(then=Next.CLOSE))
    assert set(refused.value.fields) == {"next", "closing", "level"}
    assert refused.value.fields["closing"] == "Unggah bukti sebelum menutup."
    report(plan, actor("e24"), plan.actions[0])
    watching.finish_action(superior, plan, plan.actions[0])
    watching.check(superior, plan, found(then=Next.CLOSE, closing="Akta 12/2026", level=Level.LOW))
    assert plan.state is PlanState.DONE
    assert plan.level is Level.LOW
    assert plan.disclosure.state is State.RECORDED
    assert clock_codes(plan) == []
    assert told("e24", plan, "N-08") == 1
