"""A visit to one record by somebody who has no account, and the tries to begin one."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base


class Visit(Base):
    """One browser that opened one record. Says nothing of who sits there, nor from where.

    `token_hash` is the SHA-256 of the cookie, which is kept nowhere.
    """

    __tablename__ = "visits"
    __table_args__ = (sa.Index("ix_visits_subject", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    subject_type: Mapped[str] = mapped_column(sa.String(60))
    subject_id: Mapped[int]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Knock(Base):
    """One try from one address at one public door. Never holds what was typed; kept for a day."""

    __tablename__ = "knocks"
    __table_args__ = (
        sa.Index("ix_knocks_door", "door", "ip_hash", "at"),
        sa.Index("ix_knocks_door_at", "door", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    door: Mapped[str] = mapped_column(sa.String(20))
    ip_hash: Mapped[str] = mapped_column(sa.String(64))
    at: Mapped[datetime]
