"""Setting the stage for tests of cases: a complaint stood in for by a matter, whose clock is P-01."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from app.core import clock
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import services as clocks
from app.deadlines.queries import RunningClock
from app.documents.models import Document, DocumentKind
from app.matters.models import Matter, OfficialRole
from app.matters.services import deciding
from app.matters.services.entries import OfficialWanted, PartyWanted
from app.measures.services.ordering import Order
from app.notifications.models import Notice
from app.people import queries as people
from app.reviews import handling, origins
from app.reviews.guard import Cast
from app.reviews.models import Review, Ruling, Step, Truth
from app.reviews.origins import Alleged, CaseFile, Exchange, Opening, Origin
from app.reviews.services import concluding, examining, opening, reviewing
from app.reviews.services.concluding import Outcome
from app.reviews.services.examining import Finding
from app.reviews.services.opening import Assigned
from app.reviews.services.reviewing import Decided, ToDo
from tests.disclosures.stage import actor
from tests.matters.stage import decision_of, person_id, recorded
from tests.seasons.stage import officer

ROAD = PartyWanted("org", "CV Contoh Tirta Mulya", nib="9120000000004")
NUMBER = "ADU-2026-0003"
EXTRACT = "Pemenang pemilihan adalah badan usaha milik ipar pejabat pembuat komitmen."
EXPLAINED = (
    "Nomor induk berusaha pemenang sama dengan milik ipar terlapor; ia mengakuinya tertulis."
)
BECAUSE = (
    "Pemenang adalah badan usaha ipar pejabat yang menilai; pemilihan tidak bebas kepentingan,"
    " sehingga hasilnya tidak dapat dipertahankan."
)
SUMMARY = "Hubungan ipar terbukti dari catatan dan diakui terlapor dalam keterangannya."


def inspector(code: str = "e56") -> Actor:
    return officer(code, Role.INSPECTOR)


@dataclass
class Relay:
    """What was asked of the reporter, instead of a complaint's own messages."""

    exchanges: list[Exchange] = field(default_factory=list)
    openings: dict[int, Opening] = field(default_factory=dict)

    def offer(self, actor: Actor, origin_id: int) -> Opening:
        if origin_id not in self.openings or not actor.has(Role.INSPECTOR):
            raise NotFound(str(origin_id))
        return self.openings[origin_id]

    def read(self, _actor: Actor, _origin_id: int) -> CaseFile:
        return CaseFile(EXTRACT, [("CV Contoh Tirta Mulya", "ipar terlapor")], crosscheck="CS-4")

    def ask(self, _actor: Actor, _origin_id: int, text: str, answer_by: date | None) -> None:
        self.exchanges.append(Exchange(clock.now(), text, answer_by))

    def answers(self, _actor: Actor, _origin_id: int) -> Sequence[Exchange]:
        return self.exchanges

    def answer(self, text: str, at: datetime | None = None) -> None:
        last = self.exchanges[-1]
        self.exchanges[-1] = Exchange(
            last.asked_at, last.question, last.answer_by, at or clock.now(), text
        )


def relay() -> Relay:
    """The origin these tests examine: a matter stands in for the complaint."""
    found = Relay()
    origins.register(
        Origin("matters", "Aduan", found.offer, found.read, found.ask, found.answers,
               lambda _actor, origin_id: f"/register-urusan/{origin_id}")
    )  # fmt: skip
    return found


def procurement(*, made: bool = True, signer: str = "e29", subject: str = "e32") -> Matter:
    """URS-0004 of story 3: handled by the accused, signed by the head of the unit."""
    matter = recorded(
        subject, title="Pemeliharaan Jalan Melati", parties=[ROAD],
        officials=[
            OfficialWanted(person_id(subject), OfficialRole.PROCESSES),
            *([OfficialWanted(person_id(signer), OfficialRole.DECIDES)] if signer != subject else []),
        ],
    )  # fmt: skip
    if made:
        deciding.record_decision(actor(signer), matter, decision_of(signer))
    return matter


@use_case
def _receive(matter: Matter, received: date) -> None:
    clocks.open_clock("periksa_aduan", matter, received)


