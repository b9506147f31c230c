"""One declaration, for somebody: the record, its versions, remarks, letters and readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.audit import queries as audit
from app.audit.models import AuditEntry
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.database.base import db
from app.database.reading import reaches, record_for
from app.disclosures import levels
from app.disclosures.events import OPENED
from app.disclosures.models import (
    Assessment,
    Disclosure,
    DisclosureVersion,
    Handover,
    Interest,
    InterestVersion,
    Remark,
    Withdrawal,
)
from app.documents import queries as letters
from app.documents.models import Document
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.pack import Pack


def disclosure_for(actor: Actor, disclosure_id: int) -> Disclosure:
    """The declaration, or NotFound for whoever may not read it."""
    return record_for(actor, "disclosure.read", Disclosure, disclosure_id)


def version_for(actor: Actor, disclosure_id: int, number: int) -> DisclosureVersion:
    """One filed version, to whoever may read the declaration."""
    disclosure = disclosure_for(actor, disclosure_id)
    found = next((v for v in disclosure.versions if v.number == number), None)
    if found is None:
        raise NotFound(f"version {number}")
    return found


def remarks_for(actor: Actor, disclosure: Disclosure) -> list[Remark]:
    """What the reviewer asked to have completed, oldest first."""
    policy.require(actor, "disclosure.read", disclosure)
    return list(
        db.session.scalars(
            sa.select(Remark).where(Remark.disclosure_id == disclosure.id).order_by(Remark.id)
        )
    )


def interests_of_version_for(
    actor: Actor, version: DisclosureVersion
) -> list[tuple[InterestVersion, Assessment | None]]:
    """The interests of one filing with the newest assessment of each."""
    policy.require(actor, "disclosure.read", version.disclosure)
    rows = db.session.scalars(
        sa.select(InterestVersion)
        .where(
            InterestVersion.disclosure_version_id == version.id, InterestVersion.ended_by.is_(None)
        )
        .options(joinedload(InterestVersion.interest))
        .order_by(InterestVersion.id)
    ).all()
    assessed = {
        a.interest_version_id: a
        for a in db.session.scalars(
            sa.select(Assessment)
            .where(Assessment.disclosure_version_id == version.id)
            .order_by(Assessment.id)
        )
    }
    return [(row, assessed.get(row.id)) for row in rows]


def withdrawn_versions_for(actor: Actor, disclosure: Disclosure) -> dict[int, datetime]:
    """Which versions (by id) were taken back, and when."""
    policy.require(actor, "disclosure.read", disclosure)
    ids = [version.id for version in disclosure.versions]
    rows = db.session.execute(
        sa.select(Withdrawal.version_id, Withdrawal.at).where(Withdrawal.version_id.in_(ids))
    )
    return {row[0]: row[1] for row in rows}


def letters_for(actor: Actor, disclosure: Disclosure) -> list[Document]:
    """The letters about a declaration, oldest first, to whoever may read it."""
    policy.require(actor, "disclosure.read", disclosure)
    return letters.letters_of("disclosures", [disclosure.id])


def reason_of_handing_on_for(actor: Actor, disclosure: Disclosure) -> str:
    """Why the superior before handed the review on: for the reviewer who has it now, "" otherwise."""
    policy.require(actor, "disclosure.read", disclosure)
    if actor.person_id is None or actor.person_id != disclosure.reviewer_id:
        return ""
    last = db.session.scalar(
        sa.select(Handover)
        .where(Handover.disclosure_id == disclosure.id)
        .order_by(Handover.id.desc())
        .limit(1)
    )
    return (last.words or "") if last is not None and last.to_id == actor.person_id else ""


@dataclass(frozen=True)
class Reading:
    """One line of Riwayat akses."""

    name: str
    role: str
    at: datetime
    why: str


def readers_of_for(actor: Actor, disclosure: Disclosure) -> list[Reading]:
    """Riwayat akses: who opened this declaration, in which role, when and why (R-176)."""
    policy.require(actor, "disclosure.own", disclosure)
    entries = audit.readings_of(disclosure, also=(OPENED.name,))
    reviewers = {e.actor_person_id for e in entries if e.action == OPENED.name}
    reviewers.add(disclosure.reviewer_id)
    return [
        Reading(
            entry.actor_name,
            "Peninjau" if entry.actor_person_id in reviewers else _offices_of(entry),
            entry.at,
            entry.reason or entry.title,
        )
        for entry in entries
    ]


def _offices_of(entry: AuditEntry) -> str:
    return ", ".join(Role(name).label for name in entry.roles if name != Role.EMPLOYEE.value)


def sections_of(interest_ids: Sequence[int]) -> list[str]:
    """In which of the nine sections these interests stand: their category, and nothing more."""
    rows = db.session.execute(
        sa.select(Interest.id, Interest.section).where(Interest.id.in_(interest_ids))
    )
    known = {row[0]: row[1] for row in rows}
    return [known[one] for one in interest_ids if one in known]


def level_suggestion(
    link: Mapping[str, Any], risk_positions: Sequence[str], pack: Pack | None = None
) -> levels.Suggestion:
    """The suggested level with its reasons, under the pack in force today unless given."""
    return levels.suggest(link, risk_positions, pack or regulations.pack_on(clock.today()))


def reviewer_name(disclosure: Disclosure) -> str:
    """Who has it, in words; outside the system when nobody unconcerned is left."""
    if disclosure.reviewer_id is None:
        return "Gubernur melalui Inspektorat"
    found = people.person(disclosure.reviewer_id)
    return found.name if found else ""


def may_read(actor: Actor, disclosure_id: int) -> bool:
    """Whether this actor may read the declaration: asked by the letters about it."""
    return reaches(actor, "disclosure.read", Disclosure, disclosure_id)
