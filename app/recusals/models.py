"""A recusal as its own record: what it covers, from when to when, who keeps it and who was told."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.people.casework import KeptOut, Written
from app.people.models import Person, Unit


class State(LabelledEnum):
    """Where a recusal stands (service design §4.4)."""

    DRAFT = "draft", "Draf"
    REQUESTED = "requested", "Diajukan – berhenti sementara"
    WAITING = "waiting_hr", "Menunggu keputusan"
    RETURNED = "returned", "Dikembalikan"
    IN_FORCE = "in_force", "Berlaku"
    REFUSED = "refused", "Ditolak"
    OBJECTED = "objected", "Keberatan"
    ENDED = "done", "Selesai"
    CANCELLED = "cancelled", "Dibatalkan"


# While it is in one of these, the person handles nothing that it covers (Lamp. II.D tahap 4.b).
EFFECTIVE = (
    State.REQUESTED, State.WAITING, State.RETURNED, State.IN_FORCE, State.REFUSED, State.OBJECTED,
)  # fmt: skip


class Scope(LabelledEnum):
    """What somebody steps aside from."""

    MATTER = "matter", "Urusan tertentu"
    PARTY = "party", "Semua urusan dengan pihak ini"
    KIND = "kind", "Satu jenis urusan"


class EndsWith(LabelledEnum):
    """What ends it."""

    DATE = "date", "Sampai tanggal tertentu"
    MATTER = "matter", "Sampai urusan selesai"
    INTEREST = "interest", "Sampai kepentingan berakhir"


class Origin(LabelledEnum):
    """Who began it: the official, or somebody who must act without a request."""

    REQUEST = "request", "Permohonan pegawai"
    SUPERIOR = "superior", "Ditetapkan atasan"
    PLAN = "plan", "Rencana penanganan"
    DIVESTMENT = "divestment", "Divestasi"
    REVIEW = "review", "Hasil pemeriksaan aduan"


class Stance(LabelledEnum):
    """The superior's view."""

    SUPPORT = "support", "Mendukung"
    PARTLY = "partly", "Mendukung sebagian"
    AGAINST = "against", "Tidak mendukung"


class Verdict(LabelledEnum):
    """What is decided about a request."""

    APPROVED = "approved", "Disetujui"
    PARTLY = "partly", "Disetujui sebagian"
    REFUSED = "refused", "Ditolak"


class EndReason(LabelledEnum):
    """Why it ended."""

    DATE = "date", "Tanggal berakhir"
    MATTER = "matter", "Urusan selesai"
    INTEREST = "interest", "Kepentingan berakhir"
    SUPERIOR = "superior", "Diakhiri atasan"
    SETTLED = "settled", "Ditolak, urusan ditugaskan"
    CANCELLED = "cancelled", "Dibatalkan"


class Afterwards(LabelledEnum):
    """What becomes of a recusal when HR says that an interest behind it is given up."""

    ENDED = "ended", "Penarikan diri %(number)s berakhir."
    KEPT = "kept", "Penarikan diri %(number)s tetap berlaku."
    OTHER_INTEREST = (
        "other_interest",
        "Penarikan diri %(number)s tetap berlaku: masih ada kepentingan lain yang menjadi"
        " alasannya.",
    )
    NO_INTEREST = (
        "no_interest",
        "Penarikan diri %(number)s tetap berlaku: ditetapkan tanpa mengutip kepentingan, jadi"
        " atasan yang mengakhirinya.",
    )
    REFUSED = (
        "refused",
        "Penarikan diri %(number)s sudah ditolak; urusannya tetap ditahan sampai penanganannya"
        " atau keberatannya diputus.",
    )


class Limit(LabelledEnum):
    """What the person promises not to do."""

    FILES = "files", "Menerima berkas"
    ASSESS = "assess", "Menilai"
    INITIAL = "initial", "Memberi paraf"
    MEETINGS = "meetings", "Ikut rapat"
    ACCESS = "access", "Membuka sistem"
    CONTACT = "contact", "Berbicara dengan pihak"


