"""The desk's decisions on a complaint (S-80): classify, ask, refer, refuse with two pairs of eyes, verify."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.complaints import documents
from app.complaints.events import (
    CLASSIFIED,
    MATTER_STOPPED,
    TO_SECOND_EYES,
)
from app.complaints.models import (
    Allegation,
    Complaint,
    ComplaintStep,
    Message,
    ObjectKind,
    Sender,
    State,
    Step,
)
from app.complaints.outcomes import Ground, Lack, OtherChannel, Scope
from app.complaints.services import barring
from app.complaints.steps import note_step
from app.complaints.workflow import COMPLETE, EXAMINE, FLOW
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import SOMEONE_WAS_FASTER, use_case
from app.deadlines import queries as due_dates
from app.deadlines import services as deadlines
from app.deadlines.models import Deadline
from app.mail.services import tell_outside
from app.matters import queries as matters
from app.matters.models import HoldCause
from app.matters.services import stopping
from app.notifications.services import notify
from app.people import queries as people
from app.regulations import queries as regulations

LEAST_TEXT: Final = 20  # letters
LEAST_EXTRACT: Final = 50  # letters
MOST_ALLEGATIONS: Final = 6
SHORT_REASON = Sentence("Tulis alasannya, sedikitnya %(n)s huruf.", n=LEAST_TEXT)
NO_ALLEGATION = "Tambah sedikitnya satu dugaan."


@dataclass(frozen=True)
class Alleged:
    """One allegation as the desk words it, with codes of the pack in force."""

    text: str
    form_code: str = ""
    kind_code: str = ""
    source_code: str = ""
    attention_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the desk finds on opening a complaint. `decision_on`: None while nothing was decided."""

    identity_clear: bool | None
    has_evidence: bool | None
    scope: Scope | None
    subject_id: int | None
    decider_id: int | None
    matter_id: int | None = None
    object_kind: ObjectKind = ObjectKind.DECISION
    decision_on: date | None = None
    allegations: Sequence[Alleged] = ()
    kkn: bool = False
    urgent: bool = False
    extract: str = ""


def check_seen(complaint: Complaint, revision: int | None) -> None:
    """Raise WrongState when another officer changed it after this page was shown."""
    if revision is not None and revision != complaint.revision:
        raise WrongState(SOMEONE_WAS_FASTER)


@use_case
def classify(
    actor: Actor, complaint: Complaint, found: Finding, *, revision: int | None = None
) -> None:
    """Keep what the desk found. The firewall is computed anew in the same transaction.

    Raises Invalid field by field, WrongState once it left the desk.
    """
    policy.require(actor, "complaint.read", complaint)
    check_seen(complaint, revision)
    if complaint.state is not State.RECEIVED:
        raise WrongState("Aduan ini sudah tidak di meja aduan.")
    wrong = _wrong(found)
    if wrong:
        raise Invalid(fields=wrong)
    _write(complaint, found)
    note_step(actor, complaint, Step.CLASSIFIED, {
        "identity_clear": found.identity_clear, "has_evidence": found.has_evidence,
        "scope": found.scope.value if found.scope else "",
    })  # fmt: skip
    events.emit(Event(CLASSIFIED, actor, complaint, {"number": complaint.number}))
    barring.refresh(complaint)
    once.leads_to(f"/meja-aduan/{complaint.id}")


def _wrong(found: Finding) -> dict[str, str]:
    wrong: dict[str, str] = {}
    for name, value, sentence in (
        ("identity_clear", found.identity_clear, "Pilih: identitas jelas atau tidak."),
        ("has_evidence", found.has_evidence, "Pilih: ada bukti atau tidak."),
        ("scope", found.scope, "Pilih: termasuk benturan kepentingan atau tidak."),
        ("subject", found.subject_id, "Pilih terlapor dari daftar pegawai."),
        ("decider", found.decider_id, "Pilih pengambil keputusan dari daftar pegawai."),
    ):
        if value is None:
            wrong[name] = sentence
    if found.decision_on and found.decision_on > clock.today():
        wrong["decision_on"] = "Tanggal keputusan tidak boleh setelah hari ini."
    if found.object_kind is not ObjectKind.UNDECIDED and found.decision_on is None:
        wrong["decision_on"] = "Isi tanggal keputusan; boleh perkiraan."
    if found.matter_id is not None and matters.matter(found.matter_id) is None:
        wrong["matter"] = "Pilih urusan dari register."
    if len(found.extract.strip()) < LEAST_EXTRACT:
        wrong["extract"] = Sentence("Tulis petikan sedikitnya %(n)s huruf.", n=LEAST_EXTRACT)
    return wrong | _wrong_allegations(found.allegations)


