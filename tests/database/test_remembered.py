"""What is remembered in a transaction is forgotten when it is written, and with the transaction."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.database.base import db
from app.database.remembered import remembered
from app.regulations import queries as regulations
from app.regulations.models import PackActivation
from tests.times import MONDAY


def counting() -> tuple[Callable[[], int], list[int]]:
    read: list[int] = []

    def once() -> int:
        read.append(1)
        return len(read)

    return once, read


def test_a_fact_is_read_once_in_a_transaction() -> None:
    read, times = counting()
    db.session.connection()
    assert remembered(PackActivation, "x", read) == remembered(PackActivation, "x", read) == 1
    assert len(times) == 1
    db.session.rollback()
    db.session.connection()
    assert remembered(PackActivation, "x", read) == 2


def test_a_fact_is_read_again_once_its_table_is_written(arranging: Callable[[], Any]) -> None:
    day = date(2026, 3, 2)
    before = regulations.pack_id_on(day)
    other = next(one for one in ("nasional", "kaltim-31-2015") if one != before)
    with arranging() as session:
        session.add(
            PackActivation(
                pack_id=other, pack_hash="0" * 64, from_day=day, basis="Keputusan",
                made_by="Uji", made_at=MONDAY,
            )
        )  # fmt: skip
        session.flush()
        assert regulations.pack_id_on(day) == other


def test_what_was_read_in_a_savepoint_ends_with_it() -> None:
    read, _times = counting()
    db.session.connection()
    with db.session.begin_nested():
        assert remembered(PackActivation, "y", read) == 1
    assert remembered(PackActivation, "y", read) == 2


def test_what_was_changed_and_not_written_yet_is_seen(arranging: Callable[[], Any]) -> None:
    day = date(2026, 3, 2)
    before = regulations.pack_id_on(day)
    other = next(one for one in ("nasional", "kaltim-31-2015") if one != before)
    with arranging() as session:
        assert regulations.pack_id_on(day) == before
        session.add(
            PackActivation(
                pack_id=other, pack_hash="0" * 64, from_day=day, basis="Keputusan",
                made_by="Uji", made_at=MONDAY,
            )
        )  # fmt: skip
        assert regulations.pack_id_on(day) == other
