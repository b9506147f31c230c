"""Reminders reach those who have not filed, and nobody too often."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import pytest

from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid, NotAllowed
from app.database.base import db
from app.notifications.models import Notice
from app.people import queries as people
from app.seasons.models import ReminderRound
from app.seasons.queries import Wanted
from app.seasons.services import keeping, reminding
from tests.disclosures.stage import actor, filed
from tests.seasons.stage import hr, obligation_of, season
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

UNFILED = {"e13", "e22", "e24", "e27", "e40", "e50"}


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.frozen_at(datetime.combine(day, time(7, 30), clock.zone()), everywhere=True):
        yield


def reminded() -> list[str]:
    rows = db.session.query(Notice).filter_by(event_name="season.reminded").all()
    codes = {people.person_by_code(code).id: code for code in UNFILED}
    return sorted(codes.get(row.person_id, f"?{row.person_id}") for row in rows)


def test_only_the_chosen_ones_who_have_not_filed_are_reminded(client: Visitor) -> None:
    client.be("e45")
    page = "/kepatuhan/ingatkan?cari=bina+marga"
    shown = client.get(page).text
    assert "Muhammad Ilham Fadlan" in shown
    assert "Surya Atmaja" not in shown
    answer = client.post(page, data={"sure": "y"})
    assert "Pengingat dikirim kepada 1 pegawai." in client.get(answer.location).text
    assert reminded() == ["e40"]


def test_the_preview_shows_the_very_sentence_that_is_sent() -> None:
    for text in ("bina marga", "taufik"):
        preview = reminding.preview_for(hr(), season(), Wanted(text=text))
        reminding.remind(hr(), season(), Wanted(text=text), text)
        sent = db.session.query(Notice).filter_by(
            event_name="season.reminded", person_id=preview.reached[0].person_id
        )
        assert [notice.text for notice in sent] == [preview.sample]


def test_the_receivers_must_be_looked_at_first(client: Visitor) -> None:
    client.be("e45").get("/kepatuhan/ingatkan")
    answer = client.post("/kepatuhan/ingatkan", data={})
    assert answer.status_code == 422
    assert reminded() == []


def test_nobody_is_reminded_twice_in_three_days() -> None:
    reminding.remind(hr(), season(), Wanted(), "Semua unit")
    assert set(reminded()) == UNFILED
    with pytest.raises(Invalid, match="Pengingat sudah dikirim 0 hari lalu"):
        reminding.remind(hr(), season(), Wanted(), "Semua unit")
    with on(clock.today() + timedelta(days=4)):
        reminding.remind(hr(), season(), Wanted(), "Semua unit")
    assert len(reminded()) == 12


def test_who_filed_in_between_is_left_in_peace() -> None:
    filed(actor("e24"))
    reminding.remind(hr(), season(), Wanted(), "Semua unit")
    assert "e24" not in reminded()


def test_a_reminder_says_the_persons_own_last_day_and_nothing_else() -> None:
    reminding.remind(hr(), season(), Wanted(), "Semua unit")
    said = {
        row.person_id: row.text
        for row in db.session.query(Notice).filter_by(event_name="season.reminded")
    }
    assert said[people.person_by_code("e27").id] == (
        "Deklarasi Anda belum terkirim. Batas 14 Maret 2026."
    )
    assert "sudah lewat batas" in said[people.person_by_code("e40").id]


def test_only_hr_sends_reminders() -> None:
    for code in ("e15", "e49", "e56", "e18"):
        with pytest.raises(NotAllowed):
            reminding.remind(actor(code), season(), Wanted(), "Semua unit")


def test_a_round_is_kept_with_its_group_and_counts() -> None:
    reminding.remind(hr(), season(), Wanted(text="Bina Marga"), "“Bina Marga”")
    row = db.session.query(ReminderRound).one()
    assert (row.chosen, row.people, row.without_email) == ("“Bina Marga”", 1, 1)


def test_the_plan_reminds_on_its_days_once_each_and_never_those_who_filed() -> None:
    """Against a plain recount: for every day around the last one, who is due at which step."""
    due = season().due_on
    steps = {-14, -7, -3, -1, 0, 3, 10}  # N-03
    waiting = {"e13", "e22", "e27", "e50"}
    own_due = {code: obligation_of(code).due_on for code in ("e24", "e40")}
    for offset in range(-11, 12):
        day = due + timedelta(days=offset)
        with on(day):
            before = len(reminded())
            reminding.remind_by_plan(SYSTEM)
            reminding.remind_by_plan(SYSTEM)
            expected = len(waiting) if offset in steps else 0
            expected += sum(1 for own in own_due.values() if (day - own).days in steps)
            assert len(reminded()) - before == expected, offset


def test_more_time_moves_the_reminders_along() -> None:
    due = season().due_on
    keeping.extend(hr(), season(), due + timedelta(days=20), "Banjir di tiga kecamatan kota ini.")
    with on(due - timedelta(days=7)):
        assert reminding.remind_by_plan(SYSTEM) == 0
    with on(due + timedelta(days=13)):
        assert reminding.remind_by_plan(SYSTEM) == 4


def test_a_closed_season_reminds_nobody() -> None:
    with on(season().due_on + timedelta(days=1)):
        keeping.close(hr(), season())
    with on(season().due_on + timedelta(days=3)):
        assert reminding.remind_by_plan(SYSTEM) == 0
        with pytest.raises(Invalid, match="tidak sedang dibuka"):
            reminding.remind(hr(), season(), Wanted(), "Semua unit")