def _wrong_allegations(allegations: Sequence[Alleged]) -> dict[str, str]:
    if not allegations:
        return {"allegations": NO_ALLEGATION}
    pack = regulations.pack_on(clock.today())
    known = {
        name: {item.code for item in pack.codes(name, with_hidden=True)}
        for name in ("bentuk", "jenis", "sumber_penyebab", "afiliasi_terlarang")
    }
    wrong: dict[str, str] = {}
    for at, one in enumerate(allegations):
        if len(one.text.strip()) < LEAST_TEXT:
            wrong[f"allegations.{at}.text"] = Sentence(
                "Tulis dugaan sedikitnya %(n)s huruf.", n=LEAST_TEXT
            )
        for name, code, codes, sentence in (
            ("form", one.form_code, known["bentuk"], "Pilih bentuk dari daftar."),
            ("kind", one.kind_code, known["jenis"], "Pilih jenis dari daftar."),
            ("source", one.source_code, known["sumber_penyebab"], "Pilih sumber dari daftar."),
        ):
            if code not in codes:
                wrong[f"allegations.{at}.{name}"] = sentence
    return wrong


def _write(complaint: Complaint, found: Finding) -> None:
    complaint.subject_id, complaint.decider_id = found.subject_id, found.decider_id
    complaint.matter_id = found.matter_id
    complaint.object_kind, complaint.decision_on = found.object_kind, found.decision_on
    complaint.kkn, complaint.urgent = found.kkn, found.urgent
    complaint.extract = {"text": found.extract.strip()}
    post = people.last_post_of(found.subject_id or 0, found.decision_on or clock.today())
    if post is not None:
        complaint.unit_id = post.unit_id
    complaint.allegations.clear()
    db.session.flush()
    for position, one in enumerate(found.allegations[:MOST_ALLEGATIONS], start=1):
        row = Allegation(
            uid=new_uid(), position=position, form_code=one.form_code or None,
            kind_code=one.kind_code or None, source_code=one.source_code or None,
            attention_code=one.attention_code or None,
        )  # fmt: skip
        row.words = {"text": one.text.strip()}
        complaint.allegations.append(row)
    db.session.flush()


def last_finding(complaint: Complaint) -> Mapping[str, Any]:
    """What the desk ticked when it classified the complaint last; empty before."""
    found: ComplaintStep | None = next(
        (one for one in reversed(complaint.steps) if one.step is Step.CLASSIFIED), None
    )
    return found.words if found else {}


# ── stopping what is being decided ────────────────────────────────────────────────────────────


@use_case
def stop_matter(actor: Actor, complaint: Complaint) -> None:
    """Minta dihentikan dulu: a decision is imminent, so nobody goes on with the matter (N-26).

    Raises WrongState without a matter in the register, or when it is decided already.
    """
    policy.require(actor, "complaint.read", complaint)
    if complaint.matter_id is None:
        raise WrongState("Hubungkan dulu aduan ini dengan urusan di register.")
    complaint.urgent = True
    stopping.hold(SYSTEM, complaint.matter_id, None, HoldCause.INSPECTION, origin=complaint)
    events.emit(
        Event(MATTER_STOPPED, actor, complaint,
              {"number": complaint.number, "matter_id": complaint.matter_id})
    )  # fmt: skip


# ── asking the reporter to complete it ────────────────────────────────────────────────────────


