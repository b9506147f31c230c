"""The form of an objection: in time, of the right person, against which decision (S-87)."""

from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.reasons import check_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.notifications.services import notify
from app.objections import queries
from app.objections.events import TO_REVIEW
from app.objections.grounds import by_number
from app.objections.models import Objection, Step
from app.objections.services.deciding import end
from app.objections.services.filing import link
from app.objections.steps import write_down
from app.objections.workflow import DECIDE, FLOW


@use_case
def admit(actor: Actor, objection: Objection, reviewer_id: int | None, number: str = "") -> None:
    """It is in time and of the right person: name who looks at it, never one who decided.

    `number`: the decision that a party from outside means, where it is not known yet; whoever that
    decision concerns does not admit the objection. Raises Invalid for somebody who took part in
    the decision, and for a number that is none; NotAllowed.
    """
    FLOW.check(objection, "admit", actor)
    if objection.subject_id is None and number.strip():
        _find_its_decision(actor, objection, number.strip())
    offered = {one.person_id for one in queries.reviewers_for(actor, objection)}
    if reviewer_id not in offered:
        raise Invalid(fields={"reviewer": "Pilih penelaah yang tidak ikut memutus."})
    objection.reviewer_id = reviewer_id
    due = deadlines.clock_of(Objection.__tablename__, objection.id, DECIDE)
    event = FLOW.move(objection, "admit", actor, reviewer=reviewer_id,
                      due=(due.due_on if due else clock.today()).isoformat())  # fmt: skip
    write_down(objection, Step.ADMITTED, actor, {})
    notify(event, [reviewer_id] if reviewer_id else [], TO_REVIEW, code="N-40")
    once.leads_to(f"/keberatan/{objection.id}")


def _find_its_decision(actor: Actor, objection: Objection, number: str) -> None:
    meant = by_number(number)
    if meant is None:
        sentence = Sentence("Nomor %(number)s tidak ditemukan.", number=number)
        raise Invalid(fields={"number": sentence})
    ground, subject_id, _decided = meant
    link(objection, *meant)
    db.session.flush()
    FLOW.check(objection, "admit", actor)
    ground.filed(actor, subject_id)


@use_case
def reject(actor: Actor, objection: Objection, reason: str) -> None:
    """It cannot be admitted; what it was against stands. Raises Invalid without a reason."""
    FLOW.check(objection, "reject", actor)
    check_reason(reason)
    FLOW.move(objection, "reject", actor)
    write_down(objection, Step.INADMISSIBLE, actor, {"reason": reason.strip()})
    end(objection, granted=False)
    once.leads_to(f"/keberatan/{objection.id}")
