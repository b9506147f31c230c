"""Who is told what when somebody steps aside: everybody §6 names for N-10 to N-18, and nobody else.

Each test takes one way from its first step to its last and reads the inboxes of the whole city.
"""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
import sqlalchemy as sa

from app.core.actor import SYSTEM
from app.database.base import db
from app.divestments.models import StepState
from app.divestments.services import approving, ending, proving
from app.matters.services.deciding import record_decision
from app.measures.models import ReplyKind
from app.measures.services import deciding as plan_deciding
from app.measures.services import keeping as plan_keeping
from app.notifications.models import Notice
from app.people.models import Person
from app.recusals import queries
from app.recusals.models import Verdict
from app.recusals.services import answering, deciding, requesting
from tests.disclosures.stage import actor
from tests.divestments import stage as divesting
from tests.matters.stage import decision_of
from tests.measures import stage as planning
from tests.recusals import stage as recusing
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
# The officers of BKPSDM of the demo city; the first proposes, the second decides.
HR = ("e44", "e45", "e46")
WHY = "Masih menunggu surat dari pihak lain."


Told = Callable[..., list[str]]


@pytest.fixture
def told_by(client: Visitor) -> Told:
    """What a step put into anybody's inbox (about that number), as "N-11 e17".

    Whoever is told may open what the notice leads to.
    """

    def told(act: Callable[[], Any], about: str = "") -> list[str]:
        last = db.session.scalar(sa.select(sa.func.max(Notice.id))) or 0
        act()
        rows = db.session.execute(
            sa.select(Notice.code, Person.code, Notice.link)
            .join(Person, Person.id == Notice.person_id)
            .where(Notice.id > last, Notice.text.contains(about))
        ).all()
        closed = [
            (person, link)
            for _code, person, link in rows
            if link and client.be(person).get(link).status_code != HTTPStatus.OK
        ]
        assert closed == []
        return sorted(f"{code} {person}" for code, person, _link in rows)

    return told


def test_a_recusal_from_the_request_to_its_end(told_by: Told) -> None:
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


def test_a_refused_recusal_is_told_to_the_person_the_superior_and_his_superior(
    told_by: Told,
) -> None:
    recusal = recusing.answered(recusing.permit())
    ruling = recusing.ruling(Verdict.REFUSED)
    deciding.propose(recusing.hr("e45"), recusal, ruling)
    got = told_by(lambda: deciding.decide(recusing.hr("e44"), recusal, ruling))
    # The superior's superior says who goes on with the matter.
    assert got == ["N-11 e15", "N-14 e17", "N-14 e18"]


def test_a_plan_of_measures_from_the_draft_to_a_late_check(told_by: Told) -> None:
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


def test_a_divestment_from_the_plan_to_its_last_step(told_by: Told) -> None:
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


def test_a_recusal_sent_back_and_one_taken_back(told_by: Told) -> None:
    recusal = recusing.answered(recusing.permit())
    wish = queries.request_of_for(actor("e18"), recusal)
    steps = [
        told_by(lambda: deciding.send_back(recusing.hr(), recusal, WHY)),
        told_by(lambda: requesting.complete(actor("e18"), recusal, wish)),
        told_by(lambda: answering.ask_cancel(actor("e18"), recusal, WHY)),
        told_by(
            lambda: answering.answer_cancel(actor("e17"), recusal, agreed=True), recusal.number
        ),
    ]
    assert steps == [
        ["N-07 e18"],
        [f"N-11 {code}" for code in HR],
        ["N-11 e17"],
        ["N-11 e18", "N-13 e19", "N-13 e23"],  # substitute and keeper need not go on
    ]


def test_more_time_for_a_divestment_and_its_two_ends(told_by: Told) -> None:
    found = divesting.running()
    officers, more = [f"N-17 {code}" for code in HR], divesting.days(90)
    steps = [
        told_by(lambda: ending.ask_for_more(divesting.owner(), found, more, WHY)),
        told_by(lambda: ending.refuse_more(divesting.hr(), found, WHY)),
        told_by(lambda: ending.ask_for_more(divesting.owner(), found, more, WHY)),
        told_by(lambda: ending.extend(divesting.hr(), found, more, WHY)),
    ]
    divesting.verified(found)
    steps.append(
        told_by(lambda: ending.complete(divesting.hr(), found, end_recusal=False), found.number)
    )
    assert steps == [
        *[["N-17 e06", *officers], ["N-17 e06", "N-17 e07"]] * 2,
        ["N-08 e06", "N-08 e07"],
    ]


def test_a_divestment_that_is_not_carried_out(told_by: Told) -> None:
    found = divesting.running()
    got = told_by(
        lambda: ending.fail(divesting.superior(found), found, "TND-D", WHY, [divesting.paper()])
    )
    above, inspectors = ("e01", "e02", "e04"), ("e51", "e53", "e54", "e55", "e56")
    assert got == [
        *(f"N-17 {code}" for code in ("e07", *HR)),
        *(f"N-30 {code}" for code in (*above, *inspectors)),
    ]
