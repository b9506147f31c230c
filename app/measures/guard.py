"""Pagar benturan of a plan: who is concerned by the conflict, and who up the line handles it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import firewall
from app.core.sentences import Sentence
from app.crosscheck.records import links_with
from app.database.base import db
from app.disclosures.models import Change, InterestVersion
from app.people import queries as people
from app.people.models import Appointment

SUBJECT = Sentence("pegawai yang kepentingannya ditangani")
NAMED = Sentence("pihak dalam kepentingan yang ditangani")
BOUND = Sentence("punya hubungan tercatat dengan pegawai ini")
OWN_WORD = Sentence("menyatakan punya kepentingan dalam hal ini")
OUTSIDE = "Di luar sistem. Diteruskan ke Gubernur melalui Inspektorat."


@dataclass(frozen=True)
class Handler:
    """Who handles it (None: outside the system), the lines that say who was passed over, and those."""

    person_id: int | None
    notes: tuple[str, ...]
    skipped: tuple[firewall.Skipped, ...]


def concerned_by(person_id: int, draft: Mapping[str, Any]) -> dict[int, str]:
    """Everybody the conflict concerns, with the reason: the subject, those named in it, the bound."""
    found: dict[int, str] = dict.fromkeys(bound_to(person_id), BOUND)
    found |= dict.fromkeys(_named_in(draft), NAMED)
    found[person_id] = SUBJECT
    return found


def bound_to(person_id: int) -> set[int]:
    """Colleagues with whom a declared bond that has not ended is on record, on either side."""
    found: set[int] = set()
    for record in links_with([person_id]).values():
        newest = record.versions[-1]
        if newest.change == Change.ENDED.label or newest.said.withdrawn_at is not None:
            continue
        found |= {one for one in (record.person_id, newest.employee_id) if one is not None}
    return found - {person_id}


def _named_in(draft: Mapping[str, Any]) -> set[int]:
    versions = [one["version_id"] for one in draft.get("interests", [])]
    named = set(draft.get("others", []))
    if versions:
        named |= set(
            db.session.scalars(
                sa.select(InterestVersion.employee_id).where(
                    InterestVersion.id.in_(versions), InterestVersion.employee_id.is_not(None)
                )
            )
        )
    return named


def handler_for(
    person_id: int, concerned: Mapping[int, str], day: date, *, start_at: int | None = None
) -> Handler:
    """The nearest superior who is not concerned; `start_at` begins with that person of the line."""
    chain = [one.id for one in people.superiors_above(person_id, day)]
    if start_at is not None and start_at in chain:
        chain = chain[chain.index(start_at) :]
    return handler_in(chain, concerned)


def handler_in(chain: Sequence[int], concerned: Mapping[int, str]) -> Handler:
    """The first of this line who is not concerned, with a sentence about everybody passed over."""
    found = firewall.route(chain, concerned.get)
    notes = people.passed_over(found.skipped)
    if found.leaves_the_system:
        notes.append(OUTSIDE)
    return Handler(found.handler, tuple(notes), found.skipped)


def order_of(handler_id: int | None, person_id: int, day: date) -> Appointment | None:
    """The order by which the handler keeps a seat above this person; None in his own right."""
    if handler_id is None:
        return None
    seat = people.seat_kept_above(person_id, handler_id, day)
    return people.order_keeping(handler_id, seat, day) if seat is not None else None


def why_not(person_id: int, concerned: Mapping[int, str], day: date) -> str | None:
    """Why this person cannot carry out or take over anything in the plan; None when he can."""
    person = people.person(person_id)
    if person is None or not person.serves_on(day):
        return Sentence("tidak lagi bertugas")
    return concerned.get(person_id)


def lines(*notes: Iterable[str] | str | None) -> str | None:
    """Route notes, old and new, one a line, each once."""
    found: list[str] = []
    for note in notes:
        found += (note or "").splitlines() if isinstance(note, str | None) else list(note)
    return "\n".join(dict.fromkeys(one for one in found if one)) or None
