"""What a reporter tells in S-04 to S-06: its shape, and what is still missing. Never who he is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from app.complaints.models import ObjectKind, PartyKind
from app.core.labels import LabelledEnum

SHORTEST_STORY, LONGEST_STORY = 50, 4000
SHORTEST_OBJECT, LONGEST_OBJECT = 10, 300
SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION = 5, 200
SHORTEST_NAME, LONGEST_NAME = 3, 150
SHORTEST_LINK_CAPTION = 20
MOST_PARTIES = MOST_LINKS = 5


class AccusedMode(LabelledEnum):
    """How the reporter knows the official."""

    NAME = "name", "Saya tahu namanya"
    POST = "post", "Saya tahu jabatannya"
    UNKNOWN = "unknown", "Saya tidak tahu namanya"


class Interest(LabelledEnum):
    """The private interest in the reporter's own words; the desk classifies."""

    FAMILY = "family", "Keluarga"
    FRIENDS = "friends", "Teman atau kelompok"
    BUSINESS = "business", "Usaha miliknya"
    JOB = "job", "Pekerjaan lain"
    GIFT = "gift", "Hadiah atau uang"
    OFFICE = "office", "Jabatan lain"
    SELF_REVIEW = "self_review", "Menilai hasil sendiri"
    SECRET = "secret", "Informasi rahasia"
    OTHER = "other", "Lainnya"


class Sign(LabelledEnum):
    """Other signs that something was wrong."""

    REQUIREMENTS = "requirements", "Syarat tidak lengkap tetapi lolos"
    TOO_FAST = "too_fast", "Selesai terlalu cepat"
    PRESSURE = "pressure", "Ada desakan atasan"
    FAVOUR = "favour", "Pelayanan istimewa"
    STEERED = "steered", "Spesifikasi mengarah"
    OTHER = "other", "Lainnya"


@dataclass(frozen=True)
class NamedParty:
    """Somebody who is said to gain."""

    name: str = ""
    kind: str = PartyKind.PERSON.value
    relation: str = ""
    numbers: str = ""


@dataclass(frozen=True)
class WebLink:
    """A link offered as evidence; it counts only with a caption that says what is there."""

    url: str = ""
    caption: str = ""

    @property
    def counts(self) -> bool:
        return bool(self.url) and len(self.caption) >= SHORTEST_LINK_CAPTION


@dataclass(frozen=True)
class Story:
    """Complaint.story and Draft.story. `decided_on`: ISO day; `loss`: whole rupiah.

    `accused_id` only when a name was picked from the list. `jenis` are codes of the pack in force
    that a knowledgeable reporter picked himself.
    """

    accused_mode: str = ""
    accused_id: int | None = None
    accused_words: str = ""
    unit_id: int | None = None
    object_kind: str = ""
    object_words: str = ""
    object_number: str = ""
    decided_on: str | None = None
    approximate: bool = False
    interests: tuple[str, ...] = ()
    parties: tuple[NamedParty, ...] = ()
    parties_unknown: bool = False
    text: str = ""
    signs: tuple[str, ...] = ()
    loss: int | None = None
    elsewhere: str = ""
    jenis: tuple[str, ...] = ()
    links: tuple[WebLink, ...] = ()
    witness: str = ""
    # At the counter: when it came in, as an ISO moment; None for now.
    received_at: str | None = None
    # Which steps were saved once, so that a resumed draft goes on where it was left.
    seen: tuple[int, ...] = field(default=())

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.decided_on) if self.decided_on else None

    @property
    def came_at(self) -> datetime | None:
        return datetime.fromisoformat(self.received_at) if self.received_at else None

    @property
    def kind(self) -> ObjectKind:
        return ObjectKind(self.object_kind)


def read(stored: Mapping[str, Any] | None) -> Story:
    """The story of a sealed column."""
    known = {one.name for one in fields(Story)}
    given = {name: value for name, value in (stored or {}).items() if name in known}
    for name in ("interests", "signs", "jenis", "seen"):
        given[name] = tuple(given.get(name) or ())
    given["parties"] = tuple(NamedParty(**one) for one in given.get("parties") or ())
    given["links"] = tuple(WebLink(**one) for one in given.get("links") or ())
    return Story(**given)


def plain(story: Story) -> dict[str, Any]:
    """The story for a sealed column."""
    return asdict(story)


def next_step(story: Story) -> int:
    """The first of the steps 1 to 3 that was not saved yet; 4 when all were."""
    return next((step for step in (1, 2, 3) if step not in story.seen), 4)
