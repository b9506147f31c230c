"""What a Pernyataan Tahunan begins with: last year's interests, and facts that changed since (S-34).

Facts are shown as reminders and never entered as answers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from flask_babel import format_date, gettext
from sqlalchemy.orm import aliased, joinedload

from app.core import clock, policy
from app.core.actor import Actor
from app.database.base import db
from app.database.prepared import prepared
from app.disclosures import answers as shape
from app.disclosures import queries
from app.disclosures.answers import Answers
from app.disclosures.models import (
    Assessment,
    Change,
    Disclosure,
    DisclosureVersion,
    Interest,
    InterestVersion,
    Kind,
    State,
    Verdict,
    Withdrawal,
)
from app.people import queries as people
from app.people.models import Appointment, Person
from app.regulations.pack import Level

# Of a person and the day of the last filing: sentences about facts that other registers hold.
Reminder = Callable[[int, date], list[str]]
_reminders: list[Reminder] = []


def remind_with(*reminders: Reminder) -> None:
    """Let other features add facts that changed since the last filing. Called by the wiring."""
    _reminders[:] = reminders


@dataclass(frozen=True)
class Known:
    """One interest declared before: its newest version, and the level the superior gave it."""

    row: InterestVersion
    level: Level | None

    @property
    def uid(self) -> str:
        return self.row.interest.uid

    @property
    def section(self) -> str:
        return self.row.interest.section


@dataclass(frozen=True)
class Beginning:
    """What the yearly page shows before anything is answered."""

    person_id: int
    since: date
    last: DisclosureVersion | None
    known: list[Known]
    post_changed_on: date | None

    # Only the page that is drawn reads these two; sending it and making the draft need neither.

    @cached_property
    def ended(self) -> list[InterestVersion]:
        """What was last declared as over: remembered, so that nobody wonders where it went."""
        return _ended(self.person_id)

    @cached_property
    def hints(self) -> list[str]:
        """Sentences about what changed elsewhere since the last filing."""
        return _hints(self.person_id, self.since, self.post_changed_on)


def beginning_for(actor: Actor, disclosure: Disclosure) -> Beginning:
    """Last year's interests and the reminders, for the declarant or whoever prepares the draft."""
    policy.require(actor, "disclosure.draft", disclosure)
    return beginning_of(disclosure.person_id)


def at_risk_today_for(actor: Actor, disclosure: Disclosure) -> bool:
    """Whether the draft will say that the post is one of those at risk."""
    policy.require(actor, "disclosure.draft", disclosure)
    return bool(_profile(disclosure.person_id, last_filing(disclosure.person_id))["risk_positions"])


def beginning_of(person_id: int) -> Beginning:
    """The same inside a use case that has asked already."""
    today = clock.today()
    last = last_filing(person_id)
    since = clock.local(last.filed_at).date() if last else today
    changed_on = _post_changed_on(person_id, since)
    return Beginning(person_id, since, last, known_interests(person_id), changed_on)


def prefilled(person_id: int) -> Answers:
    """The draft of a Pernyataan Tahunan: everything known today, no state chosen yet."""
    begins = beginning_of(person_id)
    answers = shape.empty()
    answers["profile"] = _profile(person_id, begins.last)
    for one in begins.known:
        section = answers["sections"].setdefault(one.section, {"answer": shape.YES, "items": []})
        section["items"].append(
            {
                "uid": one.uid,
                "change": "",
                "fields": one.row.content["fields"],
                "link": one.row.content["link"],
            }
        )
    answers["renewal"] = {"answered": False, "post_changed": begins.post_changed_on is not None}
    return answers


def _profile(person_id: int, last: DisclosureVersion | None) -> dict[str, Any]:
    """Duty and roles as last declared; contact and positions at risk as the register has them."""
    person, post = people.person(person_id), people.post_of(person_id, clock.today())
    said: Mapping[str, Any] = last.content.get("profile", {}) if last else {}
    listed = post.risk_positions.split() if post else []
    return {
        "phone": said.get("phone") or (person.phone if person else None) or "",
        "email": said.get("email") or (person.email if person else None) or "",
        "decision_roles": said.get("decision_roles")
        or (post.decision_roles.split() if post else []),
        "risk_positions": listed or said.get("risk_positions", []),
        "main_duty": said.get("main_duty", ""),
    }


