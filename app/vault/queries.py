"""Reading the vault as somebody: requests to answer, own requests, what a reporter is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.database.base import db
from app.database.facts import fact
from app.database.paging import Paged, page_of
from app.database.reading import reaches, record_for
from app.vault import office
from app.vault.models import (
    Box,
    Custodian,
    Identity,
    Opening,
    OpeningAnswer,
    OpeningState,
    Reason,
)
from app.vault.subjects import SubjectKind, kind_of

# ── for the features whose identities are guarded ─────────────────────────────────────────────


def ready() -> bool:
    """Whether identities can be sealed: at least two custodians are in office."""
    return len(office.in_office()) >= office.FEWEST


def identity_of(subject_type: str, subject_id: int) -> Identity | None:
    return db.session.scalar(
        sa.select(Identity).where(
            Identity.subject_type == subject_type, Identity.subject_id == subject_id
        )
    )


@dataclass(frozen=True)
class OpenedLine:
    """What a reporter is told of one opening: when, by which office and for what; never a name."""

    at: datetime
    role: Role
    reason: Reason
    read: bool


def openings_of(subject_type: str, subject_id: int) -> list[OpenedLine]:
    """Every opening both custodians granted, oldest first: for the reporter's own page."""
    return [
        OpenedLine(one.opened_at, one.asked_as, one.reason, one.read_at is not None)
        for one in db.session.scalars(
            sa.select(Opening)
            .join(Identity, Identity.id == Opening.identity_id)
            .where(
                Identity.subject_type == subject_type,
                Identity.subject_id == subject_id,
                Opening.opened_at.is_not(None),
            )
            .order_by(Opening.opened_at, Opening.id)
        )
        if one.opened_at is not None
    ]


def case_page(actor: Actor, opening: Opening) -> str | None:
    """The page of the case it is about, for whoever handles it; custodians do not."""
    kind, subject_id = kind_of_opening(opening), opening.identity.subject_id
    return kind.page_of(subject_id) if kind.may_ask(actor, subject_id) else None


def may_ask(actor: Actor, subject_type: str, subject_id: int) -> bool:
    """Whether this actor may ask to open the identity behind this record: the link to the page."""
    found = identity_of(subject_type, subject_id)
    return found is not None and found.erased_at is None and policy.can(actor, "vault.ask", found)


# ── requests ──────────────────────────────────────────────────────────────────────────────────


def identity_for(actor: Actor, subject_type: str, subject_id: int) -> Identity:
    """The sealed identity of a record the actor handles. Raises NotFound."""
    found = identity_of(subject_type, subject_id)
    if found is None or found.erased_at is not None or not policy.can(actor, "vault.ask", found):
        raise NotFound(f"{subject_type}/{subject_id}")
    return found


def running_of(actor: Actor, identity: Identity) -> Opening | None:
    """The actor's own request for this identity that still waits or can still be read."""
    return db.session.scalar(
        sa.select(Opening).where(
            Opening.identity_id == identity.id,
            Opening.requester_id == actor.person_id,
            sa.or_(
                sa.and_(Opening.state.in_(office.RUNNING), Opening.answer_by > clock.now()),
                sa.and_(Opening.state == OpeningState.OPEN, Opening.readable_until > clock.now()),
            ),
        )
    )


def opening_for(actor: Actor, opening_id: int) -> Opening:
    """One request, for its requester and the custodians who may answer it. Raises NotFound."""
    return record_for(actor, "vault.see", Opening, opening_id)


def may_read(actor: Actor, opening_id: int) -> bool:
    """Whether a notice about this request still concerns the actor."""
    return reaches(actor, "vault.see", Opening, opening_id)


def kind_of_opening(opening: Opening) -> SubjectKind:
    return kind_of(opening.identity.subject_type)


def number_of(opening: Opening) -> str:
    """How those who handle the record call it."""
    return kind_of_opening(opening).number_of(opening.identity.subject_id)


def numbers_of(openings: Iterable[Opening]) -> dict[int, str]:
    """The same of several requests, by their ids."""
    asked: dict[str, set[int]] = {}
    wanted = [(one.id, one.identity.subject_type, one.identity.subject_id) for one in openings]
    for _id, subject_type, subject_id in wanted:
        asked.setdefault(subject_type, set()).add(subject_id)
    found = {kind: kind_of(kind).numbers(ids) for kind, ids in asked.items()}
    return {opening_id: found[kind][subject_id] for opening_id, kind, subject_id in wanted}


