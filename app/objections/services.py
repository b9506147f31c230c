"""Filing an objection (S-12), checking its form, deciding it (S-87), the appeal."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.accounts import queries as accounts
from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.reasons import LEAST_REASON, check_reason, short_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.documents import numbering
from app.notifications.services import notify
from app.objections import documents, queries
from app.objections.events import DECIDED, FILED, TO_ADMIT, TO_CARRY_OUT, TO_REVIEW
from app.objections.grounds import Decided, Ground, by_number, ground_of
from app.objections.models import (
    Filer,
    Follows,
    Objection,
    ObjectionBar,
    Outcome,
    State,
    Step,
    Wish,
)
from app.objections.steps import write_down
from app.objections.workflow import ADMIT, CARRY_OUT, DECIDE, DECIDE_APPEAL, FLOW
from app.people import queries as people
from app.regulations import queries as regulations
from app.visits import services as visits

LEAST_GROUNDS = 50  # letters (service design S-12)
LEAST_RULING = 100  # letters (S-87)
LONGEST_NUMBER = 40  # letters of the number a party writes
_SERIES = "KEBERATAN"
_OPEN = (State.FILED, State.REVIEWING, State.APPEALED)


@dataclass(frozen=True)
class Wanted:
    """An objection as typed. `known_on`: the day on which the decision was learnt of."""

    reason: str
    wishes: Sequence[Wish]
    known_on: date | None
    late_reason: str = ""
    files: Sequence[JudgedFile] = ()


@dataclass(frozen=True)
class Party:
    """Somebody from outside who says that a decision touches him."""

    name: str
    capacity: str
    body: str
    nik: str
    address: str
    phone: str = ""
    email: str = ""


@use_case
def file(actor: Actor, subject_type: str, subject_id: int, wanted: Wanted) -> Objection:
    """Object to a decision on oneself, or as the reporter of a complaint to what it came to.

    It is decided in ten working days (P-18). Raises NotFound when there is nothing to object to, Invalid, WrongState when one runs already.
    """
    policy.require(actor, "objection.file")
    ground, decided = queries.decision_for(actor, subject_type, subject_id)
    running = queries.open_against(subject_type, subject_id)
    if running is not None and running.state in _OPEN:
        raise WrongState("Keberatan atas keputusan ini sudah berjalan.")
    wrong = _wrong(wanted, decided.decided_on)
    if wrong:
        raise Invalid(fields=wrong)
    take_turn()
    objection = _new(actor, wanted)
    _link(objection, ground, subject_id, decided)
    _enter(actor, objection, wanted, ground)
    own = objection.person_id is not None
    once.leads_to(f"/keberatan/{objection.id}" if own else "/lacak/keberatan")
    return objection


@use_case
def file_from_outside(
    actor: Actor, party: Party, number: str, wanted: Wanted
) -> tuple[Objection, str]:
    """A party objects to the decision with this number; gives the objection and its secret code.

    Whether there is such a decision is for the Inspektorat to find: here it makes no difference.
    Raises Invalid.
    """
    policy.require(actor, "objection.file_from_outside")
    wrong = _wrong(wanted, None)
    if wrong:
        raise Invalid(fields=wrong)
    code = visits.new_code()
    hashed = visits.code_hash(code)
    take_turn()
    objection = _new(actor, wanted)
    objection.filer, objection.code_hash = Filer.PARTY, hashed
    objection.party = asdict(party)
    objection.subject_number = number.strip()[:LONGEST_NUMBER]
    meant = by_number(objection.subject_number)
    if meant is not None:
        _link(objection, *meant)
    _enter(actor, objection, wanted, meant[0] if meant else None)
    return objection, code


def _link(objection: Objection, ground: Ground, subject_id: int, decided: Decided) -> None:
    """Say what it is against, who is barred from it, and who looks at it."""
    objection.subject_type, objection.subject_id = ground.subject_type, subject_id
    objection.subject_number = decided.number
    objection.bars = [
        ObjectionBar(person_id=one, reason=reason) for one, reason in decided.barred.items()
    ]
    found = queries.route(objection.person_id, decided.barred, line=decided.line)
    objection.reviewer_id, objection.route_note = found.handler, _note_of(found)


def _enter(actor: Actor, objection: Objection, wanted: Wanted, ground: Ground | None) -> None:
    """Put it on the books, with its clocks, its receipt, its evidence, and whoever must know."""
    if ground is None:
        objection.reviewer_id = queries.route(None, {}).handler
    db.session.add(objection)
    db.session.flush()
    if ground is not None and objection.subject_id is not None:
        ground.filed(actor, objection.subject_id)
    _tell_filed(actor, objection)
    write_down(objection, Step.FILED, actor, {"reason": wanted.reason.strip()})
    keeper = actor if actor.person_id is not None else SYSTEM
    attachments.store(keeper, objection, wanted.files)
    documents.order_receipt(actor, objection, deadlines.due_on(DECIDE, clock.today()))


def _wrong(wanted: Wanted, decided_on: date | None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    wrong |= short_reason(wanted.reason, LEAST_GROUNDS)
    if not wanted.wishes:
        wrong["wishes"] = "Pilih yang diminta."
    if wanted.known_on is None:
        wrong["known_on"] = "Isi tanggal Anda mengetahui keputusan."
    elif wanted.known_on > clock.today():
        wrong["known_on"] = "Tanggal mengetahui tidak boleh setelah hari ini."
    elif decided_on is not None and wanted.known_on < decided_on:
        wrong["known_on"] = "Tanggal mengetahui tidak boleh sebelum keputusan ditetapkan."
    elif _is_late(wanted.known_on) and len(wanted.late_reason.strip()) < LEAST_REASON:
        wrong["late_reason"] = "Lewat 21 hari kerja. Tulis alasan keterlambatan."
    return wrong


def _is_late(known_on: date) -> bool:
    return queries.last_day(known_on) < clock.today()


def _new(actor: Actor, wanted: Wanted) -> Objection:
    year = clock.today().year
    known_on = wanted.known_on or clock.today()
    objection = Objection(
        uid=new_uid(),
        number=f"KBR-{year}-{numbering.take_number(_SERIES, year):04d}",
        state=State.FILED,
        filer=Filer.EMPLOYEE if actor.person_id is not None else Filer.REPORTER,
        person_id=actor.person_id,
        known_on=known_on,
        late=_is_late(known_on),
        wishes=" ".join(one.value for one in wanted.wishes),
        filed_at=clock.now(),
    )
    if actor.opened:
        ((objection.through_type, objection.through_id),) = actor.opened
    objection.words = {
        "reason": wanted.reason.strip(), "late_reason": wanted.late_reason.strip()
    }  # fmt: skip
    return objection


def _note_of(found: Any) -> str | None:
    names = people.people_by_ids(one.person_id for one in found.skipped)
    lines = [f"Dilewati: {names[one.person_id].name}, {one.reason}." for one in found.skipped]
    if found.leaves_the_system:
        lines.append(str(regulations.pack_on(clock.today()).setting("di_luar_sistem")))
    return "\n".join(lines) or None


def _tell_filed(actor: Actor, objection: Objection) -> None:
    clocks.open_clock(ADMIT, objection, clock.today())
    clocks.open_clock(DECIDE, objection, clock.today())
    facts = {
        "number": objection.number,
        "due": deadlines.due_on(DECIDE, clock.today()).isoformat(),
        "admit_due": deadlines.due_on(ADMIT, clock.today()).isoformat(),
    }
    event = Event(FILED, actor, objection, facts)
    events.emit(event)
    notify(event, inspectors_for(objection), TO_ADMIT, code="N-40")


# ── its form ──────────────────────────────────────────────────────────────────────────────────


@use_case
def admit(actor: Actor, objection: Objection, reviewer_id: int | None, number: str = "") -> None:
    """It is in time and of the right person: name who looks at it, never one who decided.

    `number`: the decision that a party from outside means, where it is not known yet; whoever that
    decision concerns does not admit the objection. Raises Invalid for somebody who took part in
    the decision, and for a number that is none; NotAllowed.
    """
    FLOW.check(objection, "admit", actor)
    if objection.subject_id is None and number.strip():
        _find_its_decision(actor, objection, number.strip())
    offered = {one.person_id for one in queries.reviewers_for(actor, objection)}
    if reviewer_id not in offered:
        raise Invalid(fields={"reviewer": "Pilih penelaah yang tidak ikut memutus."})
    objection.reviewer_id = reviewer_id
    due = deadlines.clock_of(Objection.__tablename__, objection.id, DECIDE)
    event = FLOW.move(objection, "admit", actor, reviewer=reviewer_id,
                      due=(due.due_on if due else clock.today()).isoformat())  # fmt: skip
    write_down(objection, Step.ADMITTED, actor, {})
    notify(event, [reviewer_id] if reviewer_id else [], TO_REVIEW, code="N-40")
    once.leads_to(f"/keberatan/{objection.id}")


def _find_its_decision(actor: Actor, objection: Objection, number: str) -> None:
    meant = by_number(number)
    if meant is None:
        sentence = Sentence("Nomor %(number)s tidak ditemukan.", number=number)
        raise Invalid(fields={"number": sentence})
    ground, subject_id, _decided = meant
    _link(objection, *meant)
    db.session.flush()
    FLOW.check(objection, "admit", actor)
    ground.filed(actor, subject_id)


@use_case
def reject(actor: Actor, objection: Objection, reason: str) -> None:
    """It cannot be admitted; what it was against stands. Raises Invalid without a reason."""
    FLOW.check(objection, "reject", actor)
    check_reason(reason)
    FLOW.move(objection, "reject", actor)
    write_down(objection, Step.INADMISSIBLE, actor, {"reason": reason.strip()})
    _end(objection, granted=False)
    once.leads_to(f"/keberatan/{objection.id}")


# ── its substance ─────────────────────────────────────────────────────────────────────────────

_ACTIONS = {Outcome.GRANTED: "grant", Outcome.PARTLY: "partly", Outcome.REFUSED: "refuse"}


@dataclass(frozen=True)
class Ruling:
    """What is decided, why (100 letters), and what follows from it (`follows`, where it is offered)."""

    outcome: Outcome | None
    reason: str
    consequence: str
    follows: Follows | None = None


@use_case
def decide(
    actor: Actor, objection: Objection, ruling: Ruling, *, revision: int | None = None
) -> None:
    """Decide it and issue DOK-11B; the caller has re-authenticated the signer. Raises Invalid."""
    _same_version(objection, revision)
    outcome = _checked(
        objection, ruling, _ACTIONS.get(ruling.outcome or Outcome.REFUSED, ""), actor
    )
    objection.outcome, objection.decided_at = outcome, clock.now()
    objection.follows = ruling.follows if outcome is not Outcome.REFUSED else None
    objection.decided_by_id = actor.person_id
    FLOW.move(objection, _ACTIONS[outcome], actor, outcome=outcome.value)
    words = {"reason": ruling.reason.strip(), "consequence": ruling.consequence.strip()}
    write_down(objection, Step.DECIDED, actor, {**words, "outcome": outcome.value})
    documents.order_ruling(actor, objection, outcome, words, appeal=False)
    _end(objection, granted=outcome is not Outcome.REFUSED)
    once.leads_to(f"/keberatan/{objection.id}")


def _same_version(objection: Objection, revision: int | None) -> None:
    if revision is not None and revision != objection.revision:
        raise WrongState("Orang lain lebih dulu mengubah keberatan ini. Muat ulang, lalu periksa.")


def _checked(objection: Objection, ruling: Ruling, action: str, actor: Actor) -> Outcome:
    FLOW.check(objection, action, actor)
    wrong: dict[str, str] = {}
    wrong |= short_reason(ruling.reason, LEAST_RULING)
    if len(ruling.consequence.strip()) < LEAST_REASON:
        wrong["consequence"] = Sentence("Tulis akibatnya, sedikitnya %(n)s huruf.", n=LEAST_REASON)
    granted = ruling.outcome in (Outcome.GRANTED, Outcome.PARTLY)
    if granted and not _offered(objection, ruling.follows):
        wrong["follows"] = "Pilih yang terjadi sesudah putusan ini."
    if ruling.outcome is None:
        raise Invalid(fields={"outcome": "Pilih putusan.", **wrong})
    if wrong:
        raise Invalid(fields=wrong)
    return ruling.outcome


def _offered(objection: Objection, follows: Follows | None) -> bool:
    offered = queries.follows_offered(objection)
    return follows in offered if offered else follows is None


def _end(objection: Objection, *, granted: bool) -> None:
    """What it was against goes on accordingly; what is not done at once has five days (§4.9)."""
    ground, done = ground_of(objection.subject_type), False
    if ground is not None and objection.subject_id is not None:
        follows = objection.follows or Follows.OTHER
        done = ground.ended(objection.subject_id, granted, follows)
    if granted and done:
        FLOW.move(objection, "carry_out", SYSTEM)
        write_down(objection, Step.CARRIED_OUT, SYSTEM, {})
    elif granted:
        _ask_to_carry_out(objection)


def _ask_to_carry_out(objection: Objection) -> None:
    due = clocks.open_clock(CARRY_OUT, objection, clock.today()).due_on
    event = Event(DECIDED, SYSTEM, objection, {"due": due.isoformat()})
    notify(event, inspectors_for(objection), TO_CARRY_OUT, code="N-41")


def inspectors_for(objection: Objection) -> list[int]:
    """The inspectors who took no part in the decision and whom it does not concern."""
    barred = {bar.person_id for bar in objection.bars} | {objection.person_id}
    return [one for one in accounts.people_with_role(Role.INSPECTOR) if one not in barred]


@use_case
def carry_out(actor: Actor, objection: Objection, done: str) -> None:
    """Write down how the ruling was carried out. Raises Invalid."""
    FLOW.check(objection, "carry_out", actor)
    if len(done.strip()) < LEAST_REASON:
        sentence = Sentence("Tulis yang dilakukan, sedikitnya %(n)s huruf.", n=LEAST_REASON)
        raise Invalid(fields={"reason": sentence})
    FLOW.move(objection, "carry_out", actor)
    write_down(objection, Step.CARRIED_OUT, actor, {"reason": done.strip()})
    once.leads_to(f"/keberatan/{objection.id}")


@use_case
def appeal(actor: Actor, objection: Objection, reason: str) -> None:
    """Take it one step further up; never to whoever decided it. Raises Invalid."""
    FLOW.check(objection, "appeal", actor)
    check_reason(reason, LEAST_GROUNDS)
    barred = queries.barred_from(objection)
    if objection.decided_by_id is not None:
        barred[objection.decided_by_id] = "pemutus keberatan ini"
    line = [objection.reviewer_id] if objection.reviewer_id is not None else []
    found = queries.route(objection.person_id, barred, line=line, above=objection.decided_by_id)
    objection.appealed_at, objection.appeal_reviewer_id = clock.now(), found.handler
    objection.route_note = _note_of(found)
    due = deadlines.due_on(DECIDE_APPEAL, clock.today()).isoformat()
    event = FLOW.move(objection, "appeal", actor, due=due)
    write_down(objection, Step.APPEALED, actor, {"reason": reason.strip()})
    notify(event, [found.handler] if found.handler else [], TO_REVIEW, code="N-40")
    own = objection.person_id is not None
    once.leads_to(f"/keberatan/{objection.id}" if own else "/lacak/keberatan")


@use_case
def decide_appeal(
    actor: Actor, objection: Objection, ruling: Ruling, *, revision: int | None = None
) -> None:
    """The last word inside the office. Raises Invalid."""
    _same_version(objection, revision)
    outcome = _checked(objection, ruling, "decide_appeal", actor)
    objection.appeal_outcome = outcome
    if outcome is not Outcome.REFUSED:
        objection.follows = ruling.follows
    FLOW.move(objection, "decide_appeal", actor, outcome=outcome.value)
    words = {"reason": ruling.reason.strip(), "consequence": ruling.consequence.strip()}
    write_down(objection, Step.APPEAL_DECIDED, actor, {**words, "outcome": outcome.value})
    documents.order_ruling(actor, objection, outcome, words, appeal=True)
    if outcome is not Outcome.REFUSED:
        _end(objection, granted=True)
    once.leads_to(f"/keberatan/{objection.id}")
