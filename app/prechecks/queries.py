"""Reading checks, always as somebody; candidates for a matter; and what other features ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import clock, policy
from app.core.actor import Actor
from app.crosscheck.outside_facts import OutsideFact, Question, SourceKind
from app.database.base import db
from app.database.facts import fact
from app.database.paging import Paged, page_of
from app.database.reading import reaches, record_for
from app.documents.models import Document
from app.documents.queries import letters_of
from app.matters import obstacles
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.models import Matter
from app.matters.obstacles import Obstacle
from app.people import queries as people
from app.people.models import Appointment, Person
from app.prechecks import checking
from app.prechecks.models import CheckState, Precheck

LINKED = "Ada hubungan tercatat dengan pihak urusan ini."
ALREADY = "Sudah menjadi petugas urusan ini."
_MOST_CANDIDATES = 60


def check_for(actor: Actor, check_id: int) -> Precheck:
    """The check, or NotFound for whoever may not read it."""
    return record_for(actor, "precheck.read", Precheck, check_id)


def may_read(actor: Actor, check_id: int) -> bool:
    """Whether this actor may read the check: asked by its letter and mail about it."""
    return reaches(actor, "precheck.read", Precheck, check_id)


def letters_for(actor: Actor, check: Precheck) -> list[Document]:
    """DOK-14 of this check, oldest first."""
    policy.require(actor, "precheck.read", check)
    return letters_of(Precheck.__tablename__, [check.id])


@dataclass(frozen=True)
class Aftermath:
    """What became of a stopped matter for its official: still held, and the recusal he reads of."""

    held: bool
    recusal_page: str


def aftermath_for(actor: Actor, check: Precheck) -> Aftermath:
    """Whether the stop that a check led to still stands today."""
    policy.require(actor, "precheck.read", check)
    told = obstacles.told_by_others(check.person_id, check.matter_id, clock.today())
    held = any(one.released_at is None and one.stops(check.person_id) for one in check.matter.holds)
    return Aftermath(held and check.matter.is_open, told.page if told else "")


def checks_visible_to(actor: Actor, number: int = 1) -> Paged[Precheck]:
    """One's own checks."""
    policy.require(actor, "precheck.list")
    own = (
        sa.select(Precheck)
        .where(Precheck.person_id == actor.person_id)
        .options(joinedload(Precheck.matter), raiseload("*"))
        .order_by(Precheck.id.desc())
    )
    return page_of(own, number)


def asked_of(actor: Actor) -> list[Precheck]:
    """Checks whose maker waits for this superior's direction, the oldest first."""
    return list(
        db.session.scalars(
            sa.select(Precheck)
            .where(Precheck.superior_id == actor.person_id, Precheck.state == CheckState.ASKED)
            .options(joinedload(Precheck.person), joinedload(Precheck.matter), raiseload("*"))
            .order_by(Precheck.id)
        )
    )


def waiting_for(actor: Actor) -> int:
    """How many wait for direction: the badge of the menu."""
    return _waiting_for(actor) or 0


@fact
def _waiting_for(actor: Actor) -> sa.Select[int]:
    return sa.select(sa.func.count(Precheck.id)).where(
        Precheck.superior_id == actor.person_id, Precheck.state == CheckState.ASKED
    )


# ── candidates ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Candidate:
    """Somebody of the unit: may he take the matter, or why not; how many open matters he has."""

    person: Person
    post: str
    why_not: str
    load: int

    @property
    def free(self) -> bool:
        return not self.why_not


@dataclass(frozen=True)
class Coverage:
    """Everybody who might take a matter, the free ones first. `none_left`: nobody can."""

    candidates: Sequence[Candidate]

    @property
    def none_left(self) -> bool:
        return not any(one.free for one in self.candidates)


def candidates_for(actor: Actor, matter: Matter) -> Coverage:
    """Who of the matter's unit could take it. The reader learns only that a link is on record."""
    policy.require(actor, "matter.read", matter)
    return coverage_of(matter)


