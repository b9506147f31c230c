"""Mail from notice to server: ordered with the record, written once, tried until taken, marked.

Exactly once, but for one window that SMTP leaves open: when this process dies (or the connection
breaks) after the server took a message and before the row saying so is committed, the message is
sent again, under the same Message-ID and with the same words.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import sqlalchemy as sa

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Busy, Invalid, WrongState
from app.core.events import Event, emit
from app.core.working_days import is_working_day
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping, use_case
from app.deadlines import queries as deadlines
from app.mail import office, outside, plan, queries, smtp, wording
from app.mail.events import SENT_AGAIN, TRIED_OUT
from app.mail.models import MailItem, MailKind, MailMessage, MailState
from app.mail.plan import When
from app.notifications.models import Notice
from app.outbox.handlers import Task
from app.outbox.services import enqueue
from app.people.models import Person

log = logging.getLogger(__name__)

DELIVER, DIGESTS = "mail.deliver", "mail.digests"
BATCH = 50
_PEOPLE_AT_ONCE = 200
# While a worker talks to the server about a message, no other worker touches it. Longer than the
# worst exchange: smtp.SECONDS for each of five steps.
CLAIM = timedelta(minutes=5)
# A batch goes on in another job after this, so that no job outlives its lease.
_MOST_SECONDS = 60
GIVE_UP_AFTER = timedelta(days=3)
_LEFT_BEHIND = timedelta(hours=1)
_MARKING_TRIES = 5

# For whom how many of a thing wait, and the nearest last day.
Waiting = Mapping[int, tuple[int, date | None]]
_agenda: dict[str, Callable[[], Waiting]] = {}


def add_to_agenda(what: str, waiting: Callable[[], Waiting], words: wording.AgendaWords) -> None:
    """Have each working day's digest tell people how many of these wait for them (N-06)."""
    _agenda[what] = waiting
    wording.say_agenda(what, words)


def forget_all() -> None:
    _agenda.clear()
    wording.forget_all()


# ---- ordering, in the transaction of the record -------------------------------------------------


def hand_over(notices: Sequence[Notice]) -> None:
    """Order mail for the urgent ones of these notices, in the use case that wrote them."""
    if not office.mail_is_on():
        return
    for notice in notices:
        if plan.when(notice.code, notice.event_name) is When.AT_ONCE:
            _order_at_once(notice)


def _order_at_once(notice: Notice) -> None:
    person = db.session.get_one(Person, notice.person_id)
    if not person.email:
        return
    last_day = plan.at_any_hour(notice.event_name) or queries.is_last_day(notice)
    due = clock.now() if last_day else plan.not_quiet_from(clock.now())
    message = MailMessage(kind=MailKind.URGENT, dedupe_key=f"notice:{notice.id}", at_any_hour=last_day)  # fmt: skip
    _order([_write(message, person.id, due, [notice.id])], due)


def tell_outside(
    subject: Any, code: str, number: str, occasion: str, day: date | None = None
) -> None:
    """Order news to whoever asked for it with this record, in the caller's use case.

    `code` is one of app/mail/outside.py; `occasion` makes the message exist once for the record
    ("question 7"). Nothing is ordered when nobody wants news. Raises KeyError for another code.
    """
    if not outside.is_known(code):
        raise KeyError(code)
    table, record_id = subject.__tablename__, subject.id
    if not office.mail_is_on() or not outside.address_of(table, record_id):
        return
    key = f"outside:{table}:{record_id}:{occasion}"
    if db.session.scalar(sa.select(MailMessage.id).where(MailMessage.dedupe_key == key)):
        return
    facts = {"code": code, "number": number, "day": day.isoformat() if day else ""}
    due = plan.not_quiet_from(clock.now())
    message = MailMessage(
        kind=MailKind.OUTSIDE, dedupe_key=key, outside_type=table, outside_id=record_id,
        outside_facts=facts,
    )  # fmt: skip
    _order([_write(message, None, due)], due)


def _write(
    message: MailMessage, person_id: int | None, due: datetime, notice_ids: Sequence[int] = ()
) -> int:
    message.uid, message.person_id = new_uid(), person_id
    message.created_at = clock.now()
    message.first_due_at = message.next_try_at = due
    db.session.add(message)
    db.session.flush()
    db.session.add_all(MailItem(message_id=message.id, notice_id=one) for one in notice_ids)
    return message.id


def _order(message_ids: Sequence[int], at: datetime) -> None:
    for some in _portions(message_ids, BATCH):
        enqueue(DELIVER, payload={"ids": list(some)}, run_after=at)


