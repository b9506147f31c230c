"""Movers, leavers, acting officers and contacts: the register changed by hand, one person at a time."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.core import events, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.sentences import Sentence
from app.database.base import db
from app.database.transaction import use_case
from app.people import queries, register
from app.people.cells import RISK_POSITION, is_email, is_phone, normal_phone
from app.people.events import (
    ACTING_APPOINTED,
    ACTING_DROPPED,
    ACTING_ENDED,
    CONTACT_CORRECTED,
    LEFT,
    MOVED,
)
from app.people.models import Acting, Appointment, Person
from app.people.reporting_line import loop_words

_ONE_DAY = timedelta(days=1)


# ── movers and leavers ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class PostDetails:
    """A post as it is given to somebody."""

    unit_id: int
    post: str
    superior_id: int | None
    risk_positions: str = ""
    decision_roles: str = ""
    order_number: str | None = None


@use_case
def move_person(
    actor: Actor,
    person: Person,
    details: PostDetails,
    on: date,
    successor_id: int | None = None,
) -> Appointment:
    """Give a person another post, unit or superior from that day; the old row is closed.

    With `successor_id` the people who named this person as superior answer to the successor from
    the same day. Raises Invalid with the field that is wrong.
    """
    policy.require(actor, "people.move", person)
    now = _post_to_leave(person, on)
    _check_post(person, details, on)
    if now is not None and _same(now, details):
        raise Invalid(fields={"post": "Tidak ada yang berubah: jabatan, unit, dan atasan sama."})
    row = _append(person.id, now, details, on)
    handed = _hand_over(person, successor_id, on)
    _refuse_loop(person.id, on, "superior_id")
    events.emit(
        Event(
            MOVED, actor, person,
            {"unit": details.unit_id, "superior": details.superior_id, "from": on.isoformat(),
             "order": details.order_number, "successor": successor_id, "handed_over": handed},
        )
    )  # fmt: skip
    return row


@use_case
def record_leaving(
    actor: Actor, person: Person, on: date, reason: str, successor_id: int | None = None
) -> None:
    """Record that a person serves no more from that day. Raises Invalid."""
    policy.require(actor, "people.leave", person)
    if person.left_on is not None:
        raise Invalid(fields={"on": "Pegawai ini sudah tercatat keluar."})
    if not reason.strip():
        raise Invalid(fields={"reason": "Isi alasan keluar."})
    handed = _hand_over(person, successor_id, on)
    register.close_posts([person.id], on)
    db.session.expire_all()
    person.left_on, person.leave_reason = on, reason.strip()[:200]
    facts = {"from": on.isoformat(), "successor": successor_id, "handed_over": handed}
    events.emit(Event(LEFT, actor, person, facts))


def _post_to_leave(person: Person, on: date) -> Appointment | None:
    if not person.serves_on(on):
        raise Invalid(fields={"on": "Pegawai ini sudah keluar pada tanggal itu."})
    now = queries.post_of(person.id, on)
    later = queries.next_post_begins(person.id, on)
    if later is not None:
        raise Invalid(
            fields={
                "on": Sentence(
                    "Sudah ada jabatan yang dimulai %(day)s. Pilih tanggal sesudahnya.",
                    day=f"{later:%d-%m-%Y}",
                )
            }
        )
    return now


def _check_post(person: Person, details: PostDetails, on: date) -> None:
    wrong: dict[str, str] = {}
    if not details.post.strip():
        wrong["post"] = "Isi jabatan."
    if queries.unit(details.unit_id) is None:
        wrong["unit_id"] = "Pilih unit."
    if details.superior_id == person.id:
        wrong["superior_id"] = "Atasan harus orang lain, bukan pegawai itu sendiri."
    elif details.superior_id is not None:
        superior = queries.person(details.superior_id)
        if superior is None or not superior.serves_on(on):
            wrong["superior_id"] = "Pilih atasan yang masih bertugas."
    if wrong:
        raise Invalid(fields=wrong)


def _same(now: Appointment, details: PostDetails) -> bool:
    return (now.unit_id, now.post, now.superior_id, now.risk_positions, now.decision_roles) == (
        details.unit_id, details.post, details.superior_id, details.risk_positions,
        details.decision_roles,
    )  # fmt: skip


def _append(person_id: int, now: Appointment | None, details: PostDetails, on: date) -> Appointment:
    row = Appointment(
        person_id=person_id,
        unit_id=details.unit_id,
        post=details.post.strip()[:200],
        superior_id=details.superior_id,
        risk_positions=details.risk_positions,
        decision_roles=details.decision_roles,
        order_number=details.order_number or None,
        valid_from=on,
        valid_to=None if now is None else now.valid_to,
    )
    if now is not None:
        now.valid_to = on - _ONE_DAY
    db.session.add(row)
    db.session.flush()
    return row


def _hand_over(person: Person, successor_id: int | None, on: date) -> list[int]:
    """Everybody who names this person as superior names the successor from that day: their ids."""
    if successor_id is None:
        return []
    successor = queries.person(successor_id)
    if successor is None or successor.id == person.id or not successor.serves_on(on):
        raise Invalid(fields={"successor_id": "Pilih pengganti yang masih bertugas."})
    naming = queries.posts_naming(person.id, on)
    for now in naming:
        superior_id = _superior_after(now, person, successor_id, on)
        kept = PostDetails(
            now.unit_id, now.post, superior_id, now.risk_positions, now.decision_roles,
            now.order_number,
        )  # fmt: skip
        _append(now.person_id, now, kept, max(on, now.valid_from))
    _refuse_loop(successor_id, on, "successor_id")
    return [now.person_id for now in naming]


def _superior_after(now: Appointment, person: Person, successor_id: int, on: date) -> int | None:
    """Whoever takes the seat does not become his own superior: he answers to the next one up."""
    if now.person_id != successor_id:
        return successor_id
    seat = queries.last_post_of(person.id, on - _ONE_DAY)
    above = seat.superior_id if seat is not None else None
    return None if above == successor_id else above


def _refuse_loop(person_id: int, on: date, field: str) -> None:
    loop = queries.loop_through(person_id, on)
    if loop:
        words = loop_words(one.name for one in loop)
        raise Invalid(
            fields={field: Sentence("Garis atasan akan berputar: %(names)s.", names=words)}
        )


def position_codes(written: str) -> str:
    """Codes of at-risk positions as stored: `POS-1 POS-5`. Raises Invalid."""
    codes = sorted(set(RISK_POSITION.findall(written)))
    if written.strip() and not codes:
        raise Invalid(fields={"risk_positions": "Posisi berisiko harus POS-1 sampai POS-9."})
    return " ".join(f"POS-{digit}" for digit in codes)


# ── acting officers ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ActingOrder:
    """The order by which somebody keeps another's seat; both days are inclusive."""

    kind: Acting
    begins: date
    ends: date | None
    order_number: str


