"""Findings: kept when a hint appears, dropped from view when it is gone, decided with a reason."""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

from app.core import clock, events
from app.core.actor import SYSTEM, Actor
from app.core.events import Event
from app.core.reasons import check_reason
from app.crosscheck import detection
from app.crosscheck.detection import Hint
from app.crosscheck.events import FOUND
from app.crosscheck.guard import person_of
from app.crosscheck.models import Finding, FindingState, Rule
from app.crosscheck.workflow import FINDING_FLOW
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.disclosures.models import Disclosure

LEAST_REASON: Final = 10  # letters
_ALL_AT_ONCE: Final = 500


@use_case
def look_after_filing(event: Event) -> None:
    """After a filing: is the declarant's family declared on both sides (DT-01)?"""
    disclosure: Disclosure = event.subject
    person_id = disclosure.person_id
    hints = detection.one_sided_family([person_id])
    about = sa.or_(Finding.subject_id == person_id, Finding.other_id == person_id)
    _keep(Rule.DT_01, hints, about)


@use_case
def look_everywhere() -> None:
    """Every rule over the whole register. A daily task; harmless when repeated."""
    _keep(Rule.DT_01, _family_of_everybody(), sa.true())
    _keep(Rule.DT_03, detection.shared_parties(), sa.true())
    _keep(Rule.DT_12, detection.overdue_declarations(), sa.true())


@use_case
def raise_hint(hint: Hint) -> None:
    """Keep one hint that another feature found, such as acting while recused (DT-04)."""
    known = db.session.scalar(
        sa.select(Finding).where(Finding.rule == hint.rule, Finding.key == hint.key)
    )
    if known is None:
        _found(hint)
    else:
        _found_again(known, hint)


def _family_of_everybody() -> list[Hint]:
    everybody = detection.everybody()
    found = {
        hint.key: hint
        for at in range(0, len(everybody), _ALL_AT_ONCE)
        for hint in detection.one_sided_family(everybody[at : at + _ALL_AT_ONCE])
    }
    return list(found.values())


def _keep(rule: Rule, hints: Sequence[Hint], about: sa.ColumnElement[bool]) -> None:
    """Bring the findings of a rule (and of whom it was asked about) in line with its hints."""
    known = {
        finding.key: finding
        for finding in db.session.scalars(sa.select(Finding).where(Finding.rule == rule, about))
    }
    for hint in hints:
        finding = known.pop(hint.key, None)
        if finding is None:
            _found(hint)
        else:
            _found_again(finding, hint)
    for gone in known.values():
        gone.holds = False
    db.session.flush()


def _found(hint: Hint) -> None:
    finding = Finding(
        uid=new_uid(),
        rule=hint.rule,
        key=hint.key,
        state=FindingState.NEW,
        subject_id=hint.subject_id,
        other_id=hint.other_id,
        facts=dict(hint.facts),
        facts_key=hint.facts_key,
        found_at=clock.now(),
        holds=True,
    )
    db.session.add(finding)
    db.session.flush()
    events.emit(Event(FOUND, SYSTEM, finding, {"rule": hint.rule.value}))


def _found_again(finding: Finding, hint: Hint) -> None:
    """A dismissed hint comes back only when something new is known (peers F12)."""
    finding.holds = True
    if finding.facts_key == hint.facts_key:
        return
    finding.facts, finding.facts_key = dict(hint.facts), hint.facts_key
    if finding.state is FindingState.NO_PROBLEM:
        finding.found_at = clock.now()
        FINDING_FLOW.move(finding, "find", SYSTEM, rule=hint.rule.value)


@use_case
def review(actor: Actor, finding: Finding) -> None:
    """Begin to look into a finding."""
    FINDING_FLOW.move(finding, "review", actor, rule=finding.rule.value)


@use_case
def decide(actor: Actor, finding: Finding, outcome: str, reason: str) -> None:
    """End it: `outcome` is "dismiss" (bukan masalah) or "follow_up". Raises Invalid without a
    reason."""
    FINDING_FLOW.check(finding, outcome, actor)
    check_reason(reason, LEAST_REASON)
    finding.words = {"reason": reason.strip()}
    finding.decided_at, finding.decided_by_id = clock.now(), person_of(actor)
    FINDING_FLOW.move(finding, outcome, actor, rule=finding.rule.value)
