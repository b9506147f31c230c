"""The page after signing in names everything that waits, also in lists (S-21, S-60)."""

import pytest

from app.people import queries as people
from tests.divestments import stage as divesting
from tests.recusals import stage as recusing
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
NOTHING = "Tidak ada tugas."


def page_of(client: Visitor, code: str) -> str:
    shown = client.be(code).get("/tugas").text
    return shown.partition("<h1>Tugas</h1>")[2].partition("Status saya")[0]


def test_what_waits_in_a_list_is_named_with_its_number(client: Visitor) -> None:
    """HR decides a recusal, a superior endorses a divestment: neither page says "Tidak ada tugas"."""
    recusing.answered(recusing.permit())
    found = divesting.sent()
    superior = people.person(found.superior_id or 0)
    assert superior is not None and superior.code is not None
    for code, place in (("e45", "/penarikan-diri"), (superior.code, "/divestasi")):
        shown = page_of(client, code)
        assert NOTHING not in shown
        assert f'<a href="{place}">' in shown.partition("Menunggu Anda")[2]
    assert f'<a href="{place}">' not in page_of(client, "e45").partition("Menunggu Anda")[2]


def test_whoever_has_nothing_to_do_may_check_or_report_a_change(client: Visitor) -> None:
    shown = page_of(client, "e18")
    assert NOTHING in shown and "Menunggu Anda" not in shown
    assert 'href="/cek/baru"' in shown


def test_a_step_whose_day_has_passed_is_marked_late(client: Visitor) -> None:
    """The second step of the story's divestment was due a week ago, the third is not due yet."""
    cards = page_of(client, "e07").split('<li class="card">')
    late = {
        card.partition("</h2>")[0][-1]: "Terlambat" in card for card in cards if "langkah" in card
    }
    assert late == {"2": True, "3": False, "4": False}
