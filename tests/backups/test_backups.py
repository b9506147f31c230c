"""A copy of the installation: only its key opens it, it comes back whole, and damage is noticed."""

import io
import itertools
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask
from nacl.public import PrivateKey

from app.attachments import services as attachments
from app.attachments.models import Attachment
from app.attachments.sniffing import judge
from app.backups import services, snapshots
from app.backups.sealing import CannotOpen, Opener, new_file
from app.core.actor import SYSTEM
from app.core.errors import WrongState
from app.database import keys as root
from app.database.base import db
from app.database.transaction import use_case
from app.departures.models import Departure
from app.vault import keyring
from tests.attachments import samples
from tests.databases import KIND, PostgresServer
from tests.live import LiveServer

Run = Callable[..., Result]
_NUMBERS = itertools.count()


@pytest.fixture
def key() -> PrivateKey:
    return keyring.new_key()


@pytest.fixture
def office(
    app: Flask, console: LiveServer, key: PrivateKey, monkeypatch: pytest.MonkeyPatch
) -> LiveServer:
    """An installation with one piece of evidence and the public half of a key."""
    monkeypatch.setitem(app.config, "BACKUP_KEY", bytes(key.public_key).hex())
    _handed_in()
    return console


@use_case
def _handed_in() -> None:
    record = db.session.query(Departure).order_by(Departure.id).first()
    attachments.store(SYSTEM, record, [judge("akta.pdf", samples.pdf("Akta"))])


@pytest.fixture
def run(app: Flask, key: PrivateKey) -> Run:
    """`run("verify", path)`: the command; the sheet is typed when it asks."""

    def ran(*arguments: object) -> Result:
        words = ["backup", *map(str, arguments)]
        return app.test_cli_runner().invoke(args=words, input=keyring.sheet(key) + "\n")

    return ran


@pytest.fixture
def fresh(request: pytest.FixtureRequest) -> Callable[[], list[str]]:
    """What `verify` needs besides: on PostgreSQL an empty database each time."""

    def asked() -> list[str]:
        if KIND != "postgresql":
            return []
        server: PostgresServer = request.getfixturevalue("postgres")
        return ["--database", server.create(f"pulih_{next(_NUMBERS)}")]

    return asked


def written(run: Run, folder: Path) -> Path:
    done = run("write", folder)
    assert done.exit_code == 0, done.output
    (path,) = folder.glob("sadar-*.cadangan")
    return path


