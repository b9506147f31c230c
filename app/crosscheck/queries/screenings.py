"""Reading screenings, always as somebody: one's own, and nothing that concerns the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload, selectinload

from app.core import policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.crosscheck import origins
from app.crosscheck.guard import unbound
from app.crosscheck.models import (
    DeclarationOpening,
    Screening,
    ScreeningMatch,
    ScreeningState,
)
from app.crosscheck.sheets import Sheet, sheet_of
from app.database.base import db
from app.database.paging import Paged, page_of
from app.database.reading import reaches, record_for
from app.disclosures.models import Disclosure, DisclosureVersion
from app.documents.models import Document
from app.documents.queries import letters_of
from app.people.models import Person
from app.people.queries.conditions import holds


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `screening.read`, said in SQL."""
    me = actor.person_id if actor.person_id is not None else -1
    if not policy.can(actor, "screening.list"):
        return sa.false()
    return sa.and_(Screening.opened_by_id == me, origins.may_be_known(actor), unbound(me))


def may_search(actor: Actor) -> bool:
    """Whether the actor may search without a case."""
    return policy.can(actor, "screening.open")


def is_shown(actor: Actor) -> bool:
    """Whether there is a list of screenings for the actor."""
    return policy.can(actor, "screening.list")


def known_to(actor: Actor) -> sa.Select[Any]:
    """The ids of the screenings whose existence this actor may learn of from the trail."""
    return sa.select(Screening.id).where(origins.may_be_known(actor))


def origin_page(actor: Actor, screening: Screening) -> str | None:
    """The page of the complaint it serves, for whoever reads the screening."""
    policy.require(actor, "screening.read", screening)
    return origins.page_of(screening.origin_type, screening.origin_id)


def screening_for(actor: Actor, screening_id: int) -> Screening:
    """The screening, or NotFound for whoever may not read it."""
    return record_for(actor, "screening.read", Screening, screening_id)


def screenings_visible_to(
    actor: Actor, number: int = 1, state: str = "", text: str = ""
) -> Paged[Screening]:
    """One's own screenings; `state` narrows them to "open" or "saved", `text` to part of the number
    or of the accused employee's name."""
    policy.require(actor, "screening.list")
    query = sa.select(Screening).where(visible(actor))
    if state in {one.value for one in ScreeningState}:
        query = query.where(Screening.state == ScreeningState(state))
    if text:
        named = sa.select(Person.id).where(holds(Person.name, text))
        query = query.where(sa.or_(holds(Screening.number, text), Screening.subject_id.in_(named)))
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
