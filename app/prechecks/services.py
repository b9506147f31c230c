"""Making a check, and what may follow it: stop, ask, go on with a reason, keep the proof (S-38/39)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Final

import sqlalchemy as sa
from flask_babel import force_locale

from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, NotAllowed
from app.core.events import Event
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.documents import numbering
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.models import HoldCause, Matter, MatterKind, OfficialRole
from app.matters.services import deciding, keeping, recording, stopping
from app.matters.services.entries import MatterWanted, OfficialWanted, PartyWanted
from app.people import queries as people
from app.people.models import Person
from app.prechecks import checking, documents
from app.prechecks.checking import NO, QUESTIONS, UNSURE, YES
from app.prechecks.events import CHECKED, PASSED_ON
from app.prechecks.models import CheckState, Colour, Precheck
from app.prechecks.workflow import FLOW

# Names could be tried out one after the other to learn who declared them (security M9).
MOST_A_DAY: Final = 30
LEAST_REASON: Final = 10  # letters
LONGEST_NOTE: Final = 2_000
MOST_PARTIES: Final = 20
_SERIES: Final = "CEK"
_SHORT = {
    "question": "Tulis catatan sedikitnya %(n)s huruf.",
    "direction": "Tulis arahan sedikitnya %(n)s huruf.",
    "reason": "Tulis alasan sedikitnya %(n)s huruf.",
}
SPENT = Sentence("Batas hari ini sudah tercapai (%(n)s cek). Lanjutkan besok.", n=MOST_A_DAY)


@dataclass(frozen=True, kw_only=True)
class CheckWanted:
    """What is checked: a matter of the register, or a new one by its title and kind.

    `answers` are "ya", "tidak" or "ragu" for q1 … q5. `share_pressure`: the Inspektorat may see
    that somebody pressed.
    """

    matter: Matter | None = None
    title: str = ""
    number: str = ""
    kind: MatterKind = MatterKind.OTHER
    parties: Sequence[PartyWanted] = ()
    role: OfficialRole = OfficialRole.PROCESSES
    answers: Mapping[str, str] = field(default_factory=dict)
    share_pressure: bool = False


@use_case
def make(actor: Actor, wanted: CheckWanted) -> Precheck:
    """Check the actor against the parties. Red holds the matter at once and orders DOK-14.

    Raises Invalid field by field, NotAllowed beyond MOST_A_DAY or for somebody else's matter.
    """
    policy.require(actor, "precheck.make")
    me = actor.somebody
    problems = problems_with(wanted)
    if problems:
        raise Invalid(fields=problems)
    _spend(me)
    take_turn()
    matter = wanted.matter or _recorded(actor, wanted)
    if not matters.is_own(actor, matter):
        raise NotAllowed("Cek ini hanya untuk urusan yang Anda tangani sendiri.")
    parties = _all_parties(matter, wanted.parties)
    with force_locale("id"):
        found = checking.check(me, parties, matter.unit_id, wanted.answers)
    check = _keep(me, matter, wanted, parties, found)
    if wanted.answers.get("q5") == YES and wanted.share_pressure:
        keeping.note_pressure(SYSTEM, matter)
    facts = {"colour": check.colour.value, "matter": matter.id, "number": check.number}
    events.emit(Event(CHECKED, actor, check, facts))
    if check.colour is Colour.RED:
        _stop(actor, check)
    once.leads_to(f"/cek/{check.id}")
    return check


def problems_with(wanted: CheckWanted) -> dict[str, str]:
    """What is wrong with the answers, the parties and the matter, by field."""
    problems: dict[str, str] = {}
    for name in QUESTIONS:
        if wanted.answers.get(name) not in (YES, NO, UNSURE):
            problems[name] = "Pilih ya, tidak, atau ragu."
    for at, one in enumerate(wanted.parties):
        problems |= {f"parties.{at}.{name}": text for name, text in one.problems().items()}
    if wanted.matter is None and not wanted.parties:
        problems["parties"] = "Tambah sedikitnya satu pihak."
    if len(wanted.parties) > MOST_PARTIES:
        problems["parties"] = Sentence("Paling banyak %(n)s pihak.", n=MOST_PARTIES)
    if wanted.matter is None and not wanted.title.strip():
        problems["title"] = "Pilih urusan, atau ketik judulnya."
    if wanted.matter is not None and not wanted.matter.is_open:
        problems["matter"] = "Urusan ini sudah tidak berjalan."
    return problems


def _spend(me: int) -> None:
    begins = datetime.combine(clock.today(), time.min, clock.zone())
    asked = sa.select(sa.func.count(Precheck.id)).where(
        Precheck.person_id == me, Precheck.checked_at >= begins
    )
    if (db.session.scalar(asked) or 0) >= MOST_A_DAY:
        raise NotAllowed(SPENT)


def _recorded(actor: Actor, wanted: CheckWanted) -> Matter:
    """A matter that is not in the register yet enters it with the official who checks."""
    post = people.post_of(actor.somebody, clock.today())
    if post is None:
        raise NotAllowed("Anda belum tercatat menjabat di suatu unit. Hubungi admin unit.")
    return recording.record(
        actor,
        MatterWanted(
            title=wanted.title,
            number=wanted.number,
            kind=wanted.kind,
            unit_id=post.unit_id,
            received_on=clock.today(),
            parties=wanted.parties,
            officials=[OfficialWanted(actor.somebody, wanted.role)],
        ),
    )


def _all_parties(matter: Matter, typed: Sequence[PartyWanted]) -> list[Party]:
    """The matter's parties, and those typed that are none of them."""
    parties = matters.parties_of(matter)
    for one in typed:
        party = one.party()
        if not any(known.is_same_as(party) for known in parties):
            parties.append(party)
    return parties


