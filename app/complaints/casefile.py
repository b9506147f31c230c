"""How a complaint becomes a case: what is to be examined, and what its examiner reads of it.

He reads the extract the desk wrote, never the reporter's own story, and nothing of who told it.
"""

from collections.abc import Sequence

from app.attachments import queries as attachments
from app.complaints.casting import cast_of
from app.complaints.models import Complaint, ObjectKind, Sender
from app.complaints.queries import dossier, reading
from app.complaints.queries.following import Said, said_in
from app.complaints.workflow import FLOW
from app.core import clock
from app.core.actor import Actor
from app.core.errors import NotFound
from app.crosscheck import wording
from app.crosscheck.codes import Code
from app.database.base import db
from app.documents.queries import letters_of
from app.reviews.origins import Alleged, CaseFile, Exchange, Opening


def offer(actor: Actor, complaint_id: int) -> Opening:
    """What is to be examined, for the inspector who sends it (S-82). Raises NotFound, WrongState."""
    found = reading.complaint_for(actor, complaint_id)
    FLOW.check(found, "send", actor)
    return opening_of(found)


def opening_of(found: Complaint) -> Opening:
    """The same for whoever asked already whether it goes to an examiner. Raises NotFound."""
    if found.subject_id is None:
        raise NotFound(f"complaint {found.id} names nobody")
    family = [found, *_merged(found)]
    return Opening(
        origin_type=reading.TABLE,
        origin_id=found.id,
        number=found.number,
        subject_id=found.subject_id,
        cast=cast_of(family),
        received_on=clock.local(found.received_at).date(),
        object_words=str(found.story.get("object_words", "")),
        allegations=[
            Alleged(row.words["text"], row.form_code, row.kind_code, row.source_code)
            for row in found.allegations
        ],
        decision_on=found.decision_on,
        matter_id=found.matter_id,
        undecided=found.object_kind is ObjectKind.UNDECIDED,
    )


def read(actor: Actor, complaint_id: int) -> CaseFile:
    """The case as whoever handles it reads it; its review has asked whether he may."""
    found = db.session.get(Complaint, complaint_id)
    if found is None:
        raise NotFound(f"complaint {complaint_id}")
    family = [found, *_merged(found)]
    screening = found.screening_id
    return CaseFile(
        extract=str((found.extract or {}).get("text", "")),
        parties=[(row.words["name"], row.kind.label) for one in family for row in one.parties],
        evidence=[file for one in family for file in attachments.attachments_of(actor, one)],
        letters=letters_of("screenings", [screening])[-1:] if screening else [],
        crosscheck=wording.code_of(Code(found.cs_code)) if found.cs_code else "",
        unasked=found.own_initiative,
    )


def _merged(found: Complaint) -> list[Complaint]:
    return list(db.session.scalars(dossier.merged_into(found)))


def answers(actor: Actor, complaint_id: int) -> Sequence[Exchange]:
    """What examiners asked and what came back, oldest first; the review has asked whether he may."""
    complaint = db.session.get_one(Complaint, complaint_id)
    said = said_in(actor, complaint)
    answered = {one.answers_id: one for one in reversed(said) if one.answers_id is not None}
    return [_exchange(one, answered.get(one.id)) for one in said if one.sender is Sender.EXAMINER]


def _exchange(question: Said, answer: Said | None) -> Exchange:
    if answer is None:
        return Exchange(question.at, question.text, question.answer_by)
    return Exchange(
        question.at, question.text, question.answer_by, answer.at, answer.text, answer.files
    )


def page_for(actor: Actor, complaint_id: int) -> str | None:
    """Where the desk reads it, for whoever may."""
    return page(complaint_id) if reading.may_read(actor, complaint_id) else None


def page(complaint_id: int) -> str:
    """Where the office reads it."""
    return f"/meja-aduan/{complaint_id}"
