"""Keeping a case with whoever may handle it: bars kept, the line climbed, only those told who may know."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import NotAllowed, WrongState
from app.core.events import Event
from app.core.firewall import Route, Skipped
from app.core.sentences import Sentence
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import SOMEONE_WAS_FASTER
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.notifications.services import notify
from app.people import queries as people
from app.regulations import queries as regulations
from app.reviews import guard, routing
from app.reviews.line import line_of, secretary
from app.reviews.models import (
    FollowUp,
    FollowUpNote,
    FollowUpStep,
    Review,
    ReviewBar,
    ReviewStep,
    State,
    Step,
)
from app.reviews.routing import Line
from app.reviews.workflow import EXAMINE, FLOW, REVIEW

EARLIER: Final = Sentence("pernah memeriksa atau memutus perkara ini")
_CONCERNED: Final = "Pagar benturan: perkara ini menyangkut Anda. Penanganannya beralih."


def line(review: Review) -> Line:
    return line_of(review.subject_id, review.as_of)


# ── whom it concerns ──────────────────────────────────────────────────────────────────────────


def keep_bars(review: Review, found: Line, extra: Mapping[int, str] | None = None) -> None:
    """Find out whom the case concerns today and keep it. A bar once found stays."""
    cast = review.cast
    asked = {*found.everybody, *handlers_of(review)}
    concerned = guard.everybody(cast) | guard.concerned(cast, asked) | dict(extra or {})
    known = {bar.person_id: bar for bar in review.bars}
    for person_id, reason in concerned.items():
        _keep_bar(review, known, person_id, reason)
    _keep_function(review, known, found.inspectors)
    db.session.flush()


def _keep_function(review: Review, known: dict[int, ReviewBar], officers: Iterable[int]) -> None:
    for person_id, reason in guard.kept_from_function(review.cast, officers).items():
        if person_id not in known:
            _add_bar(review, known, person_id, reason, function_only=True)


def _keep_bar(review: Review, known: dict[int, ReviewBar], person_id: int, reason: str) -> None:
    bar = known.get(person_id)
    if bar is None:
        _add_bar(review, known, person_id, reason, function_only=False)
    elif bar.function_only:
        bar.function_only, bar.reason = False, reason


def _add_bar(
    review: Review, known: dict[int, ReviewBar], person_id: int, reason: str, *, function_only: bool
) -> None:
    known[person_id] = ReviewBar(person_id=person_id, reason=reason, function_only=function_only)
    review.bars.append(known[person_id])


def shut_out(review: Review, concerned: Mapping[int, str], officers: Iterable[int] = ()) -> bool:
    """Keep these people out from now on; whether any was new. `officers`: who might oversee it."""
    before = len(review.bars), barred(review)
    known = {bar.person_id: bar for bar in review.bars}
    for person_id, reason in concerned.items():
        _keep_bar(review, known, person_id, reason)
    _keep_function(review, known, officers)
    db.session.flush()
    return (len(review.bars), barred(review)) != before


def barred(review: Review) -> dict[int, str]:
    """Everybody the case concerns."""
    return {bar.person_id: bar.reason for bar in review.bars if not bar.function_only}


def only_kept_from_function(review: Review) -> dict[int, str]:
    return {bar.person_id: bar.reason for bar in review.bars if bar.function_only}


def handlers_of(review: Review) -> list[int]:
    """Whoever has it in hand today."""
    named = (review.examiner_id, review.companion_id, review.reviewer_id, review.keeper_id)
    return [one for one in named if one is not None]


def _passing(review: Review, found: Line) -> dict[int, str]:
    return guard.gone(found.chain) | barred(review)


# ── who handles it ────────────────────────────────────────────────────────────────────────────


def route_examiner(review: Review, found: Line) -> Route:
    """The nearest superior it does not concern; outside the system above the last one."""
    route = routing.examiner(found, _passing(review, found))
    review.examiner_id, review.by_inspectorate = route.handler, False
    review.outside = route.leaves_the_system
    review.examiner_note = note_of(route.skipped, outside=review.outside)
    return route


def route_reviewer(review: Review, found: Line) -> Route:
    """Above whoever examined it, past everybody concerned (II.G.5)."""
    route = routing.reviewer(found, _passing(review, found), review.examined_by_id)
    _set_reviewer(review, route)
    return route


def route_further_up(review: Review, found: Line, why: str) -> Route:
    """Beyond the present reviewer, who is named with the reason; never back down."""
    at = review.reviewer_id
    route = routing.next_up(found, _passing(review, found), at)
    passed = (Skipped(at, why),) if at is not None else ()
    review.reviewer_note = _lines(review.reviewer_note, note_of(passed, outside=False))
    _set_reviewer(review, route)
    return route


def _set_reviewer(review: Review, route: Route) -> None:
    review.reviewer_id = route.handler
    review.outside = route.leaves_the_system
    review.reviewer_note = _lines(
        review.reviewer_note, note_of(route.skipped, outside=review.outside)
    )


def set_keeper(review: Review, found: Line) -> None:
    """Who oversees: the Inspektorat, or who stands in for it."""
    keeping = routing.keeping(found, barred(review), only_kept_from_function(review))
    review.keeper_id = keeping.keeper
    note = note_of(keeping.skipped, outside=keeping.outside)
    review.keeper_note = note if not keeping.by_inspectorate else None


def note_of(skipped: Iterable[Skipped], *, outside: bool) -> str | None:
    """One line for each person passed over, in the words of §0.5."""
    lines = people.passed_over(skipped)
    if outside:
        lines.append(str(regulations.pack_on(clock.today()).setting("di_luar_sistem")))
    return "\n".join(lines) or None


def _lines(*notes: str | None) -> str | None:
    found = [line for note in notes for line in (note or "").splitlines()]
    return "\n".join(dict.fromkeys(found)) or None


def reroute(review: Review) -> None:
    """Whoever became concerned gives up his place, to whom the line names now. Inside a use case."""
    now = barred(review)
    found = line(review)
    if review.companion_id in now:
        review.companion_id = None
    set_keeper(review, found)
    if review.state is State.EXAMINING and review.examiner_id in now:
        route_examiner(review, found)
        told = _moved(review)
        tell(told, review, [review.examiner_id], TO_NEXT)
    elif review.state is State.REVIEWING and review.reviewer_id in now:
        route_further_up(review, found, now[review.reviewer_id or 0])
        told = _moved(review)
        tell(told, review, [review.reviewer_id], TO_NEXT)
    else:
        db.session.flush()


TO_NEXT: Final = "Perkara {number} beralih kepada Anda. Batas {due}."


def _moved(review: Review) -> Event:
    event = FLOW.move(review, "reroute", SYSTEM, **facts_of(review))
    note(review, Step.REROUTED, SYSTEM)
    return event


# ── what every use case of a case does ────────────────────────────────────────────────────────


def check(actor: Actor, review: Review, action: str, seen: int | None = None) -> None:
    """That the actor may do this now, and that it still does not concern him.

    Raises NotAllowed, WrongState (also when somebody was faster).
    """
    FLOW.check(review, action, actor)
    if actor.person_id is not None and guard.concerned(review.cast, [actor.person_id]):
        raise NotAllowed(_CONCERNED)
    check_seen(review, seen)


def check_seen(review: Review, seen: int | None) -> None:
    """Raise WrongState when the page that was answered showed an older state."""
    if seen is not None and review.revision != seen:
        raise WrongState(SOMEONE_WAS_FASTER)


def note(
    review: Review, step: Step, actor: Actor, words: dict[str, Any] | None = None
) -> ReviewStep:
    """Keep what was done and written, for good."""
    row = ReviewStep(
        uid=new_uid(), review_id=review.id, step=step, at=clock.now(), by_id=actor.person_id
    )
    row.words = words
    review.steps.append(row)
    db.session.flush()
    return row


def note_follow_up(
    row: FollowUp, step: FollowUpStep, actor: Actor, words: dict[str, Any] | None = None
) -> FollowUpNote:
    """Keep what happened to it, for good; inside a use case."""
    one = FollowUpNote(
        uid=new_uid(), follow_up_id=row.id, step=step, at=clock.now(), by_id=actor.person_id
    )
    one.words = words
    row.steps.append(one)
    db.session.flush()
    return one


def tell(
    event: Event,
    review: Review,
    person_ids: Iterable[int | None],
    message: str,
    *,
    code: str | None = None,
    link: str | None = None,
) -> None:
    """Tell these people, except whomever the case concerns."""
    out = {*barred(review), review.subject_id}
    told = [one for one in person_ids if one is not None and one not in out]
    notify(event, told, message, code=code, link=link)


def overseers_of(review: Review) -> list[int]:
    """Every inspector it does not concern, or who stands in for the Inspektorat."""
    if review.keeper_id is not None:
        return [review.keeper_id]
    out = {bar.person_id for bar in review.bars}
    return [one for one in accounts.people_with_role(Role.INSPECTOR) if one not in out]


def secretary_of(review: Review) -> list[int]:
    """The Sekretaris Daerah, unless it concerns him."""
    return [one for one in secretary() if one not in barred(review)]


def due_of(review: Review) -> date | None:
    """The last day of the clock that runs: P-01 on the origin, then P-02 on the case."""
    found = clock_of(review)
    return found.due_on if found else None


def clock_of(review: Review) -> RunningClock | None:
    """The clock that runs for its handler."""
    if review.state is State.EXAMINING:
        return deadlines.clock_of(review.origin_type, review.origin_id, EXAMINE)
    return deadlines.clock_of(Review.__tablename__, review.id, REVIEW)


def facts_of(review: Review) -> dict[str, Any]:
    """What notices and the trail say of it: its number and its day."""
    due = due_of(review)
    return {"number": review.number, "due": due.isoformat() if due else clock.today().isoformat()}


def review_of(origin_type: str, origin_id: int, *states: State) -> Review | None:
    """The newest case of this origin, in one of these states."""
    asked = sa.select(Review).where(
        Review.origin_type == origin_type, Review.origin_id == origin_id
    )
    if states:
        asked = asked.where(Review.state.in_(states))
    return db.session.scalar(asked.order_by(Review.id.desc()).limit(1))


def earlier_handlers(origin_type: str, origin_id: int) -> dict[int, str]:
    """Whoever examined or decided the same thing before: he does not do it again."""
    asked: Sequence[Review] = db.session.scalars(
        sa.select(Review).where(Review.origin_type == origin_type, Review.origin_id == origin_id)
    ).all()
    took_part = [one for row in asked for one in (row.examined_by_id, row.decided_by_id)]
    took_part += [bar.person_id for row in asked for bar in row.bars if bar.reason == EARLIER]
    return {one: EARLIER for one in took_part if one is not None}
