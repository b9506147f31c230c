"""Who is named in a declared interest, and by which numbers: pure, no database."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from app.core import names
from app.core.labels import LabelledEnum
from app.core.names import Kind
from app.core.names.numbers import Numbers, numbers_of


class Part(LabelledEnum):
    """In which capacity somebody stands in the register."""

    PARTY = "party", "pihak terkait"
    BODY = "body", "usaha atau organisasi"
    EMPLOYER = "employer", "pemberi kerja"
    OWNED = "owned", "usaha yang dimiliki"
    ORGANISATION = "organisation", "organisasi"
    GIVER = "giver", "pemberi"
    ASKER = "asker", "yang meminta"
    GAINER = "gainer", "yang diuntungkan"
    STAFF = "staff", "pegawai"


class Named(NamedTuple):
    """One person or body in a record. `numbers` hold digits only, well formed or left out."""

    part: Part
    kind: Kind
    name: str
    numbers: Numbers


def is_same_name(one: Named, other: Named) -> bool:
    """Whether both say one name in one part, whatever number stands with it."""
    if (one.part, one.kind) != (other.part, other.kind):
        return False
    spelt, also_spelt = (names.prepare(each.name, each.kind) for each in (one, other))
    return spelt.normal == also_spelt.normal


# More words than this is a sentence, not a name.
_MOST_WORDS: Final = 8


def named_in(section: str, fields: Mapping[str, Any]) -> list[Named]:
    """Everybody an interest of this section names, except colleagues, who are known by their id."""
    reader = _READERS.get(section)
    return [one for one in reader(fields) if one.name] if reader else []


def _text(fields: Mapping[str, Any], name: str) -> str:
    written = fields.get(name)
    return " ".join(str(written).split()) if written else ""


def _affiliation(fields: Mapping[str, Any]) -> Iterator[Named]:
    if fields.get("party_kind") != "employee":
        yield Named(Part.PARTY, "person", _text(fields, "party_name"), {})
    body = _text(fields, "body_name")
    if body:
        numbers = numbers_of(nib=fields.get("body_nib"), npwp=fields.get("body_npwp"))
        yield Named(Part.BODY, "org", body, numbers)


def _gift(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield from _somebody(Part.GIVER, _text(fields, "giver"))


def _work(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield Named(Part.EMPLOYER, "org", _text(fields, "employer"), {})


def _information(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield from _somebody(Part.GAINER, _text(fields, "who_gains"))


def _business(fields: Mapping[str, Any]) -> Iterator[Named]:
    numbers = numbers_of(nib=fields.get("nib"), npwp=fields.get("npwp"))
    yield Named(Part.OWNED, "org", _text(fields, "body_name"), numbers)


def _request(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield from _somebody(Part.ASKER, _text(fields, "from_whom"))


def _seat(fields: Mapping[str, Any]) -> Iterator[Named]:
    yield Named(Part.ORGANISATION, "org", _text(fields, "organisation"), {})


def _somebody(part: Part, text: str) -> Iterator[Named]:
    """A field in which people write a person or a firm: by its legal form, else either."""
    if len(text.split()) > _MOST_WORDS:
        return
    if names.prepare(text, "org").legal_form:
        yield Named(part, "org", text, {})
        return
    yield Named(part, "person", text, {})
    yield Named(part, "org", text, {})


_READERS: Final = {
    "PK-A": _affiliation, "PK-B": _gift, "PK-C": _work, "PK-D": _information, "PK-E": _business,
    "PK-F": _request, "PK-G": _seat,
}  # fmt: skip
