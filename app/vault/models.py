"""Tables of the vault: custodians and their keys, sealed identities, openings and the answers."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Brake
from app.core.actor import Role
from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedBytes, SealedJson, new_uid
from app.people.casework import Written
from app.people.models import Person


class OpeningState(LabelledEnum):
    """Where a request to read an identity stands."""

    WAITING = "waiting", "Menunggu dua kustodian"
    HALF = "half", "Satu kustodian setuju"
    OPEN = "open", "Dapat dibaca"
    ENDED = "ended", "Sudah berakhir"
    REFUSED = "refused", "Ditolak"
    WITHDRAWN = "withdrawn", "Ditarik"
    LAPSED = "lapsed", "Tidak dijawab"


class Reason(LabelledEnum):
    """What an identity may be opened for (S-80, security P7)."""

    VERIFY = "verifikasi", "Memastikan keterangan pelapor"
    REACH = "hubungi", "Menghubungi pelapor yang tidak dapat dihubungi lewat aplikasi"
    SAFETY = "keselamatan", "Keselamatan pelapor terancam"
    LAW = "hukum", "Perintah menurut hukum"


class Answer(LabelledEnum):
    APPROVED = "approved", "Menyetujui"
    REFUSED = "refused", "Menolak"


class RecoveryKey(Base):
    """The public half of a key that exists on two sheets of paper only. The newest one counts."""

    __tablename__ = "vault_recovery_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_key: Mapped[bytes]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Custodian(Brake, Base):
    """One person's key pair from a day on. `wrapped` is None when the key is unusable (M4)."""

    __tablename__ = "vault_custodians"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    public_key: Mapped[bytes]
    wrapped: Mapped[bytes | None]
    escrow: Mapped[bytes]
    appointed_at: Mapped[datetime]
    wrapped_at: Mapped[datetime]
    lost_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship()

    __mapper_args__ = {"version_id_col": revision}


class Identity(Base):
    """That the identity behind one record is sealed. Who it is stands in the boxes only."""

    __tablename__ = "vault_identities"
    __table_args__ = (sa.UniqueConstraint("subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    subject_type: Mapped[str] = mapped_column(sa.String(60))
    subject_id: Mapped[int]
    # What every layer of every box says it belongs to.
    context: Mapped[str] = mapped_column(sa.String(120))
    sealed_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    boxes: Mapped[list["Box"]] = relationship(back_populates="identity")


class Paper(Base):
    """A photo that shows who it is (identity card, signed form); its key lies in the boxes alone."""

    __tablename__ = "vault_papers"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    identity_id: Mapped[int] = mapped_column(sa.ForeignKey("vault_identities.id"), index=True)
    content: Mapped[bytes]


class Box(Base):
    """One identity, sealed to `second` inside and to `first` outside."""

    __tablename__ = "vault_boxes"
    __table_args__ = (sa.UniqueConstraint("identity_id", "first_id", "second_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    identity_id: Mapped[int] = mapped_column(sa.ForeignKey("vault_identities.id"))
    first_id: Mapped[int] = mapped_column(sa.ForeignKey("vault_custodians.id"))
    second_id: Mapped[int] = mapped_column(sa.ForeignKey("vault_custodians.id"))
    content: Mapped[bytes]

    identity: Mapped[Identity] = relationship(back_populates="boxes")


class Opening(Base):
    """Permintaan membuka identitas. Ciphertexts that are no longer needed are removed."""

    __tablename__ = "vault_openings"
    __table_args__ = (sa.Index("ix_vault_openings_state", "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    identity_id: Mapped[int] = mapped_column(sa.ForeignKey("vault_identities.id"), index=True)
    # The identity's own record, so that what is hidden with it can be told without a join.
    subject_type: Mapped[str] = mapped_column(sa.String(60))
    subject_id: Mapped[int]
    state: Mapped[OpeningState]
    requester_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    asked_as: Mapped[Role]
    reason: Mapped[Reason]
    words_sealed: Mapped[bytes]
    asked_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    # The requester's key of this one opening; the private half is wrapped by the code he was shown.
    reader_key: Mapped[bytes]
    reader_wrapped: Mapped[bytes | None]
    # The inner layers the first custodian opened the way to, by second custodian.
    halves_sealed: Mapped[bytes | None]
    handed_sealed: Mapped[bytes | None]
    opened_at: Mapped[datetime | None]
    readable_until: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    times_read: Mapped[int] = mapped_column(default=0)
    wrong_codes: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    halves = SealedJson()
    handed = SealedBytes()
    identity: Mapped[Identity] = relationship()
    requester: Mapped[Person] = relationship()
    answers: Mapped[list["OpeningAnswer"]] = relationship(
        back_populates="opening", order_by="OpeningAnswer.id"
    )

    __mapper_args__ = {"version_id_col": revision}

    def close(self) -> None:
        """Forget everything by which it could still be read."""
        self.reader_wrapped, self.halves, self.handed = None, None, None


class OpeningAnswer(Written, Base):
    """What one custodian said to one request, and why. Append-only."""

    __tablename__ = "vault_answers"
    __table_args__ = (sa.UniqueConstraint("opening_id", "by_id"),)

    opening_id: Mapped[int] = mapped_column(sa.ForeignKey("vault_openings.id"))
    custodian_id: Mapped[int] = mapped_column(sa.ForeignKey("vault_custodians.id"))
    answer: Mapped[Answer]

    opening: Mapped[Opening] = relationship(back_populates="answers")
