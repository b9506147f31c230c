"""Reminding whoever has not filed: a chosen group by hand, everybody by the plan (N-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from babel.dates import format_date

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.runs import compact
from app.core.sentences import Sentence
from app.database.base import db
from app.database.transaction import use_case
from app.disclosures.models import Disclosure
from app.notifications.services import notify
from app.people.models import Person
from app.regulations import queries as regulations
from app.seasons import compliance, queries
from app.seasons.events import EXPORTED, LATE, REMINDED, STILL
from app.seasons.models import Obligation, ReminderRound, Season, SeasonState
from app.seasons.queries import Line, Wanted

# After the last day (N-03); before it the pack says when.
STEPS_AFTER = (0, 3, 10)
ONE_DAY = timedelta(days=1)
BY_PLAN = "Semua yang belum mengirim"


@dataclass(frozen=True)
class Preview:
    """Whom a reminder would reach, whom it spares, and who reads no e-mail."""

    reached: list[Line]
    spared: list[Line]

    @property
    def sample(self) -> str:
        """What the first of them will read, in Indonesian as all notices are; "" without anybody."""
        if not self.reached:
            return ""
        due_on = self.reached[0].due_on
        return _words(due_on).format(due_on=format_date(due_on, "d MMMM y", locale="id"))

    @property
    def without_email(self) -> list[Line]:
        return [line for line in self.reached if not line.email]


def preview_for(actor: Actor, season: Season, wanted: Wanted) -> Preview:
    """Who of the chosen group has not filed; those reminded in the last three days are spared."""
    policy.require(actor, "season.remind")
    waiting = [
        line for line in queries.everybody_in_season_for(actor, season, wanted) if not line.filed
    ]
    return Preview(
        [line for line in waiting if not line.reminded_lately],
        [line for line in waiting if line.reminded_lately],
    )


@use_case
def remind(actor: Actor, season: Season, wanted: Wanted, group: str) -> Preview:
    """Remind the chosen group; `group` says in words whom. Raises Invalid when nobody is left."""
    policy.require(actor, "season.remind")
    if season.state is not SeasonState.OPEN:
        raise Invalid("Periode ini tidak sedang dibuka.")
    preview = preview_for(actor, season, wanted)
    if not preview.reached:
        raise Invalid(_nobody(preview))
    due = {line.obligation_id: line for line in preview.reached}
    _send(actor, season, [(one.obligation_id, one.person_id, one.due_on) for one in due.values()])
    db.session.add(
        ReminderRound(
            season_id=season.id, day=clock.today(), chosen=group[:300], sent_by=actor.name,
            at=clock.now(), people=len(preview.reached), without_email=len(preview.without_email),
        )
    )  # fmt: skip
    return preview


def _nobody(preview: Preview) -> str:
    if not preview.spared:
        return "Semua dalam kelompok ini sudah mengirim."
    newest = max(line.reminded_at for line in preview.spared if line.reminded_at)
    return Sentence("Pengingat sudah dikirim %(n)s hari lalu.", n=(clock.now() - newest).days)


def _words(due_on: date) -> str:
    return LATE if due_on < clock.today() else STILL


def _send(actor: Actor, season: Season, due: Sequence[tuple[int, int, date]]) -> None:
    """One notice each, with the person's own last day; one entry in the trail."""
    by_day: dict[date, list[int]] = {}
    for _obligation, person_id, day in due:
        by_day.setdefault(day, []).append(person_id)
    everybody = [person_id for _obligation, person_id, _day in due]
    events.emit(Event(REMINDED, actor, season, {"people": compact(everybody)}))
    for day, person_ids in by_day.items():
        event = Event(REMINDED, actor, season, {"due_on": day.isoformat()})
        notify(event, person_ids, _words(day), link="/tugas")
    db.session.execute(
        sa.update(Obligation)
        .where(Obligation.id.in_([one[0] for one in due]))
        .values(reminded_at=clock.now())
    )


@use_case
def remind_by_plan(actor: Actor) -> int:
    """The reminders that fall on today, counted from each person's last day; gives how many.

    Done once a day; a second run on the same day sends nothing.
    """
    policy.require(actor, "season.remind_by_plan")
    season = queries.current()
    if season is None or season.state is not SeasonState.OPEN:
        return 0
    sent = 0
    for step in steps():
        sent += _remind_step(actor, season, step)
    return sent


def steps() -> tuple[int, ...]:
    """Days from the last day on which people are reminded; negative is before it."""
    before = regulations.pack_on(clock.today()).setting("pengingat_tahunan")
    return tuple(sorted({*(-int(days) for days in before), *STEPS_AFTER}))


def _remind_step(actor: Actor, season: Season, step: int) -> int:
    today = clock.today()
    done = sa.select(ReminderRound.id).where(
        ReminderRound.season_id == season.id,
        ReminderRound.step == str(step),
        ReminderRound.day == today,
    )
    if db.session.scalar(done) is not None:
        return 0
    due_on = today - step * ONE_DAY
    rows = db.session.execute(
        sa.select(Obligation.id, Obligation.person_id, Obligation.due_on, Person.email)
        .join(Disclosure, Disclosure.id == Obligation.disclosure_id)
        .join(Person, Person.id == Obligation.person_id)
        .where(
            compliance.in_season(season),
            Disclosure.state.in_(compliance.UNFILED_STATES),
            Obligation.due_on == due_on,
            sa.or_(
                Obligation.reminded_at.is_(None),
                # Not "a day ago": the job of 05.00 never runs at quite the same second.
                Obligation.reminded_at < datetime.combine(today, time.min, clock.zone()),
            ),
        )
    ).all()
    if not rows:
        return 0
    _send(actor, season, [(row[0], row[1], row[2]) for row in rows])
    db.session.add(
        ReminderRound(
            season_id=season.id, step=str(step), day=today, chosen=BY_PLAN, sent_by=actor.name,
            at=clock.now(), people=len(rows), without_email=sum(1 for row in rows if not row[3]),
        )
    )  # fmt: skip
    return len(rows)


@use_case
def note_export(actor: Actor, season: Season, rows: int, form: str) -> None:
    """Write that the list was taken out."""
    policy.require(actor, "season.compliance")
    events.emit(Event(EXPORTED, actor, season, {"rows": rows, "form": form}))
