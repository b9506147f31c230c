"""HR's part (S-71): sending back, proposing, deciding with letter; and what follows a refusal."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.core import clock, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, NotAllowed
from app.core.events import Event
from app.core.reasons import LEAST_REASON, check_reason, short_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.notifications.services import notify
from app.people import queries as people
from app.recusals import documents, effects
from app.recusals.events import TO_COPIES, TO_DECIDE, TO_SETTLE
from app.recusals.models import (
    Copy,
    EndReason,
    EndsWith,
    Enforcement,
    Recusal,
    Scope,
    Step,
    Verdict,
)
from app.recusals.workflow import COMPLETE, DECIDE, FLOW, SETTLE

SHORTEST_REFUSAL = 50  # letters (service design S-71)
SHORTEST_SAFEGUARD = 20
SAFEGUARD = "Tulis pengaman bila permohonan ditolak."


@dataclass(frozen=True)
class Ruling:
    """What is proposed or decided. Days are inclusive. `gatekeepers`: further ones, by HR.

    `granted_ids`: with PARTLY, the matters it stays for. `granted`: the same in words.
    `outside_number`: the letter of the Gubernur, where nobody inside may decide.
    """

    verdict: Verdict | None
    reason: str = ""
    safeguard: str = ""
    granted: str = ""
    granted_ids: Sequence[int] = ()
    substitute_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    copy_ids: Sequence[int] = ()
    gatekeepers: Sequence[tuple[int, Enforcement]] = ()
    outside_number: str = ""

    def words(self) -> dict[str, Any]:
        written = asdict(self)
        written["verdict"] = self.verdict.value if self.verdict else ""
        for name in ("starts_on", "ends_on"):
            written[name] = written[name].isoformat() if written[name] else None
        written["gatekeepers"] = [[person_id, way.value] for person_id, way in self.gatekeepers]
        return {**written, "granted_ids": list(self.granted_ids), "copy_ids": list(self.copy_ids)}


@use_case
def send_back(actor: Actor, recusal: Recusal, reason: str) -> None:
    """Something is missing; the person completes it in two working days and stays out meanwhile."""
    _still_free(actor, recusal, "return")
    check_reason(reason)
    recusal.proposed_at = recusal.proposed_by_id = recusal.verdict = None
    FLOW.move(recusal, "return", actor,
              due=deadlines.due_on(COMPLETE, clock.today()).isoformat())  # fmt: skip
    effects.note(recusal, Step.RETURNED, actor, {"reason": reason.strip()})
    once.leads_to(f"/penarikan-diri/{recusal.id}")


@use_case
def propose(actor: Actor, recusal: Recusal, ruling: Ruling, *, revision: int | None = None) -> None:
    """One officer proposes; another decides. Raises Invalid, WrongState for the second of two."""
    effects.same_version(recusal, revision)
    _still_free(actor, recusal, "propose")
    _check(recusal, ruling, final=False)
    recusal.proposed_at, recusal.proposed_by_id = clock.now(), actor.person_id
    recusal.verdict = ruling.verdict
    due = deadlines.clock_of(Recusal.__tablename__, recusal.id, DECIDE)
    event = FLOW.move(
        recusal, "propose", actor, verdict=ruling.verdict.value if ruling.verdict else "",
        due=(due.due_on if due else clock.today()).isoformat(),
    )  # fmt: skip
    effects.note(recusal, Step.PROPOSED, actor, ruling.words())
    told = [recusal.decider_id] if recusal.decider_id else effects.free_officers(recusal)
    notify(event, [one for one in told if one != actor.person_id], TO_DECIDE, code="N-11")
    once.leads_to(f"/penarikan-diri/{recusal.id}")


@use_case
def hand_back(actor: Actor, recusal: Recusal, reason: str) -> None:
    """The decider wants another proposal. Raises Invalid without a reason of 20 letters."""
    _still_free(actor, recusal, "hand_back")
    wrong = short_reason(reason)
    if recusal.proposed_by_id is None:
        wrong["reason"] = "Belum ada usul putusan."
    if wrong:
        raise Invalid(fields=wrong)
    proposer = recusal.proposed_by_id
    event = FLOW.move(recusal, "hand_back", actor)
    recusal.proposed_at = recusal.proposed_by_id = recusal.verdict = None
    effects.note(recusal, Step.HANDED_BACK, actor, {"reason": reason.strip()})
    notify(event, [proposer] if proposer else [], "Usul putusan {it.number} dikembalikan.",
           code="N-07")  # fmt: skip
    once.leads_to(f"/penarikan-diri/{recusal.id}")


@use_case
def decide(actor: Actor, recusal: Recusal, ruling: Ruling, *, revision: int | None = None) -> None:
    """Decide and issue the letter; the caller has re-authenticated the signer (decision 0007).

    Raises Invalid; WrongState for the second of two deciders; NotAllowed for whom it concerns.
    """
    effects.same_version(recusal, revision)
    action = "refuse" if ruling.verdict is Verdict.REFUSED else "approve"
    _still_free(actor, recusal, action)
    _check(recusal, ruling, final=True)
    recusal.decided_at, recusal.decided_by_id = clock.now(), actor.person_id
    recusal.verdict = ruling.verdict
    _keep_copies(recusal, ruling)
    if action == "refuse":
        _refuse(actor, recusal, ruling)
    else:
        _approve(actor, recusal, ruling)
    once.leads_to(f"/penarikan-diri/{recusal.id}")


def _still_free(actor: Actor, recusal: Recusal, action: str) -> None:
    """The guard is asked again at every step: a declaration may have been filed since."""
    FLOW.check(recusal, action, actor)
    before = {one.person_id for one in recusal.bars}
    effects.route(recusal)
    for bar in recusal.bars:
        if bar.person_id == actor.person_id and bar.person_id not in before and not recusal.outside:
            raise NotAllowed(Sentence(
                "Pagar benturan: %(reason)s. Permohonan ini ditangani orang lain.",
                reason=Sentence(bar.reason),
            ))  # fmt: skip
    FLOW.check(recusal, action, actor)


def problems_with(recusal: Recusal, ruling: Ruling, *, final: bool) -> dict[str, str]:
    """What the ruling still lacks, by field: for a form that tells everything in one round.

    `final`: it is decided and not only proposed.
    """
    wrong: dict[str, str] = {}
    if ruling.verdict is None:
        wrong["verdict"] = "Pilih putusan."
    elif ruling.verdict is Verdict.REFUSED:
        wrong |= short_reason(ruling.reason, SHORTEST_REFUSAL)
        if len(ruling.safeguard.strip()) < SHORTEST_SAFEGUARD:
            wrong["safeguard"] = SAFEGUARD
    else:
        wrong |= _wrong_grant(recusal, ruling)
    if not ruling.copy_ids:
        wrong["copies"] = "Pilih sedikitnya satu tembusan."
    if final and recusal.outside and not ruling.outside_number.strip():
        wrong["outside_number"] = "Isi nomor dan tanggal surat Gubernur."
    return wrong


def _check(recusal: Recusal, ruling: Ruling, *, final: bool) -> None:
    if wrong := problems_with(recusal, ruling, final=final):
        raise Invalid(fields=wrong)
    if ruling.verdict is not Verdict.REFUSED and ruling.substitute_id is not None:
        effects.check_substitute(recusal, ruling.substitute_id)


def _wrong_grant(recusal: Recusal, ruling: Ruling) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if ruling.substitute_id is None:
        wrong["substitute"] = "Pilih pejabat pengganti."
    if not recusal.gatekeepers and not ruling.gatekeepers:
        wrong["keepers"] = "Tulis cara penegakan."
    elif any(person_id == recusal.person_id for person_id, _way in ruling.gatekeepers):
        wrong["keepers"] = "Penjaga harus orang lain dari yang menarik diri."
    wrong |= _wrong_days(recusal, ruling)
    if ruling.verdict is Verdict.PARTLY:
        if len(ruling.granted.strip()) < LEAST_REASON:
            wrong["granted"] = "Tulis cakupan yang disetujui, sedikitnya 20 huruf."
        covered = {one.matter_id for one in recusal.matters}
        if not set(ruling.granted_ids) <= covered:
            wrong["granted_ids"] = "Pilih urusan yang tercakup."
    return wrong


def _wrong_days(recusal: Recusal, ruling: Ruling) -> dict[str, str]:
    if ruling.starts_on is None:
        return {"starts_on": "Isi tanggal mulai."}
    if ruling.starts_on < min(recusal.starts_on or clock.today(), clock.today()):
        return {"starts_on": "Tanggal mulai tidak boleh sebelum tanggal yang diminta."}
    if ruling.ends_on is not None and ruling.ends_on < max(ruling.starts_on, clock.today()):
        return {"ends_on": "Tanggal berakhir harus setelah tanggal mulai."}
    if recusal.ends_with is EndsWith.DATE and ruling.ends_on is None:
        return {"ends_on": "Isi tanggal berakhir."}
    return {}


def _keep_copies(recusal: Recusal, ruling: Ruling) -> None:
    posts = people.posts_of(ruling.copy_ids, clock.today())
    known = {one.person_id for one in recusal.copies}
    for person_id in dict.fromkeys(ruling.copy_ids):
        if person_id not in known:
            title = posts[person_id].title if person_id in posts else ""
            recusal.copies.append(Copy(person_id=person_id, post=title))


def _approve(actor: Actor, recusal: Recusal, ruling: Ruling) -> None:
    recusal.starts_on, recusal.ends_on = ruling.starts_on, ruling.ends_on
    new_substitute = ruling.substitute_id != recusal.substitute_id
    recusal.substitute_id = ruling.substitute_id
    recusal.cancel_asked_at = None
    if ruling.verdict is Verdict.PARTLY:
        _narrow(recusal, ruling)
    event = FLOW.move(
        recusal, "approve", actor, verdict=ruling.verdict.value if ruling.verdict else "",
        number=recusal.number, about_person_id=recusal.person_id,
    )  # fmt: skip
    effects.note(recusal, Step.DECIDED, actor, ruling.words())
    effects.gatekeepers_from(recusal, ruling.gatekeepers)
    effects.hold_covered(recusal, strict=True)
    if new_substitute:
        effects.tell_substitute(event)
    effects.tell_gatekeepers(actor, recusal)
    documents.order_letter(actor, recusal, ruling.words())
    told = {recusal.person_id, recusal.superior_id}
    notify(event, [one for one in ruling.copy_ids if one not in told], TO_COPIES, code="N-13")


def _narrow(recusal: Recusal, ruling: Ruling) -> None:
    """Granted in part: it stays for the chosen matters only; the others are the person's again."""
    if not ruling.granted_ids:
        return  # narrowed in days or in words only
    recusal.scope = Scope.MATTER
    for row in recusal.matters:
        row.left_out = row.matter_id not in ruling.granted_ids
        if row.left_out:
            effects.give_back_matter(recusal, row.matter_id)


