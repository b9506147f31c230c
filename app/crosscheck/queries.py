"""Reading screenings, always as somebody: one's own, and nothing that concerns the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload, selectinload

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.crosscheck import origins
from app.crosscheck.guard import guard_of
from app.crosscheck.models import (
    DeclarationOpening,
    Finding,
    FindingState,
    IndexEntry,
    OtherName,
    Rule,
    Screening,
    ScreeningMatch,
    ScreeningState,
    StruckName,
    Sweep,
    SweepHit,
    SweepState,
)
from app.crosscheck.sheets import Sheet, sheet_of
from app.database.base import db
from app.database.paging import PAGE_SIZE, Paged, nearest_page, page_of, page_read
from app.database.reading import reaches, record_for
from app.disclosures.models import Disclosure, DisclosureVersion, InterestVersion
from app.documents.models import Document
from app.documents.queries import letters_of
from app.people import queries as people
from app.people.models import Appointment, Person

HITS_A_PAGE = 50
MOST_LISTS = 100
MOST_EXPORTED = 50_000


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `screening.read`, said in SQL."""
    me = actor.person_id if actor.person_id is not None else -1
    if not policy.can(actor, "screening.list"):
        return sa.false()
    return sa.and_(Screening.opened_by_id == me, Screening.subject_id != me, origins.open_to(actor))


def may_search(actor: Actor) -> bool:
    """Whether the actor may search without a case."""
    return policy.can(actor, "screening.open")


def is_shown(actor: Actor) -> bool:
    """Whether there is a list of screenings for the actor."""
    return policy.can(actor, "screening.list")


def known_to(actor: Actor) -> sa.Select[Any]:
    """The ids of the screenings whose existence this actor may learn of from the trail."""
    me = actor.person_id if actor.person_id is not None else -1
    return sa.select(Screening.id).where(Screening.subject_id != me, origins.open_to(actor))


def origin_page(actor: Actor, screening: Screening) -> str | None:
    """The page of the complaint it serves, for whoever reads the screening."""
    policy.require(actor, "screening.read", screening)
    return origins.page_of(screening.origin_type, screening.origin_id)


def screening_for(actor: Actor, screening_id: int) -> Screening:
    """The screening, or NotFound for whoever may not read it."""
    return record_for(actor, "screening.read", Screening, screening_id)


def screenings_visible_to(actor: Actor, number: int = 1, state: str = "") -> Paged[Screening]:
    """One's own screenings; `state` narrows them to "open" or "saved"."""
    policy.require(actor, "screening.list")
    query = sa.select(Screening).where(visible(actor))
    if state in {one.value for one in ScreeningState}:
        query = query.where(Screening.state == ScreeningState(state))
    shown = joinedload(Screening.subject), selectinload(Screening.parties), raiseload("*")
    return page_of(query.options(*shown).order_by(Screening.id.desc()), number)


def open_count(actor: Actor) -> int:
    """How many of one's own screenings wait to be judged: the badge of the menu."""
    if actor.person_id is None:
        return 0
    return (
        db.session.scalar(
            sa.select(sa.func.count(Screening.id)).where(
                visible(actor), Screening.state == ScreeningState.OPEN
            )
        )
        or 0
    )


def sheet_for(actor: Actor, screening: Screening) -> Sheet:
    """Everything the screening says now."""
    policy.require(actor, "screening.read", screening)
    return sheet_of(actor, screening)


def match_for(actor: Actor, screening: Screening, match_id: int) -> ScreeningMatch:
    """One match of a screening that is shown to its searcher. Raises NotFound."""
    sheet = sheet_for(actor, screening)
    for weighed in sheet.weighing.matches:
        if weighed.match.id == match_id:
            return weighed.match
    raise NotFound(f"match {match_id}")


def letters_for(actor: Actor, screening: Screening) -> list[Document]:
    """DOK-09 of this screening, oldest first."""
    policy.require(actor, "screening.read", screening)
    return letters_of("screenings", [screening.id])


def may_read(actor: Actor, screening_id: int) -> bool:
    """Whether this actor may read the screening: asked by its letters."""
    return reaches(actor, "screening.read", Screening, screening_id)


@dataclass(frozen=True)
class Opened:
    """A whole declaration opened inside a screening, for the reason given."""

    opening: DeclarationOpening
    number: str
    owner: str
    content: Mapping[str, Any]
    pack_id: str
    version: int


