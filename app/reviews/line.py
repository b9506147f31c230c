"""The line above the accused on the day of the decision, the inspectors, and who stands in for them."""

from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import Actor, Role
from app.people import queries as people
from app.regulations import queries as regulations
from app.reviews.routing import Line

_COORDINATOR: Final = "asisten_pembina"
_STANDS_IN: Final = "pengganti_fungsi"
# The seat below which the coordinating assistant of a unit comes (rantai_atasan).
_SECRETARY: Final = "Sekretaris Daerah"


def line_of(subject_id: int, day: date) -> Line:
    """Everybody who could handle a case about this person and a decision of that day (§0.5)."""
    chain = [one.id for one in people.superiors_above(subject_id, day)]
    inspectors = accounts.people_with_role(Role.INSPECTOR)
    return Line(
        tuple(_with_coordinator(subject_id, chain, day)),
        tuple(one for one in inspectors if one != subject_id),
        tuple(one for one in stand_ins() if one != subject_id),
    )


def stand_ins() -> list[int]:
    """Who stands in for a function of the office today, and everybody above him."""
    today = clock.today()
    found: list[int] = []
    for holder in people.holders_of(regulations.pack_on(today).setting(_STANDS_IN), today):
        found += [holder.id, *(one.id for one in people.superiors_above(holder.id, today))]
    return list(dict.fromkeys(found))


def secretary() -> list[int]:
    """The Sekretaris Daerah, who gets a copy of what is late."""
    return [one.id for one in people.holders_of(_SECRETARY, clock.today())]


def is_secretary(actor: Actor, day: Any) -> sa.ColumnElement[bool]:
    """The same about one person, said in SQL; `day` may stand for a date."""
    return people.holds_post(actor.person_id, _SECRETARY, day)


def _with_coordinator(subject_id: int, chain: list[int], day: date) -> list[int]:
    """The assistant who coordinates the unit comes just below the Sekretaris Daerah."""
    posts = people.posts_of([subject_id, *chain], day)
    own = posts.get(subject_id)
    coordinators = regulations.pack_on(day).setting(_COORDINATOR)
    title = coordinators.get(own.unit.code or "") if own is not None else None
    if title is None:
        return chain
    new = [
        one.id
        for one in people.holders_of(title, day)
        if one.id not in chain and one.id != subject_id
    ]
    at = next(
        (n for n, one in enumerate(chain) if one in posts and posts[one].title == _SECRETARY), None
    )
    return chain if at is None else [*chain[:at], *new, *chain[at:]]
