"""A worker as a process of its own with a short claim: what the crash tests kill.

`python -m tests.mail.process order N | work | states | morning MOMENT`
"""

import json
import sys
from datetime import datetime, time, timedelta

import click
import sqlalchemy as sa

from app.core import clock, events
from app.core.actor import SYSTEM
from app.core.events import Event
from app.database.base import db
from app.database.transaction import use_case
from app.factory import create_app
from app.jobs.worker import Worker
from app.mail import services
from app.mail.models import MailMessage
from app.notifications.models import Notice
from app.notifications.services import notify
from app.outbox import services as outbox
from app.people.models import EmploymentKind, Person
from config import Settings
from tests.mail.conftest import URGENT, Thing

LEASE_SECONDS = 1
services.CLAIM = timedelta(seconds=1)


def order(how_many: int) -> None:
    """So many people were told of something urgent yesterday at noon; it leaves whatever the hour."""
    noon = datetime.combine(clock.today() - timedelta(days=1), time(12), clock.zone())
    with clock.frozen_at(noon, everywhere=True):  # ordered by night, it would wait for the morning
        _order(how_many)


@use_case
def _order(how_many: int) -> None:
    for number in range(how_many):
        person = Person(
            name=f"Pegawai {number}", kind=EmploymentKind.PNS, email=f"p{number}@contoh.example"
        )
        db.session.add(person)
        db.session.flush()
        event = Event(URGENT, SYSTEM, Thing(), {})
        events.emit(event)
        notify(event, [person.id], URGENT.message)
    db.session.execute(sa.update(MailMessage).values(at_any_hour=True))


def morning(moment: datetime) -> None:
    """The digest is ordered, and what is due at this moment is worked off."""
    with clock.frozen_at(moment, everywhere=True):
        services.order_digests(SYSTEM)
        while outbox.work_off():
            pass


def states() -> dict[str, int]:
    rows = db.session.execute(sa.select(MailMessage.state, sa.func.count()).group_by(MailMessage.state))  # fmt: skip
    unmarked = sa.select(sa.func.count(Notice.id)).where(Notice.emailed_at.is_(None))
    return {**{s.value: n for s, n in rows}, "unmarked": db.session.scalar(unmarked) or 0}


def main() -> None:
    with create_app(Settings.from_environment()).app_context():
        if sys.argv[1] == "order":
            order(int(sys.argv[2]))
        elif sys.argv[1] == "morning":
            morning(datetime.fromisoformat(sys.argv[2]))
        elif sys.argv[1] == "work":
            worker = Worker(LEASE_SECONDS)
            worker.stop_on_signals()
            worker.work()
        else:
            click.echo(json.dumps(states()))
        db.session.remove()


if __name__ == "__main__":
    main()
