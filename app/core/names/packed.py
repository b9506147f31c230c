"""A prepared name as one short line of text, to be kept (encrypted) beside the name and compared
without reading the name again. Titles are not kept: the explanation reads the name itself."""

from typing import Final, cast

from app.core.names.organisation_words import org_word
from app.core.names.organisations import acronym_of
from app.core.names.prepared import Gender, PreparedName, Reading
from app.core.names.words import Kind, person_word

_FIELD: Final = "\x1f"
_OPTIONAL: Final = "?"
_NUMBER: Final = "#"
_KINDS: Final[dict[str, Kind]] = {"p": "person", "person": "person", "o": "org", "org": "org"}


def pack(name: PreparedName) -> str:
    readings = [_pack_reading(reading) for reading in name.readings]
    return _FIELD.join([name.kind[0], name.gender, name.legal_form, name.branch, *readings])


def _pack_reading(reading: Reading) -> str:
    words = [word.written + (_OPTIONAL if word.optional else "") for word in reading.words]
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
    make = person_word if person else org_word
    tokens = text.split()
    words = tuple(
        [
            make(token.rstrip(_OPTIONAL), token.endswith(_OPTIONAL))
            for token in tokens
            if token[0] != _NUMBER
        ]
    )
    numbers = tuple([token[1:] for token in tokens if token[0] == _NUMBER])
    return Reading(words, numbers, "" if person else acronym_of(words))
