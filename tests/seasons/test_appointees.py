"""New appointees without a Pernyataan Awal, and the example of the head."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import Role
from app.core.errors import NotAllowed
from app.seasons.appointees import appointees_for, own_head_filed_for
from tests.disclosures.stage import actor, filed
from tests.seasons.stage import hr, officer
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def test_the_new_ones_stand_on_the_compliance_page_with_tmt_and_last_day(client: Visitor) -> None:
    text = client.be("e45").get("/kepatuhan").text
    assert "Pejabat baru tanpa Pernyataan Awal (2)" in text
    assert "Khairunnisa Salsabila" in text
    assert "TMT" in text


def test_who_has_filed_is_missing_no_more() -> None:
    before = {one.name for one in appointees_for(hr()).first}
    filed(actor("e24"))
    gone = before - {one.name for one in appointees_for(hr()).first}
    assert [name.split(",")[0] for name in gone] == ["Khairunnisa Salsabila"]


def test_the_soonest_last_day_comes_first_and_lateness_is_counted() -> None:
    found = appointees_for(hr())
    assert [one.due_on for one in found.first] == sorted(one.due_on for one in found.first)
    first = found.first[0]
    assert first.due_on == clock.today() + timedelta(days=first.days_left)


def test_a_leader_sees_those_of_his_units_only() -> None:
    everybody, own = appointees_for(hr()), appointees_for(officer("e15", Role.LEADER))
    assert 0 < own.total < everybody.total
    with pytest.raises(NotAllowed):
        appointees_for(actor("e24"))


def test_an_employee_reads_when_the_head_of_the_unit_filed(client: Visitor) -> None:
    day = own_head_filed_for(actor("e27"))
    assert day is not None
    text = client.be("e27").get("/tugas").text
    assert "Kepala unit Anda mengisi pernyataan tahunan tanggal" in text


def test_whoever_has_no_head_above_reads_nothing_of_it(client: Visitor) -> None:
    assert own_head_filed_for(actor("e01")) is None
    assert "Kepala unit Anda" not in client.be("e01").get("/tugas").text