def offered(
    matter: Matter,
    found: Relay,
    *,
    subject: str = "e32",
    received: date | None = None,
    **changed: Any,
) -> Opening:
    """Received (today unless said otherwise), with its clock running on the matter."""
    received = received or clock.today()
    _receive(matter, received)
    facts: dict[str, Any] = {
        "origin_type": "matters", "origin_id": matter.id, "number": NUMBER,
        "subject_id": person_id(subject), "matter_id": matter.id, "received_on": received,
        "cast": Cast(frozenset({person_id(subject)}), parties=(), matter_ids=(matter.id,)),
        "object_words": "Penetapan pemenang Pemeliharaan Jalan Melati",
        "allegations": [Alleged("Pemenang adalah milik ipar.", "BTK-7", "JNS-04", "SBR-3")],
        "undecided": matter.is_open,
        **changed,
    }  # fmt: skip
    found.openings[matter.id] = Opening(**facts)
    return found.openings[matter.id]


def opened(
    *, subject: str = "e32", signer: str = "e29", made: bool = True, by: str = "e56",
    assigned: Assigned | None = None, **changed: Any,
) -> Review:  # fmt: skip
    """A case with its examiner."""
    matter = procurement(made=made, signer=signer, subject=subject)
    found = offered(matter, relay(), subject=subject, **changed)
    return opening.open_review(inspector(by), found, assigned)


def finding(truth: Truth = Truth.TRUE, **changed: Any) -> Finding:
    facts: dict[str, Any] = {
        "truth": truth, "explanation": EXPLAINED, "basis": ["crosscheck"],
        "codes": {"form_code": "BTK-7", "kind_code": "JNS-04", "source_code": "SBR-3"},
        "weak_system": False,
    }  # fmt: skip
    return Finding(**{**facts, **changed})


def outcome(truth: Truth = Truth.TRUE, **changed: Any) -> Outcome:
    facts: dict[str, Any] = {
        "truth": truth, "summary": SUMMARY,
        "not_asked_reason": "Terlapor sedang cuti panjang dan tidak dapat dihubungi.",
    }  # fmt: skip
    return Outcome(**{**facts, **changed})


def who(code: str) -> Actor:
    return actor(code)


def examined(
    truth: Truth = Truth.TRUE, *, by: str = "e31", weak: bool = False, **how: Any
) -> Review:
    """A case with its outcome."""
    review = opened(**how)
    found = finding(
        truth, weak_system=weak, sop="SOP Pengadaan Langsung, cek afiliasi" if weak else ""
    )
    for one in review.allegations:
        examining.save_finding(who(by), review, one, found)
    concluding.conclude(who(by), review, outcome(truth))
    return review


def to_do(**changed: Any) -> ToDo:
    facts: dict[str, Any] = {
        "description": "Ulangi pemilihan dengan panitia lain.", "owner_id": person_id("e06"),
        "due_on": clock.today() + timedelta(days=14),
        "proof": "Berita acara pemilihan", "is_sop": False,
    }  # fmt: skip
    return ToDo(**{**facts, **changed})


def decided_as(ruling: Ruling = Ruling.REDO, **changed: Any) -> Decided:
    facts: dict[str, Any] = {
        "ruling": ruling, "reason": BECAUSE, "bases": ["PD-1", "PD-4"],
        "principles": "Asas kecermatan dan ketidakberpihakan.",
        "considerations": {"public": "Jalan tetap harus dipelihara."},
        "to_do": [to_do()],
        "measures": [
            Order("TND-D", "Tugas menilai penawaran dialihkan.", recipient_id=person_id("e33"))
        ],
    }  # fmt: skip
    return Decided(**{**facts, **changed})


def decided(*, by: str = "e04", said: Decided | None = None, **how: Any) -> Review:
    """A case decided, with its follow-ups."""
    review = examined(**how)
    reviewing.decide(who(by), review, said or decided_as())
    return review


def fresh(review: Review) -> Review:
    """The case as the database has it now."""
    db.session.expire_all()
    found = db.session.get(Review, review.id)
    assert found is not None
    return found


def steps(review: Review) -> list[Step]:
    return [one.step for one in review.steps]


def name_of(code: str) -> str:
    found = people.person_by_code(code)
    assert found is not None
    return found.name


def clock_of_case(review: Review) -> RunningClock:
    """The clock that runs for its handler."""
    found = handling.clock_of(review)
    assert found is not None
    return found


def newest() -> Review:
    return db.session.query(Review).order_by(Review.id.desc()).first()


def notices(code: str, kind: str) -> list[str]:
    """What somebody was told with this notice."""
    rows = db.session.query(Notice).filter_by(person_id=person_id(code), code=kind)
    return [one.text for one in rows.order_by(Notice.id)]


def letters(review: Review) -> list[DocumentKind]:
    rows = db.session.query(Document).filter_by(subject_type="reviews", subject_id=review.id)
    return [one.kind for one in rows.order_by(Document.id)]
