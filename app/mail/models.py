"""Tables of mail: each message to one person, and which notices it carries."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.people.models import Person


class MailKind(LabelledEnum):
    """Why a message is written."""

    URGENT = "urgent", "Segera"
    DIGEST = "digest", "Ringkasan harian"
    TRIAL = "trial", "Surel uji"
    OUTSIDE = "outside", "Kabar ke luar"


class MailState(LabelledEnum):
    """How far a message has come."""

    WAITING = "waiting", "Menunggu"
    SENT = "sent", "Terkirim"
    DEAD = "dead", "Gagal"
    DROPPED = "dropped", "Tidak jadi dikirim"


class MailMessage(Base):
    """One message to one person. Its words are not kept: they are made of its notices.

    To somebody outside the office it has no person: the record `outside_type`/`outside_id` knows
    the address, and `outside_facts` are a code, a number and a day.
    `dedupe_key` makes it exist once; `uid` is its Message-ID, the same at every try.
    `claimed_until` is set while a worker talks to the server about it.
    """

    __tablename__ = "mail_messages"
    __table_args__ = (
        sa.Index("ix_mail_messages_state", "state", "next_try_at"),
        sa.Index("ix_mail_messages_created_at", "created_at"),
        sa.Index("ix_mail_messages_outside", "outside_type", "outside_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), unique=True)
    dedupe_key: Mapped[str] = mapped_column(sa.String(80), unique=True)
    kind: Mapped[MailKind]
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    outside_type: Mapped[str | None] = mapped_column(sa.String(60))
    outside_id: Mapped[int | None]
    outside_facts: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    state: Mapped[MailState] = mapped_column(default=MailState.WAITING)
    # The last day of a statutory clock: sent in the quiet hours too.
    at_any_hour: Mapped[bool] = mapped_column(default=False)
    # What waits for the person, in figures only: [["disclosures", 3, "2026-03-09"]].
    agenda: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)
    created_at: Mapped[datetime]
    first_due_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(sa.String(60))
    sent_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship()


class MailItem(Base):
    """A notice in a message. A notice goes into one message, ever."""

    __tablename__ = "mail_items"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(sa.ForeignKey("mail_messages.id"), index=True)
    notice_id: Mapped[int] = mapped_column(sa.ForeignKey("notices.id"), unique=True)
