"""The substance of an objection: the ruling, carrying it out, the appeal (S-87)."""

from dataclasses import dataclass

from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.reasons import LEAST_REASON, check_reason, short_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.notifications.services import notify
from app.objections import documents, queries
from app.objections.events import DECIDED, TO_CARRY_OUT, TO_REVIEW
from app.objections.grounds import ground_of
from app.objections.inspectors import inspectors_for
from app.objections.models import Follows, Objection, Outcome, Step
from app.objections.services.filing import LEAST_GROUNDS, note_of
from app.objections.steps import write_down
from app.objections.workflow import CARRY_OUT, DECIDE_APPEAL, FLOW

LEAST_RULING = 100  # letters (S-87)
_ACTIONS = {Outcome.GRANTED: "grant", Outcome.PARTLY: "partly", Outcome.REFUSED: "refuse"}


@dataclass(frozen=True)
class Ruling:
    """What is decided, why (100 letters), and what follows from it (`follows`, where it is offered)."""

    outcome: Outcome | None
    reason: str
    consequence: str
    follows: Follows | None = None


@use_case
def decide(
    actor: Actor, objection: Objection, ruling: Ruling, *, revision: int | None = None
) -> None:
    """Decide it and issue DOK-11B; the caller has re-authenticated the signer. Raises Invalid."""
    _same_version(objection, revision)
    outcome = _checked(
        objection, ruling, _ACTIONS.get(ruling.outcome or Outcome.REFUSED, ""), actor
    )
    objection.outcome, objection.decided_at = outcome, clock.now()
    objection.follows = ruling.follows if outcome is not Outcome.REFUSED else None
    objection.decided_by_id = actor.person_id
    FLOW.move(objection, _ACTIONS[outcome], actor, outcome=outcome.value)
    words = {"reason": ruling.reason.strip(), "consequence": ruling.consequence.strip()}
    write_down(objection, Step.DECIDED, actor, {**words, "outcome": outcome.value})
    documents.order_ruling(actor, objection, outcome, words, appeal=False)
    end(objection, granted=outcome is not Outcome.REFUSED)
    once.leads_to(f"/keberatan/{objection.id}")


def _same_version(objection: Objection, revision: int | None) -> None:
    if revision is not None and revision != objection.revision:
        raise WrongState("Orang lain lebih dulu mengubah keberatan ini. Muat ulang, lalu periksa.")


def _checked(objection: Objection, ruling: Ruling, action: str, actor: Actor) -> Outcome:
    FLOW.check(objection, action, actor)
    wrong = problems_with(objection, ruling)
    if wrong or ruling.outcome is None:
        raise Invalid(fields=wrong)
    return ruling.outcome


def problems_with(objection: Objection, ruling: Ruling) -> dict[str, str]:
    """What is missing in this ruling, by field; empty when it can be given."""
    wrong = {} if ruling.outcome else {"outcome": "Pilih putusan."}
    wrong |= short_reason(ruling.reason, LEAST_RULING)
    if len(ruling.consequence.strip()) < LEAST_REASON:
        wrong["consequence"] = Sentence("Tulis akibatnya, sedikitnya %(n)s huruf.", n=LEAST_REASON)
    granted = ruling.outcome in (Outcome.GRANTED, Outcome.PARTLY)
    if granted and not _offered(objection, ruling.follows):
        wrong["follows"] = "Pilih yang terjadi sesudah putusan ini."
    return wrong


def _offered(objection: Objection, follows: Follows | None) -> bool:
    offered = queries.follows_offered(objection)
    return follows in offered if offered else follows is None


def end(objection: Objection, *, granted: bool) -> None:
    """What it was against goes on accordingly; what is not done at once has five days (§4.9)."""
    ground, done = ground_of(objection.subject_type), False
    if ground is not None and objection.subject_id is not None:
        follows = objection.follows or Follows.OTHER
        done = ground.ended(objection.subject_id, granted, follows)
    if granted and done:
        FLOW.move(objection, "carry_out", SYSTEM)
        write_down(objection, Step.CARRIED_OUT, SYSTEM, {})
    elif granted:
        _ask_to_carry_out(objection)


def _ask_to_carry_out(objection: Objection) -> None:
    due = clocks.open_clock(CARRY_OUT, objection, clock.today()).due_on
    event = Event(DECIDED, SYSTEM, objection, {"due": due.isoformat()})
    notify(event, inspectors_for(objection), TO_CARRY_OUT, code="N-41")


@use_case
def carry_out(actor: Actor, objection: Objection, done: str) -> None:
    """Write down how the ruling was carried out. Raises Invalid."""
    FLOW.check(objection, "carry_out", actor)
    if len(done.strip()) < LEAST_REASON:
        sentence = Sentence("Tulis yang dilakukan, sedikitnya %(n)s huruf.", n=LEAST_REASON)
        raise Invalid(fields={"reason": sentence})
    FLOW.move(objection, "carry_out", actor)
    write_down(objection, Step.CARRIED_OUT, actor, {"reason": done.strip()})
    once.leads_to(f"/keberatan/{objection.id}")


@use_case
def appeal(actor: Actor, objection: Objection, reason: str) -> None:
    """Take it one step further up; never to whoever decided it. Raises Invalid."""
    FLOW.check(objection, "appeal", actor)
    check_reason(reason, LEAST_GROUNDS)
    barred = queries.barred_from(objection)
    if objection.decided_by_id is not None:
        barred[objection.decided_by_id] = Sentence("pemutus keberatan ini")
    line = [objection.reviewer_id] if objection.reviewer_id is not None else []
    found = queries.route(objection.person_id, barred, line=line, above=objection.decided_by_id)
    objection.appealed_at, objection.appeal_reviewer_id = clock.now(), found.handler
    objection.route_note = note_of(found)
    due = deadlines.due_on(DECIDE_APPEAL, clock.today()).isoformat()
    event = FLOW.move(objection, "appeal", actor, due=due)
    write_down(objection, Step.APPEALED, actor, {"reason": reason.strip()})
    notify(event, [found.handler] if found.handler else [], TO_REVIEW, code="N-40")
    own = objection.person_id is not None
    once.leads_to(f"/keberatan/{objection.id}" if own else "/lacak/keberatan")


@use_case
def decide_appeal(
    actor: Actor, objection: Objection, ruling: Ruling, *, revision: int | None = None
) -> None:
    """The last word inside the office. Raises Invalid."""
    _same_version(objection, revision)
    outcome = _checked(objection, ruling, "decide_appeal", actor)
    objection.appeal_outcome = outcome
    if outcome is not Outcome.REFUSED:
        objection.follows = ruling.follows
    FLOW.move(objection, "decide_appeal", actor, outcome=outcome.value)
    words = {"reason": ruling.reason.strip(), "consequence": ruling.consequence.strip()}
    write_down(objection, Step.APPEAL_DECIDED, actor, {**words, "outcome": outcome.value})
    documents.order_ruling(actor, objection, outcome, words, appeal=True)
    if outcome is not Outcome.REFUSED:
        end(objection, granted=True)
    once.leads_to(f"/keberatan/{objection.id}")
