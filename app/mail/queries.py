"""Reading about mail: who may still be told, what a digest holds, and the delivery log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app.accounts import queries as accounts
from app.accounts.models import Account, AccountState
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.database.base import db
from app.deadlines.models import Deadline
from app.mail import plan
from app.mail.models import MailItem, MailMessage, MailState
from app.mail.policy import reader_of
from app.notifications.models import Notice
from app.people.models import Person

PAGE_SIZE = 50
STATES = tuple(MailState)
_ACCOUNTS = Account.__tablename__


# ---- who may be told ----------------------------------------------------------------------------


def still_concerns(person: Person, notices: Sequence[Notice]) -> list[Notice]:
    """Those of the notices the person may still know of: rights are asked again before mailing.

    A superior who was replaced, somebody who left, and a disabled account hear nothing more of
    others' records. What happens to the own account is always told.
    """
    account = accounts.account_of(person.id)
    disabled = account is not None and account.state is AccountState.DISABLED
    actor = _as_reader(person, account)
    return [n for n in notices if n.subject_type == _ACCOUNTS or (
        not disabled and _may_read(person, actor, n)
    )]  # fmt: skip


def _as_reader(person: Person, account: Account | None) -> Actor:
    who = accounts.signed_in_as(account.id) if account is not None else None
    if who is not None:
        return who.actor
    # Not activated yet: he is told of his first declaration all the same (N-01).
    return Actor(person.id, person.name, frozenset({Role.EMPLOYEE}))


def _may_read(person: Person, actor: Actor, notice: Notice) -> bool:
    reader = reader_of(notice.subject_type, notice.event_name)
    if reader is None or notice.subject_id is None:
        return person.serves_on(clock.today())
    return reader(actor, notice.subject_id)


def is_last_day(notice: Notice) -> bool:
    """Whether a statutory clock of the record ends today: then the quiet hours do not count."""
    found = db.session.scalar(
        sa.select(Deadline.id)
        .where(
            Deadline.subject_type == notice.subject_type,
            Deadline.subject_id == notice.subject_id,
            Deadline.statutory,
            Deadline.met_on.is_(None),
            Deadline.cancelled_on.is_(None),
            Deadline.due_on == clock.today(),
        )
        .limit(1)
    )
    return found is not None


# ---- what a digest holds ------------------------------------------------------------------------


def _unmailed(moment: datetime) -> sa.ColumnElement[bool]:
    held_back = plan.held_back_on(moment)
    return sa.and_(
        Notice.at > moment - plan.OLDEST,
        Notice.at <= moment,
        Notice.read_at.is_(None),
        Notice.emailed_at.is_(None),
        Notice.withdrawn_at.is_(None),
        sa.or_(Notice.code.is_(None), Notice.code.not_in(held_back)),
        ~sa.exists().where(MailItem.notice_id == Notice.id),
    )


def people_with_news(moment: datetime) -> set[int]:
    """Who has unread notices that no message carries yet, and an address."""
    return set(
        db.session.scalars(
            sa.select(Notice.person_id)
            .join(Person, Person.id == Notice.person_id)
            .where(_unmailed(moment), Person.email.is_not(None), Person.email != "")
            .distinct()
        )
    )


def news_of(person_ids: Iterable[int], moment: datetime) -> dict[int, list[int]]:
    """The ids of those notices, oldest first, by person."""
    rows = db.session.execute(
        sa.select(Notice.person_id, Notice.id)
        .where(Notice.person_id.in_(list(person_ids)), _unmailed(moment))
        .order_by(Notice.id)
    )
    found: dict[int, list[int]] = {}
    for person_id, notice_id in rows:
        found.setdefault(person_id, []).append(notice_id)
    return found


def digest_key(day: str, person_id: int) -> str:
    """One digest a day and person."""
    return f"digest:{day}:{person_id}"


def with_digest(day: str, person_ids: Iterable[int]) -> set[int]:
    """Who has this day's digest already."""
    keys = [digest_key(day, one) for one in person_ids]
    return set(
        db.session.scalars(sa.select(MailMessage.person_id).where(MailMessage.dedupe_key.in_(keys)))
    )


def reachable(person_ids: Iterable[int]) -> set[int]:
    """Those of the people who serve and have an address."""
    today = clock.today()
    return set(
        db.session.scalars(
            sa.select(Person.id).where(
                Person.id.in_(list(person_ids)),
                Person.email.is_not(None),
                Person.email != "",
                sa.or_(Person.left_on.is_(None), Person.left_on > today),
            )
        )
    )


def notices_in(message_id: int) -> list[Notice]:
    """The notices a message carries, oldest first."""
    return list(
        db.session.scalars(
            sa.select(Notice)
            .join(MailItem, MailItem.notice_id == Notice.id)
            .where(MailItem.message_id == message_id)
            .order_by(Notice.id)
        )
    )


def left_behind(moment: datetime) -> list[int]:
    """Messages long due that no job is about to send: their job itself was given up."""
    return list(
        db.session.scalars(
            sa.select(MailMessage.id)
            .where(MailMessage.state == MailState.WAITING, MailMessage.next_try_at < moment)
            .order_by(MailMessage.id)
        )
    )


# ---- the delivery log ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Log:
    """One page of the delivery log; pages count from 1. No message's words are in it."""

    messages: list[MailMessage]
    number: int
    pages: int
    total: int
    counts: dict[MailState, int]


def log_visible_to(actor: Actor, state: MailState | None = None, number: int = 1) -> Log:
    """The messages, newest first: to whom, when, how often tried. Raises NotAllowed.

    News to people outside are not among them: an administrator does not learn of a complaint.
    """
    policy.require(actor, "mail.list")
    inside = MailMessage.person_id.is_not(None)
    wanted = inside if state is None else sa.and_(inside, MailMessage.state == state)
    rows = db.session.execute(
        sa.select(MailMessage.state, sa.func.count()).where(inside).group_by(MailMessage.state)
    )
    found = {row[0]: int(row[1]) for row in rows}
    counts = {one: found.get(one, 0) for one in MailState}
    total = sum(counts.values()) if state is None else counts[state]
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, number), pages)
    messages = db.session.scalars(
        sa.select(MailMessage)
        .join(MailMessage.person)
        .where(wanted)
        .options(contains_eager(MailMessage.person))
        .order_by(MailMessage.id.desc())
        .offset((number - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    )
    return Log(list(messages), number, pages, total, counts)


def state_of_outside(subject_type: str, subject_id: int) -> list[tuple[datetime, MailState]]:
    """When news about a record were written and how far they came, newest first. For its desk."""
    rows = db.session.execute(
        sa.select(MailMessage.created_at, MailMessage.state)
        .where(MailMessage.outside_type == subject_type, MailMessage.outside_id == subject_id)
        .order_by(MailMessage.id.desc())
    )
    return [(at, state) for at, state in rows]


def message_for(actor: Actor, message_id: int) -> MailMessage:
    """Raises NotFound."""
    message = db.session.get(MailMessage, message_id)
    if message is None or message.person_id is None or not policy.can(actor, "mail.list"):
        raise NotFound(f"message {message_id}")
    return message
