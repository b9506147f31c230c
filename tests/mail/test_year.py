"""A year of two hundred people: what mail they get is what a plain reckoning says, to the minute.

The office (season, daily job, worker, a real SMTP server that is down now and then) lives through
2026; the oracle below reads the same story from lists, knows no database and shares no code.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
import sqlalchemy as sa

from app import wiring
from app.core import clock, events
from app.core.actor import SYSTEM, Actor, Role
from app.core.events import Event, EventType
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines.models import Holiday
from app.disclosures.models import Disclosure
from app.mail import services, wording
from app.notifications.models import Notice
from app.notifications.services import notify
from app.people.models import Appointment, EmploymentKind, Person, Unit
from app.seasons.models import Season, SeasonState
from app.seasons.services import keeping
from tests.mail.conftest import Thing, work
from tests.mail.server import MailServer

pytestmark = pytest.mark.slow
WITA = timezone(timedelta(hours=8))
KEEPER = Actor(None, "BKPSDM", frozenset({Role.HR_OFFICER}))
PEOPLE, SEED = 200, 20260302
OPENS, DUE, LATER = date(2026, 1, 5), date(2026, 3, 31), date(2026, 4, 17)
FIRST_DAY, LAST_DAY = date(2026, 1, 2), date(2026, 12, 31)
STEPS = {-14, -7, -3, -1, 0, 3, 10}
AT_ONCE, DAILY, WEEKLY, NEVER = "at once", "daily", "weekly", "never"
# Code of the notice: how soon §6 mails it, and whether in its own words.
CODES = {
    "N-04": (DAILY, True), "N-05": (DAILY, True), "N-08": (DAILY, True), "N-09": (AT_ONCE, True),
    "N-15": (DAILY, False), "N-30": (AT_ONCE, False), "N-34": (WEEKLY, False),
    "N-44": (NEVER, False), "N-28": (NEVER, False),
}  # fmt: skip
_READING = [(7, 10), (21, 30)]
NUMBER = re.compile(r"DEK-2026-\d{6}")
OTHERS = re.compile(r"- (\d+) kabar (?:baru|lain) di kotak masuk Anda")
WAITING = re.compile(r"- (\d+) urusan uji menunggu")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), WITA)


# ---- the story ----------------------------------------------------------------------------------


@dataclass
class Told:
    """Somebody is told of something."""

    moment: datetime
    code: str
    number: str = ""


@dataclass
class One:
    """What happens to one person in the year."""

    number: int
    address_from: date | None
    unit: str
    leaves_on: date | None = None
    filed: datetime | None = None
    told: list[Told] = field(default_factory=list)
    reads: list[datetime] = field(default_factory=list)
    id: int = 0

    @property
    def to(self) -> str:
        return f"p{self.number}@contoh.example"

    def has_address(self, day: date) -> bool:
        return self.address_from is not None and self.address_from <= day

    def serves(self, day: date) -> bool:
        return self.leaves_on is None or day < self.leaves_on


@dataclass
class Story:
    people: list[One]
    outages: list[tuple[datetime, datetime]]
    waiting: dict[date, dict[int, int]]  # day → person's number → how many things wait


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def a_story() -> Story:
    chance = random.Random(SEED)
    year = list(days(FIRST_DAY, LAST_DAY))
    people = [_a_life(number, chance, year) for number in range(PEOPLE)]
    bad_days = chance.sample(year[10:], 12)
    outages = [(at(day, 7), at(day, 7) + timedelta(minutes=chance.randrange(20, 240))) for day in bad_days]  # fmt: skip
    busy = chance.sample(people, 6)
    waiting = {
        day: {one.number: chance.randrange(1, 9) for one in busy if chance.random() < 0.2}
        for day in year
    }
    return Story(people, outages, waiting)


def _a_life(number: int, chance: random.Random, year: list[date]) -> One:
    address = chance.choices([FIRST_DAY - timedelta(days=99), None, chance.choice(year)], (85, 8, 7))  # fmt: skip
    one = One(number, address[0], chance.choice("AB"))
    if chance.random() < 0.08:
        one.leaves_on = chance.choice(year[30:])
    if chance.random() < 0.85:
        day = chance.choice(list(days(OPENS, date(2026, 4, 25))))
        # Before the office opens or at night: between reminder and digest, or after both.
        one.filed = at(day, *chance.choice([(6, 30), (21, 0), (21, 0)]))
    for _ in range(chance.randrange(0, 12)):
        moment = at(chance.choice(year), chance.randrange(24), chance.randrange(60))
        one.told.append(Told(moment, chance.choice(list(CODES))))
    one.reads = [at(day, *chance.choice(_READING)) for day in year if chance.random() < 0.012]  # fmt: skip
    return one


# ---- the oracle ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mail:
    """One message, as far as the oracle speaks of it."""

    to: str
    moment: datetime
    numbers: tuple[str, ...]
    others: int
    reminders: int
    waiting: int


def reckoned(story: Story, days_off: set[date]) -> Counter[Mail]:
    """Every mail of the year, from the lists alone."""
    found: Counter[Mail] = Counter()
    for one in story.people:
        found.update(_mails_of(one, story, days_off))
    return found


def _reminders_of(one: One) -> list[datetime]:
    """When the season speaks to him: opening, more time for his unit, and the steps of N-03."""
    spoken = []
    for day in days(FIRST_DAY, LAST_DAY):
        if not one.serves(day):
            break
        due = LATER if one.unit == "B" and day > date(2026, 3, 25) else DUE
        done = one.filed is not None and one.filed <= at(day, 5)
        if day == OPENS or (not done and day > OPENS and (day - due).days in STEPS):
            spoken.append(at(day, 5))
        if day == date(2026, 3, 25) and one.unit == "B" and not (one.filed and one.filed <= at(day, 10)):  # fmt: skip
            spoken.append(at(day, 10))
    return spoken


def _mails_of(one: One, story: Story, days_off: set[date]) -> Iterator[Mail]:
    open_news = [(t.moment, t.code, t.number) for t in one.told]
    open_news += [(moment, "N-03", "") for moment in _reminders_of(one)]
    open_news.sort()
    urgent = [n for n in open_news if n[1] in CODES and CODES[n[1]][0] == AT_ONCE]
    for news in urgent:
        if one.has_address(news[0].date()):
            open_news.remove(news)
            moment = _awake(news[0])
            yield from _sent(one, moment, [news], 0, story)
    for day in days(FIRST_DAY, LAST_DAY):
        moment = at(day, 7, 30)
        if not one.has_address(day):
            continue
        carried = [n for n in open_news if _goes_into(n, one, moment)]
        for news in carried:
            open_news.remove(news)
        working = day.weekday() < 5 and day not in days_off
        waits = story.waiting[day].get(one.number, 0) if working and one.serves(day) else 0
        if carried or waits:
            yield from _sent(one, moment, carried, waits, story)


def _goes_into(news: tuple[datetime, str, str], one: One, moment: datetime) -> bool:
    said, code, _ = news
    soon = CODES.get(code, (DAILY, True))[0]
    if soon == NEVER or (soon == WEEKLY and moment.weekday() != 0):
        return False
    if not moment - timedelta(days=7) < said <= moment:
        return False
    return not any(said <= read <= moment for read in one.reads)


def _awake(moment: datetime) -> datetime:
    if moment.hour >= 20:
        return at(moment.date() + timedelta(days=1), 6)
    return at(moment.date(), 6) if moment.hour < 6 else moment


def _sent(
    one: One, moment: datetime, carried: list[tuple[datetime, str, str]], waits: int, story: Story
) -> Iterator[Mail]:
    """The message as it leaves: rights are asked at that moment; an outage holds it up."""
    moment = next((end for start, end in story.outages if start <= moment < end), moment)
    serves = one.serves(moment.date())
    filed = one.filed is not None and one.filed <= moment
    kept = [n for n in carried if (serves and not filed if n[1] == "N-03" else serves)]
    if not kept and not waits:
        return
    own = sorted(n[2] for n in kept if n[1] in CODES and CODES[n[1]][1])
    others = sum(1 for n in kept if n[1] in CODES and not CODES[n[1]][1])
    yield Mail(one.to, moment, tuple(own), others, sum(n[1] == "N-03" for n in kept), waits)


# ---- the office ---------------------------------------------------------------------------------


@use_case
def _settle_people(story: Story) -> None:
    """People, posts, units and the planned season."""
    units = {name: Unit(name=f"Dinas {name}") for name in "AB"}
    db.session.add_all(units.values())
    for one in story.people:
        person = Person(
            name=f"Pegawai {one.number}", kind=EmploymentKind.PNS,
            email=one.to if one.has_address(FIRST_DAY) else None,
        )  # fmt: skip
        db.session.add(person)
        db.session.flush()
        one.id = person.id
        db.session.add(
            Appointment(
                person_id=person.id, unit_id=units[one.unit].id, post="Staf",
                valid_from=date(2020, 1, 1),
            )
        )  # fmt: skip
    wanted = keeping.Plan("Periode 2026", OPENS, DUE, [EmploymentKind.PNS])
    keeping.plan(KEEPER, wanted)


def _happen(story: Story, unit_b: int) -> list[tuple[datetime, Callable[[], object]]]:
    """Everything people do, in the order of time."""
    found: list[tuple[datetime, Callable[[], object]]] = [
        (at(date(2026, 3, 25), 10), lambda: _extend(unit_b))
    ]
    for one in story.people:
        found += [(t.moment, lambda t=t, o=one: _tell(o, t)) for t in one.told]
        found += [(moment, lambda o=one: _read(o)) for moment in one.reads]
        if one.filed:
            found.append((one.filed, lambda o=one: _file(o)))
        if one.leaves_on:
            found.append((at(one.leaves_on, 0), lambda o=one: _change(o, left_on=o.leaves_on)))
        if one.address_from and one.address_from > FIRST_DAY:
            found.append((at(one.address_from, 0), lambda o=one: _change(o, email=o.to)))
    return found


@use_case
def _tell(one: One, told: Told) -> None:
    thing = Thing()
    told.number = thing.number
    kind = EventType("test.year", "Uji", code=told.code)
    event = Event(kind, SYSTEM, thing, {})
    events.emit(event)
    notify(event, [one.id], "Kabar tentang {it.number}.")


@use_case
def _read(one: One) -> None:
    db.session.execute(
        sa.update(Notice)
        .where(Notice.person_id == one.id, Notice.read_at.is_(None))
        .values(read_at=clock.now())
    )


@use_case
def _file(one: One) -> None:
    db.session.execute(
        sa.update(Disclosure).where(Disclosure.person_id == one.id).values(state="recorded")
    )


@use_case
def _change(one: One, **values: object) -> None:
    db.session.execute(sa.update(Person).where(Person.id == one.id).values(**values))


def _extend(unit_id: int) -> None:
    season = db.session.scalars(sa.select(Season)).one()
    assert season.state is SeasonState.OPEN
    keeping.extend(KEEPER, season, LATER, "Banjir di kantor Dinas B, 25 Maret 2026.", unit_id)


def _morning() -> None:
    """What of the daily job has to do with mail."""
    for name in (
        "periode deklarasi dibuka",
        "kewajiban periode",
        "pengingat periode",
        "ringkasan surel",
    ):
        wiring.DAILY[name]()


def _calendar(story: Story, server: MailServer) -> dict[datetime, list[Callable[[], object]]]:
    """When what happens, and when the worker must look."""
    unit_b = db.session.scalars(sa.select(Unit.id).where(Unit.name == "Dinas B")).one()
    moments: dict[datetime, list[Callable[[], object]]] = {}
    for moment, what in _happen(story, unit_b):
        moments.setdefault(moment, []).append(what)
    for day in days(FIRST_DAY, LAST_DAY):
        moments.setdefault(at(day, 5), []).insert(0, _morning)
        for wake in (at(day, 6), at(day, 7, 30)):
            moments.setdefault(wake, [])
    for start, end in story.outages:
        moments.setdefault(start, []).insert(0, server.down)
        moments.setdefault(end, []).insert(0, server.up)
        for minutes in range(0, 20 * 60, 15):
            moments.setdefault(start + timedelta(minutes=minutes), [])
    return moments


def _live(story: Story, server: MailServer) -> None:
    """The year, moment by moment."""
    moments = _calendar(story, server)
    for moment in sorted(moments):
        with clock.frozen_at(moment.astimezone(UTC), everywhere=True):
            for what in moments[moment]:
                what()
            if (moment.hour, moment.minute) not in _READING:
                work()
            db.session.remove()


def _as_reckoned(arrived, story: Story) -> Mail:
    """What came, in the oracle's words; one held up by an outage counts from its end."""
    moment = arrived.at.astimezone(WITA)
    for start, end in story.outages:
        if end <= moment <= end + timedelta(minutes=50) and moment - start <= timedelta(hours=6):
            moment = end
    others = OTHERS.search(arrived.text)
    waiting = WAITING.search(arrived.text)
    reminders = len(re.findall(r"belum terkirim|Saatnya menyatakan|diperpanjang sampai", arrived.text))  # fmt: skip
    return Mail(
        arrived.to, moment, tuple(sorted(NUMBER.findall(arrived.text))),
        int(others.group(1)) if others else 0, reminders, int(waiting.group(1)) if waiting else 0,
    )  # fmt: skip


