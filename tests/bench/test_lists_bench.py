"""The benches of long lists fill what they read, and no list asks the database row by row."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from app.database.base import db
from bench import complaints, measures, recusals
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


@contextmanager
def asked() -> Iterator[list[str]]:
    """Each statement that is sent meanwhile."""
    seen: list[str] = []
    note = lambda *said: seen.append(said[2])  # noqa: E731
    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)


def statements(client: Visitor, who: str, path: str) -> int:
    reader = client.be(who)
    reader.get(path)
    with asked() as seen:
        assert reader.get(path).status_code == 200
    return len(seen)


@pytest.mark.usefixtures("city")
def test_a_full_page_of_each_list_asks_hardly_more_than_a_nearly_empty_one(client: Visitor) -> None:
    before = {one: statements(client, *one) for one in LISTS}
    for bench in (recusals, measures, complaints):
        bench.fill(RECORDS)
    db.session.remove()
    more = {one: statements(client, *one) - before[one] for one in LISTS}
    assert {one: n for one, n in more.items() if n > FOR_A_PAGE} == {}
