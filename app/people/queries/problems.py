"""What is wrong in the line of superiors today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.core import clock, policy
from app.core.actor import Actor
from app.core.sentences import Sentence
from app.database.base import db
from app.people.models import Acting, Appointment, EmploymentKind, Person
from app.people.queries.conditions import in_force, own_right
from app.people.queries.persons import people_by_ids
from app.people.reporting_line import loop_words, loops


@dataclass(frozen=True)
class SuperiorProblem:
    """Something wrong in the line of superiors. `kind` is loop, none or gone."""

    kind: str
    people: tuple[Person, ...]
    sentence: str


def superior_problems(day: date | None = None) -> list[SuperiorProblem]:
    """Loops, superiors who serve no more with nobody acting, and people without superior."""
    on = day or clock.today()
    named: dict[int, int | None] = {
        row.person_id: row.superior_id
        for row in db.session.execute(
            sa.select(Appointment.person_id, Appointment.superior_id)
            .where(in_force(on), own_right())
            .order_by(Appointment.valid_from, Appointment.id)
        )
    }
    kept = set(
        db.session.scalars(
            sa.select(Appointment.replaces_id).where(
                in_force(on), Appointment.acting != Acting.NONE
            )
        )
    )
    circles = loops(named)
    gone = [one for one, up in named.items() if up is not None and up not in named | _ids(kept)]
    alone = [one for one, up in named.items() if up is None]
    known = people_by_ids(
        {
            *gone,
            *alone,
            *(one for loop in circles for one in loop),
            *(named[one] or 0 for one in gone),
        }
    )
    return [
        *(_loop_problem([known[one] for one in loop]) for loop in circles),
        *(_gone_problem(known[one], known[named[one] or 0]) for one in gone),
        *(
            _alone_problem(known[one])
            for one in alone
            if known[one].kind is not EmploymentKind.HEAD_OF_REGION
        ),
    ]


def superior_problems_visible_to(actor: Actor) -> list[SuperiorProblem]:
    """What is wrong in the line of superiors today, for the staff office."""
    return superior_problems() if policy.can(actor, "people.list") else []


def _ids(found: Iterable[int | None]) -> dict[int, int | None]:
    return {one: None for one in found if one is not None}


def _loop_problem(people: list[Person]) -> SuperiorProblem:
    return SuperiorProblem(
        "loop",
        tuple(people),
        Sentence("Garis atasan berputar: %(names)s.", names=loop_words(one.name for one in people)),
    )


def _gone_problem(one: Person, superior: Person) -> SuperiorProblem:
    return SuperiorProblem(
        "gone",
        (one, superior),
        Sentence(
            "Atasan %(name)s, yaitu %(superior)s, tidak lagi menjabat dan belum ada Plt./Plh.",
            name=one.name,
            superior=superior.name,
        ),
    )


def _alone_problem(one: Person) -> SuperiorProblem:
    return SuperiorProblem(
        "none", (one,), Sentence("%(name)s belum punya atasan langsung.", name=one.name)
    )
