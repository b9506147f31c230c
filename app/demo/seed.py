"""Seeds Kota Contoh through the same use cases people use, so that its history is a real one."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.accounts import caretaking, passwords
from app.accounts import queries as accounts
from app.accounts.tour import DEMO_PASSWORD
from app.core import clock
from app.core.actor import SYSTEM, Actor, Role
from app.core.working_days import Calendar, is_working_day
from app.deadlines import queries as deadlines
from app.deadlines import services as deadline_services
from app.disclosures import queries as disclosures
from app.disclosures.models import Disclosure, DisclosureVersion, Kind, Verdict
from app.disclosures.services import drafting, filing, reviewing
from app.disclosures.services.reviewing import AssessmentInput
from app.people import queries as people
from app.people import services as people_services
from app.people.models import Person
from app.regulations.pack import Level

_DATA = Path(__file__).parent / "data"
_MAYOR = "E-01"
_EARLIEST, _LATEST = 600, 560  # days before the seeding day on which nil statements were filed
_OBLIGED_DAYS_AGO = {"E-24": 3, "E-40": 24}
_PROFILE_DUTIES = "Melaksanakan tugas {post} sesuai uraian tugas."


@dataclass(frozen=True)
class _City:
    day: date
    calendar: Calendar
    people: Mapping[str, Person]

    def earlier(self, days: int) -> date:
        """The working day `days` before the seeding day, or the nearest one before it."""
        found = self.day - timedelta(days=days)
        while not is_working_day(found, self.calendar):
            found -= timedelta(days=1)
        return found


def seed(day: date) -> str:
    """Build the demo city as of `day`; says so and changes nothing when it is there already."""
    if people.person_by_code(_MAYOR) is not None:
        return "Kota Contoh sudah ada."
    with _at(day - timedelta(days=900), 7):
        deadline_services.load_calendar(SYSTEM)
        staff = (_DATA / "pegawai.csv").read_bytes()
        people_services.import_staff(SYSTEM, staff, from_day=day - timedelta(days=900))
    city = _City(day, deadlines.calendar_on(day), _everybody())
    _open_accounts(city)
    _file_everything(city)
    return f"Kota Contoh siap: {len(city.people)} orang, per {day:%d-%m-%Y}."


def anchor(wanted: date) -> date:
    """The seeding day T: the wanted day, or the working day before it."""
    calendar = deadlines.calendar_on(wanted)
    while not is_working_day(wanted, calendar):
        wanted -= timedelta(days=1)
    return wanted


@contextmanager
def _at(day: date, hour: int, minute: int = 0) -> Iterator[None]:
    with clock.frozen_at(datetime.combine(day, time(hour, minute), clock.zone())):
        yield


def _everybody() -> dict[str, Person]:
    lines = (_DATA / "pegawai.csv").read_text("utf-8").splitlines()[1:]
    found = {
        code: people.person_by_code(code) for code in (line.split(",", 1)[0] for line in lines)
    }
    return {code: person for code, person in found.items() if person is not None}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text("utf-8"))


def _open_accounts(city: _City) -> None:
    roles: dict[str, list[str]] = _read("peran.toml")["peran"]
    password_hash = passwords.hash_of(DEMO_PASSWORD)
    with _at(city.earlier(620), 8):
        for code, person in city.people.items():
            granted = tuple(Role(word) for word in roles.get(code, ()))
            caretaking.arrange_account(
                SYSTEM, person.id, password_hash, granted, "Peran pada kota contoh"
            )


def _file_everything(city: _City) -> None:
    plan = _read("deklarasi.toml")
    given = {entry["siapa"]: entry for entry in plan["deklarasi"]}
    without = {_MAYOR, *plan["belum_ada"], *plan["draf"]}
    filers = [code for code in city.people if code not in without]
    jobs = [(_filing_offset(code, given), code) for code in filers]
    for days_ago, code in sorted(jobs, reverse=True):
        _first_declaration(city, code, days_ago, given.get(code, {}).get("butir", []))
    for entry in sorted(plan["lanjutan"], key=lambda e: -int(e["hari"])):
        _follow_up(city, entry)
    for code in plan["belum_ada"]:
        _oblige_only(city, code)
    for code in plan["draf"]:
        _unfinished(city, code)


def _filing_offset(code: str, given: Mapping[str, Any]) -> int:
    if code in given:
        return int(given[code]["hari"])
    number = int(code.removeprefix("E-"))
    return _LATEST + (number * 7) % (_EARLIEST - _LATEST)


def _actor(person: Person) -> Actor:
    account = accounts.account_of(person.id)
    return Actor(
        person.id, person.name, frozenset({Role.EMPLOYEE}), account.id if account else None
    )


def _first_declaration(city: _City, code: str, days_ago: int, items: list[dict[str, Any]]) -> None:
    person = city.people[code]
    actor = _actor(person)
    filed_on = city.earlier(days_ago)
    minute = int(code.removeprefix("E-")) % 60
    with _at(filed_on, 9, minute):
        drafting.oblige(SYSTEM, person.id, Kind.FIRST, filed_on)
        disclosure = drafting.start(actor, Kind.FIRST)
        _write(city, actor, disclosure, items, whole=True)
        filing.submit(actor, disclosure)
    _review(disclosure, city.earlier(days_ago - 3))


def _write(
    city: _City, actor: Actor, disclosure: Disclosure, items: list[dict[str, Any]], *, whole: bool
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
        fields = _fields(city, item["isi"])
        uid = drafting.save_item(actor, disclosure, item["bagian"], fields)
        drafting.save_link(actor, disclosure, item["bagian"], uid, item["kaitan"])


def _answer_gates(actor: Actor, disclosure: Disclosure, items: list[dict[str, Any]]) -> None:
    opened = {item["bagian"] for item in items}
    family = "yes" if any(item.get("keluarga_asn") for item in items) else "no"
    for section in (f"PK-{letter}" for letter in "ABCDEFGHI"):
        drafting.answer_section(
            actor, disclosure, section, "yes" if section in opened else "no",
            family_is_employee=family if section == "PK-A" else None,
        )  # fmt: skip


def _fields(city: _City, written: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(written)
    if "pegawai" in fields:
        named = city.people[fields.pop("pegawai")]
        fields["employee_id"] = named.id
        fields["employee_name"] = named.name
    return fields


def _opened(disclosure: Disclosure) -> tuple[Actor, DisclosureVersion]:
    """The reviewer, who has just opened the declaration, and what was filed."""
    if disclosure.reviewer is None or disclosure.latest is None:
        raise RuntimeError(f"{disclosure.number} has no reviewer in the demo city")
    actor = _actor(disclosure.reviewer)
    reviewing.open_for_review(actor, disclosure)
    return actor, disclosure.latest


def _review(disclosure: Disclosure, day: date) -> None:
    with _at(day, 14, disclosure.id % 60):
        actor, version = _opened(disclosure)
        rows = disclosures.interests_of_version_for(actor, version)
        reviewing.record(actor, disclosure, [_assessed(row) for row, _none in rows])


def _assessed(row: Any) -> AssessmentInput:
    serious = row.suggested_level is not Level.LOW
    return AssessmentInput(
        row.id,
        Verdict.POTENTIAL,
        row.suggested_level,
        direction="Jangan menangani urusan pihak ini; laporkan bila ada." if serious else "",
        forms=("BTK-7",),
        kinds=("JNS-01",),
        sources=("SBR-3",),
    )


def _follow_up(city: _City, entry: dict[str, Any]) -> None:
    person = city.people[entry["siapa"]]
    actor = _actor(person)
    filed_on = city.earlier(int(entry["hari"]))
    with _at(filed_on, 10, 15):
        disclosure = drafting.start(actor, Kind.CHANGE, event_on=filed_on - timedelta(days=2))
        _write(city, actor, disclosure, entry["butir"], whole=False)
        filing.submit(actor, disclosure)
    if entry["keadaan"] == "dikembalikan":
        _send_back(city, disclosure, entry)


def _send_back(city: _City, disclosure: Disclosure, entry: dict[str, Any]) -> None:
    with _at(city.earlier(int(entry["hari"]) - 1), 11):
        actor, version = _opened(disclosure)
        wanted = entry["catatan"]
        path = next(p for p in disclosures.paths_in(version.content) if p.endswith(wanted["jalan"]))
        reviewing.send_back(actor, disclosure, {path: wanted["teks"]})


def _oblige_only(city: _City, code: str) -> None:
    appointed_on = city.earlier(_OBLIGED_DAYS_AGO[code])
    with _at(appointed_on, 8):
        drafting.oblige(SYSTEM, city.people[code].id, Kind.FIRST, appointed_on)


def _unfinished(city: _City, code: str) -> None:
    person = city.people[code]
    actor = _actor(person)
    with _at(city.earlier(5), 16):
        drafting.oblige(SYSTEM, person.id, Kind.FIRST, city.earlier(5))
        disclosure = drafting.start(actor, Kind.FIRST)
        drafting.answer_section(actor, disclosure, "PK-A", "no", family_is_employee="no")
