"""A measures plan, its set versions, its actions, what was said and reported about it, referrals."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.disclosures.models import Disclosure
from app.people.models import Person, Unit
from app.regulations.pack import Level


class PlanState(LabelledEnum):
    """Where a plan stands (service design §4.3)."""

    DRAFTING = "drafting", "Disusun"
    AWAITING_REPLY = "awaiting_reply", "Menunggu tanggapan"
    READY = "ready", "Siap ditetapkan"
    RUNNING = "running", "Berjalan"
    INCIDENT = "incident", "Ada kejadian"
    REFERRED = "referred", "Dirujuk sanksi"
    DONE = "done", "Selesai"
    DROPPED = "dropped", "Tidak ada benturan"


class Source(LabelledEnum):
    """How the superior came to know of the conflict."""

    DECLARATION = "declaration", "Deklarasi pegawai"
    KNOWLEDGE = "knowledge", "Pengetahuan atasan"
    REVIEW = "review", "Putusan peninjauan kembali"


class ActionState(LabelledEnum):
    """Where one action of a set plan stands."""

    PLANNED = "planned", "Direncanakan"
    IN_FORCE = "in_force", "Berlaku"
    TO_VERIFY = "to_verify", "Menunggu verifikasi"
    DONE = "done", "Selesai"
    CANCELLED = "cancelled", "Dibatalkan"


class ReplyKind(LabelledEnum):
    """What the employee said to the draft; silence counts."""

    AGREES = "agrees", "Setuju"
    COMMENTS = "comments", "Memberi tanggapan"
    SILENT = "silent", "Tidak menanggapi sampai batas waktu"


class Compliance(LabelledEnum):
    """What a report or a check found."""

    KEPT = "kept", "Ditaati"
    INCIDENT = "incident", "Ada kejadian"


class Next(LabelledEnum):
    """What follows a check."""

    CONTINUE = "continue", "Teruskan"
    REVISE = "revise", "Ubah rencana"
    CLOSE = "close", "Tutup rencana"


class ReferralState(LabelledEnum):
    """A sanction is decided elsewhere; here only what became known of it (Lamp. II.D tahap 4.f)."""

    REFERRED = "referred", "Dirujuk"
    IN_PROCESS = "in_process", "Diproses di luar"
    DECIDED = "decided", "Diputus di luar"


class Step(LabelledEnum):
    """Which reminder of a check point went out (N-15)."""

    BEFORE = "before", "Menjelang titik pantau"
    DUE = "due", "Hari titik pantau"
    LATE = "late", "Terlambat"
    UP = "up", "Naik ke atasan di atasnya"


class Plan(Base):
    """Rencana Penanganan. `draft` is what is being written; what was set lies in versions."""

    __tablename__ = "measures_plans"
    __table_args__ = (
        sa.Index("ix_measures_plans_superior_state", "superior_id", "state"),
        sa.Index("ix_measures_plans_state_next", "state", "next_check_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[PlanState]
    source: Mapped[Source]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    post: Mapped[str] = mapped_column(sa.String(200))
    # Who handles it; None when nobody unconcerned is left in the line (outside the system).
    superior_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    # The order (appointments.id) by which he keeps a seat as Plt./Plh., if he has it by one.
    acting_id: Mapped[int | None]
    # Who was passed over and why, in words (pagar benturan).
    route_note: Mapped[str | None] = mapped_column(sa.Text)
    started_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    disclosure_id: Mapped[int | None] = mapped_column(sa.ForeignKey("disclosures.id"), unique=True)
    level: Mapped[Level]
    version: Mapped[int] = mapped_column(default=0)
    pack_id: Mapped[str] = mapped_column(sa.String(60))
    created_at: Mapped[datetime]
    set_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # The next check point of a running plan, copied from its clock so that lists can sort by it.
    next_check_on: Mapped[date | None]
    last_check_on: Mapped[date | None]
    last_found: Mapped[Compliance | None]
    draft_sealed: Mapped[bytes | None]
    # Where the plan stood when the change that is being written began; None while none is.
    changed_from: Mapped[PlanState | None]
    revision: Mapped[int] = mapped_column()

    draft = SealedJson()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    superior: Mapped[Person | None] = relationship(foreign_keys=[superior_id])
    unit: Mapped[Unit | None] = relationship()
    disclosure: Mapped[Disclosure | None] = relationship()
    versions: Mapped[list["PlanVersion"]] = relationship(
        back_populates="plan", order_by="PlanVersion.number"
    )
    actions: Mapped[list["Action"]] = relationship(
        back_populates="plan", order_by="Action.starts_on, Action.id"
    )

    __mapper_args__ = {"version_id_col": revision}

    @property
    def latest(self) -> "PlanVersion | None":
        """The version in force, or the last one that was."""
        return self.versions[-1] if self.versions else None


class PlanVersion(Base):
    """The plan as it was set once. Append-only; `sha256` is over the canonical JSON of `content`."""

    __tablename__ = "measures_versions"
    __table_args__ = (sa.UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"), index=True)
    number: Mapped[int]
    set_at: Mapped[datetime]
    set_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    level: Mapped[Level]
    pack_id: Mapped[str] = mapped_column(sa.String(60))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    content_sealed: Mapped[bytes]

    content = SealedJson()
    plan: Mapped[Plan] = relationship(back_populates="versions")


class Action(Base):
    """One measure of the plan in force (Perwali 92/2020 Lamp. II.D tahap 4); `key` names it in drafts."""

    __tablename__ = "measures_actions"
    __table_args__ = (
        sa.UniqueConstraint("plan_id", "key"),
        sa.Index("ix_measures_actions_executor", "executor_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"), index=True)
    key: Mapped[str] = mapped_column(sa.String(32))
    code: Mapped[str] = mapped_column(sa.String(10))
    # The form of control of the national declaration form it answers to.
    control: Mapped[str | None] = mapped_column(sa.String(40))
    state: Mapped[ActionState]
    executor_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    starts_on: Mapped[date]
    due_on: Mapped[date]
    # The record another feature keeps for it: a recusal for TND-B, a divestment for TND-A.
    linked_number: Mapped[str | None] = mapped_column(sa.String(40))
    linked_url: Mapped[str | None] = mapped_column(sa.String(200))
    done_at: Mapped[datetime | None]
    words_sealed: Mapped[bytes]

    words = SealedJson()
    plan: Mapped[Plan] = relationship(back_populates="actions")
    executor: Mapped[Person] = relationship()


class Reply(Base):
    """What the employee said to a draft sent for a reply. Append-only."""

    __tablename__ = "measures_replies"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"), index=True)
    to_version: Mapped[int]
    kind: Mapped[ReplyKind]
    at: Mapped[datetime]
    # The draft that was answered: the hash of its canonical JSON.
    draft_sha256: Mapped[str] = mapped_column(sa.String(64))
    words_sealed: Mapped[bytes | None]

    words = SealedJson()


class CalledOff(Base):
    """A change of a set plan that was given up: its draft, why, and its last reply. Append-only."""

    __tablename__ = "measures_called_off"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"), index=True)
    to_version: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    # What was said to this draft says nothing about the next one of the same number.
    reply_id: Mapped[int | None] = mapped_column(sa.ForeignKey("measures_replies.id"))
    words_sealed: Mapped[bytes]

    words = SealedJson()
    by: Mapped[Person] = relationship()


class Report(Base):
    """Evidence or news from the employee or an executor (S-44). Append-only."""

    __tablename__ = "measures_reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(sa.ForeignKey("measures_actions.id"))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime]
    on_day: Mapped[date]
    found: Mapped[Compliance]
    # An extension asked for: the day wanted instead of the action's due day.
    wanted_due_on: Mapped[date | None]
    words_sealed: Mapped[bytes]

    words = SealedJson()
    by: Mapped[Person] = relationship()


class CheckPoint(Base):
    """Titik pantau: what the superior found, and what follows (Lamp. II.E.5). Append-only."""

    __tablename__ = "measures_checks"
    __table_args__ = (sa.UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"), index=True)
    number: Mapped[int]
    due_on: Mapped[date | None]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    found: Mapped[Compliance]
    next: Mapped[Next]
    late: Mapped[bool]
    words_sealed: Mapped[bytes]

    words = SealedJson()
    by: Mapped[Person] = relationship()


class Reminder(Base):
    """A reminder of a check point went out, once for each clock and step. Append-only."""

    __tablename__ = "measures_reminders"
    __table_args__ = (sa.UniqueConstraint("plan_id", "due_on", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"))
    due_on: Mapped[date]
    step: Mapped[Step]
    at: Mapped[datetime]


class Referral(Base):
    """Rujukan sanksi: a breach of the plan, handed to those who decide on sanctions elsewhere."""

    __tablename__ = "measures_referrals"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"), index=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[ReferralState]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    happened_on: Mapped[date]
    decision_number: Mapped[str | None] = mapped_column(sa.String(100))
    decided_on: Mapped[date | None]
    words_sealed: Mapped[bytes]
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    plan: Mapped[Plan] = relationship()
    by: Mapped[Person] = relationship()

    __mapper_args__ = {"version_id_col": revision}

    @property
    def person_id(self) -> int:
        """Whom it is about, for the trail."""
        return self.plan.person_id


class Handover(Base):
    """The plan went to another superior: from whom, to whom, why. Append-only."""

    __tablename__ = "measures_handovers"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"), index=True)
    from_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(sa.Text)


class Concerned(Base):
    """Somebody the conflict itself concerns: never handles the plan, never reads it. Append-only."""

    __tablename__ = "measures_concerned"
    __table_args__ = (sa.UniqueConstraint("plan_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(sa.ForeignKey("measures_plans.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[datetime]
