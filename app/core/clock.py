"""The only place that may ask the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_process_frozen: list[datetime] = []
_zone: list[ZoneInfo] = [ZoneInfo("Asia/Makassar")]


def use_zone(name: str) -> None:
    """Set the civil time zone of this installation (WIB, WITA or WIT), once at start-up."""
    _zone[0] = ZoneInfo(name)


def zone() -> ZoneInfo:
    return _zone[0]


def now() -> datetime:
    """The present moment, aware, UTC."""
    frozen = _frozen.get() or (_process_frozen[-1] if _process_frozen else None)
    return frozen or datetime.now(UTC)


def today() -> date:
    """The present civil day where the office is."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment on the office's wall clock."""
    return moment.astimezone(_zone[0])


def abbreviation() -> str:
    """WIB, WITA or WIT, as printed behind a time."""
    return {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}.get(
        _zone[0].key, str(local(now()).tzname())
    )


@contextmanager
def frozen_at(moment: datetime, *, everywhere: bool = False) -> Iterator[None]:
    """Hold the clock still: for this context, or (`everywhere`) for all threads of the process."""
    if moment.tzinfo is None:
        raise ValueError("a frozen moment must carry its zone")
    if everywhere:
        _process_frozen.append(moment.astimezone(UTC))
        try:
            yield
        finally:
            _process_frozen.pop()
        return
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
