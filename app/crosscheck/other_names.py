"""What else the office knows a body as: every search asks under these names too (matching §5)."""

from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa

from app.core import names
from app.core.names import Kind
from app.core.names.numbers import Numbers
from app.crosscheck import tokens
from app.crosscheck.lookup import Query
from app.crosscheck.models import OtherName, StruckName
from app.crosscheck.rows import in_chunks
from app.database.base import db

# A name of a name of a name: nobody follows a firm further.
_STEPS: Final = 3


def key_of(name: str) -> int:
    """The same for every spelling, order, legal form and place of form of one body's name."""
    prepared = names.prepare(name, "org")
    main = prepared.readings[0]
    words = sorted(word.fold for word in main.words)
    return tokens.keyed("other name:" + " ".join([*words, *main.numbers]))


def queries_of(parties: Sequence[tuple[str, Kind, Numbers]]) -> list[Query]:
    """What to look up for these parties: of a body also what else it is known as."""
    known = _known({name for name, kind, _numbers in parties if kind == "org"})
    return [
        Query.of(name, kind, numbers, known.get(name, ()) if kind == "org" else ())
        for name, kind, numbers in parties
    ]


def _known(asked: set[str]) -> dict[str, tuple[str, ...]]:
    """Of each name that has some, its other names."""
    begun = {name: key_of(name) for name in asked if names.prepare(name, "org").readings}
    beside: dict[int, dict[int, str]] = {}
    wanted = set(begun.values())
    asked_for = set(wanted)
    for _step in range(_STEPS):
        reached = _beside(wanted)
        for key, others in reached.items():
            beside.setdefault(key, {}).update(others)
        wanted = reached.keys() - asked_for
        asked_for |= wanted
    found = {name: _reached(key, beside) for name, key in begun.items()}
    return {name: others for name, others in found.items() if others}


def _beside(keys: Iterable[int]) -> dict[int, dict[int, str]]:
    """By the key of a name, the names written beside it in the list and their keys."""
    found: dict[int, dict[int, str]] = {}
    for some in in_chunks(sorted(keys)):
        for row in db.session.scalars(
            sa.select(OtherName).where(
                sa.or_(OtherName.name_key.in_(some), OtherName.other_key.in_(some)), counts()
            )
        ):
            words = row.words
            found.setdefault(row.name_key, {})[row.other_key] = words["other"]
            found.setdefault(row.other_key, {})[row.name_key] = words["name"]
    return found


def _reached(key: int, beside: dict[int, dict[int, str]]) -> tuple[str, ...]:
    seen = {key: ""}
    waiting = [key]
    for at in waiting:
        for one, name in beside.get(at, {}).items():
            if one not in seen:
                seen[one] = name
                waiting.append(one)
    return tuple([name for one, name in seen.items() if one != key])


def counts() -> sa.ColumnElement[bool]:
    """Said in SQL: the entry was not struck."""
    return ~sa.exists().where(StruckName.other_name_id == OtherName.id)
