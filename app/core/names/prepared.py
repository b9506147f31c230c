"""The prepared form of a name: cleaned and split once, compared many times."""

from dataclasses import dataclass, field
from typing import Literal

from app.core.names.words import Kind, Word

Gender = Literal["m", "f", ""]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the name: the main one, an alias, a former name."""

    words: tuple[Word, ...]
    numbers: tuple[str, ...] = ()
    acronym: str = ""
    joined: str = field(init=False)
    folds: tuple[str, ...] = field(init=False)
    weight: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "joined", "".join(word.fold for word in self.words))
        object.__setattr__(self, "folds", tuple(word.fold for word in self.words))
        object.__setattr__(self, "weight", sum(word.weight for word in self.words))


@dataclass(frozen=True, slots=True)
class PreparedName:
    """A name ready to be compared. `dropped` are the titles, degrees and signs that do not count."""

    kind: Kind
    shown: str
    readings: tuple[Reading, ...]
    dropped: tuple[str, ...] = ()
    gender: Gender = ""
    legal_form: str = ""
    branch: str = ""

    @property
    def normal(self) -> str:
        """The cleaned words of the main reading: what two equal names have in common."""
        return " ".join(word.text for word in self.readings[0].words) if self.readings else ""