@use_case
def appoint_acting(
    actor: Actor, officer: Person, replaces: Person, order: ActingOrder
) -> Appointment:
    """Have an officer keep the seat of another as Plt. or Plh. Raises Invalid."""
    policy.require(actor, "people.appoint_acting", officer)
    policy.require(actor, "people.appoint_acting", replaces)
    _check_acting(officer, replaces, order)
    seat = queries.last_post_of(replaces.id, order.begins)
    if seat is None:
        raise Invalid(
            fields={
                "replaces_id": Sentence("%(name)s belum pernah punya jabatan.", name=replaces.name)
            }
        )
    row = Appointment(
        person_id=officer.id,
        unit_id=seat.unit_id,
        post=seat.post,
        superior_id=seat.superior_id if seat.superior_id != officer.id else None,
        risk_positions=seat.risk_positions,
        decision_roles=seat.decision_roles,
        acting=order.kind,
        replaces_id=replaces.id,
        order_number=order.order_number.strip(),
        valid_from=order.begins,
        valid_to=order.ends,
    )
    db.session.add(row)
    db.session.flush()
    events.emit(
        Event(
            ACTING_APPOINTED, actor, officer,
            {"replaces": replaces.id, "kind": order.kind.value, "from": order.begins.isoformat(),
             "to": order.ends.isoformat() if order.ends else None, "order": row.order_number,
             "title": row.title},
        )
    )  # fmt: skip
    return row


