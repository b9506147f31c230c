"""Filing an objection: of an employee, or of somebody from outside (S-12)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.reasons import LEAST_REASON, short_reason
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.documents import numbering
from app.notifications.services import notify
from app.objections import documents, queries
from app.objections.events import FILED, TO_ADMIT
from app.objections.grounds import Decided, Ground, by_number
from app.objections.inspectors import inspectors_for
from app.objections.models import Filer, Objection, ObjectionBar, State, Step, Wish
from app.objections.steps import write_down
from app.objections.workflow import ADMIT, DECIDE, UNDECIDED
from app.people import queries as people
from app.regulations import queries as regulations
from app.visits import services as visits

LEAST_GROUNDS = 50  # letters (service design S-12)
LONGEST_NUMBER = 40  # letters of the number a party writes
_SERIES = "KEBERATAN"


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
    if running is not None and running.state in UNDECIDED:
        raise WrongState("Keberatan atas keputusan ini sudah berjalan.")
    wrong = _wrong(wanted, decided.decided_on)
    if wrong:
        raise Invalid(fields=wrong)
    take_turn()
    objection = _new(actor, wanted)
    link(objection, ground, subject_id, decided)
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
        link(objection, *meant)
    _enter(actor, objection, wanted, meant[0] if meant else None)
    return objection, code


def link(objection: Objection, ground: Ground, subject_id: int, decided: Decided) -> None:
    """Say what it is against, who is barred from it, and who looks at it."""
    objection.subject_type, objection.subject_id = ground.subject_type, subject_id
    objection.subject_number = decided.number
    objection.bars = [
        ObjectionBar(person_id=one, reason=reason) for one, reason in decided.barred.items()
    ]
    found = queries.route(objection.person_id, decided.barred, line=decided.line)
    objection.reviewer_id, objection.route_note = found.handler, note_of(found)


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


def note_of(found: Any) -> str | None:
    lines = people.passed_over(found.skipped)
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
