"""What tests of the cross-check share: people and days of the demo city, forms as a browser fills them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.actor import Actor
from app.crosscheck.events import NEW_HINTS
from app.crosscheck.models import Finding
from app.database.base import db
from app.database.transaction import bookkeeping
from app.disclosures import queries as disclosures
from app.disclosures.models import Disclosure, Interest, InterestVersion, Kind
from app.disclosures.services import changing, drafting, filing
from app.notifications.models import Notice
from app.people import queries as people
from tests.factories.accounts import as_actor
from tests.visitor import Visitor

REASON = "Aduan warga tentang penunjukan penyedia jalan."
_LINK = {"closeness": "keluarga_inti", "authority": "tidak_ada", "benefit": "pemilik",
         "time": "mendatang", "situation": "potential", "plan": "none"}  # fmt: skip


def person(code: str):
    found = people.person_by_code(code)
    assert found is not None, code
    return found


def actor(code: str) -> Actor:
    return as_actor(person(code))


def declared_on(code: str) -> date:
    """The day on which somebody of the demo city first declared anything."""
    first = db.session.scalar(
        sa.select(sa.func.min(InterestVersion.declared_at))
        .join(Interest)
        .where(Interest.person_id == person(code).id)
    )
    return clock.local(first).date()


@contextmanager
def following_up(code: str) -> Iterator[tuple[Actor, Disclosure]]:
    """A Pernyataan Lanjutan, written within and filed at its end, through the use cases."""
    who = actor(code)
    with clock.frozen_at(clock.now() + timedelta(hours=1)):
        disclosure = drafting.start(who, Kind.CHANGE, event_on=clock.today())
        drafting.save_profile(
            who, disclosure,
            {"phone": "", "email": "", "decision_roles": ["memproses"], "risk_positions": [],
             "main_duty": "Mengelola pengadaan barang dan jasa."},
        )  # fmt: skip
        yield who, disclosure
        filing.submit(who, disclosure)


@bookkeeping
def forget_all_hints() -> None:
    """The office before detection ever looked, and before anybody was told of it."""
    db.session.execute(sa.delete(Finding))
    db.session.execute(sa.delete(Notice).where(Notice.event_name == NEW_HINTS.name))


def declare(code: str, firm: str) -> None:
    """Somebody names a firm."""
    with following_up(code) as (who, disclosure):
        uid = drafting.save_item(
            who, disclosure, "PK-E",
            {"owner": "self", "body_name": firm, "body_form": "PT", "role": "owner",
             "share_percent": 10, "field": "Perdagangan", "procurement": "no", "permits": "no",
             "since": "2024-05-01"},
        )  # fmt: skip
        drafting.save_link(who, disclosure, "PK-E", uid, _LINK)


def declare_brother(code: str, colleague: str) -> None:
    """Somebody names a colleague as his brother."""
    with following_up(code) as (who, disclosure):
        brother = person(colleague)
        uid = drafting.save_item(
            who, disclosure, "PK-A",
            {"party_kind": "employee", "employee_id": brother.id, "employee_name": brother.name,
             "relation": "HA-D3", "nature": "KP-2", "since": "2020-01-01"},
        )  # fmt: skip
        drafting.save_link(who, disclosure, "PK-A", uid, _LINK)


def declare_ended(code: str) -> None:
    """Somebody says of all he declared that it is over since today."""
    with following_up(code) as (who, disclosure):
        for known in disclosures.current_interests_for(who):
            changing.take_up(
                who, disclosure, known.interest.uid, ended_on=clock.today(), way="sold"
            )


def form(subject: str, parties: list[dict[str, str]], decided: date, **others: str):
    """The opening form, filled."""
    someone = person(subject)
    data = {
        "subject_search": someone.name, "subject_id": str(someone.id),
        "decision_on-day": str(decided.day), "decision_on-month": str(decided.month),
        "decision_on-year": str(decided.year), "reason": REASON, "matter": "SPK Jalan Melati",
    }  # fmt: skip
    for at, party in enumerate(parties):
        data |= {f"parties-{at}-{name}": value for name, value in party.items()}
    return data | others


def opened(client: Visitor, *arguments, **others) -> str:
    """Open a screening through the page and give its address."""
    answer = client.post("/cek-silang/baru", data=form(*arguments, **others))
    assert answer.status_code == 303, re.findall(r'class="error"[^>]*>(.*?)</p>', answer.text, re.S)
    return answer.location


def firm(name: str, nib: str = "") -> dict[str, str]:
    return {"kind": "org", "name": name, "nib": nib}


def human(name: str) -> dict[str, str]:
    return {"kind": "person", "name": name}


def verdict(page: str) -> str:
    """The code on the verdict card of the whole screening: "CS-4"."""
    found = re.search(r'class="notice-title">(CS-\d)', page)
    assert found, "no verdict card"
    return found.group(1)
