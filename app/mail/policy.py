"""Who may be written to about what, and who may look at how mail is going."""

from collections.abc import Callable

from app.core.actor import Actor, Role
from app.core.policy import role, system

# Whether somebody may read the record with this id, asked of the feature that owns it.
Reader = Callable[[Actor, int], bool]
_readers: dict[str, Reader] = {}
_copies: dict[str, Reader] = {}


def register_reader(subject_type: str, reader: Reader) -> None:
    """Ask this before a notice about such a record is mailed."""
    _readers[subject_type] = reader


def register_copies(event_name: str, reader: Reader) -> None:
    """Ask this instead before a notice of this event is mailed: people are told of it who may not
    read the record itself (a late review copied up).
    """
    _copies[event_name] = reader


def forget_all() -> None:
    _readers.clear()
    _copies.clear()


def reader_of(subject_type: str, event_name: str) -> Reader | None:
    return _copies.get(event_name) or _readers.get(subject_type)


RULES = {
    "mail.list": role(Role.ADMIN),
    "mail.send_again": role(Role.ADMIN),
    "mail.try_out": role(Role.ADMIN),
    "mail.write_digests": system,
}
