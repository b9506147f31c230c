"""The yearly season of the demo city: live, with everybody where the story needs them (§8.1)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from app.core import clock
from app.core.actor import SYSTEM, Actor, Role
from app.demo.stage import MAYOR, City, actor_of, assessed, at, fields_of, number_of, opened, read
from app.departures import services as departures
from app.departures.models import Cause
from app.disclosures import queries as disclosures
from app.disclosures import renewal
from app.disclosures.models import Disclosure
from app.disclosures.services import clearing, drafting, filing, renewing, reviewing
from app.disclosures.services.renewing import ItemState, Renewal
from app.people.queries import OBLIGED_KINDS
from app.regulations.pack import Level
from app.seasons.services import keeping, obliging

_MORE_DETAIL = "Tulis tugas utama Anda lebih rinci."
_FIRST_DAY, _SPREAD = 47, 33  # days before the seeding day on which renewals began, over how many
_TO_REVIEW = 2  # days until the superior looked
_DRAFT_DAYS_AGO = 6

Step = tuple[int, str, Callable[[], None]]


def plan_of_season(city: City, not_there_yet: set[str]) -> list[Step]:
    """Every step of the season as (days before the seeding day, who, what to do)."""
    plan = read("musim.toml")
    changes = {entry["siapa"]: entry for entry in plan["perubahan"]}
    silent = {MAYOR, *plan["belum_mulai"], *not_there_yet}
    steps: list[Step] = [(plan["dibuka_hari"], "", lambda: _open(city, plan))]
    for entry in plan["pergi"]:
        steps.append((entry["dicatat_hari"], entry["siapa"], partial(_leave, city, entry)))
    for code in city.people:
        if code not in silent:
            steps += _steps_of(city, code, plan, changes.get(code, {}))
    return steps


def _open(city: City, plan: dict[str, Any]) -> None:
    opens_on = city.earlier(plan["dibuka_hari"])
    due_on = city.day + timedelta(days=plan["batas_hari"])
    with at(opens_on, 8):
        season = keeping.plan(
            _hr(city),
            keeping.Plan(f"Pernyataan Tahunan {due_on.year}", opens_on, due_on, OBLIGED_KINDS),
        )
        keeping.open_season(_hr(city), season)
        after = 0
        while season.state.value == "opening":
            obliging.oblige_some(SYSTEM, season.id, after)
            after = max(person.id for person in city.people.values())


def _leave(city: City, entry: dict[str, Any]) -> None:
    """HR records that somebody retires; the exit declaration waits for him (AKJ)."""
    with at(city.earlier(entry["dicatat_hari"]), 10):
        last_day = city.day + timedelta(days=entry["berhenti_hari"])
        person = city.people[entry["siapa"]]
        departures.record(_hr(city), person.id, Cause(entry["sebab"]), last_day)


def _hr(city: City) -> Actor:
    """E-45 with the role she holds."""
    found = actor_of(city.people["E-45"])
    return replace(found, roles=found.roles | {Role.HR_OFFICER})


def _steps_of(city: City, code: str, plan: dict[str, Any], change: dict[str, Any]) -> list[Step]:
    if code in plan["draf"]:
        return [(_DRAFT_DAYS_AGO, code, lambda: _begin(city, code))]
    if code in plan["terkirim"]:
        days = plan["terkirim"][code]
        return [(days, code, lambda: _file(city, code, days, change))]
    if code in plan["dikembalikan"]:
        days = plan["dikembalikan"][code]
        return [
            (days, code, lambda: _file(city, code, days, change)),
            (days - _TO_REVIEW, code, lambda: _send_back(city, code, days - _TO_REVIEW)),
        ]
    days = change.get("hari", _FIRST_DAY - (number_of(code) * 7) % _SPREAD)
    return [
        (days, code, lambda: _file(city, code, days, change)),
        (days - _TO_REVIEW, code, lambda: _review(city, code, days - _TO_REVIEW, change)),
    ]


def _annual(city: City, code: str) -> Disclosure:
    found = renewal.annual_of(city.people[code].id)
    if found is None:
        raise RuntimeError(f"{code} owes no Pernyataan Tahunan in the demo city")
    return found


def _begin(city: City, code: str) -> None:
    with at(city.earlier(_DRAFT_DAYS_AGO), 15, 30):
        renewing.begin(actor_of(city.people[code]), _annual(city, code))


def _file(city: City, code: str, days: int, change: dict[str, Any]) -> None:
    """One sitting of two to four minutes."""
    number = number_of(code)
    with at(city.earlier(days), 9, number % 50, 30):
        actor, disclosure = actor_of(city.people[code]), _annual(city, code)
        opened_at = clock.now() - timedelta(seconds=95 + (number * 37) % 150)
        renewing.declare(actor, disclosure, _said(city, disclosure, change), opened_at=opened_at)
        _write_changes(city, actor, disclosure, change)
        filing.submit(actor, disclosure)


def _said(city: City, disclosure: Disclosure, change: dict[str, Any]) -> Renewal:
    known = renewal.known_interests(disclosure.person_id)
    states = {one.uid: ItemState(_state(change), *_end(city, change)) for one in known}
    new = [item["bagian"] for item in change.get("baru", [])]
    family = any(one.row.employee_id for one in known) or any(
        item.get("keluarga_asn") for item in change.get("baru", [])
    )
    return Renewal(states, new, not new, "yes" if family else "no", "no")


def _state(change: dict[str, Any]) -> str:
    if "berubah" in change:
        return "changed"
    return "ended" if "berakhir" in change else "same"


def _end(city: City, change: dict[str, Any]) -> tuple[date | None, str]:
    end = change.get("berakhir")
    return (city.earlier(end["hari"]), end["cara"]) if end else (None, "")


def _write_changes(
    city: City, actor: Actor, disclosure: Disclosure, change: dict[str, Any]
) -> None:
    if "berubah" in change:
        known = renewal.known_interests(disclosure.person_id)[0]
        said = change["berubah"]
        fields = fields_of(city, said["isi"])
        drafting.save_item(actor, disclosure, known.section, fields, known.uid)
        drafting.save_link(actor, disclosure, known.section, known.uid, said["kaitan"])
    for item in change.get("baru", []):
        fields = fields_of(city, item["isi"])
        uid = drafting.save_item(actor, disclosure, item["bagian"], fields)
        drafting.save_link(actor, disclosure, item["bagian"], uid, item["kaitan"])


def _filed(city: City, code: str) -> Disclosure:
    found = renewal.newest_annual(city.people[code].id)
    if found is None:
        raise RuntimeError(f"{code} filed nothing this season in the demo city")
    return found


def _review(city: City, code: str, days: int, change: dict[str, Any]) -> None:
    disclosure = _filed(city, code)
    with at(city.earlier(days), 14, number_of(code) % 60):
        if disclosure.nil and disclosure.reviewer is not None:
            clearing.confirm_nil(actor_of(disclosure.reviewer), [disclosure.id])
            return
        actor, version = opened(disclosure)
        found = change.get("tingkat", {})
        level = Level(found["level"]) if found else None
        rows = disclosures.interests_of_version_for(actor, version)
        reviewing.record(
            actor,
            disclosure,
            [assessed(row, level, found.get("alasan", "")) for row, _before in rows],
        )


def _send_back(city: City, code: str, days: int) -> None:
    disclosure = _filed(city, code)
    with at(city.earlier(days), 11):
        actor, _version = opened(disclosure)
        reviewing.send_back(actor, disclosure, {"profile/main_duty": _MORE_DETAIL})