class Enforcement(LabelledEnum):
    """How the promise is kept (5 CFR 2634.804: say how, and who was told)."""

    ACCESS = "access", "Akses sistem dicabut"
    FILES = "files", "Berkas diserahkan"
    MEETINGS = "meetings", "Daftar rapat diubah"
    STAFF = "staff", "Staf diberi tahu"


class Act(LabelledEnum):
    """What somebody did, or tried, although recused."""

    DECIDED = "decided", "Memutus urusan"
    TRIED = "tried", "Mencoba memutus urusan"


class Step(LabelledEnum):
    """One thing that was written in the course of a recusal."""

    SENT = "sent", "Permohonan dikirim"
    IMPOSED = "imposed", "Ditetapkan tanpa permohonan"
    ANSWERED = "answered", "Tanggapan atasan"
    RETURNED = "returned", "Dikembalikan untuk dilengkapi"
    COMPLETED = "completed", "Dilengkapi"
    PROPOSED = "proposed", "Putusan diajukan"
    HANDED_BACK = "handed_back", "Usul putusan dikembalikan"
    DECIDED = "decided", "Diputus"
    CANCEL_ASKED = "cancel_asked", "Pembatalan diminta"
    CANCEL_ANSWERED = "cancel_answered", "Pembatalan ditanggapi"
    SETTLED = "settled", "Urusan ditugaskan"
    KEPT = "kept", "Tetap berlaku sesudah divestasi"
    ENDED = "ended", "Diakhiri"


