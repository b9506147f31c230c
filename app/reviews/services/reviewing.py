"""The review of a decision (S-68): decided with its follow-ups, or handed up ("dan seterusnya")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from app.core import clock, events
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.reasons import check_reason, short_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import services as clocks
from app.matters import queries as matters
from app.matters.models import HoldCause, Matter, MatterState
from app.matters.services import deciding, stopping
from app.measures.services import ordering
from app.measures.services.ordering import Order, Ordered
from app.notifications.services import notify
from app.people import queries as people
from app.reviews import documents, guard, handling
from app.reviews.events import ORDERED, OUTSIDE, REVIEW_PASSED, RULED, TO_OWNER
from app.reviews.models import FollowUp, FollowUpState, Review, Ruling, Step
from app.reviews.workflow import FLOW, FOLLOW_UP, REVIEW

LEAST_REASON = 100  # letters (S-68)
LEAST_WORDS = 20  # letters
BASES: Final = ("PD-1", "PD-2", "PD-3", "PD-4")
CONSIDERED: Final = ("institution", "public", "employee", "other")
# What the review of a matter becomes there (II.G.5).
_OUTCOMES: Mapping[Ruling, Any] = {
    Ruling.ANNULLED: "annul", Ruling.CHANGED: "change", Ruling.REDO: "redo",
    Ruling.STANDS: "uphold", Ruling.STOPPED: "annul",
}  # fmt: skip
OWN_WORD = Sentence("menyatakan tidak berwenang atau terlibat")
TOO_LATE = Sentence("lewat batas waktu peninjauan")


# ── dan seterusnya ────────────────────────────────────────────────────────────────────────────


@use_case
def pass_up(actor: Actor, review: Review, reason: str, *, seen: int | None = None) -> None:
    """The reviewer is not entitled or involved: the next one up (II.G.5). Raises Invalid.

    Within the first day the next one gets two new days, once; later only what is left (question 8).
    """
    handling.check(actor, review, "pass_up", seen)
    check_reason(reason)
    event = FLOW.move(review, "pass_up", actor, number=review.number)
    handling.note(review, Step.PASSED_UP, actor, {"reason": reason.strip()})
    handling.shut_out(review, {actor.somebody: guard.RELATED})
    handling.route_further_up(review, handling.line(review), OWN_WORD)
    if not review.review_renewed and clock.today() <= _first_day(review):
        clocks.open_clock(REVIEW, review, clock.today())
        review.review_renewed = True
    tell_next(event, review, "peninjau sebelumnya tidak berwenang atau terlibat")
    once.leads_to("/pemeriksaan")


def _first_day(review: Review) -> date:
    return (review.review_from or clock.today()) + timedelta(days=1)


def tell_next(event: Event, review: Review, why: str) -> None:
    """N-29 to the next reviewer and the inspectors; the letter when nobody inside is left."""
    told = Event(
        event.type, event.actor, review, {**event.facts, **handling.facts_of(review), "why": why}
    )
    handling.tell(told, review, [review.reviewer_id], REVIEW_PASSED, code="N-29")
    if review.reviewer_id is None:
        handling.tell(told, review, handling.overseers_of(review), OUTSIDE, code="N-29")
        documents.order_governor(SYSTEM, review)


# ── the decision ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ToDo:
    """One follow-up: what, by whom, until when, and what proves it. `is_sop`: an SOP is improved."""

    description: str
    owner_id: int | None
    due_on: date | None
    proof: str = ""
    is_sop: bool = False


@dataclass(frozen=True)
class Decided:
    """What the reviewer decides (S-68)."""

    ruling: Ruling | None
    reason: str
    bases: Sequence[str]
    principles: str
    considerations: Mapping[str, str]
    to_do: Sequence[ToDo]
    measures: Sequence[Order] = field(default_factory=tuple)
    outside_number: str = ""


@use_case
def decide(actor: Actor, review: Review, said: Decided, *, seen: int | None = None) -> None:
    """Decide, order what follows, issue DOK-04; the caller has re-authenticated the signer.

    Raises Invalid.
    """
    handling.check(actor, review, "decide", seen)
    wrong = faults(review, said)
    if wrong or said.ruling is None:
        raise Invalid(fields=wrong)
    review.ruling, review.decided_at = said.ruling, clock.now()
    review.decided_by_id = actor.person_id
    if said.outside_number.strip():
        review.words = {**review.words, "outside_number": said.outside_number.strip()}
    handling.note(review, Step.DECIDED, actor, _words(said))
    review.plan_id = _order_measures(actor, review, said)
    _settle(review, said.ruling)
    event = FLOW.move(review, "decide", actor, ruling=said.ruling.value, number=review.number)
    for position, one in enumerate(said.to_do, start=len(review.follow_ups) + 1):
        _order(actor, review, position, one)
    handling.tell(event, review, handling.overseers_of(review), RULED, code="N-29")
    documents.order_decision(actor, review, _printed(review, said))
    once.leads_to(f"/pemeriksaan/{review.id}")


def _words(said: Decided) -> dict[str, Any]:
    return {
        "reason": said.reason.strip(), "bases": list(said.bases),
        "principles": said.principles.strip(),
        "considerations": {k: v.strip() for k, v in said.considerations.items() if v.strip()},
        "measures": [{"code": one.code, "what": one.what} for one in said.measures],
    }  # fmt: skip


def _printed(review: Review, said: Decided) -> dict[str, Any]:
    owners = people.people_by_ids(one.owner_id for one in said.to_do if one.owner_id is not None)
    return {
        **_words(said),
        "follow_ups": [
            {"description": one.description.strip(), "owner": owners[one.owner_id or 0].name,
             "due_on": one.due_on, "proof": one.proof.strip(), "is_sop": one.is_sop}
            for one in said.to_do
        ],
        "decided_at": review.decided_at,
    }  # fmt: skip


def faults(review: Review, said: Decided) -> dict[str, str]:
    """What still keeps this decision from being taken, by field: a page says it all at once."""
    wrong: dict[str, str] = {}
    if said.ruling is None:
        wrong["ruling"] = "Pilih putusan."
    wrong |= short_reason(said.reason, LEAST_REASON)
    if not set(said.bases) & set(BASES):
        wrong["bases"] = "Pilih sedikitnya satu dasar."
    if len(said.principles.strip()) < LEAST_WORDS:
        wrong["principles"] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_WORDS)
    if not any(text.strip() for text in said.considerations.values()):
        wrong["institution"] = "Isi sedikitnya satu pertimbangan."
    if review.outside and not said.outside_number.strip():
        wrong["outside_number"] = "Isi nomor surat hasil dari luar sistem."
    if not said.measures:
        wrong["measures"] = "Pilih sedikitnya satu penanganan."
    return wrong | _wrong_to_do(review, said)


def _wrong_to_do(review: Review, said: Decided) -> dict[str, str]:
    if not said.to_do:
        return {"to_do": "Tambah sedikitnya satu tindak lanjut."}
    wrong: dict[str, str] = {}
    out = _not_owners(review)
    for number, one in enumerate(said.to_do):
        wrong |= {f"to_do.{number}.{name}": text for name, text in _wrong_item(one, out).items()}
    weak = any(one.weak_system for one in review.allegations)
    if weak and not any(one.is_sop for one in said.to_do):
        wrong["to_do"] = "Pemeriksaan menemukan kelemahan sistem. Tambah perbaikan SOP."
    return wrong


def _not_owners(review: Review) -> set[int]:
    """Whoever is concerned is no owner, except that whoever signed puts his decision right."""
    return {one for one, reason in handling.barred(review).items() if reason != guard.SIGNED} | {
        review.subject_id
    }


def _wrong_item(one: ToDo, out: set[int]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if len(one.description.strip()) < LEAST_WORDS:
        wrong["description"] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_WORDS)
    person = people.person(one.owner_id) if one.owner_id is not None else None
    if person is None or not person.serves_on(clock.today()):
        wrong["owner"] = "Pilih penanggung jawab."
    elif person.id in out:
        wrong["owner"] = "Pegawai ini tidak dapat dipilih. Pilih orang lain."
    if one.due_on is None or one.due_on <= clock.today():
        wrong["due_on"] = "Batas harus sesudah hari ini."
    return wrong


def _order(actor: Actor, review: Review, position: int, one: ToDo) -> None:
    due = one.due_on or clock.today()
    row = FollowUp(
        uid=new_uid(), review_id=review.id, position=position, state=FollowUpState.OPEN,
        owner_id=one.owner_id or 0, due_on=due, is_sop=one.is_sop,
    )  # fmt: skip
    row.words = {"description": one.description.strip(), "proof": one.proof.strip()}
    review.follow_ups.append(row)
    db.session.flush()
    clocks.open_clock(FOLLOW_UP, row, clock.today(), length=(due - clock.today()).days)
    event = Event(ORDERED, actor, row, {
        "n": position, "number": review.number, "due": due.isoformat(),
    })  # fmt: skip
    events.emit(event)
    notify(event, [row.owner_id], TO_OWNER)


# ── what it does elsewhere ────────────────────────────────────────────────────────────────────


def _order_measures(actor: Actor, review: Review, said: Decided) -> int:
    last = max(one.due_on or clock.today() for one in said.to_do)
    plan = ordering.order(
        actor,
        Ordered(
            review.subject_id, review.number, review.object_words, said.reason.strip(),
            tuple(said.measures), last, review.as_of, handling.barred(review),
        ),
    )  # fmt: skip
    return plan.id


def _settle(review: Review, ruling: Ruling) -> None:
    matter: Matter | None = (
        matters.matter(review.matter_id) if review.matter_id is not None else None
    )
    if matter is None:
        return
    if matter.state is MatterState.UNDER_REVIEW:
        deciding.settle_review(SYSTEM, matter, _OUTCOMES[ruling])
    elif ruling is not Ruling.STOPPED:
        stopping.release(SYSTEM, matter.id, None, cause=HoldCause.INSPECTION)
