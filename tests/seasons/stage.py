"""Setting the stage for tests of the season: officers, seasons, the worker's turn."""

from dataclasses import replace

from app.core import clock
from app.core.actor import SYSTEM, Actor, Role
from app.database.base import db
from app.disclosures.models import Disclosure
from app.outbox import services as outbox
from app.people import queries as people
from app.seasons import queries
from app.seasons.models import Obligation, Season
from tests.disclosures.stage import actor


def officer(code: str, *roles: Role) -> Actor:
    found = actor(code)
    return replace(found, roles=found.roles | set(roles))


def hr() -> Actor:
    return officer("e45", Role.HR_OFFICER)


def season() -> Season:
    found = queries.current()
    assert found is not None
    return found


def obligation_of(code: str) -> Obligation:
    person = people.person_by_code(code)
    asked = db.session.query(Obligation)
    return asked.filter_by(person_id=person.id, season_id=season().id).one()


def declaration_of(code: str) -> Disclosure:
    return obligation_of(code).disclosure


def let_the_worker_work() -> None:
    outbox.work_off(limit=500)


__all__ = ["SYSTEM", "clock", "declaration_of", "hr", "let_the_worker_work", "obligation_of",
           "officer", "season"]  # fmt: skip
