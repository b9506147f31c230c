"""A city of ten thousand for the season bench: staff file, accounts, last year's declarations."""

import csv
import io
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import flask_migrate
import sqlalchemy as sa
from flask import Flask

from app.accounts import caretaking, passwords, queries
from app.accounts.models import Account
from app.core import clock
from app.core.actor import SYSTEM, Role
from app.database import keys
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping, use_case
from app.disclosures import answers as shape
from app.disclosures.models import (
    Change,
    Disclosure,
    DisclosureVersion,
    Interest,
    InterestVersion,
    Kind,
    State,
)
from app.factory import create_app
from app.outbox.models import Job, JobState
from app.people import queries as people
from app.people import services as people_services
from app.people.models import Person
from app.regulations import queries as regulations
from app.regulations.pack import Level
from app.seasons.models import Obligation
from app.seasons.services import keeping
from bench.invented import Inventor
from config import ROOT, Settings

STAFF_FILE: Final = ROOT.parent / "shared" / "data" / "pegawai-kota-besar.csv"
PASSWORD: Final = "lampu sawah kunci payung"
OFFICIALS: Final = 10  # invented file: one head of unit for so many units
_UNITS: Final = 60
_PART: Final = 500
# Of seven people one has never declared anything (Pernyataan Awal); of three others one has interests.
_NEW_ONE_IN: Final = 7
_WITH_INTERESTS_ONE_IN: Final = 3
_PROFILE: Final = {
    "phone": "", "email": "", "decision_roles": ["memproses"], "risk_positions": [],
    "main_duty": "Memeriksa kelengkapan berkas permohonan yang masuk.",
}  # fmt: skip
_LINK: Final = {
    "closeness": "kelompok", "authority": "tidak_ada", "benefit": "tidak_ada", "time": "lewat",
    "situation": "potential", "plan": "none",
}  # fmt: skip


@dataclass(frozen=True)
class Filer:
    """Somebody who will sign in and file, and the way that waits for him."""

    person_id: int
    nip: str
    kind: str


@contextmanager
def application(folder: Path, database_url: str | None) -> Iterator[Flask]:
    """The installation's application inside this process, while no request is measured."""
    app = create_app(Settings(DATA_DIR=folder, DATABASE_URL=database_url, SECOND_FACTOR=False))
    with app.app_context():
        flask_migrate.upgrade()
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


# ── staff ─────────────────────────────────────────────────────────────────────────────────────


def staff(people_wanted: int | None) -> tuple[bytes, str]:
    """The staff file to import and what it is: the shared one, or an invented one of that size."""
    if people_wanted is None and STAFF_FILE.exists():
        return STAFF_FILE.read_bytes(), STAFF_FILE.name
    count = people_wanted or 10_000
    return invented_staff(count), f"invented, {count} people"


