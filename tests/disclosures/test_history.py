"""What had she declared on 12 March? The answer on any day equals a plain replay of what happened."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core import clock
from app.database.base import db
from app.database.sealed import new_uid
from app.disclosures import queries
from app.disclosures.models import (
    Change,
    Disclosure,
    DisclosureVersion,
    Interest,
    InterestVersion,
    Kind,
    State,
    Withdrawal,
)
from app.people import queries as people
from app.regulations.pack import Level

pytestmark = pytest.mark.usefixtures("city")
FIRST_DAY = date(2026, 1, 5)
DAYS = st.integers(0, 40)

# One filing: on which day, about which interests (name → valid from/to), taken back later or not.
FILING = st.fixed_dictionaries(
    {
        "day": DAYS,
        "taken_back_after": st.one_of(st.none(), st.integers(0, 10)),
        "interests": st.dictionaries(
            st.sampled_from("abc"), st.tuples(DAYS, st.one_of(st.none(), DAYS)), max_size=3
        ),
    }
)


def _day(offset: int) -> date:
    return FIRST_DAY + timedelta(days=offset)


def _moment(offset: int, hour: int) -> datetime:
    return datetime.combine(_day(offset), time(hour), clock.zone())


def _file(person_id: int, filing: dict[str, Any], known: dict[str, Interest]) -> None:
    at = _moment(filing["day"], 10)
    disclosure = Disclosure(
        uid=new_uid(), kind=Kind.CHANGE, state=State.SUBMITTED, person_id=person_id,
        pack_id="x", created_at=at,
    )  # fmt: skip
    version = DisclosureVersion(
        uid=new_uid(), disclosure=disclosure, number=1, filed_at=at, filed_by_id=person_id,
        nil=False, pack_id="x", pack_hash="x", sha256="x",
    )  # fmt: skip
    version.content = {}
    db.session.add(version)
    db.session.flush()
    for name, (begins, ends) in filing["interests"].items():
        interest = known.setdefault(
            name,
            Interest(uid=new_uid(), person_id=person_id, section="PK-A", first_declared_at=at),
        )
        row = InterestVersion(
            uid=new_uid(), interest=interest, disclosure_version_id=version.id, declared_at=at,
            valid_from=_day(begins), valid_to=None if ends is None else _day(ends),
            change=Change.NEW, suggested_level=Level.LOW,
        )  # fmt: skip
        row.content = {"fields": {"party_name": name, "filed": filing["day"]}}
        db.session.add(row)
        db.session.flush()
    if filing["taken_back_after"] is not None:
        later = _moment(filing["day"] + filing["taken_back_after"], 11)
        db.session.add(Withdrawal(version_id=version.id, at=later))
    db.session.flush()


def _replayed(filings: list[dict[str, Any]], day: int) -> dict[str, int]:
    """Name of each interest held true on the day → day of the filing that said so last."""
    known: dict[str, tuple[int, int, int | None]] = {}
    for filing in filings:
        back = filing["taken_back_after"]
        gone = back is not None and filing["day"] + back <= day
        if filing["day"] > day or gone:
            continue
        for name, (begins, ends) in filing["interests"].items():
            known[name] = (filing["day"], begins, ends)
    return {
        name: said
        for name, (said, begins, ends) in known.items()
        if begins <= day and (ends is None or day < ends)
    }


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(FILING, max_size=5), DAYS)
def test_any_history_on_any_day_equals_a_plain_replay(
    arranging: Any, filings: list[dict[str, Any]], day: int
) -> None:
    ordered = sorted(filings, key=lambda filing: filing["day"])
    person_id = people.person_by_code("e24").id
    with arranging() as session:
        nested = session.begin_nested()
        known: dict[str, Interest] = {}
        for filing in ordered:
            _file(person_id, filing, known)
        rows = queries.interests_as_of(person_id, _day(day))
        found = {r.content["fields"]["party_name"]: r.content["fields"]["filed"] for r in rows}
        nested.rollback()
    assert found == _replayed(ordered, day)
