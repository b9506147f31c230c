"""Colleagues found by what is typed into a field; how they are written there."""

import re
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.database.base import db
from app.people.models import Appointment, Person, Unit
from app.people.queries.conditions import escaped, holds, main_post_on, serving
from app.people.queries.persons import person, person_by_nip
from app.people.queries.posts import post_of

LEAST_LETTERS = 3
# The number of a record as a form sends it.
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Hit:
    """What anybody signed in may know of a colleague: never the NIP."""

    id: int
    name: str
    post: str
    unit: str

    @property
    def label(self) -> str:
        return " · ".join(part for part in (self.name, self.post, self.unit) if part)


def search_people(text: str, limit: int = 5, day: date | None = None) -> list[Hit]:
    """Serving colleagues whose name holds all these words, best first."""
    words = text.split()
    if not words:
        return []
    on = day or clock.today()
    begins = Person.sort_name.ilike(f"{escaped(text.strip())}%", escape="\\")
    rows = db.session.execute(
        sa.select(Person.id, Person.name, Appointment.post, Unit.name)
        .outerjoin(Appointment, main_post_on(on))
        .outerjoin(Unit, Unit.id == Appointment.unit_id)
        .where(serving(on), *(holds(Person.name, word) for word in words))
        .order_by(begins.desc(), Person.sort_name, Person.id)
        .limit(limit)
    )
    return [Hit(row[0], row[1], row[2] or "", row[3] or "") for row in rows]


def picked_for(actor: Actor, text: str, chosen_id: str | None = None) -> Person | None:
    """The serving person meant by a typed NIP or name, or by a name picked from the list.

    None when nothing was typed. Raises Invalid when nobody, or more than one, is meant.
    """
    typed = " ".join(text.split())
    if not typed or not policy.can(actor, "people.search"):
        return None
    chosen = person(int(chosen_id)) if chosen_id and _NUMBER.fullmatch(chosen_id) else None
    if chosen is not None and typed.startswith(chosen.name):
        return chosen
    if typed.replace(" ", "").isdigit():
        found = person_by_nip(typed)
        if found is None:
            raise Invalid("NIP ini tidak ada di daftar pegawai.")
        return found
    return _only_one_named(typed.split(" · ")[0])


def _only_one_named(name: str) -> Person:
    hits = search_people(name, limit=3)
    same = [hit for hit in hits if hit.name.casefold() == name.casefold()]
    if len(same) == 1 or len(hits) == 1:
        found = person((same or hits)[0].id)
        if found is not None:
            return found
    if not hits:
        raise Invalid("Tidak ada pegawai dengan nama ini. Periksa ejaan, atau ketik NIP-nya.")
    raise Invalid("Ada lebih dari satu pegawai dengan nama ini. Ketik NIP-nya.")


def label_of(one: Person | None, day: date | None = None) -> str:
    """How a person is written in a field that looks people up."""
    if one is None:
        return ""
    post = post_of(one.id, day or clock.today())
    return Hit(one.id, one.name, post.post if post else "", post.unit.name if post else "").label


def colleagues_visible_to(actor: Actor, text: str) -> list[Hit]:
    """What a field that looks people up offers: name, post and unit, never the NIP."""
    if not policy.can(actor, "people.search") or len(text.strip()) < LEAST_LETTERS:
        return []
    return search_people(text)
