"""Tables of a season: its days, what each person owes in it, extensions and reminders."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.disclosures.models import Disclosure, Kind
from app.people.models import Person, Unit


class SeasonState(LabelledEnum):
    """Where a season stands."""

    PLANNED = "planned", "Direncanakan"
    OPENING = "opening", "Sedang dibuka"
    OPEN = "open", "Dibuka"
    CLOSED = "closed", "Ditutup"


class Season(Base):
    """Periode deklarasi. `due_on` is the last day for everybody who got no other one."""

    __tablename__ = "seasons"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(120), unique=True)
    year: Mapped[int]
    state: Mapped[SeasonState] = mapped_column(default=SeasonState.PLANNED)
    opens_on: Mapped[date]
    due_on: Mapped[date]
    # Values of EmploymentKind, separated by spaces; and whether only posts at risk are meant.
    kinds: Mapped[str] = mapped_column(sa.String(120))
    only_at_risk: Mapped[bool] = mapped_column(default=False)
    pack_id: Mapped[str] = mapped_column(sa.String(60))
    planned_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # How many were to be obliged when it was opened: progress is measured against it.
    expected: Mapped[int | None]
    # The figures on the day it was closed, in all and by unit.
    final: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}


class Obligation(Base):
    """What one person owes in one season. Waived when he leaves; `unit_id` follows his moves."""

    __tablename__ = "obligations"
    __table_args__ = (
        sa.UniqueConstraint("season_id", "person_id"),
        sa.Index("ix_obligations_season_unit", "season_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    season_id: Mapped[int] = mapped_column(sa.ForeignKey("seasons.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    kind: Mapped[Kind]
    disclosure_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosures.id"), index=True)
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    waived_on: Mapped[date | None]
    waived_reason: Mapped[str | None] = mapped_column(sa.String(200))
    reminded_at: Mapped[datetime | None]

    season: Mapped[Season] = relationship()
    person: Mapped[Person] = relationship()
    unit: Mapped[Unit | None] = relationship()
    disclosure: Mapped[Disclosure] = relationship()


class SeasonExtension(Base):
    """More time, for everybody or for one unit with those below it: who gave it and why.

    Append-only.
    """

    __tablename__ = "season_extensions"

    id: Mapped[int] = mapped_column(primary_key=True)
    season_id: Mapped[int] = mapped_column(sa.ForeignKey("seasons.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    due_on: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.Text)
    given_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    given_by: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime]
    people: Mapped[int]

    unit: Mapped[Unit | None] = relationship()


class ReminderRound(Base):
    """One round of reminders: by hand to a chosen group, or by the plan (`step`). Append-only."""

    __tablename__ = "reminder_rounds"
    __table_args__ = (sa.UniqueConstraint("season_id", "step", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    season_id: Mapped[int] = mapped_column(sa.ForeignKey("seasons.id"))
    # Days from the due day (negative: before), as text; None for a round by hand.
    step: Mapped[str | None] = mapped_column(sa.String(10))
    day: Mapped[date]
    chosen: Mapped[str] = mapped_column(sa.String(300))
    sent_by: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime]
    people: Mapped[int]
    without_email: Mapped[int]
