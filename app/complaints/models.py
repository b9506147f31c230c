"""A complaint, what was said in it and about it, whom it concerns, and what protects its reporter."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.people.casework import KeptOut, Written
from app.people.models import Person, Unit


class State(LabelledEnum):
    """Where a complaint stands, in the words its reporter reads (service design §4.7)."""

    RECEIVED = "received", "Diterima"
    INCOMPLETE = "incomplete", "Perlu dilengkapi"
    CLOSED_INCOMPLETE = "closed_incomplete", "Ditutup – belum lengkap"
    REFERRED = "referred", "Diteruskan ke kanal lain"
    MERGED = "merged", "Digabung dengan aduan lain"
    NOT_PROCESSED = "not_processed", "Tidak dapat diproses"
    VERIFIED = "verified", "Lengkap"
    EXAMINING = "examining", "Sedang diperiksa"
    UNTRUE = "untrue", "Hasil: tidak benar – keputusan tetap berlaku"
    REVIEWING = "reviewing", "Hasil: benar – peninjauan kembali"
    SUPERVISED = "supervised", "Diputus – diawasi pelaksanaannya"
    CLOSED = "closed", "Selesai"
    WITHDRAWN = "withdrawn", "Dicabut"


# Into which another complaint about the same act may still be merged.
TAKES_OTHERS = (State.RECEIVED, State.INCOMPLETE, State.VERIFIED, State.EXAMINING, State.REVIEWING)


class Channel(LabelledEnum):
    """How it came in."""

    PORTAL = "portal", "Portal"
    EMPLOYEE = "employee", "Pegawai"
    IN_PERSON = "in_person", "Tatap muka"
    PHONE = "phone", "Telepon"
    LETTER = "letter", "Surat"
    WHATSAPP = "whatsapp", "WhatsApp"


class Capacity(LabelledEnum):
    """Who reports, beside his name; sealed with it."""

    CITIZEN = "warga", "Warga"
    APPLICANT = "pemohon", "Pemohon layanan"
    BIDDER = "pengadaan", "Peserta pengadaan"
    EMPLOYEE = "pegawai", "Pegawai"
    PRESS = "lsm_media", "LSM atau media"
    OTHER = "lainnya", "Lainnya"


AT_COUNTER = (Channel.IN_PERSON, Channel.PHONE, Channel.LETTER, Channel.WHATSAPP)


class ObjectKind(LabelledEnum):
    """What is complained about."""

    DECISION = "decision", "Keputusan"
    ACTION = "action", "Tindakan"
    OMISSION = "omission", "Tidak bertindak"
    UNDECIDED = "undecided", "Belum diputus"


class PartyKind(LabelledEnum):
    """Who is said to gain."""

    PERSON = "person", "Orang"
    COMPANY = "company", "Perusahaan"
    ORGANISATION = "organisation", "Organisasi"


class Sender(LabelledEnum):
    """Who wrote a message; to the reporter nobody of the office has a name."""

    REPORTER = "reporter", "Pelapor"
    DESK = "desk", "Meja aduan"
    EXAMINER = "examiner", "Pemeriksa"
    THIRD = "third", "Pihak ketiga"


class Step(LabelledEnum):
    """One thing that happened on the way of a complaint."""

    RECEIVED = "received", "Diterima"
    CODE_CONFIRMED = "code_confirmed", "Kode disimpan pelapor"
    CODE_RESET = "code_reset", "Kode diganti"
    EVIDENCE_ADDED = "evidence_added", "Bukti ditambahkan"
    ASKED = "asked", "Diminta dilengkapi"
    PAUSED = "paused", "Jangka waktu dihentikan sementara"
    COMPLETED = "completed", "Dilengkapi"
    RESTARTED = "restarted", "Jangka waktu dimulai lagi"
    CLOSED_INCOMPLETE = "closed_incomplete", "Ditutup karena belum lengkap"
    REOPENED = "reopened", "Dibuka kembali"
    REFERRED = "referred", "Diteruskan ke kanal lain"
    MERGED = "merged", "Digabung"
    JOINED = "joined", "Aduan lain digabungkan ke sini"
    REFUSAL_PROPOSED = "refusal_proposed", "Usul tidak diproses"
    REFUSAL_HANDED_BACK = "refusal_handed_back", "Usul tidak diproses dikembalikan"
    NOT_PROCESSED = "not_processed", "Tidak dapat diproses"
    CLASSIFIED = "classified", "Digolongkan"
    CHECKED = "checked", "Cek silang"
    RECAST = "recast", "Pengambil keputusan diperbaiki"
    VERIFIED = "verified", "Lengkap"
    HANDED_OVER = "handed_over", "Penanganan beralih"
    INQUIRED = "inquired", "Pihak ketiga ditanya"
    INQUIRY_ANSWERED = "inquiry_answered", "Pihak ketiga menjawab"
    INQUIRY_WITHDRAWN = "inquiry_withdrawn", "Tautan pihak ketiga dicabut"
    SENT = "sent", "Dikirim ke pemeriksa"
    TAKEN_OVER = "taken_over", "Diambil alih Inspektorat"
    LATE = "late", "Terlambat, dinaikkan"
    UNTRUE = "untrue", "Hasil: tidak benar"
    TRUE = "true", "Hasil: benar"
    PASSED_UP = "passed_up", "Peninjauan kembali beralih ke atas"
    DECIDED = "decided", "Peninjauan kembali diputus"
    OBJECTED = "objected", "Keberatan diajukan"
    OBJECTION_DECIDED = "objection_decided", "Keberatan diputus"
    EXAMINED_AGAIN = "examined_again", "Diperiksa ulang"
    REVIEWED_AGAIN = "reviewed_again", "Ditinjau kembali sekali lagi"
    WITHDRAWAL_ASKED = "withdrawal_asked", "Pencabutan diminta"
    WITHDRAWN = "withdrawn", "Dicabut"
    WENT_ON = "went_on", "Dilanjutkan atas inisiatif Inspektorat"
    CLOSED = "closed", "Selesai"


class Complaint(Base):
    """Aduan. Who reported it stands nowhere here: that is sealed in the vault.

    `received_at` is the true moment; the clocks count from `counted_from`. `code_hash` is the
    argon2id hash of the reporter's secret code. `desk_id`: whoever does the Inspektorat's part when
    the Inspektorat itself is concerned; None while its own people may. `recorded_by_id`: the officer
    who wrote it down at the counter.
    """

    __tablename__ = "complaints"
    __table_args__ = (
        sa.Index("ix_complaints_state", "state", "id"),
        sa.Index("ix_complaints_unit", "unit_id", "id"),
        sa.Index("ix_complaints_received", "received_at", "id"),
        sa.Index("ix_complaints_channel", "channel", "id"),
        sa.Index("ix_complaints_counted_from", "counted_from", "id"),
        sa.Index("ix_complaints_state_counted_from", "state", "counted_from", "id"),
        sa.Index("ix_complaints_cs_code", "cs_code", "id"),
        sa.Index("ix_complaints_cs_code_channel", "cs_code", "channel", "id"),
        sa.Index(
            "ix_complaints_number_beginning", "number",
            postgresql_ops={"number": "text_pattern_ops"},
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[State] = mapped_column(default=State.RECEIVED)
    channel: Mapped[Channel]
    received_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    counted_from: Mapped[date]
    code_hash: Mapped[str | None] = mapped_column(sa.String(200))
    code_confirmed_at: Mapped[datetime | None]
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    subject_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    decider_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    matter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("matters.id"), index=True)
    object_kind: Mapped[ObjectKind]
    decision_on: Mapped[date | None]
    urgent: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    kkn: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    protected: Mapped[bool] = mapped_column(default=True, server_default=sa.true())
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("complaints.id"), index=True)
    screening_id: Mapped[int | None] = mapped_column(sa.ForeignKey("screenings.id"), index=True)
    review_id: Mapped[int | None] = mapped_column(index=True)
    cs_code: Mapped[str | None] = mapped_column(sa.String(10))
    desk_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    desk_note: Mapped[str | None] = mapped_column(sa.String(300))
    refusal_proposed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    late: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    withdrawal_asked_at: Mapped[datetime | None]
    own_initiative: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    ended_at: Mapped[datetime | None]
    # {"channel": …, "address": …}; only when the reporter wants news; erased at the end.
    notice_sealed: Mapped[bytes | None]
    # What was typed, as `app.complaints.story.read` gives it.
    story_sealed: Mapped[bytes]
    # What the examiner and the accused may read, written so that nothing betrays the reporter.
    extract_sealed: Mapped[bytes | None]
    revision: Mapped[int] = mapped_column()

    notice = SealedJson()
    story = SealedJson()
    extract = SealedJson()
    unit: Mapped[Unit | None] = relationship()
    subject: Mapped[Person | None] = relationship(foreign_keys=[subject_id])
    decider: Mapped[Person | None] = relationship(foreign_keys=[decider_id])
    desk: Mapped[Person | None] = relationship(foreign_keys=[desk_id])
    parent: Mapped["Complaint | None"] = relationship(remote_side=[id])
    parties: Mapped[list["ComplaintParty"]] = relationship(
        order_by="ComplaintParty.id", cascade="all, delete-orphan"
    )
    allegations: Mapped[list["Allegation"]] = relationship(
        order_by="Allegation.position", cascade="all, delete-orphan"
    )
    messages: Mapped[list["Message"]] = relationship(order_by="Message.id")
    notes: Mapped[list["Note"]] = relationship(order_by="Note.id")
    steps: Mapped[list["ComplaintStep"]] = relationship(order_by="ComplaintStep.id")
    bars: Mapped[list["ComplaintBar"]] = relationship(
        order_by="ComplaintBar.id", cascade="all, delete-orphan"
    )
    inquiries: Mapped[list["Inquiry"]] = relationship(order_by="Inquiry.id")

    __mapper_args__ = {"version_id_col": revision}


class ComplaintParty(Base):
    """Whoever is said to gain. `person_id` when intake knows that it is an employee."""

    __tablename__ = "complaint_parties"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("complaints.id"), index=True)
    kind: Mapped[PartyKind]
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    # {"name": …, "relation": …, "numbers": …}
    words_sealed: Mapped[bytes]

    words = SealedJson()


class Allegation(Base):
    """One thing that is alleged, classified by the desk with the codes of the pack in force."""

    __tablename__ = "complaint_allegations"
    __table_args__ = (sa.UniqueConstraint("complaint_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("complaints.id"))
    position: Mapped[int]
    form_code: Mapped[str | None] = mapped_column(sa.String(20))
    kind_code: Mapped[str | None] = mapped_column(sa.String(20))
    source_code: Mapped[str | None] = mapped_column(sa.String(20))
    attention_code: Mapped[str | None] = mapped_column(sa.String(20))
    words_sealed: Mapped[bytes]  # {"text": …}

    words = SealedJson()


class Message(Base):
    """One message between the reporter and the office. Append-only: an answer names its question."""

    __tablename__ = "complaint_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("complaints.id"), index=True)
    sender: Mapped[Sender]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    needs_answer: Mapped[bool] = mapped_column(default=False)
    answer_by: Mapped[date | None]
    answers_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("complaint_messages.id"), index=True
    )
    words_sealed: Mapped[bytes]  # {"text": …}

    words = SealedJson()
    answers: Mapped["Message | None"] = relationship(remote_side=[id], back_populates="answered_by")
    answered_by: Mapped[list["Message"]] = relationship(
        back_populates="answers", order_by="Message.id"
    )

    @property
    def answered(self) -> bool:
        return bool(self.answered_by)


class Note(Written, Base):
    """What the office writes for itself; the reporter never reads it. Append-only."""

    __tablename__ = "complaint_notes"

    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("complaints.id"), index=True)
    words_sealed: Mapped[bytes | None] = mapped_column(nullable=False)  # {"text": …}


class ComplaintStep(Written, Base):
    """What happened, when, by whom, and what was written. Append-only."""

    __tablename__ = "complaint_steps"

    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("complaints.id"), index=True)
    step: Mapped[Step]


class ComplaintBar(KeptOut, Base):
    """Somebody whom the complaint concerns: for him it does not exist. No name in the reason."""

    __tablename__ = "complaint_bars"
    __table_args__ = (sa.UniqueConstraint("complaint_id", "person_id"),)

    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("complaints.id"))


class Draft(Base):
    """A complaint being written: no account, found by its visit or by its code, and never with names.

    Both are kept as keyed hashes. The identity is not in it: that is asked last and sealed at once.
    """

    __tablename__ = "complaint_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    visit_fingerprint: Mapped[str] = mapped_column(sa.String(64), unique=True)
    code_fingerprint: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    channel: Mapped[Channel]
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    story_sealed: Mapped[bytes]
    revision: Mapped[int] = mapped_column()

    story = SealedJson()

    __mapper_args__ = {"version_id_col": revision}


class Receipt(Base):
    """The visit that filed a complaint may see its code a little longer; the code is stored nowhere.

    `shown` counts how often. The row goes when the reporter has confirmed, or with its time.
    """

    __tablename__ = "complaint_receipts"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("complaints.id"), unique=True)
    visit_fingerprint: Mapped[str] = mapped_column(sa.String(64), unique=True)
    shown: Mapped[int] = mapped_column(default=0)
    printed: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime] = mapped_column(index=True)

    complaint: Mapped[Complaint] = relationship()


class Inquiry(Base):
    """A question to a third party, who answers through a link that expires or is withdrawn.

    Who withdrew it and why is in the step of that moment.
    """

    __tablename__ = "complaint_inquiries"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("complaints.id"), index=True)
    token_fingerprint: Mapped[str] = mapped_column(sa.String(64), unique=True)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    question_sealed: Mapped[bytes]  # {"to": …, "text": …}
    answer_sealed: Mapped[bytes | None]  # {"text": …}

    question = SealedJson()
    answer = SealedJson()


class Rating(Base):
    """What the reporter thinks of the service, 1 to 5."""

    __tablename__ = "complaint_ratings"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("complaints.id"), unique=True)
    stars: Mapped[int]
    at: Mapped[datetime]
    words_sealed: Mapped[bytes | None]  # {"text": …}

    words = SealedJson()


class RetaliationState(LabelledEnum):
    """Where a report of retaliation stands (service design §4.13)."""

    RECEIVED = "received", "Diterima"
    HANDLED = "handled", "Ditangani"
    CLOSED = "closed", "Selesai"
    REFERRED = "referred", "Dirujuk untuk sanksi"


class Retaliation(Base):
    """Tindakan balasan, handled apart from the complaint it follows upon.

    An employee reports it without a complaint too, as a witness or because he gave evidence: then
    it has its own bars and, where no inspector is free, its own stand-in. Who he is stands sealed in
    `words` ("reporter"), for whoever protects him; `reporter_key` finds his own reports for him.
    """

    __tablename__ = "retaliations"
    __table_args__ = (sa.Index("ix_retaliations_state", "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[RetaliationState] = mapped_column(default=RetaliationState.RECEIVED)
    complaint_id: Mapped[int | None] = mapped_column(sa.ForeignKey("complaints.id"), index=True)
    reporter_key: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    desk_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    reported_at: Mapped[datetime]
    handler_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    responded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    words_sealed: Mapped[bytes]  # what happened
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    complaint: Mapped[Complaint | None] = relationship()
    handler: Mapped[Person | None] = relationship(foreign_keys=[handler_id])
    bars: Mapped[list["RetaliationBar"]] = relationship(order_by="RetaliationBar.id")
    steps: Mapped[list["RetaliationStep"]] = relationship(order_by="RetaliationStep.id")

    __mapper_args__ = {"version_id_col": revision}

    @property
    def kept_out(self) -> set[int]:
        """Whom its complaint, or the report itself, concerns."""
        if self.complaint is None:
            return {bar.person_id for bar in self.bars}
        barred = {bar.person_id for bar in self.complaint.bars}
        return barred | ({self.complaint.subject_id} if self.complaint.subject_id else set())

    @property
    def stand_in_id(self) -> int | None:
        """Who does the Inspektorat's part, where it is concerned itself."""
        return self.complaint.desk_id if self.complaint is not None else self.desk_id


class RetaliationBar(KeptOut, Base):
    """Whom a report without a complaint keeps out; all rows read alike."""

    __tablename__ = "retaliation_bars"
    __table_args__ = (sa.UniqueConstraint("retaliation_id", "person_id"),)

    retaliation_id: Mapped[int] = mapped_column(sa.ForeignKey("retaliations.id"))


class RetaliationStep(Written, Base):
    """What was done about it. Append-only."""

    __tablename__ = "retaliation_steps"

    retaliation_id: Mapped[int] = mapped_column(sa.ForeignKey("retaliations.id"), index=True)
    state: Mapped[RetaliationState]


class SpentChallenge(Base):
    """A proof of work that was handed in: it is worth nothing a second time."""

    __tablename__ = "spent_challenges"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(sa.String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
