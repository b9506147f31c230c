"""Pagar benturan: who of a chain may handle a record, and why others were passed over.

Nobody handles a record in which they are subject, named party, affiliate of a party, or party to
the decision under review. The chain is climbed ("dan seterusnya", Perwali 92/2020 Lamp. II.G.5)
until somebody unconcerned is found; above the last one the record leaves the system.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.sentences import Sentence

_PASSED_OVER: Final = "Dilewati: "

# Why this person is concerned, in words, or None when he is not.
Concern = Callable[[int], str | None]


@dataclass(frozen=True)
class Skipped:
    """One person passed over, and the reason people may read."""

    person_id: int
    reason: str


@dataclass(frozen=True)
class Route:
    """The handler found, or None: outside the system, to the Gubernur through the Inspektorat."""

    handler: int | None
    skipped: tuple[Skipped, ...] = ()

    @property
    def leaves_the_system(self) -> bool:
        return self.handler is None


def route(chain: Sequence[int], concern: Concern) -> Route:
    """The first person of the chain, from below, who is not concerned."""
    skipped: list[Skipped] = []
    for person_id in chain:
        reason = concern(person_id)
        if reason is None:
            return Route(person_id, tuple(skipped))
        skipped.append(Skipped(person_id, reason))
    return Route(None, tuple(skipped))


def passed_over(name: str, reason: str) -> Sentence:
    """The line about somebody passed over, as it is kept with the record (§0.5)."""
    return Sentence("Dilewati: %(name)s, %(reason)s.", name=name, reason=Sentence(reason))


def as_said(line: str) -> str:
    """A kept line with its values again, so that it can be read in another language.

    Any other line is given as it is.
    """
    if not line.startswith(_PASSED_OVER):
        return line
    # A name may have commas in it (titles), a reason never has.
    name, _comma, reason = line.removeprefix(_PASSED_OVER).removesuffix(".").rpartition(", ")
    return passed_over(name, reason)