def coverage_of(matter: Matter) -> Coverage:
    """The same for other features' use cases, which have asked for the right already."""
    today = clock.today()
    posts = _colleagues(matter.unit_id, today)
    parties = matters.parties_of(matter)
    linked = checking.linked(posts, parties)
    inside = {one.person_id for one in matters.officials_of(matter)}
    loads = matters.open_loads(posts)
    found = [
        Candidate(
            post.person, post.title, _why_not(person_id, matter, linked, inside), loads[person_id]
        )
        for person_id, post in posts.items()
    ]
    return Coverage(sorted(found, key=lambda one: (not one.free, one.load, one.person.sort_name)))


def _why_not(person_id: int, matter: Matter, linked: set[int], inside: set[int]) -> str:
    if person_id in inside:
        return ALREADY
    if person_id in linked:
        return LINKED
    obstacle = matters.obstacle_to(person_id, matter)
    return obstacle.reason if obstacle else ""


def _colleagues(unit_id: int, day: date) -> dict[int, Appointment]:
    """Who serves in the unit with a part in decisions; everybody, where nobody has one."""
    rows = db.session.scalars(
        sa.select(Appointment)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            people.main_post_on(day),
            Appointment.unit_id == unit_id,
            sa.or_(Person.left_on.is_(None), Person.left_on > day),
        )
        .options(joinedload(Appointment.person), raiseload("*"))
        .order_by(Person.sort_name)
    ).all()
    deciding = [one for one in rows if one.risk_positions]
    return {one.person_id: one for one in (deciding or rows)[:_MOST_CANDIDATES]}


def recorded_link(person_id: int, matter_id: int, _day: date) -> Obstacle | None:
    """For `matters.obstacles`: nobody with a recorded link takes a place in a matter.

    Whoever is in it already is stopped by his own check or recusal, not by this.
    """
    matter = matters.matter(matter_id)
    if matter is None or any(one.person_id == person_id for one in matter.officials):
        return None
    found = checking.linked([person_id], matters.parties_of(matter))
    return Obstacle(LINKED) if found else None


# ── for the cross-check ───────────────────────────────────────────────────────────────────────


def for_crosscheck(question: Question) -> list[OutsideFact]:
    """Checks the subject made about these parties by the decision day (S-81)."""
    rows = db.session.scalars(
        sa.select(Precheck)
        .where(Precheck.person_id == question.subject_id)
        .options(joinedload(Precheck.matter))
        .order_by(Precheck.id)
    )
    facts = []
    for check in rows:
        on = clock.local(check.checked_at).date()
        named = [Party.stored(one["kind"], one) for one in check.words["parties"]]
        meant = tuple(
            asked.party_id
            for asked in question.parties
            if any(
                Party.of(asked.kind, asked.name, asked.numbers.get("nib", ""),
                         asked.numbers.get("npwp", "")).is_same_as(one)
                for one in named
            )
        )  # fmt: skip
        if meant and on <= question.decision_on:
            sentence = f"Hasil cek: {check.colour.label.rstrip('.')}."
            facts.append(OutsideFact(SourceKind.CHECK, check.number, on, sentence, party_ids=meant))
    return facts


def matters_for_crosscheck(question: Question) -> list[OutsideFact]:
    """Other matters of the subject with the same party (S-81), each once."""
    with_it: dict[int, list[int]] = {}
    for asked in question.parties:
        party = Party.of(
            asked.kind, asked.name, asked.numbers.get("nib", ""), asked.numbers.get("npwp", "")
        )
        for matter_id in matters.matters_with([party], question.subject_id, ever=True):
            with_it.setdefault(matter_id, []).append(asked.party_id)
    facts = []
    for one in matters.facts_of(with_it).values():
        if one.received_on <= question.decision_on and one.id != question.matter_id:
            sentence = f"Urusan {one.kind.label.lower()}, {one.state.label.lower()}."
            facts.append(
                OutsideFact(
                    SourceKind.MATTER, one.number, one.received_on, sentence,
                    party_ids=tuple(with_it[one.id]), url=f"/urusan/{one.id}",
                )
            )  # fmt: skip
    return facts
