"""Asking to step aside (S-41), completing what was returned, and imposing it without a request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.audit.services import take_turn
from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.reasons import short_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.disclosures import queries as disclosures
from app.documents import numbering
from app.matters import queries as matters
from app.notifications.services import notify
from app.people import queries as people
from app.recusals import effects, guard
from app.recusals.events import (
    TO_ANSWER,
    TO_ANSWER_SERVICE,
    TO_DECIDE,
    TO_DECIDE_SERVICE,
)
from app.recusals.models import (
    EndsWith,
    Enforcement,
    Limit,
    Origin,
    Recusal,
    RecusalInterest,
    RecusalMatter,
    RecusalParty,
    Stance,
    State,
    Step,
)
from app.recusals.request import Request, covered_parties, guard_facts, of_recusal, problems
from app.recusals.workflow import ANSWER, DECIDE, FLOW

_SERIES = "PENARIKAN-DIRI"
_IMPOSED = "PENARIKAN-DIRI-P"
_ONE_SERIES = 0  # not by the year


# ── the draft ─────────────────────────────────────────────────────────────────────────────────


@use_case
def start(actor: Actor, wanted: Request) -> Recusal:
    """Keep what was typed as a draft; nothing is held yet."""
    policy.require(actor, "recusal.begin")
    take_turn()
    recusal = _new(actor.somebody, Origin.REQUEST)
    recusal.words = wanted.as_draft()
    db.session.add(recusal)
    db.session.flush()
    once.leads_to(f"/penarikan-diri/{recusal.id}/periksa")
    return recusal


@use_case
def save(actor: Actor, recusal: Recusal, wanted: Request) -> None:
    """Keep a draft as typed."""
    policy.require(actor, "recusal.own", recusal)
    FLOW.check(recusal, "discard", actor)
    recusal.words = wanted.as_draft()


@use_case
def discard(actor: Actor, recusal: Recusal) -> None:
    """The draft is not wanted any more."""
    FLOW.move(recusal, "discard", actor)
    recusal.words = None


def _new(person_id: int, origin: Origin) -> Recusal:
    post = people.post_of(person_id, clock.today())
    return Recusal(
        uid=new_uid(),
        number=_next_number(origin),
        state=State.DRAFT,
        origin=origin,
        person_id=person_id,
        unit_id=post.unit_id if post else None,
        post=post.title if post else "",
        created_at=clock.now(),
    )


# ── sending ───────────────────────────────────────────────────────────────────────────────────


@use_case
def send(actor: Actor, recusal: Recusal) -> None:
    """Send the draft: from now on the person handles nothing it covers. Raises Invalid.

    The superior is asked for his view (P-09); where no superior is free, HR decides (P-10).
    """
    policy.require(actor, "recusal.own", recusal)
    wanted = of_recusal(recusal)
    wrong = problems(recusal.person_id, wanted)
    if wrong:
        raise Invalid(fields=wrong)
    FLOW.check(recusal, "discard", actor)
    _take_effect(recusal, wanted)
    found = effects.route(recusal)
    recusal.superior_id, recusal.route_note = found.superior, effects.passed_over(found)
    if found.superior is None:
        event = _moved(recusal, "send_to_hr", actor, DECIDE)
        effects.note(recusal, Step.SENT, actor, wanted.as_draft())
        tell_hr(event)
    else:
        event = _moved(recusal, "send", actor, ANSWER)
        effects.note(recusal, Step.SENT, actor, wanted.as_draft())
        message = TO_ANSWER_SERVICE if recusal.service_due_on else TO_ANSWER
        notify(event, [found.superior], message, code="N-11")
    effects.hold_covered(recusal)
    once.leads_to(f"/penarikan-diri/{recusal.id}/terkirim")


def _next_number(origin: Origin) -> str:
    """The register counts on from year to year; a draft has its number already.

    What somebody else imposes (P, perintah) is counted apart from what people ask for themselves.
    """
    prefix, series = ("PDR", _SERIES) if origin is Origin.REQUEST else ("PDR-P", _IMPOSED)
    return f"{prefix}-{clock.today().year}-{numbering.take_number(series, _ONE_SERIES):04d}"


def _take_effect(recusal: Recusal, wanted: Request) -> None:
    recusal.requested_at = clock.now()
    _write(recusal, wanted)
    db.session.flush()


def _write(recusal: Recusal, wanted: Request) -> None:
    recusal.scope, recusal.matter_kind = wanted.scope, wanted.matter_kind or None
    recusal.limits = " ".join(one.value for one in wanted.limits)
    recusal.starts_on, recusal.ends_with = wanted.starts_on, wanted.ends_with
    recusal.ends_on = wanted.ends_on if wanted.ends_with is EndsWith.DATE else None
    recusal.wished_substitute_id = wanted.substitute_id
    recusal.service_due_on = wanted.service_due_on or _nearest_due(wanted)
    recusal.words = {"matter_text": wanted.matter_text, "note": wanted.note}
    _write_matters(recusal, wanted)
    recusal.parties = [_party(one) for one in covered_parties(wanted)]
    known = {one.interest_id for one in recusal.cited}
    versions = {
        row.interest_id: row.id
        for row in disclosures.interests_as_of(recusal.person_id, clock.today())
    }
    recusal.cited = [
        *(one for one in recusal.cited if one.interest_id in wanted.interest_ids),
        *(
            RecusalInterest(interest_id=one, version_id=versions[one])
            for one in dict.fromkeys(wanted.interest_ids)
            if one in versions and one not in known
        ),
    ]


def _write_matters(recusal: Recusal, wanted: Request) -> None:
    kept = [one for one in recusal.matters if one.matter_id in wanted.matter_ids]
    known = {one.matter_id for one in kept}
    recusal.matters = [
        *kept,
        *(
            RecusalMatter(matter_id=one, found_later=False, added_at=clock.now())
            for one in dict.fromkeys(wanted.matter_ids)
            if one not in known
        ),
    ]


def _party(one: Any) -> RecusalParty:
    row = RecusalParty(uid=new_uid(), kind=one.kind)
    row.words = one.words()
    return row


def _nearest_due(wanted: Request) -> date | None:
    return min(matters.service_dues(wanted.matter_ids).values(), default=None)


def _moved(recusal: Recusal, action: str, actor: Actor, clock_code: str) -> Event:
    """Take the step with the days its notices name."""
    facts: dict[str, Any] = {
        "number": recusal.number,
        "due": deadlines.due_on(clock_code, clock.today()).isoformat(),
        "from_day": (recusal.starts_on or clock.today()).isoformat(),
    }
    if recusal.service_due_on:
        facts["service_due"] = recusal.service_due_on.isoformat()
    return FLOW.move(recusal, action, actor, **facts)


def tell_hr(event: Event) -> None:
    """Whoever may propose or decide learns that it waits (N-11). `due` is among the facts."""
    recusal: Recusal = event.subject
    told = effects.free_officers(recusal)
    if recusal.decider_id is not None:
        told.append(recusal.decider_id)
    message = TO_DECIDE_SERVICE if "service_due" in event.facts else TO_DECIDE
    notify(event, told, message, code="N-11")


@use_case
def request_recusal(actor: Actor, wanted: Request) -> Recusal:
    """Ask and send in one step, for other features. Raises Invalid."""
    recusal = start(actor, wanted)
    send(actor, recusal)
    return recusal


# ── completing ────────────────────────────────────────────────────────────────────────────────


@use_case
def complete(actor: Actor, recusal: Recusal, wanted: Request) -> None:
    """Answer what HR sent back; the effect went on all the time. Raises Invalid."""
    FLOW.check(recusal, "complete", actor)
    before = {one.matter_id for one in recusal.matters}
    wrong = problems(
        recusal.person_id, wanted,
        began=recusal.starts_on, due=recusal.service_due_on, kept=before,
    )  # fmt: skip
    if wrong:
        raise Invalid(fields=wrong)
    _write(recusal, wanted)
    dropped = before - {one.matter_id for one in recusal.matters}
    for matter_id in dropped:
        effects.release_matter(recusal, matter_id)
    effects.route(recusal)
    event = _moved(recusal, "complete", actor, DECIDE)
    effects.note(recusal, Step.COMPLETED, actor, wanted.as_draft())
    effects.hold_covered(recusal)
    tell_hr(event)
    once.leads_to(f"/penarikan-diri/{recusal.id}")


# ── without a request ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Imposed:
    """Why and how somebody is kept away without a request. `cause`: the record it comes from."""

    origin: Origin
    reason: str
    substitute_id: int | None = None
    gatekeepers: Sequence[tuple[int, Enforcement]] = ()
    cause: Any = None


@use_case
def impose_recusal(actor: Actor, person_id: int, wanted: Request, how: Imposed) -> Recusal:
    """A superior who knows, a plan (TND-B) or an open divestment keeps somebody away at once.

    Whoever imposes it counts as having given his view; HR decides (P-10). With SYSTEM the superior
    may still answer. Raises Invalid; NotAllowed for oneself.
    """
    recusal = _new(person_id, how.origin)
    recusal.cause_type = getattr(how.cause, "__tablename__", None)
    recusal.cause_id = getattr(how.cause, "id", None)
    db.session.add(recusal)
    db.session.flush()
    FLOW.check(recusal, "impose", actor)
    _check_imposed(person_id, wanted, how)
    _take_effect(recusal, replace(wanted, limits=wanted.limits or tuple(Limit)))
    found = effects.route(recusal)
    recusal.superior_id, recusal.route_note = found.superior, effects.passed_over(found)
    recusal.substitute_id = how.substitute_id
    recusal.unanswered = actor.person_id is None
    if actor.person_id is not None:
        if all(bar.person_id != actor.person_id for bar in recusal.bars):
            recusal.superior_id = actor.person_id
        recusal.answered_by_id, recusal.answered_at = actor.person_id, clock.now()
        recusal.stance = Stance.SUPPORT
    effects.gatekeepers_from(recusal, how.gatekeepers)
    event = _moved(recusal, "impose", actor, DECIDE)
    effects.note(recusal, Step.IMPOSED, actor, {"reason": how.reason.strip()})
    effects.hold_covered(recusal)
    effects.tell_gatekeepers(actor, recusal)
    if how.substitute_id is not None:
        effects.tell_substitute(event)
    tell_hr(event)
    return recusal


def _check_imposed(person_id: int, wanted: Request, how: Imposed) -> None:
    wrong = problems(person_id, wanted)
    for field in ("limits", "interests"):  # what only the person himself promises or declares
        wrong.pop(field, None)
    wrong |= short_reason(how.reason)
    if not wrong and how.substitute_id is not None:
        found = guard.why_not(guard_facts(person_id, wanted), how.substitute_id)
        if found:
            wrong["substitute"] = Sentence(
                "Pengganti tidak lolos pagar benturan: %(reason)s.", reason=found
            )
    if wrong:
        raise Invalid(fields=wrong)
