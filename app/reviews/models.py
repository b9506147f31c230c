"""An examination with its findings, the review it may lead to, and the follow-ups that are overseen."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.people.casework import KeptOut, Written
from app.people.models import Person, Unit
from app.reviews.guard import Cast


class State(LabelledEnum):
    """Where a case stands (service design §4.7)."""

    EXAMINING = "examining", "Sedang diperiksa"
    UNTRUE = "untrue", "Tidak benar – keputusan tetap berlaku"
    REVIEWING = "reviewing", "Peninjauan kembali"
    SUPERVISED = "supervised", "Pengawasan tindak lanjut"
    CLOSED = "closed", "Selesai"
    CANCELLED = "cancelled", "Dihentikan"


class Truth(LabelledEnum):
    """What an examination finds of an allegation, and of the whole."""

    TRUE = "true", "Benar"
    UNTRUE = "untrue", "Tidak benar"


class TakeOver(LabelledEnum):
    """Why the Inspektorat examines in place of the superior (S-82)."""

    INVOLVED = "involved", "Atasan terlibat"
    SILENT = "silent", "Atasan tidak merespons"
    GRAVE = "grave", "Perkara berat"
    ASKED = "asked", "Diminta pelapor"


class Ruling(LabelledEnum):
    """What a review decides about the decision or action (S-68)."""

    ANNULLED = "annulled", "Dibatalkan"
    CHANGED = "changed", "Diubah"
    REDO = "redo", "Diulang oleh pejabat lain"
    STANDS = "stands", "Tetap berlaku dengan perbaikan"
    STOPPED = "stopped", "Proses dihentikan"


class Step(LabelledEnum):
    """One thing that was done or written on the way of a case."""

    OPENED = "opened", "Pemeriksaan dimulai"
    READ = "read", "Dugaan dan bukti dibaca"
    CROSSCHECK_READ = "crosscheck_read", "Ringkasan cek silang dibaca"
    ASKED_ACCUSED = "asked_accused", "Terlapor dimintai keterangan"
    ANSWERED = "answered", "Terlapor memberi keterangan"
    DECLINED = "declined", "Terlapor memilih tidak menjawab"
    NOT_ASKED = "not_asked", "Alasan terlapor tidak dimintai keterangan"
    ASKED_REPORTER = "asked_reporter", "Pertanyaan kepada pelapor dikirim"
    VISIT = "visit", "Kunjungan lapangan"
    PAPERS = "papers", "Pemeriksaan dokumen"
    TAKEN_OVER = "taken_over", "Diambil alih Inspektorat"
    COMPANION = "companion", "Pendamping ditunjuk"
    REROUTED = "rerouted", "Penanganan beralih"
    STEPPED_ASIDE = "stepped_aside", "Pemeriksa atau peninjau mundur"
    LATE = "late", "Terlambat diperiksa, dinaikkan"
    SILENT = "silent", "Belum ada langkah pemeriksa"
    EXAMINED = "examined", "Hasil pemeriksaan ditetapkan"
    PASSED_UP = "passed_up", "Peninjauan diteruskan ke atas"
    REVIEW_LATE = "review_late", "Peninjauan terlambat, dinaikkan"
    DECIDED = "decided", "Peninjauan kembali diputus"
    SUPERSEDED = "superseded", "Diganti: keberatan dikabulkan, diperiksa ulang"
    REVIEWED_AGAIN = "reviewed_again", "Keberatan dikabulkan, ditinjau kembali sekali lagi"
    CLOSED = "closed", "Pengawasan selesai"
    CANCELLED = "cancelled", "Dihentikan"


class FollowUpState(LabelledEnum):
    """Where one follow-up stands."""

    OPEN = "open", "Belum"
    RUNNING = "running", "Proses"
    PROVEN = "proven", "Bukti diunggah"
    VERIFIED = "verified", "Diverifikasi"
    DROPPED = "dropped", "Dihentikan, putusannya diulang"


# Nothing more is waited for.
FOLLOW_UP_ENDS = (FollowUpState.VERIFIED, FollowUpState.DROPPED)


class FollowUpStep(LabelledEnum):
    """One thing that happened to a follow-up."""

    STARTED = "started", "Mulai dikerjakan"
    PROVEN = "proven", "Bukti diunggah"
    ENOUGH = "enough", "Bukti cukup, diverifikasi"
    NOT_ENOUGH = "not_enough", "Bukti kurang"
    REMINDED = "reminded", "Penanggung jawab diingatkan"
    RAISED = "raised", "Dinaikkan ke Sekretaris Daerah"
    LATE = "late", "Lewat batas"
    DROPPED = "dropped", "Dihentikan: keberatan dikabulkan"


class Review(Base):
    """A case from its examination to its last follow-up. It bears the number of what it comes from.

    `as_of`: the day of the decision; the line of superiors of that day handles the case. `examiner_id`
    and `reviewer_id` are None while nobody inside the office may (`outside`: it went to the Gubernur
    and an inspector writes down what came of it). `keeper_id`: who oversees in place of the
    Inspektorat. `undecided`: the decision was not made yet.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        sa.Index("ix_reviews_origin", "origin_type", "origin_id"),
        sa.Index("ix_reviews_state", "state", "id"),
        sa.Index("ix_reviews_unit", "unit_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), index=True)
    state: Mapped[State]
    origin_type: Mapped[str] = mapped_column(sa.String(60))
    origin_id: Mapped[int]
    subject_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    subject_post: Mapped[str] = mapped_column(sa.String(200))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    matter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("matters.id"), index=True)
    as_of: Mapped[date]
    undecided: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    received_on: Mapped[date]
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    examiner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    companion_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    by_inspectorate: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    taken_over_for: Mapped[TakeOver | None]
    examiner_note: Mapped[str | None] = mapped_column(sa.Text)
    keeper_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    keeper_note: Mapped[str | None] = mapped_column(sa.Text)
    late_at: Mapped[datetime | None]
    silent_at: Mapped[datetime | None]
    examined_at: Mapped[datetime | None]
    examined_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    truth: Mapped[Truth | None]
    reviewer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    reviewer_note: Mapped[str | None] = mapped_column(sa.Text)
    review_from: Mapped[date | None]
    review_renewed: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    review_late_at: Mapped[datetime | None]
    outside: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    ruling: Mapped[Ruling | None]
    # The plan that carries out what was ordered for the employee, and the recusal imposed.
    plan_id: Mapped[int | None] = mapped_column(sa.ForeignKey("measures_plans.id"))
    recusal_id: Mapped[int | None] = mapped_column(sa.ForeignKey("recusals.id"))
    closed_at: Mapped[datetime | None]
    cast_words_sealed: Mapped[bytes] = mapped_column("cast_sealed")
    # The decision or action in words, and the draft of the outcome while it is written.
    words_sealed: Mapped[bytes]
    revision: Mapped[int] = mapped_column()

    cast_words = SealedJson()
    words = SealedJson()
    subject: Mapped[Person] = relationship(foreign_keys=[subject_id])
    unit: Mapped[Unit | None] = relationship()
    examiner: Mapped[Person | None] = relationship(foreign_keys=[examiner_id])
    companion: Mapped[Person | None] = relationship(foreign_keys=[companion_id])
    reviewer: Mapped[Person | None] = relationship(foreign_keys=[reviewer_id])
    keeper: Mapped[Person | None] = relationship(foreign_keys=[keeper_id])
    bars: Mapped[list["ReviewBar"]] = relationship(order_by="ReviewBar.id")
    allegations: Mapped[list["ReviewAllegation"]] = relationship(
        order_by="ReviewAllegation.position"
    )
    questions: Mapped[list["ReviewQuestion"]] = relationship(
        back_populates="review", order_by="ReviewQuestion.id"
    )
    steps: Mapped[list["ReviewStep"]] = relationship(order_by="ReviewStep.id")
    follow_ups: Mapped[list["FollowUp"]] = relationship(
        back_populates="review", order_by="FollowUp.position"
    )

    __mapper_args__ = {"version_id_col": revision}

    @property
    def person_id(self) -> int:
        """Whom it is about, for the trail."""
        return self.subject_id

    @property
    def cast(self) -> Cast:
        return Cast.of_words(self.cast_words)

    @property
    def object_words(self) -> str:
        return str((self.words or {}).get("object", ""))


