"""The outcome of an examination (S-67): the minutes, what the law says follows, and what stops."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.mail.wording import as_people_read
from app.matters import queries as matters
from app.matters.models import HoldCause, Matter, MatterState
from app.matters.services import deciding, stopping
from app.notifications.services import notify
from app.recusals.models import EndsWith, Origin, Recusal, Scope
from app.recusals.request import Request
from app.recusals.services.requesting import Imposed, impose_recusal
from app.regulations import queries as regulations
from app.regulations.wording import alleged
from app.reviews import documents, handling, queries
from app.reviews.events import OUTCOME, OUTSIDE, TRUE_FOUND
from app.reviews.models import Review, ReviewAllegation, Step, Truth
from app.reviews.services.examining import basis_of
from app.reviews.workflow import EXAMINE, FLOW

LEAST_SUMMARY = 50  # letters
LEAST_REASON = 20  # letters
NOT_ASKED = "Terlapor belum diminta keterangan. Kirim permintaan atau tulis alasannya."
OPEN_FINDINGS = "Tetapkan temuan untuk semua dugaan."
REPLIES = "/keterangan"
_HEARD_AS = {
    "answer": "keterangan terlapor", "visit": "kunjungan lapangan", "papers": "pemeriksaan dokumen",
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What is set as the outcome. `outside_number`: the letter by which the Gubernur's office said so."""

    truth: Truth | None
    summary: str
    recommendation: str = ""
    levers: Sequence[str] = ()
    legal_basis: str = ""
    not_asked_reason: str = ""
    late_reason: str = ""
    outside_number: str = ""


@use_case
def conclude(actor: Actor, review: Review, said: Outcome, *, seen: int | None = None) -> None:
    """Set the outcome and issue the minutes (DOK-10); the caller has re-authenticated the signer.

    Tidak benar: the decision stands (II.G.4). Benar: the review opens, two days from now (II.G.5).
    Raises Invalid.
    """
    action = "find_true" if said.truth is Truth.TRUE else "find_untrue"
    handling.check(actor, review, action, seen)
    wrong = faults(review, said)
    if wrong or said.truth is None:
        raise Invalid(fields=wrong)
    review.truth, review.examined_at = said.truth, clock.now()
    review.examined_by_id = actor.person_id
    if said.outside_number.strip():
        review.words = {**review.words, "outside_number": said.outside_number.strip()}
    handling.note(review, Step.EXAMINED, actor, _words(said))
    if said.truth is Truth.TRUE:
        _send_to_review(actor, review)
    else:
        event = FLOW.move(
            review, action, actor, truth=said.truth.value, **handling.facts_of(review)
        )
        uphold_matter(review)
        _tell_outcome(event, review)
    documents.order_examination(
        actor, review, {**_words(said), **_heard(actor, review)}, _findings(actor, review)
    )
    once.leads_to(f"/pemeriksaan/{review.id}")


def _words(said: Outcome) -> dict[str, Any]:
    return {
        "summary": said.summary.strip(), "recommendation": said.recommendation.strip(),
        "levers": list(said.levers), "legal_basis": said.legal_basis.strip(),
        "not_asked_reason": said.not_asked_reason.strip(), "late_reason": said.late_reason.strip(),
    }  # fmt: skip


def _heard(actor: Actor, review: Review) -> dict[str, Any]:
    """What the minutes say besides: the clock kept, what the accused said, what the records say."""
    dues = deadlines.dues_of(review.origin_type, [review.origin_id], EXAMINE)
    return {
        "examine_due": dues.get(review.origin_id),
        "crosscheck": queries.case_file_for(actor, review).crosscheck,
        "statements": [
            {"asked_on": clock.local(one.asked_at).date(), "declined": one.declined,
             "statement": (one.reply or {}).get("statement", "")}
            for one in review.questions
        ],
    }  # fmt: skip


def _findings(actor: Actor, review: Review) -> list[dict[str, Any]]:
    named = _basis_named(actor, review)
    pack = regulations.pack_on(clock.today())
    return [
        {**_printed(one, named), "codes": [code.line for code in alleged(pack, one)]}
        for one in review.allegations
    ]


def _basis_named(actor: Actor, review: Review) -> dict[str, str]:
    """What a finding may rest on, as the minutes name it; letters are Indonesian."""
    evidence = queries.case_file_for(actor, review).evidence
    named = {f"evidence:{one.id}": f"bukti {one.name}" for one in evidence}
    named["crosscheck"] = "ringkasan cek silang"
    named["reporter"] = "jawaban pelapor melalui Inspektorat"
    for key, facts in basis_of(review):
        day = clock.local(facts["at"]).date()
        named[key] = f"{_HEARD_AS[facts['kind']]} tanggal {as_people_read(day)}"
    return named


def _printed(one: ReviewAllegation, named: Mapping[str, str]) -> dict[str, Any]:
    found = one.finding or {}
    return {
        "text": one.text, "truth": one.truth.label if one.truth else "",
        "explanation": found.get("explanation", ""),
        "basis": [named[key] for key in found.get("basis", []) if key in named],
        "sop": found.get("sop", ""), "loss": found.get("loss"),
    }  # fmt: skip


