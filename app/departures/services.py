"""Recording a departure, filing the exit declaration, verifying it, and the time after (S-50)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor, Role
from app.core.errors import Invalid
from app.core.events import Event
from app.core.reasons import check_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.departures import documents, queries, wording
from app.departures.events import (
    EXPORTED,
    LATE,
    LATE_MESSAGE,
    OPENED,
    OVER_MESSAGE,
    REMINDED,
    TO_VERIFY,
)
from app.departures.models import Cause, Departure, DepartureFiling, DepartureState
from app.departures.workflow import FLOW
from app.documents import numbering
from app.notifications.services import notify
from app.people import queries as people
from app.regulations import queries as regulations

COOLING = "masa_tunggu"
REMIND_BEFORE = timedelta(days=14)
_SERIES = "AKHIR-JABATAN"
_RUNNING = (DepartureState.OPEN, DepartureState.FILED, DepartureState.VERIFIED)


@use_case
def record(actor: Actor, person_id: int, cause: Cause, last_day: date) -> Departure:
    """Record that somebody leaves the post after a day; he is asked for the exit declaration."""
    policy.require(actor, "departure.open")
    person, today = people.person(person_id), clock.today()
    problems: dict[str, str] = {}
    if person is None or not person.serves_on(today):
        problems["person"] = "Pilih pegawai yang masih bertugas."
    elif person_id == actor.person_id:
        problems["person"] = "Akhir jabatan Anda sendiri dicatat oleh petugas lain."
    elif _running_of(person_id) is not None:
        problems["person"] = "Akhir jabatan pegawai ini sudah dicatat."
    if last_day < today:
        problems["last_day"] = "Hari terakhir tidak boleh sebelum hari ini."
    if problems:
        raise Invalid(fields=problems)
    take_turn()
    post = people.post_of(person_id, today)
    departure = Departure(
        uid=new_uid(),
        number=f"AKJ-{today.year}-{numbering.take_number(_SERIES, today.year):04d}",
        state=DepartureState.OPEN,
        person_id=person_id,
        unit_id=post.unit_id if post else None,
        post=post.title if post else "",
        cause=cause,
        last_day=last_day,
        opened_at=clock.now(),
        opened_by_id=actor.person_id,
    )
    db.session.add(departure)
    db.session.flush()
    facts = {"cause": cause.value, "last_day": last_day.isoformat()}
    events.emit(Event(OPENED, actor, departure, facts))
    return departure


def _running_of(person_id: int) -> Departure | None:
    return db.session.scalar(
        sa.select(Departure).where(Departure.person_id == person_id, Departure.state.in_(_RUNNING))
    )


@use_case
def save_draft(actor: Actor, departure: Departure, answers: Mapping[str, Any]) -> None:
    """Keep what was typed without sending it."""
    policy.require(actor, "departure.write", departure)
    FLOW.check(departure, "file", actor)
    departure.answers = dict(answers)


@use_case
def file(actor: Actor, departure: Departure, answers: Mapping[str, Any]) -> DepartureFiling:
    """File the exit declaration; the caller has re-authenticated its signer.

    Raises Invalid while an answer is missing or a matter was not handed over.
    """
    FLOW.check(departure, "file", actor)
    content = _checked(departure, answers)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    filing = DepartureFiling(
        uid=new_uid(),
        departure=departure,
        filed_at=clock.now(),
        pack_id=regulations.pack_on(clock.today()).id,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    filing.content = content
    departure.filed_at, departure.answers = filing.filed_at, None
    db.session.add(filing)
    event = FLOW.move(departure, "file", actor, sha256=filing.sha256)
    officers = [one for one in accounts.people_with_role(Role.HR_OFFICER) if one != actor.person_id]
    notify(event, officers, TO_VERIFY, code="N-36")
    documents.order_letter(actor, departure)
    once.leads_to(f"/akhir-jabatan/{departure.id}")
    return filing


def missing_for(
    actor: Actor, departure: Departure, answers: Mapping[str, Any]
) -> Mapping[str, str]:
    """What still keeps the statement from being sent, by question."""
    policy.require(actor, "departure.write", departure)
    try:
        _checked(departure, answers)
    except Invalid as error:
        return error.fields
    return {}


def _checked(departure: Departure, answers: Mapping[str, Any]) -> dict[str, Any]:
    content = {name: answers.get(name) or "" for name in wording.QUESTIONS}
    problems = {name: sentence for name, sentence in _REQUIRED.items() if not content[name]}
    if content["plan"] in wording.WITH_A_PLACE:
        problems |= {n: text for n, text in _REQUIRED_WITH_A_PLACE.items() if not content[n]}
    else:
        content |= {"body_name": "", "ties": "", "tie_note": ""}
    if content["ties"] == "yes" and not content["tie_note"]:
        problems["tie_note"] = "Tulis kaitannya."
    left = queries.matters_left(departure)
    if left:
        problems["handed_over"] = Sentence("Masih ada %(n)s urusan belum diserahterimakan.", n=left)
    if problems:
        raise Invalid(fields=problems)
    return content


_REQUIRED = {
    "plan": "Pilih rencana Anda.",
    "information_returned": "Centang bahwa semuanya sudah dikembalikan.",
    "handed_over": "Tulis urusan dan penerimanya, atau “tidak ada”.",
    "contact": "Isi kontak Anda.",
    "agrees_cooling": "Centang bahwa Anda memahami masa tunggu.",
}
_REQUIRED_WITH_A_PLACE = {
    "body_name": "Isi nama tempatnya.",
    "ties": "Pilih ya, tidak, atau tidak tahu.",
}


@use_case
def verify(
    actor: Actor, departure: Departure, *, access_revoked: bool, goods_returned: bool
) -> None:
    """BKPSDM has seen that access is gone and goods are back; the cooling-off time is set (P-22)."""
    FLOW.check(departure, "verify", actor)
    problems = {}
    if not access_revoked:
        problems["access_revoked"] = "Centang bahwa akses sudah dicabut."
    if not goods_returned:
        problems["goods_returned"] = "Centang bahwa barang dan dokumen sudah kembali."
    if problems:
        raise Invalid(fields=problems)
    departure.verified_at, departure.verified_by_id = clock.now(), actor.person_id
    departure.cooling_until = deadlines.due_on(COOLING, departure.last_day)
    FLOW.move(departure, "verify", actor, cooling_until=departure.cooling_until.isoformat())
    documents.order_letter(actor, departure)


@use_case
def cancel(actor: Actor, departure: Departure, reason: str) -> None:
    """The person stays after all. Raises Invalid without a reason of 20 letters."""
    FLOW.check(departure, "cancel", actor)
    check_reason(reason)
    FLOW.move(departure, "cancel", actor, reason=reason.strip())
    departure.answers = None
    documents.revoke_letter(actor, departure, reason.strip())


@use_case
def note_export(actor: Actor, rows: int, form: str) -> None:
    """Write that the list was taken out."""
    policy.require(actor, "departure.list")
    no_single_one = Departure()  # never stored: it only says what kind of list it was
    events.emit(Event(EXPORTED, actor, no_single_one, {"rows": rows, "form": form}))


@use_case
def keep_up(actor: Actor) -> int:
    """Remind, tell who is late, begin and end cooling-off times; gives how many. Done once a day."""
    policy.require(actor, "departure.keep")
    today = clock.today()
    touched = 0
    for departure in db.session.scalars(
        sa.select(Departure).where(Departure.state.in_((*_RUNNING, DepartureState.COOLING)))
    ).all():
        touched += _keep_up_one(actor, departure, today)
    return touched


def _keep_up_one(actor: Actor, departure: Departure, today: date) -> int:
    if departure.state is DepartureState.OPEN:
        return _press(actor, departure, today)
    if departure.state is DepartureState.VERIFIED and departure.last_day < today:
        FLOW.move(departure, "cool", actor)
        return 1
    over = departure.cooling_until is not None and departure.cooling_until < today
    if departure.state is DepartureState.COOLING and over:
        event = FLOW.move(departure, "end", actor, cooling_until=str(departure.cooling_until))
        notify(event, accounts.people_with_role(Role.HR_OFFICER), OVER_MESSAGE, code="N-36")
        return 1
    return 0


def _others(person_ids: Iterable[int], departure: Departure) -> list[int]:
    return [one for one in person_ids if one != departure.person_id]


def _press(actor: Actor, departure: Departure, today: date) -> int:
    """Fourteen days before the last day once to the leaver; after it once to superior and HR."""
    facts = {"last_day": departure.last_day.isoformat()}
    if departure.last_day < today and departure.late_told_at is None:
        departure.late_told_at = clock.now()
        event = Event(LATE, actor, departure, facts)
        events.emit(event)
        superior = people.superior_of(departure.person_id, departure.last_day)
        officers = _others(accounts.people_with_role(Role.HR_OFFICER), departure)
        notify(event, officers, LATE_MESSAGE, code="N-36", link=f"/akhir-jabatan/{departure.id}")
        if superior is not None and superior.id not in officers:
            notify(event, _others([superior.id], departure), LATE_MESSAGE, code="N-36")
        return 1
    near = departure.last_day - REMIND_BEFORE <= today <= departure.last_day
    opened_lately = clock.now() - departure.opened_at < timedelta(days=3)
    if near and departure.reminded_at is None and not opened_lately:
        departure.reminded_at = clock.now()
        events.emit(Event(REMINDED, actor, departure, facts))
        return 1
    return 0
