"""The calendar with all its versions, the running clocks, and every recomputation of one."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.working_days import Calendar, DayOff, HolidayKind, Unit
from app.database.base import Base

_OPEN = sa.text("met_on IS NULL AND cancelled_on IS NULL")


class CalendarVersion(Base):
    """One state of the calendar, made by one decree. Append-only; the newest is in force."""

    __tablename__ = "calendar_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    decree: Mapped[str] = mapped_column(sa.String(300))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    made_by: Mapped[str] = mapped_column(sa.String(200))


class Holiday(Base):
    """Hari libur or cuti bersama, from the version that added it to the one that removed it."""

    __tablename__ = "holidays"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[HolidayKind]
    decree: Mapped[str] = mapped_column(sa.String(300))
    estimated: Mapped[bool] = mapped_column(default=False)
    needs_confirmation: Mapped[bool] = mapped_column(default=False)
    added_in_id: Mapped[int] = mapped_column(sa.ForeignKey("calendar_versions.id"))
    removed_in_id: Mapped[int | None] = mapped_column(sa.ForeignKey("calendar_versions.id"))


class Deadline(Base):
    """Tenggat: one clock of one record. It keeps the term and the way of counting it began with."""

    __tablename__ = "deadlines"
    __table_args__ = (
        # One running clock of a kind for a record, whoever asks and however often.
        sa.Index(
            "uq_deadlines_running",
            "subject_type",
            "subject_id",
            "code",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        # Whose clock of one kind is on such a day: few run, very many have ended.
        sa.Index(
            "ix_deadlines_running_due",
            "subject_type",
            "code",
            "due_on",
            "subject_id",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        # Of a record, also the clocks that ended: lists show when a closed one was due.
        sa.Index("ix_deadlines_subject", "subject_type", "subject_id"),
        sa.Index("ix_deadlines_due_on_missed_at", "due_on", "missed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(60))
    label: Mapped[str] = mapped_column(sa.String(200))
    subject_type: Mapped[str] = mapped_column(sa.String(60))
    subject_id: Mapped[int]
    started_at: Mapped[datetime]
    started_on: Mapped[date]
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    length: Mapped[int]
    unit: Mapped[Unit]
    statutory: Mapped[bool]
    basis: Mapped[str] = mapped_column(sa.String(300))
    pack_id: Mapped[str] = mapped_column(sa.String(60))
    pack_hash: Mapped[str] = mapped_column(sa.String(64))
    # How this clock counts: copied from the pack, since a new pack touches only new clocks.
    joint_leave_off: Mapped[bool]
    roll_over: Mapped[bool]
    event_day_counts: Mapped[bool]
    week: Mapped[str] = mapped_column(sa.String(7))
    calendar_version_id: Mapped[int | None] = mapped_column(sa.ForeignKey("calendar_versions.id"))
    met_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    missed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}

    @property
    def running(self) -> bool:
        return self.met_on is None and self.cancelled_on is None

    def counting_on(self, days_off: frozenset[DayOff]) -> Calendar:
        """The calendar of these days off, counted the way this clock does."""
        return Calendar(
            days_off,
            joint_leave_off=self.joint_leave_off,
            roll_over=self.roll_over,
            event_day_counts=self.event_day_counts,
            working_weekdays=frozenset(int(digit) for digit in self.week),
        )


class DeadlineChange(Base):
    """A running clock got another due date from a new calendar version. Append-only."""

    __tablename__ = "deadline_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadlines.id"), index=True)
    calendar_version_id: Mapped[int] = mapped_column(sa.ForeignKey("calendar_versions.id"))
    changed_at: Mapped[datetime]
    due_before: Mapped[date]
    due_after: Mapped[date]
