"""The index of names, screenings with their matches and judgements, swept lists, and findings."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.labels import LabelledEnum
from app.crosscheck.codes import Code
from app.crosscheck.named import Part
from app.database.base import Base
from app.database.sealed import SealedBytes, SealedJson, new_uid
from app.people.models import Person

# ── the index ─────────────────────────────────────────────────────────────────────────────────


class IndexEntry(Base):
    """One name in one record: of an interest, or of an employee's own entry in the directory.

    `key` is the keyed hash of record, part, name and numbers, so the same name is entered once
    however often it is declared again. `name_sealed` holds the packed name and its numbers.
    """

    __tablename__ = "crosscheck_entries"
    __table_args__ = (
        sa.Index(
            "ix_crosscheck_entries_interest", "interest_id",
            sqlite_where=sa.text("interest_id IS NOT NULL"),
            postgresql_where=sa.text("interest_id IS NOT NULL"),
        ),
        sa.Index(
            "ix_crosscheck_entries_person", "person_id",
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[int] = mapped_column(sa.BigInteger)
    interest_id: Mapped[int | None] = mapped_column(sa.ForeignKey("interests.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    part: Mapped[Part] = mapped_column()
    name_sealed: Mapped[bytes]


class IndexToken(Base):
    """One word of the register's vocabulary, as a hash, and how many entries hold it."""

    __tablename__ = "crosscheck_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[int] = mapped_column(unique=True)
    df: Mapped[int] = mapped_column(default=0)


class IndexTokenKey(Base):
    """A key that leads to a word: its spellings, and these with one letter left out."""

    __tablename__ = "crosscheck_token_keys"
    __table_args__ = {"sqlite_with_rowid": False}

    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class IndexPosting(Base):
    """A word in an entry; `share` is the part of the name's weight it bears, in percent."""

    __tablename__ = "crosscheck_postings"
    __table_args__ = {"sqlite_with_rowid": False}

    token_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    share: Mapped[int] = mapped_column(sa.SmallInteger)


class IndexNumber(Base):
    """The keyed hash of a NIB, NPWP or NIK in an entry."""

    __tablename__ = "crosscheck_numbers"
    __table_args__ = {"sqlite_with_rowid": False}

    key: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class IndexState(Base):
    """How far the index reaches: one row."""

    __tablename__ = "crosscheck_index"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    norm_version: Mapped[int]
    entries: Mapped[int] = mapped_column(default=0)
    # False while a rebuild is running or was broken off.
    complete: Mapped[bool] = mapped_column(default=True)
    # Counts the rebuilds: one that was overtaken by another knows it by this and stops.
    build: Mapped[int] = mapped_column(default=0, server_default="0")
    changed_at: Mapped[datetime]
    built_at: Mapped[datetime | None]


# ── other names ───────────────────────────────────────────────────────────────────────────────


class OtherName(Base):
    """A second name the office knows for one body (matching §5). Append-only.

    The keys lead from either name to the other, however its words are spelt and ordered. `words`:
    name, other, and the source that says so.
    """

    __tablename__ = "crosscheck_other_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    name_key: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    other_key: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime]
    words_sealed: Mapped[bytes]

    words = SealedJson()
    by: Mapped[Person] = relationship()
    struck: Mapped["StruckName | None"] = relationship()


class StruckName(Base):
    """An other name that counts no longer, and why: it was wrong. Append-only."""

    __tablename__ = "crosscheck_names_struck"

    other_name_id: Mapped[int] = mapped_column(
        sa.ForeignKey("crosscheck_other_names.id"), primary_key=True, autoincrement=False
    )
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime]
    words_sealed: Mapped[bytes]

    words = SealedJson()
    by: Mapped[Person] = relationship()


# ── screenings ────────────────────────────────────────────────────────────────────────────────


class ScreeningState(LabelledEnum):
    """Where a screening stands."""

    OPEN = "open", "Sedang dinilai"
    SAVED = "saved", "Tersimpan"


class Verdict(LabelledEnum):
    """Penilaian: is it the same person or body?"""

    SAME = "same", "Cocok"
    NOT_SAME = "not_same", "Bukan orang yang sama"
    UNSURE = "unsure", "Belum pasti"