def opened_declaration_for(actor: Actor, screening: Screening, opening_id: int) -> Opened:
    """What was opened; only the opener sees it. Raises NotFound."""
    policy.require(actor, "screening.open_declaration", screening)
    row = db.session.execute(
        sa.select(DeclarationOpening, DisclosureVersion, Disclosure.number, Person.name)
        .join(DisclosureVersion, DisclosureVersion.id == DeclarationOpening.disclosure_version_id)
        .join(Disclosure, Disclosure.id == DisclosureVersion.disclosure_id)
        .join(Person, Person.id == Disclosure.person_id)
        .where(
            DeclarationOpening.id == opening_id,
            DeclarationOpening.screening_id == screening.id,
            DeclarationOpening.by_id == actor.person_id,
        )
    ).first()
    if row is None:
        raise NotFound(f"opening {opening_id}")
    opening, version, number, owner = row
    return Opened(opening, number or "", owner, version.content, version.pack_id, version.number)


def party_names(screening: Screening) -> list[str]:
    """The parties as typed, in their order."""
    return [party.words["name"] for party in screening.parties]


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


def sweep_for(actor: Actor, sweep_id: int) -> Sweep:
    """The list, or NotFound for whoever did not upload it."""
    return record_for(actor, "sweep.read", Sweep, sweep_id)


def sweeps_visible_to(actor: Actor) -> Sequence[Sweep]:
    """One's own lists, newest first."""
    policy.require(actor, "sweep.list")
    return list(
        db.session.scalars(
            sa.select(Sweep)
            .where(Sweep.opened_by_id == actor.person_id)
            .options(raiseload("*"))
            .order_by(Sweep.id.desc())
            .limit(MOST_LISTS)
        )
    )


@dataclass(frozen=True)
class HitFilter:
    """Which results of a list are wanted: "identik", "strong", "possible", "baru" or all."""

    strength: str = ""


@dataclass(frozen=True)
class HitLine:
    """One result with whose interest it is and where that employee serves."""

    hit: SweepHit
    owner: str
    post: str
    is_new: bool


def hits_visible_to(
    actor: Actor, sweep: Sweep, wanted: HitFilter, number: int = 1
) -> Paged[HitLine]:
    """Results of one's own list."""
    hits = _hits(actor, sweep, wanted)
    return page_read(hits, number, lambda part: _hit_lines(sweep, part), HITS_A_PAGE)


def exported_hits_for(actor: Actor, sweep: Sweep, wanted: HitFilter) -> Sequence[HitLine]:
    """The same without pages, at most MOST_EXPORTED."""
    return _hit_lines(sweep, _hits(actor, sweep, wanted).limit(MOST_EXPORTED))


def _hits(actor: Actor, sweep: Sweep, wanted: HitFilter) -> Any:
    policy.require(actor, "sweep.read", sweep)
    me = guard_of(actor).person_id
    # A declaration filed since may have named the reader: what concerns him stays out.
    naming_me = sa.select(InterestVersion.interest_id).where(InterestVersion.employee_id == me)
    query = sa.select(SweepHit).where(
        SweepHit.sweep_id == sweep.id,
        SweepHit.owner_id != me,
        SweepHit.interest_id.not_in(naming_me),
    )
    if wanted.strength == "identik":
        query = query.where(SweepHit.identical.is_not(None))
    elif wanted.strength == "baru":
        query = query.where(SweepHit.round == sweep.round, SweepHit.round > 1)
    elif wanted.strength:
        query = query.where(SweepHit.band == wanted.strength)
    return query.order_by(SweepHit.rank, SweepHit.line, SweepHit.id)


def _hit_lines(sweep: Sweep, query: Any) -> list[HitLine]:
    hits = list(db.session.scalars(query.options(joinedload(SweepHit.owner), raiseload("*"))))
    posts = people.posts_of({hit.owner_id for hit in hits}, clock.today())
    return [
        HitLine(hit, hit.owner.name, _post(posts.get(hit.owner_id)), sweep.round == hit.round > 1)
        for hit in hits
    ]


def _post(post: Appointment | None) -> str:
    return f"{post.title}, {post.unit.name}" if post else ""


def hit_for(actor: Actor, hit_id: int) -> SweepHit:
    """One result of one's own list. Raises NotFound."""
    hit = db.session.get(SweepHit, hit_id)
    if hit is None:
        raise NotFound(f"hit {hit_id}")
    sweep = sweep_for(actor, hit.sweep_id)
    if db.session.scalar(_hits(actor, sweep, HitFilter()).where(SweepHit.id == hit_id)) is None:
        raise NotFound(f"hit {hit_id}")
    return hit


def is_stale(sweep: Sweep) -> bool:
    """Whether something was declared since the list was checked."""
    newest = db.session.scalar(sa.select(sa.func.max(IndexEntry.id))) or 0
    return sweep.state is SweepState.DONE and newest > sweep.seen_entry_id


