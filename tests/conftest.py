"""The test house: one migrated application per process, every test in a transaction thrown away."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from app.core import clock
from app.database import engine as engines
from app.database.base import db
from tests.databases import KIND, MUST, PostgresServer, Unavailable, rolled_back
from tests.times import MONDAY
from tests.trail import every_entry_called_by_a_word
from tests.visitor import Visitor

pytest_plugins = ["tests.live", "tests.browser", "tests.city", "tests.clamd"]

CHEAP_HASHES = (8 * 1024, 1, 1)
# Tests of pure code and of the code itself; they touch a database only when they ask for one.
PURE = {Path(__file__).parent / name for name in ("core", "architecture")}
ON_A_DATABASE = {"app", "client", "city"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The longest first: none of them shall be left over for one process at the end.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    for item in items:
        if item.get_closest_marker("postgres") and KIND != "postgresql":
            item.add_marker(pytest.mark.skip(reason="runs in the PostgreSQL pass"))
        if item.path.parent in PURE and not ON_A_DATABASE & set(item.fixturenames):
            item.add_marker(pytest.mark.pure)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Nothing in a test may leave this machine."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            self.close()
            raise AssertionError(f"a test wants to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    try:
        server = PostgresServer()
    except Unavailable as reason:
        (pytest.fail if MUST else pytest.skip)(str(reason))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def new_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str | sa.URL]:
    """`new_database("name")`: the address of an empty database of the kind under test."""
    if KIND == "postgresql":
        return request.getfixturevalue("postgres").create
    folder = tmp_path_factory.mktemp("databases")
    return lambda name: engines.sqlite_url(folder / f"{name}.db")


@pytest.fixture(scope="session")
def app(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    from app.factory import create_app  # late: tests of the pure core need no application
    from config import Settings

    url = request.getfixturevalue("postgres").create("sadar") if KIND == "postgresql" else None
    settings = Settings(
        DATA_DIR=tmp_path_factory.mktemp("data"), DATABASE_URL=url, TESTING=True, DEMO=True,
        ARGON2=CHEAP_HASHES, VAULT_ARGON2=CHEAP_HASHES[:2],
    )  # fmt: skip
    application = create_app(settings)
    application.test_client_class = Visitor
    with application.app_context():
        flask_migrate.upgrade()
    yield application
    with application.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.frozen_at(MONDAY, everywhere=True):
        yield


@pytest.fixture
def database(app: Flask) -> Iterator[None]:
    with app.app_context(), rolled_back(db.engines), every_entry_called_by_a_word():
        yield
        db.session.remove()


@pytest.fixture(autouse=True)
def _isolated(request: pytest.FixtureRequest) -> None:
    if request.path.parent not in PURE or ON_A_DATABASE & set(request.fixturenames):
        request.getfixturevalue("database")


@pytest.fixture
def client(app: Flask) -> Visitor:
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def arranging() -> Callable[[], AbstractContextManager[Session]]:
    """`with arranging() as session:` writes rows outside a use case, to set the stage of a test."""

    @contextmanager
    def arranged() -> Iterator[Session]:
        session = db.session()
        session.info["arranging"] = True
        try:
            yield session
            session.commit()
        finally:
            session.info.pop("arranging")

    return arranged
