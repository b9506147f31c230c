"""Rebuilding the index on a database that really commits: beside filings, beside another, killed."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import clock
from app.core.names import NORM_VERSION
from app.crosscheck import lookup, rebuilding
from app.crosscheck.indexing import the_state
from app.crosscheck.lookup import Query
from app.crosscheck.models import IndexState
from app.crosscheck.services import names
from app.database.base import db
from app.database.transaction import bookkeeping, use_case
from app.outbox import handlers
from app.outbox import services as outbox
from app.people.models import EmploymentKind, Person
from tests.crosscheck.index_contents import contents
from tests.crosscheck.stage import declare
from tests.live import LiveServer
from tests.processes import FLASK, Running

FIRMS = {
    "E-06": "CV Contoh Rimba Satwika", "E-07": "PT Contoh Zamrud Kelabu",
    "E-08": "UD Contoh Lentera Pangestu", "E-09": "PT Contoh Manggala Wiragata",
}  # fmt: skip
MANY = 12_000  # more than one chunk of the real command
SECONDS = 60
LEASE = 2  # seconds; longer than a step


def beside(app: Flask, work: Callable[[], object]) -> threading.Thread:
    """Begin some work on a connection of its own."""

    def run() -> None:
        with app.app_context():
            work()
            db.session.remove()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def more_staff(how_many: int) -> None:
    """The directory grows, without anybody's index being told."""
    values = [
        {"name": f"Wiragata {word(at)} {word(at // 7)}", "sort_name": f"wiragata {at}",
         "kind": EmploymentKind.PNS, "revision": 1}
        for at in range(how_many)
    ]  # fmt: skip
    with db.engine.begin() as connection:
        connection.execute(sa.insert(Person.__table__), values)


def word(number: int) -> str:
    syllables = ("ba", "ri", "su", "no", "ke", "la", "mi", "tu", "da", "go")
    return "".join(syllables[int(digit)] for digit in f"{number % 1000:03d}").capitalize()


def is_whole() -> bool:
    db.session.rollback()
    return lookup.whole_build() is not None


def found(text: str) -> int:
    db.session.rollback()
    return len(lookup.search(Query.of(text, "org")).hits)


def test_filings_beside_a_running_rebuild_are_all_in_the_index(
    app: Flask, console: LiveServer
) -> None:
    def file_one_after_the_other() -> None:
        for code, firm in FIRMS.items():
            declare(code, firm)

    filing: list[threading.Thread] = []
    chunks: list[int] = []

    def progress(done: int, _total: int) -> None:
        chunks.append(done)
        if not filing:
            filing.append(beside(app, file_one_after_the_other))
        time.sleep(0.01)  # so that the two really take turns

    rebuilding.rebuild(progress, chunk=3)
    filing[0].join(SECONDS)
    assert not filing[0].is_alive()
    assert len(chunks) > len(FIRMS)
    assert [found(firm) for firm in FIRMS.values()] == [1] * len(FIRMS)
    kept = contents()
    rebuilding.rebuild()
    assert contents() == kept


def test_a_filing_found_while_the_index_is_still_being_built(
    app: Flask, console: LiveServer
) -> None:
    seen: list[int] = []

    def progress(_done: int, _total: int) -> None:
        if not seen:
            beside(app, lambda: declare("E-08", FIRMS["E-08"])).join(SECONDS)
            seen.append(found(FIRMS["E-08"]))

    rebuilding.rebuild(progress, chunk=20)
    assert seen == [1]


def test_of_two_rebuilds_the_later_one_ends_and_the_other_stops(
    app: Flask, console: LiveServer
) -> None:
    names.rebuild()
    whole = contents()
    began: list[bool] = []

    def progress(_done: int, _total: int) -> None:
        if not began:
            began.append(True)
            beside(app, rebuilding.rebuild).join(SECONDS)

    with pytest.raises(rebuilding.Overtaken):
        rebuilding.rebuild(progress, chunk=20)
    assert is_whole()
    assert contents() == whole


def test_the_command_that_was_overtaken_says_so(
    app: Flask, console: LiveServer, monkeypatch
) -> None:
    empty = rebuilding.empty

    def emptied_twice() -> int:
        build = empty()
        empty()
        return build

    monkeypatch.setattr(rebuilding, "empty", emptied_twice)
    done = app.test_cli_runner().invoke(args=["crosscheck", "rebuild"])
    assert done.exit_code == 1
    assert "Pembangunan ulang lain sudah dimulai" in done.output
    assert not is_whole()