class ReviewBar(KeptOut, Base):
    """Whom the case concerns. `function_only`: he may be its superior, but does not oversee it."""

    __tablename__ = "review_bars"
    __table_args__ = (sa.UniqueConstraint("review_id", "person_id"),)

    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"))
    function_only: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class ReviewStep(Written, Base):
    """What was done and written. Append-only."""

    __tablename__ = "review_steps"

    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"), index=True)
    step: Mapped[Step]


class ReviewAllegation(Base):
    """One allegation, in the words of the desk, and what the examination found of it.

    `finding`: {"explanation", "basis": […], "sop", "loss"}; written until the outcome is set.
    """

    __tablename__ = "review_allegations"
    __table_args__ = (sa.UniqueConstraint("review_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"))
    position: Mapped[int]
    truth: Mapped[Truth | None]
    form_code: Mapped[str | None] = mapped_column(sa.String(20))
    kind_code: Mapped[str | None] = mapped_column(sa.String(20))
    source_code: Mapped[str | None] = mapped_column(sa.String(20))
    weak_system: Mapped[bool | None]
    words_sealed: Mapped[bytes]
    finding_sealed: Mapped[bytes | None]

    words = SealedJson()
    finding = SealedJson()

    @property
    def text(self) -> str:
        return str(self.words["text"])


