"""Detection on a database that really commits: looked for twice at one moment."""

import threading

import pytest
import sqlalchemy as sa
from flask import Flask

from app.crosscheck.models import Finding, Rule
from app.crosscheck.services import detecting
from app.database.base import db
from app.database.transaction import bookkeeping
from tests.live import LiveServer

LOOKS, SECONDS = 2, 60


@bookkeeping
def nothing_found_yet() -> None:
    db.session.execute(sa.delete(Finding))


def hints() -> list[str]:
    db.session.rollback()
    return sorted(db.session.scalars(sa.select(Finding.key).where(Finding.rule != Rule.DT_04)))


@pytest.mark.postgres
def test_two_looks_at_one_moment_keep_each_hint_once(app: Flask, console: LiveServer) -> None:
    detecting.look_everywhere()
    expected = hints()
    nothing_found_yet()
    start, wrong = threading.Barrier(LOOKS), list[Exception]()

    def look() -> None:
        with app.app_context():
            try:
                start.wait(SECONDS)
                detecting.look_everywhere()
            except Exception as error:
                wrong.append(error)
            finally:
                db.session.remove()

    looks = [threading.Thread(target=look) for _ in range(LOOKS)]
    for one in looks:
        one.start()
    for one in looks:
        one.join(SECONDS)
    assert wrong == []
    assert hints() == expected
