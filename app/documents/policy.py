"""Who may read a letter: whoever the letter's subject says; nobody when it says nothing."""

from typing import Any

from app.core.actor import Actor
from app.core.policy import Rule, anyone, rule

# The rule of each kind of subject, asked with the document; filled by the wiring.
readers: dict[str, Rule] = {}


# The same for somebody from outside who opened a record with its code: never a staff rule.
visitors: dict[str, Rule] = {}


def register_visitor(subject_type: str, reader: Rule) -> None:
    visitors[subject_type] = reader


def register_reader(subject_type: str, reader: Rule) -> None:
    readers[subject_type] = reader


@rule("pembaca menurut perihal surat")
def reader_of_subject(actor: Actor, document: Any) -> bool:
    asked = (visitors if actor.opened else readers).get(document.subject_type)
    return asked is not None and asked(actor, document)


RULES = {"document.read": reader_of_subject, "document.verify": anyone}
