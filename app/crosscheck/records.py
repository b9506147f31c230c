"""Interests as the cross-check needs them: every version, whom it names, when it was taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.crosscheck.history import Said, Standing, standing_on
from app.crosscheck.indexing import Source
from app.crosscheck.named import Named, is_same_name, named_in
from app.crosscheck.rows import in_chunks
from app.database.base import db
from app.database.prepared import prepared
from app.disclosures.models import (
    Disclosure,
    DisclosureVersion,
    Interest,
    InterestVersion,
    Withdrawal,
)


@dataclass(frozen=True)
class RecordedVersion:
    """One version of an interest with the declaration it stood in."""

    said: Said
    disclosure_version_id: int
    disclosure_id: int
    disclosure_number: str
    version_number: int
    kind: str
    change: str
    employee_id: int | None
    fields: Mapping[str, Any]
    named: Mapping[int, Named]


@dataclass(frozen=True)
class Recorded:
    """One interest of one employee, its versions oldest first."""

    interest_id: int
    person_id: int
    section: str
    versions: Sequence[RecordedVersion]

    def standing(self, name: int, day: date) -> Standing:
        """How the name in this entry stood at the end of that day, with whatever number."""
        return standing_on([v.said for v in self.versions], self._alike(name), day, clock.zone())

    def _alike(self, name: int) -> set[int]:
        """All entries of this record that say the same name in the same part."""
        named = {key: one for version in self.versions for key, one in version.named.items()}
        meant = named.get(name)
        return {name} | {key for key, one in named.items() if meant and is_same_name(one, meant)}

    def versions_naming(self, name: int) -> list[RecordedVersion]:
        """All versions that say the same name, taken back or not."""
        keys = self._alike(name)
        return [version for version in self.versions if keys & version.named.keys()]

    def naming(self, name: int) -> RecordedVersion | None:
        """The newest version that holds this entry."""
        return next((v for v in reversed(self.versions) if name in v.named), None)

    def names_employee(self, person_id: int) -> bool:
        return any(v.employee_id == person_id for v in self.versions)


def recorded(interest_ids: Iterable[int]) -> dict[int, Recorded]:
    """These interests with all their versions."""
    return _grouped(InterestVersion.interest_id, sorted(set(interest_ids)))


def recorded_of(person_ids: Iterable[int]) -> dict[int, Recorded]:
    """Every interest these employees ever declared."""
    return _grouped(Interest.person_id, sorted(set(person_ids)))


def links_with(person_ids: Iterable[int]) -> dict[int, Recorded]:
    """Interests in which one of these employees names a colleague, or is named by one."""
    wanted = sorted(set(person_ids))
    return recorded(db.session.scalars(*_linked(wanted)))


@prepared
def _linked(person_ids: Sequence[int]) -> sa.CompoundSelect[int]:
    """Two questions, each by an index: joined with "or" they would read everybody's interests."""
    named = sa.select(InterestVersion.interest_id).where(
        InterestVersion.employee_id.is_not(None)
    ).join(Interest, Interest.id == InterestVersion.interest_id)  # fmt: skip
    return sa.union(
        named.where(InterestVersion.employee_id.in_(person_ids)),
        named.where(Interest.person_id.in_(person_ids)),
    )


def _grouped(column: Any, values: Sequence[int]) -> dict[int, Recorded]:
    found: dict[int, list[RecordedVersion]] = {}
    owners: dict[int, tuple[int, str]] = {}
    for part in in_chunks(values):
        for row in db.session.execute(_versions().where(column.in_(part))):
            version, owner, section, number, disclosure_id, filed, kind, withdrawn = row
            owners[version.interest_id] = (owner, section)
            found.setdefault(version.interest_id, []).append(
                _version(version, section, withdrawn, (disclosure_id, number, filed, kind))
            )
    return {
        interest_id: Recorded(interest_id, *owners[interest_id], versions)
        for interest_id, versions in found.items()
    }


def _versions() -> Any:
    return (
        sa.select(
            InterestVersion, Interest.person_id, Interest.section, Disclosure.number,
            Disclosure.id, DisclosureVersion.number, Disclosure.kind, Withdrawal.at,
        )
        .join(Interest, Interest.id == InterestVersion.interest_id)
        .join(DisclosureVersion, DisclosureVersion.id == InterestVersion.disclosure_version_id)
        .join(Disclosure, Disclosure.id == DisclosureVersion.disclosure_id)
        .outerjoin(Withdrawal, Withdrawal.version_id == DisclosureVersion.id)
        .order_by(InterestVersion.declared_at, InterestVersion.id)
    )  # fmt: skip


def _version(
    row: InterestVersion, section: str, withdrawn: Any, declaration: tuple[int, str, int, Any]
) -> RecordedVersion:
    fields = row.content.get("fields") or {}
    sources = [Source(one, interest_id=row.interest_id) for one in named_in(section, fields)]
    named = {source.key: source.named for source in sources}
    disclosure_id, number, filed, kind = declaration
    return RecordedVersion(
        said=Said(
            row.id, row.declared_at, withdrawn, row.valid_from, row.valid_to, frozenset(named)
        ),
        disclosure_version_id=row.disclosure_version_id,
        disclosure_id=disclosure_id,
        disclosure_number=number or "",
        version_number=filed,
        kind=kind.label,
        change=row.change.label,
        employee_id=row.employee_id,
        fields=fields,
        named=named,
    )
