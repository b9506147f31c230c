"""What the desk finds on opening a complaint, and calling it complete (S-80, S-81)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from app.complaints import story
from app.complaints.events import CLASSIFIED, MATTER_STOPPED
from app.complaints.models import Allegation, Complaint, ComplaintStep, ObjectKind, State, Step
from app.complaints.outcomes import Scope
from app.complaints.services import barring
from app.complaints.steps import note_step
from app.complaints.workflow import FLOW
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import SOMEONE_WAS_FASTER, use_case
from app.matters import queries as matters
from app.matters.models import HoldCause
from app.matters.services import stopping
from app.matters.workflow import FLOW as MATTER_FLOW
from app.people import queries as people
from app.regulations import queries as regulations

LEAST_TEXT: Final = 20  # letters
LEAST_EXTRACT: Final = 50  # letters
MOST_ALLEGATIONS: Final = 6
# While the desk or an examiner has it.
_HANDLED: Final = (State.RECEIVED, State.VERIFIED, State.EXAMINING)
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


def closed(complaint: Complaint) -> str:
    """Why nothing can be found on it any more (Indonesian); empty while the desk has it."""
    at_desk = complaint.state is State.RECEIVED
    return "" if at_desk else "Aduan ini sudah tidak ditelaah di meja aduan."


@use_case
def classify(
    actor: Actor, complaint: Complaint, found: Finding, *, revision: int | None = None
) -> None:
    """Keep what the desk found. The firewall is computed anew in the same transaction.

    Raises Invalid field by field, WrongState once it left the desk.
    """
    policy.require(actor, "complaint.read", complaint)
    check_seen(complaint, revision)
    if over := closed(complaint):
        raise WrongState(over)
    found = _dated(complaint, found)
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


def _dated(complaint: Complaint, found: Finding) -> Finding:
    """The register knows the day of a linked matter's decision better than a reporter's guess."""
    told = story.read(complaint.story).day
    matter = matters.matter(found.matter_id) if found.matter_id is not None else None
    decision = matter.decision if matter is not None else None
    open_or_told = found.decision_on in (None, told)
    if decision is None or not open_or_told or found.object_kind is ObjectKind.UNDECIDED:
        return found
    return replace(found, decision_on=decision.decided_on)


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


@use_case
def stop_matter(actor: Actor, complaint: Complaint) -> None:
    """Minta dihentikan dulu: a decision is imminent, so nobody goes on with the matter (N-26).

    Raises WrongState (see `check_stoppable`).
    """
    policy.require(actor, "complaint.read", complaint)
    matter_id = check_stoppable(complaint)
    complaint.urgent = True
    stopping.hold(SYSTEM, matter_id, None, HoldCause.INSPECTION, origin=complaint)
    events.emit(
        Event(MATTER_STOPPED, actor, complaint,
              {"number": complaint.number, "matter_id": matter_id})
    )  # fmt: skip


def check_stoppable(complaint: Complaint) -> int:
    """The matter that can be held for it. Raises WrongState once it is handled no more, without a
    matter in the register, and when that matter runs no more."""
    if complaint.state not in _HANDLED:
        raise WrongState(
            Sentence(
                "Urusan tidak bisa lagi dihentikan untuk aduan ini: statusnya sekarang “%(state)s”.",
                state=complaint.state,
            )
        )
    matter = matters.matter(complaint.matter_id) if complaint.matter_id is not None else None
    if matter is None:
        raise WrongState("Hubungkan dulu aduan ini dengan urusan di register.")
    MATTER_FLOW.check(matter, "hold", SYSTEM)
    return matter.id


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