class ReviewQuestion(Base):
    """Permintaan keterangan (S-51): written by the examiner, without anything of the reporter.

    `words`: {"allegation", "questions"}; `reply`: {"statement", "accompanied_by"}.
    """

    __tablename__ = "review_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    due_on: Mapped[date]
    answered_at: Mapped[datetime | None]
    declined: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    words_sealed: Mapped[bytes]
    reply_sealed: Mapped[bytes | None]

    words = SealedJson()
    reply = SealedJson()
    review: Mapped[Review] = relationship(back_populates="questions")

    @property
    def late(self) -> bool:
        return self.answered_at is not None and clock.local(self.answered_at).date() > self.due_on


class FollowUp(Base):
    """Tindak lanjut: what is to be done, by whom, until when. `is_sop`: an improvement of an SOP."""

    __tablename__ = "review_follow_ups"
    __table_args__ = (
        sa.UniqueConstraint("review_id", "position"),
        sa.Index("ix_review_follow_ups_owner", "owner_id", "state"),
        sa.Index("ix_review_follow_ups_due", "state", "due_on", "review_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    review_id: Mapped[int] = mapped_column(sa.ForeignKey("reviews.id"))
    position: Mapped[int]
    state: Mapped[FollowUpState]
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    due_on: Mapped[date]
    is_sop: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    late_at: Mapped[datetime | None]
    raised_at: Mapped[datetime | None]
    reminded_on: Mapped[date | None]
    verified_at: Mapped[datetime | None]
    verified_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    words_sealed: Mapped[bytes]  # {"description", "proof"}
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    review: Mapped[Review] = relationship(back_populates="follow_ups")
    owner: Mapped[Person] = relationship(foreign_keys=[owner_id])
    steps: Mapped[list["FollowUpNote"]] = relationship(order_by="FollowUpNote.id")

    __mapper_args__ = {"version_id_col": revision}

    @property
    def number(self) -> str:
        return self.review.number

    @property
    def description(self) -> str:
        return str(self.words["description"])


class FollowUpNote(Written, Base):
    """What happened to a follow-up. Append-only."""

    __tablename__ = "review_follow_up_steps"

    follow_up_id: Mapped[int] = mapped_column(sa.ForeignKey("review_follow_ups.id"), index=True)
    step: Mapped[FollowUpStep]
