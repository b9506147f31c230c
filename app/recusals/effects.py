"""What a recusal does to matters and to those who keep it, the moment it takes effect or ends."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock, events
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.sentences import Sentence
from app.database.base import db
from app.database.sealed import new_uid
from app.matters import queries as matters
from app.matters.models import HoldCause, Matter
from app.matters.services import stopping
from app.notifications.services import notify
from app.people import queries as people
from app.recusals import coverage, guard, request
from app.recusals.events import COVERED, ENDED_TO_OTHERS, TO_GATEKEEPER, TO_SUBSTITUTE, TOLD
from app.recusals.models import (
    Bar,
    EndReason,
    Gatekeeper,
    Recusal,
    RecusalMatter,
    RecusalStep,
    Scope,
    Step,
)
from app.recusals.routing import Handlers, Line, handlers
from app.regulations import queries as regulations


def note(recusal: Recusal, step: Step, actor: Actor, words: dict[str, Any] | None = None) -> None:
    """Keep what somebody wrote, for good."""
    row = RecusalStep(
        uid=new_uid(), recusal_id=recusal.id, step=step, at=clock.now(), by_id=actor.person_id
    )
    row.words = words
    recusal.steps.append(row)
    db.session.flush()


# ── matters ───────────────────────────────────────────────────────────────────────────────────


def hold_covered(recusal: Recusal, *, strict: bool = False) -> list[Matter]:
    """Hold every open matter it covers, once it has begun; a substitute named takes it over.

    Gives the matters that were not known before. `strict`: raise Invalid where the substitute
    cannot take over; otherwise that matter stays held until somebody is found.
    """
    if recusal.starts_on is None or recusal.starts_on > clock.today():
        return []
    recusal.began = True
    new = []
    for matter in coverage.open_matters_within(recusal):
        if _remember(recusal, matter):
            new.append(matter)
        if _has_official(matter, recusal.substitute_id):
            release_matter(recusal, matter.id)  # somebody else is on it already and goes on
        else:
            stopping.hold(SYSTEM, matter.id, recusal.person_id, HoldCause.RECUSAL, origin=recusal)
    if recusal.substitute_id is not None:
        hand_over(recusal, recusal.substitute_id, strict=strict)
    return new


def _has_official(matter: Matter, person_id: int | None) -> bool:
    return any(one.person_id == person_id for one in matters.officials_of(matter))


def _remember(recusal: Recusal, matter: Matter) -> bool:
    if any(one.matter_id == matter.id for one in recusal.matters):
        return False
    recusal.matters.append(
        RecusalMatter(matter_id=matter.id, found_later=True, added_at=clock.now())
    )
    db.session.flush()
    return True


def hand_over(recusal: Recusal, substitute_id: int, *, strict: bool = True) -> None:
    """Put the substitute in the person's place in every open matter it covers.

    Whoever took the place before gives it up. Raises Invalid where the substitute cannot, unless
    not `strict`.
    """
    for row in recusal.matters:
        matter = matters.matter(row.matter_id)
        if matter is None or not matter.is_open or row.left_out:
            continue
        if _has_official(matter, substitute_id):
            continue
        for leaving in _holders_of_place(recusal, matter):
            if strict or not stopping.why_not(matter, leaving, substitute_id):
                stopping.hand_over(SYSTEM, matter.id, leaving, substitute_id)


def _holders_of_place(recusal: Recusal, matter: Matter) -> list[int]:
    """The person, or whoever stands in his place today."""
    today = matters.officials_of(matter)
    if any(one.person_id == recusal.person_id for one in today):
        return [recusal.person_id]
    return [one.person_id for one in today if one.replaces_id == recusal.person_id][-1:]


def release(recusal: Recusal) -> None:
    """The person is held no more by this recusal; holds by another one of his stay."""
    for row in recusal.matters:
        release_matter(recusal, row.matter_id)


def release_matter(recusal: Recusal, matter_id: int) -> None:
    """The same for one matter."""
    matter = matters.matter(matter_id)
    if matter is None or not matter.is_open or _held_by_another(recusal, matter):
        return
    stopping.release(SYSTEM, matter.id, recusal.person_id, cause=HoldCause.RECUSAL)


def _held_by_another(recusal: Recusal, matter: Matter) -> bool:
    others = coverage.of_person(recusal.person_id, clock.today())
    return any(one.id != recusal.id and coverage.covers(one, matter) for one in others)


def give_back(recusal: Recusal) -> None:
    """The person handles the covered matters again; his substitute gives up the place."""
    for row in recusal.matters:
        give_back_matter(recusal, row.matter_id)


def give_back_matter(recusal: Recusal, matter_id: int) -> None:
    """The same for one matter."""
    release_matter(recusal, matter_id)
    matter = matters.matter(matter_id)
    if matter is None or not matter.is_open or _held_by_another(recusal, matter):
        return
    for leaving in _holders_of_place(recusal, matter):
        if leaving != recusal.person_id:
            stopping.hand_over(SYSTEM, matter.id, leaving, recusal.person_id)


# ── who handles it ────────────────────────────────────────────────────────────────────────────


def line_of(person_id: int) -> Line:
    """Everybody who might handle a recusal of this person."""
    today = clock.today()
    pack = regulations.pack_on(today)
    chain = [one.id for one in people.superiors_above(person_id, today)]
    officers = [one for one in accounts.people_with_role(Role.HR_OFFICER) if one != person_id]
    designated: list[int] = []
    for holder in people.holders_of(pack.setting("pengganti_fungsi"), today):
        above = [one.id for one in people.superiors_above(holder.id, today)]
        designated += [holder.id, *above]
    return Line(chain, officers, [one for one in designated if one != person_id])


def facts_of(recusal: Recusal) -> guard.Facts:
    """What the guard looks at for a recusal."""
    found = request.guard_facts(recusal.person_id, request.of_recusal(recusal))
    if recusal.requested_at is None:
        return found
    return guard.Facts(
        recusal.person_id,
        coverage.parties_of(recusal),
        [one.matter_id for one in recusal.matters],
        found.cited_employees,
    )


def route(recusal: Recusal) -> Handlers:
    """Find out whom it concerns today and who handles it; both are kept with the record."""
    line, facts = line_of(recusal.person_id), facts_of(recusal)
    barred = guard.handlers_barred(facts, line.everybody, line.officers)
    if not guard.searched_whole(facts.parties):  # whom it no longer finds may be concerned still
        barred = {one.person_id: one.reason for one in recusal.bars} | barred
    _keep_bars(recusal, barred)
    pack = regulations.pack_on(clock.today())
    by_superior = pack.setting("penarikan_diri_pemutus") == "atasan_langsung"
    found = handlers(line, barred, superior_decides=by_superior)
    recusal.decider_id, recusal.outside = found.decider, found.outside
    recusal.decider_note = _passed_over(found.decider_skipped, found.outside)
    return found


def _keep_bars(recusal: Recusal, barred: dict[int, str]) -> None:
    known = {one.person_id: one for one in recusal.bars}
    for person_id, reason in barred.items():
        if person_id in known:
            known[person_id].reason = reason
        else:
            recusal.bars.append(Bar(person_id=person_id, reason=reason))
    for gone in set(known) - set(barred):
        recusal.bars.remove(known[gone])
    db.session.flush()


def _passed_over(skipped: Sequence[Any], outside: bool) -> str | None:
    lines = people.passed_over(skipped)
    if outside:
        lines.append(str(regulations.pack_on(clock.today()).setting("di_luar_sistem")))
    return "\n".join(lines) or None


def passed_over(found: Handlers) -> str | None:
    """Who was passed over for the superior's answer, in words."""
    return _passed_over(found.superior_skipped, False)


