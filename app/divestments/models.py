"""A divestment, its plan as it was sent, its steps, what was handed in and what HR found."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.disclosures.models import Interest
from app.people.models import Person, Unit


class DivestmentState(LabelledEnum):
    """Where a divestment stands (service design §4.5)."""

    PLAN = "plan", "Rencana"
    WAITING = "waiting", "Menunggu persetujuan"
    RUNNING = "running", "Berjalan"
    LATE = "late", "Terlambat"
    DONE = "done", "Selesai"
    FAILED = "failed", "Tidak terlaksana"


class StepState(LabelledEnum):
    """Where one step stands."""

    PLANNED = "planned", "Belum ada bukti"
    SUBMITTED = "submitted", "Menunggu verifikasi"
    VERIFIED = "verified", "Terverifikasi"
    LACKING = "lacking", "Kurang"
    DOUBTFUL = "doubtful", "Meragukan"


class AssetForm(LabelledEnum):
    """What is given up (bentuk)."""

    SHARES = "shares", "Saham"
    BUSINESS = "business", "Usaha"
    SEAT = "seat", "Kepengurusan"
    DEBT = "debt", "Utang-piutang"
    COOPERATION = "cooperation", "Kerja sama"
    OTHER = "other", "Lainnya"


class Way(LabelledEnum):
    """How it is given up (cara)."""

    SOLD = "sold", "Dijual ke pihak lain"
    GIVEN = "given", "Dihibahkan"
    RESIGNED = "resigned", "Mundur dari kepengurusan"
    NOT_RENEWED = "not_renewed", "Kontrak tidak diperpanjang"
    ENTRUSTED = "entrusted", "Pengelolaan dialihkan"

    @property
    def has_recipient(self) -> bool:
        return self in (Way.SOLD, Way.GIVEN, Way.ENTRUSTED)


class Relation(LabelledEnum):
    """Who gets it, seen from the employee."""

    NUCLEAR = "nuclear", "Keluarga inti"
    FAMILY = "family", "Keluarga lain"
    FRIEND = "friend", "Teman atau rekan kerja"
    STRANGER = "stranger", "Tidak ada hubungan"


class DecisionKind(LabelledEnum):
    """What was decided, or asked for, about a divestment as a whole."""

    ENDORSED = "endorsed", "Disetujui atasan"
    APPROVED = "approved", "Disetujui BKPSDM"
    RETURNED = "returned", "Minta diubah"
    ASKED = "extension_asked", "Minta perpanjangan"
    EXTENDED = "extended", "Perpanjangan disetujui"
    EXTENSION_REFUSED = "extension_refused", "Perpanjangan ditolak"
    COMPLETED = "completed", "Dinyatakan selesai"
    FAILED = "failed", "Tidak dilaksanakan"


_ABOUT_MORE_TIME = (DecisionKind.ASKED, DecisionKind.EXTENDED, DecisionKind.EXTENSION_REFUSED)


class Divestment(Base):
    """Divestasi of one recorded interest. `draft` is a plan not sent yet."""

    __tablename__ = "divestments"
    __table_args__ = (
        sa.Index("ix_divestments_state_target", "state", "target_on"),
        sa.Index("ix_divestments_superior_state", "superior_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[DivestmentState]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    post: Mapped[str] = mapped_column(sa.String(200))
    interest_id: Mapped[int] = mapped_column(sa.ForeignKey("interests.id"), index=True)
    # An employee named in the interest: never approves or verifies (pagar benturan).
    named_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    # Who approves as superior (None: outside the system) and who was passed over, in words.
    superior_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    route_note: Mapped[str | None] = mapped_column(sa.Text)
    # The plan of measures that asked for it, such as PNG-2026-0002.
    plan_number: Mapped[str | None] = mapped_column(sa.String(40))
    asset_form: Mapped[AssetForm | None]
    way: Mapped[Way | None]
    # It goes to the nuclear family: the interest stays on record and the recusal stays in force.
    to_family: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    endorsed_at: Mapped[datetime | None]
    endorsed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    # The last day on which everything shall be done; moved once when extended.
    target_on: Mapped[date | None]
    extended_from: Mapped[date | None]
    escalated_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    # The recusal that holds until everything is verified, such as PDR-2026-0004.
    recusal_number: Mapped[str | None] = mapped_column(sa.String(40))
    draft_sealed: Mapped[bytes | None]
    revision: Mapped[int] = mapped_column()

    draft = SealedJson()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    superior: Mapped[Person | None] = relationship(foreign_keys=[superior_id])
    unit: Mapped[Unit | None] = relationship()
    interest: Mapped[Interest] = relationship()
    plans: Mapped[list["DivestmentPlan"]] = relationship(
        back_populates="divestment", order_by="DivestmentPlan.number"
    )
    steps: Mapped[list["DivestmentStep"]] = relationship(
        back_populates="divestment", order_by="DivestmentStep.position"
    )
    decisions: Mapped[list["DivestmentDecision"]] = relationship(
        back_populates="divestment", order_by="DivestmentDecision.id"
    )

    __mapper_args__ = {"version_id_col": revision}

    @property
    def plan(self) -> "DivestmentPlan | None":
        """The newest plan that was sent."""
        return self.plans[-1] if self.plans else None

    @property
    def is_running(self) -> bool:
        return self.state in (DivestmentState.RUNNING, DivestmentState.LATE)

    @property
    def wish_for_more(self) -> "DivestmentDecision | None":
        """The extension the employee asked for last, while BKPSDM has not answered it."""
        about = [one for one in self.decisions if one.kind in _ABOUT_MORE_TIME]
        last = about[-1] if about and self.is_running else None
        return last if last is not None and last.kind is DecisionKind.ASKED else None


class DivestmentPlan(Base):
    """The plan as it was sent, once for each time. Append-only; `content` is sealed."""

    __tablename__ = "divestment_plans"
    __table_args__ = (sa.UniqueConstraint("divestment_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    divestment_id: Mapped[int] = mapped_column(sa.ForeignKey("divestments.id"), index=True)
    number: Mapped[int]
    submitted_at: Mapped[datetime]
    # What had been declared about the interest at that time.
    interest_version_id: Mapped[int] = mapped_column(sa.ForeignKey("interest_versions.id"))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    content_sealed: Mapped[bytes]

    content = SealedJson()
    divestment: Mapped[Divestment] = relationship(back_populates="plans")


class DivestmentDecision(Base):
    """One decision about a divestment and its reason. Append-only."""

    __tablename__ = "divestment_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    divestment_id: Mapped[int] = mapped_column(sa.ForeignKey("divestments.id"), index=True)
    kind: Mapped[DecisionKind]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    # EXTENDED: the new target. FAILED: the code of the stronger measure.
    target_on: Mapped[date | None]
    measure: Mapped[str | None] = mapped_column(sa.String(10))
    words_sealed: Mapped[bytes]

    words = SealedJson()
    divestment: Mapped[Divestment] = relationship(back_populates="decisions")
    by: Mapped[Person] = relationship()


class DivestmentStep(Base):
    """One step of an approved plan."""

    __tablename__ = "divestment_steps"
    __table_args__ = (
        sa.UniqueConstraint("divestment_id", "position"),
        sa.Index("ix_divestment_steps_state_due", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    divestment_id: Mapped[int] = mapped_column(sa.ForeignKey("divestments.id"))
    position: Mapped[int]
    state: Mapped[StepState]
    due_on: Mapped[date]
    title_sealed: Mapped[bytes]
    revision: Mapped[int] = mapped_column()

    title = SealedJson()
    divestment: Mapped[Divestment] = relationship(back_populates="steps")
    proofs: Mapped[list["StepProof"]] = relationship(back_populates="step", order_by="StepProof.id")

    __mapper_args__ = {"version_id_col": revision}


class StepProof(Base):
    """Evidence handed in for a step, once for each time; its files are attachments. Append-only."""

    __tablename__ = "divestment_proofs"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    step_id: Mapped[int] = mapped_column(sa.ForeignKey("divestment_steps.id"), index=True)
    handed_in_at: Mapped[datetime]
    done_on: Mapped[date]
    note_sealed: Mapped[bytes]

    note = SealedJson()
    step: Mapped[DivestmentStep] = relationship(back_populates="proofs")
    finding: Mapped["StepFinding | None"] = relationship(back_populates="proof")


class StepFinding(Base):
    """What HR found in the evidence: verified, lacking or doubtful, and why. Append-only."""

    __tablename__ = "divestment_findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    proof_id: Mapped[int] = mapped_column(sa.ForeignKey("divestment_proofs.id"), unique=True)
    result: Mapped[StepState]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    note_sealed: Mapped[bytes]

    note = SealedJson()
    proof: Mapped[StepProof] = relationship(back_populates="finding")
    by: Mapped[Person] = relationship()


class StepReminder(Base):
    """One reminder of one step, `days` after (before: negative) its day. Append-only."""

    __tablename__ = "divestment_reminders"
    __table_args__ = (sa.UniqueConstraint("step_id", "days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(sa.ForeignKey("divestment_steps.id"))
    days: Mapped[int]
    at: Mapped[datetime]


class Reassignment(Base):
    """Alih tugas (TND-D): the order by which duties went to somebody else. Append-only."""

    __tablename__ = "duty_reassignments"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    order_number: Mapped[str] = mapped_column(sa.String(80))
    order_on: Mapped[date]
    plan_number: Mapped[str | None] = mapped_column(sa.String(40))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    note_sealed: Mapped[bytes]

    note = SealedJson()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