# ── findings ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class FindingFilter:
    """Which findings are wanted; without a state, those that still wait."""

    state: str = ""
    rule: str = ""


def finding_visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `finding.read`, said in SQL."""
    if not policy.can(actor, "finding.list"):
        return sa.false()
    me = actor.person_id if actor.person_id is not None else -1
    return sa.and_(
        Finding.subject_id != me, sa.or_(Finding.other_id.is_(None), Finding.other_id != me)
    )


def finding_for(actor: Actor, finding_id: int) -> Finding:
    """The finding, or NotFound for whoever is concerned by it."""
    return record_for(actor, "finding.read", Finding, finding_id)


def findings_visible_to(actor: Actor, wanted: FindingFilter, number: int = 1) -> Paged[Finding]:
    """The queue of hints (S-84)."""
    policy.require(actor, "finding.list")
    query = sa.select(Finding).where(finding_visible(actor))
    if wanted.state:
        query = query.where(Finding.state == FindingState(wanted.state))
    else:
        query = query.where(Finding.holds)
    if wanted.rule:
        query = query.where(Finding.rule == Rule(wanted.rule))
    query = query.options(joinedload(Finding.subject), joinedload(Finding.other), raiseload("*"))
    return page_of(query.order_by(Finding.found_at.desc(), Finding.id.desc()), number)


def new_findings(actor: Actor) -> int:
    """How many hints nobody has looked at: the badge of the menu."""
    return (
        db.session.scalar(
            sa.select(sa.func.count(Finding.id)).where(
                finding_visible(actor), Finding.state == FindingState.NEW, Finding.holds
            )
        )
        or 0
    )


@dataclass(frozen=True)
class Month:
    """How useful the hints of a month were: of those decided, how many led to something."""

    first_day: date
    found: int
    followed_up: int
    dismissed: int

    @property
    def precision(self) -> float | None:
        """0…1; None while nothing was decided."""
        decided = self.followed_up + self.dismissed
        return self.followed_up / decided if decided else None


def precision_visible_to(actor: Actor, months: int = 12) -> Sequence[Month]:
    """The monthly figures, newest first (peers F20): counts only, of what the reader may see."""
    policy.require(actor, "finding.list")
    figures: dict[date, list[int]] = {}
    for found_at, decided_at, state in db.session.execute(
        sa.select(Finding.found_at, Finding.decided_at, Finding.state).where(finding_visible(actor))
    ):
        _figure(figures, found_at)[0] += 1
        if decided_at is not None and state in _DECIDED:
            _figure(figures, decided_at)[_DECIDED[state]] += 1
    newest = sorted(figures, reverse=True)[:months]
    return [Month(first, *figures[first]) for first in newest]


_DECIDED: Mapping[FindingState, int] = {FindingState.FOLLOWED_UP: 1, FindingState.NO_PROBLEM: 2}


def _figure(figures: dict[date, list[int]], moment: datetime) -> list[int]:
    return figures.setdefault(clock.local(moment).date().replace(day=1), [0, 0, 0])


# ── other names ───────────────────────────────────────────────────────────────────────────────


def other_names_visible_to(actor: Actor, sought: str = "", number: int = 1) -> Paged[OtherName]:
    """The office's list, newest first; `sought`: letters that one of the two names holds.

    The names are sealed, so all are opened to be searched: a list kept by hand.
    """
    policy.require(actor, "other_name.list")
    entries = _other_names(sought)
    number = nearest_page(number, len(entries))
    return Paged(entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number, len(entries))


def exported_other_names_for(actor: Actor, sought: str = "") -> Sequence[OtherName]:
    """The same in full."""
    policy.require(actor, "other_name.list")
    return _other_names(sought)


def _other_names(sought: str) -> Sequence[OtherName]:
    shown = (
        joinedload(OtherName.by),
        joinedload(OtherName.struck).joinedload(StruckName.by),
        raiseload("*"),
    )
    asked = sa.select(OtherName).options(*shown).order_by(OtherName.id.desc())
    letters = sought.strip().casefold()
    return [
        entry
        for entry in db.session.scalars(asked)
        if letters in f"{entry.words['name']}\n{entry.words['other']}".casefold()
    ]


def other_name_for(actor: Actor, entry_id: int) -> OtherName:
    """One entry for whoever may strike it. Raises NotFound."""
    return record_for(actor, "other_name.change", OtherName, entry_id)


def may_change_other_names(actor: Actor) -> bool:
    return policy.can(actor, "other_name.change")
