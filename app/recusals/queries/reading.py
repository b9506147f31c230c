"""One recusal, for somebody: the record, what was written, cited, answered and decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core import clock, policy
from app.core.actor import Actor
from app.database.base import db
from app.database.reading import reaches, record_for
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.disclosures.models import InterestVersion
from app.documents.models import Document
from app.documents.queries import letters_of
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.models import Matter
from app.matters.queries import MatterFacts
from app.people import queries as people
from app.recusals import coverage
from app.recusals.models import Breach, Gatekeeper, Recusal, RecusalInterest, Step

TABLE = "recusals"


def recusal_for(actor: Actor, recusal_id: int) -> Recusal:
    """The recusal, or NotFound for a stranger and for whomever of HR it concerns."""
    return record_for(actor, "recusal.read", Recusal, recusal_id)


def may_read(actor: Actor, recusal_id: int) -> bool:
    """Whether this actor may read it: asked by letters and mail."""
    return reaches(actor, "recusal.read", Recusal, recusal_id)


def newest_of(person_id: int) -> Recusal | None:
    """The last recusal or draft of this person."""
    return db.session.scalar(
        sa.select(Recusal)
        .where(Recusal.person_id == person_id)
        .order_by(Recusal.id.desc())
        .limit(1)
    )


def recusal(recusal_id: int) -> Recusal | None:
    """The recusal itself, for the services of other features; pages use `recusal_for`."""
    return db.session.get(Recusal, recusal_id)


def letters_for(actor: Actor, found: Recusal) -> list[Document]:
    policy.require(actor, "recusal.read", found)
    return letters_of(TABLE, [found.id])


def may_read_reasons(actor: Actor, found: Recusal) -> bool:
    """Whether the actor sees what was written and cited: the person himself and the handlers."""
    return policy.can(actor, "recusal.read_reasons", found)


def handles(actor: Actor, found: Recusal) -> bool:
    """Whether the actor handles it or oversees: he sees who was passed over, and why."""
    if actor.person_id == found.person_id:
        return False
    return may_read_reasons(actor, found) or policy.can(actor, "recusal.register")


def clock_of(found: Recusal) -> RunningClock | None:
    """The clock that runs now, the nearest one first."""
    clocks = deadlines.clocks_of(TABLE, [found.id])[found.id]
    return clocks[0] if clocks else None


def cited_for(actor: Actor, found: Recusal) -> list[InterestVersion]:
    """The interests it cites, in the version that was cited, and none besides (S-41)."""
    if not policy.can(actor, "recusal.read_reasons", found):
        return []
    return list(
        db.session.scalars(
            sa.select(InterestVersion)
            .join(RecusalInterest, RecusalInterest.version_id == InterestVersion.id)
            .where(RecusalInterest.recusal_id == found.id)
            .options(joinedload(InterestVersion.interest))
            .order_by(RecusalInterest.id)
        )
    )


@dataclass(frozen=True)
class Words:
    """What one step says, for those who may read it."""

    step: Step
    at: datetime
    by: str
    words: Mapping[str, Any]


def steps_for(actor: Actor, found: Recusal) -> list[Words]:
    """The history; what was written only for those who handle it or asked for it."""
    policy.require(actor, "recusal.read", found)
    whole = policy.can(actor, "recusal.read_reasons", found)
    return [
        Words(
            one.step,
            one.at,
            one.by.name if one.by else "Sistem",
            (one.words or {}) if whole and _shown(actor, found, one.step) else {},
        )
        for one in found.steps
    ]


def _shown(actor: Actor, found: Recusal, step: Step) -> bool:
    """A proposal is between the officers until it is decided."""
    if step not in (Step.PROPOSED, Step.HANDED_BACK):
        return True
    return actor.person_id not in (found.person_id, found.superior_id)


def words_of(found: Recusal, step: Step) -> dict[str, Any]:
    """What the newest step of this kind says."""
    return next((one.words or {} for one in reversed(found.steps) if one.step is step), {})


def suggested_ruling_for(actor: Actor, found: Recusal) -> dict[str, Any]:
    """The proposal, for whoever decides; before one is made, what the superior gave.

    The verdict itself is suggested to nobody: whoever decides makes the choice.
    """
    policy.require(actor, "recusal.read_reasons", found)
    if found.proposed_at is not None:
        return {**words_of(found, Step.PROPOSED), "verdict": None}
    return {
        "substitute_id": found.substitute_id,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "granted_ids": [one.matter_id for one in found.matters],
        "copy_ids": [found.superior_id] if found.superior_id else [],
    }


def parties_for(actor: Actor, found: Recusal) -> list[Party]:
    policy.require(actor, "recusal.read", found)
    return coverage.parties_of(found)


def matters_for(actor: Actor, found: Recusal) -> list[MatterFacts]:
    """The matters it covers, as whoever handles it needs them."""
    policy.require(actor, "recusal.read", found)
    facts = matters.facts_of(one.matter_id for one in found.matters)
    return [facts[one.matter_id] for one in found.matters if one.matter_id in facts]


def breaches_for(actor: Actor, found: Recusal) -> list[tuple[Breach, str]]:
    """What was done although recused, with the matter's number: to HR and the inspectors."""
    if not (policy.can(actor, "recusal.register") and policy.can(actor, "recusal.read", found)):
        return []
    rows = db.session.execute(
        sa.select(Breach, Matter.number)
        .join(Matter, Matter.id == Breach.matter_id)
        .where(Breach.recusal_id == found.id)
        .order_by(Breach.id)
    )
    return [(row[0], row[1]) for row in rows]


@dataclass(frozen=True)
class Told:
    """One line of the enforcement list, with the proof that he was told."""

    keeper: Gatekeeper
    post: str


def keepers_for(actor: Actor, found: Recusal) -> list[Told]:
    policy.require(actor, "recusal.read", found)
    posts = people.posts_of([one.person_id for one in found.gatekeepers], clock.today())
    return [
        Told(one, posts[one.person_id].title if one.person_id in posts else "")
        for one in found.gatekeepers
    ]