@pytest.fixture
def waiting_things(app):
    """Besides declarations to review, something of the story waits for people."""
    story = a_story()
    before, words = dict(services._agenda), dict(wording._agenda_words)
    services.add_to_agenda(
        "test",
        lambda: {one.id: (story.waiting[clock.today()][one.number], None)
                 for one in story.people if one.number in story.waiting.get(clock.today(), {})},
        lambda number, _due: f"{number} urusan uji menunggu",
    )  # fmt: skip
    yield story
    services._agenda.clear()
    services._agenda.update(before)
    wording._agenda_words.clear()
    wording._agenda_words.update(words)


def test_a_year_of_mail_is_what_was_reckoned(waiting_things, mail_on):
    story = waiting_things
    with clock.frozen_at(at(FIRST_DAY, 4).astimezone(UTC), everywhere=True):
        wiring.DAILY["kalender hari libur"]()
        _settle_people(story)
    _live(story, mail_on)
    days_off = set(db.session.scalars(sa.select(Holiday.day)))
    came = Counter(_as_reckoned(one, story) for one in mail_on.arrived)
    expected = reckoned(story, days_off)
    assert len(mail_on.ids) == len(set(mail_on.ids))
    missing, extra = expected - came, came - expected
    assert not missing and not extra, (
        len(expected), sorted(missing, key=str)[:5], sorted(extra, key=str)[:5],
    )  # fmt: skip
    assert sum(came.values()) > 1000
