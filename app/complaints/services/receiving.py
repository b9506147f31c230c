"""Receiving a complaint: number and code, clocks from the right day, the identity sealed at once.

One transaction: the draft becomes the complaint, so whoever presses twice files once. The code's
hash is made outside it, since that takes as long as everything else together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.attachments import holding
from app.audit.services import take_turn
from app.complaints import codes, lookups, story
from app.complaints.documents import order_receipt
from app.complaints.events import RECEIVED, TO_OFFICE
from app.complaints.models import (
    AT_COUNTER,
    Complaint,
    ComplaintBar,
    ComplaintParty,
    ComplaintStep,
    Draft,
    PartyKind,
    Receipt,
    State,
    Step,
)
from app.complaints.policy import CONCERNED
from app.complaints.services import barring, braking, drafts
from app.complaints.services.braking import BrakeIsOn, Door
from app.complaints.story import Story
from app.complaints.workflow import CHECK, EXAMINE
from app.core import clock, events, policy
from app.core.actor import Actor, Role
from app.core.errors import AlreadyDone, Invalid
from app.core.events import Event
from app.core.sentences import Sentence
from app.core.working_days import effective_start
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.documents.numbering import take_number
from app.mail import services as mail
from app.notifications.services import notify
from app.people import queries as people
from app.regulations import queries as regulations
from app.vault.papers import Photo
from app.vault.services import sealing
from app.visits import services as visits

RECEIPT_PAGE = "/aduan/tanda-terima"
# The trail calls him nothing else, also when he is an employee and signed in.
REPORTER = Actor(None, "Pelapor")
_RECEIPT_LIVES = timedelta(days=1)
_HANDLERS = frozenset(
    {Role.INTAKE_OFFICER, Role.INSPECTOR, Role.LEADER, Role.HR_OFFICER, Role.ADMIN}
)


@dataclass(frozen=True)
class Filing:
    """What comes with the last step. `identity` goes to the vault and nowhere else.

    `news`: {"channel": …, "address": …} when the reporter wants to be told. `employee_id`: who he
    is when he reported as an employee. `number`: one it bears already; otherwise it gets its own.
    `photos`: his identity card, the form he signed at the counter; they go the way of the identity.
    """

    identity: Mapping[str, object]
    protected: bool = True
    news: Mapping[str, str] = field(default_factory=dict)
    employee_id: int | None = None
    number: str = ""
    photos: Sequence[Photo] = ()


def missing(draft: Draft) -> str | None:
    """What must be completed before it can be sent (S-08), or None."""
    names = ("Siapa dan keputusan apa", "Apa yang terjadi", "Bukti")
    step = story.next_step(story.read(draft.story))
    if step <= len(names):
        return Sentence("Lengkapi bagian %(name)s sebelum mengirim.", name=names[step - 1])
    if draft.channel not in AT_COUNTER and not drafts.has_evidence(draft):
        return "Unggah sedikitnya satu bukti."
    return None


def file(actor: Actor, visit: str, filing: Filing, ip_hash: str, *, proof: str = "") -> Complaint:
    """File the draft of this visit (K tahap 1; Perwali 92/2020 Lamp. II.G.2).

    Raises AlreadyDone when it was filed before, Invalid when something is missing, TooMany above
    this address's limit, BrakeIsOn when many come at once and `proof` opens nothing.
    """
    draft = drafts.of_visit(visit)
    if draft is None:
        raise AlreadyDone(RECEIPT_PAGE if receipt_of(visit) is not None else None)
    at_counter = draft.channel in AT_COUNTER
    policy.require(actor, "complaint.record" if at_counter else "complaint.file")
    if (sentence := missing(draft)) is not None:
        raise Invalid(sentence)
    if not at_counter:
        _look_at_the_door(visit, ip_hash, proof)
    uid = new_uid()
    code_hash = visits.code_hash(codes.code_of(visit, uid))
    return _receive(
        actor if at_counter else REPORTER, visit, filing, (uid, code_hash), ip_hash, proof
    )


def _look_at_the_door(visit: str, ip_hash: str, proof: str) -> None:
    """Before anything that costs: most of a flood ends here, and writes nothing."""
    braking.check(Door.FILING, ip_hash)
    _brake(visit, proof)


def _brake(visit: str, proof: str) -> bool:
    """Whether a proof was needed, and given. Raises BrakeIsOn."""
    if not braking.brake_is_on(Door.FILING):
        return False
    if not braking.judge(Door.FILING, codes.visit_fingerprint(visit), proof):
        raise BrakeIsOn(Door.FILING)
    return True


@use_case
def _receive(
    actor: Actor, visit: str, filing: Filing, born: tuple[str, str], ip_hash: str, proof: str
) -> Complaint:
    draft = drafts.of_visit(visit)
    if draft is None:
        raise AlreadyDone(RECEIPT_PAGE)
    if draft.channel not in AT_COUNTER:
        if _brake(visit, proof):
            braking.spend(proof)
        braking.knock(Door.FILING, ip_hash)
    complaint = _born(actor, draft, filing, born)
    sealing.seal(actor, Complaint.__tablename__, complaint, filing.identity, filing.photos)
    holding.hand_over(actor, draft, complaint)
    db.session.delete(draft)
    db.session.add(
        Receipt(
            complaint_id=complaint.id, visit_fingerprint=codes.visit_fingerprint(visit),
            shown=0, expires_at=clock.now() + _RECEIPT_LIVES,
        )
    )  # fmt: skip
    _keep_out(complaint, filing.employee_id)
    barring.refresh(complaint)
    mail.tell_outside(complaint, "N-20", complaint.number, "received", clock.today())
    _begin(actor, complaint)
    order_receipt(actor, complaint, lookups.evidence_count(complaint), due_day(complaint))
    return complaint


def _born(actor: Actor, draft: Draft, filing: Filing, born: tuple[str, str]) -> Complaint:
    told, now = story.read(draft.story), clock.now()
    received_at = told.came_at or now
    complaint = Complaint(
        uid=born[0],
        number=filing.number or _number(clock.local(received_at).year),
        state=State.RECEIVED,
        channel=draft.channel,
        received_at=received_at,
        recorded_at=now,
        recorded_by_id=actor.person_id,
        counted_from=counted_from(received_at),
        code_hash=born[1],
        unit_id=told.unit_id,
        object_kind=told.kind,
        decision_on=told.day,
        protected=filing.protected,
    )
    complaint.story = story.plain(told)
    complaint.notice = dict(filing.news) or None
    db.session.add(complaint)
    db.session.flush()
    _add_parties(complaint, told)
    return complaint


def _number(year: int) -> str:
    """A number no complaint has yet; those taken otherwise (the demo city's) are passed over."""
    take_turn()
    while True:
        number = codes.number_for(take_number("aduan", year), year)
        if db.session.scalar(sa.select(Complaint.id).where(Complaint.number == number)) is None:
            return number


def counted_from(received_at: datetime) -> date:
    """The day from which the clocks count: after closing time, the next working day (§0.4)."""
    day = clock.local(received_at).date()
    hours = regulations.pack_on(day).service_hours
    return effective_start(received_at, deadlines.calendar_on(day), clock.zone(), hours)


def _add_parties(complaint: Complaint, told: Story) -> None:
    for one in told.parties:
        party = ComplaintParty(complaint_id=complaint.id, kind=PartyKind(one.kind))
        party.words = {"name": one.name, "relation": one.relation, "numbers": one.numbers}
        db.session.add(party)
    db.session.flush()


def _keep_out(complaint: Complaint, employee_id: int | None) -> None:
    """An employee who could otherwise come to handle his own complaint is kept out of it."""
    if employee_id is None or not _might_handle(employee_id):
        return
    db.session.add(ComplaintBar(complaint_id=complaint.id, person_id=employee_id, reason=CONCERNED))
    db.session.flush()


def _might_handle(person_id: int) -> bool:
    roles = {role for role in _HANDLERS if person_id in accounts.people_with_role(role)}
    return bool(roles) or people.is_named_superior(person_id, clock.today())


def _begin(actor: Actor, complaint: Complaint) -> None:
    db.session.add(
        ComplaintStep(
            complaint_id=complaint.id, step=Step.RECEIVED, at=complaint.received_at,
            by_id=actor.person_id,
        )
    )  # fmt: skip
    start = complaint.counted_from
    due = deadlines.due_on(EXAMINE, start)
    told = Event(
        RECEIVED, actor, complaint,
        {"number": complaint.number, "starts_on": start.isoformat(), "due": due.isoformat()},
        opens=EXAMINE,
    )  # fmt: skip
    events.emit(told)
    clocks.open_clock(CHECK, complaint, start)
    notify(told, barring.office_for(complaint), TO_OFFICE)


def receipt_of(visit: str) -> Receipt | None:
    """What this visit filed, while it may still look at it."""
    if not visit:
        return None
    receipt = db.session.scalar(
        sa.select(Receipt).where(Receipt.visit_fingerprint == codes.visit_fingerprint(visit))
    )
    return receipt if receipt is not None and clock.now() < receipt.expires_at else None


def due_day(complaint: Complaint) -> date:
    """Until when it is examined, as the receipt promises."""
    return deadlines.due_on(EXAMINE, complaint.counted_from)
