"""A draft begun of one's own accord ends after thirty days; a declaration that is owed never does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import pytest

from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import NotAllowed
from app.database.base import db
from app.disclosures.models import Disclosure, Kind, State
from app.disclosures.services import drafting, expiring
from app.notifications.models import Notice
from tests.disclosures.stage import PROFILE, actor

pytestmark = pytest.mark.usefixtures("city")


@contextmanager
def after(days: int) -> Iterator[None]:
    day: date = clock.today() + timedelta(days=days)
    with clock.frozen_at(datetime.combine(day, time(5), clock.zone()), everywhere=True):
        yield


@pytest.fixture
def change() -> Disclosure:
    return drafting.start(actor("e27"), Kind.CHANGE, event_on=clock.today())


def warnings_about(draft: Disclosure) -> list[str]:
    asked = db.session.query(Notice).filter_by(code="N-02", subject_id=draft.id)
    return [notice.text for notice in asked]


def test_five_days_before_the_end_its_writer_is_asked_once(change: Disclosure) -> None:
    with after(24):
        expiring.expire_drafts(SYSTEM)
        assert warnings_about(change) == []
    for days in (25, 26, 30):
        with after(days):
            expiring.expire_drafts(SYSTEM)
    assert warnings_about(change) == ["Draf Anda akan dihapus 1 April 2026. Lanjutkan?"]
    assert change.state is State.DRAFT


def test_after_thirty_days_it_is_closed_and_its_answers_are_gone(change: Disclosure) -> None:
    with after(31):
        assert expiring.expire_drafts(SYSTEM) == 1
    assert (change.state, change.answers_sealed) == (State.CLOSED, None)


def test_whoever_writes_on_has_thirty_days_more(change: Disclosure) -> None:
    with after(26):
        expiring.expire_drafts(SYSTEM)
        drafting.save_profile(actor("e27"), change, PROFILE)
    with after(31):
        expiring.expire_drafts(SYSTEM)
        assert change.state is State.DRAFT
    with after(52):
        expiring.expire_drafts(SYSTEM)
    assert len(warnings_about(change)) == 2


def test_a_declaration_that_is_owed_is_never_thrown_away() -> None:
    draft = drafting.start(actor("e24"), Kind.FIRST)
    with after(400):
        expiring.expire_drafts(SYSTEM)
    db.session.refresh(draft)
    assert draft.state is State.DRAFT


def test_only_the_clock_ends_drafts() -> None:
    with pytest.raises(NotAllowed):
        expiring.expire_drafts(actor("e45"))
