"""Year after year: after any row of renewals, the answer on any day equals a plain replay."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.disclosures import queries, renewal
from app.disclosures.models import Disclosure, Kind, State
from app.disclosures.services import drafting, filing, renewing
from app.disclosures.services.renewing import ItemState, Renewal
from tests.disclosures.stage import HARMLESS, actor

pytestmark = pytest.mark.usefixtures("city")

START = date(2026, 3, 2)
FIELDS = {
    "party_kind": "person", "party_name": "", "relation": "HA-D3", "nature": "KP-2",
    "party_occupation": "Pedagang", "since": "2020-01-01",
}  # fmt: skip
# A renewal: months since the one before, what becomes of each known interest (in turn), how many
# new ones, and how many days before the filing those that are over ended.
ROUND = st.fixed_dictionaries(
    {
        "after": st.integers(1, 14),
        "fates": st.lists(st.sampled_from(("same", "changed", "ended")), min_size=4, max_size=4),
        "new": st.integers(0, 2),
        "ended_before": st.integers(0, 40),
    }
)


class Ledger:
    """A plain list of what was said when."""

    def __init__(self) -> None:
        self.said: list[tuple[date, str, str, date | None]] = []

    def note(self, day: date, name: str, words: str, over: date | None) -> None:
        self.said.append((day, name, words, over))

    def on(self, day: date) -> set[tuple[str, str]]:
        newest: dict[str, tuple[str, date | None]] = {}
        for said_on, name, words, over in self.said:
            if said_on <= day:
                newest[name] = (words, over)
        return {
            (name, words) for name, (words, over) in newest.items() if over is None or day < over
        }


@contextmanager
def thrown_away() -> Iterator[None]:
    """What happens inside is gone afterwards, so that every example begins with the same city."""
    connection: Any = db.engines[None]
    savepoint = connection.begin_nested()
    try:
        yield
    finally:
        db.session.remove()
        savepoint.rollback()


@use_case
def _oblige(who: Actor) -> Disclosure:
    draft = Disclosure(
        uid=new_uid(), kind=Kind.ANNUAL, state=State.NOT_STARTED, person_id=who.somebody,
        pack_id="x", created_at=clock.now(),
    )  # fmt: skip
    db.session.add(draft)
    return draft


def _renewed(who: Actor, day: date, plan: dict[str, Any], turn: int, ledger: Ledger) -> None:
    over = day - timedelta(days=plan["ended_before"])
    draft = _oblige(who)
    known = renewal.known_interests(who.somebody)
    fates = {one.uid: plan["fates"][n % 4] for n, one in enumerate(known)}
    states = {
        uid: ItemState(fate, over if fate == "ended" else None, "stopped")
        for uid, fate in fates.items()
    }
    new = ["PK-A"] if plan["new"] else []
    renewing.declare(who, draft, Renewal(states, new, not new, "no", "no"))
    for one in known:
        words = _told(who, draft, one, fates[one.uid], turn)
        ledger.note(day, one.uid, words, over if fates[one.uid] == "ended" else None)
    for number in range(plan["new"]):
        words = f"baru {turn}.{number}"
        uid = drafting.save_item(who, draft, "PK-A", {**FIELDS, "party_name": words})
        drafting.save_link(who, draft, "PK-A", uid, HARMLESS)
        ledger.note(day, uid, words, None)
    filing.submit(who, draft)


def _told(who: Actor, draft: Disclosure, one: renewal.Known, fate: str, turn: int) -> str:
    """Go through a changed interest; gives what the declaration now says of it."""
    fields = one.row.content["fields"]
    if fate != "changed":
        return str(fields["party_name"])
    words = f"berubah {turn} {one.uid[:6]}"
    drafting.save_item(who, draft, one.section, {**fields, "party_name": words}, one.uid)
    return words


@settings(
    max_examples=25,
    deadline=None,
    # Filing through the use cases costs a while; shrinking a failure would cost minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(ROUND, min_size=1, max_size=4), st.integers(-5, 1600))
def test_after_any_renewals_any_day_equals_a_plain_replay(
    rounds: list[dict[str, Any]], asked: int
) -> None:
    ledger, day = Ledger(), START
    with thrown_away():
        who = actor("e19")
        for turn, plan in enumerate(rounds):
            day += timedelta(days=30 * plan["after"])
            moment = datetime.combine(day, time(9), clock.zone())
            with clock.frozen_at(moment, everywhere=True):
                _renewed(who, day, plan, turn, ledger)
        wanted = START + timedelta(days=asked)
        rows = queries.interests_as_of(who.somebody, wanted)
        found = {(row.interest.uid, row.content["fields"]["party_name"]) for row in rows}
    assert found == ledger.on(wanted)
