"""Ordering work inside a use case, and working it off: claimed, leased, tried again, given up."""

import logging
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.database.base import db
from app.database.paging import how_many
from app.database.prepared import prepared
from app.database.transaction import bookkeeping, in_use_case
from app.outbox import handlers
from app.outbox.handlers import CannotWork, Steps, Task
from app.outbox.models import Job, JobState

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
LEASE_SECONDS = 120
# So few patient jobs are done at once even while the machine is busy with people.
MOST_IN_A_RUSH = 3
# The hour before a deadline passes in peace; its letters come after it.
LONGEST_PATIENCE = timedelta(hours=2)
_BACK_OFF_SECONDS = 5
_LONGEST_BACK_OFF_SECONDS = 3600


def enqueue(
    kind: str,
    subject: Any = None,
    *,
    payload: Mapping[str, Any] | None = None,
    dedupe_key: str | None = None,
    run_after: datetime | None = None,
) -> Job:
    """Order a job in the running use case; it exists if and only if the use case commits.

    `payload` holds ids and codes only. A second order with the same `dedupe_key` gives the first.
    """
    if not in_use_case():
        raise RuntimeError("a job is ordered inside a use case")
    db.session.flush()
    if dedupe_key is not None:
        earlier: Job | None = db.session.scalar(*_ordered_as(dedupe_key))
        if earlier is not None:
            return earlier
    now = clock.now()
    job = Job(
        kind=kind,
        subject_type=getattr(subject, "__tablename__", None),
        subject_id=getattr(subject, "id", None),
        payload=dict(payload or {}),
        dedupe_key=dedupe_key,
        run_after=run_after or now,
        created_at=now,
    )
    db.session.add(job)
    db.session.flush()
    return job


@prepared
def _ordered_as(dedupe_key: str) -> sa.Select[Job]:
    return sa.select(Job).where(Job.dedupe_key == dedupe_key)


def work_off(
    limit: int = 100,
    *,
    lease_seconds: int = LEASE_SECONDS,
    keep_going: Callable[[], bool] = lambda: True,
    hold_back: Callable[[], bool] = lambda: False,
) -> int:
    """Do up to `limit` due jobs, oldest first, and give how many were taken up.

    A worker that dies keeps its job only for `lease_seconds`; then another takes it. A job in steps
    stays with the worker that began it, which does others in between. While `hold_back` says so and
    more than MOST_IN_A_RUSH patient jobs wait, these go on waiting, at most LONGEST_PATIENCE.
    """
    shift = _Shift(timedelta(seconds=lease_seconds), keep_going)
    while shift.taken < limit and keep_going() and shift.do_next(held_back=hold_back()):
        pass
    return shift.taken


def _claim_due(lease: timedelta, *, held_back: bool = False) -> Task | None:
    waits = held_back and _many_patient_wait()
    due = db.session.scalar(_due(waits).with_only_columns(Job.id).limit(1))
    db.session.rollback()  # looking takes no writer's lock and holds no snapshot
    return None if due is None else _claim(lease, waits)


def _many_patient_wait() -> bool:
    waiting = (
        sa.select(Job.id)
        .where(
            Job.state == JobState.WAITING,
            Job.run_after <= clock.now(),  # what is put off for later is in nobody's way
            Job.kind.in_(handlers.patient_kinds()),
        )
        .limit(MOST_IN_A_RUSH + 1)
    )
    return how_many(waiting) > MOST_IN_A_RUSH


def _due(patient_wait: bool) -> sa.Select[Job]:
    now = clock.now()
    asked = (
        sa.select(Job)
        .where(
            sa.or_(
                sa.and_(Job.state == JobState.WAITING, Job.run_after <= now),
                sa.and_(Job.state == JobState.RUNNING, Job.locked_until <= now),
            )
        )
        .order_by(Job.run_after, Job.id)
    )
    if not patient_wait:
        return asked
    pressing = Job.kind.not_in(handlers.patient_kinds())
    return asked.where(sa.or_(pressing, Job.run_after <= now - LONGEST_PATIENCE))


