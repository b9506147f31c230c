"""Who reported is forgotten when the record has long been closed: by two custodians, never alone (P-28)."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.audit.models import AuditEntry
from app.complaints.models import Complaint, Retaliation, RetaliationState, State
from app.core import clock
from app.core.actor import PUBLIC, SYSTEM, Role
from app.core.errors import Invalid, NotAllowed
from app.database.base import db
from app.demo.custodians import PASSPHRASES
from app.objections.models import Objection
from app.objections.models import State as Objected
from app.vault import office
from app.vault.models import Box, Identity, Opening, OpeningState, Paper, Reason
from app.vault.papers import Photo
from app.vault.services import retaining, sealing, unlocking
from tests.complaints.stage import a_complaint, actor_of, of
from tests.statements import questions
from tests.vault.test_sealing import WHO

pytestmark = pytest.mark.usefixtures("city")
TERM = timedelta(days=2 * 365 + 1)
TYPED = f"{PASSPHRASES['E-11']}\n{PASSPHRASES['E-59']}\n"


def sealed(number: str = "ADU-2026-5001", **facts: Any) -> Complaint:
    """A complaint of somebody whose identity is sealed, closed today unless told otherwise."""
    facts = {"state": State.CLOSED, "ended_at": clock.now(), **facts}
    found = a_complaint(number, accused="e32", **facts)
    photo = Photo("Foto KTP", "image/jpeg", b"\xff\xd8kartu tanda penduduk")
    sealing.seal(PUBLIC, "complaints", found, WHO, [photo])
    return found


def due(after: timedelta) -> list[str]:
    with clock.frozen_at(clock.now() + after):
        return [one.number for one in retaining.due(SYSTEM)]


class Keyboard(io.BytesIO):
    """Something happens in the office after the list was shown and before anybody types."""

    def __init__(self, typed: str, meanwhile: Callable[[], None]) -> None:
        super().__init__(typed.encode())
        self._meanwhile = iter([meanwhile])

    def read1(self, size: int | None = -1, /) -> bytes:
        for happens in self._meanwhile:
            happens()
        return super().read1(size)


def asked_to_open(complaint: Complaint) -> Opening:
    identity = db.session.query(Identity).filter_by(subject_id=complaint.id).one()
    return Opening(
        identity=identity, subject_type="complaints", subject_id=complaint.id,
        asked_as=Role.INSPECTOR,
        reason=Reason.LAW, reader_key=b"x", asked_at=clock.now(),
        answer_by=clock.now() + timedelta(days=3), times_read=0, wrong_codes=0,
        state=OpeningState.WAITING, requester_id=of("e56"), words={"text": "Perintah."},
    )  # fmt: skip


def gone() -> set[str]:
    """The numbers of the complaints whose reporter is forgotten."""
    db.session.expire_all()
    asked = db.session.query(Complaint.number).join(Identity, Identity.subject_id == Complaint.id)
    return {number for (number,) in asked.filter(Identity.erased_at.is_not(None))}


def erase(app: Flask, *arguments: str, typed: str | Keyboard = "") -> Result:
    with clock.frozen_at(clock.now() + TERM + timedelta(days=7)):
        return app.test_cli_runner().invoke(args=["vault", "erase", *arguments], input=typed)


def test_an_identity_is_due_after_the_whole_term_and_not_before() -> None:
    complaint = sealed()
    assert due(TERM - timedelta(days=7)) == []
    assert due(TERM + timedelta(days=7)) == [complaint.number]


def test_of_a_case_that_runs_nothing_is_due_however_old() -> None:
    sealed(state=State.EXAMINING, ended_at=None)
    assert due(5 * TERM) == []


def test_a_complaint_that_was_joined_follows_the_one_it_was_joined_to(arranging: Any) -> None:
    parent = sealed("ADU-2026-5002", state=State.SUPERVISED, ended_at=None)
    child = sealed("ADU-2026-5003", state=State.MERGED, parent_id=parent.id)
    assert due(5 * TERM) == []
    with arranging():
        parent.state, parent.ended_at = State.CLOSED, clock.now()
    assert due(TERM + timedelta(days=7)) == [parent.number, child.number]


def test_a_complaint_that_was_joined_to_a_joined_one_waits_for_the_whole_way(
    arranging: Any,
) -> None:
    lead = sealed("ADU-2026-5007", state=State.SUPERVISED, ended_at=None)
    middle = sealed("ADU-2026-5008", state=State.MERGED, parent_id=lead.id)
    last = sealed("ADU-2026-5009", state=State.MERGED, parent_id=middle.id)
    assert due(5 * TERM) == []
    with arranging():
        lead.state, lead.ended_at = State.CLOSED, clock.now() + timedelta(days=90)
    assert due(TERM + timedelta(days=60)) == []
    assert due(TERM + timedelta(days=97)) == [lead.number, middle.number, last.number]


@pytest.mark.parametrize(
    ("state", "held"), [(Objected.REVIEWING, True), (Objected.APPEALED, True), (Objected.REFUSED, False)]
)  # fmt: skip
def test_an_objection_holds_it_until_it_is_decided(
    arranging: Any, state: Objected, held: bool
) -> None:
    complaint = sealed()
    with arranging() as session:
        objection = session.query(Objection).first()
        objection.subject_type, objection.subject_id = "complaints", complaint.id
        objection.state = state
    assert due(5 * TERM) == ([] if held else [complaint.number])


@pytest.mark.parametrize(
    ("state", "held"), [(RetaliationState.HANDLED, True), (RetaliationState.CLOSED, False)]
)
def test_a_reporter_who_is_being_protected_stays_known(
    arranging: Any, state: RetaliationState, held: bool
) -> None:
    complaint = sealed()
    with arranging() as session:
        session.add(
            Retaliation(
                number="BLS-2026-9", state=state, reported_at=clock.now(),
                complaint_id=complaint.id, words={"text": "Dipindahkan dari loket."},
            )
        )  # fmt: skip
    assert due(5 * TERM) == ([] if held else [complaint.number])


def test_an_identity_that_somebody_asked_to_open_is_not_destroyed_meanwhile(arranging: Any) -> None:
    complaint = sealed()
    with arranging() as session:
        session.add(asked_to_open(complaint))
    assert due(5 * TERM) == []


def test_the_operator_sees_what_is_due_and_nothing_is_destroyed_by_looking(app: Flask) -> None:
    complaint = sealed()
    shown = erase(app)
    assert shown.exit_code == 0
    assert f"{complaint.number}: ditutup" in shown.output
    assert "1 identitas habis masa simpannya." in shown.output
    assert db.session.query(Box).count() > 0


def test_two_custodians_together_destroy_what_is_due_and_the_trail_tells(app: Flask) -> None:
    complaint, running = sealed(), sealed("ADU-2026-5004", state=State.EXAMINING, ended_at=None)
    done = erase(app, "--confirm", typed=TYPED)
    assert done.exit_code == 0, done.output
    assert "1 identitas dihapus." in done.output
    db.session.expire_all()
    forgotten = db.session.query(Identity).filter_by(subject_id=complaint.id).one()
    kept = db.session.query(Identity).filter_by(subject_id=running.id).one()
    assert forgotten.erased_at is not None and kept.erased_at is None
    assert {one.identity_id for one in db.session.query(Box)} == {kept.id}
    assert {one.identity_id for one in db.session.query(Paper)} == {kept.id}
    entry = db.session.query(AuditEntry).filter_by(action="vault.erased").one()
    assert entry.subject_id == forgotten.id
    assert entry.details == {"by": sorted([of("e11"), of("e59")])}


def test_what_falls_due_while_custodians_type_waits_until_somebody_has_seen_it_on_the_list(
    app: Flask, arranging: Any
) -> None:
    seen, unseen = sealed(), sealed("ADU-2026-5005", state=State.EXAMINING, ended_at=None)
    long_ago = clock.now()

    def found_to_have_ended_long_ago() -> None:
        with arranging():
            unseen.state, unseen.ended_at = State.CLOSED, long_ago

    done = erase(app, "--confirm", typed=Keyboard(TYPED, found_to_have_ended_long_ago))
    assert done.exit_code == 0, done.output
    assert "1 identitas dihapus." in done.output and "dilewati" not in done.output
    assert gone() == {seen.number}
    assert f"{unseen.number}: ditutup" in erase(app).output, "the next list shows it"


def test_what_is_held_while_custodians_type_is_left_out_and_they_are_told(
    app: Flask, arranging: Any
) -> None:
    forgotten, held = sealed(), sealed("ADU-2026-5006")

    def a_court_orders_it_opened() -> None:
        with arranging() as session:
            session.add(asked_to_open(held))

    done = erase(app, "--confirm", typed=Keyboard(TYPED, a_court_orders_it_opened))
    assert done.exit_code == 0, done.output
    assert "2 identitas habis masa simpannya." in done.output
    assert "1 identitas dihapus." in done.output
    assert "1 dari daftar tidak lagi menunggu penghapusan dan dilewati." in done.output
    assert gone() == {forgotten.number}


def closed_joined_and_running(first: int, many: int) -> set[str]:
    """So many of each, closed one a day; gives the numbers of the closed and of those joined to them."""
    days = [clock.now() - timedelta(days=at) for at in range(many)]
    closed = [sealed(f"ADU-2026-{first + at}", ended_at=day) for at, day in enumerate(days)]
    joined = [
        sealed(f"{parent.number}-G", state=State.MERGED, parent_id=parent.id) for parent in closed
    ]
    for parent in closed:
        sealed(f"{parent.number}-B", state=State.EXAMINING, ended_at=None)
    return {one.number for one in [*closed, *joined]}


def asked_for(expected: set[str]) -> int:
    """How many questions the list of what is due asks the database."""
    db.session.expire_all()
    with questions() as asked:
        assert set(due(TERM + timedelta(days=7))) == expected
    return len(asked)


def test_of_many_cases_the_database_is_asked_no_more_often_than_of_a_few() -> None:
    few = closed_joined_and_running(6001, 2)
    before = asked_for(few)
    many = closed_joined_and_running(7001, 30)
    assert asked_for(few | many) == before


def test_one_custodian_alone_destroys_nothing() -> None:
    sealed()
    first = office.in_office()[0]
    code = next(
        code for code in PASSPHRASES if of(code.replace("-", "").lower()) == first.person_id
    )
    key = unlocking.key_of(SYSTEM, first.id, PASSPHRASES[code])
    with clock.frozen_at(clock.now() + 2 * TERM), pytest.raises(Invalid, match="dua kustodian"):
        retaining.erase_due(SYSTEM, {one.record for one in retaining.due(SYSTEM)}, {first.id: key})
    with pytest.raises(NotAllowed):
        retaining.due(actor_of("e56"))
    assert db.session.query(Box).count() > 0


def test_a_wrong_passphrase_destroys_nothing(app: Flask) -> None:
    sealed()
    refused = erase(app, "--confirm", typed=f"{PASSPHRASES['E-11']}\nbukan ini frasanya\n")
    assert refused.exit_code == 1
    assert db.session.query(Box).count() > 0
