"""A year of two hundred people: what mail they get is what a plain reckoning says, to the minute.

The office (season, filings, reviews, daily job, worker, a real SMTP server that is down now and
then) lives through 2026; the reckoning of `year.py` reads the same story from lists.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
import sqlalchemy as sa

from app.core import clock, events
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid
from app.core.events import Event, EventType
from app.database import engine as engines
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines.models import Holiday
from app.disclosures import answers as shape
from app.disclosures.models import (
    Disclosure,
    EscalationStep,
    InterestVersion,
    Kind,
    ReviewEscalation,
    State,
    Verdict,
)
from app.disclosures.services import clearing, drafting, filing, reviewing
from app.documents.queries import RENDER
from app.mail import services, wording
from app.notifications.models import Notice
from app.notifications.services import notify
from app.outbox import handlers
from app.people.models import Appointment, EmploymentKind, Person, Unit
from app.regulations.pack import Level
from app.seasons.models import Season, SeasonState
from app.seasons.queries import Wanted
from app.seasons.services import keeping, reminding
from app.wiring import timetable
from tests.disclosures.stage import BROTHER, HARMLESS, PROFILE
from tests.factories import accounts
from tests.mail import year
from tests.mail.conftest import Thing, work
from tests.mail.server import Arrived, MailServer
from tests.mail.year import Mail, One, Reckoning, Story, Told, at, days

pytestmark = pytest.mark.slow
KEEPER = Actor(None, "BKPSDM", frozenset({Role.HR_OFFICER}))
# What of the daily job has to do with mail, in the order of the wiring.
MORNING = (
    "batas waktu terlewat", "periode deklarasi dibuka", "kewajiban periode", "tinjauan beralih",
    "nihil tanpa tinjauan", "tembusan tinjauan terlambat", "pengingat periode", "ringkasan surel",
)  # fmt: skip
# The longest wait between two tries is half an hour; the worker looks every quarter of an hour.
RETRIED_WITHIN = timedelta(minutes=45)
NUMBER = re.compile(r"DEK-2026-\d{6}")
UNTIL = re.compile(r"(?:paling lambat|[Bb]atas|sampai) (\d+ \w+ \d{4})\.")
OTHERS = re.compile(r"- (\d+) kabar (?:baru|lain) di Pemberitahuan Anda")
WAITING = re.compile(r"- (\d+) urusan uji menunggu")
TO_REVIEW = re.compile(r"- (\d+) deklarasi menunggu tinjauan Anda, batas terdekat (\d+ \w+ \d{4})")
REMINDERS = re.compile(r"belum terkirim|Saatnya menyatakan|diperpanjang sampai")


# ---- the office ---------------------------------------------------------------------------------


def _settle(story: Story) -> None:
    """People, posts, units and the planned season."""
    _settle_people(story)
    keeper = db.session.get_one(Person, story.keeper.id)
    accounts.an_account(Role.HR_OFFICER, person=keeper)
    _read(story.keeper)  # of his new account
    wanted = keeping.Plan("Periode 2026", year.OPENS, year.DUE, [EmploymentKind.PNS])
    keeping.plan(KEEPER, wanted)


@use_case
def _settle_people(story: Story) -> None:
    units = {name: Unit(name=f"Dinas {name}") for name in "AB"}
    office = Unit(name="Sekretariat")
    db.session.add_all([*units.values(), office])
    db.session.flush()
    _settle_one(story.secretary, office, None)
    _settle_one(story.keeper, office, story.secretary)
    for name, head in story.heads.items():
        _settle_one(head, units[name], story.secretary)
    for one in story.people:
        _settle_one(one, units[one.unit], story.heads[one.unit])


def _settle_one(one: One, unit: Unit, superior: One | None) -> None:
    """Officers are no PNS here, so that the season asks nothing of them."""
    person = Person(
        name=f"Pegawai {one.name}",
        kind=EmploymentKind.PNS if one.unit else EmploymentKind.OTHER,
        email=one.to if one.has_address(year.FIRST_DAY) else None,
    )
    db.session.add(person)
    db.session.flush()
    one.id = person.id
    db.session.add(
        Appointment(
            person_id=person.id, unit_id=unit.id, post="Staf", valid_from=date(2020, 1, 1),
            superior_id=superior.id if superior else None,
        )
    )  # fmt: skip


def _happenings(story: Story) -> list[tuple[datetime, Callable[[], object]]]:
    """Everything people do, in the order of time."""
    units = {name: _unit(f"Dinas {name}") for name in "AB"}
    found: list[tuple[datetime, Callable[[], object]]] = [
        (year.MORE_TIME_FOR_B, lambda: _extend(units["B"])),
        *((moment, lambda: _remind(units["A"])) for moment in year.BY_HAND),
    ]
    for one in story.everybody:
        found += [(t.moment, lambda t=t, o=one: _tell(o, t)) for t in one.told]
        found += [(moment, lambda o=one: _read(o)) for moment in one.reads]
        if one.filing:
            found.append((one.filing.moment, lambda o=one: _file(o)))
        if one.filing and one.filing.looked_at:
            head = story.heads[one.unit]
            found.append((one.filing.looked_at, lambda o=one, h=head: _review(o, h)))
        if one.leaves_on:
            found.append((at(one.leaves_on, 0), lambda o=one: _change(o, left_on=o.leaves_on)))
        if one.address_from and one.address_from > year.FIRST_DAY:
            found.append((at(one.address_from, 0), lambda o=one: _change(o, email=o.to)))
    return found


def _unit(name: str) -> int:
    return db.session.scalars(sa.select(Unit.id).where(Unit.name == name)).one()


def _as_actor(one: One) -> Actor:
    return Actor(one.id, one.name, frozenset({Role.EMPLOYEE}))


@use_case
def _tell(one: One, told: Told) -> None:
    thing = Thing()
    told.number = thing.number
    event = Event(EventType("test.year", "Uji", code=told.code), SYSTEM, thing, {})
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
    """Through the real use cases; only the answers are put there at once."""
    assert one.filing is not None
    actor = _as_actor(one)
    disclosure = drafting.start(actor, Kind.FIRST)
    disclosure.answers = _answers(nil=one.filing.nil)
    filing.submit(actor, disclosure)
    one.filing.number, one.filing.id = str(disclosure.number), disclosure.id


def _answers(*, nil: bool) -> shape.Answers:
    sections = {code: {"answer": "no", "items": []} for code in shape.SECTIONS}
    if not nil:
        brother = {"uid": new_uid(), "change": "new", "fields": BROTHER, "link": HARMLESS}
        sections["PK-A"] = {"answer": "yes", "items": [brother]}
    return {
        "profile": PROFILE, "nine_checked": True, "family_is_employee": "no", "sections": sections,
    }  # fmt: skip


def _review(one: One, head: One) -> None:
    """The head looks at it, unless it was recorded by itself meanwhile."""
    assert one.filing is not None
    disclosure = db.session.get_one(Disclosure, one.filing.id)
    if disclosure.state is not State.SUBMITTED:
        return
    actor = _as_actor(head)
    if one.filing.nil:
        clearing.confirm_nil(actor, [disclosure.id])
        return
    reviewing.open_for_review(actor, disclosure)
    rows = db.session.scalars(
        sa.select(InterestVersion.id)
        .where(InterestVersion.disclosure_version_id == disclosure.latest.id)
    ).all()  # fmt: skip
    judged = [reviewing.AssessmentInput(row, Verdict.NONE, Level.LOW) for row in rows]
    reviewing.record(actor, disclosure, judged)


@use_case
def _change(one: One, **values: object) -> None:
    db.session.execute(sa.update(Person).where(Person.id == one.id).values(**values))


def _season() -> Season:
    season = db.session.scalars(sa.select(Season)).one()
    assert season.state is SeasonState.OPEN
    return season


def _extend(unit_id: int) -> None:
    keeping.extend(KEEPER, _season(), year.LATER, "Banjir di kantor Dinas B, 25 Maret.", unit_id)


def _remind(unit_id: int) -> None:
    with suppress(Invalid):  # all of them were reminded lately
        reminding.remind(KEEPER, _season(), Wanted(unit_id=unit_id), "Dinas A")


def _morning() -> None:
    for name in MORNING:
        timetable.DAILY[name]()


# ---- living through it --------------------------------------------------------------------------


def _calendar(story: Story, server: MailServer) -> dict[datetime, list[Callable[[], object]]]:
    """When what happens, and when the worker must look."""
    moments: dict[datetime, list[Callable[[], object]]] = {}
    for moment, what in _happenings(story):
        moments.setdefault(moment, []).append(what)
    for day in days(year.FIRST_DAY, year.LAST_DAY):
        moments.setdefault(at(day, 5), []).insert(0, _morning)
        for wake in (at(day, 6), at(day, 7, 30)):
            moments.setdefault(wake, [])
    for start, end in story.outages:
        moments.setdefault(start, []).insert(0, server.down)
        moments.setdefault(end, []).insert(0, server.up)
        for minutes in range(0, 6 * 60, 15):
            moments.setdefault(start + timedelta(minutes=minutes), [])
    return moments


def _live(story: Story, server: MailServer) -> None:
    """The year, moment by moment."""
    moments = _calendar(story, server)
    for moment in sorted(moments):
        with clock.frozen_at(moment.astimezone(UTC), everywhere=True):
            for what in moments[moment]:
                what()
            work()
            db.session.remove()


def _as_reckoned(arrived: Arrived, story: Story) -> Mail:
    """What came, in the reckoning's words; one held up by an outage counts from its end."""
    moment, text = arrived.at.astimezone(year.WITA), arrived.text
    written = parsedate_to_datetime(arrived.message["Date"])
    for start, end in story.outages:
        if start <= written < end and moment <= end + RETRIED_WITHIN:
            moment = end
    reviews = TO_REVIEW.search(text)
    return Mail(
        arrived.to, moment, tuple(sorted(NUMBER.findall(text))), tuple(sorted(UNTIL.findall(text))),
        _count(OTHERS, text), len(REMINDERS.findall(text)), _count(WAITING, text),
        (int(reviews.group(1)), reviews.group(2)) if reviews else None,
    )  # fmt: skip


