"""Keeping the list of other names: entered with its source, struck with a reason, never changed."""

from typing import Final

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.names.numbers import problem_with
from app.core.reasons import check_reason
from app.core.sentences import Sentence
from app.crosscheck.events import OTHER_NAME_ADDED, OTHER_NAME_STRUCK, OTHER_NAMES_EXPORTED
from app.crosscheck.guard import person_of
from app.crosscheck.models import OtherName, StruckName
from app.crosscheck.other_names import counts, key_of
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping, use_case

LEAST_REASON: Final = 10  # letters
ALREADY_ONE = "Kedua nama ini sudah dianggap sama tanpa daftar."
NO_SOURCE = "Tulis sumbernya, sedikitnya %(n)s huruf."
KNOWN = "Pasangan nama ini sudah ada di daftar."
STRUCK_BEFORE = "Pasangan nama ini sudah dicoret."


@use_case
def add(actor: Actor, name: str, other: str, source: str) -> OtherName:
    """Enter that `other` is another name of the body `name`; `source` says who says so.

    Raises Invalid for what cannot be a name, for two that are one anyhow, and for a known pair.
    """
    policy.require(actor, "other_name.change")
    _check(name, other, source)
    take_turn()
    one, two = key_of(name), key_of(other)
    if _is_known(one, two):
        raise Invalid(fields={"other": KNOWN})
    entry = OtherName(
        uid=new_uid(), name_key=one, other_key=two, by_id=person_of(actor), at=clock.now()
    )
    entry.words = {
        "name": " ".join(name.split()), "other": " ".join(other.split()), "source": source.strip()
    }  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    events.emit(Event(OTHER_NAME_ADDED, actor, entry, {"entry": entry.id}))
    once.leads_to("/cek-silang/nama-lain")
    return entry


def _check(name: str, other: str, source: str) -> None:
    problems = {
        field: why
        for field, written in (("name", name), ("other", other))
        if (why := problem_with(written))
    }
    if not problems and key_of(name) == key_of(other):
        problems["other"] = ALREADY_ONE
    if len(source.strip()) < LEAST_REASON:
        problems["source"] = Sentence(NO_SOURCE, n=LEAST_REASON)
    if problems:
        raise Invalid(fields=problems)


def _is_known(one: int, two: int) -> bool:
    same = sa.or_(
        sa.and_(OtherName.name_key == one, OtherName.other_key == two),
        sa.and_(OtherName.name_key == two, OtherName.other_key == one),
    )
    return db.session.scalar(sa.select(OtherName.id).where(same, counts()).limit(1)) is not None


@use_case
def strike(actor: Actor, entry: OtherName, reason: str) -> None:
    """Let it count no longer. Raises Invalid without a reason, WrongState if somebody was first."""
    policy.require(actor, "other_name.change")
    check_reason(reason, LEAST_REASON)
    take_turn()
    if db.session.get(StruckName, entry.id) is not None:
        raise WrongState(STRUCK_BEFORE)
    struck = StruckName(
        other_name_id=entry.id, uid=new_uid(), by_id=person_of(actor), at=clock.now()
    )
    struck.words = {"reason": reason.strip()}
    db.session.add(struck)
    db.session.flush()
    events.emit(Event(OTHER_NAME_STRUCK, actor, entry, {"entry": entry.id}))


@bookkeeping
def note_export(actor: Actor, rows: int, form: str) -> None:
    """Write that the list was taken out."""
    policy.require(actor, "other_name.list")
    events.emit(Event(OTHER_NAMES_EXPORTED, actor, take_turn(), {"rows": rows, "form": form}))
