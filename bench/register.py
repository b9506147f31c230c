"""A register of invented interests in a database of its own, filled as fast as the database allows."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import flask_migrate
import sqlalchemy as sa
from flask import Flask

from app.core.names import Kind
from app.crosscheck import tokens
from app.database import keys
from app.database.base import Base, db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping
from app.disclosures.models import (
    Change,
    Disclosure,
    DisclosureVersion,
    Interest,
    InterestVersion,
    State,
)
from app.disclosures.models import Kind as DeclarationKind
from app.factory import create_app
from app.people.models import EmploymentKind, Person
from app.regulations.pack import Level
from bench.invented import Inventor, many
from config import Settings

_BEGIN = datetime(2024, 1, 2, 1, tzinfo=UTC)
_EACH = 50  # interests of one employee
_ROWS = 5_000


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="sadar-bench-") as folder:
        yield Path(folder)


@contextmanager
def installation(
    database_url: str | None = None, kept: Path | None = None
) -> Iterator[tuple[Flask, Path]]:
    """An application of its own: empty and thrown away at the end, or in a folder that is `kept`."""
    with _folder(kept) as folder:
        app = create_app(
            Settings(DATA_DIR=folder, DATABASE_URL=database_url, DEMO=True,
                     ARGON2=(8 * 1024, 1, 1))
        )  # fmt: skip
        with app.app_context():
            tokens.forget()  # another key than the installation before
            flask_migrate.upgrade()
            yield app, folder
            db.session.remove()
            db.engine.dispose()


def fill(count: int, seed: int = 7, after: int = 0) -> tuple[list[tuple[Kind, str]], float]:
    """Declare `count` interests, unless a kept register has them; gives what they name, in the order
    of their ids, and seconds. The ids of everything follow on `after`."""
    invented = list(many(count, seed))
    began = time.perf_counter()
    if db.session.get(Interest, after + count) is not None:
        return invented, 0.0
    inventor = Inventor(seed + 99)
    _staff(inventor, -(-count // _EACH), after)
    for first in range(0, count, _ROWS):
        _interests(invented[first : first + _ROWS], first, inventor, after)
    return invented, time.perf_counter() - began


@bookkeeping
def _staff(inventor: Inventor, count: int, after: int) -> None:
    people: list[dict[str, Any]] = []
    disclosures: list[dict[str, Any]] = []
    versions: list[dict[str, Any]] = []
    for at in range(after + 1, after + count + 1):
        name = inventor.person()
        people.append(
            {"id": at, "name": name, "sort_name": name.casefold(), "kind": EmploymentKind.PNS,
             "revision": 1}
        )  # fmt: skip
        disclosures.append(
            {"id": at, "uid": new_uid(), "number": f"INV-{at}", "kind": DeclarationKind.FIRST,
             "state": State.RECORDED, "person_id": at, "pack_id": "nasional",
             "created_at": _BEGIN, "revision": 1}
        )  # fmt: skip
        uid = new_uid()
        versions.append(
            {"id": at, "uid": uid, "disclosure_id": at, "number": 1, "filed_at": _BEGIN,
             "filed_by_id": at, "nil": False, "pack_id": "nasional", "pack_hash": "0" * 64,
             "sha256": "0" * 64, "content_sealed": _sealed("disclosure_versions", uid, {})}
        )  # fmt: skip
    for table, rows in ((Person, people), (Disclosure, disclosures), (DisclosureVersion, versions)):
        _insert(table, rows)


@bookkeeping
def _interests(named: list[tuple[Kind, str]], first: int, inventor: Inventor, after: int) -> None:
    interests: list[dict[str, Any]] = []
    versions: list[dict[str, Any]] = []
    for offset, (kind, name) in enumerate(named):
        at = after + first + offset + 1
        owner = after + (first + offset) // _EACH + 1
        declared = _BEGIN + timedelta(minutes=first + offset)
        section, fields = _fields(kind, name, inventor)
        uid = new_uid()
        interests.append(
            {"id": at, "uid": new_uid(), "person_id": owner, "section": section,
             "first_declared_at": declared}
        )  # fmt: skip
        versions.append(
            {"id": at, "uid": uid, "interest_id": at, "disclosure_version_id": owner,
             "declared_at": declared, "valid_from": date(2020, 1, 1), "change": Change.NEW,
             "suggested_level": Level.LOW,
             "content_sealed": _sealed("interest_versions", uid, {"fields": fields, "link": {}})}
        )  # fmt: skip
    _insert(Interest, interests)
    _insert(InterestVersion, versions)


def _fields(kind: Kind, name: str, inventor: Inventor) -> tuple[str, dict[str, Any]]:
    if kind == "person":
        return "PK-A", {"party_kind": "person", "party_name": name, "relation": "HA-D3"}
    return "PK-E", {"owner": "self", "body_name": name, "role": "owner", "nib": inventor.nib()}


def _sealed(table: str, uid: str, content: dict[str, Any]) -> bytes:
    return keys.seal(content, f"{table}/{uid}/content")


def _insert(table: type[Base], rows: list[dict[str, Any]]) -> None:
    db.session.execute(sa.insert(table.__table__), rows)  # type: ignore[arg-type]
