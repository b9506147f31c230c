"""The examination room (S-66) and the right to be heard (S-51): questions, notes, findings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.reasons import check_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping, use_case
from app.notifications.services import notify
from app.regulations import queries as regulations
from app.regulations.pack import Pack
from app.reviews import guard, handling
from app.reviews.events import ANSWERED, REPLY_CAME, REPLY_WANTED, TO_ACCUSED
from app.reviews.models import (
    Review,
    ReviewAllegation,
    ReviewQuestion,
    State,
    Step,
    Truth,
)
from app.reviews.origins import origin_of
from app.reviews.workflow import FLOW

LEAST_WORDS = 20  # letters
LEAST_FINDING = 50  # letters (S-66)
LIST_OF = {"form_code": "bentuk", "kind_code": "jenis", "source_code": "sumber_penyebab"}
NOT_ANY_MORE = "Hasil pemeriksaan sudah ditetapkan. Keterangan tidak bisa dikirim lagi."
READINGS = (Step.READ, Step.CROSSCHECK_READ)
NOTES = (Step.VISIT, Step.PAPERS)


@bookkeeping
def mark_read(actor: Actor, review: Review, step: Step) -> None:
    """The examiner has read the allegations and evidence, or the cross-check's summary."""
    FLOW.check(review, "find", actor)
    if step in READINGS and all(one.step is not step for one in review.steps):
        handling.note(review, step, actor)


# ── the accused ───────────────────────────────────────────────────────────────────────────────


@use_case
def ask_accused(
    actor: Actor, review: Review, allegation: str, questions: str, due_on: date | None
) -> ReviewQuestion:
    """Ask the accused for his side; the words are the examiner's own. Raises Invalid.

    The day lies inside the examination's own clock while that still runs.
    """
    handling.check(actor, review, "ask_accused")
    wrong = _wrong_question(review, allegation, questions, due_on)
    if wrong or due_on is None:
        raise Invalid(fields=wrong)
    row = ReviewQuestion(
        uid=new_uid(), person_id=review.subject_id, asked_at=clock.now(),
        asked_by_id=actor.somebody, due_on=due_on,
    )  # fmt: skip
    row.words = {"allegation": allegation.strip(), "questions": questions.strip()}
    review.questions.append(row)
    FLOW.move(review, "ask_accused", actor)
    handling.note(review, Step.ASKED_ACCUSED, actor)
    event = Event(REPLY_WANTED, actor, row, {"due": due_on.isoformat()})
    events.emit(event)
    notify(event, [row.person_id], TO_ACCUSED)
    once.leads_to(f"/pemeriksaan/{review.id}")
    return row


def _wrong_question(
    review: Review, allegation: str, questions: str, due_on: date | None
) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for name, text in (("allegation", allegation), ("questions", questions)):
        if len(text.strip()) < LEAST_WORDS:
            wrong[name] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_WORDS)
    last = handling.due_of(review)
    if due_on is None:
        wrong["due_on"] = "Isi batas menjawab."
    elif due_on < clock.today():
        wrong["due_on"] = "Batas menjawab tidak boleh sebelum hari ini."
    elif last is not None and last >= clock.today() and due_on > last:
        wrong["due_on"] = "Batas menjawab harus di dalam jangka waktu pemeriksaan."
    return wrong


@dataclass(frozen=True)
class Answer:
    """What the accused says. `declined`: he chooses not to; that admits nothing."""

    statement: str = ""
    accompanied_by: str = ""
    declined: bool = False
    files: Sequence[JudgedFile] = ()


@use_case
def answer(actor: Actor, question: ReviewQuestion, said: Answer) -> None:
    """The accused answers, also after the day, until the outcome is set. Raises Invalid, WrongState."""
    policy.require(actor, "question.read", question)
    review = question.review
    if review.state is not State.EXAMINING:
        raise WrongState(NOT_ANY_MORE)
    if question.answered_at is not None:
        raise WrongState("Keterangan ini sudah dikirim.")
    if not said.declined and not said.statement.strip():
        raise Invalid(fields={"statement": "Isi keterangan, atau pilih tidak menjawab."})
    if said.declined and said.statement.strip():
        raise Invalid(
            fields={"declined": "Anda menulis keterangan. Hapus tulisannya atau centang ini."}
        )
    question.answered_at, question.declined = clock.now(), said.declined
    question.reply = {
        "statement": said.statement.strip(), "accompanied_by": said.accompanied_by.strip(),
    }  # fmt: skip
    attachments.store(actor, question, said.files)
    handling.note(review, Step.DECLINED if said.declined else Step.ANSWERED, actor)
    event = Event(ANSWERED, actor, review, {"number": review.number})
    events.emit(event)
    handling.tell(event, review, [review.examiner_id, review.companion_id], REPLY_CAME)
    once.leads_to(f"/keterangan/{question.id}")


# ── the reporter, through the relay ───────────────────────────────────────────────────────────


@use_case
def ask_reporter(actor: Actor, review: Review, text: str, answer_by: date | None) -> None:
    """Relay a question; the examiner never learns whom. Raises Invalid."""
    handling.check(actor, review, "ask_reporter")
    wrong: dict[str, str] = {}
    if len(text.strip()) < LEAST_WORDS:
        wrong["text"] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_WORDS)
    if answer_by is not None and answer_by < clock.today():
        wrong["answer_by"] = "Batas menjawab tidak boleh sebelum hari ini."
    if wrong:
        raise Invalid(fields=wrong)
    origin_of(review.origin_type).ask(actor, review.origin_id, text.strip(), answer_by)
    FLOW.move(review, "ask_reporter", actor)
    handling.note(review, Step.ASKED_REPORTER, actor)
    once.leads_to(f"/pemeriksaan/{review.id}")


