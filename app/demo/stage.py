"""What every part of the demo city needs: its day, its people, its clock, and superiors who review."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import Actor, Role
from app.core.working_days import Calendar, is_working_day
from app.disclosures.models import Disclosure, DisclosureVersion, Verdict
from app.disclosures.services import reviewing
from app.disclosures.services.reviewing import AssessmentInput
from app.people import queries as people
from app.people.models import Person
from app.regulations.pack import Level

DATA = Path(__file__).parent / "data"
MAYOR = "E-01"


@dataclass(frozen=True)
class City:
    """The demo city as of its seeding day."""

    day: date
    calendar: Calendar
    people: dict[str, Person] = field(default_factory=dict)

    def earlier(self, days: int) -> date:
        """The working day `days` before the seeding day, or the nearest one before it."""
        found = self.day - timedelta(days=days)
        while not is_working_day(found, self.calendar):
            found -= timedelta(days=1)
        return found

    def following(self, day: date, days: int) -> date:
        """As `earlier`, but on a later working day than `day`: over a weekend days fall together."""
        return max(self.earlier(days), self.later(day, 1))

    def worked_ago(self, working_days: int) -> date:
        """So many working days before the seeding day."""
        found = self.day
        while working_days:
            found -= timedelta(days=1)
            working_days -= is_working_day(found, self.calendar)
        return found

    def later(self, day: date, working_days: int) -> date:
        """So many working days after `day`."""
        while working_days:
            day += timedelta(days=1)
            working_days -= is_working_day(day, self.calendar)
        return day

    def meet(self, codes: list[str]) -> None:
        """Look up people who are in the register by now."""
        for code in codes:
            person = people.person_by_code(code)
            if person is not None:
                self.people[code] = person


@contextmanager
def at(day: date, hour: int, minute: int = 0, second: int = 0) -> Iterator[None]:
    moment = datetime.combine(day, time(hour, minute, second), clock.zone())
    with clock.frozen_at(moment):
        yield


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def actor_of(person: Person) -> Actor:
    account = accounts.account_of(person.id)
    return Actor(
        person.id, person.name, frozenset({Role.EMPLOYEE}), account.id if account else None
    )


def officer(city: City, code: str, role: Role) -> Actor:
    """Somebody of the city acting in one of his roles."""
    actor = actor_of(city.people[code])
    return replace(actor, roles=actor.roles | {role})


def number_of(code: str) -> int:
    """18 for E-18: what little differs from one person to the next."""
    return int(code.removeprefix("E-"))


def fields_of(city: City, written: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(written)
    if "pegawai" in fields:
        named = city.people[fields.pop("pegawai")]
        fields["employee_id"] = named.id
        fields["employee_name"] = named.name
    return fields


def opened(disclosure: Disclosure) -> tuple[Actor, DisclosureVersion]:
    """The reviewer, who has just opened the declaration, and what was filed."""
    reviewer = people.person(disclosure.reviewer_id or 0)
    if reviewer is None or disclosure.latest is None:
        raise RuntimeError(f"{disclosure.number} has no reviewer in the demo city")
    actor = actor_of(reviewer)
    reviewing.open_for_review(actor, disclosure)
    return actor, disclosure.latest


def assessed(row: Any, level: Level | None = None, reason: str = "") -> AssessmentInput:
    """As suggested, unless the superior found another level and says why."""
    found = level or row.suggested_level
    if row.change.value == "ended":
        return AssessmentInput(row.id, Verdict.NONE, Level.LOW)
    return AssessmentInput(
        row.id,
        Verdict.POTENTIAL,
        found,
        reason=reason,
        direction=""
        if found is Level.LOW
        else "Jangan menangani urusan pihak ini; laporkan bila ada.",
        forms=("BTK-7",),
        kinds=("JNS-01",),
        sources=("SBR-3",),
    )
