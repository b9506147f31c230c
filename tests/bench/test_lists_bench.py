"""The benches of long lists fill what they read, and no list asks the database row by row."""

import pytest

from app.database.base import db
from bench import complaints, measures, recusals
from tests.statements import statements
from tests.visitor import Visitor

# Who reads which list of issues 5 and 6 (the start page counts what they hold).
LISTS = (
    ("e56", "/urusan"), ("e15", "/urusan"), ("e45", "/penarikan-diri/register"),
    ("e45", "/penarikan-diri/antrean"), ("e15", "/penarikan-diri"), ("e01", "/rencana"),
    ("e57", "/meja-aduan?tampil=all"), ("e56", "/pemeriksaan"), ("e31", "/pemeriksaan"),
    ("e56", "/pengawasan"), ("e31", "/tindak-lanjut"),
)  # fmt: skip
RECORDS = 60
# Asked once for a page, when it shows kinds of rows that it did not show before.
FOR_A_PAGE = 12


@pytest.mark.usefixtures("city")
def test_a_full_page_of_each_list_asks_hardly_more_than_a_nearly_empty_one(client: Visitor) -> None:
    before = {one: statements(client, *one) for one in LISTS}
    for bench in (recusals, measures, complaints):
        bench.fill(RECORDS)
    db.session.remove()
    more = {one: statements(client, *one) - before[one] for one in LISTS}
    assert {one: n for one, n in more.items() if n > FOR_A_PAGE} == {}