def invented_staff(count: int) -> bytes:
    """A staff file of invented people in the columns of a staff export."""
    inventor = Inventor(11)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["NIP", "Nama", "Jenis", "Jabatan", "Unit", "NIP_Atasan"])
    units = max(2, min(_UNITS, count // OFFICIALS))
    for at in range(count):
        unit, heads = at % units, at < units
        above = "" if at == 0 else _nip(0 if heads else unit)
        post = "Kepala Dinas" if heads else "Analis Kebijakan Ahli Muda"
        writer.writerow(
            [_nip(at), inventor.person(), "PNS", post, f"Dinas Contoh {unit + 1}", above]
        )
    return out.getvalue().encode()


def _nip(at: int) -> str:
    born = date(1968, 1, 1) + timedelta(days=at)
    return f"{born:%Y%m%d}201001{at % 2 + 1}{at % 900 + 1:03d}"


def import_staff(data: bytes) -> int:
    """Import it as of three years ago; gives how many serve."""
    people_services.import_staff(SYSTEM, data, from_day=clock.today() - timedelta(days=1095))
    return len(people.obliged_on(clock.today()))


# ── last year ─────────────────────────────────────────────────────────────────────────────────


def declare_last_year() -> int:
    """What six of seven people declared about a year ago, written as rows; gives how many."""
    duties = people.duties_on(clock.today())
    declared = [duty for at, duty in enumerate(duties) if at % _NEW_ONE_IN]
    for first in range(0, len(declared), _PART * 4):
        _declare(declared[first : first + _PART * 4], first)
    return len(declared)


@bookkeeping
def _declare(part: Sequence[Any], first: int) -> None:
    pack = regulations.pack_on(clock.today())
    filed_at = clock.now() - timedelta(days=350)
    rows: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (Disclosure, DisclosureVersion, Interest, InterestVersion)
    }
    for at, duty in enumerate(part, start=first + 1):
        nil = at % _WITH_INTERESTS_ONE_IN != 0
        items = [] if nil else _items(at)
        answers, uid = _answers(items), new_uid()
        rows[Disclosure].append(
            {"id": at, "uid": new_uid(), "number": f"DEK-{filed_at.year}-{at:06d}",
             "kind": Kind.FIRST, "state": State.RECORDED, "person_id": duty.person_id,
             "unit_id": duty.unit_id, "nil": nil, "level": None if nil else Level.LOW,
             "pack_id": pack.id, "created_at": filed_at, "submitted_at": filed_at,
             "decided_at": filed_at, "unreviewed": False, "revision": 1}
        )  # fmt: skip
        rows[DisclosureVersion].append(
            {"id": at, "uid": uid, "disclosure_id": at, "number": 1, "filed_at": filed_at,
             "filed_by_id": duty.person_id, "nil": nil, "pack_id": pack.id,
             "pack_hash": pack.sha256, "sha256": shape.sha256(answers),
             "content_sealed": keys.seal(answers, f"disclosure_versions/{uid}/content")}
        )  # fmt: skip
        _add_interests(rows, items, at, duty.person_id, filed_at)
    for table, made in rows.items():
        if made:
            db.session.execute(sa.insert(table), made)
    _move_sequences(rows)


def _items(at: int) -> list[tuple[str, dict[str, Any]]]:
    inventor = Inventor(at)
    friend = {
        "party_kind": "person", "party_name": inventor.person(), "relation": "HA-T1",
        "nature": "KP-3", "since": "2019-03-01",
    }  # fmt: skip
    business = {"owner": "self", "body_name": inventor.firm(), "role": "owner"}
    return [
        (section, {"uid": new_uid(), "change": "new", "fields": fields, "link": _LINK})
        for section, fields in (("PK-A", friend), ("PK-E", business))
    ]


def _answers(items: Sequence[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    sections: dict[str, Any] = {code: {"answer": shape.NO, "items": []} for code in shape.SECTIONS}
    for code, item in items:
        sections[code] = {"answer": shape.YES, "items": [item]}
    return {"profile": dict(_PROFILE), "family_is_employee": shape.NO, "sections": sections}


def _add_interests(
    rows: dict[Any, list[dict[str, Any]]], items: Sequence[tuple[str, dict[str, Any]]],
    version_id: int, person_id: int, filed_at: Any,
) -> None:  # fmt: skip
    for place, (section, item) in enumerate(items):
        at, uid = version_id * 2 + place, new_uid()
        rows[Interest].append(
            {"id": at, "uid": item["uid"], "person_id": person_id, "section": section,
             "first_declared_at": filed_at}
        )  # fmt: skip
        content = {"fields": item["fields"], "link": item["link"]}
        rows[InterestVersion].append(
            {"id": at, "uid": uid, "interest_id": at, "disclosure_version_id": version_id,
             "declared_at": filed_at, "valid_from": None, "valid_to": None,
             "change": Change.NEW, "suggested_level": Level.LOW, "employee_id": None,
             "content_sealed": keys.seal(content, f"interest_versions/{uid}/content")}
        )  # fmt: skip


def _move_sequences(rows: dict[Any, list[dict[str, Any]]]) -> None:
    """PostgreSQL counts its ids apart from those given."""
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for table in rows:
        name = table.__tablename__
        db.session.execute(
            sa.text(
                f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "
                f"GREATEST(1, (SELECT MAX(id) FROM {name})))"
            )
        )


# ── accounts and the season ───────────────────────────────────────────────────────────────────


def arrange_accounts(person_ids: Sequence[int], roles: tuple[Role, ...] = ()) -> None:
    """Accounts ready for use, all with one password and (to save an hour of hashing) one hash."""
    password_hash = passwords.hash_of(PASSWORD)
    for first in range(0, len(person_ids), _PART):
        _arrange(person_ids[first : first + _PART], password_hash, roles)


@use_case
def _arrange(person_ids: Sequence[int], password_hash: str, roles: tuple[Role, ...]) -> None:
    for person_id in person_ids:
        caretaking.arrange_account(
            SYSTEM, person_id, password_hash, roles, "Pegawai pada pengukuran beban"
        )


def hr_officer() -> tuple[int, str]:
    """An account of somebody who keeps the season and reads compliance: person id and NIP."""
    person = people.obliged_on(clock.today())[0]
    person_id, nip = person.id, str(person.nip)
    arrange_accounts([person_id], (Role.HR_OFFICER,))
    return person_id, nip


def plan_season(officer_id: int) -> int:
    """A season that opens today; gives its id."""
    account = db.session.scalar(sa.select(Account.id).where(Account.person_id == officer_id))
    who = queries.signed_in_as(account or 0)
    if who is None:
        raise RuntimeError("the officer has no account")
    pack = regulations.pack_on(clock.today())
    wanted = keeping.Plan(
        f"Pernyataan Tahunan {clock.today().year}", clock.today(),
        clock.today() + timedelta(days=14), people.OBLIGED_KINDS,
        pack.setting("wajib_lapor") == "jabatan_tertentu",
    )  # fmt: skip
    return int(keeping.plan(who.actor, wanted).id)


def filers(count: int, but: int) -> list[Filer]:
    """People picked from the whole city who owe something in the season, with their accounts."""
    rows = db.session.execute(
        sa.select(Obligation.person_id, Person.nip, Obligation.kind)
        .join(Person, Person.id == Obligation.person_id)
        .where(Person.nip.is_not(None), Person.id != but)
        .order_by(Obligation.person_id)
    ).all()
    picked = random.Random(5).sample(rows, min(count, len(rows)))
    chosen = [Filer(row[0], row[1], row[2].value) for row in picked]
    arrange_accounts([filer.person_id for filer in chosen])
    return chosen


# ── what is in the database at the end ────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Kept:
    """What the database holds of what the server acknowledged."""

    lost: list[str]
    doubled: int
    filed: int
    jobs_waiting: int
    jobs_dead: int


def kept_of(acknowledged: Sequence[str], since: Any) -> Kept:
    """Each acknowledged number must stand on a declaration that has its filed version."""
    numbers = set(
        db.session.scalars(
            sa.select(Disclosure.number)
            .join(DisclosureVersion, DisclosureVersion.disclosure_id == Disclosure.id)
            .where(Disclosure.submitted_at >= since, DisclosureVersion.filed_at >= since)
        )
    )
    doubled = db.session.execute(
        sa.select(DisclosureVersion.disclosure_id)
        .where(DisclosureVersion.filed_at >= since)
        .group_by(DisclosureVersion.disclosure_id)
        .having(sa.func.count() > 1)
    ).all()
    states = dict(
        db.session.execute(sa.select(Job.state, sa.func.count()).group_by(Job.state)).all()  # type: ignore[arg-type]
    )
    return Kept(
        sorted(set(acknowledged) - numbers),
        len(doubled) + len(acknowledged) - len(set(acknowledged)),
        len(numbers),
        states.get(JobState.WAITING, 0) + states.get(JobState.RUNNING, 0),
        states.get(JobState.DEAD, 0),
    )
