"""The clocks of cases: reminders, what is late, the digest."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import NotAllowed, WrongState
from app.deadlines.services import sweep
from app.outbox import services as outbox
from app.reviews import agenda
from app.reviews.models import FollowUpState, State, Step, Truth
from app.reviews.services import examining, overseeing, watching
from tests.disclosures.stage import actor
from tests.matters.stage import person_id
from tests.reviews import stage
from tests.reviews.stage import notices

pytestmark = pytest.mark.usefixtures("city")


def test_three_hours_before_the_last_day_ends_the_handler_is_reminded_once() -> None:
    review = stage.opened()
    last = stage.clock_of_case(review).due_at
    with clock.frozen_at(last.replace(hour=7, minute=0)):
        watching.keep_up(SYSTEM)
        watching.keep_up(SYSTEM)
        outbox.work_off()
    text = f"Aduan {stage.NUMBER}: sisa 3 jam. Batas hari ini, 23.59."
    assert text not in notices("e31", "N-23")
    with clock.frozen_at(last - timedelta(hours=3)):
        outbox.work_off()
        outbox.work_off()
    assert notices("e31", "N-23").count(text) == 1
    assert text not in notices("e29", "N-23") + notices("e32", "N-23")


def test_nobody_is_hurried_once_the_outcome_is_set() -> None:
    review = stage.examined(Truth.UNTRUE)
    with clock.frozen_at(clock.now() + timedelta(days=3)):
        watching.keep_up(SYSTEM)
        outbox.work_off()
    assert not [one for one in notices("e31", "N-23") if "sisa 3 jam" in one]
    assert review.state is State.UNTRUE


def test_the_digest_counts_what_waits_for_each_handler_and_nobody_else() -> None:
    stage.opened()
    waiting = agenda.waiting_by_handler()
    number, due = waiting[person_id("e31")]
    assert (number, due) == (1, stage.clock_of_case(stage.newest()).due_on)
    assert not {person_id("e29"), person_id("e32")} & set(waiting)


def test_a_review_that_is_late_goes_up_by_itself_with_the_sekda_copied() -> None:
    review = stage.examined()
    with clock.frozen_at(clock.now() + timedelta(days=3)):
        sweep(SYSTEM)
        assert review.state is State.REVIEWING, "never closed by a clock"
        assert review.reviewer_id == person_id("e02")
        assert review.review_late_at is not None
        assert notices("e02", "N-29")
    with clock.frozen_at(clock.now() + timedelta(days=20)):
        for _turn in range(3):
            sweep(SYSTEM)
    assert review.reviewer_id in (person_id("e02"), person_id("e01"))
    assert review.state is State.REVIEWING


def test_a_late_examination_is_flagged_and_raised_never_closed() -> None:
    review = stage.opened()
    with clock.frozen_at(clock.now() + timedelta(days=4)):
        sweep(SYSTEM)
        sweep(SYSTEM)
        assert review.late_at is not None
        assert review.state is State.EXAMINING
        assert notices("e56", "N-27") == [
            f"Pemeriksaan aduan {stage.NUMBER} terlambat sejak 5 Maret 2026."
        ]
        assert notices("e02", "N-27")
        assert notices("e29", "N-27") == []


def test_when_the_superior_is_silent_to_the_end_of_day_2_the_inspectorate_is_asked() -> None:
    review = stage.opened()
    busy = stage.opened(subject="e20", signer="e20", number="ADU-2026-0004")
    examining.mark_read(actor("e17"), busy, Step.READ)
    with clock.frozen_at(clock.now() + timedelta(days=2)):
        watching.keep_up(SYSTEM)
        assert review.silent_at is None
    with clock.frozen_at(clock.now() + timedelta(days=3)):
        watching.keep_up(SYSTEM)
        watching.keep_up(SYSTEM)
    assert review.silent_at is not None
    assert busy.silent_at is None
    asked_once = [one for one in notices("e56", "N-27") if "Ambil alih?" in one]
    assert len(asked_once) == 1


def test_an_overdue_follow_up_is_told_and_after_a_week_raised_to_the_sekda() -> None:
    review = stage.decided()
    (row,) = review.follow_ups
    text = f"Tindak lanjut 1 aduan {stage.NUMBER} jatuh 16 Maret 2026."
    with clock.frozen_at(clock.now() + timedelta(days=11)):
        watching.keep_up(SYSTEM)
    assert notices("e06", "N-31") == [text]
    with clock.frozen_at(clock.now() + timedelta(days=15)):
        sweep(SYSTEM)
        assert row.late_at is not None
        assert text in notices("e56", "N-31")
        assert notices("e02", "N-31") == []
    with clock.frozen_at(clock.now() + timedelta(days=21)):
        watching.keep_up(SYSTEM)
        watching.keep_up(SYSTEM)
    assert row.raised_at is not None
    assert notices("e02", "N-31") == [text]
    assert row.state is FollowUpState.OPEN


def test_an_owner_is_reminded_once_a_day_and_raised_once() -> None:
    review = stage.decided()
    (row,) = review.follow_ups
    overseeing.remind(stage.inspector(), row)
    with pytest.raises(WrongState):
        overseeing.remind(stage.inspector(), row)
    overseeing.raise_up(stage.inspector(), row)
    with pytest.raises(WrongState):
        overseeing.raise_up(stage.inspector(), row)
    with pytest.raises(NotAllowed):
        overseeing.raise_up(actor("e06"), row)
