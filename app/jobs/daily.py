"""What is done once a day, and what of it when a worker starts, in order; one task that fails does not
stop the others."""

import logging
from collections.abc import Callable, Iterable

from app.audit.services import add_checkpoint
from app.database.base import db

log = logging.getLogger(__name__)

DailyTask = Callable[[], object]
_tasks: dict[str, DailyTask] = {}
_at_start: set[str] = set()


def register(name: str, task: DailyTask, *, at_start: bool = False) -> None:
    """Add a task. It must be harmless when run twice on one day. `at_start`: an upgrade may have
    left it to do, so that it does not wait for the night."""
    _tasks[name] = task
    if at_start:
        _at_start.add(name)


def forget_all() -> None:
    _tasks.clear()
    _at_start.clear()


def run_all() -> dict[str, str]:
    """Run every task and give the class of the error of each one that failed, by name.

    The checkpoint comes last, so that it covers what the day's tasks wrote.
    """
    return _run([*_tasks.items(), ("titik periksa jejak audit", add_checkpoint)])


def run_at_start() -> dict[str, str]:
    """Run what an upgrade may have left to do; gives what failed, as above."""
    return _run([(name, task) for name, task in _tasks.items() if name in _at_start])


def _run(tasks: Iterable[tuple[str, DailyTask]]) -> dict[str, str]:
    failed: dict[str, str] = {}
    for name, task in tasks:
        try:
            task()
        except Exception as error:  # the other tasks must still run
            db.session.rollback()
            log.error("daily task %r failed: %s", name, type(error).__name__)
            failed[name] = type(error).__name__
    return failed
