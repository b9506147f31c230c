"""Who may be written to about what, and who may look at how mail is going."""

from collections.abc import Callable

from app.core.actor import Actor, Role
from app.core.policy import role, system

# Whether somebody may read the record with this id, asked of the feature that owns it.
Reader = Callable[[Actor, int], bool]
_readers: dict[str, Reader] = {}


def register_reader(subject_type: str, reader: Reader) -> None:
    """Ask this before a notice about such a record is mailed."""
    _readers[subject_type] = reader


def forget_all() -> None:
    _readers.clear()


def reader_of(subject_type: str) -> Reader | None:
    return _readers.get(subject_type)


RULES = {
    "mail.list": role(Role.ADMIN),
    "mail.send_again": role(Role.ADMIN),
    "mail.try_out": role(Role.ADMIN),
    "mail.write_digests": system,
}
