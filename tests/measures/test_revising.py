"""A change of a set plan that is given up again: what was set stands, and everything stays on record."""

import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core.errors import DomainError, Invalid, WrongState
from app.database.base import db
from app.measures import queries
from app.measures.models import Plan, PlanState, ReplyKind
from app.measures.services import deciding, planning, referring, revising
from app.regulations.pack import Level
from tests.disclosures.stage import actor
from tests.measures.stage import (
    basis,
    breach,
    clock_codes,
    running,
    told,
    with_incident,
)
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
REASON = "Perubahan tidak diperlukan lagi sesudah dibahas."


def changed(plan: Plan) -> Plan:
    """The next revision, sent for a reply with another level and one measure less."""
    superior = actor("e17")
    revising.revise(superior, plan)
    access = next(one for one in plan.draft["actions"] if one["code"] == "TND-C")
    planning.remove_action(superior, plan, access["key"])
    planning.set_level(superior, plan, Level.MEDIUM, "Paketnya sudah selesai bulan lalu.")
    planning.save_basis(superior, plan, basis())
    deciding.ask_reply(superior, plan)
    return plan


def test_a_change_is_called_off_on_its_page_and_the_plan_stands(client: Visitor) -> None:
    plan = running()
    before = (plan.next_check_on, plan.level, [one.state for one in plan.actions])
    check = clock_codes(plan)
    page, call_off = f"/rencana/{plan.id}", f"/rencana/{plan.id}/batalkan-perubahan"
    client.be("e17").get(page)
    assert call_off not in client.get(page).text
    assert client.get(call_off).status_code == 403
    client.post(f"{page}/ubah")
    assert call_off in client.get(page).text
    assert "Revisi 1 yang ditetapkan" in client.get(call_off).text
    short = client.post(call_off, data={"reason": "sibuk"})
    assert short.status_code == 422
    assert short.text.count("Tulis alasan sedikitnya 20 huruf.") == 2
    assert "sibuk" in short.text
    assert client.post(call_off, data={"reason": REASON}).location == page
    text = client.get(page).text
    assert "Berjalan" in text
    assert REASON in text
    assert call_off not in text
    assert REASON in client.be("e24").get(page).text
    assert "perubahannya dibatalkan" in client.get("/pemberitahuan").text
    assert client.get(call_off).status_code == 404
    db.session.expire_all()
    assert (plan.next_check_on, plan.level, [one.state for one in plan.actions]) == before
    assert clock_codes(plan) == check


def test_the_level_in_force_comes_back_and_an_answer_to_the_draft_does_not_count_again() -> None:
    plan, superior = changed(running()), actor("e17")
    assert plan.level is Level.MEDIUM
    deciding.reply(actor("e24"), plan, ReplyKind.COMMENTS, "Saya lebih suka rencana yang lama.")
    revising.call_off(superior, plan, REASON)
    assert (plan.state, plan.level, plan.draft) == (PlanState.RUNNING, Level.HIGH, None)
    (row,) = queries.history_for(actor("e24"), plan).called_off
    assert row.words["draft"]["level_reason"]
    revising.revise(superior, plan)
    assert deciding.reply_to(plan) is None
    planning.save_basis(superior, plan, basis())
    deciding.ask_reply(superior, plan)
    deciding.reply(actor("e24"), plan, ReplyKind.AGREES)
    deciding.set_plan(superior, plan)
    assert plan.latest.content["reply"]["kind"] == "agrees"
    with pytest.raises(DomainError):
        revising.call_off(superior, plan, REASON)


@pytest.mark.parametrize("state", [PlanState.INCIDENT, PlanState.REFERRED])
def test_what_an_incident_asks_for_stays_asked(client: Visitor, state: PlanState) -> None:
    plan, superior = with_incident(), actor("e17")
    if state is PlanState.REFERRED:
        referring.refer(superior, plan, breach())
    changed(plan)
    assert "tetap" in client.be("e17").get(f"/rencana/{plan.id}/batalkan-perubahan").text
    revising.call_off(superior, plan, REASON)
    assert plan.state is state
    assert clock_codes(plan) == ["ubah_rencana"]
    revising.revise(superior, plan)
    assert plan.state is PlanState.DRAFTING


def test_a_reply_that_came_meanwhile_is_shown_before_the_change_is_called_off() -> None:
    plan = changed(running())
    seen = plan.revision
    deciding.reply(actor("e24"), plan, ReplyKind.AGREES)
    with pytest.raises(WrongState, match="lebih dulu"):
        revising.call_off(actor("e17"), plan, REASON, seen)
    with pytest.raises(Invalid):
        revising.call_off(actor("e17"), plan, "sibuk")
    assert plan.state is PlanState.READY


def test_the_employee_who_was_answering_is_told_that_there_is_nothing_to_answer(
    client: Visitor,
) -> None:
    plan = changed(running())
    page = f"/rencana/{plan.id}/tanggapan"
    client.be("e24").get(page)
    revising.call_off(actor("e17"), plan, REASON)
    late = client.post(page, data={"kind": "agrees", "password": PASSWORD})
    assert late.status_code == 409
    assert "Berjalan" in late.text
    assert told("e24", plan, "N-12") > 0


def test_what_was_called_off_can_neither_be_changed_nor_removed() -> None:
    plan = running()
    revising.revise(actor("e17"), plan)
    revising.call_off(actor("e17"), plan, REASON)
    for change in (
        "UPDATE measures_called_off SET to_version = 9",
        "DELETE FROM measures_called_off",
    ):
        with pytest.raises(Exception, match="append-only"):
            db.session.connection().exec_driver_sql(change)
        db.session.rollback()