def free_officers(recusal: Recusal) -> list[int]:
    """The officers of HR it does not concern."""
    barred = {one.person_id for one in recusal.bars}
    return [
        one
        for one in accounts.people_with_role(Role.HR_OFFICER)
        if one not in barred and one not in (recusal.person_id, recusal.answered_by_id)
    ]


# ── who is told ───────────────────────────────────────────────────────────────────────────────


def tell_substitute(event: Event) -> None:
    """Whoever took over a matter was told by the matter itself; others are told here."""
    recusal: Recusal = event.subject
    taken = any(
        (matter := matters.matter(row.matter_id)) is not None
        and matters.successor_of(matter, recusal.person_id) == recusal.substitute_id
        for row in recusal.matters
    )
    if not taken:
        notify(event, _ids(recusal.substitute_id), TO_SUBSTITUTE, code="N-13")


def tell_gatekeepers(actor: Actor, recusal: Recusal) -> None:
    """Tell each once, and keep when: the proof that he knows (5 CFR 2634.804)."""
    waiting = [one for one in recusal.gatekeepers if one.told_at is None]
    if not waiting:
        return
    event = Event(TOLD, actor, recusal, {"gatekeepers": [one.person_id for one in waiting]})
    events.emit(event)
    notify(event, [one.person_id for one in waiting], TO_GATEKEEPER, code="N-13")
    for one in waiting:
        one.told_at = clock.now()


