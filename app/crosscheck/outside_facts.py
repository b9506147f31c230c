"""The seam for facts that other features keep: recusals, gifts, earlier complaints, matters …

The cross-check asks every registered source about one screening and shows what it answers. A
feature that joins later registers its source in `app/wiring/seams.py`; until then the page says that this
source is not connected yet. A source answers as of the decision day and holds nothing back: the
guard that removes what concerns the searcher is applied here, to all of them alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.core.labels import LabelledEnum


class SourceKind(LabelledEnum):
    """Where an outside fact comes from; the labels are those of S-81."""

    RECUSAL = "recusal", "Penarikan diri"
    MEASURE = "measure", "Rencana penanganan dan pembatasan akses"
    DIVESTMENT = "divestment", "Divestasi"
    GIFT = "gift", "Laporan gratifikasi dari pemberi yang sama"
    MATTER = "matter", "Urusan lain terlapor dengan pihak yang sama"
    CHECK = "check", "Cek Sebelum Memutuskan"
    COMPLAINT = "complaint", "Aduan terdahulu"


@dataclass(frozen=True)
class AskedParty:
    """A party of the screening, and the interests it was found to match (ids)."""

    party_id: int
    kind: str
    name: str
    numbers: dict[str, str]
    interest_ids: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """What a screening asks every source: about whom, with which parties, decided when.

    `origin`: the table and id of the record it serves, which is no earlier one of its own;
    `matter_id`: the matter it is about, which is no other one.
    """

    subject_id: int
    parties: tuple[AskedParty, ...]
    decision_on: date
    origin: tuple[str | None, int | None] = (None, None)
    matter_id: int | None = None


@dataclass(frozen=True)
class OutsideFact:
    """One thing another feature has on file.

    `from_day` … `to_day` (both inclusive, open when None) is when it holds. `party_ids` are the
    parties of the screening it concerns; none means all of them. `person_ids` are the employees
    named in it: the guard looks at them. `record` is the table and id of what hides from some (see
    `origins`). `sentence` is Indonesian and says no reporter's name.
    """

    kind: SourceKind
    number: str
    on: date
    sentence: str
    from_day: date | None = None
    to_day: date | None = None
    party_ids: tuple[int, ...] = ()
    person_ids: tuple[int, ...] = ()
    url: str | None = None
    record: tuple[str, int] | None = None

    def holds_on(self, day: date) -> bool:
        begun = self.from_day is None or self.from_day <= day
        return begun and (self.to_day is None or day <= self.to_day)

    def concerns(self, party_id: int) -> bool:
        return not self.party_ids or party_id in self.party_ids


class OutsideSource(Protocol):
    """What a feature registers: a function of the question."""

    def __call__(self, question: Question, /) -> Sequence[OutsideFact]: ...


@dataclass(frozen=True)
class Reported:
    """What one source answered; `connected` is False while no feature stands behind it."""

    kind: SourceKind
    connected: bool
    facts: tuple[OutsideFact, ...] = ()


_sources: dict[SourceKind, list[OutsideSource]] = {}


def register(kind: SourceKind, source: OutsideSource) -> None:
    """Connect a source. Called by wiring."""
    _sources.setdefault(kind, []).append(source)


def forget_all() -> None:
    _sources.clear()


def ask_all(question: Question, shown: Callable[[OutsideFact], bool]) -> list[Reported]:
    """Every source's answer, in the order of S-81; of it only what the searcher is shown."""
    return [
        Reported(
            kind,
            kind in _sources,
            tuple(
                fact
                for source in _sources.get(kind, ())
                for fact in source(question)
                if shown(fact)
            ),
        )
        for kind in SourceKind
    ]
