"""The trail at size (S-97): what its keepers read of five entries for each of many complaints."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa

from app.audit.models import HEAD_ID, AuditEntry, AuditHead, canonical, moment
from app.complaints.models import Complaint
from app.core import clock
from app.database.base import db
from app.database.transaction import bookkeeping
from app.people.models import Person
from bench import complaints, lists
from bench.lists import AFTER, Reader, Subject

# What happens to a complaint: the action, its title, and the table of the record it is about.
_HAPPENED: Final = (
    ("complaint.received", "Aduan diterima", "complaints"),
    ("complaint.verified", "Aduan lengkap dan dicek silang", "complaints"),
    ("record.read", "Catatan dibuka", "complaints"),
    ("review.opened", "Pemeriksaan dimulai", "reviews"),
    ("disclosure.submitted", "Deklarasi dikirim", "disclosures"),
)
_YEARS: Final = timedelta(days=900)
# The words behind /admin/log.
_ASKED = (
    ("newest", ""),
    ("the second page", "?halaman=2"),
    ("a deep page", "?halaman=4000"),
    ("the last page", "?halaman=999999"),
    ("one action", "?tindakan=complaint.verified"),
    ("a rare action", "?tindakan=review.decided"),
    ("an action that is none", "?tindakan=xyz"),
    ("a keeper's own name", "?pegawai=widya"),
    ("an employee's name", "?pegawai=Pegawai+77"),
    ("a name that is none", "?pegawai=xyz"),
    ("one day", "?dari-day=1&dari-month=6&dari-year={year}&sampai-day=1&sampai-month=6&sampai-year={year}"),
    ("one year", "?dari-day=1&dari-month=1&dari-year={year}&sampai-day=31&sampai-month=12&sampai-year={year}"),
    ("readings of one name in a year", "?tindakan=record.read&pegawai=widya&dari-day=1&dari-month=1&dari-year={year}"),
)  # fmt: skip
_READERS = (("inspector", "e56"), ("head of the inspectorate", "e51"), ("administrator", "e49"))


def run(arguments: Sequence[str]) -> int:
    return lists.run(Subject("trail", 100_000, Complaint, fill, _readers), arguments)


def fill(count: int) -> None:
    complaints.fill(count)
    write(count)


def write(count: int) -> None:
    """The entries of so many complaints, chained as the office's own are."""
    names = _names()
    for ids in lists.blocks(count):
        _some(ids, count, names)


def _names() -> dict[int, str]:
    asked = sa.select(Person.id, Person.name).where(Person.id < AFTER).order_by(Person.id)
    return {row.id: row.name for row in db.session.execute(asked)}


@bookkeeping
def _some(ids: range, count: int, names: dict[int, str]) -> None:
    head = db.session.get_one(AuditHead, HEAD_ID)
    rows = []
    for entry in _entries(ids, count, names):
        entry |= {"seq": head.seq + 1, "previous_hash": head.hash}
        entry["body"] = canonical({**entry, "at": moment(entry["at"])})
        entry["hash"] = hashlib.sha256(entry["body"].encode()).hexdigest()
        head.seq, head.hash = entry["seq"], entry["hash"]
        rows.append(entry)
    db.session.execute(sa.insert(AuditEntry.__table__), rows)  # type: ignore[arg-type]


def _entries(ids: range, count: int, names: dict[int, str]) -> Iterator[dict[str, Any]]:
    people, first = list(names), clock.now() - _YEARS
    for at in ids:
        on: datetime = first + _YEARS * (at - AFTER) / (count + 1)
        for place, (action, title, table) in enumerate(_HAPPENED):
            actor_id = people[(at * 7 + place) % len(people)]
            yield {
                "at": on + timedelta(minutes=place), "actor_person_id": actor_id,
                "actor_name": names[actor_id], "actor_roles": "asn", "action": action,
                "title": title, "subject_type": table, "subject_id": at,
                "about_person_id": AFTER + 1 + at % max(50, count // 10), "reason": None,
                "facts": canonical({"number": f"B-{at:07d}"}),
            }  # fmt: skip


def _readers(_size: int) -> Sequence[Reader]:
    year = clock.today().year - 1
    pages = [(label, "/admin/log" + words.format(year=year)) for label, words in _ASKED]
    return [Reader(who, code, pages) for who, code in _READERS]
