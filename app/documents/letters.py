"""What a letter says: the facts a feature hands over, in the order the page prints them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from app.documents.models import Classification, DocumentKind


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An order for one letter of any kind. `facts` is plain JSON and becomes its embedded record.

    `number`: where the next one of the series would tell how many others there are.
    """

    kind: DocumentKind
    template: str
    title: str
    series: str
    unit_code: str
    unit_name: str
    signatory_post: str
    classification: Classification
    facts: Mapping[str, Any]
    schema: str
    record_name: str
    record_description: str
    version: int = 1
    holder_person_id: int | None = None
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """An employee as a letter names him on that day; `post` carries Plt./Plh. when acting."""

    name: str
    nip: str
    post: str
    unit_name: str
    unit_code: str
    rank: str = ""


@dataclass(frozen=True)
class Section:
    """One of the nine special attentions (Perwali 92/2020 Lamp. II.E.3) and its answer."""

    code: str
    question: str
    present: bool
    interests: int = 0


@dataclass(frozen=True)
class Annex:
    """One interest, boxed on an annex page; family names appear here and nowhere else.

    `level` and `change` are the words people read ("Sedang", "Baru").
    """

    title: str
    section: str
    rows: Sequence[tuple[str, str]]
    level: str = ""
    change: str = ""


@dataclass(frozen=True, kw_only=True)
class Review:
    """What the superior decided. `level` is the overall level, empty for nil."""

    reviewer: Signatory
    decided_at: datetime
    result: str
    level: str = ""
    directions: str = ""


@dataclass(frozen=True, kw_only=True)
class DeclarationLetter:
    """DOK-01. Final when `review` is given; until then it says that the review is awaited.

    `nil_statement` replaces annexes. `family_answer` is F.9 ("Ada"/"Tidak ada"). `changes` counts
    interests by what became of them since the last declaration: (("Baru", 1), ("Berakhir", 2)).
    """

    title: str
    number_of_record: str
    version: int
    person_id: int
    person: Signatory
    sections: Sequence[Section]
    statement: str  # one promise a line
    place: str
    signed_at: datetime
    subtitle: str = ""
    opening: str = "Yang bertanda tangan di bawah ini:"
    declares: str = ""
    closing: str = ""
    decision_roles: Sequence[str] = ()
    risk_positions: Sequence[str] = ()
    main_duty: str = ""
    family_question: str = ""
    family_answer: str = ""
    annexes: Sequence[Annex] = ()
    nil_statement: str = ""
    changes: Sequence[tuple[str, int]] = ()
    legal_basis: str = ""
    review: Review | None = None
    watermark: str = ""
    series: str = field(default="DEK")

    def letter(self) -> Letter:
        return Letter(
            kind=DocumentKind.DECLARATION,
            template="documents/dok_01.html",
            title=f"{self.title} {self.subtitle}".strip(),
            series=self.series,
            unit_code=self.person.unit_code,
            unit_name=self.person.unit_name,
            signatory_post=self.person.post,
            classification=Classification.SECRET,
            facts=plain(asdict(self)),
            schema="sadar.deklarasi/1",
            record_name="deklarasi.json",
            record_description="Isi surat pernyataan ini dalam bentuk yang dapat dibaca mesin",
            version=self.version,
            holder_person_id=self.person_id,
        )


def plain(value: Any) -> Any:
    """The value as JSON holds it: moments and days in ISO form, enums by value, tuples as lists."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return getattr(value, "value", value)