def last_filing(person_id: int) -> DisclosureVersion | None:
    """The newest filing that was not taken back."""
    found: DisclosureVersion | None = db.session.scalar(*_last_filing(person_id))
    return found


@prepared
def _last_filing(person_id: int) -> sa.Select[DisclosureVersion]:
    return (
        sa.select(DisclosureVersion)
        .join(Disclosure)
        .outerjoin(Withdrawal, Withdrawal.version_id == DisclosureVersion.id)
        .where(Disclosure.person_id == person_id, Withdrawal.id.is_(None))
        .order_by(DisclosureVersion.filed_at.desc(), DisclosureVersion.id.desc())
        .limit(1)
    )


def known_interests(person_id: int) -> list[Known]:
    """The interests in force today, in the order of the nine, with their levels."""
    rows = queries.interests_as_of(person_id, clock.today())
    levels = _levels(rows)
    found = [Known(row, levels.get(row.id, row.suggested_level)) for row in rows]
    return sorted(found, key=lambda one: (one.section, one.row.interest_id))


def _levels(rows: Sequence[InterestVersion]) -> dict[int, Level | None]:
    if not rows:
        return {}
    assessed = db.session.scalars(
        sa.select(Assessment)
        .where(Assessment.interest_version_id.in_([row.id for row in rows]))
        .order_by(Assessment.id)
    )
    return {a.interest_version_id: None if a.verdict is Verdict.NONE else a.level for a in assessed}


def _ended(person_id: int) -> list[InterestVersion]:
    return list(db.session.scalars(*_ended_of(person_id)))


@prepared
def _ended_of(person_id: int) -> sa.Select[InterestVersion]:
    newest = (
        sa.select(sa.func.max(InterestVersion.id))
        .join(Interest)
        .outerjoin(Withdrawal, Withdrawal.version_id == InterestVersion.disclosure_version_id)
        .where(Interest.person_id == person_id, Withdrawal.id.is_(None))
        .group_by(InterestVersion.interest_id)
    )
    return (
        sa.select(InterestVersion)
        .where(InterestVersion.id.in_(newest), InterestVersion.change == Change.ENDED)
        .options(joinedload(InterestVersion.interest))
        .order_by(InterestVersion.id)
    )


# ── reminders ─────────────────────────────────────────────────────────────────────────────────


def _hints(person_id: int, since: date, post_changed_on: date | None) -> list[str]:
    found = []
    if post_changed_on is not None:
        found.append(
            gettext(
                "Jabatan Anda berubah sejak %(day)s. Periksa lagi kaitan dengan tugas.",
                day=format_date(post_changed_on, "d MMMM yyyy"),
            )
        )
    superior = _new_superior(person_id, since)
    if superior is not None:
        name = superior.name.removesuffix(".")  # of a title such as S.T.
        found.append(gettext("Atasan langsung Anda sekarang %(name)s.", name=name))
    if named_as_family(person_id):
        found.append(
            gettext("Rekan mencantumkan Anda sebagai keluarga. Periksa bagian Hubungan afiliasi.")
        )
    for reminder in _reminders:
        found += reminder(person_id, since)
    return found


def _post_changed_on(person_id: int, since: date) -> date | None:
    """Since when the post or the unit is another than on the day of the last filing."""
    before, now = people.post_of(person_id, since), people.post_of(person_id, clock.today())
    if before is None or now is None or _seat(before) == _seat(now):
        return None
    return now.valid_from


def _seat(post: Appointment) -> tuple[str, int]:
    return post.post, post.unit_id


def _new_superior(person_id: int, since: date) -> Person | None:
    before = people.superior_of(person_id, since)
    now = people.superior_of(person_id, clock.today())
    same = before is None or now is None or before.id == now.id
    return None if same else now