def tell_the_end(event: Event) -> None:
    """Substitute, gatekeepers and those with a copy learn that it is over."""
    recusal: Recusal = event.subject
    told = [
        *_ids(recusal.substitute_id),
        *(one.person_id for one in recusal.gatekeepers),
        *(one.person_id for one in recusal.copies),
    ]
    known = {recusal.person_id, recusal.superior_id}
    notify(event, [one for one in told if one not in known], ENDED_TO_OTHERS, code="N-13")


def _ids(*found: int | None) -> list[int]:
    return [one for one in found if one is not None]


def tell_covered(recusal: Recusal, new: Sequence[Matter]) -> None:
    for matter in new:
        events.emit(Event(COVERED, SYSTEM, recusal, {"matter_id": matter.id}))


# ── the end ───────────────────────────────────────────────────────────────────────────────────


def close(recusal: Recusal, reason: EndReason) -> None:
    """The effect is over: with this day when the matter was decided, else before it."""
    today = clock.today()
    last = today - timedelta(days=1)
    if reason is EndReason.MATTER:
        last = today
    elif reason is EndReason.DATE and recusal.ends_on is not None:
        last = recusal.ends_on
    recusal.effective_until = max(last, (recusal.starts_on or today) - timedelta(days=1))
    recusal.ended_at, recusal.end_reason = clock.now(), reason


def is_over(recusal: Recusal) -> EndReason | None:
    """Why it ends by itself today, if it does."""
    if recusal.ends_on is not None and recusal.ends_on < clock.today():
        return EndReason.DATE
    if recusal.ends_with and recusal.ends_with.value == "matter" and _all_done(recusal):
        return EndReason.MATTER
    if recusal.ends_with and recusal.ends_with.value == "interest" and interests_over(recusal):
        return EndReason.INTEREST
    return None


def _all_done(recusal: Recusal) -> bool:
    ids = [one.matter_id for one in recusal.matters if not one.left_out]
    if not ids or recusal.scope is not Scope.MATTER:
        return False
    rows = db.session.scalars(sa.select(Matter).where(Matter.id.in_(ids)))
    return all(not one.is_open for one in rows)


def interests_over(recusal: Recusal) -> bool:
    """Whether every interest it was asked for has ended; not so where it cites none."""
    held = request.current_interests(recusal.person_id)
    return bool(recusal.cited) and all(one.interest_id not in held for one in recusal.cited)


def check_substitute(recusal: Recusal, substitute_id: int, field: str = "substitute") -> None:
    """Raise Invalid unless this person may take over (pagar benturan, asked now)."""
    reason = guard.why_not(facts_of(recusal), substitute_id)
    if reason is None:
        return
    sentence = Sentence("Pengganti tidak lolos pagar benturan: %(reason)s.", reason=reason)
    raise Invalid(fields={field: sentence})


def same_version(recusal: Recusal, revision: int | None) -> None:
    """Raise WrongState when somebody else changed it since the page was shown."""
    if revision is not None and revision != recusal.revision:
        raise WrongState("Orang lain lebih dulu mengubah permohonan ini. Muat ulang, lalu periksa.")


def gatekeepers_from(recusal: Recusal, named: Iterable[tuple[int, Any]]) -> None:
    known = {(one.person_id, one.way) for one in recusal.gatekeepers}
    for person_id, way in named:
        if (person_id, way) not in known:
            known.add((person_id, way))
            recusal.gatekeepers.append(
                Gatekeeper(person_id=person_id, way=way, named_at=clock.now())
            )
    db.session.flush()