def _keep(
    me: int, matter: Matter, wanted: CheckWanted, parties: Sequence[Party], found: checking.Found
) -> Precheck:
    year = clock.today().year
    superior = people.superior_of(me, clock.today())
    red = found.colour is Colour.RED
    check = Precheck(
        uid=new_uid(),
        number=f"CSM-{year}-{numbering.take_number(_SERIES, year):05d}",
        person_id=me,
        matter_id=matter.id,
        role=wanted.role,
        colour=found.colour,
        state=CheckState.STOPPED if red else CheckState.OPEN,
        checked_at=clock.now(),
        superior_id=superior.id if superior else None,
        settled_at=clock.now() if red else None,
    )
    check.words = {
        "parties": [{"kind": one.kind, **one.words()} for one in parties],
        "answers": dict(wanted.answers),
        "facts": [fact.stored() for fact in found.facts],
    }
    db.session.add(check)
    db.session.flush()
    return check


def _stop(actor: Actor, check: Precheck) -> None:
    stopping.hold(actor, check.matter_id, check.person_id, HoldCause.RED_CHECK, origin=check)
    documents.order_letter(actor, check)


# ── afterwards ────────────────────────────────────────────────────────────────────────────────


@use_case
def keep(actor: Actor, check: Precheck, bases: Sequence[str]) -> None:
    """Keep the proof of a green check as DOK-14. Raises Invalid unless all four bases are ticked."""
    FLOW.check(check, "keep", actor)
    once.leads_to(f"/cek/{check.id}")
    if check.colour is not Colour.GREEN:
        raise NotAllowed("Hasil ini memerlukan arahan atau alasan.")
    _tick(check, bases)
    check.settled_at = clock.now()
    FLOW.move(check, "keep", actor, number=check.number)
    documents.order_letter(actor, check)


def _tick(check: Precheck, bases: Sequence[str]) -> None:
    wanted = {code for code, _text in deciding.bases_of(clock.today())}
    if wanted - set(bases):
        raise Invalid(fields={"bases": deciding.UNTICKED})
    check.bases = " ".join(sorted(wanted))


@use_case
def ask(actor: Actor, check: Precheck, question: str) -> None:
    """Ask the direct superior for direction. Raises Invalid without a question or a superior."""
    FLOW.check(check, "ask", actor)
    once.leads_to(f"/cek/{check.id}")
    superior = people.superior_of(check.person_id, clock.today())
    check.superior_id = superior.id if superior else None
    if check.superior_id is None:
        raise Invalid(fields={"question": "Atasan Anda belum tercatat. Hubungi admin unit."})
    check.words = {**check.words, "question": _note(question, "question")}
    check.asked_at = clock.now()
    FLOW.move(check, "ask", actor, number=check.number)


@use_case
def pass_on(actor: Actor) -> int:
    """Questions without an answer go to whoever is the superior today; gives how many went.

    So a Plt./Plh. has them for the days of the order, and the holder again afterwards.
    """
    policy.require(actor, "precheck.pass_on")
    asked = db.session.scalars(sa.select(Precheck).where(Precheck.state == CheckState.ASKED)).all()
    superiors = people.superiors_of({check.person_id for check in asked}, clock.today())
    return sum(_pass_on(actor, check, superiors.get(check.person_id)) for check in asked)


def _pass_on(actor: Actor, check: Precheck, superior: Person | None) -> int:
    if superior is None or superior.id == check.superior_id:
        return 0
    facts = {"before": check.superior_id, "superior": superior.id}
    check.superior_id = superior.id
    events.emit(Event(PASSED_ON, actor, check, facts))
    return 1


def pass_on_now(_event: Event) -> None:
    """The reporting line changed. A consequence of events of the staff register."""
    pass_on(SYSTEM)


@use_case
def direct(actor: Actor, check: Precheck, direction: str, *, stop: bool = False) -> None:
    """The superior's direction. With `stop` the matter is held for the official at once."""
    FLOW.check(check, "direct", actor)
    once.leads_to(f"/cek/{check.id}")
    said = {"direction": _note(direction, "direction"), "stopped": stop}
    check.words = {**check.words, **said}
    FLOW.move(check, "direct", actor, number=check.number, stop=stop)
    if stop:
        stopping.hold(SYSTEM, check.matter_id, check.person_id, HoldCause.RED_CHECK, origin=check)


@use_case
def go_on(actor: Actor, check: Precheck, reason: str, bases: Sequence[str]) -> None:
    """Go on with a written reason; DOK-14 is ordered. Raises Invalid."""
    FLOW.check(check, "go_on", actor)
    once.leads_to(f"/cek/{check.id}")
    if check.words.get("stopped"):
        raise NotAllowed("Atasan meminta Anda berhenti. Ajukan penarikan diri.")
    note = _note(reason, "reason")
    _tick(check, bases)
    check.words = {**check.words, "reason": note}
    check.settled_at = clock.now()
    FLOW.move(check, "go_on", actor, number=check.number)
    documents.order_letter(actor, check)


def _note(text: str, name: str) -> str:
    note = text.strip()
    if len(note) < LEAST_REASON:
        raise Invalid(fields={name: Sentence(_SHORT[name], n=LEAST_REASON)})
    return note[:LONGEST_NOTE]
