"""What happened: declared event types, and the listeners that follow them in the same transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from app.core.actor import Actor

# Whom an event concerns: a function of the event that names the people (ids) to be told.
Audience = Callable[["Event"], list[int]]


_types: dict[str, "EventType"] = {}


@dataclass(frozen=True)
class EventType:
    """One kind of event. `title` is the audit line, `message` what the people of `tell` read.

    `code` is the notice's number in the service design (N-05); dates among the facts are ISO.
    """

    name: str
    title: str
    tell: tuple[Audience, ...] = ()
    message: str = ""
    code: str = ""
    link: Callable[["Event"], str | None] | None = None

    def __post_init__(self) -> None:
        _types[self.name] = self


def all_types() -> list[EventType]:
    """Every kind there is in the program, whether or not it ever happened."""
    return list(_types.values())


@dataclass(frozen=True)
class Event:
    """One occurrence. `facts` go into the audit trail: never private content, ids and codes only."""

    type: EventType
    actor: Actor
    subject: Any
    facts: Mapping[str, Any] = field(default_factory=dict)
    opens: str | None = None
    closes: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def subject_type(self) -> str:
        return str(getattr(self.subject, "__tablename__", type(self.subject).__name__))

    @property
    def subject_id(self) -> int | None:
        found = getattr(self.subject, "id", None)
        return int(found) if found is not None else None


def named_in(column: str) -> Audience:
    """Whoever the event's subject names in this column (`plan.person_id`); nobody while empty."""
    named = attrgetter(column)

    def audience(event: Event) -> list[int]:
        person_id: int | None = named(event.subject)
        return [person_id] if person_id is not None else []

    return audience


Listener = Callable[[Event], None]
_listeners: list[Listener] = []
_consequences: dict[str, list[Listener]] = {}


def listen(*listeners: Listener) -> None:
    """Have these called, in this order, for every event."""
    _listeners.extend(listeners)


def follow(consequences: Mapping[EventType, tuple[Listener, ...]]) -> None:
    """Have these use cases called after one kind of event."""
    for event_type, listeners in consequences.items():
        _consequences.setdefault(event_type.name, []).extend(listeners)


def forget_all() -> None:
    """Drop every listener: an application is being wired anew in this process."""
    _listeners.clear()
    _consequences.clear()


def emit(event: Event) -> None:
    """Tell everybody who listens, inside the caller's transaction; an exception undoes it all."""
    for listener in (*_listeners, *_consequences.get(event.type.name, ())):
        listener(event)
