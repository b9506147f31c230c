"""What the cross-check asks about complaints."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.complaints.casting import party_of
from app.complaints.models import Complaint, State
from app.complaints.queries.reading import TABLE
from app.core import clock
from app.core.working_days import due_date
from app.crosscheck.outside_facts import OutsideFact, Question, SourceKind
from app.database.base import db
from app.deadlines import queries as deadlines
from app.matters.finding import Party
from app.regulations import queries as regulations
from app.reviews.models import Review, Truth

FADING = "aduan_tak_terbukti"
# Ended without anybody having found it true.
_UNPROVEN = (State.CLOSED_INCOMPLETE, State.REFERRED, State.NOT_PROCESSED, State.WITHDRAWN)


def earlier_complaints(question: Question) -> list[OutsideFact]:
    """Earlier complaints about the accused. Whoever one of them concerns is not shown that one.

    What was not proven is held against nobody for good: it fades out of here (P-28, peers N25).
    """
    rows = db.session.scalars(
        sa.select(Complaint)
        .where(Complaint.subject_id == question.subject_id, Complaint.parent_id.is_(None))
        .options(selectinload(Complaint.bars), selectinload(Complaint.parties))
        .order_by(Complaint.id)
    )
    others = [one for one in rows if question.origin != (TABLE, one.id)]
    untrue = _found_untrue(others)
    return [
        _as_fact(one, question)
        for one in others
        if not ((one.state in _UNPROVEN or one.id in untrue) and _has_faded(one))
    ]


def _found_untrue(complaints: Sequence[Complaint]) -> set[int]:
    """Those whose examination ended with "tidak benar", by id."""
    by_review = {one.review_id: one.id for one in complaints if one.review_id is not None}
    rows = db.session.scalars(
        sa.select(Review.id).where(Review.id.in_(by_review), Review.truth == Truth.UNTRUE)
    )
    return {by_review[review_id] for review_id in rows}


def _has_faded(one: Complaint) -> bool:
    if one.ended_at is None:
        return False
    ended = clock.local(one.ended_at).date()
    term = regulations.pack_on(ended).term(FADING)
    return due_date(term, ended, deadlines.calendar()) < clock.today()


def _as_fact(one: Complaint, question: Question) -> OutsideFact:
    named = [party_of(row) for row in one.parties]
    asked = [(party.party_id, Party.of(party.kind, party.name)) for party in question.parties]
    return OutsideFact(
        SourceKind.COMPLAINT,
        one.number,
        clock.local(one.received_at).date(),
        f"Aduan {one.number} tentang terlapor: {one.state.label}.",
        party_ids=tuple(
            number for number, party in asked if any(party.is_same_as(other) for other in named)
        ),
        person_ids=tuple({question.subject_id} | {bar.person_id for bar in one.bars}),
        url=f"/meja-aduan/{one.id}",
        record=(TABLE, one.id),
    )
