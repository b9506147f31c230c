"""Reading the hints of detection and how useful they were, always as somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import clock, policy
from app.core.actor import Actor
from app.core.working_days import add_months
from app.crosscheck.models import (
    Finding,
    FindingState,
    Rule,
)
from app.crosscheck.queries.lists import MOST_EXPORTED
from app.crosscheck.rows import in_chunks
from app.database.among import among
from app.database.base import db
from app.database.paging import Paged, page_of
from app.database.reading import record_for
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.queries import MatterFacts


@dataclass(frozen=True)
class FindingFilter:
    """Which findings are wanted; without a state, those that still wait; EVERY_STATE: all."""

    state: str = ""
    rule: str = ""


RULES = tuple(Rule)
EVERY_STATE = "semua"
_WAITING = (FindingState.NEW, FindingState.REVIEWING, FindingState.ASKED)


def finding_visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `finding.read`, said in SQL."""
    if not policy.can(actor, "finding.list"):
        return sa.false()
    return sa.and_(
        _about_others(actor),
        sa.or_(Finding.matter_id.is_(None), among(Finding.matter_id, matters.readable_ids(actor))),
    )


def _about_others(actor: Actor) -> sa.ColumnElement[bool]:
    me = actor.person_id if actor.person_id is not None else -1
    return sa.and_(
        Finding.subject_id != me, sa.or_(Finding.other_id.is_(None), Finding.other_id != me)
    )


def findings_known_to(actor: Actor) -> sa.Select[Any]:
    """The ids of the hints of which the trail may tell this keeper: an inspector, of those he may
    read; the administrator, who reads none, of all that are not about himself."""
    inspects = policy.can(actor, "finding.list")
    return sa.select(Finding.id).where(finding_visible(actor) if inspects else _about_others(actor))


def shown_among(actor: Actor, found: Sequence[Finding]) -> list[Finding]:
    """Those of these hints that the actor may read."""
    ids = [one.id for one in found]
    shown = {
        finding_id
        for part in in_chunks(ids)
        for finding_id in db.session.scalars(
            sa.select(Finding.id).where(Finding.id.in_(part), finding_visible(actor))
        )
    }
    return [one for one in found if one.id in shown]


def finding_for(actor: Actor, finding_id: int) -> Finding:
    """The finding, or NotFound for whoever is concerned by it."""
    return record_for(actor, "finding.read", Finding, finding_id)


def findings_visible_to(actor: Actor, wanted: FindingFilter, number: int = 1) -> Paged[Finding]:
    """The queue of hints (S-84)."""
    return page_of(_findings(actor, wanted), number)


def exported_findings_for(actor: Actor, wanted: FindingFilter) -> Sequence[Finding]:
    """The same without pages, at most MOST_EXPORTED."""
    return list(db.session.scalars(_findings(actor, wanted).limit(MOST_EXPORTED)))


def _findings(actor: Actor, wanted: FindingFilter) -> sa.Select[Any]:
    policy.require(actor, "finding.list")
    query = sa.select(Finding).where(finding_visible(actor))
    if not wanted.state:
        query = query.where(Finding.state.in_(_WAITING), _still_of_interest())
    elif wanted.state != EVERY_STATE:
        query = query.where(Finding.state == FindingState(wanted.state))
    if wanted.rule:
        query = query.where(Finding.rule == Rule(wanted.rule))
    query = query.options(joinedload(Finding.subject), joinedload(Finding.other), raiseload("*"))
    return query.order_by(Finding.found_at.desc(), Finding.id.desc())


def _still_of_interest() -> sa.ColumnElement[bool]:
    """What no longer holds drops out, unless somebody has begun with it: then it must be ended."""
    return sa.or_(Finding.holds, Finding.state != FindingState.NEW)


@dataclass(frozen=True)
class About:
    """What a finding leads to: its matter, and whom to search for.

    `parties` and `decided_on` begin a screening of the finding's subject; without parties there is
    none to begin.
    """

    matter: MatterFacts | None = None
    parties: Sequence[Party] = ()
    decided_on: date | None = None


def about_for(actor: Actor, finding: Finding) -> About:
    """The matter behind a hint, or the relative of a family bond. Raises NotAllowed."""
    policy.require(actor, "finding.read", finding)
    if finding.matter_id is not None:
        facts = matters.facts_of([finding.matter_id])[finding.matter_id]
        on = finding.facts.get("decided_on")
        return About(
            facts,
            () if finding.rule is Rule.DT_11 else facts.parties,
            date.fromisoformat(on) if on else None,
        )
    if finding.rule is Rule.DT_01 and finding.other is not None:
        return About(parties=(Party.of("person", finding.other.name),))
    return About()


def new_findings(actor: Actor) -> int:
    """How many hints nobody has looked at: the badge of the menu."""
    return (
        db.session.scalar(
            sa.select(sa.func.count(Finding.id)).where(
                finding_visible(actor), Finding.state == FindingState.NEW, Finding.holds
            )
        )
        or 0
    )


@dataclass(frozen=True)
class Month:
    """How useful the hints of a month were: of those decided, how many led to something."""

    first_day: date
    found: int
    followed_up: int
    dismissed: int

    @property
    def precision(self) -> float | None:
        """0…1; None while nothing was decided."""
        decided = self.followed_up + self.dismissed
        return self.followed_up / decided if decided else None


def precision_visible_to(actor: Actor, months: int = 12) -> Sequence[Month]:
    """The figures of the last months, newest first (peers F20): counts only, of what the reader may
    see."""
    policy.require(actor, "finding.list")
    since = add_months(clock.today().replace(day=1), 1 - months)
    begun = datetime.combine(since, time.min, clock.zone())
    figures: dict[date, list[int]] = {}
    for found_at, decided_at, state in db.session.execute(
        sa.select(Finding.found_at, Finding.decided_at, Finding.state).where(
            finding_visible(actor), sa.or_(Finding.found_at >= begun, Finding.decided_at >= begun)
        )
    ):
        _figure(figures, found_at)[0] += 1
        if decided_at is not None and state in _DECIDED:
            _figure(figures, decided_at)[_DECIDED[state]] += 1
    newest = sorted((first for first in figures if first >= since), reverse=True)
    return [Month(first, *figures[first]) for first in newest]


_DECIDED: Mapping[FindingState, int] = {FindingState.FOLLOWED_UP: 1, FindingState.NO_PROBLEM: 2}


def _figure(figures: dict[date, list[int]], moment: datetime) -> list[int]:
    return figures.setdefault(clock.local(moment).date().replace(day=1), [0, 0, 0])
