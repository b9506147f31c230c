"""The prepared form of a name: cleaned and split once, compared many times."""

from dataclasses import dataclass, field
from typing import Final, Literal

from app.core.names import lexicon
from app.core.names.words import Kind, Word

Gender = Literal["m", "f", ""]

# What a word costs that only one of two names has, by its place: people drop the last words of a
# name, hardly ever the first unless it is a Muhammad, a Siti, an initial.
LEFT_OUT_FIRST: Final = 0.6
LEFT_OUT_LAST: Final = 0.2
LEFT_OUT_MIDDLE: Final = 0.25
LEFT_OUT_HABIT: Final = 0.1
OPTIONAL: Final = 0.15
_INITIAL_AGAINST: Final = 0.5
# "Clara" against "Muhammad" in the middle of a name is a contradiction like any other.
_LIGHT_INSIDE: Final = 0.6


@dataclass(slots=True)
class Reading:
    """One way to read the name: the main one, an alias, a former name.

    `against` is what each word weighs where the other name has another word in its place,
    `left_out` what it costs where the other name has none.
    """

    words: tuple[Word, ...]
    numbers: tuple[str, ...] = ()
    acronym: str = ""
    texts: tuple[str, ...] = field(init=False)
    against: tuple[float, ...] = field(init=False)
    habit: tuple[bool, ...] = field(init=False)

    def __post_init__(self) -> None:
        words = self.words
        self.texts = tuple([word.text for word in words])
        self.against = tuple([_against(word, at) for at, word in enumerate(words)])
        self.habit = tuple([_often_dropped(word) for word in words])


def _against(word: Word, at: int) -> float:
    if word.initial:
        # "R." before a name is more likely Raden than a Rudi who contradicts.
        return 0.0 if word.optional else _INITIAL_AGAINST
    weight = word.weight
    if at and word.light and weight < _LIGHT_INSIDE:
        weight = _LIGHT_INSIDE
    return weight * OPTIONAL if word.optional else weight


def _often_dropped(word: Word) -> bool:
    return word.initial or word.optional or word.text in lexicon.DROPPABLE_FIRST


@dataclass(slots=True)
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
        return " ".join(self.readings[0].texts) if self.readings else ""
