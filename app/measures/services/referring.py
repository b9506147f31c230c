"""A breach of the plan is referred to those who decide on sanctions; nothing is decided here (TND-F)."""

from dataclasses import dataclass
from datetime import date

from app.accounts import queries as accounts
from app.audit.services import take_turn
from app.core import clock, events
from app.core.actor import Actor, Role
from app.core.errors import Invalid
from app.core.events import Event
from app.core.reasons import LEAST_REASON
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.documents import numbering
from app.measures import documents
from app.measures.events import BREACH_MESSAGE, REFERRAL_WRITTEN, page_of
from app.measures.models import Plan, Referral, ReferralState
from app.measures.policy import is_concerned
from app.measures.workflow import FLOW, REFERRAL_FLOW
from app.notifications.services import notify
from app.people import queries as people

_SERIES = "RUJUKAN"


@dataclass(frozen=True)
class Breach:
    """What was breached, when, and how it is known."""

    happened_on: date | None
    what: str
    proof: str


@use_case
def refer(actor: Actor, plan: Plan, breach: Breach) -> Referral:
    """Record a breach of the plan and write the referral letter. Raises Invalid without proof.

    The letter asks the office in charge to examine; which sanction, if any, is decided there.
    """
    FLOW.check(plan, "refer", actor)
    once.leads_to(f"/rencana/{plan.id}")
    problems = _problems_of(plan, breach)
    if problems or breach.happened_on is None:
        raise Invalid(fields=problems)
    return _write(actor, plan, breach, breach.happened_on, "refer")


@use_case
def refer_found(actor: Actor, plan: Plan, breach: Breach, on: date) -> Referral:
    """The same for what an examination found true, before there was any plan (Lamp. II.G.5)."""
    FLOW.check(plan, "refer_found", actor)
    return _write(actor, plan, breach, on, "refer_found")


def _write(actor: Actor, plan: Plan, breach: Breach, on: date, action: str) -> Referral:
    take_turn()
    year = clock.today().year
    referral = Referral(
        uid=new_uid(),
        plan=plan,
        number=f"RJK-{year}-{numbering.take_number(_SERIES, year):04d}",
        state=ReferralState.REFERRED,
        at=clock.now(),
        by_id=actor.somebody,
        happened_on=on,
    )
    referral.words = {"what": breach.what.strip(), "proof": breach.proof.strip()}
    db.session.add(referral)
    db.session.flush()
    event = FLOW.move(plan, action, actor, referral=referral.number)
    events.emit(Event(REFERRAL_WRITTEN, actor, referral, {"number": referral.number}))
    notify(event, _those_to_know(actor, plan), BREACH_MESSAGE, code="N-30", link=page_of(event))
    documents.order_referral(actor, referral)
    return referral


def _problems_of(plan: Plan, breach: Breach) -> dict[str, str]:
    problems: dict[str, str] = {}
    if breach.happened_on is None:
        problems["happened_on"] = "Isi tanggal pelanggaran."
    elif breach.happened_on > clock.today():
        problems["happened_on"] = "Tanggal pelanggaran tidak boleh setelah hari ini."
    elif plan.versions and breach.happened_on < clock.local(plan.versions[0].set_at).date():
        problems["happened_on"] = "Tanggal pelanggaran tidak boleh sebelum rencana ditetapkan."
    for name, text in (("what", breach.what), ("proof", breach.proof)):
        if len(text.strip()) < LEAST_REASON:
            problems[name] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_REASON)
    return problems


def _those_to_know(actor: Actor, plan: Plan) -> list[int]:
    """Inspectors, the superior's superior and the leaders in the line; nobody concerned (N-30)."""
    line = [one.id for one in people.superiors_above(plan.person_id, clock.today())]
    leaders = set(accounts.people_with_role(Role.LEADER))
    above = line[line.index(plan.superior_id) + 1 :] if plan.superior_id in line else line
    told = [*accounts.people_with_role(Role.INSPECTOR), *above[:1]]
    told += [one for one in above if one in leaders]
    if plan.superior_id is not None:
        told.append(plan.superior_id)
    return [
        one
        for one in dict.fromkeys(told)
        if one not in (plan.person_id, actor.person_id) and not is_concerned(one, plan)
    ]


@use_case
def take_up(actor: Actor, referral: Referral) -> None:
    """The office in charge has begun."""
    REFERRAL_FLOW.move(referral, "take_up", actor)


@use_case
def note_decision(
    actor: Actor, referral: Referral, number: str, decided_on: date | None, kind: str
) -> None:
    """Write down what was decided elsewhere: number, day and kind."""
    REFERRAL_FLOW.check(referral, "decide", actor)
    problems: dict[str, str] = {}
    if not number.strip():
        problems["decision_number"] = "Isi nomor putusan."
    if not kind.strip():
        problems["kind"] = "Isi jenis putusan."
    if decided_on is None:
        problems["decided_on"] = "Isi tanggal putusan."
    elif decided_on > clock.today() or decided_on < referral.happened_on:
        problems["decided_on"] = "Tanggal putusan harus antara pelanggaran dan hari ini."
    if problems:
        raise Invalid(fields=problems)
    referral.decision_number, referral.decided_on = number.strip(), decided_on
    referral.words = {**referral.words, "decision": kind.strip()}
    REFERRAL_FLOW.move(referral, "decide", actor, number=number.strip())
