"""What was never proven is not held against an employee in the cross-check for good (peers N25)."""

from datetime import timedelta

import pytest

from app.complaints.models import Channel, Complaint, ObjectKind, State
from app.complaints.queries import outside
from app.core import clock
from app.crosscheck.outside_facts import Question
from app.database.base import db
from app.database.transaction import bookkeeping
from tests.crosscheck.stage import person

A_YEAR = timedelta(days=367)


def seen_of(subject_id: int) -> set[str]:
    question = Question(subject_id, (), clock.today())
    return {fact.number for fact in outside.earlier_complaints(question)}


@bookkeeping
def ended(state: State) -> str:
    complaint = Complaint(
        number=f"ADU-2026-{state.value}", state=state, channel=Channel.PORTAL,
        received_at=clock.now(), recorded_at=clock.now(), counted_from=clock.today(),
        object_kind=next(iter(ObjectKind)), subject_id=person("E-21").id, ended_at=clock.now(),
    )  # fmt: skip
    complaint.story = {}
    db.session.add(complaint)
    db.session.flush()
    return complaint.number


@pytest.mark.parametrize(
    ("state", "fades"),
    [(State.WITHDRAWN, True), (State.NOT_PROCESSED, True), (State.CLOSED, False)],
)
def test_an_unproven_complaint_fades_after_its_time_and_another_stays(
    city: None, state: State, fades: bool
) -> None:
    number, subject_id = ended(state), person("E-21").id
    assert number in seen_of(subject_id)
    with clock.frozen_at(clock.now() + A_YEAR):
        assert (number not in seen_of(subject_id)) is fades