def _portions(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


@bookkeeping
def order_digests(actor: Actor) -> None:
    """Order the next digest, at 07.30, and a job for messages that theirs left behind.

    For the daily job; harmless when run again.
    """
    policy.require(actor, "mail.write_digests")
    if not office.mail_is_on():
        return
    at = plan.next_digest(clock.now())
    day = clock.local(at).date().isoformat()
    enqueue(DIGESTS, payload={"day": day}, dedupe_key=f"{DIGESTS}/{day}", run_after=at)
    _order(queries.left_behind(clock.now() - _LEFT_BEHIND), clock.now())


# ---- the digest ---------------------------------------------------------------------------------


def write_digests(task: Task) -> None:
    """One message to everybody with news since the last one, or with work that waits (N-06).

    A job. People are taken in portions, each in its own transaction; a second run goes on where
    the first one died, since a person has one digest a day.
    """
    if not office.mail_is_on():
        return
    moment = clock.now()
    agenda = _agenda_of_today()
    people = sorted(queries.people_with_news(moment) | agenda.keys())
    for some in _portions(people, _PEOPLE_AT_ONCE):
        _write_digests(str(task.payload["day"]), some, moment, agenda)


def _agenda_of_today() -> dict[int, list[list[object]]]:
    """What waits for whom, as far as they serve and have an address."""
    found: dict[int, list[list[object]]] = {}
    if not is_working_day(clock.today(), deadlines.calendar()):
        return found
    for what, waiting in _agenda.items():
        for person_id, (number, due) in waiting().items():
            line: list[object] = [what, number, due.isoformat() if due else None]
            found.setdefault(person_id, []).append(line)
    reachable = queries.reachable(found)
    return {person_id: lines for person_id, lines in found.items() if person_id in reachable}


@bookkeeping
def _write_digests(
    day: str,
    person_ids: Sequence[int],
    moment: datetime,
    agenda: Mapping[int, list[list[object]]],
) -> None:
    due = plan.not_quiet_from(clock.now())
    news = queries.news_of(person_ids, moment)
    have = queries.with_digest(day, person_ids)
    written = []
    for person_id in person_ids:
        lines = agenda.get(person_id, [])
        if person_id in have or not (lines or person_id in news):
            continue
        message = MailMessage(
            kind=MailKind.DIGEST, dedupe_key=queries.digest_key(day, person_id), agenda=lines
        )
        written.append(_write(message, person_id, due, news.get(person_id, [])))
    _order(written, due)


# ---- delivering ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Taken:
    """A message this worker has claimed."""

    message_id: int
    letter: EmailMessage
    to: str
    notice_ids: list[int]


def deliver(task: Task) -> None:
    """Hand the messages of this job to the server over one connection. A job."""
    waiting = _sort_out(task.payload["ids"])
    if not waiting:
        return
    server = office.ours().server
    if server is None:
        _put_off(waiting, "MailIsOff")
        return
    until = time.monotonic() + _MOST_SECONDS
    try:
        with smtp.connected(server) as line:
            while waiting and time.monotonic() < until:
                _deliver_one(line, waiting[0])
                waiting.pop(0)
    except smtp.Unreachable as error:
        _put_off(waiting, str(error), mine=waiting[0])
    else:
        if waiting:
            _go_on(waiting)


@bookkeeping
def _go_on(message_ids: Sequence[int]) -> None:
    _order(message_ids, clock.now())


@bookkeeping
def _sort_out(message_ids: Sequence[int]) -> list[int]:
    """Those to be sent now; one that is held by the quiet hours or another worker waits for them.

    One whose next try lies ahead has a job of its own for it.
    """
    now = clock.now()
    ready: list[int] = []
    later: dict[datetime, list[int]] = {}
    for message in _waiting(message_ids):
        if message.next_try_at > now:
            continue
        if message.claimed_until and message.claimed_until > now:
            later.setdefault(message.claimed_until, []).append(message.id)
        elif plan.is_quiet(now) and not message.at_any_hour:
            message.next_try_at = plan.not_quiet_from(now)
            later.setdefault(message.next_try_at, []).append(message.id)
        else:
            ready.append(message.id)
    for at, ids in later.items():
        _order(ids, at)
    return ready


def _waiting(message_ids: Sequence[int]) -> list[MailMessage]:
    return list(
        db.session.scalars(
            sa.select(MailMessage)
            .where(MailMessage.id.in_(message_ids), MailMessage.state == MailState.WAITING)
            .order_by(MailMessage.id)
            .with_for_update()
        )
    )


def _deliver_one(line: smtp.Line, message_id: int) -> None:
    """Raises Unreachable, and then the message is still claimed."""
    taken = _take(message_id)
    if taken is None:
        return
    try:
        line.send(taken.letter, taken.to)
    except smtp.NotNow as error:
        _put_off([message_id], str(error), mine=message_id)
    except smtp.Refused as error:
        _bury(message_id, str(error))
    else:
        _mark_sent_surely(taken)


@bookkeeping
def _take(message_id: int) -> _Taken | None:
    """Claim the message, unless it is gone, or nobody may be told of what it says any more."""
    message = next(iter(_waiting([message_id])), None)
    now = clock.now()
    if message is None or (message.claimed_until and message.claimed_until > now):
        return None
    to, notices = _what_remains(message)
    if not to:
        message.state = MailState.DROPPED
        return None
    try:
        letter = wording.letter(message, to, notices, office.ours())
    except ValueError:
        message.state, message.last_error = MailState.DEAD, "BadAddress"
        return None
    message.claimed_until = now + CLAIM
    return _Taken(message.id, letter, to, [notice.id for notice in notices])


def _what_remains(message: MailMessage) -> tuple[str | None, list[Notice]]:
    """To whom the message still goes, and what it still says; to nobody when nothing is left."""
    if message.person is None:
        return outside.address_of(message.outside_type, message.outside_id), []
    notices = queries.still_concerns(message.person, queries.notices_in(message.id))
    says_something = notices or message.agenda or message.kind is MailKind.TRIAL
    return (message.person.email if says_something else None), notices


def _mark_sent_surely(taken: _Taken) -> None:
    """The server has the message: a busy database must not make it go out twice."""
    for _ in range(_MARKING_TRIES):
        try:
            _mark_sent(taken)
        except Busy:
            continue
        return
    log.error("message %s was sent but could not be marked", taken.message_id)


@bookkeeping
def _mark_sent(taken: _Taken) -> None:
    message = db.session.get_one(MailMessage, taken.message_id)
    message.state, message.sent_at = MailState.SENT, clock.now()
    message.attempts += 1
    message.claimed_until = message.last_error = None
    db.session.execute(
        sa.update(Notice).where(Notice.id.in_(taken.notice_ids)).values(emailed_at=clock.now())
    )


@bookkeeping
def _put_off(message_ids: Sequence[int], error: str, mine: int | None = None) -> None:
    """Try these again later, or give them up after three days. `mine` is the one claimed here."""
    now = clock.now()
    later: dict[datetime, list[int]] = {}
    for message in _waiting(message_ids):
        held = message.claimed_until is not None and message.claimed_until > now
        if held and message.id != mine:
            continue
        message.attempts += 1
        message.claimed_until, message.last_error = None, error[:60]
        if now - message.first_due_at >= GIVE_UP_AFTER:
            message.state = MailState.DEAD
            continue
        message.next_try_at = now + plan.wait_after(message.attempts)
        later.setdefault(message.next_try_at, []).append(message.id)
    for at, ids in later.items():
        _order(ids, at)


@bookkeeping
def _bury(message_id: int, error: str) -> None:
    message = db.session.get_one(MailMessage, message_id)
    message.state, message.attempts = MailState.DEAD, message.attempts + 1
    message.claimed_until, message.last_error = None, error[:60]


# ---- what the administrator does ----------------------------------------------------------------


@use_case
def send_again(actor: Actor, message_id: int) -> None:
    """Give a failed message three more days. Raises NotFound, NotAllowed, WrongState."""
    message = queries.message_for(actor, message_id)
    policy.require(actor, "mail.send_again")
    if message.state is not MailState.DEAD:
        raise WrongState("Surel ini tidak sedang gagal.")
    message.state = MailState.WAITING
    message.first_due_at = message.next_try_at = clock.now()
    emit(Event(SENT_AGAIN, actor, message))
    _order([message.id], clock.now())


@use_case
def try_out(actor: Actor) -> None:
    """Order a message without content to the actor himself, at any hour. Raises Invalid."""
    policy.require(actor, "mail.try_out")
    person = db.session.get_one(Person, actor.somebody)
    if not office.mail_is_on():
        raise Invalid("Pengiriman surel belum diatur.")
    if not person.email:
        raise Invalid("Alamat surel Anda belum tercatat pada data pegawai.")
    message = MailMessage(kind=MailKind.TRIAL, dedupe_key=f"trial:{new_uid()}", at_any_hour=True)
    message_id = _write(message, person.id, clock.now())
    emit(Event(TRIED_OUT, actor, message))
    _order([message_id], clock.now())
