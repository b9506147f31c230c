"""The operator's commands: work off, the day's tasks, what stands where, one more try."""

import pytest

from app.database.base import db
from app.database.transaction import use_case
from app.jobs import daily
from app.jobs.worker import Worker
from app.outbox import handlers, services
from app.outbox.models import Job, JobState


@pytest.fixture
def run(app):
    def invoke(*arguments: str):
        db.session.commit()
        return app.test_cli_runner().invoke(args=["jobs", *arguments])

    return invoke


@pytest.fixture
def todays_tasks():
    before, at_start = dict(daily._tasks), set(daily._at_start)
    daily.forget_all()
    yield daily
    daily.forget_all()
    daily._tasks.update(before)
    daily._at_start.update(at_start)


@use_case
def order() -> int:
    return services.enqueue("test.note").id


def test_work_once_does_what_is_due_and_ends(run):
    done = []
    handlers.register("test.note", done.append)
    order()
    order()
    answer = run("work", "--once")
    assert answer.exit_code == 0, answer.output
    assert "2 pekerjaan diambil" in answer.output
    assert len(done) == 2


def test_daily_runs_every_task_though_one_fails(run, todays_tasks):
    done = []

    def fails() -> None:
        raise LookupError

    todays_tasks.register("gagal", fails)
    todays_tasks.register("berhasil", lambda: done.append(1))
    answer = run("daily")
    assert answer.exit_code == 1
    assert done == [1]
    todays_tasks.forget_all()
    assert run("daily").exit_code == 0


def test_a_worker_that_starts_first_does_what_an_upgrade_left(run, todays_tasks):
    done = []
    todays_tasks.register("indeks", lambda: done.append("indeks"), at_start=True)
    todays_tasks.register("pengingat", lambda: done.append("pengingat"))
    handlers.register("test.note", lambda _task: done.append("pekerjaan"))
    order()
    assert run("work", "--once").exit_code == 0
    assert done == ["indeks", "pekerjaan"]


def test_status_names_what_failed_and_retry_gives_it_another_chance(run, arranging):
    job_id = order()
    with arranging() as session:
        job = session.get(Job, job_id)
        job.state, job.last_error = JobState.DEAD, "PangoMissing"
    assert f"#{job_id} test.note" in run("status").output
    assert "PangoMissing" in run("status").output
    assert run("retry", str(job_id)).exit_code == 0
    assert run("retry", str(job_id)).exit_code == 1


@pytest.mark.parametrize(("asked", "patient"), [((), True), (("--at-once",), False)])
def test_letters_wait_for_a_quiet_machine_unless_told_not_to(run, monkeypatch, asked, patient):
    seen = []
    monkeypatch.setattr(Worker, "stop_on_signals", lambda worker: None)
    monkeypatch.setattr(Worker, "work", lambda worker: seen.append(worker._patient))
    answer = run("work", *asked)
    assert answer.exit_code == 0, answer.output
    assert seen == [patient]
