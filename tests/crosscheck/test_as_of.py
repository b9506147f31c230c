"""The same property on the database: the cross-check's history, the office's own query, a replay."""

import random
from datetime import timedelta

import pytest

from app.core import clock
from app.crosscheck.history import known_on
from app.crosscheck.records import recorded_of
from app.disclosures import queries as disclosures
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
from app.regulations.pack import Level
from tests.factories.accounts import a_person


def a_history(session, person, seed: int) -> list:
    """Random filings of a few interests, some taken back; gives the steps in their order."""
    chance = random.Random(seed)
    steps, day = [], clock.now() - timedelta(days=400)
    interests = [
        Interest(person_id=person.id, section="PK-A", first_declared_at=day) for _turn in range(3)
    ]
    session.add_all(interests)
    session.flush()
    for turn in range(chance.randrange(2, 9)):
        day += timedelta(days=chance.randrange(0, 30), hours=chance.randrange(0, 20))
        filing = Disclosure(
            kind=Kind.FIRST, state=State.RECORDED, person_id=person.id, pack_id="nasional",
            created_at=day, number=f"DEK-{seed}-{person.id}-{turn}",
        )  # fmt: skip
        session.add(filing)
        session.flush()
        version = DisclosureVersion(
            disclosure_id=filing.id, number=1, filed_at=day, filed_by_id=person.id, nil=False,
            pack_id="nasional", pack_hash="0" * 64, sha256="0" * 64,
        )  # fmt: skip
        version.content = {}
        session.add(version)
        session.flush()
        declared = []
        for interest in chance.sample(interests, chance.randrange(1, 3)):
            row = InterestVersion(
                interest_id=interest.id, disclosure_version_id=version.id, declared_at=day,
                change=Change.NEW, suggested_level=Level.LOW,
                valid_from=chance.choice([None, day.date() - timedelta(days=9), day.date() + timedelta(days=9)]),
                valid_to=chance.choice([None, None, day.date() + timedelta(days=15)]),
            )  # fmt: skip
            row.content = {
                "fields": {"party_kind": "person", "party_name": f"Nama {turn}"},
                "link": {},
            }
            session.add(row)
            declared.append(row)
        session.flush()
        back = day + timedelta(days=chance.randrange(1, 12)) if chance.random() < 0.3 else None
        if back:
            session.add(Withdrawal(version_id=version.id, at=back))
        steps.append(
            (day, back, [(r.interest_id, r.id, r.valid_from, r.valid_to) for r in declared])
        )
    return steps


def replayed(steps, day) -> set[int]:
    """Versions that stand and hold true on that day, by walking through the steps."""
    standing: dict[int, list] = {}
    for at, back, rows in steps:
        gone = back is not None and clock.local(back).date() <= day
        if clock.local(at).date() <= day and not gone:
            for interest_id, version_id, begins, ends in rows:
                standing[interest_id] = [version_id, begins, ends]
    return {
        version_id
        for version_id, begins, ends in standing.values()
        if (begins is None or begins <= day) and (ends is None or day < ends)
    }


@pytest.mark.parametrize("seed", range(8))
def test_register_query_cross_check_and_replay_agree_on_every_day(seed: int, arranging) -> None:
    person = a_person()
    with arranging() as session:
        steps = a_history(session, person, seed)
    records = recorded_of([person.id])
    first = clock.local(steps[0][0]).date()
    for offset in range(-3, 300, 7):
        day = first + timedelta(days=offset)
        expected = replayed(steps, day)
        assert {v.id for v in disclosures.interests_as_of(person.id, day)} == expected
        known = [
            known_on([v.said for v in record.versions], day, clock.zone())
            for record in records.values()
        ]
        assert {one.version_id for one in known if one and one.true_on(day)} == expected
