"""The rules of detection about declarations (S-84): facts in the register that do not fit.

Each rule gives hints; it neither writes nor decides. What is a hint is never called a violation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from app.core import clock, names
from app.core.names.numbers import NumberType
from app.crosscheck.history import known_on
from app.crosscheck.models import Rule
from app.crosscheck.named import Named
from app.crosscheck.overdue import Late, late_elsewhere
from app.crosscheck.records import Recorded, RecordedVersion, links_with, recorded_of
from app.database.base import db
from app.deadlines import queries as deadlines
from app.deadlines.purposes import words_of
from app.disclosures.models import Disclosure, Interest, State
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.pack import Pack

# Groups of the list of relations that are family (Pasal 1 angka 9: blood and marriage).
_FAMILY: Final = ("darah", "perkawinan")
_UNFILED: Final = (State.NOT_STARTED, State.DRAFT)
_PEOPLE_AT_A_TIME: Final = 500
_OWN_DECLARATION: Final = "disclosures"
# Clocks of the reviewer, not of the declarant.
_REVIEWS: Final = "tinjau"


@dataclass(frozen=True)
class Hint:
    """One thing that does not fit. `key` names it for good; `facts` are ids and codes only.

    `facts_key` changes when something new is known, so that a dismissed hint comes back only then.
    `matter_id`: the matter it is about, to whom that is closed the hint is closed as well.
    """

    rule: Rule
    key: str
    subject_id: int
    other_id: int | None
    facts_key: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    matter_id: int | None = None


@dataclass(frozen=True)
class Held:
    """An interest as it is held true today."""

    record: Recorded
    version: RecordedVersion


def held_by(records: Iterable[Recorded], day: date) -> list[Held]:
    """What of these interests is declared and true on the day."""
    found = []
    for record in records:
        said = known_on([v.said for v in record.versions], day, clock.zone())
        if said is not None and said.true_on(day):
            version = next(v for v in record.versions if v.said is said)
            found.append(Held(record, version))
    return found


# ── DT-01 ─────────────────────────────────────────────────────────────────────────────────────


def one_sided_family(person_ids: Iterable[int]) -> list[Hint]:
    """A lists B as family, B has filed since and does not list A (Lamp. II.F.9)."""
    day = clock.today()
    pack = regulations.pack_on(day)
    family = [
        held for held in held_by(links_with(person_ids).values(), day) if _is_family(held, pack)
    ]
    listed = {(held.record.person_id, held.version.employee_id or 0) for held in family}
    filed = _who_filed({named for _lister, named in listed})
    return [
        _family_hint(held, named)
        for held in family
        if (named := held.version.employee_id) is not None
        and named in filed
        and (named, held.record.person_id) not in listed
    ]


def _is_family(held: Held, pack: Pack) -> bool:
    code = str(held.version.fields.get("relation") or "")
    try:
        group = pack.code("hubungan_afiliasi", code).extra.get("kelompok")
    except KeyError:
        return False
    return group in _FAMILY and held.version.employee_id is not None


def _who_filed(person_ids: set[int]) -> set[int]:
    return set(
        db.session.scalars(
            sa.select(Disclosure.person_id).where(
                Disclosure.person_id.in_(person_ids), Disclosure.state.not_in(_UNFILED)
            )
        )
    )


def _family_hint(held: Held, named: int) -> Hint:
    lister = held.record.person_id
    relation = str(held.version.fields.get("relation"))
    return Hint(
        Rule.DT_01,
        f"DT-01/{lister}/{named}",
        subject_id=named,
        other_id=lister,
        facts_key=f"{held.record.interest_id}/{relation}",
        facts={"relation": relation, "interest_id": held.record.interest_id},
    )


# ── DT-03 ─────────────────────────────────────────────────────────────────────────────────────


def shared_parties(person_ids: Sequence[int] | None = None) -> list[Hint]:
    """One party declared by two employees of whom one stands above the other."""
    day = clock.today()
    by_party: dict[str, dict[int, int]] = {}
    for some in in_turn(person_ids if person_ids is not None else everybody()):
        for held in held_by(recorded_of(some).values(), day):
            for named in held.version.named.values():
                for key in _party_keys(named):
                    by_party.setdefault(key, {})[held.record.person_id] = held.record.interest_id
    return _in_one_line({key: some for key, some in by_party.items() if len(some) > 1}, day)


def everybody() -> list[int]:
    """Whoever ever declared anything."""
    return list(
        db.session.scalars(sa.select(Interest.person_id).distinct().order_by(Interest.person_id))
    )


def in_turn(person_ids: Sequence[int]) -> Iterable[Sequence[int]]:
    for at in range(0, len(person_ids), _PEOPLE_AT_A_TIME):
        yield person_ids[at : at + _PEOPLE_AT_A_TIME]


def _party_keys(named: Named) -> list[str]:
    """A number, or a whole name of at least two words; one word tells nobody apart."""
    nib = named.numbers.get(NumberType.NIB)
    normal = names.prepare(named.name, named.kind).normal
    found = [f"nib/{nib}"] if nib else []
    return [*found, f"{named.kind}/{normal}"] if len(normal.split()) > 1 else found


def _in_one_line(shared: Mapping[str, Mapping[int, int]], day: date) -> list[Hint]:
    """Each who shares a party is sought above the others, not each with each: hundreds name one bank."""
    above = _lines_above({person for some in shared.values() for person in some}, day)
    found: dict[str, Hint] = {}
    for some in shared.values():
        for lower in some:
            for upper in above[lower]:
                if upper in some:
                    hint = _line_hint(lower, upper, sorted((some[lower], some[upper])))
                    found[hint.key] = hint
    return list(found.values())


def _lines_above(person_ids: set[int], day: date) -> dict[int, list[int]]:
    above: dict[int, list[int]] = {}
    for some in in_turn(sorted(person_ids)):
        above |= people.chains_above(some, day)
    return above


def _line_hint(lower: int, upper: int, interest_ids: Sequence[int]) -> Hint:
    return Hint(
        Rule.DT_03,
        f"DT-03/{lower}/{upper}/{interest_ids[0]}/{interest_ids[1]}",
        lower,
        upper,
        facts_key=str(interest_ids),
        facts={"interest_ids": interest_ids},
    )


# ── DT-12 ─────────────────────────────────────────────────────────────────────────────────────


def overdue() -> list[Hint]:
    """Declarations whose clock has run out, and what other features say is late."""
    return [
        Hint(
            Rule.DT_12,
            f"DT-12/{one.key}",
            one.person_id,
            None,
            facts_key=str(one.due_on),
            facts={"label": one.what, "number": one.number, "due": one.due_on.isoformat()},
        )
        for one in [*_late_declarations(), *late_elsewhere()]
    ]


def _late_declarations() -> list[Late]:
    today = clock.today()
    late = [
        one
        for one in deadlines.running_clocks()
        if one.subject_type == _OWN_DECLARATION
        and one.due_on < today
        and not one.code.startswith(_REVIEWS)
    ]
    found = _declarations([one.subject_id for one in late])
    return [
        Late(str(one.id), *found[one.subject_id], words_of(one.code, one.label), one.due_on)
        for one in late
        if one.subject_id in found
    ]


def _declarations(disclosure_ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    """The declarant and the number of each."""
    rows = db.session.execute(
        sa.select(Disclosure.id, Disclosure.person_id, Disclosure.number).where(
            Disclosure.id.in_(disclosure_ids)
        )
    )
    return {row[0]: (row[1], row[2] or "") for row in rows}