class Screening(Base):
    """Cek silang: one employee, the parties, the day of the decision, and why it is asked.

    `words`: reason, matter, note, and why the code was set otherwise. `origin_type` and `origin_id`
    name the complaint or matter it serves, once those exist.
    """

    __tablename__ = "screenings"
    __table_args__ = (sa.Index("ix_screenings_opened", "opened_by_id", "opened_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[ScreeningState] = mapped_column(default=ScreeningState.OPEN)
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    opened_at: Mapped[datetime]
    subject_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    decision_on: Mapped[date]
    complaint_on: Mapped[date | None]
    origin_type: Mapped[str | None] = mapped_column(sa.String(80))
    origin_id: Mapped[int | None]
    code: Mapped[Code | None]
    saved_at: Mapped[datetime | None]
    words_sealed: Mapped[bytes]
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    subject: Mapped[Person] = relationship(foreign_keys=[subject_id])
    opened_by: Mapped[Person] = relationship(foreign_keys=[opened_by_id])
    parties: Mapped[list["ScreeningParty"]] = relationship(
        back_populates="screening", order_by="ScreeningParty.position"
    )
    runs: Mapped[list["ScreeningRun"]] = relationship(
        back_populates="screening", order_by="ScreeningRun.number"
    )

    __mapper_args__ = {"version_id_col": revision}


class ScreeningParty(Base):
    """A party that is looked for. `words`: name and numbers as typed."""

    __tablename__ = "screening_parties"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    screening_id: Mapped[int] = mapped_column(sa.ForeignKey("screenings.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(10))
    words_sealed: Mapped[bytes]

    words = SealedJson()
    screening: Mapped[Screening] = relationship(back_populates="parties")
    matches: Mapped[list["ScreeningMatch"]] = relationship(back_populates="party")


class ScreeningRun(Base):
    """One search of a screening: what was searched and how much was found there. Append-only.

    `sources`: [{"source", "found"}]; `versions`: of normaliser, scorer, index and rule pack.
    """

    __tablename__ = "screening_runs"
    __table_args__ = (sa.UniqueConstraint("screening_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    screening_id: Mapped[int] = mapped_column(sa.ForeignKey("screenings.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    duration_ms: Mapped[int]
    sources: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    versions: Mapped[dict[str, Any]] = mapped_column(sa.JSON)

    screening: Mapped[Screening] = relationship(back_populates="runs")


class ScreeningMatch(Base):
    """A party and an entry of the register that may be the same, with the reasons in words.

    `pair_key` is the same for the same two names and numbers in any screening; `facts_key` changes
    when something new is known about either. `found`: the names, the parts of the score, warnings.
    """

    __tablename__ = "screening_matches"
    __table_args__ = (sa.UniqueConstraint("party_id", "entry_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    party_id: Mapped[int] = mapped_column(sa.ForeignKey("screening_parties.id"))
    run_id: Mapped[int] = mapped_column(sa.ForeignKey("screening_runs.id"))
    entry_key: Mapped[int] = mapped_column(sa.BigInteger)
    interest_id: Mapped[int | None] = mapped_column(sa.ForeignKey("interests.id"))
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    part: Mapped[Part] = mapped_column()
    score: Mapped[float]
    band: Mapped[str] = mapped_column(sa.String(20))
    # The kind of number that is equal ("nib"), if any.
    identical: Mapped[str | None] = mapped_column(sa.String(10))
    pair_key: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    facts_key: Mapped[int] = mapped_column(sa.BigInteger)
    found_sealed: Mapped[bytes]

    found = SealedJson()
    party: Mapped[ScreeningParty] = relationship(back_populates="matches")
    judgements: Mapped[list["Judgement"]] = relationship(
        back_populates="match", order_by="Judgement.id"
    )

    @property
    def latest(self) -> "Judgement | None":
        return self.judgements[-1] if self.judgements else None


class Judgement(Base):
    """What an officer thinks of a match, and why. Append-only; remembered for the same pair."""

    __tablename__ = "screening_judgements"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    match_id: Mapped[int] = mapped_column(sa.ForeignKey("screening_matches.id"), index=True)
    pair_key: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    facts_key: Mapped[int] = mapped_column(sa.BigInteger)
    verdict: Mapped[Verdict]
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime]
    words_sealed: Mapped[bytes]

    words = SealedJson()
    match: Mapped[ScreeningMatch] = relationship(back_populates="judgements")


class DeclarationOpening(Base):
    """A whole declaration opened inside a screening, and why (S-81). Append-only."""

    __tablename__ = "screening_openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    screening_id: Mapped[int] = mapped_column(sa.ForeignKey("screenings.id"), index=True)
    match_id: Mapped[int] = mapped_column(sa.ForeignKey("screening_matches.id"))
    disclosure_version_id: Mapped[int] = mapped_column(sa.ForeignKey("disclosure_versions.id"))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    at: Mapped[datetime]
    words_sealed: Mapped[bytes]

    words = SealedJson()


class LookupBudget(Base):
    """How many names were looked up on a day, by a person or in a screening (security M9)."""

    __tablename__ = "crosscheck_budgets"

    scope: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    used: Mapped[int] = mapped_column(default=0)


# ── swept lists ───────────────────────────────────────────────────────────────────────────────


class SweepState(LabelledEnum):
    """How far a list has come."""

    UPLOADED = "uploaded", "Menunggu konfirmasi"
    RUNNING = "running", "Sedang dicek"
    DONE = "done", "Selesai"
    DROPPED = "dropped", "Dibatalkan"


class Sweep(Base):
    """A list (vendors, applicants) checked against everything declared, in chunks."""

    __tablename__ = "sweeps"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    number: Mapped[str] = mapped_column(sa.String(40), unique=True)
    state: Mapped[SweepState] = mapped_column(default=SweepState.UPLOADED)
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    opened_at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(sa.String(200))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    # Which column holds what: {"name": 1, "nib": 3, "kind": "org"}.
    choices: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    # Check again by itself when declarations change.
    watched: Mapped[bool] = mapped_column(default=False)
    round: Mapped[int] = mapped_column(default=0)
    lines: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    # The newest entry of the index that the finished round has seen.
    seen_entry_id: Mapped[int] = mapped_column(default=0)
    words_sealed: Mapped[bytes]
    content_sealed: Mapped[bytes | None] = mapped_column(sa.LargeBinary, deferred=True)
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    content = SealedBytes()
    opened_by: Mapped[Person] = relationship()

    __mapper_args__ = {"version_id_col": revision}


class SweepChunk(Base):
    """Some lines of a list: only what is looked up. `round` is the last one that checked them."""

    __tablename__ = "sweep_chunks"
    __table_args__ = (sa.UniqueConstraint("sweep_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    sweep_id: Mapped[int] = mapped_column(sa.ForeignKey("sweeps.id"))
    number: Mapped[int]
    size: Mapped[int]
    round: Mapped[int] = mapped_column(default=0)
    lines_sealed: Mapped[bytes]

    # [[line, name, kind, {"nib": …}], …]
    lines = SealedJson()


class SweepHit(Base):
    """A line of a list and an entry of the register that may be the same."""

    __tablename__ = "sweep_hits"
    __table_args__ = (
        sa.UniqueConstraint("sweep_id", "line", "entry_key"),
        sa.Index("ix_sweep_hits_order", "sweep_id", "rank"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    sweep_id: Mapped[int] = mapped_column(sa.ForeignKey("sweeps.id"))
    line: Mapped[int]
    entry_key: Mapped[int] = mapped_column(sa.BigInteger)
    interest_id: Mapped[int | None] = mapped_column(sa.ForeignKey("interests.id"))
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    score: Mapped[float]
    band: Mapped[str] = mapped_column(sa.String(20))
    identical: Mapped[str | None] = mapped_column(sa.String(10))
    # Equal numbers first, then likeness lowered by how many others bear the name; low comes first.
    rank: Mapped[int]
    namesakes: Mapped[int] = mapped_column(default=0)
    round: Mapped[int] = mapped_column(default=1)
    pair_key: Mapped[int] = mapped_column(sa.BigInteger)
    words_sealed: Mapped[bytes]

    words = SealedJson()
    owner: Mapped[Person] = relationship()


# ── findings ──────────────────────────────────────────────────────────────────────────────────


class Rule(LabelledEnum):
    """Petunjuk deteksi (service design S-84). A hint, never shown as a violation.

    DT-05 (the giver of a gift is a party) waits for the register of gifts.
    """

    DT_01 = "DT-01", "Hubungan keluarga dinyatakan satu pihak saja"
    DT_02 = "DT-02", "Pihak yang dinyatakan ada pada urusannya, tanpa penarikan diri"
    DT_03 = "DT-03", "Pihak yang sama dinyatakan dua pegawai dalam satu garis keputusan"
    DT_04 = "DT-04", "Bertindak selagi menarik diri"
    DT_06 = "DT-06", "Nihil bertahun-tahun di posisi rawan dengan banyak keputusan"
    DT_07 = "DT-07", "Dua jabatan publik yang belum dinyatakan"
    DT_08 = "DT-08", "Diputus jauh lebih cepat dari SOP, dengan desakan atau hubungan"
    DT_09 = "DT-09", "Diputus selagi syarat belum lengkap"
    DT_10 = "DT-10", "Menilai hasil kerjanya sendiri"
    DT_11 = "DT-11", "Pihak bernama sama dengan mantan pejabat dalam masa tunggu"
    DT_12 = "DT-12", "Deklarasi, rencana, atau divestasi melewati batas waktu"


class FindingState(LabelledEnum):
    """Temuan deteksi (§4.12)."""

    NEW = "new", "Baru"
    REVIEWING = "reviewing", "Ditelaah"
    ASKED = "asked", "Menunggu klarifikasi"
    NO_PROBLEM = "no_problem", "Bukan masalah"
    FOLLOWED_UP = "followed_up", "Ditindaklanjuti"


class Finding(Base):
    """A hint about one employee, and perhaps a second. `facts` holds ids and codes only."""

    __tablename__ = "findings"
    __table_args__ = (sa.Index("ix_findings_state", "state", "rule"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    rule: Mapped[Rule]
    key: Mapped[str] = mapped_column(sa.String(120), unique=True)
    state: Mapped[FindingState] = mapped_column(default=FindingState.NEW)
    subject_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    other_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    # The matter it is about: to whom that is closed, the hint is closed as well.
    matter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("matters.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    facts_key: Mapped[str] = mapped_column(sa.String(64))
    found_at: Mapped[datetime]
    # False when the records no longer say so.
    holds: Mapped[bool] = mapped_column(default=True)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    words_sealed: Mapped[bytes | None]
    revision: Mapped[int] = mapped_column()

    words = SealedJson()
    subject: Mapped[Person] = relationship(foreign_keys=[subject_id])
    other: Mapped[Person | None] = relationship(foreign_keys=[other_id])

    __mapper_args__ = {"version_id_col": revision}
