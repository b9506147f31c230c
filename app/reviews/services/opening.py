"""Sending a case to its examiner (S-82), taking it over, naming a companion, changing its cast."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.accounts import queries as accounts
from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor, Role
from app.core.errors import Invalid, NotAllowed, WrongState
from app.core.events import Event
from app.core.reasons import short_reason
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.people import queries as people
from app.people.models import EmploymentKind
from app.reviews import documents, guard, handling, routing
from app.reviews.events import (
    OPENED,
    OUTSIDE,
    TO_ABOVE,
    TO_COMPANION,
    TO_EXAMINER,
    TO_SUPERIOR,
)
from app.reviews.guard import Cast
from app.reviews.line import line_of
from app.reviews.models import Review, ReviewAllegation, State, Step, TakeOver
from app.reviews.origins import Opening
from app.reviews.policy import overseer
from app.reviews.routing import Line
from app.reviews.services.concluding import uphold_matter
from app.reviews.workflow import FLOW

_RUNNING = (State.EXAMINING, State.REVIEWING, State.SUPERVISED)
LIST = "/pemeriksaan"


@dataclass(frozen=True)
class Assigned:
    """Who examines when it is not the superior: an inspector, why, and who goes along."""

    inspector_id: int | None = None
    why: TakeOver | None = None
    reason: str = ""
    companion_id: int | None = None


@use_case
def open_review(actor: Actor, opening: Opening, assigned: Assigned | None = None) -> Review:
    """Begin the examination: the line of the day of the decision is climbed (II.G.3).

    The origin's own use case has asked whether it may be sent. Raises Invalid, NotAllowed for whomever
    the case concerns, WrongState when it is being handled already.
    """
    policy.require(actor, "review.open")
    assigned = assigned or Assigned()
    if handling.review_of(opening.origin_type, opening.origin_id, *_RUNNING) is not None:
        raise WrongState("Perkara ini sudah diperiksa.")
    take_turn()
    review = _new(actor, opening)
    found = handling.line(review)
    earlier = handling.earlier_handlers(opening.origin_type, opening.origin_id)
    handling.keep_bars(review, found, earlier)
    handling.set_keeper(review, found)
    if actor.person_id is not None and not overseer(actor, review):
        raise NotAllowed("Pagar benturan: perkara ini ditangani rekan lain.")
    handling.route_examiner(review, found)
    if assigned.inspector_id is not None:
        _check_inspector(review, assigned)
        _give_to_inspector(review, assigned)
    _set_companion(review, assigned.companion_id)
    db.session.flush()
    _begin(actor, review, found)
    once.leads_to(f"/pemeriksaan/{review.id}")
    return review


def _new(actor: Actor, opening: Opening) -> Review:
    as_of = opening.decision_on or opening.received_on
    post = people.last_post_of(opening.subject_id, as_of)
    review = Review(
        uid=new_uid(),
        number=opening.number,
        state=State.EXAMINING,
        origin_type=opening.origin_type,
        origin_id=opening.origin_id,
        subject_id=opening.subject_id,
        subject_post=post.title if post else "",
        unit_id=post.unit_id if post else None,
        matter_id=opening.matter_id,
        as_of=as_of,
        undecided=opening.undecided,
        received_on=opening.received_on,
        opened_at=clock.now(),
        opened_by_id=actor.person_id,
    )
    review.cast_words = opening.cast.as_words()
    review.words = {"object": opening.object_words}
    db.session.add(review)
    db.session.flush()
    for position, one in enumerate(opening.allegations, start=1):
        row = ReviewAllegation(
            uid=new_uid(), review_id=review.id, position=position, form_code=one.form_code,
            kind_code=one.kind_code, source_code=one.source_code,
        )  # fmt: skip
        row.words = {"text": one.text}
        review.allegations.append(row)
    return review


def _begin(actor: Actor, review: Review, found: Line) -> None:
    event = Event(OPENED, actor, review, handling.facts_of(review))
    events.emit(event)
    handling.note(review, Step.OPENED, actor)
    if review.examiner_id is not None:
        if not review.by_inspectorate:
            handling.tell(event, review, [review.examiner_id], TO_SUPERIOR, code="N-22")
        handling.tell(event, review, [review.examiner_id], TO_EXAMINER)
        documents.order_assignment(actor, review)
    else:
        handling.tell(event, review, handling.overseers_of(review), OUTSIDE)
        documents.order_governor(actor, review)
    handling.tell(event, review, [review.companion_id], TO_COMPANION)
    above = routing.reviewer(found, handling.barred(review), review.examiner_id).handler
    handling.tell(event, review, [above], TO_ABOVE, link=LIST)


# ── the Inspektorat ───────────────────────────────────────────────────────────────────────────


def free_inspectors(review: Review) -> list[int]:
    """Inspectors who could examine it or go along."""
    out = {bar.person_id for bar in review.bars} | {review.subject_id}
    return [one for one in accounts.people_with_role(Role.INSPECTOR) if one not in out]


def _check_inspector(review: Review, assigned: Assigned) -> None:
    wrong: dict[str, str] = {}
    if assigned.inspector_id not in free_inspectors(review):
        wrong["inspector"] = "Pilih pemeriksa dari Inspektorat yang tidak terkait."
    if assigned.why is None:
        wrong["why"] = "Pilih alasan mengambil alih."
    wrong |= short_reason(assigned.reason)
    if wrong:
        raise Invalid(fields=wrong)


def _give_to_inspector(review: Review, assigned: Assigned) -> None:
    review.examiner_id, review.by_inspectorate = assigned.inspector_id, True
    review.taken_over_for, review.outside = assigned.why, False


def _set_companion(review: Review, person_id: int | None) -> None:
    if person_id is None:
        return
    if person_id not in free_inspectors(review) or person_id == review.examiner_id:
        raise Invalid(fields={"companion": "Pilih pendamping dari Inspektorat yang tidak terkait."})
    review.companion_id = person_id


@use_case
def take_over(actor: Actor, review: Review, assigned: Assigned, *, seen: int | None = None) -> None:
    """The Inspektorat examines in place of the superior; the clock runs on (K·T3). Raises Invalid."""
    handling.check(actor, review, "take_over", seen)
    _check_inspector(review, assigned)
    before = review.examiner_id
    _give_to_inspector(review, assigned)
    if review.companion_id == review.examiner_id:
        review.companion_id = None
    event = FLOW.move(
        review, "take_over", actor, before=before, examiner=review.examiner_id,
        why=assigned.why.value if assigned.why else None, **handling.facts_of(review),
    )  # fmt: skip
    handling.note(review, Step.TAKEN_OVER, actor, {"reason": assigned.reason.strip()})
    handling.tell(event, review, [review.examiner_id], TO_EXAMINER)
    documents.order_assignment(actor, review)
    once.leads_to(f"/pemeriksaan/{review.id}")


@use_case
def accompany(
    actor: Actor, review: Review, person_id: int | None, *, seen: int | None = None
) -> None:
    """Name an inspector who goes along with the examiner. Raises Invalid."""
    handling.check(actor, review, "accompany", seen)
    if person_id is None:
        raise Invalid(fields={"companion": "Pilih pendamping."})
    _set_companion(review, person_id)
    event = FLOW.move(review, "accompany", actor, companion=person_id, **handling.facts_of(review))
    handling.note(review, Step.COMPANION, actor)
    handling.tell(event, review, [person_id], TO_COMPANION)
    if review.examiner_id is not None:
        documents.order_assignment(actor, review)
    once.leads_to(f"/pemeriksaan/{review.id}")


# ── what the origin brings about ──────────────────────────────────────────────────────────────


@use_case
def change_cast(actor: Actor, origin_type: str, origin_id: int, cast: Cast) -> None:
    """Somebody is accused or named later: whoever is concerned now loses it in this transaction.

    The origin's own use case has asked whether it may be changed. Nothing without a running case.
    """
    review = handling.review_of(origin_type, origin_id, *_RUNNING)
    if review is None:
        return
    policy.require(actor, "review.recast", review)
    review.cast_words = cast.as_words()
    handling.keep_bars(review, handling.line(review))
    handling.reroute(review)


@use_case
def cancel(actor: Actor, origin_type: str, origin_id: int) -> None:
    """The origin was withdrawn before an outcome: the examination ends. Nothing without one."""
    review = handling.review_of(origin_type, origin_id, State.EXAMINING)
    if review is None:
        return
    review.closed_at = clock.now()
    event = FLOW.move(review, "cancel", actor)
    handling.note(review, Step.CANCELLED, actor)
    uphold_matter(review)
    handling.tell(
        event, review, [review.examiner_id, review.companion_id],
        "Pemeriksaan aduan {it.number} dihentikan.", link=LIST,
    )  # fmt: skip


@dataclass(frozen=True)
class Preview:
    """Who would examine, review and oversee, before anything is sent. Notes: who was passed over.

    `sure`: whether everybody could be found whom it concerns. `further`: who would review after the first reviewer ("dan seterusnya"), nearest first.
    """

    examiner_id: int | None
    examiner_note: str | None
    reviewer_id: int | None
    reviewer_note: str | None
    keeper_id: int | None
    inspectors: tuple[int, ...]
    complete: bool
    sure: bool = True
    further: tuple[int, ...] = ()


def preview_for(actor: Actor, opening: Opening) -> Preview:
    """The computed line, for whoever may send it. Raises NotAllowed for whomever it concerns."""
    policy.require(actor, "review.open")
    found = line_of(opening.subject_id, opening.decision_on or opening.received_on)
    bars, function = _bars_before(actor, opening, found)
    first = routing.examiner(found, bars)
    second = routing.reviewer(found, bars, first.handler)
    keeping = routing.keeping(found, bars, function)
    free = tuple(one for one in found.inspectors if one not in bars and one not in function)
    return Preview(
        first.handler,
        handling.note_of(first.skipped, outside=first.leaves_the_system),
        second.handler,
        handling.note_of(second.skipped, outside=second.leaves_the_system),
        keeping.keeper,
        free,
        complete=bool(found.chain) or _is_head(opening.subject_id),
        sure=guard.is_sure(opening.cast),
        further=_further(found, bars, second.handler),
    )


def _further(found: Line, bars: Mapping[int, str], after: int | None) -> tuple[int, ...]:
    """Everybody free above this one in the line."""
    above: list[int] = []
    while after is not None:
        after = routing.next_up(found, bars, after).handler
        above += [after] if after is not None else []
    return tuple(above)


def _bars_before(
    actor: Actor, opening: Opening, found: Line
) -> tuple[Mapping[int, str], Mapping[int, str]]:
    asked = {*found.everybody, *([actor.person_id] if actor.person_id else [])}
    bars = guard.gone(found.chain) | guard.concerned(opening.cast, asked)
    bars |= handling.earlier_handlers(opening.origin_type, opening.origin_id)
    if actor.person_id in bars:
        raise NotAllowed("Pagar benturan: perkara ini ditangani rekan lain.")
    return bars, guard.kept_from_function(opening.cast, found.inspectors)


def _is_head(person_id: int) -> bool:
    """Whether this is the head of the region: the line ends there and does not merely lack somebody."""
    person = people.person(person_id)
    return person is not None and person.kind is EmploymentKind.HEAD_OF_REGION
