"""Which function does which kind of job; filled by the wiring."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Task:
    """A claimed job, as its handler sees it. `attempt` counts from 1."""

    id: int
    kind: str
    subject_type: str | None
    subject_id: int | None
    attempt: int
    payload: Mapping[str, Any] = field(default_factory=dict)


class CannotWork(Exception):
    """The operator must repair something first. The message holds nothing private and is logged."""


# Long work in steps, none of which leaves a transaction open: between two of them the worker does
# what else is due, and may be told to leave.
Steps = Generator[object, None, None]
# A handler runs outside any transaction and may be called twice for one job: it looks first
# whether its work was done already, and writes in a use case of its own.
Handler = Callable[[Task], Steps | None]
_handlers: dict[str, Handler] = {}
_patient: set[str] = set()


def register(kind: str, handler: Handler, *, patient: bool = False) -> None:
    """`patient` work costs much and may wait for a quiet machine (see app/jobs/pace.py)."""
    _handlers[kind] = handler
    if patient:
        _patient.add(kind)


def forget_all() -> None:
    _handlers.clear()
    _patient.clear()


def patient_kinds() -> tuple[str, ...]:
    return tuple(sorted(_patient))


def handler_of(kind: str) -> Handler:
    """Raises CannotWork for a kind nobody does."""
    try:
        return _handlers[kind]
    except KeyError:
        raise CannotWork(f"no handler for {kind!r}") from None
