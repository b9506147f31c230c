"""The seam to records other features keep for an action: a recusal (TND-B), a divestment (TND-A).

Such a feature registers in `app/wiring/seams.py` what opens its record when a plan is set; until then the
action stands by itself and the plan's own page watches it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.actor import Actor
from app.measures.models import Action, Plan


@dataclass(frozen=True)
class Linked:
    """The record that was opened: its number, and the page on which it is seen."""

    number: str
    url: str


Opener = Callable[[Actor, Plan, Action], Linked | None]
# What the feature has on file for it by itself: the employee asked for the recusal first.
Finder = Callable[[Plan, Action], Linked | None]
# Whether this actor may open the feature's record of this id.
Reader = Callable[[Actor, int], bool]
_openers: dict[str, Opener] = {}
_finders: dict[str, Finder] = {}
_readers: dict[str, Reader] = {}


def register(
    code: str,
    opener: Opener | None = None,
    finder: Finder | None = None,
    reader: Reader | None = None,
) -> None:
    """Have these called for every new action of this kind. Called by wiring."""
    if opener is not None:
        _openers[code] = opener
    if finder is not None:
        _finders[code] = finder
    if reader is not None:
        _readers[code] = reader


def forget_all() -> None:
    _openers.clear()
    _finders.clear()
    _readers.clear()


def may_open(actor: Actor, action: Action) -> bool:
    """Whether the page of the linked record would open to this reader of the plan."""
    reader = _readers.get(action.code)
    record_id = (action.linked_url or "").rsplit("/", 1)[-1]
    return reader is None or (record_id.isdecimal() and reader(actor, int(record_id)))


def find_for(plan: Plan, action: Action) -> bool:
    """Connect an action with the record made for it elsewhere; whether one was found."""
    finder = _finders.get(action.code)
    found = finder(plan, action) if finder is not None and action.linked_number is None else None
    if found is not None:
        action.linked_number, action.linked_url = found.number, found.url
    return found is not None


def open_for(actor: Actor, plan: Plan, action: Action) -> None:
    """Open the record behind a new action, once; nothing where no feature stands behind it."""
    opener = _openers.get(action.code)
    if find_for(plan, action) or opener is None or action.linked_number is not None:
        return
    found = opener(actor, plan, action)
    if found is not None:
        action.linked_number, action.linked_url = found.number, found.url
