"""One extension or its refusal, the end of a divestment, and the case that it is not carried out (§4.5)."""

from collections.abc import Sequence
from datetime import date

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.reasons import check_reason, short_reason
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.disclosures.services import ending as interests
from app.divestments import behind, documents, interim, telling
from app.divestments.decisions import write_down
from app.divestments.events import ATTENTION, EXTENSION_WANTED, STATUS
from app.divestments.models import DecisionKind, Divestment, StepState, Way
from app.divestments.policy import hr
from app.divestments.workflow import FLOW
from app.recusals.models import Afterwards

EXTENSION = "divestasi_perpanjangan"
# What follows when it is not carried out: a stronger measure (§4.5).
STRONGER = ("TND-B", "TND-D")
_WAYS_TO_END = {Way.RESIGNED: "stopped", Way.NOT_RENEWED: "stopped"}
NOT_ALL_VERIFIED = "Masih ada langkah belum terverifikasi."


def latest_extension(divestment: Divestment) -> date:
    """The last day to which it can be extended: one term after the present target."""
    return deadlines.due_on(EXTENSION, divestment.target_on or clock.today())


@use_case
def ask_for_more(actor: Actor, divestment: Divestment, until: date | None, reason: str) -> None:
    """The employee asks BKPSDM for the one extension. Raises Invalid for another day or no reason."""
    FLOW.check(divestment, "ask_more", actor)
    target = _checked_target(divestment, until, reason)
    event = FLOW.move(divestment, "ask_more", actor, target_on=target.isoformat())
    write_down(actor, divestment, DecisionKind.ASKED, reason, target_on=target)
    telling.tell_hr(event, divestment, EXTENSION_WANTED)


def _checked_target(divestment: Divestment, until: date | None, reason: str) -> date:
    """The day wished for. Raises Invalid with all that is wrong with it and with the reason."""
    wrong = _wrong_target(divestment, until)
    problems = ({"until": wrong} if wrong else {}) | short_reason(reason)
    if problems or until is None:
        raise Invalid(fields=problems)
    return until


def _wrong_target(divestment: Divestment, until: date | None) -> str:
    if until is None:
        return "Isi target baru."
    if until <= max(divestment.target_on or clock.today(), clock.today()):
        return "Target baru harus setelah target sekarang."
    if until > latest_extension(divestment):
        return "Perpanjangan paling lama 90 hari sesudah target sekarang."
    return ""


@use_case
def extend(actor: Actor, divestment: Divestment, until: date | None, reason: str) -> None:
    """Move the target once, by 90 days at most. Raises Invalid for another day or without a reason."""
    FLOW.check(divestment, "extend", actor)
    before = divestment.target_on or clock.today()
    target = _checked_target(divestment, until, reason)
    FLOW.move(divestment, "extend", actor, target_on=target.isoformat())
    divestment.extended_from, divestment.target_on = before, target
    write_down(actor, divestment, DecisionKind.EXTENDED, reason, target_on=target)
    documents.order_letter(actor, divestment)


@use_case
def refuse_more(actor: Actor, divestment: Divestment, reason: str) -> None:
    """BKPSDM leaves the target where it is. Raises Invalid without a reason of 20 letters."""
    FLOW.check(divestment, "refuse_more", actor)
    check_reason(reason)
    target = divestment.target_on or clock.today()
    FLOW.move(divestment, "refuse_more", actor, target_on=target.isoformat())
    write_down(actor, divestment, DecisionKind.EXTENSION_REFUSED, reason)


@use_case
def complete(
    actor: Actor, divestment: Divestment, *, end_recusal: bool, note: str = ""
) -> Afterwards | None:
    """State that it is done: the interest ends in the history, the recusal if HR says so.

    Gives what became of the recusal. What went to the nuclear family stays an interest, and its
    recusal stays. Raises Invalid while a step is not verified.
    """
    if divestment.is_running and hr(actor, divestment):
        _check_all_verified(divestment)
    FLOW.check(divestment, "complete", actor)
    afterwards = None
    if not divestment.to_family:
        interests.end_interest(
            actor, divestment.interest_id, _last_done(divestment), _way_to_end(divestment),
            origin=divestment,
        )  # fmt: skip
        afterwards = interim.after(actor, divestment, end=end_recusal)
    divestment.ended_at = clock.now()
    FLOW.move(
        divestment, "complete", actor, recusal_ends=afterwards is Afterwards.ENDED,
        recusal=afterwards.value if afterwards else None,
    )  # fmt: skip
    write_down(actor, divestment, DecisionKind.COMPLETED, note)
    behind.carried_out(divestment)
    documents.order_letter(actor, divestment)
    return afterwards


def _check_all_verified(divestment: Divestment) -> None:
    if any(step.state is not StepState.VERIFIED for step in divestment.steps):
        raise Invalid(NOT_ALL_VERIFIED)


def _last_done(divestment: Divestment) -> date:
    """The day on which the last step was done, as its evidence says."""
    days = [step.proofs[-1].done_on for step in divestment.steps if step.proofs]
    return max(days, default=clock.today())


def _way_to_end(divestment: Divestment) -> str:
    return _WAYS_TO_END.get(divestment.way, "sold") if divestment.way else "sold"


@use_case
def fail(
    actor: Actor, divestment: Divestment, measure: str, reason: str, files: Sequence[JudgedFile]
) -> None:
    """The superior states, with proof, that it is not carried out and which stronger measure follows.

    The interim recusal stays. Raises Invalid without proof, reason or measure.
    """
    FLOW.check(divestment, "fail", actor)
    problems: dict[str, str] = {}
    if measure not in STRONGER:
        problems["measure"] = "Pilih tindakan yang menggantikannya."
    if not files:
        problems["evidence"] = "Unggah bukti bahwa divestasi tidak dilaksanakan."
    if problems:
        raise Invalid(fields=problems)
    check_reason(reason)
    divestment.ended_at = clock.now()
    event = FLOW.move(divestment, "fail", actor, measure=measure)
    write_down(actor, divestment, DecisionKind.FAILED, reason, measure=measure)
    attachments.store(actor, divestment, files, place="failed")
    clocks.cancel_clocks(divestment)
    for step in divestment.steps:
        clocks.cancel_clocks(step)
    telling.warn_above(event, divestment, ATTENTION, code="N-30")
    telling.tell_hr(event, divestment, STATUS)
