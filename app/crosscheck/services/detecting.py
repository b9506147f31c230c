"""Findings: kept when a hint appears, dropped from view when it is gone, decided with a reason."""

from collections.abc import Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import WrongState
from app.core.events import Event
from app.core.reasons import check_reason
from app.crosscheck import detection, matter_hints, queries, staff_hints, wording
from app.crosscheck.detection import Hint
from app.crosscheck.events import ASKED_TO_LOOK, FINDINGS_EXPORTED, FOUND, NEW_HINTS
from app.crosscheck.guard import person_of
from app.crosscheck.models import Finding, FindingState, Rule
from app.crosscheck.workflow import FINDING_FLOW
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping, use_case
from app.disclosures.models import Disclosure
from app.matters import queries as matters
from app.notifications.services import notify

LEAST_REASON: Final = 10  # letters
_ALL_AT_ONCE: Final = 500


@use_case
def look_after_filing(event: Event) -> None:
    """After a filing: is the declarant's family declared on both sides (DT-01)?"""
    disclosure: Disclosure = event.subject
    person_id = disclosure.person_id
    hints = detection.one_sided_family([person_id])
    about = sa.or_(Finding.subject_id == person_id, Finding.other_id == person_id)
    _tell(_keep(Rule.DT_01, hints, about))


def look_everywhere() -> None:
    """Every rule over the whole register. A daily task; harmless when repeated.

    Looking takes long in a large office and holds nothing in the database; keeping is short. What
    filings raise as well (DT-01) is looked at while keeping.
    """
    links = matter_hints.declared_links()
    striking = matters.striking_decisions()
    found = {
        Rule.DT_02: matter_hints.handled_though_declared(links),
        Rule.DT_03: detection.shared_parties(),
        Rule.DT_06: staff_hints.always_nil(),
        Rule.DT_07: staff_hints.two_posts(),
        Rule.DT_08: matter_hints.hurried(striking, links),
        Rule.DT_09: matter_hints.incomplete(striking),
        Rule.DT_10: matter_hints.judging_own_work(),
        Rule.DT_11: matter_hints.leavers_as_parties(),
        Rule.DT_12: detection.overdue(),
    }
    _keep_all(found)


@use_case
def _keep_all(found: Mapping[Rule, Sequence[Hint]]) -> None:
    take_turn()  # from here on no filing raises or ends a hint that is not seen here
    every = {Rule.DT_01: _family_of_everybody(), **found}
    _tell([new for rule, hints in every.items() for new in _keep(rule, hints, sa.true())])


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


def _keep(rule: Rule, hints: Sequence[Hint], about: sa.ColumnElement[bool]) -> list[Finding]:
    """Bring the findings of a rule (and of whom it was asked about) in line with its hints; gives
    those that are new."""
    known = {
        finding.key: finding
        for finding in db.session.scalars(sa.select(Finding).where(Finding.rule == rule, about))
    }
    new = []
    for hint in hints:
        finding = known.pop(hint.key, None)
        if finding is None:
            new.append(_found(hint))
        elif _found_again(finding, hint):
            new.append(finding)
    for gone in known.values():
        gone.holds = False
    db.session.flush()
    return new


def _tell(new: Sequence[Finding]) -> None:
    """Say to each inspector how many hints are new, of those that are open to him (N-34)."""
    for person_id in accounts.people_with_role(Role.INSPECTOR):
        mine = queries.shown_among(Actor(person_id, "", frozenset({Role.INSPECTOR})), new)
        if mine:
            facts = {"count": len(mine)}
            notify(Event(NEW_HINTS, SYSTEM, mine[0], facts), [person_id], NEW_HINTS.message)


def _found(hint: Hint) -> Finding:
    finding = Finding(
        uid=new_uid(),
        rule=hint.rule,
        key=hint.key,
        state=FindingState.NEW,
        subject_id=hint.subject_id,
        other_id=hint.other_id,
        matter_id=hint.matter_id,
        facts=dict(hint.facts),
        facts_key=hint.facts_key,
        found_at=clock.now(),
        holds=True,
    )
    db.session.add(finding)
    db.session.flush()
    events.emit(Event(FOUND, SYSTEM, finding, {"rule": hint.rule.value}))
    return finding


def _found_again(finding: Finding, hint: Hint) -> bool:
    """A dismissed hint comes back only when something new is known (peers F12); gives whether so."""
    finding.holds = True
    if finding.facts_key == hint.facts_key:
        return False
    finding.facts, finding.facts_key = dict(hint.facts), hint.facts_key
    if finding.state is not FindingState.NO_PROBLEM:
        return False
    finding.found_at = clock.now()
    FINDING_FLOW.move(finding, "find", SYSTEM, rule=hint.rule.value)
    return True


@use_case
def review(actor: Actor, finding: Finding) -> None:
    """Begin to look into a finding."""
    take_turn()  # before the row: the night's look locks in this order
    FINDING_FLOW.move(finding, "review", actor, rule=finding.rule.value)


@use_case
def ask(actor: Actor, finding: Finding) -> None:
    """Ask the employee, in the words of a routine check, to look at his own declaration (N-34).

    Nothing is said about the hint, its rule or who found it. Raises WrongState for a hint that no
    declaration can answer.
    """
    if not wording.can_be_asked(finding):
        raise WrongState("Petunjuk ini bukan tentang isi deklarasi.")
    take_turn()
    FINDING_FLOW.move(finding, "ask", actor, rule=finding.rule.value)
    asked = Event(ASKED_TO_LOOK, SYSTEM, finding.subject)
    notify(asked, [finding.subject_id], ASKED_TO_LOOK.message)


@use_case
def decide(actor: Actor, finding: Finding, outcome: str, reason: str) -> None:
    """End it: `outcome` is "dismiss" (bukan masalah) or "follow_up". Raises Invalid without a
    reason."""
    take_turn()
    FINDING_FLOW.check(finding, outcome, actor)
    check_reason(reason, LEAST_REASON)
    finding.words = {"reason": reason.strip()}
    finding.decided_at, finding.decided_by_id = clock.now(), person_of(actor)
    FINDING_FLOW.move(finding, outcome, actor, rule=finding.rule.value)


@bookkeeping
def note_export(actor: Actor, rows: int, form: str) -> None:
    """Write that the queue was taken out."""
    policy.require(actor, "finding.list")
    events.emit(Event(FINDINGS_EXPORTED, actor, take_turn(), {"rows": rows, "form": form}))