def test_a_copy_is_written_verified_and_noted_in_the_trail(
    office: LiveServer, run: Run, tmp_path: Path, fresh: Callable[[], list[str]]
) -> None:
    path = written(run, tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    checked = run("verify", path, *fresh())
    assert checked.exit_code == 0, checked.output
    assert ": utuh" in checked.output
    noted = db.session.connection().exec_driver_sql(
        "SELECT facts FROM audit_entries WHERE action = 'backup.written'"
    )
    assert path.name in noted.scalar_one()
    left = {one.name for one in office.data.iterdir()}
    assert "cadangan.baru" not in left, "no copy of the database stays behind"


def test_neither_the_server_nor_another_key_opens_it(
    office: LiveServer, run: Run, tmp_path: Path
) -> None:
    path = written(run, tmp_path)
    content = path.read_bytes()
    for own in (root.derived("database"), root.derived("field"), root.derived("vault")):
        with path.open("rb") as source, pytest.raises(CannotOpen):
            Opener(source, PrivateKey(own))
    with pytest.raises(WrongState, match="kunci lain"):
        services.restore(path, keyring.new_key(), tmp_path / "other")
    assert b"SQLite format" not in content
    assert b"PGDMP" not in content
    assert b"root.key" not in content
    kept = db.session.query(Attachment.uid).order_by(Attachment.id.desc()).limit(1).scalar()
    assert kept.encode() not in content, "not even names of files can be read"


@pytest.mark.slow
def test_a_restored_installation_runs_on_with_keys_kept_apart(
    office: LiveServer, app: Flask, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = written(run, tmp_path)
    assert run("keys", tmp_path).exit_code == 0
    (keys,) = tmp_path.glob("kunci-*.cadangan")
    for one in (keys, path):
        done = run("restore", one, tmp_path / "new")
        assert done.exit_code == 0, done.output
    same = (office.data / "keys" / "root.key").read_text()
    assert (tmp_path / "new" / "keys" / "root.key").read_text() == same
    address = None
    if KIND == "postgresql":
        address = request.getfixturevalue("postgres").create("pulih_jalan")
        snapshots.restored(tmp_path / "new" / "sadar.dump", address).dispose()
    again = LiveServer(tmp_path / "new", address)
    try:
        assert "utuh" in again.flask("audit", "verify")
        assert again.start().answers()
    finally:
        again.stop()


def test_every_kind_of_damage_is_noticed(office: LiveServer, run: Run, tmp_path: Path) -> None:
    path = written(run, tmp_path)
    whole = path.read_bytes()
    damaged = {
        "cut in the middle": whole[: len(whole) // 2],
        "cut at the end": whole[:-1],
        "a letter changed": whole[:-500] + bytes([whole[-500] ^ 1]) + whole[-499:],
        "something added": whole + b"x",
        "another file": b"PK\x03\x04" + whole,
        "nothing": b"",
    }
    for what, content in damaged.items():
        path.write_bytes(content)
        done = run("verify", path)
        assert done.exit_code == 1, what
        assert "tidak dapat dibuka" in done.output, what


def test_evidence_that_is_missing_or_exchanged_is_noticed(
    office: LiveServer, run: Run, tmp_path: Path, fresh: Callable[[], list[str]]
) -> None:
    kept = db.session.query(Attachment).order_by(Attachment.id.desc()).limit(1).one()
    (original,) = (office.data / "files").glob(f"??/*-{kept.uid}.asli")
    db.session.rollback()
    original.unlink()
    lost = run("verify", written(run, tmp_path / "1"), *fresh())
    assert lost.exit_code == 1
    assert f"bukti {kept.uid}: berkasnya tidak ada" in lost.output
    original.write_bytes(original.with_suffix(".kerja").read_bytes())
    changed = run("verify", written(run, tmp_path / "2"), *fresh())
    assert f"bukti {kept.uid}: berkasnya berubah" in changed.output


def test_a_row_changed_behind_the_applications_back_is_noticed(
    office: LiveServer, run: Run, tmp_path: Path, fresh: Callable[[], list[str]]
) -> None:
    with db.engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT max(seq) FROM audit_entries").scalar_one()
        _without_triggers(connection, f"UPDATE audit_entries SET title = 'lain' WHERE seq = {rows}")
    done = run("verify", written(run, tmp_path), *fresh())
    assert done.exit_code == 1
    assert f"entri {rows}: kolom berubah: title" in done.output


def _without_triggers(connection: sa.Connection, statement: str) -> None:
    """As an administrator of the database can."""
    if KIND == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        connection.exec_driver_sql(statement)
        return
    named = "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name='audit_entries'"
    triggers = connection.exec_driver_sql(named).all()
    for name, _sql in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql(statement)
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)


def test_a_copy_that_fails_leaves_nothing_behind(
    office: LiveServer, tmp_path: Path, key: PrivateKey
) -> None:
    with (
        pytest.raises(OSError, match="disk full"),
        new_file(tmp_path / "x.cadangan", key.public_key),
    ):
        raise OSError("disk full")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../outside", "files/../../outside"])
def test_a_copy_with_a_file_that_leaves_the_folder_is_refused(
    name: str, key: PrivateKey, tmp_path: Path
) -> None:
    path, member = tmp_path / "x.cadangan", tarfile.TarInfo(name)
    member.size = 4
    with (
        new_file(path, key.public_key) as sealed,
        tarfile.open(fileobj=sealed, mode="w|") as packed,  # type: ignore[call-overload]
    ):
        packed.addfile(member, io.BytesIO(b"evil"))
    with pytest.raises(WrongState, match="tidak dapat dibuka"):
        services.restore(path, key, tmp_path / "a" / "restored")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [path]


def test_without_a_key_nothing_is_written(
    office: LiveServer, app: Flask, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "BACKUP_KEY", None)
    done = run("write", tmp_path)
    assert done.exit_code == 1
    assert "new-key" in done.output
    assert list(tmp_path.iterdir()) == []
    made = run("new-key")
    public, sheet = (line.strip() for line in made.output.splitlines() if line.startswith("  "))
    assert bytes(keyring.from_sheet(sheet).public_key).hex() == public
