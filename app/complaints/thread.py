"""The thread of a complaint: adding a message to it, in a use case that has asked its own policy."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.complaints.events import SPOKE
from app.complaints.models import Complaint, Message, Sender
from app.complaints.queries.following import ENDED
from app.core import clock, events
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.sentences import Sentence
from app.database.base import db
from app.database.sealed import new_uid
from app.mail.services import tell_outside

SHORTEST, LONGEST = 2, 2000  # letters of a message (S-11)
OVER = "Aduan ini sudah selesai; percakapannya ditutup."


def checked(text: str, field: str = "text", missing: str = "Isi pesan.") -> str:
    """The message without blanks around it. Raises Invalid, with `missing` where there is none."""
    found = text.strip()
    if len(found) < SHORTEST:
        raise Invalid(fields={field: missing})
    if len(found) > LONGEST:
        raise Invalid(fields={field: Sentence("Tulis paling banyak %(n)s huruf.", n=LONGEST)})
    return found


def post(
    actor: Actor,
    complaint: Complaint,
    sender: Sender,
    text: str,
    *,
    needs_answer: bool = False,
    answer_by: date | None = None,
) -> Message:
    """Write to the reporter in a use case that has asked its own policy.

    Raises Invalid without text, or without a day for a question; WrongState when it is over.
    """
    said = checked(text)
    if complaint.state in ENDED:
        raise WrongState(OVER)
    if needs_answer and answer_by is None:
        raise Invalid(fields={"answer_by": "Isi batas jawaban."})
    if answer_by is not None and answer_by < clock.today():
        raise Invalid(fields={"answer_by": "Batas jawaban tidak boleh sebelum hari ini."})
    until = answer_by if needs_answer else None
    message = add(complaint, sender, actor, {"text": said}, answer_by=until)
    events.emit(Event(SPOKE, actor, complaint, {"as": sender.value, "needs_answer": needs_answer}))
    code = "N-24" if needs_answer else "N-25"
    tell_outside(complaint, code, complaint.number, f"message {message.id}", message.answer_by)
    return message


def add(
    complaint: Complaint,
    sender: Sender,
    actor: Actor,
    words: Mapping[str, Any],
    *,
    answer_by: date | None = None,
    answers: Message | None = None,
) -> Message:
    """`words`: the `text`, and as `files` the uids of what came with it, to stay beside it."""
    row = Message(
        uid=new_uid(), complaint_id=complaint.id, sender=sender, at=clock.now(),
        by_id=actor.person_id, needs_answer=answer_by is not None, answer_by=answer_by,
    )  # fmt: skip
    row.words = dict(words)
    if answers is not None:
        row.answers = answers
    complaint.messages.append(row)
    db.session.flush()
    return row


def from_third(complaint: Complaint, actor: Actor, text: str) -> Message:
    """What a third party answered, as a message the office reads; in the running use case."""
    return add(complaint, Sender.THIRD, actor, {"text": text})