# ── what else was looked at ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Noted:
    """A visit or papers looked at: on which day, what was seen."""

    step: Step | None
    on_day: date | None
    text: str
    files: Sequence[JudgedFile] = ()


@use_case
def keep_note(actor: Actor, review: Review, noted: Noted) -> None:
    """Keep what a visit or papers showed, with copies. Raises Invalid."""
    handling.check(actor, review, "note")
    wrong: dict[str, str] = {}
    if noted.step not in NOTES:
        wrong["kind"] = "Pilih jenis catatan."
    if noted.on_day is None or noted.on_day > clock.today():
        wrong["on_day"] = "Isi tanggal, tidak setelah hari ini."
    if len(noted.text.strip()) < LEAST_WORDS:
        wrong["text"] = Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_WORDS)
    if wrong or noted.step is None or noted.on_day is None:
        raise Invalid(fields=wrong)
    row = handling.note(
        review, noted.step, actor, {"text": noted.text.strip(), "on": noted.on_day.isoformat()}
    )
    attachments.store(actor, review, noted.files, place=f"step:{row.id}")
    FLOW.move(review, "note", actor)
    once.leads_to(f"/pemeriksaan/{review.id}")


# ── findings ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Finding:
    """What is found of one allegation. `loss` is in rupiah; `basis` names what it rests on."""

    truth: Truth | None
    explanation: str
    basis: Sequence[str]
    codes: dict[str, str] = field(default_factory=dict)
    weak_system: bool | None = None
    sop: str = ""
    loss: int | None = None


@use_case
def save_finding(
    actor: Actor,
    review: Review,
    allegation: ReviewAllegation,
    found: Finding,
    *,
    seen: int | None = None,
) -> None:
    """Write down a finding; it can be changed until the outcome is set. Raises Invalid."""
    handling.check(actor, review, "find", seen)
    wrong = _wrong_finding(found, regulations.pack_on(clock.today()))
    if wrong:
        raise Invalid(fields=wrong)
    allegation.truth, allegation.weak_system = found.truth, found.weak_system
    allegation.form_code = found.codes.get("form_code") or None
    allegation.kind_code = found.codes.get("kind_code") or None
    allegation.source_code = found.codes.get("source_code") or None
    allegation.finding = {
        "explanation": found.explanation.strip(), "basis": list(found.basis),
        "sop": found.sop.strip() if found.weak_system else "", "loss": found.loss,
    }  # fmt: skip
    FLOW.move(review, "find", actor, allegation=allegation.position)
    once.leads_to(f"/pemeriksaan/{review.id}")


def _wrong_finding(found: Finding, pack: Pack) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if found.truth is None:
        wrong["truth"] = "Pilih Benar atau Tidak benar."
    if len(found.explanation.strip()) < LEAST_FINDING:
        wrong["explanation"] = Sentence(
            "Uraian terlalu singkat. Tulis sedikitnya %(n)s huruf.", n=LEAST_FINDING
        )
    if not found.basis:
        wrong["basis"] = "Pilih sedikitnya satu bukti dasar."
    if found.weak_system is None:
        wrong["weak_system"] = "Pilih ada atau tidak ada kelemahan sistem."
    elif found.weak_system and len(found.sop.strip()) < LEAST_WORDS:
        wrong["sop"] = "Tulis SOP mana yang perlu diperketat."
    return wrong | _wrong_codes(found, pack) | _wrong_loss(found)


def _wrong_codes(found: Finding, pack: Pack) -> dict[str, str]:
    if found.truth is not Truth.TRUE:
        return {}
    words = {
        "form_code": "Pilih bentuk.",
        "kind_code": "Pilih jenis.",
        "source_code": "Pilih sumber penyebab.",
    }
    return {
        name: words[name]
        for name, codes in LIST_OF.items()
        if found.codes.get(name) not in {one.code for one in pack.codes(codes, with_hidden=True)}
    }


def _wrong_loss(found: Finding) -> dict[str, str]:
    if found.loss is not None and found.loss < 0:
        return {"loss": "Kerugian harus angka, nol atau lebih."}
    return {}


# ── stepping aside ────────────────────────────────────────────────────────────────────────────


@use_case
def step_aside(actor: Actor, review: Review, reason: str) -> None:
    """The examiner is concerned himself: the case goes to the next one up. Raises Invalid."""
    handling.check(actor, review, "step_aside")
    check_reason(reason)
    FLOW.move(review, "step_aside", actor)
    handling.note(review, Step.STEPPED_ASIDE, actor, {"reason": reason.strip()})
    handling.shut_out(review, {actor.somebody: guard.RELATED})
    handling.reroute(review)
    once.leads_to("/pemeriksaan")


def basis_of(review: Review) -> list[tuple[str, dict[str, Any]]]:
    """What of the examination itself a finding may rest on: answers and notes, oldest first."""
    answers = [
        (f"question:{one.id}", {"kind": "answer", "at": one.answered_at})
        for one in review.questions
        if one.answered_at is not None and not one.declined
    ]
    notes: list[tuple[str, dict[str, Any]]] = [
        (f"step:{one.id}", {"kind": one.step.value, "at": one.at, **(one.words or {})})
        for one in review.steps
        if one.step in NOTES
    ]
    return [*answers, *notes]
