"""Divestments told to the cross-check: for the interests a party was found in, and those that are late."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.core import clock
from app.crosscheck.outside_facts import OutsideFact, Question, SourceKind
from app.crosscheck.overdue import Late
from app.database.base import db
from app.divestments import queries
from app.divestments.models import Divestment, DivestmentState


def facts_about(question: Question) -> Sequence[OutsideFact]:
    """What divestments the accused had begun for the parties of a screening."""
    asked = {one: party.party_id for party in question.parties for one in party.interest_ids}
    return [
        _fact(one, asked[one.interest_id])
        for one in queries.divestments_about(asked)
        if one.person_id == question.subject_id
    ]


def _fact(divestment: Divestment, party_id: int) -> OutsideFact:
    began = divestment.approved_at or divestment.submitted_at or divestment.created_at
    ended = divestment.ended_at
    return OutsideFact(
        SourceKind.DIVESTMENT,
        divestment.number,
        clock.local(began).date(),
        f"Divestasi {divestment.number}: {divestment.state.label.lower()}.",
        from_day=clock.local(began).date(),
        to_day=clock.local(ended).date() if ended else None,
        party_ids=(party_id,),
        person_ids=tuple(one for one in (divestment.person_id, divestment.named_id) if one),
        url=f"/divestasi/{divestment.id}",
    )


def late_divestments() -> Sequence[Late]:
    """Divestments past the day by which everything was to be done (DT-12)."""
    rows = db.session.scalars(
        sa.select(Divestment)
        .where(
            Divestment.state.in_((DivestmentState.RUNNING, DivestmentState.LATE)),
            Divestment.target_on < clock.today(),
        )
        .order_by(Divestment.id)
    )
    return [
        Late(
            f"divestments/{one.id}/{one.target_on}",
            one.person_id,
            one.number,
            "Divestasi",
            one.target_on,
        )
        for one in rows
        if one.target_on is not None
    ]
