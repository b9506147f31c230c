"""Recording a decision, refusing it to whoever is kept away, and reviewing what was decided."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotAllowed
from app.core.events import Event
from app.core.sentences import Sentence
from app.core.working_days import working_days_between
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping, use_case
from app.deadlines import queries as deadlines
from app.matters import policy as rights
from app.matters import queries
from app.matters.events import DECISION_REFUSED
from app.matters.models import Decision, Effect, Matter
from app.matters.services import entries, recording
from app.matters.workflow import FLOW
from app.regulations import queries as regulations

BASES: Final = "dasar_keputusan"
LONGEST_NUMBER: Final = 100
UNTICKED = "Centang keempat dasar keputusan sebelum melanjutkan."
Outcome = Literal["uphold", "annul", "change", "redo"]


@dataclass(frozen=True, kw_only=True)
class DecisionWanted:
    """A decision as recorded: by whom, on which day, its number, what it does, on which bases."""

    person_id: int
    decided_on: date
    number: str
    effect: Effect
    bases: tuple[str, ...] = ()


def record_decision(actor: Actor, matter: Matter, wanted: DecisionWanted) -> Decision:
    """Record who decided what on which day.

    Raises NotAllowed with the obstacle's sentence for whoever is recused or held: nothing is
    recorded but the attempt (`matter.decision_refused`, R-039); Invalid for what is missing.
    """
    policy.require(actor, "matter.decide", matter)
    obstacle = queries.obstacle_to(wanted.person_id, matter, wanted.decided_on)
    if obstacle is not None:
        _note_refusal(actor, matter, wanted.person_id)
        raise NotAllowed(obstacle.reason)
    return _record(actor, matter, wanted)


@bookkeeping
def _note_refusal(actor: Actor, matter: Matter, person_id: int) -> None:
    facts = {"person": person_id, "number": matter.number, "about_person_id": person_id}
    events.emit(Event(DECISION_REFUSED, actor, matter, facts))


@use_case
def _record(actor: Actor, matter: Matter, wanted: DecisionWanted) -> Decision:
    FLOW.check(matter, "decide", actor)
    problems = _problems(actor, matter, wanted)
    if problems:
        raise Invalid(fields=problems)
    row = Decision(
        uid=new_uid(),
        matter=matter,
        person_id=wanted.person_id,
        decided_on=wanted.decided_on,
        number=wanted.number.strip(),
        effect=wanted.effect,
        bases=" ".join(wanted.bases),
        working_days=days_taken(matter.received_on, wanted.decided_on),
        recorded_at=clock.now(),
        recorded_by_id=actor.person_id,
    )
    db.session.add(row)
    db.session.flush()
    FLOW.move(
        matter, "decide", actor,
        person=wanted.person_id, decided_on=wanted.decided_on.isoformat(),
        effect=wanted.effect.value,
    )  # fmt: skip
    once.leads_to(f"/urusan/{matter.id}")
    return row


def days_taken(received_on: date, decided_on: date) -> int:
    """Working days from the day after receipt to the decision, at least one."""
    return max(1, working_days_between(received_on, decided_on, deadlines.calendar_on(received_on)))


def bases_of(day: date) -> list[tuple[str, str]]:
    """The four bases of a decision (Perwali 92/2020 Lamp. I.4.a): code and words."""
    return [(one.code, one.text) for one in regulations.pack_on(day).codes(BASES, day)]


def _problems(actor: Actor, matter: Matter, wanted: DecisionWanted) -> dict[str, str]:
    """What is wrong with a decision, by field."""
    problems: dict[str, str] = {}
    if not _may_have_decided(actor, matter, wanted):
        problems["person"] = "Pilih petugas urusan ini pada tanggal keputusan."
    if wanted.decided_on > clock.today():
        problems["decided_on"] = "Tanggal keputusan tidak boleh sesudah hari ini."
    elif wanted.decided_on < matter.received_on:
        problems["decided_on"] = "Tanggal keputusan tidak boleh sebelum urusan diterima."
    if not 1 <= len(wanted.number.strip()) <= LONGEST_NUMBER:
        problems["number"] = Sentence(
            "Isi nomor keputusan, paling panjang %(n)s huruf.", n=LONGEST_NUMBER
        )
    if {code for code, _label in bases_of(clock.today())} - set(wanted.bases):
        problems["bases"] = UNTICKED
    return problems


def _may_have_decided(actor: Actor, matter: Matter, wanted: DecisionWanted) -> bool:
    """An official records his own decision; a clerk that of any official of that day."""
    assigned = {one.person_id for one in queries.officials_of(matter, wanted.decided_on)}
    own = wanted.person_id == actor.person_id
    return wanted.person_id in assigned and (own or not _only_official(actor, matter))


def _only_official(actor: Actor, matter: Matter) -> bool:
    return rights.official(actor, matter) and not rights.clerk(actor, matter)


# ── after a complaint ─────────────────────────────────────────────────────────────────────────


@use_case
def begin_review(actor: Actor, matter: Matter, origin: Any = None) -> None:
    """An examination found the complaint true: the decision is under review (II.G.5)."""
    facts = {
        "origin": getattr(origin, "__tablename__", None),
        "origin_id": getattr(origin, "id", None),
    }
    FLOW.move(matter, "review", actor, **facts)


@use_case
def settle_review(actor: Actor, matter: Matter, outcome: Outcome) -> None:
    """The review's outcome: the decision stands, is annulled, changed, or made again."""
    FLOW.move(matter, outcome, actor, outcome=outcome)


@use_case
def do_again(actor: Actor, matter: Matter, wanted: entries.MatterWanted) -> Matter:
    """Enter the matter that takes the place of one to be done again, by other officers; it closes.

    Raises Invalid when somebody who had a role in the first one is named again (§4.8).
    """
    FLOW.check(matter, "close", actor)
    before = {one.person_id for one in matter.officials}
    again = [at for at, one in enumerate(wanted.officials) if one.person_id in before]
    if again:
        sentence = "Pilih petugas lain: pegawai ini menangani urusan yang diulang."
        raise Invalid(fields={f"officials.{at}.person": sentence for at in again})
    found = recording.record(actor, replace(wanted, follows_id=matter.id))
    FLOW.move(matter, "close", actor, successor=found.id)
    return found
