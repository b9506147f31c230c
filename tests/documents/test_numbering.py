"""Many filings at one moment: every letter has its own number, the trail stays whole."""

import threading

import flask_migrate
import pytest
import sqlalchemy as sa

from app.audit import chain
from app.core.actor import SYSTEM
from app.database import engine as engines
from app.database.base import db
from app.documents import services
from app.documents.models import Document
from tests.documents.letters import nil_letter
from tests.documents.test_letters import Record
from tests.factories.accounts import a_person

CLERKS, LETTERS_EACH = 6, 5


@pytest.fixture
def crowded(app, database, new_database):
    """A database of its own with real connections: nothing here is rolled back."""
    url = sa.make_url(new_database("crowded"))
    engine = sa.create_engine(url, **engines.options_for(url))
    engines.prepare(engine)
    db.session.remove()
    outside, db.engines[None] = db.engines[None], engine
    try:
        flask_migrate.upgrade()
        yield
    finally:
        db.session.remove()
        db.engines[None] = outside
        engine.dispose()


def test_letters_ordered_at_the_same_moment_get_different_numbers_without_a_gap(app, crowded):
    person_id, wrong = a_person().id, []
    start = threading.Barrier(CLERKS)

    def clerk(number: int) -> None:
        with app.app_context():
            try:
                start.wait()
                for _ in range(LETTERS_EACH):
                    services.order(SYSTEM, Record(number), nil_letter(person_id))
            except Exception as error:
                wrong.append(error)
            finally:
                db.session.remove()

    clerks = [threading.Thread(target=clerk, args=(number,)) for number in range(CLERKS)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    assert wrong == []
    db.session.rollback()  # see what the clerks committed
    numbers = sorted(int(n[:6]) for n in db.session.scalars(sa.select(Document.number)))
    assert numbers == list(range(1, CLERKS * LETTERS_EACH + 1))
    codes = db.session.scalars(sa.select(Document.code)).all()
    assert len(set(codes)) == len(codes)
    assert chain.verify().faults == []
