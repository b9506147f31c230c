"""Who is told what when somebody steps aside: everybody §6 names for N-10 to N-18, and nobody else.

Each test takes one way from its first step to its last and reads the inboxes of the whole city.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.core.actor import SYSTEM
from app.database.base import db
from app.divestments.models import StepState
from app.divestments.services import approving, proving
from app.matters.services.deciding import record_decision
from app.measures.models import ReplyKind
from app.measures.services import deciding as plan_deciding
from app.measures.services import keeping as plan_keeping
from app.notifications.models import Notice
from app.people.models import Person
from app.recusals.models import Verdict
from app.recusals.services import answering, deciding
from tests.disclosures.stage import actor
from tests.divestments import stage as divesting
from tests.matters.stage import decision_of
from tests.measures import stage as planning
from tests.recusals import stage as recusing

pytestmark = pytest.mark.usefixtures("city")
# The officers of BKPSDM of the demo city; the first proposes, the second decides.
HR = ("e44", "e45", "e46")


def told_by(act: Callable[[], Any], about: str = "") -> list[str]:
    """What the step put into anybody's inbox (about that number), as "N-11 e17"."""
    last = db.session.scalar(sa.select(sa.func.max(Notice.id))) or 0
    act()
    rows = db.session.execute(
        sa.select(Notice.code, Person.code)
        .join(Person, Person.id == Notice.person_id)
        .where(Notice.id > last, Notice.text.contains(about))
    )
    return sorted(f"{code} {person.lower().replace('-', '')}" for code, person in rows)


def test_a_recusal_from_the_request_to_its_end() -> None:
    matter = recusing.permit()
    kept: list[Any] = []
    steps = [
        told_by(lambda: kept.append(recusing.requested(matter))),
        told_by(lambda: answering.answer(actor("e17"), kept[0], recusing.said())),
        told_by(lambda: deciding.propose(recusing.hr("e45"), kept[0], recusing.ruling())),
        told_by(lambda: deciding.decide(recusing.hr("e44"), kept[0], recusing.ruling())),
        told_by(lambda: record_decision(actor("e19"), matter, decision_of("e19"))),
    ]
    assert steps == [
        ["N-10 e18", "N-11 e17"],
        [*(f"N-11 {code}" for code in HR), "N-13 e19", "N-13 e23"],  # substitute and keeper
        ["N-11 e44", "N-11 e46"],  # those who may decide: not the one who proposed
        ["N-13 e15", "N-13 e17", "N-13 e18"],  # a copy goes to e15
        ["N-13 e15", "N-13 e17", "N-13 e18", "N-13 e19", "N-13 e23"],
    ]


def test_a_refused_recusal_is_told_to_the_person_the_superior_and_his_superior() -> None:
    recusal = recusing.answered(recusing.permit())
    ruling = recusing.ruling(Verdict.REFUSED)
    deciding.propose(recusing.hr("e45"), recusal, ruling)
    got = told_by(lambda: deciding.decide(recusing.hr("e44"), recusal, ruling))
    # The superior's superior says who goes on with the matter.
    assert got == ["N-11 e15", "N-14 e17", "N-14 e18"]


def test_a_plan_of_measures_from_the_draft_to_a_late_check() -> None:
    plan = planning.written(planning.drafted(), "TND-C", "TND-D")
    steps = [
        told_by(lambda: plan_deciding.ask_reply(actor("e17"), plan)),
        told_by(lambda: plan_deciding.reply(actor("e24"), plan, ReplyKind.AGREES)),
        told_by(lambda: plan_deciding.set_plan(actor("e17"), plan)),
    ]
    due = plan.next_check_on
    for offset in (-7, 0, 3, 7):
        with planning.on(due + timedelta(days=offset)):
            steps.append(told_by(lambda: plan_keeping.remind(SYSTEM), plan.number))
    assert steps == [
        ["N-12 e24"],
        ["N-12 e17"],
        ["N-12 e19", "N-12 e24"],  # who carries a measure out
        *[["N-15 e17", "N-15 e24"]] * 3,
        ["N-15 e15", "N-15 e17", "N-15 e24"],  # seven days late: the superior's superior too
    ]


def test_a_divestment_from_the_plan_to_its_last_step() -> None:
    kept: list[Any] = []
    officers = [f"N-17 {code}" for code in HR]
    steps = [told_by(lambda: kept.append(divesting.sent()))]
    found = kept[0]
    steps += [
        told_by(lambda: approving.endorse(divesting.superior(found), found)),
        told_by(lambda: approving.approve(divesting.hr(), found)),
        told_by(lambda: divesting.proved(found)),
        told_by(
            lambda: proving.judge(
                divesting.hr(), found.steps[0], StepState.LACKING, "Belum ditandatangani notaris."
            )
        ),
        told_by(lambda: divesting.proved(found)),
        told_by(lambda: proving.judge(divesting.hr(), found.steps[0], StepState.VERIFIED)),
    ]
    assert steps == [
        ["N-17 e06", "N-17 e07"],
        ["N-17 e07", *officers],
        ["N-17 e06", "N-17 e07"],
        *[officers, ["N-17 e07"]] * 2,
    ]