def named_as_family(person_id: int) -> bool:
    """Whether a colleague declared this person as a related party and the person did not answer.

    Who it was is nobody's business here (DT-01).
    """
    return person_id in named_by_colleagues([person_id])


def named_by_colleagues(person_ids: Sequence[int]) -> set[int]:
    """Of these people, those whom a colleague's newest declaration names, unanswered by theirs."""
    said = {(declarant, named) for declarant, named in db.session.execute(*_named(person_ids))}
    return {
        named
        for declarant, named in said
        if named in set(person_ids) and (named, declarant) not in said
    }


@prepared
def _named(person_ids: Sequence[int]) -> sa.CompoundSelect[Any]:
    other = aliased(InterestVersion)
    newest = (
        sa.select(sa.func.max(other.id))
        .outerjoin(Withdrawal, Withdrawal.version_id == other.disclosure_version_id)
        .where(other.interest_id == InterestVersion.interest_id, Withdrawal.id.is_(None))
        .scalar_subquery()
    )
    pairs = (
        sa.select(Interest.person_id, InterestVersion.employee_id)
        .join(Interest)
        .where(
            InterestVersion.id == newest,
            InterestVersion.change != Change.ENDED,
            InterestVersion.employee_id.is_not(None),
        )
    )
    # Two questions, each by an index: joined with "or" they would read everybody's interests.
    about, by = InterestVersion.employee_id.in_(person_ids), Interest.person_id.in_(person_ids)
    return sa.union_all(pairs.where(about), pairs.where(by))


# ── the actor's own ───────────────────────────────────────────────────────────────────────────


def annual_of(person_id: int) -> Disclosure | None:
    """The Pernyataan Tahunan this person still has to send."""
    return db.session.scalar(
        sa.select(Disclosure).where(
            Disclosure.person_id == person_id,
            Disclosure.kind == Kind.ANNUAL,
            Disclosure.state.in_((State.NOT_STARTED, State.DRAFT)),
        )
    )


def newest_annual(person_id: int) -> Disclosure | None:
    """The Pernyataan Tahunan this person sent last."""
    return db.session.scalar(
        sa.select(Disclosure)
        .where(
            Disclosure.person_id == person_id,
            Disclosure.kind == Kind.ANNUAL,
            Disclosure.number.is_not(None),
        )
        .order_by(Disclosure.id.desc())
        .limit(1)
    )


def annual_of_visible_to(actor: Actor) -> Disclosure | None:
    """The actor's Pernyataan Tahunan that is to be written or being written."""
    return next((one for one in queries.open_of_visible_to(actor) if one.kind is Kind.ANNUAL), None)


@dataclass(frozen=True)
class NilRow:
    """One nil statement waiting for review: whether last time was nil too, and a hint against it."""

    disclosure: Disclosure
    nil_before: bool
    hint: str


def nil_waiting_visible_to(actor: Actor) -> list[NilRow]:
    """Nil statements this superior may confirm together, the oldest first (S-62)."""
    rows = queries.nil_to_confirm_visible_to(actor)
    people_ids = [one.person_id for one in rows]
    hinted, before = named_by_colleagues(people_ids), _nil_before(rows)
    sentence = gettext("Rekan mencantumkan pegawai ini sebagai keluarga.")
    return [
        NilRow(one, one.person_id in before, sentence if one.person_id in hinted else "")
        for one in rows
    ]


def _nil_before(rows: Sequence[Disclosure]) -> set[int]:
    """People whose declaration before this one was nil as well."""
    newest: dict[int, bool] = {}
    for person_id, nil in db.session.execute(
        sa.select(Disclosure.person_id, Disclosure.nil)
        .where(
            Disclosure.person_id.in_([one.person_id for one in rows]),
            Disclosure.id.not_in([one.id for one in rows]),
            Disclosure.kind.in_((Kind.FIRST, Kind.ANNUAL)),
            Disclosure.number.is_not(None),
        )
        .order_by(Disclosure.submitted_at)
    ):
        newest[person_id] = bool(nil)
    return {person_id for person_id, nil in newest.items() if nil}
