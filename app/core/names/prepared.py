"""The prepared form of a name: cleaned and split once, compared many times."""

from dataclasses import dataclass, field
from typing import Final, Literal

from app.core.names.regions import Place
from app.core.names.words import Kind, Word

Gender = Literal["m", "f", ""]

# What a word costs that only one of two names has, by its place: people drop the last words of a
# name, hardly ever the first unless it is a Muhammad, a Siti, an initial.
LEFT_OUT_FIRST: Final = 0.6
LEFT_OUT_LAST: Final = 0.2
LEFT_OUT_MIDDLE: Final = 0.25
LEFT_OUT_HABIT: Final = 0.1


@dataclass(slots=True)
class Reading:
    """One way to read the name: the main one, an alias, a former name; `letters`: what may be a title
    is read as initials (H.A. Waworuntu).

    Of a body: its `kind` ("smp"), the `places` it names, and whether it is only the letters that
    `repeats` another reading of the same name, as in "KPU (Komisi Pemilihan Umum)".
    """

    words: tuple[Word, ...]
    numbers: tuple[str, ...] = ()
    acronym: str = ""
    letters: bool = False
    kind: str = ""
    places: tuple[Place, ...] = ()
    repeats: bool = False
    texts: tuple[str, ...] = field(init=False)
    # Where the father's name begins ("bin Kasim"), which ends the name; 0 if it has none.
    father_at: int = field(init=False)

    def __post_init__(self) -> None:
        self.texts = tuple([word.text for word in self.words])
        self.father_at = 0
        for at, word in enumerate(self.words):
            if word.optional and at and not word.initial:
                self.father_at = at
                break


@dataclass(slots=True)
class PreparedName:
    """A name ready to be compared. `dropped` are the titles, degrees and signs that do not count,
    `spelt` the short forms of a body with the words they were read as."""

    kind: Kind
    shown: str
    readings: tuple[Reading, ...]
    dropped: tuple[str, ...] = ()
    gender: Gender = ""
    legal_form: str = ""
    branch: str = ""
    spelt: tuple[tuple[str, str], ...] = ()

    @property
    def normal(self) -> str:
        """The cleaned words of the main reading: what two equal names have in common."""
        return " ".join(self.readings[0].texts) if self.readings else ""
