"""Declarations, their immutable versions, the interests in them, and what the reviewer said."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.people.models import Person
from app.regulations.pack import Level


class Kind(LabelledEnum):
    """Macam deklarasi."""

    FIRST = "first", "Pernyataan Awal"
    ANNUAL = "annual", "Pernyataan Tahunan"
    CHANGE = "change", "Pernyataan Lanjutan"
    EVENT = "event", "Laporan Kejadian"
    EXIT = "exit", "Pernyataan Akhir Jabatan"


# They tell only what is new or changed; what they do not mention stays as it was.
FOLLOW_UPS = (Kind.CHANGE, Kind.EVENT)


class State(LabelledEnum):
    """Where a declaration stands."""

    NOT_STARTED = "not_started", "Belum mulai"
    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Terkirim"
    UNDER_REVIEW = "under_review", "Sedang ditinjau"
    RETURNED = "returned", "Perlu dilengkapi"
    RECORDED = "recorded", "Dicatat"
    NEEDS_MEASURES = "needs_measures", "Perlu penanganan"
    IN_MEASURES = "in_measures", "Dalam penanganan"
    SUPERSEDED = "superseded", "Digantikan"
    CLOSED = "closed", "Ditutup"


class Verdict(LabelledEnum):
    """Telaah awal: is there a conflict of interest?"""

    ACTUAL = "actual", "Ada, sedang terjadi"
    POTENTIAL = "potential", "Ada, mungkin terjadi"
    NONE = "none", "Tidak ada"


class Change(LabelledEnum):
    """What a declaration says about an interest that was known before."""

    NEW = "new", "Baru"
    SAME = "same", "Masih sama"
    CHANGED = "changed", "Berubah"
    ENDED = "ended", "Sudah berakhir"


class Disclosure(Base):
    """Deklarasi. `answers` is the draft while it is written; what was filed lies in versions."""

    __tablename__ = "disclosures"
    __table_args__ = (
        sa.Index("ix_disclosures_person_state", "person_id", "state"),
        sa.Index("ix_disclosures_reviewer_state", "reviewer_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    kind: Mapped[Kind]
    state: Mapped[State]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    reviewer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    # Who was passed over for the review and why, in words (pagar benturan).
    route_note: Mapped[str | None] = mapped_column(sa.Text)
    nil: Mapped[bool | None]
    level: Mapped[Level | None]
    event_on: Mapped[date | None]
    pack_id: Mapped[str] = mapped_column(sa.String(60))
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    draft_saved_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    # A nil statement nobody reviewed in time was recorded by itself; it counts as reviewed late.
    unreviewed: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    answers_sealed: Mapped[bytes | None]
    revision: Mapped[int] = mapped_column()

    answers = SealedJson()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    reviewer: Mapped[Person | None] = relationship(foreign_keys=[reviewer_id])
    versions: Mapped[list["DisclosureVersion"]] = relationship(
        back_populates="disclosure", order_by="DisclosureVersion.number"
    )

    __mapper_args__ = {"version_id_col": revision}

    @property
    def latest(self) -> "DisclosureVersion | None":
        """The newest filed version."""
        return self.versions[-1] if self.versions else None


class DisclosureVersion(Base):
    """One signed filing. Never changed; `sha256` is over the canonical JSON of `content`."""

    __tablename__ = "disclosure_versions"
    __table_args__ = (sa.UniqueConstraint("disclosure_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    disclosure_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosures.id"), index=True)
    number: Mapped[int]
    filed_at: Mapped[datetime]
    filed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    nil: Mapped[bool]
    pack_id: Mapped[str] = mapped_column(sa.String(60))
    pack_hash: Mapped[str] = mapped_column(sa.String(64))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    content_sealed: Mapped[bytes]

    content = SealedJson()
    disclosure: Mapped[Disclosure] = relationship(back_populates="versions")


class Withdrawal(Base):
    """A filing taken back before anybody opened it. Append-only: the version itself stays."""

    __tablename__ = "disclosure_withdrawals"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosure_versions.id"), unique=True)
    at: Mapped[datetime]


class Interest(Base):
    """Butir kepentingan: one interest of one person through time."""

    __tablename__ = "interests"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    section: Mapped[str] = mapped_column(sa.String(10))
    first_declared_at: Mapped[datetime]

    versions: Mapped[list["InterestVersion"]] = relationship(
        back_populates="interest", order_by="InterestVersion.id"
    )


class InterestVersion(Base):
    """What was declared about an interest at one time. Append-only.

    Known on a day t: the newest version with declared_at ≤ t, not withdrawn by t. True on a day: valid_from ≤ day and
    (valid_to is empty or day < valid_to).
    """

    __tablename__ = "interest_versions"
    __table_args__ = (sa.Index("ix_interest_versions_as_of", "interest_id", "declared_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    interest_id: Mapped[int] = mapped_column(sa.ForeignKey("interests.id"), index=True)
    disclosure_version_id: Mapped[int] = mapped_column(
        sa.ForeignKey("disclosure_versions.id"), index=True
    )
    declared_at: Mapped[datetime]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    change: Mapped[Change]
    suggested_level: Mapped[Level]
    # The employee named as the other party, if any: the reviewer's guard and DT-01 look here.
    employee_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    # The record that proved the end ("divestments/12"); then this is no part of the filing itself.
    ended_by: Mapped[str | None] = mapped_column(sa.String(60))
    content_sealed: Mapped[bytes]

    content = SealedJson()
    interest: Mapped[Interest] = relationship(back_populates="versions")


class Assessment(Base):
    """Telaah awal of one interest by the reviewer (P·telaah awal). Append-only."""

    __tablename__ = "disclosure_assessments"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    disclosure_version_id: Mapped[int] = mapped_column(
        sa.ForeignKey("disclosure_versions.id"), index=True
    )
    interest_version_id: Mapped[int] = mapped_column(
        sa.ForeignKey("interest_versions.id"), index=True
    )
    assessor_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime]
    verdict: Mapped[Verdict]
    level: Mapped[Level]
    # {"reason": why the level differs, "direction": arahan, "forms": [], "kinds": [], "sources": []}
    words_sealed: Mapped[bytes]

    words = SealedJson()


class Remark(Base):
    """One field the reviewer wants completed, and the version in which it was answered."""

    __tablename__ = "disclosure_remarks"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    disclosure_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosures.id"), index=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosure_versions.id"))
    # "profile/main_duty", "PK-A/<item uid>/party_name", "PK-A/<item uid>/link.authority"
    path: Mapped[str] = mapped_column(sa.String(160))
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    text_sealed: Mapped[bytes]
    answered_version_id: Mapped[int | None] = mapped_column(sa.ForeignKey("disclosure_versions.id"))

    text = SealedJson()


class Handover(Base):
    """The review went to another superior: from whom, to whom, why. Append-only.

    `reason` is a sentence of the office; what a superior wrote himself is private (`words`).
    """

    __tablename__ = "disclosure_handovers"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str | None] = mapped_column(sa.String(32))
    disclosure_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosures.id"), index=True)
    from_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(sa.Text)
    # The order (appointments.id) by which somebody keeps the seat as Plt./Plh., if that is why.
    acting_id: Mapped[int | None]
    words_sealed: Mapped[bytes | None]

    words = SealedJson()


class EscalationStep(LabelledEnum):
    """Who got a copy because a review is late."""

    SUPERIOR = "superior", "Tembusan ke atasan di atasnya"
    HR = "hr", "Tembusan ke BKPSDM"


class ReviewEscalation(Base):
    """A late review was copied upwards, once for each clock and step. Append-only."""

    __tablename__ = "review_escalations"
    __table_args__ = (sa.UniqueConstraint("deadline_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosures.id"), index=True)
    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadlines.id"))
    step: Mapped[EscalationStep]
    at: Mapped[datetime]


class Preparer(Base):
    """An assistant who may fill in somebody's drafts; only the declarant signs (Perwali tahap 3.c).

    Days are inclusive; taking the leave back sets `ended_at`.
    """

    __tablename__ = "disclosure_preparers"
    __table_args__ = (sa.Index("ix_disclosure_preparers_pair", "helper_id", "declarant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declarant_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    helper_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    until: Mapped[date]
    given_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    declarant: Mapped[Person] = relationship(foreign_keys=[declarant_id])
    helper: Mapped[Person] = relationship(foreign_keys=[helper_id])


Answers = dict[str, Any]