def test_a_rebuild_that_was_killed_leaves_an_index_that_says_so_and_is_built_by_night(
    app: Flask, console: LiveServer
) -> None:
    more_staff(MANY)
    log = console.data / "log-rebuild.txt"
    running = Running((*FLASK, "crosscheck", "rebuild"), console.environment, log)
    while "dari" not in log.read_text():
        assert running.poll() is None, log.read_text()
        time.sleep(0.01)
    running.kill()
    assert running.wait(SECONDS) < 0
    assert not is_whole()
    silent_since = db.session.scalar(sa.select(IndexState.changed_at))
    with clock.frozen_at(silent_since - timedelta(minutes=40), everywhere=True):
        declare("E-08", FIRMS["E-08"])  # an hour later; no sign of life of the rebuild
    with clock.frozen_at(silent_since + timedelta(minutes=31), everywhere=True):
        names.keep_up()
        outbox.work_off()
    assert is_whole()
    kept = contents()
    assert kept["count"] > MANY
    assert found(FIRMS["E-08"]) == 1
    rebuilding.rebuild()
    assert contents() == kept


@pytest.mark.slow
def test_a_worker_killed_amid_the_building_is_followed_by_one_that_ends_it(
    app: Flask, console: LiveServer
) -> None:
    more_staff(MANY)
    make_old()
    console.start_worker("--lease", str(LEASE))
    until(lambda: entered() > 0)
    console.kill()
    broken_off = entered()
    assert not is_whole()
    declare("E-08", FIRMS["E-08"])
    console.start_worker("--lease", str(LEASE))
    until(is_whole)
    console.stop()
    kept = contents()
    assert kept["count"] > MANY > broken_off
    assert found(FIRMS["E-08"]) == 1
    rebuilding.rebuild()
    assert contents() == kept


def test_a_letter_is_printed_while_the_only_worker_builds_the_index(
    app: Flask, console: LiveServer
) -> None:
    outbox.work_off()
    make_old()
    names.keep_up()
    order_letter()
    whole: list[bool] = []
    handlers.register("test.letter", lambda _task: whole.append(is_whole()))
    outbox.work_off()
    assert whole == [False]
    assert is_whole()


@bookkeeping
def make_old() -> None:
    the_state().norm_version = NORM_VERSION - 1


@use_case
def order_letter() -> None:
    outbox.enqueue("test.letter")


def entered() -> int:
    """Names in an index that is being built; 0 while the old one stands."""
    db.session.rollback()
    state = db.session.scalars(sa.select(IndexState)).one()
    return state.entries if state.norm_version == NORM_VERSION else 0


def until(comes_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not comes_true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


# ── PostgreSQL's room ─────────────────────────────────────────────────────────────────────────


def room() -> int:
    """Bytes of the index's tables and their indexes."""
    tables = (table.__tablename__ for table in rebuilding._TABLES)
    with db.engine.connect() as connection:
        return sum(
            connection.scalar(sa.text(f"SELECT pg_total_relation_size('{table}')"))
            for table in tables
        )


def command(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["crosscheck", "rebuild", "--quiet"])
    assert done.exit_code == 0, done.output


@contextmanager
def signed_in_as(url: sa.URL) -> Iterator[None]:
    """The application signs in to its database as another role."""
    engine = sa.create_engine(url)
    db.session.remove()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(db.engines, None, engine)  # type: ignore[arg-type]
        yield
        db.session.remove()
    engine.dispose()


@pytest.mark.postgres
def test_an_index_built_again_takes_no_more_room(app: Flask, console: LiveServer) -> None:
    more_staff(3_000)
    command(app)
    once = room()
    command(app)
    command(app)
    assert room() < 1.4 * once


@pytest.mark.postgres
def test_a_rebuild_goes_on_where_room_cannot_be_given_back(
    app: Flask, console: LiveServer, monkeypatch
) -> None:
    """The tables are not the role's own; somebody still sees the old rows, and holds a table; a
    VACUUM breaks off."""
    monkeypatch.setattr(rebuilding, "LONGEST_WAIT_MS", 50)
    command(app)
    whole = contents()
    db.session.remove()
    owner = db.engine
    with owner.begin() as connection:
        connection.execute(sa.text("CREATE ROLE clerk LOGIN"))
        connection.execute(sa.text("GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk"))
        connection.execute(sa.text("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO clerk"))
    with signed_in_as(owner.url.set(username="clerk")):
        command(app)
        assert contents() == whole
    with owner.connect().execution_options(isolation_level="REPEATABLE READ") as reader:
        reader.execute(sa.text("LOCK TABLE crosscheck_numbers IN SHARE UPDATE EXCLUSIVE MODE"))
        reader.execute(sa.text("SELECT count(*) FROM crosscheck_entries"))
        command(app)
    assert contents() == whole
    sa.event.listen(owner, "before_cursor_execute", breaking_off, retval=True)
    command(app)
    assert contents() == whole
    with owner.connect() as one, owner.connect() as other:  # what the rebuild set was for itself
        waits = [connection.scalar(sa.text("SHOW lock_timeout")) for connection in (one, other)]
    assert waits == ["0", "0"]


def breaking_off(_connection, _cursor, statement: str, parameters, *_others):
    return ("SELECT 1/0" if statement.startswith("VACUUM") else statement), parameters