class Recusal(Base):
    """Penarikan diri. Dates are inclusive; `effective_until` is set when the effect is over."""

    __tablename__ = "recusals"
    __table_args__ = (
        sa.Index("ix_recusals_state", "state", "id"),
        sa.Index("ix_recusals_person_state", "person_id", "state"),
        sa.Index("ix_recusals_unit", "unit_id", "id"),
        sa.Index("ix_recusals_superior_state", "superior_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[State]
    origin: Mapped[Origin]
    # The record it came from, such as a plan or a divestment: table and id.
    cause_type: Mapped[str | None] = mapped_column(sa.String(60))
    cause_id: Mapped[int | None]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    post: Mapped[str] = mapped_column(sa.String(200), default="")
    scope: Mapped[Scope | None]
    matter_kind: Mapped[str | None] = mapped_column(sa.String(40))
    limits: Mapped[str] = mapped_column(sa.String(120), default="")
    starts_on: Mapped[date | None]
    ends_with: Mapped[EndsWith | None]
    ends_on: Mapped[date | None]
    effective_until: Mapped[date | None]
    service_due_on: Mapped[date | None]
    created_at: Mapped[datetime]
    requested_at: Mapped[datetime | None]
    # Who answers for the line: the nearest superior whom it does not concern, and who was skipped.
    superior_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    route_note: Mapped[str | None] = mapped_column(sa.Text)
    unanswered: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    stance: Mapped[Stance | None]
    wished_substitute_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    substitute_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    # Named when no officer of HR is free to decide; None while any of them may.
    decider_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    decider_note: Mapped[str | None] = mapped_column(sa.Text)
    outside: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    proposed_at: Mapped[datetime | None]
    proposed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    verdict: Mapped[Verdict | None]
    # After a refusal: who says how the matter goes on.
    settler_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    cancel_asked_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[EndReason | None]
    breached: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    began: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    # The draft as typed, while it is written; afterwards the matter's title typed by hand and notes.
    words_sealed: Mapped[bytes | None]
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    unit: Mapped[Unit | None] = relationship()
    superior: Mapped[Person | None] = relationship(foreign_keys=[superior_id])
    substitute: Mapped[Person | None] = relationship(foreign_keys=[substitute_id])
    matters: Mapped[list["RecusalMatter"]] = relationship(
        order_by="RecusalMatter.id", cascade="all, delete-orphan"
    )
    parties: Mapped[list["RecusalParty"]] = relationship(
        order_by="RecusalParty.id", cascade="all, delete-orphan"
    )
    cited: Mapped[list["RecusalInterest"]] = relationship(
        order_by="RecusalInterest.id", cascade="all, delete-orphan"
    )
    gatekeepers: Mapped[list["Gatekeeper"]] = relationship(order_by="Gatekeeper.id")
    copies: Mapped[list["Copy"]] = relationship(order_by="Copy.id")
    steps: Mapped[list["RecusalStep"]] = relationship(order_by="RecusalStep.id")
    bars: Mapped[list["Bar"]] = relationship(order_by="Bar.id", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": revision}

    @property
    def last_day(self) -> date | None:
        """The last day of its effect as far as it is known; None while open."""
        return self.effective_until or self.ends_on

    def holds_on(self, day: date) -> bool:
        """Whether the person stays out of what it covers on that day."""
        if self.requested_at is None or self.starts_on is None or day < self.starts_on:
            return False
        if self.effective_until is not None:
            return day <= self.effective_until
        return self.state in EFFECTIVE and (self.ends_on is None or day <= self.ends_on)


class RecusalMatter(Base):
    """A matter it covers, named when sent or found later; `left_out` when granted in part only."""

    __tablename__ = "recusal_matters"
    __table_args__ = (sa.UniqueConstraint("recusal_id", "matter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recusal_id: Mapped[int] = mapped_column(sa.ForeignKey("recusals.id"))
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("matters.id"), index=True)
    found_later: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    left_out: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class RecusalParty(Base):
    """A party it covers; name and numbers are sealed, since together they tell the interest."""

    __tablename__ = "recusal_parties"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    recusal_id: Mapped[int] = mapped_column(sa.ForeignKey("recusals.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10))  # person | org
    words_sealed: Mapped[bytes]  # {"name": …, "numbers": {"nib": …}}

    words = SealedJson()


class RecusalInterest(Base):
    """A declared interest that is the reason, in the version that was cited. Append-only."""

    __tablename__ = "recusal_interests"
    __table_args__ = (sa.UniqueConstraint("recusal_id", "interest_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recusal_id: Mapped[int] = mapped_column(sa.ForeignKey("recusals.id"))
    interest_id: Mapped[int] = mapped_column(sa.ForeignKey("interests.id"), index=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("interest_versions.id"))


class Gatekeeper(Base):
    """Who sees to it that the promise is kept, how, and the proof that he was told."""

    __tablename__ = "recusal_gatekeepers"
    __table_args__ = (sa.UniqueConstraint("recusal_id", "person_id", "way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recusal_id: Mapped[int] = mapped_column(sa.ForeignKey("recusals.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    way: Mapped[Enforcement]
    named_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class Copy(Base):
    """Tembusan: who gets a copy of the decision, by post."""

    __tablename__ = "recusal_copies"
    __table_args__ = (sa.UniqueConstraint("recusal_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recusal_id: Mapped[int] = mapped_column(sa.ForeignKey("recusals.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    post: Mapped[str] = mapped_column(sa.String(200))


class Bar(KeptOut, Base):
    """Somebody who might have handled this recusal and may not, with the reason people read."""

    __tablename__ = "recusal_bars"
    __table_args__ = (sa.UniqueConstraint("recusal_id", "person_id"),)

    recusal_id: Mapped[int] = mapped_column(sa.ForeignKey("recusals.id"))


class RecusalStep(Written, Base):
    """What somebody wrote on the way: view, proposal, decision, reason. Append-only."""

    __tablename__ = "recusal_steps"

    recusal_id: Mapped[int] = mapped_column(sa.ForeignKey("recusals.id"), index=True)
    step: Mapped[Step]


class Breach(Base):
    """Acting, or trying to, while recused (DT-04). Append-only."""

    __tablename__ = "recusal_breaches"
    __table_args__ = (sa.UniqueConstraint("recusal_id", "matter_id", "act", "on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    recusal_id: Mapped[int] = mapped_column(sa.ForeignKey("recusals.id"), index=True)
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("matters.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    act: Mapped[Act]
    on: Mapped[date]
    found_at: Mapped[datetime]