@use_case
def end_acting(actor: Actor, appointment: Appointment, last_day: date) -> None:
    """End an acting order on its last day; the holder answers again from the next.

    The day before the first drops an order that has not begun. Raises Invalid.
    """
    policy.require(actor, "people.end_acting", appointment.person)
    if appointment.acting is Acting.NONE:
        raise Invalid("Ini bukan jabatan Plt. atau Plh.")
    dropped = appointment.valid_from - _ONE_DAY
    if last_day < dropped:
        raise Invalid(
            fields={
                "last_day": Sentence(
                    "Hari pertama %(day)s. Hari terakhir tidak boleh sebelum itu.",
                    day=f"{appointment.valid_from:%d-%m-%Y}",
                )
            }
        )
    if appointment.valid_to is not None and last_day > appointment.valid_to:
        raise Invalid(
            fields={
                "last_day": Sentence(
                    "Surat perintah berakhir %(day)s. Hari terakhir tidak boleh sesudah itu.",
                    day=f"{appointment.valid_to:%d-%m-%Y}",
                )
            }
        )
    appointment.valid_to = last_day
    facts = {"appointment": appointment.id, "to": last_day.isoformat(),
             "replaces": appointment.replaces_id, "title": appointment.title}  # fmt: skip
    type_ = ACTING_DROPPED if last_day == dropped else ACTING_ENDED
    events.emit(Event(type_, actor, appointment.person, facts))


def acting_kind(written: str) -> Acting:
    return Acting(written) if written in {one.value for one in Acting} else Acting.NONE


def _check_acting(officer: Person, replaces: Person, order: ActingOrder) -> None:
    wrong = _wrong_officer(officer, replaces, order.begins) | wrong_order(order)
    if wrong:
        raise Invalid(fields=wrong)
    taken = queries.acting_overlapping(replaces.id, order.begins, order.ends)
    if taken is not None:
        raise Invalid(
            fields={
                "begins": Sentence(
                    "Jabatan ini sudah dijalankan %(name)s pada tanggal itu.",
                    name=taken.person.name,
                )
            }
        )


def wrong_order(order: ActingOrder) -> dict[str, str]:
    """What is wrong with kind, days and number, by field."""
    wrong: dict[str, str] = {}
    if order.kind is Acting.NONE:
        wrong["kind"] = "Pilih Plt. atau Plh."
    if not order.order_number.strip():
        wrong["order_number"] = "Isi nomor surat perintah."
    if order.ends is not None and order.ends < order.begins:
        wrong["ends"] = "Hari terakhir tidak boleh sebelum hari pertama."
    elif order.ends is None and order.kind is Acting.PLH:
        wrong["ends"] = "Isi hari terakhir. Plh. selalu berbatas waktu."
    return wrong


def _wrong_officer(officer: Person, replaces: Person, begins: date) -> dict[str, str]:
    if officer.id == replaces.id:
        return {"officer_id": "Pelaksana harus orang lain."}
    if not officer.serves_on(begins):
        return {"officer_id": "Pilih pelaksana yang masih bertugas."}
    return {}


# ── contacts ──────────────────────────────────────────────────────────────────────────────────


@use_case
def correct_contact(actor: Actor, person: Person, email: str, phone: str) -> None:
    """Set e-mail and phone; empty means none. Raises Invalid."""
    policy.require(actor, "people.correct_contact", person)
    address, number = email.strip().casefold(), normal_phone(phone)
    wrong: dict[str, str] = {}
    if address and not is_email(address):
        wrong["email"] = "Surel harus berbentuk nama@contoh.id."
    if number and not is_phone(number):
        wrong["phone"] = "Nomor HP harus diawali 08 atau +62."
    if wrong:
        raise Invalid(fields=wrong)
    changed = [
        name
        for name, value in (("email", address or None), ("phone", number or None))
        if value != getattr(person, name)
    ]
    if not changed:
        return
    person.email, person.phone = address or None, number or None
    events.emit(Event(CONTACT_CORRECTED, actor, person, {"fields": changed}))