def _count(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return int(found.group(1)) if found else 0


@pytest.fixture
def own_database(database, tmp_path) -> Iterator[None]:
    """A file of its own: thousands of commits inside one transaction would take twice as long."""
    held = db.engines[None]
    with held.engine.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(str(held.engine.url.database), tmp_path / "year.db")
    url = engines.sqlite_url(tmp_path / "year.db")
    own = sa.create_engine(url, **engines.options_for(url))
    engines.prepare(own)
    sa.event.listen(own, "connect", lambda raw, _entry: raw.execute("PRAGMA synchronous = OFF"))
    db.session.remove()
    db.engines[None] = own
    yield
    db.session.remove()
    db.engines[None] = held
    own.dispose()


@pytest.fixture
def story(own_database, monkeypatch) -> Iterator[Story]:
    """Besides declarations to review, something of the story waits for people; no letter is set."""
    told = year.a_story()
    before, words = dict(services._agenda), dict(wording._agenda_words)
    services.add_to_agenda(
        "test",
        lambda: {one.id: (told.waiting[clock.today()][one.name], None)
                 for one in told.people if one.name in told.waiting.get(clock.today(), {})},
        lambda number, _due: f"{number} urusan uji menunggu",
    )  # fmt: skip
    monkeypatch.setitem(handlers._handlers, RENDER, lambda _task: None)
    yield told
    services._agenda.clear()
    services._agenda.update(before)
    wording._agenda_words.clear()
    wording._agenda_words.update(words)


def _first(mails: Counter[Mail]) -> str:
    return "\n".join([str(len(mails)), *sorted(map(str, mails))[:5]])


def _escalated(step: EscalationStep) -> int:
    return db.session.query(ReviewEscalation).filter_by(step=step).count()


def test_a_year_of_mail_is_what_was_reckoned(story: Story, mail_on: MailServer) -> None:
    with clock.frozen_at(at(year.FIRST_DAY, 4).astimezone(UTC), everywhere=True):
        timetable.DAILY["kalender hari libur"]()
        _settle(story)
    _live(story, mail_on)
    days_off = set(db.session.scalars(sa.select(Holiday.day)))
    reckoning = Reckoning(story, days_off)
    came = Counter(_as_reckoned(one, story) for one in mail_on.arrived)
    expected = reckoning.mails()
    missing, extra = expected - came, came - expected
    assert not missing, f"{_first(missing)}\ninstead of\n{_first(extra)}"
    assert not extra, _first(extra)
    assert len(mail_on.ids) == len(set(mail_on.ids)), "a message arrived twice"
    copied = (_escalated(EscalationStep.SUPERIOR), _escalated(EscalationStep.HR))
    assert copied == reckoning.copies()
    assert sum(came.values()) > 5 * year.PEOPLE
