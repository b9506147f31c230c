"""What the cross-check learns of plans: measures in force on a day (S-81), and what is late (DT-12)."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.core import clock
from app.crosscheck.outside_facts import OutsideFact, Question, SourceKind
from app.crosscheck.overdue import Late
from app.database.base import db
from app.deadlines import queries as deadlines
from app.deadlines.purposes import words_of
from app.disclosures.models import Interest
from app.measures import wording
from app.measures.models import ActionState, Plan
from app.regulations import queries as regulations


def plans_on_file(question: Question) -> Sequence[OutsideFact]:
    """Every plan of the accused that was set by the day of the decision."""
    plans = db.session.scalars(
        sa.select(Plan)
        .where(Plan.person_id == question.subject_id, Plan.version > 0)
        .order_by(Plan.id)
    ).all()
    found = [_fact(plan, question) for plan in plans]
    return [one for one in found if one.on <= question.decision_on]


def _fact(plan: Plan, question: Question) -> OutsideFact:
    first, latest = plan.versions[0], plan.versions[-1]
    since = clock.local(first.set_at).date()
    pack = regulations.pack(latest.pack_id)
    names = [
        wording.measure(pack, one.code).lower()
        for one in plan.actions
        if one.state is not ActionState.CANCELLED
    ]
    return OutsideFact(
        kind=SourceKind.MEASURE,
        number=plan.number,
        on=since,
        sentence=f"Rencana Penanganan {plan.number}: {', '.join(dict.fromkeys(names))}.",
        from_day=since,
        to_day=clock.local(plan.closed_at).date() if plan.closed_at else None,
        party_ids=_parties(plan, question),
        person_ids=(plan.person_id,),
    )


def _parties(plan: Plan, question: Question) -> tuple[int, ...]:
    """The parties whose matched interests the plan handles; none named means all."""
    uids = {one["uid"] for version in plan.versions for one in version.content["interests"]}
    if not uids:
        return ()
    handled = set(db.session.scalars(sa.select(Interest.id).where(Interest.uid.in_(uids))))
    return tuple(p.party_id for p in question.parties if handled & set(p.interest_ids))


def late_plans() -> Sequence[Late]:
    """Plans not set in time, and check points that were not held."""
    today = clock.today()
    late = [
        one
        for one in deadlines.running_clocks()
        if one.subject_type == Plan.__tablename__ and one.due_on < today
    ]
    rows = db.session.scalars(sa.select(Plan).where(Plan.id.in_({one.subject_id for one in late})))
    plans = {plan.id: plan for plan in rows}
    return [
        Late(
            f"{Plan.__tablename__}/{one.id}", plans[one.subject_id].person_id,
            plans[one.subject_id].number, words_of(one.code, one.label), one.due_on,
        )
        for one in late
        if one.subject_id in plans
    ]  # fmt: skip
