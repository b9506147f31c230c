"""A departure, and the exit declaration filed for it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.people.models import Person, Unit


class Cause(LabelledEnum):
    """Why somebody leaves the post."""

    RETIREMENT = "retirement", "Pensiun"
    TRANSFER = "transfer", "Mutasi ke instansi lain"
    RESIGNATION = "resignation", "Mengundurkan diri"
    OTHER = "other", "Lainnya"


class DepartureState(LabelledEnum):
    """Where a departure stands (service design §4.11)."""

    OPEN = "open", "Perlu diisi"
    FILED = "filed", "Terkirim"
    VERIFIED = "verified", "Diverifikasi"
    COOLING = "cooling", "Masa tunggu"
    DONE = "done", "Selesai"
    CANCELLED = "cancelled", "Dibatalkan"


class Departure(Base):
    """Akhir jabatan. `last_day` is the last day in office; `answers` a draft not sent yet."""

    __tablename__ = "departures"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[DepartureState]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    post: Mapped[str] = mapped_column(sa.String(200))
    cause: Mapped[Cause]
    last_day: Mapped[date]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    reminded_at: Mapped[datetime | None]
    late_told_at: Mapped[datetime | None]
    filed_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    verified_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    # The last day of the cooling-off time (masa tunggu), set when verified.
    cooling_until: Mapped[date | None]
    answers_sealed: Mapped[bytes | None]
    revision: Mapped[int] = mapped_column()

    answers = SealedJson()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    unit: Mapped[Unit | None] = relationship()
    filing: Mapped["DepartureFiling | None"] = relationship(back_populates="departure")

    __mapper_args__ = {"version_id_col": revision}


class DepartureFiling(Base):
    """The exit declaration as it was signed. Append-only."""

    __tablename__ = "departure_filings"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    departure_id: Mapped[int] = mapped_column(sa.ForeignKey("departures.id"), unique=True)
    filed_at: Mapped[datetime]
    pack_id: Mapped[str] = mapped_column(sa.String(60))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    content_sealed: Mapped[bytes]

    content = SealedJson()
    departure: Mapped[Departure] = relationship(back_populates="filing")
