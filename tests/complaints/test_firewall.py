"""Pagar benturan of the lists: for whom a complaint concerns it does not exist."""

import pytest
import sqlalchemy as sa

from app.complaints.models import Complaint, State
from app.complaints.queries import reading
from app.complaints.services import barring
from app.core import policy
from app.core.actor import PUBLIC, SYSTEM
from app.crosscheck import rebuilding
from app.crosscheck.services import names
from app.database.base import db
from app.database.transaction import use_case
from app.outbox import services as outbox
from tests.complaints.stage import a_complaint, actor_of, of
from tests.disclosures.stage import BROTHER, filed
from tests.disclosures.stage import actor as disclosure_actor

FIRM = "CV Contoh Karya Purnawangsa"
pytestmark = pytest.mark.usefixtures("city")


def barred_from(found: Complaint) -> set[int]:
    return {bar.person_id for bar in found.bars}


def test_the_desk_and_the_inspectors_see_a_complaint_and_nobody_else_does(city):
    found = a_complaint(accused="e32")
    readers = {code for code in ("e57", "e56", "e53", "e05", "e31", "e32", "e29", "e49", "e45")
               if reading.may_read(actor_of(code), found.id)}  # fmt: skip
    assert readers == {"e57", "e56", "e53", "e05"}
    assert not reading.may_read(PUBLIC, found.id)


def test_an_accused_inspector_and_his_whole_office_are_kept_out_and_the_designated_official_reads_it(
    city,
):
    found = a_complaint(accused="e55")
    assert found.desk_id == of("e05")
    for code in ("e51", "e53", "e54", "e55", "e56", "e57"):
        assert not reading.may_read(actor_of(code), found.id), code
    assert reading.may_read(actor_of("e05"), found.id)


def test_until_the_accused_is_known_whoever_may_be_meant_does_not_read_it(city):
    found = a_complaint(words="Pak Hamdan, bagian aduan")
    assert not reading.may_read(actor_of("e57"), found.id)
    assert reading.may_read(actor_of("e56"), found.id)


def test_all_bars_read_alike_and_none_is_ever_taken_back(city):
    found = a_complaint(accused="e55")
    before = barred_from(found)
    _accuse(found, "e32")
    assert before <= barred_from(found)
    assert len({bar.reason for bar in found.bars}) == 1


@use_case
def _accuse(found: Complaint, code: str) -> None:
    found.subject_id = of(code)
    barring.refresh(found)


def test_an_inspector_whose_interest_could_not_be_found_is_kept_out_once_the_index_is_whole(city):
    brother = {**BROTHER, "body_name": FIRM, "body_nib": "9120000000019", "body_role": "owner"}
    filed(disclosure_actor("e56"), brother)
    rebuilding.empty()
    found = a_complaint(accused="e32", parties=(("company", FIRM),))
    assert reading.may_read(actor_of("e56"), found.id)
    names.rebuild()
    outbox.work_off()
    assert not reading.may_read(actor_of("e56"), found.id)
    assert reading.may_read(actor_of("e53"), found.id)


def test_a_handler_loses_sight_in_the_transaction_in_which_he_is_accused(client):
    found = a_complaint(number="ADU-2026-7777")
    client.be("e56")
    assert reading.may_read(actor_of("e56"), found.id)
    _accuse(db.session.merge(found), "e56")
    assert not reading.may_read(actor_of("e56"), found.id)
    assert "ADU-2026-7777" not in client.get("/pemberitahuan").text


def test_the_list_and_the_page_ask_the_same_question(city):
    for at, code in enumerate((None, "e32", "e55", "e57", "e05", "e01", "e51", "e20", "e60")):
        a_complaint(number=f"ADU-2026-6{at:03d}", accused=code)
    merged = a_complaint(number="ADU-2026-6100", state=State.MERGED)
    everybody = [f"e{n:02d}" for n in range(1, 61)]
    compared = 0
    for code in everybody:
        actor = actor_of(code)
        shown = set(db.session.scalars(reading.known_to(actor)))
        for one in db.session.scalars(sa.select(Complaint)):
            assert (one.id in shown) is policy.can(actor, "complaint.read", one), (code, one.number)
            compared += 1
    assert merged.id and compared >= 600
    assert not list(db.session.scalars(reading.known_to(SYSTEM)))
