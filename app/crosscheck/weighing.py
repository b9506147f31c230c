"""A screening's matches weighed against history, judgements, bonds and outside facts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.core.actor import Actor
from app.core.working_days import due_date
from app.crosscheck import origins, outside_facts
from app.crosscheck.codes import Code
from app.crosscheck.guard import Guard, guard_of
from app.crosscheck.history import Standing
from app.crosscheck.models import (
    Screening,
    ScreeningMatch,
    ScreeningParty,
)
from app.crosscheck.named import Part
from app.crosscheck.opinions import opinions_on
from app.crosscheck.outside_facts import AskedParty, OutsideFact, Question, Reported
from app.crosscheck.records import Recorded, recorded
from app.crosscheck.relations import Path, paths_from
from app.crosscheck.verdicts import Opinion, PartyResult, Weighed, overall, result_of
from app.database.base import db
from app.deadlines import queries as deadlines
from app.people import queries as people
from app.people.models import Person
from app.regulations import queries as regulations

WAITING_TIME = "masa_tunggu"


@dataclass(frozen=True)
class Weighing:
    """All parties of a screening with their codes, as the records say now."""

    results: Sequence[PartyResult]
    reported: Sequence[Reported]
    people: Mapping[int, Person]

    @property
    def code(self) -> Code:
        return overall(self.results)

    @property
    def matches(self) -> list[Weighed]:
        return [weighed for result in self.results for weighed in result.matches]

    @property
    def pending(self) -> list[Weighed]:
        return [weighed for weighed in self.matches if weighed.needs_judgement]


@dataclass(frozen=True)
class _Basis:
    """What weighing looks things up in."""

    screening: Screening
    records: Mapping[int, Recorded]
    opinions: Mapping[int, Opinion]
    paths: Mapping[int, Path]
    staff: Mapping[int, Person]


def weigh(actor: Actor, screening: Screening) -> Weighing:
    """Weigh every match for this searcher; what concerns the searcher is left out again, because
    a declaration filed since the search may have named him."""
    guard = guard_of(actor)
    matches = matches_of(screening)
    records = recorded(m.interest_id for m in matches if m.interest_id is not None)
    matches = [m for m in matches if _may_be_shown(m, records, guard)]
    owners = {m.owner_id for m in matches}
    paths = paths_from(screening.subject_id, owners, guard.withholds_person)
    employees = owners | {screening.subject_id} | _along(paths.values())
    staff = people.people_by_ids(employees)
    basis = _Basis(screening, records, opinions_on(actor, matches), paths, staff)
    weighed = [_weighed(match, basis) for match in matches]
    reported = outside_facts.ask_all(question_of(screening, weighed), shown_to(actor, guard))
    results = [
        result_of(
            party, [w for w in weighed if w.match.party_id == party.id],
            screening.subject_id, screening.decision_on, reported,
        )
        for party in screening.parties
    ]  # fmt: skip
    return Weighing(results, reported, staff)


def shown_to(actor: Actor, guard: Guard) -> Callable[[OutsideFact], bool]:
    """Which outside facts the searcher is shown: none that concern him, none of a hidden record."""

    def is_shown(fact: OutsideFact) -> bool:
        return not any(guard.withholds_person(one) for one in fact.person_ids) and (
            fact.record is None or origins.knows(actor, *fact.record)
        )

    return is_shown


def matches_of(screening: Screening) -> list[ScreeningMatch]:
    return list(
        db.session.scalars(
            sa.select(ScreeningMatch)
            .join(ScreeningParty, ScreeningParty.id == ScreeningMatch.party_id)
            .where(ScreeningParty.screening_id == screening.id)
            .order_by(ScreeningMatch.id)
        )
    )


def _may_be_shown(match: ScreeningMatch, records: Mapping[int, Recorded], guard: Guard) -> bool:
    if match.interest_id is None:
        return not guard.withholds_person(match.owner_id)
    record = records.get(match.interest_id)
    return record is not None and not guard.withholds(record)


def _along(paths: Iterable[Path]) -> set[int]:
    return {one for path in paths for step in path for one in (step.declared_by, step.names)}


def _weighed(match: ScreeningMatch, basis: _Basis) -> Weighed:
    opinion = basis.opinions.get(match.id, Opinion())
    if match.part is Part.STAFF:
        left_on = basis.staff[match.owner_id].left_on
        until = waiting_until(left_on) if left_on else None
        return Weighed(
            match, None, Standing(), opinion, basis.paths.get(match.owner_id, ()), until, left_on
        )
    record = basis.records[match.interest_id or 0]
    standing = record.standing(match.entry_key, basis.screening.decision_on)
    return Weighed(match, record, standing, opinion, basis.paths.get(match.owner_id, ()))


def waiting_until(left_on: date) -> date:
    """The last day of the waiting time of somebody who left on that day (P-22, months)."""
    term = regulations.pack_on(left_on).term(WAITING_TIME)
    return due_date(term, left_on, deadlines.calendar())


def question_of(screening: Screening, weighed: Sequence[Weighed]) -> Question:
    """What the outside sources are asked."""
    parties = tuple(
        AskedParty(
            party.id,
            party.kind,
            party.words["name"],
            {kind: digits for kind, digits in party.words["numbers"].items() if digits},
            tuple(
                w.match.interest_id
                for w in weighed
                if w.match.party_id == party.id and w.match.interest_id and w.holds is not False
            ),
        )
        for party in screening.parties
    )
    origin = (screening.origin_type, screening.origin_id)
    return Question(
        screening.subject_id, parties, screening.decision_on, origin,
        screening.words.get("matter_id"),
    )  # fmt: skip
