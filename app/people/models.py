"""Tables of people, units and dated posts; a move adds a row and closes the one before."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.core import clock
from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedBytes, SealedJson, new_uid
from app.people.naming import sort_key


class EmploymentKind(LabelledEnum):
    """In what relation a person serves (UU 20/2023: PNS and PPPK are ASN)."""

    PNS = "pns", "PNS"
    CPNS = "cpns", "CPNS"
    PPPK = "pppk", "PPPK"
    PPPK_PART_TIME = "pppk_paruh_waktu", "PPPK Paruh Waktu"
    HEAD_OF_REGION = "kepala_daerah", "Kepala Daerah"
    OTHER = "lainnya", "Non-ASN"

    @property
    def is_asn(self) -> bool:
        return self not in {EmploymentKind.HEAD_OF_REGION, EmploymentKind.OTHER}


class Acting(LabelledEnum):
    """Whether a post is held in one's own right, or for somebody."""

    NONE = "tidak", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."


class Unit(Base):
    """Perangkat daerah or a unit inside it; units form a tree."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    parent: Mapped["Unit | None"] = relationship(remote_side=[id])

    @property
    def short(self) -> str:
        """As the numbers of letters name it: its code, or its name where it has none."""
        return self.code or self.name


class Person(Base):
    """Pegawai or pejabat. `left_on` is the first day on which the person no longer serves."""

    __tablename__ = "people"
    __table_args__ = (sa.Index("ix_people_sort_name_id", "sort_name", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nip: Mapped[str | None] = mapped_column(sa.String(18), unique=True)
    # The office's own short code, as staff files carry it; in the demo city it is the user name.
    code: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    sort_name: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[EmploymentKind]
    birth_date: Mapped[date | None]
    email: Mapped[str | None] = mapped_column(sa.String(254))
    phone: Mapped[str | None] = mapped_column(sa.String(20))
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
    leave_reason: Mapped[str | None] = mapped_column(sa.String(200))
    revision: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": revision}

    @validates("name")
    def _sort_by_plain_name(self, _key: str, name: str) -> str:
        self.sort_name = sort_key(name)
        return name

    def serves_on(self, day: date) -> bool:
        return self.left_on is None or self.left_on > day


class Appointment(Base):
    """A post held from a day to a day (both inclusive). Rows are never rewritten, only closed.

    An acting row (`Plt.`, `Plh.`) names in `replaces_id` whose seat is being kept. A row whose
    `valid_to` lies before its `valid_from` was replaced on its very first day.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        sa.Index("ix_appointments_person_id_valid_from", "person_id", "valid_from"),
        sa.Index("ix_appointments_unit_id_valid_to", "unit_id", "valid_to"),
        sa.Index("ix_appointments_superior_id_valid_to", "superior_id", "valid_to"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    post: Mapped[str] = mapped_column(sa.String(200))
    superior_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    # Codes of the nine at-risk positions (POS-1 … POS-9) and of the roles in decisions,
    # separated by spaces.
    risk_positions: Mapped[str] = mapped_column(sa.String(80), default="")
    decision_roles: Mapped[str] = mapped_column(sa.String(120), default="")
    acting: Mapped[Acting] = mapped_column(default=Acting.NONE)
    replaces_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    order_number: Mapped[str | None] = mapped_column(sa.String(100))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    unit: Mapped[Unit] = relationship()
    superior: Mapped[Person | None] = relationship(foreign_keys=[superior_id])
    replaces: Mapped[Person | None] = relationship(foreign_keys=[replaces_id])

    @property
    def title(self) -> str:
        """The post as printed: “Plt. Kepala Dinas …” for an acting officer."""
        return self.post if self.acting is Acting.NONE else f"{self.acting.label} {self.post}"

    def in_force_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


class BatchState(LabelledEnum):
    """How far the import of one staff file has come."""

    UPLOADED = "diunggah", "Menunggu konfirmasi"
    IMPORTED = "diimpor", "Sudah diimpor"
    DROPPED = "dibatalkan", "Dibatalkan"


class ImportBatch(Base):
    """One staff file between upload and report. The file's bytes are dropped once it is imported."""

    __tablename__ = "import_batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), unique=True, default=new_uid)
    state: Mapped[BatchState] = mapped_column(default=BatchState.UPLOADED)
    file_name: Mapped[str] = mapped_column(sa.String(200))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    uploaded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    uploaded_at: Mapped[datetime] = mapped_column(default=clock.now)
    imported_at: Mapped[datetime | None]
    # What the uploader chose: columns by field, the day it holds from, whether it is complete.
    choices: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    content_sealed: Mapped[bytes | None]
    report_sealed: Mapped[bytes | None]

    content = SealedBytes()
    report = SealedJson()
