"""A line in somebody's inbox."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base


class Notice(Base):
    """What one person is told about one event. The text never holds content of a record."""

    __tablename__ = "notices"
    __table_args__ = (sa.Index("ix_notices_inbox", "person_id", "read_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    event_name: Mapped[str] = mapped_column(sa.String(80))
    code: Mapped[str | None] = mapped_column(sa.String(10))
    text: Mapped[str] = mapped_column(sa.String(500))
    link: Mapped[str | None] = mapped_column(sa.String(300))
    subject_type: Mapped[str] = mapped_column(sa.String(80))
    subject_id: Mapped[int | None]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    emailed_at: Mapped[datetime | None]
    # Set when the record became hidden from this person: the notice is shown to nobody any more.
    withdrawn_at: Mapped[datetime | None]