@bookkeeping
def _claim(lease: timedelta, patient_wait: bool = False) -> Task | None:
    job = db.session.scalar(_due(patient_wait).limit(1).with_for_update(skip_locked=True))
    if job is None:
        return None
    if job.attempts >= MOST_ATTEMPTS:  # its workers were killed each time
        job.state, job.locked_until, job.last_error = JobState.DEAD, None, "WorkerDied"
        return None
    job.state = JobState.RUNNING
    job.attempts += 1
    job.locked_until = clock.now() + lease
    return Task(job.id, job.kind, job.subject_type, job.subject_id, job.attempts, dict(job.payload))


@dataclass
class _Shift:
    """One worker at its work: how long it holds a job, until when, and how many it took up."""

    lease: timedelta
    keep_going: Callable[[], bool]
    taken: int = 0

    def do_next(self, *, held_back: bool) -> bool:
        """Do the oldest job that is due; False when there is none."""
        task = _claim_due(self.lease, held_back=held_back)
        if task is None:
            return False
        self.taken += 1
        self._do(task)
        return True

    def _do(self, task: Task) -> None:
        try:
            steps = handlers.handler_of(task.kind)(task)
            done = steps is None or self._take(steps, task)
        except CannotWork as error:
            log.error("job %s (%s) cannot be done: %s", task.id, task.kind, error)
            _put_back(task, type(error).__name__)
        except Exception as error:  # any failure of one job must not stop the others
            # The class only: a message or traceback may carry what the record says.
            log.error("job %s (%s) failed: %s", task.id, task.kind, type(error).__name__)
            _put_back(task, type(error).__name__)
        else:
            if done:
                _finish(task)

    def _take(self, steps: Steps, task: Task) -> bool:
        """Take one step after the other; whether that was all of them. No more are taken once the
        worker is told to leave, or where another took the job up for dead."""
        with closing(steps):
            began = time.monotonic()
            for _step in steps:
                if not _hold_on(task, self.lease):
                    return False
                self._let_others(time.monotonic() - began)
                if not self.keep_going():
                    _hand_on(task)
                    return False
                if not _hold_on(task, self.lease):
                    return False
                began = time.monotonic()
        return True

    def _let_others(self, seconds: float) -> None:
        """Others have as long a turn as the step took, and at least one of them. Patient ones do not
        wait: what keeps the machine busy is this very work."""
        until = time.monotonic() + seconds
        while self.keep_going() and self.do_next(held_back=False) and time.monotonic() < until:
            pass


def _held(task: Task) -> Job | None:
    """The job, if this attempt still holds it: an overdue worker may have lost it to another."""
    return db.session.scalar(
        sa.select(Job)
        .where(Job.id == task.id, Job.attempts == task.attempt, Job.state == JobState.RUNNING)
        .with_for_update()
    )


@bookkeeping
def _finish(task: Task) -> None:
    job = _held(task)
    if job is not None:
        job.state, job.locked_until, job.done_at = JobState.DONE, None, clock.now()
        job.last_error = None


@bookkeeping
def _hold_on(task: Task, lease: timedelta) -> bool:
    """Keep the job for another lease; False when it was lost to another worker."""
    job = _held(task)
    if job is None:
        return False
    job.locked_until = clock.now() + lease
    return True


@bookkeeping
def _hand_on(task: Task) -> None:
    """Leave a job that is not done to whichever worker comes next."""
    job = _held(task)
    if job is not None:
        job.state, job.locked_until = JobState.WAITING, None


@bookkeeping
def _put_back(task: Task, error: str) -> None:
    job = _held(task)
    if job is None:
        return
    job.last_error, job.locked_until = error[:120], None
    if job.attempts >= MOST_ATTEMPTS:
        job.state = JobState.DEAD
        return
    wait = min(_BACK_OFF_SECONDS * 2**job.attempts, _LONGEST_BACK_OFF_SECONDS)
    job.state, job.run_after = JobState.WAITING, clock.now() + timedelta(seconds=wait)


@bookkeeping
def revive(job_id: int) -> bool:
    """Give a dead job its tries back, after the operator repaired what it lacked."""
    job = db.session.get(Job, job_id)
    if job is None or job.state is not JobState.DEAD:
        return False
    job.state, job.attempts, job.run_after = JobState.WAITING, 0, clock.now()
    return True
