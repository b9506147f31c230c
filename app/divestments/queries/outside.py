"""What other features ask about divestments."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import raiseload

from app.database.base import db
from app.divestments.models import Divestment
from app.divestments.queries.standing import OVER


def open_one_about(interest_id: int) -> Divestment | None:
    """The divestment of this interest that is not over yet."""
    return db.session.scalar(
        sa.select(Divestment).where(
            Divestment.interest_id == interest_id, Divestment.state.not_in(OVER)
        )
    )


def being_given_up(interest_ids: Iterable[int]) -> set[int]:
    """Those of these interests whose divestment, or its draft, is not over yet."""
    asked = sa.select(Divestment.interest_id).where(
        Divestment.interest_id.in_(sorted(interest_ids)), Divestment.state.not_in(OVER)
    )
    return set(db.session.scalars(asked))


def divestments_about(interest_ids: Iterable[int]) -> list[Divestment]:
    """Sent divestments of these interests, oldest first: for the cross-check and for measures."""
    wanted = sorted(set(interest_ids))
    return list(
        db.session.scalars(
            sa.select(Divestment)
            .where(Divestment.interest_id.in_(wanted), Divestment.submitted_at.is_not(None))
            .options(raiseload("*"))
            .order_by(Divestment.id)
        )
    )


def newest_of(person_id: int) -> Divestment | None:
    """The divestment this employee began last."""
    return db.session.scalar(
        sa.select(Divestment)
        .where(Divestment.person_id == person_id)
        .order_by(Divestment.id.desc())
        .limit(1)
    )
