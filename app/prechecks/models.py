"""Checks before deciding, with what was answered and found."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.matters.models import Matter, OfficialRole
from app.people.models import Person


class Colour(LabelledEnum):
    """What a check says (service design S-39)."""

    GREEN = "green", "Boleh dilanjutkan"
    YELLOW = "yellow", "Perlu perhatian"
    RED = "red", "Berhenti dulu. Jangan diteruskan."


class CheckState(LabelledEnum):
    """What the official did with the result."""

    OPEN = "open", "Belum ditindaklanjuti"
    STOPPED = "stopped", "Berhenti"
    ASKED = "asked", "Menunggu arahan atasan"
    DIRECTED = "directed", "Arahan diterima"
    CONTINUED = "continued", "Dilanjutkan dengan catatan"
    KEPT = "kept", "Bukti tersimpan"


class Precheck(Base):
    """One check by one official in one matter.

    `words`: parties as checked, the five answers, the facts found (sentence, colour, interest),
    and what was written afterwards: the question, its direction, the reason for going on.
    """

    __tablename__ = "prechecks"
    __table_args__ = (sa.Index("ix_prechecks_person", "person_id", "checked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("matters.id"), index=True)
    role: Mapped[OfficialRole]
    colour: Mapped[Colour]
    state: Mapped[CheckState]
    checked_at: Mapped[datetime]
    # Who is to give direction: the direct superior, or who keeps his seat, of the day.
    superior_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    asked_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    bases: Mapped[str] = mapped_column(sa.String(80), default="")
    words_sealed: Mapped[bytes]
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    superior: Mapped[Person | None] = relationship(foreign_keys=[superior_id])
    matter: Mapped[Matter] = relationship()

    __mapper_args__ = {"version_id_col": revision}
