"""Keeping the index up to date: with every filing, with the staff directory, from scratch."""

import logging
from datetime import timedelta

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock, events
from app.core.actor import SYSTEM
from app.core.events import Event
from app.core.names import NORM_VERSION
from app.crosscheck import indexing, lookup, rebuilding
from app.crosscheck.events import INDEX_BUILT
from app.crosscheck.models import IndexState
from app.crosscheck.services import sweeping
from app.database.base import db
from app.database.transaction import bookkeeping, use_case
from app.disclosures.models import Disclosure, Interest, InterestVersion
from app.outbox.handlers import Steps, Task
from app.outbox.services import enqueue
from app.people.models import Person

INDEX_STAFF = "crosscheck.index_staff"
BUILD = "crosscheck.build"
_CHUNK = 2_000
# A rebuild says with every step that it lives; to empty and tidy a large index takes minutes.
_LONGEST_SILENCE = timedelta(minutes=30)
log = logging.getLogger(__name__)


@use_case
def refresh_names(event: Event) -> None:
    """Enter whom a filing names, in the filing's own transaction: the next search finds them.

    A filing that is taken back stays in the index; the history as of a day says it was.
    """
    disclosure: Disclosure = event.subject
    version = disclosure.latest
    if version is None:
        return
    rows = db.session.execute(
        sa.select(InterestVersion, Interest.section)
        .join(Interest, Interest.id == InterestVersion.interest_id)
        .where(InterestVersion.disclosure_version_id == version.id)
        .order_by(InterestVersion.id)
    ).all()
    take_turn()
    indexing.add(indexing.sources_of((v.interest_id, section, v.content) for v, section in rows))


@use_case
def order_staff(_event: Event) -> None:
    """The staff directory changed: have its new names entered after the commit."""
    enqueue(INDEX_STAFF)


def index_staff(_task: Task) -> None:
    """Enter the names of all staff that are not in the index yet. A handler; harmless when repeated."""
    last: int | None = 0
    while last is not None:
        last = _index_staff_after(last)


@bookkeeping
def _index_staff_after(last: int) -> int | None:
    rows = db.session.execute(
        sa.select(Person.id, Person.name).where(Person.id > last).order_by(Person.id).limit(_CHUNK)
    ).all()
    if not rows:
        return None
    take_turn()
    indexing.add(indexing.staff_sources((row[0], row[1]) for row in rows))
    return int(rows[-1][0])


@use_case
def keep_up() -> None:
    """Order the index to be built anew once the rules by which names are read have changed
    (NORM_VERSION), or where building it was broken off. A worker does it beside its other work."""
    take_turn()
    state = lookup.index_state()
    if state is not None and _is_left_to_do(state):
        # Once a day where it cannot be done: the operator may have repaired what it lacked.
        key = f"{BUILD}/{NORM_VERSION}/{state.build}/{clock.today()}"
        enqueue(BUILD, dedupe_key=key)


def _is_left_to_do(state: IndexState) -> bool:
    broken_off = not state.complete and clock.now() - state.changed_at > _LONGEST_SILENCE
    return broken_off or state.norm_version != NORM_VERSION


def build_anew(task: Task) -> Steps:
    """Build the index as ordered. A handler, in steps; left alone where the index is whole by now, or
    another builds it. Begun a second time, it was broken off: whoever did it before is gone, perhaps
    with the index whole but nobody told."""
    state = lookup.index_state()
    again = task.attempt > 1 and lookup.whole_build() is None
    wanted = state is not None and (again or _is_left_to_do(state))
    db.session.rollback()
    if not wanted:
        if task.attempt > 1:
            _go_on()
        return
    try:
        yield from rebuilding.in_steps()
    except rebuilding.Overtaken:
        log.info("another rebuild of the index of names was begun meanwhile")
    else:
        _go_on()


def rebuild(progress: rebuilding.Progress = lambda _done, _all: None) -> int:
    """Build the index anew; gives how many names it holds. What had to wait for it goes on.

    Raises Overtaken when another rebuild is begun meanwhile.
    """
    count = rebuilding.rebuild(progress)
    _go_on()
    return count


@use_case
def _go_on() -> None:
    """Lists whose checking waited for the index, and whoever could not find everybody in it.
    Harmless when repeated."""
    if lookup.whole_build() is None:
        return
    sweeping.go_on()
    events.emit(Event(INDEX_BUILT, SYSTEM, lookup.index_state(), {"norm": NORM_VERSION}))
