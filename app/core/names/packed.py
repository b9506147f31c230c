"""A prepared name as one short line of text, to be kept (encrypted) beside the name and compared
without reading the name again. Titles are not kept: the explanation reads the name itself."""

from typing import Final, cast

from app.core.names.lexicon_bodies import FORM_KINDS
from app.core.names.organisation_words import acronym_of, org_word
from app.core.names.prepared import Gender, PreparedName, Reading
from app.core.names.regions import DISTRICT, Place, place_of
from app.core.names.words import Word, person_word

_FIELD: Final = "\x1f"
_OPTIONAL: Final = "?"
_DOT: Final = "."
_LETTERS: Final = "!"
_NUMBER: Final = "#"
# Of a body only: what kind it is if its legal form does not say so, a place it names, and that it is only the letters of another name.
_KIND: Final = "="
_PLACE: Final = "@"
_REPEATS: Final = "~"
_MARKS: Final = frozenset({_NUMBER, _KIND, _PLACE, _REPEATS})
_PERSON, _BODY = "p", "o"


def pack(name: PreparedName) -> str:
    if name.kind == "person":
        return _FIELD.join([_PERSON + name.gender, *map(_pack_reading, name.readings)])
    usual = FORM_KINDS.get(name.legal_form, "")
    readings = [_pack_reading(reading, usual) for reading in name.readings]
    return _FIELD.join([_BODY, name.legal_form, name.branch, *readings])


def _pack_reading(reading: Reading, usual_kind: str = "") -> str:
    letters = [_LETTERS] if reading.letters else []
    parts = letters + [
        word.written + (_DOT if word.dotted else "") + (_OPTIONAL if word.optional else "")
        for word in reading.words
    ]
    parts += [_NUMBER + number for number in reading.numbers]
    if reading.kind != usual_kind:
        parts.append(_KIND + reading.kind)
    if reading.repeats:
        parts.append(_REPEATS)
    for name, level, _province in reading.places:
        parts.append(_PLACE + name.replace(" ", "_") + _PLACE + level)
    return " ".join(parts)


def unpack(text: str) -> PreparedName:
    """Undo `pack`; raises ValueError for anything else."""
    head, *fields = text.split(_FIELD)
    if head == _BODY:
        return _unpack_body(*fields)
    if head[:1] != _PERSON or head[1:] not in ("", "m", "f"):
        raise ValueError("not a packed name")
    readings = tuple([_unpack_reading(field) for field in fields])
    return PreparedName("person", "", readings, gender=cast(Gender, head[1:]))


def _unpack_reading(text: str) -> Reading:
    tokens = text.split()
    letters = bool(tokens) and tokens[0] == _LETTERS
    return Reading(
        tuple([_unpack_person_word(token) for token in tokens[letters:]]), letters=letters
    )


def _unpack_person_word(token: str) -> Word:
    bare = token.rstrip(_OPTIONAL)
    return person_word(bare.rstrip(_DOT), len(bare) < len(token), bare.endswith(_DOT))


def _unpack_body(legal_form: str, branch: str, *readings: str) -> PreparedName:
    usual = FORM_KINDS.get(legal_form, "")
    unpacked = tuple([_unpack_reading_of_body(reading, usual) for reading in readings])
    return PreparedName("org", "", unpacked, legal_form=legal_form, branch=branch)


def _unpack_reading_of_body(text: str, kind: str) -> Reading:
    tokens = text.split()
    written = [token for token in tokens if token[0] not in _MARKS]
    repeats = False
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
            if level == DISTRICT:
                of_places.add(DISTRICT)
            if level == DISTRICT:
                of_places.add(DISTRICT)
            name = name.replace("_", " ")
            places.append(place_of(name, level))
        else:
            repeats = True
    words = tuple([org_word(word, word in of_places) for word in written])
    return Reading(
        words, tuple(numbers), acronym_of(words), kind=kind, places=tuple(places), repeats=repeats
    )
