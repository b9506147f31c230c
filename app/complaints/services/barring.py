"""The firewall of a complaint: whom it concerns does not know of it, from the moment it is known.

Computed on receipt, whenever the accused, a party, the decider or the matter is set, when anybody
files a declaration, when staff or roles change, and once a day. What somebody newly kept out was
told is taken back in the same transaction.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts import queries as accounts
from app.complaints import casting
from app.complaints.events import GUARDED
from app.complaints.models import Complaint, ComplaintBar, State, Step
from app.complaints.policy import CONCERNED
from app.complaints.steps import note_step, tell_next
from app.core import events, firewall, policy
from app.core.actor import SYSTEM, Actor, Role
from app.core.events import Event
from app.core.sentences import Sentence
from app.crosscheck.records import links_with
from app.database.base import db
from app.database.prepared import prepared
from app.database.transaction import use_case
from app.disclosures.models import Disclosure
from app.notifications.services import withdraw
from app.outbox.handlers import Task
from app.outbox.services import enqueue

REFRESH: Final = "complaints.refresh_bars"
INSPECTORATE_CONCERNED: Final = Sentence("Inspektorat terkait dengan aduan ini")
_OVER: Final = (
    State.CLOSED_INCOMPLETE, State.REFERRED, State.NOT_PROCESSED, State.CLOSED, State.WITHDRAWN,
)  # fmt: skip
# So many are computed at once where somebody waits; a worker does the others.
MOST_AT_ONCE: Final = 100


@use_case
def refresh(complaint: Complaint) -> set[int]:
    """Compute whom it concerns, for it and for those merged with it; gives who is newly kept out."""
    db.session.flush()
    group = family_of(complaint)
    reasons = casting.barred(group, _candidates(group))
    newly: set[int] = set()
    for one in group:
        newly |= keep_out(one, reasons)
        _name_stand_in(one)
    return newly


def family_of(complaint: Complaint) -> list[Complaint]:
    """A complaint with its parent and all that were merged into the same one."""
    head_id = complaint.parent_id or complaint.id
    return list(
        db.session.scalars(
            sa.select(Complaint)
            .where(sa.or_(Complaint.id == head_id, Complaint.parent_id == head_id))
            .options(selectinload(Complaint.bars), selectinload(Complaint.parties))
            .order_by(Complaint.id)
        )
    )


def keep_out(complaint: Complaint, people: Iterable[int]) -> set[int]:
    """Keep these people out for good; gives who is newly so.

    All rows read alike and none is ever taken away or reworded: one of them may stand for a
    colleague who complained, and must not be told apart.
    """
    newly = set(people) - {bar.person_id for bar in complaint.bars}
    complaint.bars += [ComplaintBar(person_id=who, reason=CONCERNED) for who in sorted(newly)]
    db.session.flush()
    if newly:
        withdraw(complaint, newly)
        events.emit(Event(GUARDED, SYSTEM, complaint, {"kept_out": len(complaint.bars)}))
    return newly


def office_for(complaint: Complaint) -> list[int]:
    """Who is told of it: the desk and the inspectors whom it does not concern, or their stand-in."""
    kept_out = {bar.person_id for bar in complaint.bars} | {complaint.subject_id}
    told = (
        [complaint.desk_id]
        if complaint.desk_id
        else [one for role in casting.OFFICE for one in accounts.people_with_role(role)]
    )
    return [one for one in dict.fromkeys(told) if one not in kept_out]


def _candidates(group: Sequence[Complaint]) -> set[int]:
    found = casting.officers() | set(casting.designated())
    found |= casting.line_of(casting.cast_of(group))
    found |= {bar.person_id for one in group for bar in one.bars}
    return found | {one.desk_id for one in group if one.desk_id}


def _name_stand_in(complaint: Complaint) -> None:
    """While an inspector is free the Inspektorat does its part; else the official designated."""
    kept_out = {bar.person_id: bar.reason for bar in complaint.bars}
    if any(one not in kept_out for one in accounts.people_with_role(Role.INSPECTOR)):
        complaint.desk_id, complaint.desk_note = None, None
        return
    found = firewall.route(casting.designated(), kept_out.get)
    if found.handler == complaint.desk_id:
        return
    complaint.desk_id = found.handler
    complaint.desk_note = INSPECTORATE_CONCERNED
    if found.handler is not None:
        note_step(SYSTEM, complaint, Step.HANDED_OVER)
        tell_next(SYSTEM, complaint, [found.handler])


# ── when something changes ────────────────────────────────────────────────────────────────────


def after_filing(event: Event) -> None:
    """A declaration was filed: its bonds count at once (inside its own transaction)."""
    disclosure: Disclosure = event.subject
    touched = {disclosure.person_id}
    for link in links_with([disclosure.person_id]).values():
        touched.add(link.person_id)
        touched |= {one.employee_id for one in link.versions if one.employee_id is not None}
    _refresh_touching(touched)


def after_staff_change(event: Event) -> None:
    """Somebody moved, left, acts for another, or a whole file came in."""
    about = getattr(event.subject, "person_id", None) or event.facts.get("person_id")
    if event.subject_type == "people":
        about = event.subject_id
    if about is None:
        enqueue(REFRESH)
        return
    _refresh_touching({int(about)})


def after_role_change(event: Event) -> None:
    """Somebody may see complaints from now on: everything is computed anew."""
    if event.facts.get("role") in {role.value for role in casting.OFFICE}:
        _refresh_all(_every())


def after_index_built(_event: Event) -> None:
    """The index of names is whole: whoever could not be found meanwhile is kept out from now on."""
    enqueue(REFRESH)


def _refresh_touching(people: set[int]) -> None:
    """Every open complaint when an officer is among them, else those about one of them."""
    if not db.session.scalar(*_any_open(_OVER)):
        return
    if people & (casting.officers() | set(casting.designated())):
        _refresh_all()
        return
    about = sa.or_(Complaint.subject_id.in_(people), Complaint.decider_id.in_(people))
    for one in db.session.scalars(_open().where(about)).all():
        refresh(one)


def _refresh_all(asked: sa.Select[Any] | None = None) -> None:
    """The newest at once, the others by the worker."""
    some = db.session.scalars((_open() if asked is None else asked).limit(MOST_AT_ONCE + 1)).all()
    for one in some[:MOST_AT_ONCE]:
        refresh(one)
    if len(some) > MOST_AT_ONCE:
        enqueue(REFRESH, payload={"below": some[MOST_AT_ONCE - 1].id, "every": asked is not None})


def _every() -> sa.Select[Any]:
    return sa.select(Complaint).where(Complaint.parent_id.is_(None)).order_by(Complaint.id.desc())


@prepared
def _any_open(over: Sequence[State]) -> sa.Select[bool]:
    """Asked at every filing, before anything that costs more."""
    return sa.select(sa.exists().where(Complaint.parent_id.is_(None), Complaint.state.not_in(over)))


def _open() -> sa.Select[Any]:
    return _every().where(Complaint.state.not_in(_OVER))


@use_case
def refresh_part(task: Task) -> None:
    """The worker's part: some hundred complaints, then the next order."""
    asked = _every() if task.payload.get("every") else _open()
    if "below" in task.payload:
        asked = asked.where(Complaint.id < int(task.payload["below"]))
    _refresh_all(asked)


@use_case
def keep_up(actor: Actor) -> int:
    """Once a day: everything open anew. Gives how many complaints were looked at."""
    policy.require(actor, "complaint.keep")
    ids: Iterable[int] = db.session.scalars(_open().with_only_columns(Complaint.id)).all()
    looked_at = 0
    for complaint_id in ids:
        found = db.session.get(Complaint, complaint_id)
        if found is not None:
            refresh(found)
            looked_at += 1
    return looked_at
