"""What the portal reads for somebody without an account: units, colleagues by name, kinds, one's own."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.attachments.models import Attachment
from app.complaints import codes
from app.complaints.models import Complaint, Draft
from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.people import queries as people
from app.people.models import Unit
from app.people.queries import Hit
from app.regulations import queries as regulations
from app.vault import queries as vault


def is_open() -> bool:
    """Whether complaints can be received: without custodians nobody could keep an identity."""
    return vault.ready()


def units_to_choose() -> Sequence[Unit]:
    return db.session.scalars(sa.select(Unit).order_by(Unit.name)).all()


def unit_name(unit_id: int | None) -> str:
    unit = people.unit(unit_id) if unit_id is not None else None
    return unit.name if unit is not None else ""


def people_named(words: str, most: int) -> list[Hit]:
    """Name, unit and post only; the caller has counted the try."""
    return people.search_people(words, most)


def colleague(person_id: int | None) -> Hit | None:
    """Somebody picked before."""
    person = people.person(person_id) if person_id is not None else None
    if person is None:
        return None
    post = people.post_of(person.id, clock.today())
    unit = post.unit.name if post is not None and post.unit is not None else ""
    return Hit(person.id, person.name, post.title if post else "", unit)


def unit_of(person_id: int | None) -> int | None:
    """The unit in which somebody picked from the list serves."""
    post = people.post_of(person_id, clock.today()) if person_id is not None else None
    return post.unit_id if post is not None else None


def kinds_to_choose() -> list[tuple[str, str]]:
    """The kinds of the pack in force, for whoever knows them."""
    pack = regulations.pack_on(clock.today())
    return [(item.code, item.label or item.text) for item in pack.codes("jenis")]


def employee(actor: Actor) -> dict[str, str]:
    """What the account says of an employee, as it will be sealed."""
    person = people.person(actor.somebody)
    if person is None:
        return {"name": actor.name}
    post = people.post_of(person.id, clock.today())
    unit = post.unit.name if post is not None and post.unit is not None else ""
    return {"name": person.name, "nip": person.nip or "", "address": unit}


def draft_code(draft: Draft) -> str:
    """The draft's code in groups, for the visit that writes it."""
    return codes.grouped(codes.draft_code_of(draft.uid))


def evidence_count(complaint: Complaint) -> int:
    """How many files came with it; links are in its story."""
    links = sum(1 for one in (complaint.story or {}).get("links") or () if one.get("url"))
    files = db.session.scalar(
        sa.select(sa.func.count(Attachment.id)).where(
            Attachment.subject_type == Complaint.__tablename__,
            Attachment.subject_id == complaint.id,
        )
    )
    return int(files or 0) + links


def term_in_words(code: str) -> str:
    """`3 hari kerja`, as the pack in force has it."""
    term = regulations.pack_on(clock.today()).term(code, clock.today())
    return f"{term.length} {term.unit.label}"


def service_hours() -> str:
    """`08.00–16.00`, as the pack in force has them."""
    opens, closes = regulations.pack_on(clock.today()).service_hours
    return f"{opens:%H.%M}–{closes:%H.%M}"
