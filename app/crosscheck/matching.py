"""From a party to its matches: look up, leave out what the guard withholds, say why in words."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Final

from app.core import names
from app.core.names import Kind
from app.core.names.numbers import Numbers, NumberType
from app.crosscheck import tokens
from app.crosscheck.candidates import SCREENING, Limits
from app.crosscheck.guard import Guard
from app.crosscheck.held import Held
from app.crosscheck.indexing import staff_source
from app.crosscheck.lookup import Answer, Hit, Query, search_many
from app.crosscheck.named import Named
from app.crosscheck.other_names import queries_of
from app.crosscheck.records import Recorded, recorded
from app.people import queries as people
from app.people.models import Person

# The band of names that are alike while a number says they are two.
OTHER_NUMBER: Final = "other_number"
# Bands that are worth a line in the result of a list; weak ones would drown it (matching §6).
SURE_BANDS: Final = ("strong", "possible")


@dataclass(frozen=True)
class Wanted:
    """A party as typed, its numbers checked."""

    kind: Kind
    name: str
    numbers: Numbers


@dataclass(frozen=True)
class Found:
    """One match before it is stored: the entry, whose it is, and the explanation.

    `found` is what is stored sealed: names, parts of the score, numbers, warnings.
    """

    hit: Hit
    owner_id: int
    band: str
    pair_key: int
    facts_key: int
    found: dict[str, Any]


@dataclass(frozen=True)
class Searched:
    """What a search of one party gave, and of it only what the searcher may see; `namesakes`: how
    many records bear the very name; `also`: under which other names of the body it was looked for.
    """

    matches: tuple[Found, ...]
    too_common: int
    namesakes: int
    also: tuple[str, ...] = ()


def search_parties(
    parties: Sequence[Wanted],
    guard: Guard,
    subject_id: int,
    limits: Limits = SCREENING,
    held: Held | None = None,
) -> list[Searched]:
    """Look up all parties at once; the subject's own name in the directory is no match.

    With the limits of a swept list only strong and possible matches are kept, unexplained.
    """
    queries = queries_of([(party.name, party.kind, party.numbers) for party in parties])
    found = search_many(queries, limits, held)
    answers = [_worth(a, q, limits) for a, q in zip(found, queries, strict=True)]
    records = recorded(
        hit.interest_id for a in answers for hit in a.hits if hit.interest_id is not None
    )
    staff = people.people_by_ids(
        hit.person_id for a in answers for hit in a.hits if hit.person_id is not None
    )
    withheld = {one for one, record in records.items() if guard.withholds(record)}
    register = _Register(records, withheld, staff, guard, subject_id, limits.explained)
    return [
        _searched(party, query, answer, register)
        for party, query, answer in zip(parties, queries, answers, strict=True)
    ]


def _worth(answer: Answer, query: Query, limits: Limits) -> Answer:
    if limits.explained:
        return answer
    kept = tuple(hit for hit in answer.hits if _band(hit, query.name.kind) in SURE_BANDS)
    return replace(answer, hits=kept)


@dataclass(frozen=True)
class _Register:
    """Whom the entries found are about; `withheld`: the records among them that the guard keeps back."""

    records: Mapping[int, Recorded]
    withheld: Set[int]
    staff: Mapping[int, Person]
    guard: Guard
    subject_id: int
    explained: bool

    def may_count(self, hit: Hit) -> bool:
        """Whether the searcher may learn that there is such an entry."""
        if hit.interest_id is not None:
            kept_back = hit.interest_id in self.withheld
            return not kept_back and hit.interest_id not in self.guard.interest_ids
        return hit.person_id not in (self.subject_id, self.guard.person_id)


def _searched(party: Wanted, query: Query, answer: Answer, register: _Register) -> Searched:
    matches = [found for hit in answer.hits if (found := _found(party, query, hit, register))]
    namesakes = {_record_of(hit) for hit in answer.namesakes if register.may_count(hit)}
    return Searched(tuple(_once(matches)), answer.too_common, len(namesakes), query.also)


def _record_of(hit: Hit) -> tuple[int | None, int | None]:
    """The interest or the employee: a name declared twice in one record is one bearer."""
    return hit.interest_id, hit.person_id


def _once(matches: Iterable[Found]) -> list[Found]:
    """A name declared again with a number added is one match: the one that says most of it."""
    best: dict[int, Found] = {}
    for found in matches:
        known = best.get(found.pair_key)
        if known is None or _tells(found.hit) > _tells(known.hit):
            best[found.pair_key] = found
    return list(best.values())


def _tells(hit: Hit) -> int:
    """An equal number tells most; another number more than none."""
    if hit.identical is not None:
        return 2
    return 1 if hit.conflicting is not None else 0


def _found(party: Wanted, query: Query, hit: Hit, register: _Register) -> Found | None:
    if hit.interest_id is None:
        return _staff_found(party, query, hit, register)
    record = register.records.get(hit.interest_id)
    if record is None or hit.interest_id in register.withheld:
        return None
    version = record.naming(hit.key)
    if version is None:
        return None
    named = version.named[hit.key]
    return _explained(party, query, hit, named, _Owner(record.person_id, register.explained))


def _staff_found(party: Wanted, query: Query, hit: Hit, register: _Register) -> Found | None:
    person = register.staff.get(hit.person_id or 0)
    if person is None or not register.may_count(hit):
        return None
    source = staff_source(person.id, person.name)
    if source.key != hit.key:  # entered under a name the directory no longer gives him
        return None
    named = source.named
    return _explained(party, query, hit, named, _Owner(person.id, register.explained))


@dataclass(frozen=True)
class _Owner:
    person_id: int
    explained: bool


def _explained(party: Wanted, query: Query, hit: Hit, named: Named, owner: _Owner) -> Found:
    prepared = names.prepare(named.name, named.kind)
    parts = names.explain_prepared(query.name, prepared).parts if owner.explained else ()
    place = hit.interest_id if hit.interest_id is not None else -(hit.person_id or 0)
    pair = [party.kind, query.name.normal, str(place), named.part.value, prepared.normal]
    facts = [*pair, *_digits(party.numbers), "|", *_digits(named.numbers)]
    return Found(
        hit=hit,
        owner_id=owner.person_id,
        band=_band(hit, party.kind),
        pair_key=tokens.keyed("pair:" + "\x1f".join(pair)),
        facts_key=tokens.keyed("facts:" + "\x1f".join(facts)),
        found={
            "name": named.name,
            "numbers": {kind.value: digits for kind, digits in named.numbers.items()},
            "parts": [
                {"rule": p.rule, "effect": p.effect, "left": p.left, "right": p.right,
                 "likeness": round(p.likeness, 2)}
                for p in parts
            ],
            "name_score": round(hit.name_score, 3),
            "conflicting": hit.conflicting.value if hit.conflicting else None,
            "one_word": _one_word(query) or len(prepared.normal.split()) <= 1,
        },
    )  # fmt: skip


def _one_word(query: Query) -> bool:
    return query.name.kind == "person" and len(query.name.normal.split()) <= 1


def _band(hit: Hit, kind: Kind) -> str:
    if hit.identical:
        return "strong"
    return OTHER_NUMBER if hit.conflicting else names.band(hit.score, kind)


def _digits(numbers: Mapping[NumberType, str]) -> list[str]:
    return sorted(f"{kind.value}{digits}" for kind, digits in numbers.items())
