"""The employee's reply, and setting the plan."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid
from app.database.base import db
from app.deadlines import queries as deadlines
from app.disclosures.models import State
from app.measures import queries
from app.measures.models import ActionState, PlanState, Reply, ReplyKind
from app.measures.services import deciding
from app.notifications.models import Notice
from tests.disclosures.stage import actor
from tests.measures.stage import LONG, clock_codes, on, running, sent, told

pytestmark = pytest.mark.usefixtures("city")


def test_the_employee_has_two_working_days_and_is_told() -> None:
    plan = sent()
    (running_clock,) = [
        one
        for one in deadlines.clocks_of("measures_plans", [plan.id])[plan.id]
        if one.code == "tanggapan_rencana"
    ]
    assert running_clock.remaining == 2
    assert told("e24", plan, "N-12") == 1


def test_a_comment_needs_words_and_the_superior_may_write_on() -> None:
    plan = sent()
    with pytest.raises(Invalid, match="20 huruf"):
        deciding.reply(actor("e24"), plan, ReplyKind.COMMENTS, "tidak")
    deciding.reply(
        actor("e24"), plan, ReplyKind.COMMENTS, "Pengganti saya belum dilatih untuk ini."
    )
    assert plan.state is PlanState.READY
    deciding.redraft(actor("e17"), plan)
    deciding.ask_reply(actor("e17"), plan)
    deciding.reply(actor("e24"), plan, ReplyKind.AGREES)
    assert db.session.query(Reply).filter_by(plan_id=plan.id).count() == 2


def test_silence_counts_after_two_working_days() -> None:
    plan = sent()
    assert deciding.count_silence(SYSTEM) == 0
    with on(clock.today() + timedelta(days=3)):
        assert deciding.count_silence(SYSTEM) >= 1
        assert plan.state is PlanState.READY
        version = deciding.set_plan(actor("e17"), plan)
    assert version.content["reply"]["kind"] == "silent"


def test_a_plan_that_is_set_is_frozen_watched_and_printed() -> None:
    plan = running()
    assert plan.state is PlanState.RUNNING
    assert plan.draft is None
    assert plan.next_check_on == clock.today() + timedelta(days=30)
    assert clock_codes(plan) == ["pemantauan_rencana_tinggi"]
    assert {one.state for one in plan.actions} == {ActionState.IN_FORCE}
    assert plan.disclosure.state is State.IN_MEASURES
    (letter,) = queries.letters_for(actor("e24"), plan)
    assert letter.kind.value == "DOK-05"
    facts = letter.facts["facts"]
    assert [one["code"] for one in facts["actions"]] == ["TND-B", "TND-C"]
    assert facts["reply"]["kind"] == "Setuju"
    assert b"Rudi" not in plan.latest.content_sealed
    with pytest.raises(Exception, match="append-only"):
        db.session.connection().exec_driver_sql("UPDATE measures_versions SET sha256 = 'x'")


def test_the_executor_hears_of_his_action_and_sees_no_more(client) -> None:
    plan = running()
    notice = db.session.query(Notice).filter_by(
        person_id=actor("e19").person_id, subject_type="measures_plans"
    ).one()  # fmt: skip
    assert notice.link == f"/rencana/{plan.id}/bukti"
    client.be("e19")
    assert client.get(f"/rencana/{plan.id}").status_code == 404
    text = client.get(notice.link).text
    assert "Harga perkiraan sendiri" in text
    assert "Rudi" not in text
    assert LONG not in text
