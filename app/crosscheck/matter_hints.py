"""Detection in the register of matters (S-84): parties an official declared, haste, own work, leavers.

Each rule gives hints; it neither writes nor decides. Facts are numbers of records, ids and codes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa

from app.core import clock
from app.crosscheck.detection import Hint, everybody, in_turn
from app.crosscheck.history import known_on
from app.crosscheck.models import Rule
from app.crosscheck.records import Recorded, RecordedVersion, recorded_of
from app.crosscheck.weighing import waiting_until
from app.database.base import db
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.queries import Seen, Striking
from app.people.models import Person

# Whoever left longer ago than any waiting time of a pack lasts.
_LONGEST_WAITING_YEARS: Final = 10


@dataclass(frozen=True)
class Link:
    """An official who declared an interest in a party of a matter, true on the matter's day."""

    seen: Seen
    person_id: int
    interest_id: int


@dataclass(frozen=True)
class _Claim:
    """What somebody declares today, and the parties it names."""

    record: Recorded
    version: RecordedVersion
    parties: Sequence[Party]


def declared_links() -> list[Link]:
    """Each official and matter of which a party stands in his declaration, one interest for each."""
    concerned = sorted(matters.officials_ever() & set(everybody()))
    return [
        link
        for some in in_turn(concerned)
        for person_id, claims in _claims_of(some).items()
        for link in _links_of(person_id, claims)
    ]


def _claims_of(person_ids: Iterable[int]) -> dict[int, list[_Claim]]:
    found: dict[int, list[_Claim]] = {}
    today = clock.today()
    for record in recorded_of(person_ids).values():
        said = known_on([v.said for v in record.versions], today, clock.zone())
        version = next((v for v in record.versions if v.said is said), None)
        if version is not None:
            parties = [
                Party(named.kind, named.name, named.numbers) for named in version.named.values()
            ]
            found.setdefault(record.person_id, []).append(_Claim(record, version, parties))
    return found


def _links_of(person_id: int, claims: Sequence[_Claim]) -> Iterator[Link]:
    parties = [party for claim in claims for party in claim.parties]
    wanted = matters.seen(matters.matters_with(parties, person_id, ever=True))
    for seen in wanted.values():
        claim = next((claim for claim in claims if _is_in(claim, seen)), None)
        if claim is not None and person_id in seen.officials:
            yield Link(seen, person_id, claim.record.interest_id)


def _is_in(claim: _Claim, seen: Seen) -> bool:
    return claim.version.said.true_on(seen.on) and any(
        ours.is_same_as(theirs) for ours in claim.parties for theirs in seen.parties
    )


# ── DT-02 ─────────────────────────────────────────────────────────────────────────────────────


def handled_though_declared(links: Iterable[Link]) -> list[Hint]:
    """A declared party stands in a matter of the declarant, and nothing keeps him from it (II.F.8)."""
    return [
        Hint(
            Rule.DT_02,
            f"DT-02/{link.person_id}/{link.seen.matter.id}",
            link.person_id,
            None,
            facts_key=f"{link.interest_id}/{link.seen.on if link.seen.decided else 'open'}",
            facts={
                "matter": link.seen.matter.number,
                "interest_id": link.interest_id,
                "decided_on": link.seen.on.isoformat() if link.seen.decided else None,
            },
            matter_id=link.seen.matter.id,
        )
        for link in links
        if matters.obstacle_to(link.person_id, link.seen.matter, link.seen.on) is None
    ]


# ── DT-08, DT-09 ──────────────────────────────────────────────────────────────────────────────


def hurried(striking: Iterable[Striking], links: Iterable[Link]) -> list[Hint]:
    """Decided in less than half the SOP's days, with pressure noted or a party linked (R-142)."""
    linked = {link.seen.matter.id for link in links}
    return [
        Hint(
            Rule.DT_08,
            f"DT-08/{one.matter_id}",
            one.person_id,
            None,
            facts_key=f"{one.decided_on}/{one.pressed}/{one.matter_id in linked}",
            facts={
                **_decided(one), "days": one.working_days or 1, "sop_days": one.sop_days,
                "pressed": one.pressed, "linked": one.matter_id in linked,
            },
            matter_id=one.matter_id,
        )
        for one in striking
        if one.quick and (one.pressed or one.matter_id in linked)
    ]  # fmt: skip


def incomplete(striking: Iterable[Striking]) -> list[Hint]:
    """Decided in favour while the file was recorded as incomplete (R-142)."""
    return [
        Hint(
            Rule.DT_09,
            f"DT-09/{one.matter_id}",
            one.person_id,
            None,
            facts_key=str(one.decided_on),
            facts=_decided(one),
            matter_id=one.matter_id,
        )
        for one in striking
        if one.incomplete
    ]


# ── DT-10 ─────────────────────────────────────────────────────────────────────────────────────


def judging_own_work() -> list[Hint]:
    """Whoever assesses or supervises what he processed or decided himself (BTK-6)."""
    return [
        Hint(
            Rule.DT_10,
            f"DT-10/{one.person_id}/{one.matter_id}",
            one.person_id,
            None,
            facts_key=str(one.matter_id),
            facts={"matter": one.number},
            matter_id=one.matter_id,
        )
        for one in matters.judges_of_own_work()
    ]


# ── DT-11 ─────────────────────────────────────────────────────────────────────────────────────


def leavers_as_parties() -> list[Hint]:
    """A party of a matter bears a former official's name, on a day within his waiting time."""
    return [
        hint
        for person, left_on in _leavers()
        for hint in _hints_of_leaver(person, left_on, waiting_until(left_on))
    ]


def _leavers() -> list[tuple[Person, date]]:
    today = clock.today()
    since = date(today.year - _LONGEST_WAITING_YEARS, 1, 1)
    rows = db.session.scalars(
        sa.select(Person).where(Person.left_on.between(since, today)).order_by(Person.id)
    )
    return [(one, one.left_on) for one in rows if one.left_on is not None]


def _hints_of_leaver(person: Person, left_on: date, until: date) -> Iterator[Hint]:
    party = Party.of("person", person.name)
    for one in matters.seen(matters.matters_naming(party)).values():
        if left_on <= one.on <= until:
            yield Hint(
                Rule.DT_11,
                f"DT-11/{person.id}/{one.matter.id}",
                person.id,
                None,
                facts_key=f"{left_on}/{until}",
                facts={
                    "matter": one.matter.number,
                    "left_on": left_on.isoformat(), "until": until.isoformat(),
                },
                matter_id=one.matter.id,
            )  # fmt: skip


def _decided(one: Striking) -> Mapping[str, object]:
    return {"matter": one.number, "decided_on": one.decided_on.isoformat()}
