"""The task page (S-21): what waits, what may be done, where one stands; no word against another."""

import re

import pytest

from app.core import clock
from app.core.actor import SYSTEM
from app.people import postings
from app.people import queries as people
from app.people.models import Acting
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def test_a_superior_with_something_to_review_is_not_told_that_nothing_waits(
    client: Visitor,
) -> None:
    text = client.be("e17").get("/tugas").text
    assert "Menunggu tinjauan Anda" in text
    assert "Tidak ada tugas." not in text


def test_whoever_has_nothing_to_do_still_finds_what_may_be_done(client: Visitor) -> None:
    text = client.be("e18").get("/tugas").text
    assert "Tidak ada tugas." in text
    assert 'href="/cek/baru"' in text
    assert 'href="/deklarasi/lapor-perubahan"' in text


def test_a_number_breaks_no_line_where_it_stands_by_itself(client: Visitor) -> None:
    text = client.be("e27").get("/tugas").text
    assert re.search(
        r'<a href="/deklarasi/\d+"><span class="nowrap">DEK-\d{4}-\d{6}</span></a>', text
    )


def test_whoever_keeps_a_seat_and_whose_it_is_see_the_order_among_their_tasks(
    client: Visitor,
) -> None:
    today = clock.today()
    order = postings.ActingOrder(Acting.PLH, today, today, "800/1/2026")
    keeper, holder = people.person_by_code("e25"), people.person_by_code("e17")
    assert keeper is not None and holder is not None
    postings.appoint_acting(SYSTEM, keeper, holder, order)
    text = client.be("e25").get("/tugas").text
    assert "Anda menjalankan tugas Plh. Kepala Bidang" in text
    text = client.be("e17").get("/tugas").text
    assert "Tugas jabatan Anda dijalankan Plh. Bonifasius" in text
    assert "menjalankan tugas Plh. Kepala Bidang" in client.get("/pemberitahuan").text
