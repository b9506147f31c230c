"""Invented persons and firms in the shape Indonesian registers have: no list of real names in it.

Common words follow a Zipf-like law; the long tail is made of syllables, so that the vocabulary grows
with the register as real ones do. `misspelt` writes a name as a citizen might.
"""

import random
from collections.abc import Sequence
from typing import Final

from app.core.names import Kind
from bench.invented_words import CLANS, COMMON

_ONSETS: Final = "b d g h j k l m n p r s t w y ny ng c br tr kr pr sy".split()
_VOWELS: Final = "a a a i i u u o e".split()
_CODAS: Final = ["", "", "", "", "n", "r", "s", "m", "t", "k", "ng", "h", "l"]
_ENDINGS: Final = "to ti no ni wan wati yah man din ta na sih ri di".split()
_TRADES: Final = (
    "jaya abadi makmur sentosa karya mandiri utama bersama sejahtera perkasa lestari teknik konstruksi "
    "persada nusantara mitra citra cipta sarana prima mulia agung bina guna tirta bumi sinar cahaya "
    "putra putri indah baru maju global multi inti"
).split()  # fmt: skip
_FORMS: Final = ("CV", "CV", "CV", "PT", "PT", "PT", "UD", "Koperasi", "Yayasan", "Toko")
_TITLES: Final = ("H.", "Hj.", "Drs.", "Ir.", "Dr.", "")
_DEGREES: Final = ("S.T.", "S.E.", "S.H.", "S.Pd.", "M.Si.", "")
_MUHAMMADS: Final = ("Muhammad", "Moch.", "M.", "Muh.", "Mohamad")
_OLD: Final = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"))


class Inventor:
    """Makes names from one seed, always the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        common = list(COMMON)
        self._random.shuffle(common)
        self._common = [word for word in common if len(word) > 2]
        self._weights = [1 / (rank + 12) for rank in range(len(self._common))]

    def name(self, kind: Kind) -> str:
        return self.person() if kind == "person" else self.firm()

    def person(self) -> str:
        count = self._random.choices((1, 2, 3, 4), (8, 52, 32, 8))[0]
        words = [self._word() for _ in range(count)]
        if self._random.random() < 0.12:
            words.insert(0, self._random.choice(_MUHAMMADS))
        if count > 1 and self._random.random() < 0.12:
            words[-1] = self._random.choice(CLANS)
        return " ".join(word.capitalize() for word in words)

    def firm(self) -> str:
        words = [self._rare() if self._random.random() < 0.75 else self._word()]
        words += self._random.sample(_TRADES, self._random.choice((1, 1, 2)))
        self._random.shuffle(words)
        return f"{self._random.choice(_FORMS)} " + " ".join(word.capitalize() for word in words)

    def _word(self) -> str:
        if self._random.random() < 0.72:
            return self._random.choices(self._common, self._weights)[0]
        return self._rare()

    def _rare(self) -> str:
        syllables = self._random.choices((2, 3), (3, 2))[0]
        parts = []
        for _ in range(syllables - 1):
            choose = self._random.choice
            parts.append(choose(_ONSETS) + choose(_VOWELS) + choose(_CODAS))
        return "".join(parts) + self._random.choice(_ENDINGS)

    def nib(self) -> str:
        return "91" + f"{self._random.randrange(10**11):011d}"

    def misspelt(self, name: str, kind: Kind) -> str:
        """The same name as somebody else writes it: one or two of the usual differences."""
        changes = [self._old_spelling, self._slip, self._doubled, self._as_it_is]
        changes += [self._titled, self._shortened] if kind == "person" else [self._form_moved]
        for change in self._random.sample(changes, self._random.choice((1, 2))):
            name = change(name)
        return name.upper() if self._random.random() < 0.2 else name

    def _as_it_is(self, name: str) -> str:
        return name

    def _old_spelling(self, name: str) -> str:
        new, old = self._random.choice(_OLD)
        return name.replace(new, old)

    def _slip(self, name: str) -> str:
        places = [at for at, letter in enumerate(name) if letter.isalpha() and at > 4]
        if not places:
            return name
        at = self._random.choice(places)
        return self._random.choice(
            (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:],
             name[:at] + self._random.choice("aiueonrt") + name[at + 1 :])
        )  # fmt: skip

    def _doubled(self, name: str) -> str:
        return self._random.choice((name.replace("i", "y"), name.replace("t", "th"), name))

    def _titled(self, name: str) -> str:
        front, back = self._random.choice(_TITLES), self._random.choice(_DEGREES)
        return f"{front} {name}".strip() + (f", {back}" if back else "")

    def _shortened(self, name: str) -> str:
        words = name.split()
        if len(words) < 3:
            return name
        at = self._random.randrange(1, len(words))
        words[at] = f"{words[at][0]}."
        return " ".join(words)

    def _form_moved(self, name: str) -> str:
        form, _, rest = name.partition(" ")
        return self._random.choice((f"{rest}, {form}", f"{form}. {rest}", rest))


def many(count: int, seed: int) -> Sequence[tuple[Kind, str]]:
    """65 % persons, 35 % firms."""
    inventor = Inventor(seed)
    pick = random.Random(seed + 1)
    kinds: list[Kind] = ["person" if pick.random() < 0.65 else "org" for _ in range(count)]
    return [(kind, inventor.name(kind)) for kind in kinds]
