"""Keeping the index up to date: with every filing, with the staff directory, from scratch."""

import logging
from datetime import timedelta

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock
from app.core.events import Event
from app.core.names import NORM_VERSION
from app.crosscheck import indexing, lookup, rebuilding
from app.crosscheck.services import sweeping
from app.database.base import db
from app.database.transaction import bookkeeping, use_case
from app.disclosures.models import Disclosure, Interest, InterestVersion
from app.outbox.handlers import Task
from app.outbox.services import enqueue
from app.people.models import Person

INDEX_STAFF = "crosscheck.index_staff"
_CHUNK = 2_000
# A rebuild says with every chunk that it lives; the last step of a large one takes minutes.
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


def keep_up() -> None:
    """Build the index anew once the rules by which names are read have changed (NORM_VERSION), or
    where building it was broken off."""
    state = lookup.index_state()
    if state is None:
        return
    broken_off = not state.complete and clock.now() - state.changed_at > _LONGEST_SILENCE
    if broken_off or state.norm_version != NORM_VERSION:
        try:
            rebuild()
        except rebuilding.Overtaken:
            log.info("another rebuild of the index of names was begun meanwhile")


def rebuild(progress: rebuilding.Progress = lambda _done, _all: None) -> int:
    """Build the index anew; gives how many names it holds. Lists whose checking had to wait for it
    go on. Raises Overtaken when another rebuild is begun meanwhile."""
    count = rebuilding.rebuild(progress)
    sweeping.go_on()
    return count
