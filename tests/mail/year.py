"""A made-up year of an office and what mail it must cause: a plain reckoning from lists.

Knows no table and shares no code with the application: the calendar's days off are all it is told.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

WITA = timezone(timedelta(hours=8))
PEOPLE, SEED = int(os.environ.get("SADAR_TAHUN_ORANG", "200")), 20260302
FIRST_DAY, LAST_DAY = date(2026, 1, 2), date(2026, 12, 31)
OPENS, DUE, LATER = date(2026, 1, 5), date(2026, 3, 31), date(2026, 4, 17)
MORE_TIME_FOR_B = datetime(2026, 3, 25, 10, tzinfo=WITA)
# BKPSDM reminds Dinas A by hand; the second and third time lie within three days of another.
BY_HAND = [datetime(2026, 3, day, 10, tzinfo=WITA) for day in (10, 12, 19, 21)]
STEPS = {-14, -7, -3, -1, 0, 3, 10}
AT_ONCE, DAILY, WEEKLY, NEVER = "at once", "daily", "weekly", "never"
# Code of the notice: how soon §6 mails it, and whether in its own words.
CODES = {
    "N-03": (DAILY, True), "N-04": (DAILY, True), "N-05": (DAILY, True), "N-06": (DAILY, False),
    "N-08": (DAILY, True), "N-09": (AT_ONCE, True), "N-15": (DAILY, False),
    "N-30": (AT_ONCE, False), "N-34": (WEEKLY, False), "N-44": (NEVER, False),
    "N-28": (NEVER, False),
}  # fmt: skip
ANYTHING = ("N-04", "N-05", "N-08", "N-09", "N-15", "N-30", "N-34", "N-44", "N-28")
MOST_LINES = 20
_MONTHS = ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November "
           "Desember").split()  # fmt: skip
_READING = [(7, 10), (21, 30)]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), WITA)


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def said(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


# ---- the story ----------------------------------------------------------------------------------


@dataclass
class Told:
    """Somebody is told of something about a record that nobody owns."""

    moment: datetime
    code: str
    number: str = ""


@dataclass
class Filing:
    """A declaration is sent and, perhaps, looked at by the head of the unit."""

    moment: datetime
    nil: bool
    looked_at: datetime | None
    number: str = ""
    id: int = 0


@dataclass
class One:
    """What happens to one person in the year."""

    name: str
    address_from: date | None
    unit: str
    leaves_on: date | None = None
    filing: Filing | None = None
    told: list[Told] = field(default_factory=list)
    reads: list[datetime] = field(default_factory=list)
    id: int = 0

    @property
    def to(self) -> str:
        return f"{self.name}@contoh.example"

    @property
    def filed(self) -> datetime | None:
        return self.filing.moment if self.filing else None

    def has_address(self, day: date) -> bool:
        return self.address_from is not None and self.address_from <= day

    def serves(self, day: date) -> bool:
        return self.leaves_on is None or day < self.leaves_on


@dataclass
class Story:
    """`heads` review their unit; above both stands the secretary; `keeper` is BKPSDM."""

    people: list[One]
    heads: dict[str, One]
    secretary: One
    keeper: One
    outages: list[tuple[datetime, datetime]]
    waiting: dict[date, dict[str, int]]  # day → name → how many other things wait

    @property
    def everybody(self) -> list[One]:
        return [*self.people, *self.heads.values(), self.secretary, self.keeper]


def a_story() -> Story:
    chance = random.Random(SEED)
    year = list(days(FIRST_DAY, LAST_DAY))
    people = [_a_life(number, chance, year) for number in range(PEOPLE)]
    heads = {unit: _an_officer(f"kepala{unit.lower()}", chance, year) for unit in "AB"}
    secretary, keeper = (_an_officer(name, chance, year) for name in ("sekda", "bkpsdm"))
    bad_days = chance.sample(year[10:], 12)
    outages = [
        (at(day, 7), at(day, 7) + timedelta(minutes=chance.randrange(20, 240))) for day in bad_days
    ]
    busy = chance.sample(people, min(6, PEOPLE))
    waiting = {
        day: {one.name: chance.randrange(1, 9) for one in busy if chance.random() < 0.2}
        for day in year
    }
    return Story(people, heads, secretary, keeper, outages, waiting)


def _a_life(number: int, chance: random.Random, year: list[date]) -> One:
    address = chance.choices([date(2025, 9, 1), None, chance.choice(year)], (85, 8, 7))[0]
    one = One(f"p{number}", address, chance.choice("AB"))
    if chance.random() < 0.08:
        one.leaves_on = chance.choice(year[30:])
    if chance.random() < 0.85:
        one.filing = _a_filing(one, chance)
    for _ in range(chance.randrange(0, 5)):
        moment = at(chance.choice(year), chance.randrange(24), chance.randrange(60))
        one.told.append(Told(moment, chance.choice(ANYTHING)))
    one.reads = _readings(chance, year, 0.012)
    return one


def _a_filing(one: One, chance: random.Random) -> Filing | None:
    day = chance.choice(list(days(OPENS, date(2026, 4, 25))))
    if not one.serves(day):
        return None
    # Before the office opens or at night: between reminder and digest, or after both.
    moment = at(day, *chance.choice([(6, 30), (21, 0), (21, 0)]))
    looked_at = None
    if chance.random() < 0.85:
        later = day + timedelta(days=chance.randrange(1, 25))
        looked_at = at(later, *chance.choice([(8, 30), (14, 0)]))
    return Filing(moment, chance.random() < 0.6, looked_at)


def _an_officer(name: str, chance: random.Random, year: list[date]) -> One:
    return One(name, date(2025, 9, 1), "", reads=_readings(chance, year, 0.1))


def _readings(chance: random.Random, year: list[date], how_often: float) -> list[datetime]:
    return [at(day, *chance.choice(_READING)) for day in year if chance.random() < how_often]


# ---- what must come of it -----------------------------------------------------------------------


@dataclass(frozen=True)
class Mail:
    """One message: numbers and last days named in it, and how many of everything else."""

    to: str
    moment: datetime
    numbers: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    others: int = 0
    reminders: int = 0
    waiting: int = 0
    to_review: tuple[int, str] | None = None


@dataclass(frozen=True)
class News:
    """A notice to somebody, and since when it is no concern of his any more."""

    moment: datetime
    code: str
    number: str = ""
    until: str = ""
    moot_from: datetime | None = None


@dataclass(frozen=True)
class Course:
    """What became of a filing: its review's last day, and when it ended (None: it waits on)."""

    filing: Filing
    due: date
    ended: datetime | None

    def waits_at(self, moment: datetime) -> bool:
        return self.filing.moment <= moment and (self.ended is None or moment < self.ended)


