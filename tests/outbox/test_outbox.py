"""Work ordered with a record is done when, and only when, the record was committed."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.database.base import db
from app.database.transaction import use_case
from app.outbox import handlers, queries, services
from app.outbox.handlers import CannotWork, Task
from app.outbox.models import Job, JobState
from tests.times import MONDAY


@pytest.fixture(autouse=True)
def done():
    """What the handler of `test.note` was given."""
    noted: list[Task] = []
    handlers.register("test.note", noted.append)
    return noted


@use_case
def order(kind: str = "test.note", **options: object) -> int:
    return services.enqueue(kind, **options).id


def job(job_id: int) -> Job:
    db.session.rollback()
    return db.session.get(Job, job_id, populate_existing=True)


def test_a_job_is_done_once(app, done):
    job_id = order(payload={"code": "x"})
    assert services.work_off() == 1
    assert services.work_off() == 0
    assert [(task.id, task.payload) for task in done] == [(job_id, {"code": "x"})]
    assert job(job_id).state is JobState.DONE


def test_a_job_of_a_rolled_back_use_case_does_not_exist(app, done):
    @use_case
    def fails() -> None:
        services.enqueue("test.note")
        raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert services.work_off() == 0
    assert done == []


def test_a_job_outside_a_use_case_is_refused(app):
    with pytest.raises(RuntimeError):
        services.enqueue("test.note")


def test_the_same_dedupe_key_makes_one_job(app, done):
    assert order(dedupe_key="a") == order(dedupe_key="a")
    assert order(dedupe_key="b") != order(dedupe_key="a")
    services.work_off()
    assert len(done) == 2


def test_a_job_for_later_waits(app, done):
    order(run_after=clock.now() + timedelta(hours=1))
    assert services.work_off() == 0
    with clock.frozen_at(MONDAY + timedelta(hours=2), everywhere=True):
        assert services.work_off() == 1


def test_a_failing_job_is_tried_again_later_and_later_and_then_given_up(app):
    def fails(task: Task) -> None:
        raise ValueError("isi yang bersifat pribadi")

    handlers.register("test.fails", fails)
    job_id = order("test.fails")
    moment, waits = MONDAY, []
    for _ in range(services.MOST_ATTEMPTS):
        with clock.frozen_at(moment, everywhere=True):
            assert services.work_off() == 1
            assert services.work_off() == 0
        found = job(job_id)
        waits.append((found.run_after - moment).total_seconds())
        moment = max(found.run_after, moment) + timedelta(seconds=1)
    assert waits[:3] == [10, 20, 40]
    assert job(job_id).state is JobState.DEAD
    assert job(job_id).last_error == "ValueError"  # the class only, never what it says
    with clock.frozen_at(moment + timedelta(days=1), everywhere=True):
        assert services.work_off() == 0
    assert queries.counts()[JobState.DEAD] == 1


def test_one_failing_job_does_not_stop_the_others(app, done):
    def fails(task: Task) -> None:
        raise CannotWork("Pango tidak ada")

    handlers.register("test.fails", fails)
    order("test.fails")
    order()
    assert services.work_off() == 2
    assert len(done) == 1


def test_a_job_of_an_unknown_kind_waits_for_an_operator(app):
    job_id = order("test.unknown")
    services.work_off()
    assert job(job_id).last_error == "CannotWork"


def test_a_dead_job_gets_new_tries_when_revived(app, done, arranging):
    job_id = order()
    with arranging() as session:
        found = session.get(Job, job_id)
        found.state, found.attempts = JobState.DEAD, services.MOST_ATTEMPTS
    assert services.revive(job_id)
    assert not services.revive(job_id)
    assert services.work_off() == 1


def test_a_killed_workers_job_is_taken_over_when_its_lease_ends(app, done):
    job_id = order()
    task = services._claim(timedelta(seconds=60))
    assert task is not None
    assert services.work_off() == 0, "somebody holds it"
    with clock.frozen_at(MONDAY + timedelta(seconds=61), everywhere=True):
        assert services.work_off() == 1
    assert done[0].attempt == 2
    services._finish(task)  # the first worker wakes up late: it has nothing to say any more
    assert job(job_id).attempts == 2


def test_a_job_that_kills_every_worker_is_given_up(app):
    job_id = order()
    for hour in range(services.MOST_ATTEMPTS):
        with clock.frozen_at(MONDAY + timedelta(hours=hour), everywhere=True):
            assert services._claim(timedelta(seconds=60)) is not None
    with clock.frozen_at(MONDAY + timedelta(days=1), everywhere=True):
        assert services.work_off() == 0
    assert job(job_id).state is JobState.DEAD


def test_jobs_hold_ids_only(app):
    columns = {column.name for column in sa.inspect(Job).columns}
    assert columns == {
        "id", "kind", "subject_type", "subject_id", "payload", "dedupe_key", "state", "run_after",
        "attempts", "locked_until", "last_error", "created_at", "done_at",
    }  # fmt: skip


def test_the_handler_runs_outside_any_transaction(app):
    from app.database.transaction import in_use_case

    seen = []
    handlers.register(
        "test.look", lambda task: seen.append((in_use_case(), threading.active_count()))
    )
    order("test.look")
    services.work_off()
    assert seen[0][0] is False


def test_while_people_keep_the_machine_busy_most_letters_wait_and_other_work_does_not(app, done):
    printed: list[Task] = []
    handlers.register("test.letter", printed.append, patient=True)
    for _ in range(services.MOST_IN_A_RUSH + 3):
        order("test.letter")
    order()
    assert services.work_off(hold_back=lambda: True) == 1
    assert (len(done), len(printed)) == (1, 0), "so many letters wait, other work does not"
    with clock.frozen_at(clock.now() + services.LONGEST_PATIENCE, everywhere=True):
        services.work_off(hold_back=lambda: True)
    assert len(printed) == services.MOST_IN_A_RUSH + 3, "nobody waits for ever"


def test_a_few_letters_are_printed_however_busy_the_machine_is(app):
    printed: list[Task] = []
    handlers.register("test.letter", printed.append, patient=True)
    for _ in range(3):
        order("test.letter")
    services.work_off(hold_back=lambda: True)
    assert len(printed) == 3


def test_letters_put_off_to_another_day_hold_up_none_of_today(app):
    printed: list[Task] = []
    handlers.register("test.letter", printed.append, patient=True)
    for _ in range(services.MOST_IN_A_RUSH + 3):
        order("test.letter", run_after=clock.now() + timedelta(days=1))
    order("test.letter")
    services.work_off(hold_back=lambda: True)
    assert len(printed) == 1


def test_in_a_quiet_hour_every_letter_is_printed_at_once(app):
    printed: list[Task] = []
    handlers.register("test.letter", printed.append, patient=True)
    for _ in range(services.MOST_IN_A_RUSH + 3):
        order("test.letter")
    services.work_off()
    assert len(printed) == services.MOST_IN_A_RUSH + 3


# ── work in steps ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def long_work():
    """Steps of `test.long` as they are taken: every call of its handler takes three."""
    taken: list[str] = []

    def handler(task: Task):
        for number in (1, 2, 3):
            taken.append(f"{task.attempt}.{number}")
            yield

    handlers.register("test.long", handler)
    return taken


def test_between_two_steps_of_long_work_others_are_served(app, done, long_work):
    long_id = order("test.long")
    handlers.register("test.note", lambda _task: long_work.append("a letter"))
    order()
    order()
    assert services.work_off() == 3
    assert long_work[:2] == ["1.1", "a letter"]
    assert long_work[-1] == "1.3", "a slow step leaves time for both letters at once"
    assert [one for one in long_work if one != "a letter"] == ["1.1", "1.2", "1.3"]
    assert job(long_id).state is JobState.DONE


def test_letters_do_not_wait_for_a_machine_that_long_work_keeps_busy(app, long_work):
    handlers.register("test.letter", lambda _task: long_work.append("a letter"), patient=True)
    order("test.long")
    for _number in range(services.MOST_IN_A_RUSH + 1):
        order("test.letter")
    services.work_off(hold_back=lambda: True)
    assert long_work[:2] == ["1.1", "a letter"]


def test_who_is_told_to_leave_hands_long_work_on(app, long_work):
    long_id = order("test.long")
    services.work_off(keep_going=lambda: not long_work)
    assert long_work == ["1.1"]
    assert job(long_id).state is JobState.WAITING
    services.work_off()
    assert long_work == ["1.1", "2.1", "2.2", "2.3"]
    assert job(long_id).state is JobState.DONE


def test_long_work_keeps_its_worker_as_long_as_it_gives_signs_of_life(app, done):
    seen: list[int] = []

    def handler(_task: Task):
        for minute in range(0, 10, 2):
            with clock.frozen_at(MONDAY + timedelta(minutes=minute)):
                seen.append(services._claim_due(timedelta(minutes=3)) is not None)
                yield

    handlers.register("test.long", handler)
    order("test.long")
    services.work_off(lease_seconds=180)
    assert seen == [False] * 5


def test_whoever_lost_long_work_to_another_takes_no_further_step(app, long_work):
    job_id = order("test.long")

    def lost(_task: Task):
        yield
        with clock.frozen_at(MONDAY + timedelta(minutes=3)):
            taken = services._claim_due(timedelta(minutes=2))
        long_work.append(taken.id)
        yield
        long_work.append("a step too far")

    handlers.register("test.long", lost)
    services.work_off()
    assert long_work == [job_id]
    assert job(job_id).state is JobState.RUNNING