def _whole() -> sa.Select[Opening]:
    return sa.select(Opening).options(
        joinedload(Opening.identity),
        joinedload(Opening.requester),
        selectinload(Opening.answers).joinedload(OpeningAnswer.by),
    )


def waiting_visible_to(actor: Actor) -> list[Opening]:
    """The requests this custodian has yet to answer, most urgent first."""
    if not office.holds_office(actor.person_id):
        return []
    running = db.session.scalars(
        _whole().where(Opening.state.in_(office.RUNNING)).order_by(Opening.answer_by, Opening.id)
    )
    silent = [one for one in running if not office.has_answered(actor.person_id, one)]
    return office.answerable(actor.person_id, silent)


def waiting_count(actor: Actor) -> int:
    return len(waiting_visible_to(actor))


def answered_visible_to(actor: Actor, number: int = 1) -> Paged[Opening]:
    """The requests this person answered, newest first."""
    wanted = _whole().where(
        Opening.id.in_(
            sa.select(OpeningAnswer.opening_id).where(OpeningAnswer.by_id == actor.person_id)
        )
    )
    return page_of(wanted.order_by(Opening.id.desc()), number)


def asked_visible_to(actor: Actor, number: int = 1) -> Paged[Opening]:
    """The actor's own requests, newest first."""
    wanted = _whole().where(Opening.requester_id == actor.person_id)
    return page_of(wanted.order_by(Opening.id.desc()), number)


def has_door(actor: Actor) -> bool:
    """Whether the actor keeps a key or ever asked: whether he finds the vault in the navigation."""
    return bool(_has_door(actor))


@fact
def _has_door(actor: Actor) -> sa.Select[bool]:
    keeps = sa.exists().where(Custodian.person_id == actor.person_id, Custodian.ended_at.is_(None))
    asked = sa.exists().where(Opening.requester_id == actor.person_id)
    return sa.select(sa.or_(keeps, asked))


def is_readable(opening: Opening) -> bool:
    """Whether the requester may read now."""
    until = opening.readable_until
    return opening.state is OpeningState.OPEN and until is not None and clock.now() < until


def due_openings() -> list[int]:
    """Requests whose time is over but which nobody has closed yet."""
    now = clock.now()
    return list(
        db.session.scalars(
            sa.select(Opening.id).where(
                sa.or_(
                    sa.and_(Opening.state.in_(office.RUNNING), Opening.answer_by <= now),
                    sa.and_(Opening.state == OpeningState.OPEN, Opening.readable_until <= now),
                )
            )
        )
    )


# ── keys ──────────────────────────────────────────────────────────────────────────────────────


def own_office_of(actor: Actor) -> Custodian | None:
    """The actor's own office and key status, if he is a custodian."""
    return office.of_person(actor.person_id)


@dataclass(frozen=True)
class Standing:
    """How the vault stands, for the command line: numbers and names of offices only."""

    custodians: Sequence[Custodian]
    identities: int
    incomplete: int
    running: int


def standing_for(actor: Actor) -> Standing:
    """Raises NotFound for anybody but the system."""
    if not policy.can(actor, "vault.keep"):
        raise NotFound("vault")
    custodians = office.in_office()
    wanted = len(custodians) * (len(custodians) - 1)
    alive = Identity.erased_at.is_(None)
    boxes_in_force = (
        sa.select(sa.func.count())
        .select_from(Identity)
        .where(alive, _boxes_of_identity([one.id for one in custodians]) < wanted)
    )
    count = sa.select(sa.func.count())
    return Standing(
        custodians,
        db.session.scalar(count.select_from(Identity).where(alive)) or 0,
        db.session.scalar(boxes_in_force) or 0,
        db.session.scalar(
            count.select_from(Opening).where(Opening.state.in_(office.RUNNING))
        ) or 0,
    )  # fmt: skip


def _boxes_of_identity(custodian_ids: Sequence[int]) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count(Box.id))
        .where(
            Box.identity_id == Identity.id,
            Box.first_id.in_(custodian_ids),
            Box.second_id.in_(custodian_ids),
        )
        .correlate(Identity)
        .scalar_subquery()
    )
