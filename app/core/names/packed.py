"""A prepared name as one short line of text, to be kept (encrypted) beside the name and compared
without reading the name again. Titles are not kept: the explanation reads the name itself."""

from typing import Final, cast

from app.core.names.organisation_words import org_word
from app.core.names.organisations import acronym_of
from app.core.names.prepared import Gender, PreparedName, Reading
from app.core.names.words import Kind, Word, person_word

_FIELD: Final = "\x1f"
_OPTIONAL: Final = "?"
_DOT: Final = "."
_LETTERS: Final = "!"
_NUMBER: Final = "#"
_KINDS: Final[dict[str, Kind]] = {"p": "person", "person": "person", "o": "org", "org": "org"}


def pack(name: PreparedName) -> str:
    readings = [_pack_reading(reading) for reading in name.readings]
    return _FIELD.join([name.kind[0], name.gender, name.legal_form, name.branch, *readings])


def _pack_reading(reading: Reading) -> str:
    letters = [_LETTERS] if reading.letters else []
    words = letters + [
        word.written + (_DOT if word.dotted else "") + (_OPTIONAL if word.optional else "")
        for word in reading.words
    ]
    return " ".join(words + [_NUMBER + number for number in reading.numbers])


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
    make = _unpack_person_word if person else _unpack_org_word
    letters = bool(tokens) and tokens[0] == _LETTERS
    words = tuple([make(token) for token in tokens[letters:] if token[0] != _NUMBER])
    numbers = tuple([token[1:] for token in tokens if token[0] == _NUMBER])
    return Reading(words, numbers, "" if person else acronym_of(words), letters)


def _unpack_person_word(token: str) -> Word:
    bare = token.rstrip(_OPTIONAL)
    return person_word(bare.rstrip(_DOT), len(bare) < len(token), bare.endswith(_DOT))


def _unpack_org_word(token: str) -> Word:
    return org_word(token.rstrip(_OPTIONAL), token.endswith(_OPTIONAL))