def _refuse(actor: Actor, recusal: Recusal, ruling: Ruling) -> None:
    line = effects.route(recusal)
    recusal.settler_id = line.settler
    due = deadlines.due_on(SETTLE, clock.today()).isoformat()
    event = FLOW.move(recusal, "refuse", actor, verdict=Verdict.REFUSED.value,
                      number=recusal.number, due=due)  # fmt: skip
    effects.note(recusal, Step.DECIDED, actor, ruling.words())
    documents.order_letter(actor, recusal, ruling.words())
    if recusal.settler_id is not None:
        notify(event, [recusal.settler_id], TO_SETTLE, code="N-11")


# ── after a refusal ───────────────────────────────────────────────────────────────────────────


@use_case
def settle(actor: Actor, recusal: Recusal, *, substitute_id: int | None, reason: str) -> None:
    """Who handles the matter after a refusal: the person again, with the safeguard, or another.

    `substitute_id` None gives it back. Raises Invalid without a reason of 20 letters.
    """
    FLOW.check(recusal, "settle", actor)
    check_reason(reason)
    if substitute_id is not None:
        effects.check_substitute(recusal, substitute_id)
        effects.hand_over(recusal, substitute_id)
    effects.close(recusal, EndReason.SETTLED)
    FLOW.move(recusal, "settle", actor, substitute=substitute_id)
    effects.note(
        recusal, Step.SETTLED, actor, {"reason": reason.strip(), "substitute_id": substitute_id}
    )
    if substitute_id is None:
        effects.give_back(recusal)
    else:
        recusal.substitute_id = substitute_id
        effects.release(recusal)
    once.leads_to(f"/penarikan-diri/{recusal.id}")


@use_case
def object_to_refusal(actor: Actor, recusal: Recusal) -> Event:
    """The person objects (S-12); nothing it covers is handled until that is decided."""
    policy.require(actor, "recusal.own", recusal)
    return FLOW.move(recusal, "object", actor)


@use_case
def end_objection(recusal: Recusal, *, granted: bool) -> Event:
    """What the objection came to: it is in force after all, or stays refused."""
    if granted:
        recusal.verdict, recusal.effective_until = Verdict.APPROVED, None
        recusal.ended_at = recusal.end_reason = None
        event = FLOW.move(recusal, "grant", SYSTEM)
        effects.hold_covered(recusal)
        return event
    line = effects.route(recusal)
    recusal.settler_id = line.settler
    due = deadlines.due_on(SETTLE, clock.today()).isoformat()
    event = FLOW.move(recusal, "lose", SYSTEM, due=due)
    if recusal.settler_id is not None:
        notify(event, [recusal.settler_id], TO_SETTLE, code="N-11")
    return event
