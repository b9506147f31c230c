"""An objection, what it is against, who looks at it, and what was said about it."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.people.casework import KeptOut, Written
from app.people.models import Person


class State(LabelledEnum):
    """Where an objection stands (service design §4.9)."""

    FILED = "filed", "Diajukan"
    REVIEWING = "reviewing", "Ditelaah"
    INADMISSIBLE = "inadmissible", "Tidak dapat diterima"
    GRANTED = "granted", "Dikabulkan"
    PARTLY = "partly", "Dikabulkan sebagian"
    REFUSED = "refused", "Ditolak"
    APPEALED = "appealed", "Banding"
    APPEAL_DECIDED = "appeal_decided", "Diputus banding"
    CARRIED_OUT = "carried_out", "Dilaksanakan"


class Filer(LabelledEnum):
    """Who objects: an employee, the reporter of a complaint, or a party of the decision."""

    EMPLOYEE = "employee", "Pegawai"
    REPORTER = "reporter", "Pelapor"
    PARTY = "party", "Pihak dari luar"


class Wish(LabelledEnum):
    """What the objector asks for."""

    CANCEL = "cancel", "Batalkan"
    CHANGE = "change", "Ubah"
    EXAMINE = "examine", "Periksa ulang"
    EXPLAIN = "explain", "Penjelasan"


class Outcome(LabelledEnum):
    """What is decided about it."""

    GRANTED = "granted", "Dikabulkan"
    PARTLY = "partly", "Dikabulkan sebagian"
    REFUSED = "refused", "Ditolak"


class Follows(LabelledEnum):
    """What follows when it is granted, where the decision came from an examination (S-87)."""

    EXAMINE = "examine", "Diperiksa ulang oleh pemeriksa lain"
    REVIEW = "review", "Keputusannya ditinjau kembali oleh peninjau di atasnya"
    OTHER = "other", "Tanpa pemeriksaan ulang, sesuai uraian akibat"


class Step(LabelledEnum):
    """One thing that was written in the course of an objection."""

    FILED = "filed", "Keberatan diajukan"
    ADMITTED = "admitted", "Syarat terpenuhi, penelaah ditunjuk"
    INADMISSIBLE = "inadmissible", "Tidak dapat diterima"
    DECIDED = "decided", "Diputus"
    APPEALED = "appealed", "Banding diajukan"
    APPEAL_DECIDED = "appeal_decided", "Banding diputus"
    CARRIED_OUT = "carried_out", "Putusan dilaksanakan"
    PASSED_ON = "passed_on", "Lewat batas, beralih ke atasan berikutnya"


class Objection(Base):
    """Keberatan. `subject_type`/`subject_id`: the decision it is against.

    Somebody from outside has no `person_id`. A reporter comes back with the code of the record
    `through_type`/`through_id`, a party with a code of the objection's own. A party names a decision
    by a number only; until the inspector has found it, the objection has no subject.
    """

    __tablename__ = "objections"
    __table_args__ = (
        sa.Index("ix_objections_subject", "subject_type", "subject_id"),
        sa.Index("ix_objections_state", "state", "id"),
        sa.Index("ix_objections_through", "through_type", "through_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[State]
    filer: Mapped[Filer] = mapped_column(
        default=Filer.EMPLOYEE, server_default=Filer.EMPLOYEE.value
    )
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    through_type: Mapped[str | None] = mapped_column(sa.String(60))
    through_id: Mapped[int | None]
    code_hash: Mapped[str | None] = mapped_column(sa.String(200))
    subject_type: Mapped[str | None] = mapped_column(sa.String(60))
    subject_id: Mapped[int | None]
    subject_number: Mapped[str] = mapped_column(sa.String(40))
    known_on: Mapped[date]
    late: Mapped[bool] = mapped_column(default=False)
    wishes: Mapped[str] = mapped_column(sa.String(80))
    filed_at: Mapped[datetime]
    reviewer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    route_note: Mapped[str | None] = mapped_column(sa.Text)
    outcome: Mapped[Outcome | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    follows: Mapped[Follows | None]
    late_at: Mapped[datetime | None]
    appealed_at: Mapped[datetime | None]
    appeal_reviewer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    appeal_outcome: Mapped[Outcome | None]
    # {"reason": alasan, "late_reason": why it comes late}
    words_sealed: Mapped[bytes]
    # Of a party: {"name", "capacity", "body", "nik", "address", "phone", "email"}.
    party_sealed: Mapped[bytes | None]
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    party = SealedJson()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    reviewer: Mapped[Person | None] = relationship(foreign_keys=[reviewer_id])
    appeal_reviewer: Mapped[Person | None] = relationship(foreign_keys=[appeal_reviewer_id])
    bars: Mapped[list["ObjectionBar"]] = relationship(cascade="all, delete-orphan")
    steps: Mapped[list["ObjectionStep"]] = relationship(order_by="ObjectionStep.id")

    __mapper_args__ = {"version_id_col": revision}

    @property
    def filed_by(self) -> str:
        """Who objects, as the office reads it: a reporter has no name."""
        if self.person is not None:
            return self.person.name
        return str(self.party["name"]) if self.party else self.filer.label


class ObjectionBar(KeptOut, Base):
    """Whoever took part in the decision, or is concerned by it: he does not look at it again."""

    __tablename__ = "objection_bars"
    __table_args__ = (sa.UniqueConstraint("objection_id", "person_id"),)

    objection_id: Mapped[int] = mapped_column(sa.ForeignKey("objections.id"))


class ObjectionStep(Written, Base):
    """What somebody wrote on the way. Append-only."""

    __tablename__ = "objection_steps"

    objection_id: Mapped[int] = mapped_column(sa.ForeignKey("objections.id"), index=True)
    step: Mapped[Step]
