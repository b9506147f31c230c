"""Who may read an evidence file: whoever may read the record it belongs to; nobody when that is silent."""

from collections.abc import Callable
from typing import Any

from app.core.actor import Actor
from app.core.policy import Rule, anyone, rule, system

# Whether somebody may read the record with this id, asked of the feature that owns it.
Reader = Callable[[Actor, int], bool]
_readers: dict[str, Reader] = {}


def register_reader(subject_type: str, reader: Reader) -> None:
    """Ask this before evidence of such a record is shown or served. Called by the wiring."""
    _readers[subject_type] = reader


def forget_all() -> None:
    _readers.clear()


@rule("pembaca perkara yang dibuktikan")
def reader_of_subject(actor: Actor, attachment: Any) -> bool:
    asked = _readers.get(attachment.subject_type)
    return asked is not None and asked(actor, attachment.subject_id)


RULES: dict[str, Rule] = {
    "attachment.read": reader_of_subject,
    "attachment.store": anyone,  # a reporter has no account; the record's own feature has asked
    "attachment.tidy": system,
}
