"""What keeps reviews moving: nil statements confirmed together, late ones copied up, hand-overs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts import queries as accounts
from app.core import clock, events, firewall, policy
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid
from app.core.events import Event
from app.core.sentences import Sentence
from app.core.working_days import Unit, remaining
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines.models import Deadline
from app.disclosures import documents, queries, renewal, routing
from app.disclosures.events import REVIEW_LATE
from app.disclosures.models import (
    Disclosure,
    EscalationStep,
    Handover,
    InterestVersion,
    ReviewEscalation,
    State,
)
from app.disclosures.services.reviewing import supersede_older
from app.disclosures.workflow import FLOW, REVIEW, URGENT_REVIEW
from app.notifications.services import notify
from app.people import queries as people
from app.regulations import queries as regulations

MOST_AT_ONCE = 200
UNREVIEWED = "nihil_tanpa_tinjauan"
_WAITING = (State.SUBMITTED, State.UNDER_REVIEW)
_LATE = "Tinjauan {it.number} terlambat {days} hari kerja. Peninjau: {reviewer}."


@use_case
def confirm_nil(actor: Actor, disclosure_ids: Sequence[int]) -> int:
    """Record these nil statements together (S-62); gives their number.

    Raises Invalid for one that is not nil, carries a hint or was decided meanwhile: nothing is
    recorded then.
    """
    if not disclosure_ids:
        raise Invalid("Pilih sedikitnya satu pernyataan nihil.")
    if len(disclosure_ids) > MOST_AT_ONCE:
        raise Invalid(Sentence("Paling banyak %(n)s pernyataan nihil sekaligus.", n=MOST_AT_ONCE))
    chosen = [queries.disclosure_for(actor, one) for one in dict.fromkeys(disclosure_ids)]
    hinted = renewal.named_by_colleagues([one.person_id for one in chosen])
    for disclosure in chosen:
        FLOW.check(disclosure, "confirm_nil", actor)
        if not disclosure.nil:
            raise Invalid(
                Sentence(
                    "%(number)s bukan pernyataan nihil. Buka satu per satu.",
                    number=disclosure.number,
                )
            )
        if disclosure.person_id in hinted:
            raise Invalid(
                Sentence("%(number)s punya petunjuk. Buka satu per satu.", number=disclosure.number)
            )
    for disclosure in chosen:
        _record_nil(actor, disclosure, "confirm_nil")
    return len(chosen)


def _record_nil(actor: Actor, disclosure: Disclosure, action: str) -> None:
    disclosure.decided_at = clock.now()
    disclosure.level = None
    version = disclosure.latest
    FLOW.move(disclosure, action, actor, version=version.number if version else None, level=None)
    disclosure.answers = None
    db.session.flush()
    supersede_older(actor, disclosure)
    if version is not None:
        documents.order_statement(actor, disclosure, version)


# ── what happens by itself ────────────────────────────────────────────────────────────────────


@use_case
def record_unreviewed_nil(actor: Actor) -> int:
    """Record nil statements nobody opened for ten working days, marked as not reviewed (§9, 36).

    One that carries a hint is never recorded by itself. Gives their number.
    """
    policy.require(actor, "disclosure.keep_reviews")
    waiting = db.session.scalars(
        sa.select(Disclosure).where(Disclosure.state == State.SUBMITTED, Disclosure.nil.is_(True))
    ).all()
    due = [one for one in waiting if _waited_too_long(one)]
    hinted = renewal.named_by_colleagues([one.person_id for one in due])
    passed = [one for one in due if one.person_id not in hinted]
    for disclosure in passed:
        disclosure.unreviewed = True
        _record_nil(actor, disclosure, "record_unreviewed")
    return len(passed)


def _waited_too_long(disclosure: Disclosure) -> bool:
    if disclosure.submitted_at is None:
        return False
    sent_on = clock.local(disclosure.submitted_at).date()
    return deadlines.due_on(UNREVIEWED, sent_on) < clock.today()


@use_case
def escalate_late(actor: Actor) -> int:
    """Copy late reviews up: after so many working days to the superior's superior, then to HR.

    Each step once for each clock; gives how many copies went out (P-08, setting of the pack).
    """
    policy.require(actor, "disclosure.keep_reviews")
    today = clock.today()
    wait = regulations.pack_on(today).setting("eskalasi_tinjauan")
    calendar = deadlines.calendar()
    sent = 0
    for disclosure, deadline in _late_reviews(today):
        days = -remaining(Unit.WORKING, today, deadline.due_on, calendar)
        if days >= int(wait["atasan_di_atasnya"]):
            sent += _copy(actor, disclosure, deadline, EscalationStep.SUPERIOR, days)
        if days >= int(wait["hr"]):
            sent += _copy(actor, disclosure, deadline, EscalationStep.HR, days)
    return sent


def _late_reviews(today: date) -> list[tuple[Disclosure, Deadline]]:
    rows: Any = db.session.execute(
        sa.select(Disclosure, Deadline)
        .join(
            Deadline,
            sa.and_(
                Deadline.subject_type == Disclosure.__tablename__,
                Deadline.subject_id == Disclosure.id,
                Deadline.code.in_((REVIEW, URGENT_REVIEW)),
                Deadline.met_on.is_(None),
                Deadline.cancelled_on.is_(None),
                Deadline.due_on < today,
            ),
        )
        .where(Disclosure.state.in_(_WAITING))
        .options(joinedload(Disclosure.reviewer))
        .order_by(Deadline.due_on, Disclosure.id)
    ).all()
    return [(row[0], row[1]) for row in rows]


def _copy(
    actor: Actor, disclosure: Disclosure, deadline: Deadline, step: EscalationStep, days: int
) -> int:
    done = db.session.scalar(
        sa.select(ReviewEscalation.id).where(
            ReviewEscalation.deadline_id == deadline.id, ReviewEscalation.step == step
        )
    )
    if done is not None:
        return 0
    db.session.add(
        ReviewEscalation(
            disclosure_id=disclosure.id, deadline_id=deadline.id, step=step, at=clock.now()
        )
    )
    reviewer = disclosure.reviewer.name if disclosure.reviewer else "–"
    event = Event(
        REVIEW_LATE, actor, disclosure, {"step": step.value, "days": days, "reviewer": reviewer}
    )
    events.emit(event)
    notify(event, _readers_of_copy(disclosure, step), _LATE, code="N-06")
    return 1


def _readers_of_copy(disclosure: Disclosure, step: EscalationStep) -> list[int]:
    """Never the declarant, who may himself stand up the line or work at BKPSDM."""
    if step is EscalationStep.HR:
        found = accounts.people_with_role(Role.HR_OFFICER)
    elif disclosure.reviewer_id is None:
        found = []
    else:
        above = people.superior_of(disclosure.reviewer_id, clock.today())
        found = [above.id] if above else []
    return [one for one in found if one not in (disclosure.person_id, disclosure.reviewer_id)]


# ── hand-over: leave, moves, leavers ──────────────────────────────────────────────────────────


@use_case
def hand_over(actor: Actor) -> int:
    """Give waiting reviews to whoever stands in the line today; gives how many went over.

    A Plt./Plh. takes the queue for the days of the order; when it ends the queue goes back. The
    clock of the review keeps running. A review forwarded up by hand stays where it was sent.
    """
    policy.require(actor, "disclosure.keep_reviews")
    today = clock.today()
    waiting = db.session.scalars(
        sa.select(Disclosure).where(
            Disclosure.state.in_(_WAITING), Disclosure.reviewer_id.is_not(None)
        )
    ).all()
    chains = people.chains_above([one.person_id for one in waiting], today)
    lent = _lent([one.id for one in waiting])
    ended = _ended_orders(lent, today)
    return sum(
        _settle(actor, one, chains[one.person_id], lent.get(one.id), given_back=one.id in ended)
        for one in waiting
    )


def _lent(disclosure_ids: Sequence[int]) -> dict[int, Handover]:
    """The newest hand-over of each waiting review."""
    rows = db.session.scalars(
        sa.select(Handover).where(Handover.disclosure_id.in_(disclosure_ids)).order_by(Handover.id)
    )
    return {row.disclosure_id: row for row in rows}


def _ended_orders(lent: Mapping[int, Handover], day: date) -> set[int]:
    """Reviews that lie with an acting officer whose order is over."""
    orders = {one.acting_id for one in lent.values() if one.acting_id is not None}
    running = people.orders_in_force(orders, day)
    return {
        disclosure_id
        for disclosure_id, one in lent.items()
        if one.acting_id is not None and one.acting_id not in running
    }


def _settle(
    actor: Actor,
    disclosure: Disclosure,
    chain: Sequence[int],
    lent: Handover | None,
    *,
    given_back: bool,
) -> int:
    """1 when the review went to somebody else."""
    if disclosure.reviewer_id in chain and not given_back:
        return 0
    start = _start(disclosure, chain, lent, given_back=given_back)
    found = firewall.route(chain[start:], _concern(disclosure))
    if found.handler is None or found.handler == disclosure.reviewer_id:
        return 0
    before = disclosure.reviewer_id
    order = people.order_keeping(found.handler, before, clock.today()) if before else None
    reason = _reason(before, order, given_back=given_back)
    disclosure.reviewer_id, disclosure.opened_at = found.handler, None
    FLOW.move(
        disclosure, "reassign", actor, reason=reason, before=before, reviewer_id=found.handler
    )
    disclosure.route_note = "\n".join([*(disclosure.route_note or "").splitlines(), reason])
    db.session.add(
        Handover(
            disclosure_id=disclosure.id, from_id=before, to_id=found.handler, at=clock.now(),
            reason=reason, acting_id=order.id if order else None,
        )
    )  # fmt: skip
    return 1


def _start(
    disclosure: Disclosure, chain: Sequence[int], lent: Handover | None, *, given_back: bool
) -> int:
    """Where in the line to begin: at the seat the review lay with, else at the bottom."""
    if given_back and lent is not None and lent.from_id in chain:
        return chain.index(lent.from_id)
    keeper = disclosure.reviewer_id and people.keeper_of(disclosure.reviewer_id, clock.today())
    return chain.index(keeper) if keeper and keeper in chain else 0


def _concern(disclosure: Disclosure) -> firewall.Concern:
    named = (
        set(
            db.session.scalars(
                sa.select(InterestVersion.employee_id).where(
                    InterestVersion.disclosure_version_id == disclosure.latest.id,
                    InterestVersion.employee_id.is_not(None),
                )
            )
        )
        if disclosure.latest
        else set()
    )

    def concern(candidate: int) -> str | None:
        if candidate == disclosure.person_id:
            return routing.FILER
        return routing.NAMED if candidate in named else None

    return concern


def _reason(before: int | None, order: Any, *, given_back: bool) -> str:
    person = people.person(before) if before is not None else None
    old = person.name if person else "–"
    if given_back:
        return f"Penugasan sementara berakhir; tinjauan kembali dari {old}."
    if order is not None:
        until = f" sampai {order.valid_to:%d-%m-%Y}" if order.valid_to else ""
        return f"Tinjauan dialihkan dari {old} kepada {order.acting.label}{until}."
    return f"Tinjauan dialihkan: {old} tidak lagi atasan pegawai ini."


def hand_over_now(_event: Event) -> None:
    """The reporting line changed. A consequence of events of the staff register."""
    hand_over(SYSTEM)
