"""An evidence file, or one that is to become evidence: what is known about it, not its bytes."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid


class FileKind(LabelledEnum):
    """What may be handed in (service design §0.3)."""

    JPEG = "jpeg", "JPG"
    PNG = "png", "PNG"
    PDF = "pdf", "PDF"

    @property
    def mime(self) -> str:
        return "application/pdf" if self is FileKind.PDF else f"image/{self.value}"

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings such a file may carry; the first is given to it when it is served."""
        return (".jpg", ".jpeg") if self is FileKind.JPEG else (f".{self.value}",)


class QuarantineState(LabelledEnum):
    """What the scanner said of a file it could not judge at once."""

    WAITING = "waiting", "Sedang diperiksa"
    CLEAN = "clean", "Bersih"
    INFECTED = "infected", "Mengandung program berbahaya"


class Quarantine(Base):
    """A file that was taken in while the scanner was away. `uid` is that of its evidence row."""

    __tablename__ = "attachment_quarantine"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), unique=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    state: Mapped[QuarantineState]
    since: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    judged_at: Mapped[datetime | None]
    threat: Mapped[str | None] = mapped_column(sa.String(200))


class Attachment(Base):
    """Bukti. Append-only. `place` is the part of the record it belongs to, such as "step:3"."""

    __tablename__ = "attachments"
    __table_args__ = (sa.Index("ix_attachments_subject", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    subject_type: Mapped[str] = mapped_column(sa.String(60))
    subject_id: Mapped[int]
    place: Mapped[str] = mapped_column(sa.String(60))
    kind: Mapped[FileKind]
    # Bytes and SHA-256 of the file as it was handed in.
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    # Bytes of the working copy, which people are given: the same content without metadata.
    served_size: Mapped[int]
    pages: Mapped[int]
    stored_at: Mapped[datetime]
    stored_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    facts_sealed: Mapped[bytes]

    facts = SealedJson()
    # Read with the row: what waits for the scanner is shown nowhere.
    quarantine: Mapped[Quarantine | None] = relationship(
        primaryjoin=lambda: foreign(Attachment.uid) == Quarantine.uid,
        viewonly=True,
        lazy="joined",
    )

    @property
    def viewable(self) -> bool:
        """Whether it was judged, or no scanner is connected here."""
        return self.quarantine is None or self.quarantine.state is QuarantineState.CLEAN

    @property
    def name(self) -> str:
        """The file's name as its owner gave it, without anything that could deceive."""
        return str(self.facts["name"])

    @property
    def caption(self) -> str:
        return str(self.facts["caption"])


class HeldFile(Base):
    """A judged file of something still being written: it becomes evidence when that is filed.

    Its bytes lie where evidence lies, under the same name, so that filing moves nothing.
    """

    __tablename__ = "held_files"
    __table_args__ = (sa.Index("ix_held_files_owner", "owner_type", "owner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    owner_type: Mapped[str] = mapped_column(sa.String(60))
    owner_id: Mapped[int]
    kind: Mapped[FileKind]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    served_size: Mapped[int]
    pages: Mapped[int]
    held_at: Mapped[datetime]
    facts_sealed: Mapped[bytes]

    facts = SealedJson()

    @property
    def name(self) -> str:
        return str(self.facts["name"])

    @property
    def caption(self) -> str:
        return str(self.facts["caption"])
