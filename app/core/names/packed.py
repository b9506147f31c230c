"""A prepared name as one short line of text, to be kept (encrypted) beside the name and compared
without reading the name again. Titles are not kept: the explanation reads the name itself."""

from typing import Final, cast

from app.core.names.organisation_words import acronym_of, org_word
from app.core.names.prepared import Gender, PreparedName, Reading
from app.core.names.regions import Place, place_of
from app.core.names.words import Kind, Word, person_word

_FIELD: Final = "\x1f"
_OPTIONAL: Final = "?"
_DOT: Final = "."
_LETTERS: Final = "!"
_NUMBER: Final = "#"
# Of a body only: what kind it is, a place it names, and that it is only the letters of another name.
_KIND: Final = "="
_PLACE: Final = "@"
_REPEATS: Final = "~"
_MARKS: Final = frozenset({_NUMBER, _KIND, _PLACE, _REPEATS})
_KINDS: Final[dict[str, Kind]] = {"p": "person", "person": "person", "o": "org", "org": "org"}


def pack(name: PreparedName) -> str:
    readings = [_pack_reading(reading) for reading in name.readings]
    return _FIELD.join([name.kind[0], name.gender, name.legal_form, name.branch, *readings])


def _pack_reading(reading: Reading) -> str:
    letters = [_LETTERS] if reading.letters else []
    parts = letters + [
        word.written + (_DOT if word.dotted else "") + (_OPTIONAL if word.optional else "")
        for word in reading.words
    ]
    parts += [_NUMBER + number for number in reading.numbers]
    if reading.kind:
        parts.append(_KIND + reading.kind)
    if reading.repeats:
        parts.append(_REPEATS)
    for name, level, _province in reading.places:
        parts.append(_PLACE + name.replace(" ", "_") + _PLACE + level)
    return " ".join(parts)


def unpack(text: str) -> PreparedName:
    """Undo `pack`; raises ValueError for anything else."""
    letter, gender, legal_form, branch, *readings = text.split(_FIELD)
    kind = _KINDS.get(letter)
    if kind is None:
        raise ValueError("not a packed name")
    return PreparedName(
        kind=kind,
        shown="",
        readings=tuple([_unpack_reading(reading, kind == "person") for reading in readings]),
        gender=cast(Gender, gender),
        legal_form=legal_form,
        branch=branch,
    )


def _unpack_reading(text: str, person: bool) -> Reading:
    tokens = text.split()
    if not person:
        return _unpack_body(tokens)
    letters = bool(tokens) and tokens[0] == _LETTERS
    return Reading(
        tuple([_unpack_person_word(token) for token in tokens[letters:]]), letters=letters
    )


def _unpack_person_word(token: str) -> Word:
    bare = token.rstrip(_OPTIONAL)
    return person_word(bare.rstrip(_DOT), len(bare) < len(token), bare.endswith(_DOT))


def _unpack_body(tokens: list[str]) -> Reading:
    written = [token for token in tokens if token[0] not in _MARKS]
    kind, repeats = "", False
    numbers: list[str] = []
    places: list[Place] = []
    of_places: set[str] = set()
    for token in tokens[len(written) :]:
        if token[0] == _NUMBER:
            numbers.append(token[1:])
        elif token[0] == _KIND:
            kind = token[1:]
        elif token[0] == _PLACE:
            name, level = token[1:].split(_PLACE)
            of_places.update(name.split("_"))
            name = name.replace("_", " ")
            places.append(place_of(name, level))
        else:
            repeats = True
    words = tuple([org_word(word, word in of_places) for word in written])
    return Reading(
        words, tuple(numbers), acronym_of(words), kind=kind, places=tuple(places), repeats=repeats
    )
