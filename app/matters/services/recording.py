"""Entering a matter in the register, with its parties, officials, search words and clock (S-86)."""

from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.database import once
from app.database.base import Base, db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import services as deadlines
from app.documents import numbering
from app.matters.events import RECORDED
from app.matters.finding import Party, name_keys, number_keys, word_keys
from app.matters.models import Assignment, Matter, MatterParty, MatterState, MatterWord, PartyKey
from app.matters.services.checking import check, tidy
from app.matters.services.entries import MatterWanted, OfficialWanted
from app.matters.workflow import SERVICE_TERM

_SERIES: Final = "URUSAN"


@use_case
def record(actor: Actor, wanted: MatterWanted) -> Matter:
    """Enter a matter in the register; its service clock starts with the day of receipt.

    Raises Invalid, field by field (`parties.0.name`), for what is missing or cannot be.
    """
    policy.require(actor, "matter.record")
    problems = check(actor, wanted)
    if problems:
        raise Invalid(fields=problems)
    take_turn()
    found = enter(actor, wanted)
    once.leads_to(f"/urusan/{found.id}")
    return found


@use_case
def enter(actor: Actor, wanted: MatterWanted) -> Matter:
    """Write a matter that was checked already, with its parties, officials and clock."""
    policy.require(actor, "matter.record")
    found = Matter(
        uid=new_uid(),
        number=wanted.number.strip() or _next_number(),
        state=MatterState.RUNNING,
        kind=wanted.kind,
        unit_id=wanted.unit_id,
        received_on=wanted.received_on,
        complete=wanted.complete,
        sop_days=wanted.sop_days,
        pressed=wanted.pressed,
        recorded_at=clock.now(),
        recorded_by_id=actor.person_id,
        follows_id=wanted.follows_id,
    )
    found.words = {"title": tidy(wanted.title)}
    db.session.add(found)
    db.session.flush()
    _enter_parties(found, [one.party() for one in wanted.parties])
    enter_words(found)
    for one in wanted.officials:
        enter_official(found, one, actor.person_id)
    db.session.flush()
    if wanted.sop_days is not None:
        deadlines.open_clock(SERVICE_TERM, found, wanted.received_on, length=wanted.sop_days)
    facts = {"number": found.number, "officials": [one.person_id for one in wanted.officials]}
    events.emit(Event(RECORDED, actor, found, facts))
    return found


def _next_number() -> str:
    year = clock.today().year
    return f"URS-{year}-{numbering.take_number(_SERIES, year):04d}"


def _enter_parties(found: Matter, parties: Sequence[Party]) -> None:
    rows = []
    for position, party in enumerate(parties):
        row = MatterParty(uid=new_uid(), matter=found, position=position, kind=party.kind)
        row.words = party.words()
        rows.append(row)
    db.session.add_all(rows)
    db.session.flush()
    _keep_keys(
        PartyKey, "party_id",
        {(key, row.id) for row, party in zip(rows, parties, strict=True)
         for key in number_keys(party) | name_keys(party)},
    )  # fmt: skip


def enter_words(found: Matter) -> None:
    """Words of before a correction stay: whoever remembers the old title finds the matter too."""
    keys = word_keys(found.title, *(one.words["name"] for one in found.parties))
    asked = sa.select(MatterWord.key).where(
        MatterWord.matter_id == found.id, MatterWord.key.in_(keys)
    )
    keys -= set(db.session.scalars(asked))
    _keep_keys(MatterWord, "matter_id", {(key, found.id) for key in keys})


def _keep_keys(table: type[Base], column: str, rows: Iterable[tuple[int, int]]) -> None:
    values = [{"key": key, column: owner} for key, owner in sorted(rows)]
    if values:
        db.session.execute(sa.insert(table), values)


def enter_official(found: Matter, wanted: OfficialWanted, by_id: int | None) -> Assignment:
    """Part of entering a matter and of assigning somebody to it; those ask who may."""
    row = Assignment(
        matter=found,
        person_id=wanted.person_id,
        role=wanted.role,
        from_day=wanted.from_day or found.received_on,
        to_day=wanted.to_day,
        assigned_at=clock.now(),
        assigned_by_id=by_id,
    )
    db.session.add(row)
    return row