def late_by(review: Review) -> int:
    """Working days the examination is late; 0 while it is in time."""
    found = deadlines.clock_of(review.origin_type, review.origin_id, EXAMINE)
    return max(0, -found.remaining) if found is not None else 0


def faults(review: Review, said: Outcome) -> dict[str, str]:
    """What still keeps this outcome from being set, by field: a page says it all at once."""
    wrong = _wrong_truth(review, said)
    if len(said.summary.strip()) < LEAST_SUMMARY:
        wrong["summary"] = Sentence("Tulis ringkasan sedikitnya %(n)s huruf.", n=LEAST_SUMMARY)
    if not review.questions and len(said.not_asked_reason.strip()) < LEAST_REASON:
        wrong["not_asked_reason"] = NOT_ASKED
    late = late_by(review)
    if late and len(said.late_reason.strip()) < LEAST_REASON:
        wrong["late_reason"] = Sentence("Terlambat %(n)s hari kerja. Tulis alasannya.", n=late)
    if review.outside and not said.outside_number.strip():
        wrong["outside_number"] = "Isi nomor surat hasil dari luar sistem."
    return wrong


def _wrong_truth(review: Review, said: Outcome) -> dict[str, str]:
    if said.truth is None:
        return {"truth": "Pilih hasil pemeriksaan."}
    if any(one.truth is None for one in review.allegations):
        return {"truth": OPEN_FINDINGS}
    found = any(one.truth is Truth.TRUE for one in review.allegations)
    if found and said.truth is Truth.UNTRUE:
        return {"truth": "Ada dugaan yang Anda temukan Benar. Hasilnya Benar, atau ubah temuannya."}
    if not found and said.truth is Truth.TRUE:
        return {"truth": "Hasil Benar perlu sedikitnya satu dugaan Benar."}
    return {}


def uphold_matter(review: Review) -> None:
    """A decision that was open again after an objection stands as it was made (II.G.4)."""
    matter = matters.matter(review.matter_id) if review.matter_id is not None else None
    if matter is not None and matter.state is MatterState.UNDER_REVIEW:
        deciding.settle_review(SYSTEM, matter, "uphold")


# ── benar ─────────────────────────────────────────────────────────────────────────────────────


def _send_to_review(actor: Actor, review: Review) -> None:
    found = handling.line(review)
    handling.keep_bars(review, found)
    handling.set_keeper(review, found)
    handling.route_reviewer(review, found)
    review.review_from = clock.today()
    event = FLOW.move(review, "find_true", actor, truth=Truth.TRUE.value, number=review.number)
    _stop_or_reopen(actor, review)
    told = Event(event.type, actor, review, {**event.facts, **handling.facts_of(review)})
    handling.tell(told, review, [review.reviewer_id], TRUE_FOUND, code="N-27")
    handling.tell(told, review, handling.overseers_of(review), TRUE_FOUND, code="N-27")
    if review.reviewer_id is None:
        handling.tell(told, review, handling.overseers_of(review), OUTSIDE, code="N-29")
        documents.order_governor(actor, review)
    _tell_outcome(told, review)


def _tell_outcome(event: Event, review: Review) -> None:
    """The accused hears that there is an outcome; the reporter hears it on the origin's own way."""
    notify(event, [review.subject_id], OUTCOME, code="N-28", link=REPLIES)


def _stop_or_reopen(actor: Actor, review: Review) -> None:
    """A decision not made yet is stopped and the official kept away; one made is under review."""
    matter = matters.matter(review.matter_id) if review.matter_id is not None else None
    if matter is not None and matter.is_open:
        stopping.hold(SYSTEM, matter.id, None, HoldCause.INSPECTION, origin=review)
        _impose(actor, review, matter)
    elif matter is not None and matter.state is MatterState.DECIDED:
        deciding.begin_review(SYSTEM, matter, review)


def _impose(actor: Actor, review: Review, matter: Matter) -> None:
    """Penarikan diri diwajibkan: he stays out of this matter at once; BKPSDM decides (P-10)."""
    wanted = Request(
        scope=Scope.MATTER,
        matter_ids=(matter.id,),
        starts_on=clock.today(),
        ends_with=EndsWith.MATTER,
    )
    how = Imposed(Origin.REVIEW, f"Hasil pemeriksaan aduan {review.number}: Benar.", cause=review)
    try:
        with db.session.begin_nested():
            found: Recusal = impose_recusal(_imposer(actor, review), review.subject_id, wanted, how)
    except Invalid:  # he has no part in it any more: there is nothing to keep him from
        return
    review.recusal_id = found.id


def _imposer(actor: Actor, review: Review) -> Actor:
    """A superior who examined it has given his view; for the Inspektorat his superior is asked."""
    return SYSTEM if review.by_inspectorate or review.outside else actor
