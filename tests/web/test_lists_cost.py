"""Short lists grow too: none asks the database row by row, however many others its rows belong to."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.complaints.models import Complaint, Retaliation, RetaliationState
from app.core import clock
from app.core.actor import Role
from app.database.base import db
from app.disclosures.models import Disclosure, Level
from app.disclosures.models import State as Filed
from app.matters.models import Matter
from app.objections.models import Objection
from app.people.models import Person
from app.prechecks.models import CheckState, Precheck
from app.reviews.models import Review, ReviewQuestion
from app.vault.models import Identity, Opening, OpeningState, Reason
from bench import complaints
from tests.matters.stage import person_id
from tests.statements import copies, statements
from tests.visitor import Visitor

MORE = 30
# Asked once for a page, when it shows kinds of rows that it did not show before.
FOR_A_PAGE = 3

Made = Callable[[], Sequence[Any]]


def ids_of(kind: Any, *conditions: Any) -> list[int]:
    return list(db.session.scalars(sa.select(kind.id).where(*conditions).order_by(kind.id)))


def any_of(kind: Any) -> Any:
    return db.session.scalars(sa.select(kind).order_by(kind.id)).first()


def people() -> list[int]:
    return ids_of(Person, Person.id != person_id("e56"))[:MORE]


def complained() -> list[int]:
    """Complaints about other employees, many of them examined."""
    complaints.fill(MORE)
    return ids_of(Complaint)


def own_checks() -> Sequence[Any]:
    mine = {"person_id": [person_id("e20")], "superior_id": [None], "state": [CheckState.KEPT]}
    return copies(any_of(Precheck), MORE, matter_id=ids_of(Matter), **mine)


def checks_to_direct() -> Sequence[Any]:
    waiting = {"superior_id": [person_id("e17")], "state": [CheckState.ASKED]}
    return copies(any_of(Precheck), MORE, matter_id=ids_of(Matter), person_id=people(), **waiting)


def declarations_to_review() -> Sequence[Any]:
    waiting = {"reviewer_id": [person_id("e17")], "state": [Filed.SUBMITTED], "level": [*Level]}
    return copies(any_of(Disclosure), MORE, person_id=people(), **waiting)


def objections() -> Sequence[Any]:
    return copies(any_of(Objection), MORE, person_id=people(), reviewer_id=people()[::-1])


def retaliations() -> Sequence[Any]:
    told = Retaliation(
        number="BLS-2026-9", state=RetaliationState.RECEIVED, reported_at=clock.now(),
        words={"text": "Dipindahkan dari loket setelah melapor."},
    )  # fmt: skip
    return copies(told, MORE, complaint_id=complained(), handler_id=people())


def questions() -> Sequence[Any]:
    complained()
    question = ReviewQuestion(
        person_id=person_id("e20"), asked_at=clock.now(), asked_by_id=person_id("e31"),
        due_on=clock.today(), words={"allegation": "Hubungan ipar", "questions": "Benarkah?"},
    )  # fmt: skip
    return copies(question, MORE, review_id=ids_of(Review))


def requests(**more: Sequence[Any]) -> Sequence[Any]:
    cases = complained()
    sealed = [
        Identity(subject_type="complaints", subject_id=one, context="", sealed_at=clock.now())
        for one in cases
    ]
    request = Opening(
        subject_type="complaints", asked_as=Role.INSPECTOR, reason=Reason.REACH, reader_key=b"x",
        asked_at=clock.now(), answer_by=clock.now() + timedelta(days=3), times_read=0,
        wrong_codes=0, words={"text": "Nomornya tidak dapat dihubungi."},
    )  # fmt: skip
    return copies(request, MORE, identity=sealed, subject_id=cases, **more)


def own_requests() -> Sequence[Any]:
    return requests(requester_id=[person_id("e56")], state=[OpeningState.LAPSED])


def requests_to_answer() -> Sequence[Any]:
    return requests(requester_id=people(), state=[OpeningState.WAITING])


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("who", "path", "made"),
    [
        ("e20", "/cek", own_checks), ("e17", "/cek", checks_to_direct),
        ("e17", "/tinjauan", declarations_to_review),
        ("e56", "/keberatan", objections), ("e56", "/tindakan-balasan", retaliations),
        ("e20", "/keterangan", questions), ("e56", "/identitas", own_requests),
        ("e11", "/identitas", requests_to_answer),
    ],
)  # fmt: skip
def test_a_longer_list_asks_hardly_more(
    client: Visitor, arranging: Any, who: str, path: str, made: Made
) -> None:
    rows = made()
    with arranging() as session:
        session.add_all(rows[:2])
    before = statements(client, who, path)
    shown = client.get(path).text.count("<tr")
    with arranging() as session:
        session.add_all(rows[2:])
    db.session.remove()
    assert statements(client, who, path) - before <= FOR_A_PAGE
    assert client.get(path).text.count("<tr") >= shown + 15
