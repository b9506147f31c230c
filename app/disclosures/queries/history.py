"""What was declared as of a day, and what changed between two versions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core import clock, policy
from app.core.actor import Actor
from app.database.base import db
from app.database.prepared import prepared
from app.disclosures import answers as shape
from app.disclosures.models import (
    Assessment,
    Disclosure,
    DisclosureVersion,
    Interest,
    InterestVersion,
    State,
    Withdrawal,
)


def interests_as_of_for(actor: Actor, person_id: int, day: date) -> list[InterestVersion]:
    """What the person had declared by the end of that day and held to be true on it."""
    own = Disclosure(person_id=person_id, state=State.RECORDED)
    policy.require(actor, "disclosure.draft", own)
    return interests_as_of(person_id, day)


def interests_as_of(person_id: int, day: date) -> list[InterestVersion]:
    """Lookup for other features: see `interests_as_of_for`. Days are the office's civil days."""
    end = datetime.combine(day + timedelta(days=1), time.min, clock.zone())
    newest: dict[int, InterestVersion] = {}
    for row in db.session.scalars(*_declared_before(person_id, end)):
        newest[row.interest_id] = row
    return [row for row in newest.values() if _true_on(row, day)]


@prepared
def _declared_before(person_id: int, end: datetime) -> sa.Select[InterestVersion]:
    return (
        sa.select(InterestVersion)
        .join(Interest)
        .outerjoin(Withdrawal, Withdrawal.version_id == InterestVersion.disclosure_version_id)
        .where(
            Interest.person_id == person_id,
            InterestVersion.declared_at < end,
            sa.or_(Withdrawal.at.is_(None), Withdrawal.at >= end),
        )
        .options(joinedload(InterestVersion.interest))
        .order_by(InterestVersion.declared_at, InterestVersion.id)
    )


def _true_on(row: InterestVersion, day: date) -> bool:
    begun = row.valid_from is None or row.valid_from <= day
    return begun and (row.valid_to is None or day < row.valid_to)


def own_assessments_for(actor: Actor, rows: Sequence[InterestVersion]) -> dict[int, Assessment]:
    """The newest assessment of each of these interests, as far as they are the actor's own."""
    if not rows:
        return {}
    found = db.session.scalars(
        sa.select(Assessment)
        .join(InterestVersion, InterestVersion.id == Assessment.interest_version_id)
        .join(Interest)
        .where(
            Interest.person_id == actor.person_id,
            Assessment.interest_version_id.in_([row.id for row in rows]),
        )
        .order_by(Assessment.id)
    )
    return {assessment.interest_version_id: assessment for assessment in found}


def current_interests_for(actor: Actor) -> list[InterestVersion]:
    """The actor's own interests as of today."""
    return interests_as_of_for(actor, actor.somebody, clock.today())


@dataclass(frozen=True)
class StatedAgain:
    """The interests of a version that had been declared before it: as they were last declared, and
    as they are now. Both in the shape of a version's content, with these interests alone.

    `told_in`: the declaration each (by its uid) was last declared in.
    """

    before: dict[str, Any]
    now: dict[str, Any]
    told_in: dict[str, Disclosure]


def stated_again(version: DisclosureVersion) -> StatedAgain:
    """What this version says of interests that were known already."""
    known = {
        row.interest.uid: row
        for row in db.session.scalars(
            *_declared_before(version.disclosure.person_id, version.filed_at)
        )
    }
    before: dict[str, Any] = {}
    now: dict[str, Any] = {}
    for code, item in shape.items(version.content):
        if row := known.get(item["uid"]):
            before.setdefault(code, {"items": []})["items"].append(
                {"uid": item["uid"], **row.content}
            )
            now.setdefault(code, {"items": []})["items"].append(item)
    stated = {item["uid"]: known[item["uid"]] for _code, item in shape.items({"sections": now})}
    return StatedAgain({"sections": before}, {"sections": now}, _told_in(stated))


def _told_in(rows: Mapping[str, InterestVersion]) -> dict[str, Disclosure]:
    wanted = {row.disclosure_version_id for row in rows.values()}
    versions = db.session.scalars(
        sa.select(DisclosureVersion)
        .where(DisclosureVersion.id.in_(wanted))
        .options(joinedload(DisclosureVersion.disclosure))
    )
    told = {version.id: version.disclosure for version in versions}
    return {uid: told[row.disclosure_version_id] for uid, row in rows.items()}


@dataclass(frozen=True)
class Difference:
    """One changed answer between two versions; `before` or `after` is None when it was not there."""

    section: str
    item_uid: str
    name: str
    before: Any
    after: Any


def differences(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[Difference]:
    """Every answer that differs between two versions' contents, in reading order."""
    before, after = dict(_flat(older)), dict(_flat(newer))
    places = [*after, *(place for place in before if place not in after)]
    return [
        Difference(*place, before.get(place), after.get(place))
        for place in places
        if before.get(place) != after.get(place)
    ]


def _flat(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, str], Any]]:
    for name, value in content.get("profile", {}).items():
        yield ("profile", "", name), value
    if "family_is_employee" in content:
        yield (shape.AFFILIATION, "", "family_is_employee"), content["family_is_employee"]
    for code in shape.SECTIONS:
        section = shape.section_of(content, code)
        if section["answer"] is not None:
            yield (code, "", "answer"), section["answer"]
        for item in section["items"]:
            for name, value in item["fields"].items():
                yield (code, item["uid"], name), value
            for name, value in (item.get("link") or {}).items():
                yield (code, item["uid"], f"link.{name}"), value
