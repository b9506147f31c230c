"""Ordering a letter with its record, rendering it once, replacing it, revoking it."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask_babel import force_locale

from app.audit.services import take_turn
from app.core import clock, events
from app.core.actor import SYSTEM, Actor
from app.core.errors import WrongState
from app.core.events import Event
from app.database.base import db
from app.database.transaction import use_case
from app.documents import letterhead, numbering, press, typesetting
from app.documents.events import ISSUED, ORDERED, REVOKED, SUPERSEDED
from app.documents.letters import DeclarationLetter, Letter
from app.documents.models import Document, DocumentState
from app.documents.queries import RENDER, letters_of
from app.outbox.handlers import Task
from app.outbox.services import enqueue

_STANDING = (DocumentState.ORDERED, DocumentState.ISSUED)


def write_and_order(
    actor: Actor, subject: Any, write: Callable[[], Letter | DeclarationLetter]
) -> Document:
    """Order what `write` gives; a letter is Indonesian, whatever language its signer reads."""
    with force_locale("id"):
        letter = write()
    return order(actor, subject, letter)


@use_case
def order(
    actor: Actor,
    subject: Any,
    letter: Letter | DeclarationLetter,
    *,
    replaces: Document | None = None,
) -> Document:
    """Give the letter its number and code, freeze what it says, and order its rendering.

    Joins the caller's use case, which has decided that the actor may: no filed record without its
    letter, no number without a record. `replaces` is superseded when this one is issued.
    """
    if isinstance(letter, DeclarationLetter):
        letter = letter.letter()
    db.session.flush()
    now = clock.now()
    document = Document(
        kind=letter.kind,
        number=letter.number or _next_number(letter),
        code=numbering.new_code(),
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        holder_person_id=letter.holder_person_id,
        version=letter.version,
        title=letter.title,
        template=letter.template,
        unit_code=letter.unit_code,
        unit_name=letter.unit_name,
        signatory_post=letter.signatory_post,
        classification=letter.classification,
        state=DocumentState.ORDERED,
        ordered_at=now,
        replaces_id=replaces.id if replaces is not None else None,
    )
    document.facts = _record(document, letter)
    document.record_sha256 = hashlib.sha256(record_text(document.facts).encode()).hexdigest()
    db.session.add(document)
    db.session.flush()
    enqueue(RENDER, document, dedupe_key=f"{RENDER}/{document.id}")
    events.emit(Event(ORDERED, actor, document, {"number": document.number}))
    return document


def _next_number(letter: Letter) -> str:
    """Letters count apart from records: one declaration has one when filed and one when final."""
    year = clock.today().year
    serial = numbering.take_number(f"surat/{letter.series}", year)
    return f"{serial:06d}/{letter.series}/{letter.unit_code}/{year}"


def _record(document: Document, letter: Letter) -> dict[str, Any]:
    """Everything the letter says, as it is embedded in the PDF."""
    return {
        "schema": letter.schema,
        "document": {
            "kind": document.kind.value,
            "kind_label": document.kind.label,
            "title": document.title,
            "number": document.number,
            "code": document.code,
            "version": document.version,
            "unit_code": document.unit_code,
            "unit_name": document.unit_name,
            "classification": document.classification.label,
            "record_name": letter.record_name,
            "record_description": letter.record_description,
            "ordered_at": document.ordered_at.isoformat(),
        },
        "issuer": letterhead.of_this_installation(),
        "facts": dict(letter.facts),
    }


def record_text(record: dict[str, Any]) -> str:
    """The embedded record: JSON with one spelling only, so that its hash can be printed."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def render(task: Task) -> None:
    """Print an ordered letter. A handler: done once however often it is called."""
    document = db.session.get(Document, task.subject_id)
    if document is None or document.is_rendered:
        db.session.rollback()
        return
    document_id, job = document.id, _press_order(document)
    db.session.rollback()  # nothing is held in the database while type is set
    _keep(document_id, press.print_pdf(job))


def _press_order(document: Document) -> press.Order:
    record = document.facts
    return press.Order(
        html=typesetting.html_of(document.template, record, document.record_sha256),
        record=record_text(record),
        record_name=record["document"]["record_name"],
        record_description=record["document"]["record_description"],
        identifier=document.uid,
        at=int(document.ordered_at.timestamp()),
    )


@use_case
def _keep(document_id: int, pdf: press.Printed) -> None:
    take_turn()
    document = db.session.scalars(
        sa.select(Document).where(Document.id == document_id).with_for_update()
    ).one()
    if document.is_rendered:
        return
    document.content = pdf.content
    document.sha256 = hashlib.sha256(pdf.content).hexdigest()
    document.pages = pdf.pages
    document.issued_at = clock.now()
    if document.state is DocumentState.ORDERED:
        document.state = DocumentState.ISSUED
    events.emit(
        Event(ISSUED, SYSTEM, document, {"number": document.number, "sha256": document.sha256})
    )
    replaced = db.session.get(Document, document.replaces_id) if document.replaces_id else None
    if replaced is not None and document.state is DocumentState.ISSUED:
        supersede(SYSTEM, replaced, document)


@use_case
def supersede(actor: Actor, document: Document, by: Document | None = None) -> None:
    """Say that another letter took the place of this one. A revoked letter stays revoked."""
    if document.state not in _STANDING:
        return
    document.state = DocumentState.SUPERSEDED
    document.superseded_by_id = by.id if by else None
    events.emit(Event(SUPERSEDED, actor, document, {"number": document.number}))


@use_case
def supersede_all(actor: Actor, subject: Any) -> None:
    """Every letter about this record gives way to the one ordered next in the same use case."""
    for document in letters_of(subject.__tablename__, [subject.id]):
        supersede(actor, document)


@use_case
def revoke(actor: Actor, document: Document, reason: str) -> None:
    """Say that the letter is void. Its bytes stay, and whoever verifies it is told.

    Joins a use case that has decided that the actor may. Raises WrongState when already revoked.
    """
    if document.state is DocumentState.REVOKED:
        raise WrongState("Surat ini sudah dicabut.")
    document.state = DocumentState.REVOKED
    document.revoked_at = clock.now()
    document.revoked_reason = reason
    events.emit(Event(REVOKED, actor, document, {"number": document.number}, reason=reason))


@use_case
def revoke_all(actor: Actor, subject: Any, reason: str) -> None:
    """Make void every letter about this record that is not void or replaced already."""
    for document in letters_of(subject.__tablename__, [subject.id]):
        if document.state in _STANDING:
            revoke(actor, document, reason)
