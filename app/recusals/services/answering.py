"""The superior's view, the substitute, and how it is kept (S-64); agreeing to a withdrawal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.reasons import check_reason, short_reason
from app.database import once
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.people import queries as people
from app.recusals import effects
from app.recusals.models import EndReason, Enforcement, Recusal, Stance, State, Step
from app.recusals.services.requesting import tell_hr
from app.recusals.workflow import CANCEL, DECIDE, FLOW


@dataclass(frozen=True)
class Answer:
    """What the superior says. `nobody_free`: no colleague in the unit may take over; HR looks on.

    `gatekeepers`: person and way; each is told.
    """

    stance: Stance | None
    reason: str = ""
    substitute_id: int | None = None
    nobody_free: bool = False
    gatekeepers: Sequence[tuple[int, Enforcement]] = ()
    service_due_on: date | None = None


@use_case
def answer(actor: Actor, recusal: Recusal, said: Answer) -> None:
    """Give the view and put the substitute in place at once; HR confirms later (§3.10 no. 3).

    Raises Invalid without a substitute who passes the guard, without ways of keeping it.
    """
    FLOW.check(recusal, "answer", actor)
    effects.route(recusal)
    wrong = _problems(recusal, said)
    if wrong:
        raise Invalid(fields=wrong)
    if said.substitute_id is not None:
        effects.check_substitute(recusal, said.substitute_id)
    late = recusal.state is State.WAITING
    recusal.service_due_on = said.service_due_on or recusal.service_due_on
    stance = said.stance.value if said.stance else ""
    event = FLOW.move(recusal, "answer", actor, stance=stance, late=late, **_days(recusal))
    recusal.stance, recusal.answered_at = said.stance, clock.now()
    recusal.answered_by_id, recusal.substitute_id = actor.person_id, said.substitute_id
    effects.gatekeepers_from(recusal, said.gatekeepers)
    words = {"stance": stance, "reason": said.reason.strip(), "nobody_free": said.nobody_free}
    effects.note(recusal, Step.ANSWERED, actor, words)
    effects.hold_covered(recusal, strict=True)
    if said.substitute_id is not None:
        effects.tell_substitute(event)
    effects.tell_gatekeepers(actor, recusal)
    if not late:
        tell_hr(event)
    once.leads_to(f"/penarikan-diri/{recusal.id}")


def _days(recusal: Recusal) -> dict[str, str]:
    """The days the notices name."""
    facts = {"due": deadlines.due_on(DECIDE, clock.today()).isoformat(), "number": recusal.number}
    if recusal.service_due_on:
        facts["service_due"] = recusal.service_due_on.isoformat()
    return facts


def _problems(recusal: Recusal, said: Answer) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if said.stance is None:
        wrong["stance"] = "Pilih sikap Anda."
    elif said.stance is not Stance.SUPPORT:
        wrong |= short_reason(said.reason)
    if said.substitute_id is None and not said.nobody_free:
        wrong["substitute"] = "Pilih pejabat pengganti."
    if not said.gatekeepers:
        wrong["keepers"] = "Tulis cara penegakan."
    wrong |= _wrong_keepers(recusal, said)
    due = said.service_due_on
    if due is not None and due != recusal.service_due_on and due < clock.today():
        wrong["service_due_on"] = "Batas layanan tidak boleh sebelum hari ini."
    return wrong


def _wrong_keepers(recusal: Recusal, said: Answer) -> dict[str, str]:
    serving = people.people_by_ids(person_id for person_id, _way in said.gatekeepers)
    for person_id, _way in said.gatekeepers:
        if person_id == recusal.person_id:
            return {"keepers": "Penjaga harus orang lain dari yang menarik diri."}
        if person_id not in serving or not serving[person_id].serves_on(clock.today()):
            return {"keepers": "Pilih penjaga yang masih bertugas."}
    return {}


# ── taking it back ────────────────────────────────────────────────────────────────────────────


@use_case
def ask_cancel(actor: Actor, recusal: Recusal, reason: str) -> None:
    """The person wants to take it back; the superior says within a working day whether that is so.

    Until then nothing changes. Raises Invalid without a reason of 20 letters.
    """
    FLOW.check(recusal, "ask_cancel", actor)
    wrong = short_reason(reason)
    if recusal.cancel_asked_at is not None:
        wrong["reason"] = "Pembatalan sudah diminta dan menunggu persetujuan atasan."
    if recusal.superior_id is None:
        wrong["reason"] = "Tidak ada atasan yang dapat menyetujui. Sampaikan kepada BKPSDM."
    if wrong:
        raise Invalid(fields=wrong)
    recusal.cancel_asked_at = clock.now()
    FLOW.move(recusal, "ask_cancel", actor,
              due=deadlines.due_on(CANCEL, clock.today()).isoformat())  # fmt: skip
    effects.note(recusal, Step.CANCEL_ASKED, actor, {"reason": reason.strip()})
    once.leads_to(f"/penarikan-diri/{recusal.id}")


@use_case
def answer_cancel(actor: Actor, recusal: Recusal, *, agreed: bool, reason: str = "") -> None:
    """The superior agrees, and the matters are the person's again; or not, with a reason."""
    action = "agree_cancel" if agreed else "decline_cancel"
    FLOW.check(recusal, action, actor)
    if not agreed:
        check_reason(reason)
    event = FLOW.move(recusal, action, actor)
    if agreed:
        effects.close(recusal, EndReason.CANCELLED)
    else:
        recusal.cancel_asked_at = None
    effects.note(recusal, Step.CANCEL_ANSWERED, actor, {"agreed": agreed, "reason": reason.strip()})
    if agreed:
        effects.give_back(recusal)
        effects.tell_the_end(event)
    once.leads_to(f"/penarikan-diri/{recusal.id}")


@use_case
def end(actor: Actor, recusal: Recusal, reason: str) -> None:
    """The superior ends it: what was the reason is over. Raises Invalid without a reason."""
    FLOW.check(recusal, "end", actor)
    check_reason(reason)
    effects.close(recusal, EndReason.SUPERIOR)
    event = FLOW.move(recusal, "end", actor)
    effects.note(recusal, Step.ENDED, actor, {"reason": reason.strip()})
    effects.release(recusal)
    effects.tell_the_end(event)
    once.leads_to(f"/penarikan-diri/{recusal.id}")
