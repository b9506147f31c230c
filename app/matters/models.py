"""Matters (urusan) with their parties, officials in role, holds, decisions, changes, and imports."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedBytes, SealedJson, new_uid
from app.people.models import Person, Unit


class MatterKind(LabelledEnum):
    """Jenis urusan (service design S-38)."""

    PERMIT = "perizinan", "Perizinan"
    PROCUREMENT = "pengadaan", "Pengadaan"
    ASSESSMENT = "penilaian", "Penilaian"
    SUPERVISION = "pengawasan", "Pengawasan"
    APPOINTMENT = "kepegawaian", "Kepegawaian"
    AID = "bantuan_hibah", "Bantuan dan hibah"
    POLICY = "kebijakan", "Kebijakan"
    OTHER = "lainnya", "Lainnya"


class MatterState(LabelledEnum):
    """Where a matter stands (service design §4.8)."""

    RUNNING = "running", "Berjalan"
    HELD = "held", "Ditahan"
    DECIDED = "decided", "Diputus"
    UNDER_REVIEW = "reviewed", "Ditinjau kembali"
    UPHELD = "upheld", "Tetap berlaku"
    ANNULLED = "annulled", "Dibatalkan"
    CHANGED = "changed", "Diubah"
    REDO = "redo", "Diulang"
    CLOSED = "closed", "Selesai"
    DROPPED = "dropped", "Batal"


class OfficialRole(LabelledEnum):
    """What an official does in a matter."""

    DECIDES = "memutus", "Memutus"
    PROCESSES = "memproses", "Memproses"
    ASSESSES = "menilai", "Menilai"
    SUPERVISES = "mengawasi", "Mengawasi"


class Effect(LabelledEnum):
    """What a decision does."""

    GRANTED = "granted", "Dikabulkan atau ditetapkan"
    PARTLY = "partly", "Dikabulkan sebagian"
    REFUSED = "refused", "Ditolak"
    RETURNED = "returned", "Dikembalikan kepada pemohon"
    OTHER = "other", "Lainnya"


class HoldCause(LabelledEnum):
    """Why a matter waits for one of its officials, or altogether."""

    RED_CHECK = "red_check", "Cek Sebelum Memutuskan"
    RECUSAL = "recusal", "Penarikan diri"
    INCIDENT = "incident", "Laporan Kejadian"
    MEASURE = "measure", "Rencana Penanganan"
    INSPECTION = "inspection", "Permintaan Inspektorat"


# Whoever is held for these no longer opens the matter.
CLOSING_CAUSES = (HoldCause.RECUSAL, HoldCause.MEASURE)
OPEN_STATES = (MatterState.RUNNING, MatterState.HELD)


_STALLED = sa.text("stalled_at IS NOT NULL")


class Matter(Base):
    """Urusan. `words`: its title. `sop_days` are working days from receipt, as the SOP gives them.

    `complete`: whether what the law requires was there; None while nobody has looked. `stalled_at`:
    when it had been held for longer than the office allows itself.
    """

    __tablename__ = "matters"
    __table_args__ = (
        sa.UniqueConstraint("unit_id", "number"),
        sa.Index("ix_matters_state_id", "state", "id"),
        sa.Index("ix_matters_kind_id", "kind", "id"),
        sa.Index("ix_matters_number", "number"),
        # Few are ever held too long; the menu of everybody asks for them.
        sa.Index("ix_matters_stalled", "id", sqlite_where=_STALLED, postgresql_where=_STALLED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(60))
    state: Mapped[MatterState] = mapped_column(default=MatterState.RUNNING)
    kind: Mapped[MatterKind]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    received_on: Mapped[date]
    complete: Mapped[bool | None]
    sop_days: Mapped[int | None]
    pressed: Mapped[bool] = mapped_column(default=False)
    stalled_at: Mapped[datetime | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    # The matter whose decision was annulled and which this one does again.
    follows_id: Mapped[int | None] = mapped_column(sa.ForeignKey("matters.id"), index=True)
    words_sealed: Mapped[bytes]
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    unit: Mapped[Unit] = relationship()
    follows: Mapped["Matter | None"] = relationship(remote_side=[id], back_populates="followed_by")
    followed_by: Mapped[list["Matter"]] = relationship(
        back_populates="follows", order_by="Matter.id"
    )
    parties: Mapped[list["MatterParty"]] = relationship(
        back_populates="matter", order_by="MatterParty.position"
    )
    officials: Mapped[list["Assignment"]] = relationship(
        back_populates="matter", order_by="Assignment.id"
    )
    holds: Mapped[list["Hold"]] = relationship(back_populates="matter", order_by="Hold.id")
    decisions: Mapped[list["Decision"]] = relationship(
        back_populates="matter", order_by="Decision.id"
    )

    __mapper_args__ = {"version_id_col": revision}

    @property
    def title(self) -> str:
        return str((self.words or {}).get("title", ""))

    @property
    def decision(self) -> "Decision | None":
        return self.decisions[-1] if self.decisions else None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class MatterParty(Base):
    """Pihak. `words`: name, NIB and NPWP as typed, the numbers cleaned. Append-only."""

    __tablename__ = "matter_parties"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("matters.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(10))
    words_sealed: Mapped[bytes]

    words = SealedJson()
    matter: Mapped[Matter] = relationship(back_populates="parties")


class PartyKey(Base):
    """A keyed hash by which a party is found again: a number, or a word of its name."""

    __tablename__ = "matter_party_keys"
    __table_args__ = {"sqlite_with_rowid": False}

    key: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    party_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class MatterWord(Base):
    """The keyed hash of a word of a title or of a party's name: what the list's search looks up."""

    __tablename__ = "matter_words"
    __table_args__ = {"sqlite_with_rowid": False}

    key: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    matter_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Assignment(Base):
    """An official in a role, from a day to a day (both inclusive; open while `to_day` is None).

    A row whose `to_day` lies before its `from_day` was replaced on its very first day.
    """

    __tablename__ = "matter_officials"
    __table_args__ = (
        sa.Index("ix_matter_officials_person", "person_id", "to_day", "matter_id"),
        sa.Index("ix_matter_officials_matter", "matter_id", "to_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("matters.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    role: Mapped[OfficialRole]
    from_day: Mapped[date]
    to_day: Mapped[date | None]
    # Whose place this official took.
    replaces_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    assigned_at: Mapped[datetime]
    assigned_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))

    matter: Mapped[Matter] = relationship(back_populates="officials")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    replaces: Mapped[Person | None] = relationship(foreign_keys=[replaces_id])


class Hold(Base):
    """The matter waits: for one official (`person_id`), or altogether when nobody is named.

    `origin_type` and `origin_id` name the check, recusal or report it comes from.
    """

    __tablename__ = "matter_holds"
    __table_args__ = (
        sa.Index("ix_matter_holds_matter", "matter_id", "released_at"),
        sa.Index("ix_matter_holds_person", "person_id", "released_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("matters.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    cause: Mapped[HoldCause]
    origin_type: Mapped[str | None] = mapped_column(sa.String(80))
    origin_id: Mapped[int | None]
    held_at: Mapped[datetime]
    held_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))

    matter: Mapped[Matter] = relationship(back_populates="holds")
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])

    def stops(self, person_id: int) -> bool:
        """Whether this person is kept from the matter by it; a hold of nobody keeps everybody."""
        return self.person_id in (None, person_id)


class Decision(Base):
    """Keputusan: who decided on which day, its number and effect, on which bases. Append-only.

    `bases` are the codes of the four bases of a decision that were ticked (Perwali 92/2020 I.4.a).
    """

    __tablename__ = "matter_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("matters.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    decided_on: Mapped[date]
    number: Mapped[str] = mapped_column(sa.String(100))
    effect: Mapped[Effect]
    bases: Mapped[str] = mapped_column(sa.String(80))
    working_days: Mapped[int | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))

    matter: Mapped[Matter] = relationship(back_populates="decisions")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class MatterChange(Base):
    """What was put right in the register, and how it read before. Append-only.

    `words`: {"before": …, "after": …, "reason": …} of the fields that changed.
    """

    __tablename__ = "matter_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("matters.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    words_sealed: Mapped[bytes]

    words = SealedJson()


class ImportState(LabelledEnum):
    """How far the import of one list of matters has come."""

    UPLOADED = "uploaded", "Menunggu konfirmasi"
    IMPORTED = "imported", "Sudah diimpor"
    CANCELLED = "cancelled", "Dibatalkan"


class MatterImport(Base):
    """One uploaded list between upload and report; its bytes are dropped once it is imported."""

    __tablename__ = "matter_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    state: Mapped[ImportState] = mapped_column(default=ImportState.UPLOADED)
    file_name: Mapped[str] = mapped_column(sa.String(200))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    uploaded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    uploaded_at: Mapped[datetime]
    imported_at: Mapped[datetime | None]
    choices: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    content_sealed: Mapped[bytes | None]
    report_sealed: Mapped[bytes | None]

    content = SealedBytes()
    report = SealedJson()
    unit: Mapped[Unit] = relationship()
