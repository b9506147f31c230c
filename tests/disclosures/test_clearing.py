"""Reviews keep moving: nil together, late ones copied up, queues handed over, unreviewed nil recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.core.actor import SYSTEM, Role
from app.core.errors import Invalid, NotAllowed, NotFound
from app.core.working_days import is_working_day
from app.database.base import db
from app.deadlines import queries as deadlines
from app.disclosures import mailing, queries, renewal
from app.disclosures.models import Disclosure, Handover, ReviewEscalation, State
from app.disclosures.services import clearing, reviewing
from app.notifications.models import Notice
from app.people import postings
from app.people import queries as people
from tests.disclosures.stage import BROTHER, actor, filed, lend
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def working_days_later(count: int) -> date:
    calendar, day = deadlines.calendar(), clock.today()
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, calendar)
    return day


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.frozen_at(datetime.combine(day, time(8), clock.zone()), everywhere=True):
        yield


def nil_of(code: str) -> Disclosure:
    found = renewal.newest_annual(people.person_by_code(code).id)
    assert found is not None
    return found


# ── nil together ──────────────────────────────────────────────────────────────────────────────


def test_the_superior_clears_the_waiting_nil_statements_at_once(client: Visitor) -> None:
    filed(actor("e24"))
    client.be("e17")
    text = client.get("/tinjauan/nihil").text
    assert text.count(" checked") == 2
    assert "Konfirmasi 2 nihil" in text
    ids = [str(row.disclosure.id) for row in renewal.nil_waiting_visible_to(actor("e17"))]
    answer = client.post("/tinjauan/nihil", data={"pilih": ids, "password": PASSWORD})
    assert answer.status_code == 303
    assert "2 pernyataan nihil dicatat." in client.get(answer.location).text
    db.session.expire_all()
    assert nil_of("e19").state is State.RECORDED
    assert renewal.nil_waiting_visible_to(actor("e17")) == []


def test_only_the_ticked_ones_are_recorded(client: Visitor) -> None:
    new = filed(actor("e24"))
    client.be("e17").get("/tinjauan/nihil")
    client.post("/tinjauan/nihil", data={"pilih": str(new.id), "password": PASSWORD})
    db.session.expire_all()
    assert nil_of("e19").state is State.SUBMITTED
    assert db.session.get(Disclosure, new.id).state is State.RECORDED


def test_a_wrong_password_confirms_nothing_and_keeps_the_ticks(client: Visitor) -> None:
    client.be("e17").get("/tinjauan/nihil")
    chosen = str(nil_of("e19").id)
    answer = client.post("/tinjauan/nihil", data={"pilih": chosen, "password": "bukan ini"})
    assert answer.status_code == 422
    assert "Kata sandi tidak cocok. Belum ada yang dikonfirmasi." in answer.text
    assert " checked" in answer.text


def test_a_nil_statement_with_a_hint_is_opened_one_by_one(client: Visitor) -> None:
    nil = filed(actor("e24"))
    colleague = {**BROTHER, "party_kind": "employee", "employee_id": nil.person_id,
                 "employee_name": "Khairunnisa"}  # fmt: skip
    filed(actor("e40"), colleague)
    text = client.be("e17").get("/tinjauan/nihil").text
    assert "1 nihil punya petunjuk. Buka satu per satu." in text
    assert "Rekan mencantumkan pegawai ini sebagai keluarga." in text
    with pytest.raises(Invalid, match="punya petunjuk"):
        clearing.confirm_nil(actor("e17"), [nil.id])
    assert nil.state is State.SUBMITTED


def test_what_is_not_nil_is_not_cleared_in_bulk() -> None:
    with pytest.raises(Invalid, match="bukan pernyataan nihil"):
        clearing.confirm_nil(actor("e17"), [filed(actor("e24"), BROTHER).id])


def test_nobody_clears_what_waits_for_another() -> None:
    with pytest.raises(NotFound):
        clearing.confirm_nil(actor("e34"), [nil_of("e19").id])
    with pytest.raises(NotAllowed):
        clearing.confirm_nil(actor("e19"), [nil_of("e19").id])


def test_one_that_was_decided_meanwhile_stops_the_whole_lot() -> None:
    first, second = nil_of("e19"), filed(actor("e24"))
    clearing.confirm_nil(actor("e17"), [second.id])
    with pytest.raises(Exception, match="Dicatat"):
        clearing.confirm_nil(actor("e17"), [first.id, second.id])
    db.session.expire_all()
    assert nil_of("e19").state is State.SUBMITTED


def test_the_letter_of_a_confirmed_nil_is_final() -> None:
    disclosure = nil_of("e19")
    clearing.confirm_nil(actor("e17"), [disclosure.id])
    letters = queries.letters_for(actor("e19"), disclosure)
    assert letters[-1].facts["facts"]["review"]["result"] == "Dicatat"


# ── what happens by itself ────────────────────────────────────────────────────────────────────


def test_a_nil_nobody_opened_for_ten_working_days_is_recorded_with_a_mark() -> None:
    nil = filed(actor("e24"))
    with on(working_days_later(10)):
        clearing.record_unreviewed_nil(SYSTEM)
        db.session.refresh(nil)
        assert nil.state is State.SUBMITTED
    with on(working_days_later(11)):
        clearing.record_unreviewed_nil(SYSTEM)
        db.session.refresh(nil)
        assert (nil.state, nil.unreviewed) == (State.RECORDED, True)


def test_a_nil_with_a_hint_is_never_recorded_by_itself() -> None:
    nil = filed(actor("e24"))
    colleague = {**BROTHER, "party_kind": "employee", "employee_id": nil.person_id,
                 "employee_name": "Khairunnisa"}  # fmt: skip
    filed(actor("e40"), colleague)
    with on(working_days_later(20)):
        clearing.record_unreviewed_nil(SYSTEM)
    db.session.refresh(nil)
    assert nil.state is State.SUBMITTED


def told(code: str, disclosure: Disclosure) -> int:
    return (
        db.session.query(Notice)
        .filter_by(person_id=people.person_by_code(code).id, subject_id=disclosure.id, code="N-06")
        .count()
    )


def test_a_late_review_is_copied_up_after_two_and_to_hr_after_five_working_days() -> None:
    waiting = filed(actor("e24"), BROTHER)
    due = 5
    for days, above, hr in ((due, 0, 0), (due + 1, 0, 0), (due + 2, 1, 0), (due + 5, 1, 1)):
        with on(working_days_later(days)):
            clearing.escalate_late(SYSTEM)
            clearing.escalate_late(SYSTEM)  # the same day again changes nothing
        assert (told("e15", waiting), told("e45", waiting)) == (above, hr), days
    steps = db.session.query(ReviewEscalation).filter_by(disclosure_id=waiting.id).count()
    assert steps == 2


def test_a_copy_never_goes_to_the_declarant_himself() -> None:
    hr_officer = nil_of("e46")  # e46 works at BKPSDM and has the role
    with on(working_days_later(30)):
        clearing.escalate_late(SYSTEM)
    assert told("e46", hr_officer) == 0
    assert told("e45", hr_officer) == 1


def test_a_copy_is_mailed_to_those_it_is_meant_for_while_the_review_waits() -> None:
    waiting = filed(actor("e24"), BROTHER)
    hr = replace(actor("e45"), roles=actor("e45").roles | {Role.HR_OFFICER})
    people_asked = (actor("e15"), hr, actor("e17"), actor("e24"), actor("e18"))
    concerned = [mailing.copy_still_concerns(one, waiting.id) for one in people_asked]
    assert concerned == [True, True, False, False, False]
    reviewing.open_for_review(actor("e17"), waiting)
    reviewing.send_back(actor("e17"), waiting, {"profile/main_duty": "Tulis lebih rinci."})
    assert not mailing.copy_still_concerns(hr, waiting.id)


def test_a_review_in_time_is_copied_to_nobody() -> None:
    waiting = filed(actor("e24"), BROTHER)
    reviewing.open_for_review(actor("e17"), waiting)
    reviewing.send_back(actor("e17"), waiting, {"profile/main_duty": "Tulis lebih rinci."})
    with on(working_days_later(30)):
        clearing.escalate_late(SYSTEM)
    assert told("e15", waiting) == 0


# ── hand-over ─────────────────────────────────────────────────────────────────────────────────


def test_an_acting_officer_takes_the_queue_and_gives_it_back() -> None:
    waiting = filed(actor("e24"), BROTHER)
    reviewing.open_for_review(actor("e17"), waiting)
    lend("e17", "e25", clock.today() + timedelta(days=7))
    db.session.refresh(waiting)
    assert waiting.reviewer_id == actor("e25").person_id
    assert waiting.state is State.SUBMITTED
    assert queries.waiting_for_review(actor("e17")) == 0
    with pytest.raises(NotFound):
        queries.disclosure_for(actor("e17"), waiting.id)
    with on(clock.today() + timedelta(days=8)):
        clearing.hand_over(SYSTEM)
    db.session.refresh(waiting)
    assert waiting.reviewer_id == actor("e17").person_id
    rows = db.session.query(Handover).filter_by(disclosure_id=waiting.id).all()
    assert ["Plh." in row.reason for row in rows] == [True, False]
    assert "berakhir" in rows[1].reason


def test_the_clock_of_the_review_keeps_running_through_a_hand_over() -> None:
    waiting = filed(actor("e24"), BROTHER)
    (before,) = deadlines.clocks_of("disclosures", [waiting.id])[waiting.id]
    lend("e17", "e25", clock.today() + timedelta(days=7))
    (after,) = deadlines.clocks_of("disclosures", [waiting.id])[waiting.id]
    assert after.due_on == before.due_on


def test_whoever_is_named_in_a_declaration_does_not_get_it_by_standing_in() -> None:
    stand_in = people.person_by_code("e25")
    waiting = filed(
        actor("e24"),
        {**BROTHER, "party_kind": "employee", "employee_id": stand_in.id,
         "employee_name": stand_in.name},
    )  # fmt: skip
    lend("e17", "e25", clock.today() + timedelta(days=7))
    db.session.refresh(waiting)
    assert waiting.reviewer_id == actor("e15").person_id


def test_what_was_forwarded_by_hand_stays_where_it_was_sent() -> None:
    waiting = filed(actor("e24"), BROTHER)
    reviewing.open_for_review(actor("e17"), waiting)
    reviewing.forward(actor("e17"), waiting, "Saya mengenal baik keluarga pegawai ini.")
    clearing.hand_over(SYSTEM)
    db.session.refresh(waiting)
    assert waiting.reviewer_id == actor("e15").person_id


def test_who_moves_takes_his_declaration_to_the_new_superior() -> None:
    waiting = filed(actor("e24"), BROTHER)
    person = people.person_by_code("e24")
    post = people.post_of(person.id, clock.today())
    new = people.person_by_code("e25")
    details = postings.PostDetails(post.unit_id, post.post, new.id)
    postings.move_person(SYSTEM, person, details, clock.today())
    db.session.refresh(waiting)
    assert waiting.reviewer_id == new.id