class Reckoning:
    """Every mail of the year, from the lists alone."""

    def __init__(self, story: Story, days_off: set[date]) -> None:
        self.story, self._off = story, days_off
        self._courses = {
            one.name: self._course(one.filing) for one in story.people if one.filing is not None
        }
        self._news: dict[str, list[News]] = {one.name: [] for one in story.everybody}
        for one in story.people:
            self._reminders_of(one)
            self._filing_of(one)
        for one in story.everybody:
            gone = at(one.leaves_on, 0) if one.leaves_on else None
            for told in one.told:
                self._tell(one, News(told.moment, told.code, told.number, moot_from=gone))

    def mails(self) -> Counter[Mail]:
        found: Counter[Mail] = Counter()
        for one in self.story.everybody:
            found.update(self._mails_of(one))
        return found

    def copies(self) -> tuple[int, int]:
        """How many late reviews were copied to the secretary, and how many to BKPSDM."""
        above, keeper = self.story.secretary.name, self.story.keeper.name
        return len(self._news[above]), len(self._news[keeper])

    # days the office works

    def _works(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self._off

    def _working_days_after(self, day: date, count: int) -> date:
        while count:
            day += timedelta(days=1)
            count -= self._works(day)
        return day

    def _received(self, moment: datetime) -> date:
        """After 16.00 or on a day off: the next working day."""
        day = moment.date()
        if self._works(day) and moment.time() > time(16):
            day += timedelta(days=1)
        while not self._works(day):
            day += timedelta(days=1)
        return day

    # reviews

    def _course(self, filing: Filing) -> Course:
        due = self._working_days_after(self._received(filing.moment), 5)
        ends = [filing.looked_at] if filing.looked_at else []
        if filing.nil:  # recorded by itself when ten working days have gone by
            tenth = self._working_days_after(filing.moment.date(), 10)
            ends.append(at(tenth + timedelta(days=1), 5))
        return Course(filing, due, min(ends, default=None))

    def _filing_of(self, one: One) -> None:
        if one.filing is None:
            return
        course, number = self._courses[one.name], one.filing.number
        head = self.story.heads[one.unit]
        self._tell(one, News(one.filing.moment, "N-04", number, said(course.due)))
        self._tell(head, News(one.filing.moment, "N-05", number, said(course.due)))
        if course.ended and course.ended.date() <= LAST_DAY:
            self._tell(one, News(course.ended, "N-08", number))
        for after, receiver in ((2, self.story.secretary), (5, self.story.keeper)):
            copied = at(self._working_days_after(course.due, after), 5)
            if course.waits_at(copied):
                self._tell(receiver, News(copied, "N-06", number, moot_from=course.ended))

    def _to_review(self, head: One, moment: datetime) -> tuple[int, str] | None:
        unit = next((u for u, found in self.story.heads.items() if found is head), None)
        dues = [
            self._courses[one.name].due
            for one in self.story.people
            if one.unit == unit and one.filing and self._courses[one.name].waits_at(moment)
        ]
        return (len(dues), said(min(dues))) if dues else None

    # reminders

    def _reminders_of(self, one: One) -> None:
        """When the season speaks to him, until he files or leaves."""
        reminded: datetime | None = None
        gone = at(one.leaves_on, 0) if one.leaves_on else None
        moot = min((m for m in (one.filed, gone) if m), default=None)
        for moment in self._season_moments(one):
            if moot is not None and moot <= moment:
                break
            if not self._speaks_to(one, moment, reminded):
                continue
            if moment != MORE_TIME_FOR_B and moment.date() != OPENS:
                reminded = moment
            until = LATER if moment == MORE_TIME_FOR_B else self._due_of(one, moment)
            self._tell(one, News(moment, "N-03", until=said(until), moot_from=moot))

    def _speaks_to(self, one: One, moment: datetime, reminded: datetime | None) -> bool:
        """Opening, more time for his unit, by hand unless lately reminded, the steps of N-03."""
        if moment in BY_HAND:
            lately = reminded is not None and moment - reminded < timedelta(days=3)
            return one.unit == "A" and not lately
        if moment == MORE_TIME_FOR_B:
            return one.unit == "B"
        since = (moment.date() - self._due_of(one, moment)).days
        return moment.date() == OPENS or since in STEPS

    def _season_moments(self, one: One) -> list[datetime]:
        return sorted([*(at(day, 5) for day in days(OPENS, LAST_DAY)), *BY_HAND, MORE_TIME_FOR_B])

    def _due_of(self, one: One, moment: datetime) -> date:
        return LATER if one.unit == "B" and moment > MORE_TIME_FOR_B else DUE

    # mail

    def _tell(self, one: One, news: News) -> None:
        self._news[one.name].append(news)

    def _mails_of(self, one: One) -> Iterator[Mail]:
        unmailed = sorted(self._news[one.name], key=lambda news: news.moment)
        for news in list(unmailed):
            if CODES[news.code][0] == AT_ONCE and one.has_address(news.moment.date()):
                unmailed.remove(news)
                yield from self._sent(one, _awake(news.moment), [news])
        for day in days(FIRST_DAY, LAST_DAY):
            moment = at(day, 7, 30)
            if not one.has_address(day):
                continue
            carried = [news for news in unmailed if _goes_into(news, one, moment)]
            unmailed = [news for news in unmailed if news not in carried]
            waits, reviews = 0, None
            if self._works(day) and one.serves(day):
                waits = self.story.waiting[day].get(one.name, 0)
                reviews = self._to_review(one, moment)
            yield from self._sent(one, moment, carried, waits, reviews)

    def _sent(
        self, one: One, moment: datetime, carried: list[News],
        waits: int = 0, reviews: tuple[int, str] | None = None,
    ) -> Iterator[Mail]:  # fmt: skip
        """The message as it leaves: rights are asked at that moment; an outage holds it up."""
        moment = next((end for start, end in self.story.outages if start <= moment < end), moment)
        kept = [n for n in carried if n.moot_from is None or moment < n.moot_from]
        if not kept and not waits and not reviews:
            return
        own = [n for n in kept if CODES[n.code][1]][:MOST_LINES]
        yield Mail(
            one.to, moment,
            tuple(sorted(n.number for n in own if n.number)),
            tuple(sorted(n.until for n in own if n.until)),
            len(kept) - len(own), sum(n.code == "N-03" for n in own), waits, reviews,
        )  # fmt: skip


def _goes_into(news: News, one: One, moment: datetime) -> bool:
    """Whether a digest made at this moment takes the notice along."""
    soon = CODES[news.code][0]
    if soon == NEVER or (soon == WEEKLY and moment.weekday() != 0):
        return False
    if not moment - timedelta(days=7) < news.moment <= moment:
        return False
    return not any(news.moment <= read <= moment for read in one.reads)


def _awake(moment: datetime) -> datetime:
    """Between 20.00 and 06.00 nobody is written to."""
    if moment.hour >= 20:
        return at(moment.date() + timedelta(days=1), 6)
    return at(moment.date(), 6) if moment.hour < 6 else moment
