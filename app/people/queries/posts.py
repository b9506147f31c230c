"""Who holds a post, and who keeps somebody else's seat, on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.database.base import db
from app.database.prepared import prepared
from app.people.models import Acting, Appointment, Person
from app.people.queries.conditions import ever_in_force, in_force, main_post_on, own_right, serving


def post_of(person_id: int, day: date) -> Appointment | None:
    """The post held in one's own right on that day, with its unit."""
    return posts_of([person_id], day).get(person_id)


def posts_of(person_ids: Iterable[int], day: date) -> dict[int, Appointment]:
    """The same for many people at once."""
    rows = db.session.scalars(*_posts_of(set(person_ids), day))
    return {row.person_id: row for row in rows}


@prepared
def _posts_of(person_ids: Iterable[int], day: date) -> sa.Select[Appointment]:
    return (
        sa.select(Appointment)
        .where(Appointment.person_id.in_(person_ids), in_force(day), own_right())
        .options(joinedload(Appointment.unit))
        .order_by(Appointment.valid_from, Appointment.id)
    )


def last_post_of(person_id: int, day: date) -> Appointment | None:
    """The post of that day, or the last one held before it: what a seat is known by."""
    return db.session.scalar(
        sa.select(Appointment)
        .where(
            Appointment.person_id == person_id,
            Appointment.valid_from <= day,
            own_right(),
            ever_in_force(),
        )
        .options(joinedload(Appointment.unit))
        .order_by(Appointment.valid_from.desc(), Appointment.id.desc())
        .limit(1)
    )


def post_in_unit(person_id: int, unit_id: int, since: date) -> Appointment | None:
    """The last post this person held in the unit that had not ended before `since`."""
    return db.session.scalar(
        sa.select(Appointment)
        .where(
            Appointment.person_id == person_id,
            Appointment.unit_id == unit_id,
            ever_in_force(),
            sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= since),
        )
        .order_by(Appointment.valid_from.desc())
        .limit(1)
    )


def next_post_begins(person_id: int, day: date) -> date | None:
    """The first day of a post that is already recorded to begin after that day."""
    return db.session.scalar(
        sa.select(sa.func.min(Appointment.valid_from)).where(
            Appointment.person_id == person_id,
            Appointment.valid_from > day,
            own_right(),
            ever_in_force(),
        )
    )


def posts_naming(superior_id: int, day: date) -> list[Appointment]:
    """Posts, of that day or later, in which this person is named as superior."""
    return list(
        db.session.scalars(
            sa.select(Appointment)
            .where(
                Appointment.superior_id == superior_id,
                own_right(),
                ever_in_force(),
                sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= day),
            )
            .order_by(Appointment.id)
        )
    )


def acting_overlapping(replaces_id: int, begins: date, ends: date | None) -> Appointment | None:
    """An order to keep this seat that shares a day with the given ones."""
    return db.session.scalar(
        sa.select(Appointment)
        .where(
            Appointment.replaces_id == replaces_id,
            Appointment.acting != Acting.NONE,
            ever_in_force(),
            sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= begins),
            Appointment.valid_from <= (ends or date.max),
        )
        .options(joinedload(Appointment.person))
        .limit(1)
    )


def orders_over(replaces_id: int, day: date) -> list[Appointment]:
    """Orders to keep this seat that have not ended on that day, the nearest first."""
    return list(
        db.session.scalars(
            sa.select(Appointment)
            .where(
                Appointment.replaces_id == replaces_id,
                Appointment.acting != Acting.NONE,
                ever_in_force(),
                sa.or_(Appointment.valid_to.is_(None), Appointment.valid_to >= day),
            )
            .options(joinedload(Appointment.person))
            .order_by(Appointment.valid_from, Appointment.id)
        )
    )


def acting_posts_of(person_id: int, day: date) -> list[Appointment]:
    """Posts kept as Plt. or Plh. on that day."""
    return list(
        db.session.scalars(
            sa.select(Appointment)
            .where(
                Appointment.person_id == person_id,
                in_force(day),
                Appointment.acting != Acting.NONE,
            )
            .options(joinedload(Appointment.unit), joinedload(Appointment.replaces))
            .order_by(Appointment.valid_from, Appointment.id)
        )
    )


def serving_in(unit_id: int, day: date) -> list[Person]:
    """Everybody whose post of that day lies in this very unit, by name."""
    return list(
        db.session.scalars(
            sa.select(Person)
            .join(Appointment, main_post_on(day))
            .where(Appointment.unit_id == unit_id, serving(day))
            .order_by(Person.sort_name, Person.id)
        )
    )


def holders_of(post: str, day: date) -> list[Person]:
    """Who serves in a post of this title that day, in his own right."""
    return list(
        db.session.scalars(
            sa.select(Person)
            .join(Appointment, main_post_on(day))
            .where(Appointment.post == post, serving(day))
            .order_by(Person.id)
        )
    )


def holds_post(person_id: Any, post: str, day: Any) -> sa.ColumnElement[bool]:
    """The same about one person, said in SQL; both may stand for a value."""
    return (
        sa.select(Person.id)
        .join(Appointment, main_post_on(day))
        .where(Person.id == person_id, Appointment.post == post, serving(day))
        .exists()
    )


def keeper_of(person_id: int, day: date) -> int | None:
    """Who keeps this person's seat as Plt. or Plh. on the day."""
    found = acting_overlapping(person_id, day, day)
    return found.person_id if found else None


def order_keeping(keeper_id: int, seat_of: int, day: date) -> Appointment | None:
    """The order by which somebody keeps somebody's seat on the day."""
    found = acting_overlapping(seat_of, day, day)
    return found if found is not None and found.person_id == keeper_id else None


def orders_by_ids(order_ids: Iterable[int]) -> dict[int, Appointment]:
    """These acting orders, running or over."""
    found = db.session.scalars(sa.select(Appointment).where(Appointment.id.in_(set(order_ids))))
    return {one.id: one for one in found}


def orders_in_force(order_ids: Iterable[int], day: date) -> set[int]:
    """Which of these acting orders are in force on the day."""
    return set(
        db.session.scalars(
            sa.select(Appointment.id).where(Appointment.id.in_(set(order_ids)), in_force(day))
        )
    )
