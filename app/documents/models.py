"""Numbered letters and the series their numbers come from."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedBytes, SealedJson, new_uid


class DocumentKind(LabelledEnum):
    """The letters of service design §5."""

    DECLARATION = "DOK-01", "Surat Pernyataan Benturan Kepentingan"
    COMPLAINT_RECEIPT = "DOK-02", "Tanda Terima Aduan"
    MEASURES = "DOK-05", "Rencana Penanganan Benturan Kepentingan"
    DIVESTMENT = "DOK-06", "Rencana dan Laporan Divestasi"
    RECUSAL = "DOK-03", "Surat Penarikan Diri"
    RECUSAL_REFUSED = "DOK-03T", "Surat Penolakan Penarikan Diri"
    REVIEW = "DOK-04", "Keputusan Peninjauan Kembali"
    REVIEW_EXCERPT = "DOK-04P", "Petikan Keputusan Peninjauan Kembali"
    CROSSCHECK = "DOK-09", "Ringkasan Cek Silang"
    EXAMINATION = "DOK-10", "Berita Acara Pemeriksaan"
    OUTCOME = "DOK-10P", "Pemberitahuan Hasil"
    CLOSING = "DOK-10S", "Pemberitahuan Pengawasan Selesai"
    OBJECTION_RECEIPT = "DOK-11A", "Tanda Terima Keberatan"
    OBJECTION_RULING = "DOK-11B", "Putusan Keberatan"
    DEPARTURE = "DOK-12", "Pernyataan Akhir Jabatan"
    PRECHECK = "DOK-14", "Bukti Cek Sebelum Memutuskan"
    REFERRAL = "DOK-18", "Surat Rujukan Sanksi"
    ASSIGNMENT = "DOK-18T", "Surat Tugas Pemeriksaan"
    GOVERNOR = "DOK-18G", "Surat ke Gubernur"


class DocumentState(LabelledEnum):
    ORDERED = "ordered", "Sedang disiapkan"
    ISSUED = "issued", "Sah"
    SUPERSEDED = "superseded", "Digantikan"
    REVOKED = "revoked", "Dicabut"


class Classification(LabelledEnum):
    SECRET = "rahasia", "RAHASIA"
    RESTRICTED = "terbatas", "TERBATAS"
    OPEN = "terbuka", "TERBUKA"


class NumberSeries(Base):
    """The next number of one kind of letter in one year; its row is locked while one is taken."""

    __tablename__ = "number_series"

    code: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next: Mapped[int]


class Document(Base):
    """One letter. What it says is frozen when ordered, its bytes when rendered; both are sealed."""

    __tablename__ = "documents"
    __table_args__ = (sa.Index("ix_documents_subject", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), unique=True, default=new_uid)
    kind: Mapped[DocumentKind]
    number: Mapped[str] = mapped_column(sa.String(80), unique=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    subject_type: Mapped[str] = mapped_column(sa.String(80))
    subject_id: Mapped[int]
    holder_person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(sa.String(200))
    template: Mapped[str] = mapped_column(sa.String(80))
    unit_code: Mapped[str] = mapped_column(sa.String(40))
    unit_name: Mapped[str] = mapped_column(sa.String(200))
    signatory_post: Mapped[str] = mapped_column(sa.String(200))
    classification: Mapped[Classification]
    state: Mapped[DocumentState] = mapped_column(default=DocumentState.ORDERED)
    facts_sealed: Mapped[bytes]
    record_sha256: Mapped[str] = mapped_column(sa.String(64))
    ordered_at: Mapped[datetime]
    content_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary, deferred=True)
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    pages: Mapped[int | None]
    issued_at: Mapped[datetime | None]
    replaces_id: Mapped[int | None] = mapped_column(sa.ForeignKey("documents.id"))
    superseded_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("documents.id"))
    revoked_at: Mapped[datetime | None]
    revoked_reason: Mapped[str | None] = mapped_column(sa.String(300))

    facts: Any = SealedJson()
    content: Any = SealedBytes()

    @property
    def about_person_id(self) -> int | None:
        return self.holder_person_id

    @property
    def is_rendered(self) -> bool:
        return self.sha256 is not None

    @property
    def is_shown(self) -> bool:
        """Whether the public may be told about it: it was issued at some time."""
        return self.issued_at is not None