@use_case
def ask(actor: Actor, complaint: Complaint, lacks: Sequence[Lack], text: str) -> None:
    """Ask for what is missing (once for each thing): P-01 pauses, P-04 runs.

    Raises Invalid, WrongState.
    """
    FLOW.check(complaint, "ask", actor)
    asked_before = {
        lack
        for one in complaint.steps
        if one.step is Step.ASKED and one.words
        for lack in one.words.get("lacks", ())
    }
    if not lacks:
        raise Invalid(fields={"lacks": "Pilih apa yang perlu dilengkapi."})
    if all(one.value in asked_before for one in lacks):
        raise Invalid(fields={"lacks": "Hal ini sudah pernah diminta. Tanyakan lewat percakapan."})
    if len(text.strip()) < LEAST_TEXT:
        raise Invalid(fields={"text": Sentence("Tulis sedikitnya %(n)s huruf.", n=LEAST_TEXT)})
    due = due_dates.due_on(COMPLETE, clock.today())
    deadlines.cancel_clocks(complaint)  # paused, not met: it begins anew, in full, when completed
    row = Message(
        uid=new_uid(), complaint_id=complaint.id, sender=Sender.DESK, at=clock.now(),
        by_id=actor.person_id, needs_answer=True, answer_by=due,
    )  # fmt: skip
    row.words = {"text": text.strip()}
    db.session.add(row)
    note_step(actor, complaint, Step.ASKED, {"lacks": [one.value for one in lacks]})
    note_step(actor, complaint, Step.PAUSED)
    FLOW.move(complaint, "ask", actor, number=complaint.number)
    db.session.flush()
    tell_outside(complaint, "N-24", complaint.number, f"ask:{row.id}", due)
    once.leads_to(f"/meja-aduan/{complaint.id}")


def lapse(event: Event) -> None:
    """P-04 ran out: what was not completed is closed, and may be opened again (MISSED)."""
    deadline: Deadline = event.subject
    if deadline.subject_type != Complaint.__tablename__ or deadline.code != COMPLETE:
        return
    complaint = db.session.get(Complaint, deadline.subject_id)
    if complaint is None or complaint.state is not State.INCOMPLETE:
        return
    _close_incomplete(complaint)


@use_case
def _close_incomplete(complaint: Complaint) -> None:
    note_step(SYSTEM, complaint, Step.CLOSED_INCOMPLETE)
    complaint.ended_at = clock.now()
    FLOW.move(complaint, "expire", SYSTEM, number=complaint.number)
    documents.order_notice(SYSTEM, complaint, documents.Notice.INCOMPLETE)
    tell_outside(complaint, "N-28", complaint.number, "expired", None)


@use_case
def reopen(actor: Actor, complaint: Complaint, reason: str) -> None:
    """Open what was closed as incomplete; P-01 begins anew. Raises Invalid without a reason."""
    FLOW.check(complaint, "reopen", actor)
    _need_reason(reason)
    complaint.ended_at = None
    note_step(actor, complaint, Step.REOPENED, {"reason": reason.strip()})
    FLOW.move(complaint, "reopen", actor, number=complaint.number)
    restart_count(complaint)
    barring.refresh(complaint)
    tell_outside(complaint, "N-28", complaint.number, f"reopened:{complaint.revision}", None)


def restart_count(complaint: Complaint) -> None:
    """The day from which P-01 counts now, so that lists by age follow its running clock."""
    running = due_dates.clock_of(Complaint.__tablename__, complaint.id, EXAMINE)
    if running is not None:
        complaint.counted_from = running.started_on


# ── letting go of it ──────────────────────────────────────────────────────────────────────────


@use_case
def refer(actor: Actor, complaint: Complaint, channel: OtherChannel | None, reason: str) -> None:
    """Refer it to the channel that is for it; the reporter reads why, with a letter."""
    FLOW.check(complaint, "refer", actor)
    if channel is None:
        raise Invalid(fields={"channel": "Pilih kanal tujuan."})
    _need_reason(reason)
    words = {"channel": channel.value, "reason": reason.strip()}
    note_step(actor, complaint, Step.REFERRED, words)
    complaint.ended_at = clock.now()
    FLOW.move(complaint, "refer", actor, number=complaint.number, channel=channel.value)
    documents.order_notice(
        actor, complaint, documents.Notice.REFERRED, channel=channel.label, reason=reason.strip()
    )
    _tell_end(complaint, "referred")


