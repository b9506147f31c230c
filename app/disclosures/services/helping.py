"""An assistant may prepare somebody's draft; only the declarant certifies it."""

from datetime import date, timedelta

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotFound, WrongState
from app.core.events import Event
from app.database.base import db
from app.database.transaction import use_case
from app.disclosures.events import PREPARED, PREPARER_ENDED, PREPARER_NAMED
from app.disclosures.models import Disclosure, Preparer, State
from app.disclosures.policy import PREPARABLE
from app.disclosures.services import drafting
from app.people import queries as people

LONGEST = timedelta(days=90)


@use_case
def name_preparer(actor: Actor, helper_id: int, until: date) -> Preparer:
    """Let a colleague fill in one's yearly or first declaration until a day, at most 90 days off.

    Begins the draft if there is one to begin, so that the helper finds it.
    """
    policy.require(actor, "disclosure.begin")
    today = clock.today()
    helper = people.person(helper_id)
    problems = {}
    if helper is None or not helper.serves_on(today):
        problems["helper"] = "Pilih pegawai yang masih bertugas."
    elif helper_id == actor.person_id:
        problems["helper"] = "Anda tidak dapat memilih diri sendiri."
    if not today <= until <= today + LONGEST:
        problems["until"] = "Pilih tanggal dalam 90 hari ke depan."
    if problems:
        raise Invalid(fields=problems)
    _end_all(actor, helper_id)
    row = Preparer(
        declarant_id=actor.somebody, helper_id=helper_id, until=until, given_at=clock.now()
    )
    db.session.add(row)
    _begin_what_waits(actor)
    db.session.flush()
    events.emit(
        Event(
            PREPARER_NAMED, actor, row,
            {"helper_id": helper_id, "until": until.isoformat(), "about_person_id": actor.somebody},
        )
    )  # fmt: skip
    return row


def _begin_what_waits(actor: Actor) -> None:
    waiting = db.session.scalars(
        sa.select(Disclosure.kind).where(
            Disclosure.person_id == actor.person_id,
            Disclosure.kind.in_(PREPARABLE),
            Disclosure.state == State.NOT_STARTED,
        )
    ).all()
    for kind in waiting:
        drafting.start(actor, kind)


def _end_all(actor: Actor, helper_id: int) -> None:
    for row in db.session.scalars(
        sa.select(Preparer).where(
            Preparer.declarant_id == actor.person_id,
            Preparer.helper_id == helper_id,
            Preparer.ended_at.is_(None),
        )
    ):
        row.ended_at = clock.now()


@use_case
def end_preparer(actor: Actor, preparer_id: int) -> None:
    """Take the leave back. Raises NotFound for somebody else's."""
    policy.require(actor, "disclosure.begin")
    row = db.session.get(Preparer, preparer_id)
    if row is None or row.declarant_id != actor.person_id:
        raise NotFound(f"preparer {preparer_id}")
    if row.ended_at is None:
        row.ended_at = clock.now()
        events.emit(Event(PREPARER_ENDED, actor, row, {"helper_id": row.helper_id}))


@use_case
def hand_back(actor: Actor, disclosure: Disclosure) -> None:
    """The helper is done: tell the declarant to check and sign."""
    policy.require(actor, "disclosure.prepare", disclosure)
    if disclosure.state is not State.DRAFT:
        raise WrongState("Draf ini tidak sedang diisi.")
    events.emit(Event(PREPARED, actor, disclosure, {"by": actor.person_id}))
