"""The demo city is put into an empty installation only."""

import sqlalchemy as sa
from flask import Flask

from app.audit.models import AuditEntry
from app.database.base import db
from app.demo.seed import OTHERS_ARE_HERE
from app.people.models import Person
from tests.factories.accounts import a_person


def test_the_demo_city_is_refused_where_others_are_in_the_directory(app: Flask) -> None:
    a_person("Wiragata Pangestu")
    entries = db.session.scalar(sa.select(sa.func.count(AuditEntry.seq)))
    done = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert done.exit_code == 1
    assert OTHERS_ARE_HERE in done.output
    db.session.rollback()
    assert [person.name for person in db.session.scalars(sa.select(Person))] == [
        "Wiragata Pangestu"
    ]
    assert db.session.scalar(sa.select(sa.func.count(AuditEntry.seq))) == entries
