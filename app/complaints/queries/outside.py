"""What the cross-check asks about complaints."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.complaints.casting import party_of
from app.complaints.models import Complaint
from app.complaints.queries.reading import TABLE
from app.core import clock
from app.crosscheck.outside_facts import OutsideFact, Question, SourceKind
from app.database.base import db
from app.matters.finding import Party


def earlier_complaints(question: Question) -> list[OutsideFact]:
    """Earlier complaints about the accused. Whoever one of them concerns is not shown that one."""
    rows = db.session.scalars(
        sa.select(Complaint)
        .where(Complaint.subject_id == question.subject_id, Complaint.parent_id.is_(None))
        .options(selectinload(Complaint.bars), selectinload(Complaint.parties))
        .order_by(Complaint.id)
    )
    return [_as_fact(one, question) for one in rows if question.origin != (TABLE, one.id)]


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
    )