@use_case
def propose_refusal(actor: Actor, complaint: Complaint, ground: Ground | None, reason: str) -> None:
    """Say that it cannot be handled, and why; another inspector decides (two pairs of eyes)."""
    FLOW.check(complaint, "propose_refusal", actor)
    if ground is None:
        raise Invalid(fields={"ground": "Pilih alasan dari daftar."})
    _need_reason(reason)
    complaint.refusal_proposed_by_id = actor.somebody
    note_step(
        actor, complaint, Step.REFUSAL_PROPOSED, {"ground": ground.value, "reason": reason.strip()}
    )
    event = FLOW.move(complaint, "propose_refusal", actor, number=complaint.number)
    told = [one for one in barring.office_for(complaint) if one != actor.person_id]
    notify(event, told, TO_SECOND_EYES, code="N-21")


def proposal_of(complaint: Complaint) -> Mapping[str, Any] | None:
    """The ground and reason that wait for the second pair of eyes."""
    if complaint.refusal_proposed_by_id is None:
        return None
    return next(
        (one.words for one in reversed(complaint.steps) if one.step is Step.REFUSAL_PROPOSED), None
    )


@use_case
def refuse(actor: Actor, complaint: Complaint) -> None:
    """The second inspector agrees: it is not handled; letter with how to object."""
    FLOW.check(complaint, "refuse", actor)
    proposal = proposal_of(complaint) or {}
    ground = Ground(proposal["ground"])
    note_step(actor, complaint, Step.NOT_PROCESSED, dict(proposal))
    complaint.ended_at = clock.now()
    FLOW.move(complaint, "refuse", actor, number=complaint.number, ground=ground.value)
    documents.order_notice(
        actor, complaint, documents.Notice.REFUSED, ground=ground.label,
        reason=str(proposal["reason"]),
    )  # fmt: skip
    _tell_end(complaint, "refused")


@use_case
def hand_back(actor: Actor, complaint: Complaint, reason: str) -> None:
    """The second inspector does not agree: it goes on. Raises Invalid without a reason."""
    FLOW.check(complaint, "hand_back", actor)
    _need_reason(reason)
    proposer = complaint.refusal_proposed_by_id
    note_step(actor, complaint, Step.REFUSAL_HANDED_BACK, {"reason": reason.strip()})
    event = FLOW.move(complaint, "hand_back", actor, number=complaint.number)
    complaint.refusal_proposed_by_id = None
    if proposer in barring.office_for(complaint):
        notify(event, [proposer], "Usul atas {it.number} dikembalikan. Lanjutkan penanganannya.")


def _need_reason(reason: str) -> None:
    if len(reason.strip()) < LEAST_TEXT:
        raise Invalid(fields={"reason": SHORT_REASON})


def _tell_end(complaint: Complaint, what: str) -> None:
    tell_outside(complaint, "N-28", complaint.number, what, None)
    once.leads_to(f"/meja-aduan/{complaint.id}")


# ── it is complete ────────────────────────────────────────────────────────────────────────────


def unfinished(complaint: Complaint) -> list[str]:
    """What still keeps it from being called complete, in sentences (Indonesian)."""
    finding = last_finding(complaint)
    checks = (
        (bool(finding), "Isi hasil penelaahan meja aduan."),
        (finding.get("identity_clear", True), "Identitas belum jelas: minta dilengkapi."),
        (finding.get("has_evidence", True), "Bukti belum ada: minta dilengkapi."),
        (finding.get("scope") != Scope.NO.value, "Di luar lingkup: teruskan ke kanal lain."),
        (bool(complaint.allegations), NO_ALLEGATION),
        (complaint.cs_code is not None, "Simpan dulu cek silangnya."),
    )
    return [sentence for holds, sentence in checks if not holds]


@use_case
def verify(actor: Actor, complaint: Complaint, *, revision: int | None = None) -> None:
    """Call it complete after the cross-check (S-81): it is ready for its examiner."""
    FLOW.check(complaint, "verify", actor)
    check_seen(complaint, revision)
    missing = unfinished(complaint)
    if missing:
        raise Invalid(missing[0])
    note_step(actor, complaint, Step.VERIFIED)
    complaint.refusal_proposed_by_id = None
    FLOW.move(complaint, "verify", actor, number=complaint.number, code=complaint.cs_code)
    once.leads_to(f"/meja-aduan/{complaint.id}")
