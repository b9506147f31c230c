"""Which pack is in force from which day, and on what legal basis."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.database.base import Base


class PackActivation(Base):
    """One decision to follow a pack from a day on. Append-only; the latest decision wins."""

    __tablename__ = "pack_activations"

    id: Mapped[int] = mapped_column(primary_key=True)
    pack_id: Mapped[str] = mapped_column(sa.String(60))
    pack_hash: Mapped[str] = mapped_column(sa.String(64))
    from_day: Mapped[date] = mapped_column(index=True)
    basis: Mapped[str] = mapped_column(sa.String(300))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    made_by: Mapped[str] = mapped_column(sa.String(200))
