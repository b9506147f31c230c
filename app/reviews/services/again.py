"""A granted objection: the same thing is examined or reviewed once more, by others (§4.9, S-87)."""

from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.database.transaction import use_case
from app.deadlines import services as clocks
from app.matters import queries as matters
from app.matters.models import MatterState
from app.matters.services import deciding
from app.notifications.services import notify
from app.reviews import handling
from app.reviews.events import DROPPED_TOLD
from app.reviews.models import FOLLOW_UP_ENDS, FollowUp, FollowUpStep, Review, State, Step
from app.reviews.origins import Opening
from app.reviews.services import overseeing, reviewing
from app.reviews.services.opening import open_review
from app.reviews.workflow import FLOW, FOLLOW_UP_FLOW

_WHY = "keberatan dikabulkan"
# What a review made of a matter; it is open again while the same thing is looked at once more.
_REVIEWED = (MatterState.UPHELD, MatterState.ANNULLED, MatterState.CHANGED, MatterState.REDO)


@use_case
def examine_again(actor: Actor, opening: Opening) -> Review:
    """Open a new examination, by the next one up who did not examine or decide before.

    What was ordered and is not verified yet stops. The origin has opened P-01 anew.
    """
    earlier = handling.review_of(opening.origin_type, opening.origin_id, State.SUPERVISED)
    if earlier is not None:
        FLOW.move(earlier, "supersede", actor, number=earlier.number)
        handling.note(earlier, Step.SUPERSEDED, actor)
        _drop_follow_ups(earlier)
        earlier.closed_at = clock.now()
    review = open_review(actor, opening)
    _reopen_matter(review)
    return review


@use_case
def review_again(actor: Actor, review: Review) -> None:
    """What was found stands; the decision is reviewed anew, above whoever decided it (P-02)."""
    FLOW.check(review, "review_again", actor)
    found = handling.line(review)
    decided_by = review.decided_by_id
    handling.shut_out(review, {decided_by: handling.EARLIER} if decided_by is not None else {})
    handling.keep_bars(review, found)
    handling.set_keeper(review, found)
    handling.route_further_up(review, found, handling.EARLIER)
    review.ruling, review.decided_at, review.decided_by_id = None, None, None
    review.closed_at, review.review_late_at, review.review_renewed = None, None, False
    review.review_from = clock.today()
    _drop_follow_ups(review)
    _reopen_matter(review)
    event = FLOW.move(review, "review_again", actor, number=review.number)
    handling.note(review, Step.REVIEWED_AGAIN, actor)
    reviewing.tell_next(event, review, _WHY)


def _drop_follow_ups(review: Review) -> None:
    for row in review.follow_ups:
        if row.state not in FOLLOW_UP_ENDS:
            _drop(row)


def _drop(row: FollowUp) -> None:
    """Its owner is told that he need not do it any more; the day that ran is not called met."""
    clocks.cancel_clocks(row)
    event = FOLLOW_UP_FLOW.move(row, "drop", SYSTEM, **overseeing.facts_of(row))
    handling.note_follow_up(row, FollowUpStep.DROPPED, SYSTEM)
    notify(event, [row.owner_id], DROPPED_TOLD)


def _reopen_matter(review: Review) -> None:
    matter = matters.matter(review.matter_id) if review.matter_id is not None else None
    if matter is not None and matter.state in _REVIEWED:
        deciding.begin_review(SYSTEM, matter, review)
