"""What is done once a day, in order; one task that fails does not stop the others."""

import logging
from collections.abc import Callable

from app.audit.services import add_checkpoint
from app.database.base import db

log = logging.getLogger(__name__)

DailyTask = Callable[[], object]
_tasks: dict[str, DailyTask] = {}


def register(name: str, task: DailyTask) -> None:
    """Add a task. It must be harmless when run twice on one day."""
    _tasks[name] = task


def forget_all() -> None:
    _tasks.clear()


def run_all() -> dict[str, str]:
    """Run every task and give the class of the error of each one that failed, by name.

    The checkpoint comes last, so that it covers what the day's tasks wrote.
    """
    failed: dict[str, str] = {}
    for name, task in (*_tasks.items(), ("titik periksa jejak audit", add_checkpoint)):
        try:
            task()
        except Exception as error:  # the other tasks must still run
            db.session.rollback()
            log.error("daily task %r failed: %s", name, type(error).__name__)
            failed[name] = type(error).__name__
    return failed
