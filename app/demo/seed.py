"""Seeds Kota Contoh through the same use cases people use, so that its history is a real one."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from app.accounts import caretaking, passwords
from app.accounts.tour import DEMO_PASSWORD
from app.core import clock
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import WrongState
from app.core.working_days import is_working_day
from app.crosscheck.services import detecting
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines import services as deadline_services
from app.demo.cases import plan_of_cases
from app.demo.complaints import plan_of_complaints
from app.demo.custodians import plan_of_custodians
from app.demo.departures import plan_of_departures
from app.demo.divestments import plan_of_divestments
from app.demo.matters import plan_of_matters, plan_of_reviewed_matters
from app.demo.plans import steps_of_plans
from app.demo.recusals import plan_of_recusals
from app.demo.season import Step, plan_of_season
from app.demo.stage import (
    DATA,
    MAYOR,
    City,
    actor_of,
    assessed,
    at,
    fields_of,
    number_of,
    opened,
    read,
)
from app.disclosures import queries as disclosures
from app.disclosures.models import Disclosure, Kind
from app.disclosures.services import drafting, filing, reviewing
from app.people import queries as people
from app.people import services as people_services
from app.seasons.services import obliging

OTHERS_ARE_HERE = (
    "Direktori pegawai sudah berisi orang lain. Kota Contoh hanya dapat diisi ke pemasangan yang "
    "masih kosong; tidak ada yang diubah."
)
_BEGINNING = 900  # days before the seeding day on which the staff file was imported
_ACCOUNTS = 620
_EARLIEST, _LATEST = 600, 560  # days before the seeding day on which nil statements were filed
# CPNS appointed lately: days before the seeding day. The second one is late with his declaration.
_APPOINTED_DAYS_AGO = {"E-24": 3, "E-40": 24}
_PROFILE_DUTIES = "Melaksanakan tugas {post} sesuai uraian tugas."


def seed(day: date, *, complaints: bool = True) -> str:
    """Build the demo city as of `day`; says so and changes nothing when it is there already.

    Without `complaints` the desk is empty, and only what came of them stands in other registers.

    Raises WrongState, before anything is written, where others are in the directory: the city's past
    is played from 900 days ago on, with its own units and superiors, and people of another import
    would owe declarations and stand in line with no superior in it.
    """
    if people.person_by_code(MAYOR) is not None:
        return "Kota Contoh sudah ada."
    if people.is_anybody_here():
        raise WrongState(OTHERS_ARE_HERE)
    city = _build(day, complaints=complaints)
    return f"Kota Contoh siap: {len(city.people)} orang, per {day:%d-%m-%Y}."


@use_case
def _build(day: date, *, complaints: bool) -> City:
    """The whole city in one transaction: never half a city, and one commit instead of a thousand."""
    begins = day - timedelta(days=_BEGINNING)
    with at(begins, 7):
        deadline_services.load_calendar(SYSTEM)
        _import(begins, [code for code in _staff() if code not in _APPOINTED_DAYS_AGO])
    city = City(day, deadlines.calendar_on(day))
    city.meet(list(_staff()))
    with at(city.earlier(_ACCOUNTS), 8):
        _open_accounts(city, list(city.people))
    for _days, _who, act in in_order(_plan(city, complaints=complaints)):
        act()
    return city


def in_order(steps: list[Step]) -> list[Step]:
    """The oldest first; of one day as they were listed."""
    return sorted(steps, key=lambda step: -step[0])


def anchor(wanted: date) -> date:
    """The seeding day T: the wanted day, or the working day before it."""
    calendar = deadlines.calendar_on(wanted)
    while not is_working_day(wanted, calendar):
        wanted -= timedelta(days=1)
    return wanted


def _staff() -> dict[str, dict[str, str]]:
    """The lines of the staff file by short code."""
    text = (DATA / "pegawai.csv").read_text("utf-8")
    return {line["kode"]: line for line in csv.DictReader(io.StringIO(text))}


def _import(day: date, codes: list[str]) -> None:
    staff = _staff()
    out = io.StringIO()
    writer = csv.DictWriter(out, list(staff[MAYOR]))
    writer.writeheader()
    writer.writerows(staff[code] for code in codes)
    people_services.import_staff(SYSTEM, out.getvalue().encode(), from_day=day)


def _open_accounts(city: City, codes: list[str]) -> None:
    roles: dict[str, list[str]] = read("peran.toml")["peran"]
    password_hash = passwords.hash_of(DEMO_PASSWORD)
    for code in codes:
        granted = tuple(Role(word) for word in roles.get(code, ()))
        caretaking.arrange_account(
            SYSTEM, city.people[code].id, password_hash, granted, "Peran pada kota contoh"
        )


def _plan(city: City, *, complaints: bool) -> list[Step]:
    """Everything that happened, as (days before the seeding day, who, what)."""
    plan = read("deklarasi.toml")
    given = {entry["siapa"]: entry for entry in plan["deklarasi"]}
    late_comers = {*plan["belum_ada"], *plan["draf"]}
    steps: list[Step] = plan_of_custodians(city)
    for code in city.people:
        if code not in {MAYOR, *late_comers}:
            steps += _first_steps(city, code, given.get(code, {}))
    steps += plan_of_season(city, late_comers)
    steps += plan_of_matters(city)
    steps += steps_of_plans(city)
    steps += plan_of_recusals(city)
    for code, days in _APPOINTED_DAYS_AGO.items():
        steps.append((days, code, _later(_appoint, city, code, days)))
    for entry in plan["lanjutan"]:
        days = (city.day - _followed_up_on(city, entry)).days
        steps.append((days, entry["siapa"], _later(_follow_up, city, entry)))
    steps += [(5, code, _later(_unfinished, city, code)) for code in plan["draf"]]
    steps += (
        plan_of_complaints(city) + plan_of_cases(city)
        if complaints
        else plan_of_reviewed_matters(city)
    )
    steps += plan_of_divestments(city) + plan_of_departures(city)
    return [*steps, (1, MAYOR, _later(_detect, city))]


def _detect(city: City) -> None:
    """The daily look for what does not fit, on the evening before the seeding day."""
    with at(city.earlier(1), 20):
        detecting.look_everywhere()


def _later(act: Callable[..., None], *facts: Any) -> Callable[[], None]:
    return lambda: act(*facts)


def _first_steps(city: City, code: str, given: Mapping[str, Any]) -> list[Step]:
    days = int(given["hari"]) if given else _LATEST + (number_of(code) * 7) % (_EARLIEST - _LATEST)
    return [(days, code, _later(_first_declaration, city, code, days, given.get("butir", [])))]


def _appoint(city: City, code: str, days: int) -> None:
    """A new CPNS enters the register, gets an account, and owes a Pernyataan Awal."""
    day = city.earlier(days)
    with at(day, 8):
        _import(day, [code])
        city.meet([code])
        _open_accounts(city, [code])
        obliging.catch_up(SYSTEM)


def _first_declaration(city: City, code: str, days_ago: int, items: list[dict[str, Any]]) -> None:
    person = city.people[code]
    actor = actor_of(person)
    filed_on = city.earlier(days_ago)
    with at(filed_on, 9, number_of(code) % 60):
        drafting.oblige(SYSTEM, person.id, Kind.FIRST, filed_on)
        disclosure = drafting.start(actor, Kind.FIRST)
        _write(city, actor, disclosure, items, whole=True)
        filing.submit(actor, disclosure)
    with at(city.earlier(days_ago - 3), 14, disclosure.id % 60):
        reviewer, version = opened(disclosure)
        rows = disclosures.interests_of_version_for(reviewer, version)
        reviewing.record(reviewer, disclosure, [assessed(row) for row, _before in rows])


def _write(
    city: City, actor: Actor, disclosure: Disclosure, items: list[dict[str, Any]], *, whole: bool
) -> None:
    post = people.post_of(disclosure.person_id, clock.today())
    risky = post.risk_positions.split() if post else []
    roles = ["memutus"] if "POS-1" in risky else ["memproses"] if risky else ["tidak_ada"]
    drafting.save_profile(
        actor,
        disclosure,
        {
            "phone": "", "email": "", "decision_roles": roles, "risk_positions": risky,
            "main_duty": _PROFILE_DUTIES.format(post=post.post if post else "jabatan"),
        },
    )  # fmt: skip
    if whole and not items:
        drafting.state_nil(
            actor, disclosure, nine_checked=True, family_is_employee="no",
            knows_served_party="no" if risky else None,
        )  # fmt: skip
        return
    if whole:
        _answer_gates(actor, disclosure, items)
    for item in items:
        fields = fields_of(city, item["isi"])
        uid = drafting.save_item(actor, disclosure, item["bagian"], fields)
        drafting.save_link(actor, disclosure, item["bagian"], uid, item["kaitan"])


def _answer_gates(actor: Actor, disclosure: Disclosure, items: list[dict[str, Any]]) -> None:
    sections = {item["bagian"] for item in items}
    family = "yes" if any(item.get("keluarga_asn") for item in items) else "no"
    for section in (f"PK-{letter}" for letter in "ABCDEFGHI"):
        drafting.answer_section(
            actor, disclosure, section, "yes" if section in sections else "no",
            family_is_employee=family if section == "PK-A" else None,
        )  # fmt: skip


def _follow_up(city: City, entry: dict[str, Any]) -> None:
    actor = actor_of(city.people[entry["siapa"]])
    filed_on = _followed_up_on(city, entry)
    with at(filed_on, 10, 15):
        disclosure = drafting.start(actor, Kind.CHANGE, event_on=filed_on - timedelta(days=2))
        _write(city, actor, disclosure, entry["butir"], whole=False)
        filing.submit(actor, disclosure)
    if entry["keadaan"] == "dikembalikan":
        _send_back(city, disclosure, entry)


def _followed_up_on(city: City, entry: Mapping[str, Any]) -> date:
    """`hk`: working days before the seeding day; `hari`: calendar days."""
    return city.worked_ago(entry["hk"]) if "hk" in entry else city.earlier(int(entry["hari"]))


def _send_back(city: City, disclosure: Disclosure, entry: dict[str, Any]) -> None:
    with at(city.earlier(int(entry["hari"]) - 1), 11):
        actor, version = opened(disclosure)
        wanted = entry["catatan"]
        path = next(p for p in disclosures.paths_in(version.content) if p.endswith(wanted["jalan"]))
        reviewing.send_back(actor, disclosure, {path: wanted["teks"]})


def _unfinished(city: City, code: str) -> None:
    actor = actor_of(city.people[code])
    with at(city.earlier(5), 16):
        disclosure = drafting.start(actor, Kind.FIRST)
        drafting.answer_section(actor, disclosure, "PK-A", "no", family_is_employee="no")
