"""Reading declarations, always as somebody; and the history "as of" any day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload, selectinload

from app.audit import queries as audit
from app.audit.models import AuditEntry
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.core.sentences import Sentence
from app.database.base import db
from app.database.facts import fact
from app.database.paging import PAGE_SIZE, Paged, nearest_page
from app.database.prepared import prepared
from app.disclosures import answers as shape
from app.disclosures import levels, wording
from app.disclosures.answers import Missing
from app.disclosures.events import OPENED
from app.disclosures.models import (
    FOLLOW_UPS,
    Assessment,
    Disclosure,
    DisclosureVersion,
    Handover,
    Interest,
    InterestVersion,
    Kind,
    Preparer,
    Remark,
    State,
    Withdrawal,
)
from app.disclosures.policy import PREPARABLE, may_prepare_for
from app.documents import queries as letters
from app.documents.models import Document
from app.matters import queries as matters
from app.matters.models import Matter
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.pack import Level, Pack

_UNFILED = (State.NOT_STARTED, State.DRAFT)
_WAITING = (State.SUBMITTED, State.UNDER_REVIEW)


# ── one declaration ───────────────────────────────────────────────────────────────────────────


def disclosure_for(actor: Actor, disclosure_id: int) -> Disclosure:
    """The declaration, or NotFound for whoever may not read it."""
    found = db.session.get(Disclosure, disclosure_id)
    if found is None or not policy.can(actor, "disclosure.read", found):
        raise NotFound(f"disclosure {disclosure_id}")
    return found


def may_prepare(actor: Actor, disclosure: Disclosure) -> bool:
    """Whether the actor was asked to fill in this draft."""
    return policy.can(actor, "disclosure.prepare", disclosure)


def preparers_of_visible_to(actor: Actor) -> list[Preparer]:
    """Whom the actor asked to help, newest first."""
    return list(
        db.session.scalars(
            sa.select(Preparer)
            .where(Preparer.declarant_id == actor.person_id, Preparer.ended_at.is_(None))
            .options(joinedload(Preparer.helper))
            .order_by(Preparer.id.desc())
        )
    )


def drafts_to_prepare_visible_to(actor: Actor) -> list[Disclosure]:
    """Drafts of others which the actor was asked to fill in."""
    if actor.person_id is None:
        return []
    return list(
        db.session.scalars(
            sa.select(Disclosure)
            .where(
                Disclosure.person_id.in_(may_prepare_for(actor.person_id)),
                Disclosure.state == State.DRAFT,
                Disclosure.kind.in_(PREPARABLE),
            )
            .options(joinedload(Disclosure.person), raiseload("*"))
            .order_by(Disclosure.id)
        )
    )


def version_for(actor: Actor, disclosure_id: int, number: int) -> DisclosureVersion:
    """One filed version, to whoever may read the declaration."""
    disclosure = disclosure_for(actor, disclosure_id)
    found = next((v for v in disclosure.versions if v.number == number), None)
    if found is None:
        raise NotFound(f"version {number}")
    return found


def unsaved(actor: Actor, disclosure: Disclosure, place: str) -> dict[str, Any]:
    """What was typed on a page and not saved yet."""
    policy.require(actor, "disclosure.draft", disclosure)
    found: dict[str, Any] = (disclosure.answers or {}).get("unsaved", {}).get(place, {})
    return found


@dataclass(frozen=True)
class SectionStatus:
    """One line of the task list (S-23)."""

    code: str
    status: str


def progress(disclosure: Disclosure) -> list[SectionStatus]:
    """Belum mulai, Belum lengkap, Selesai or Belum bisa diisi for each part of the draft."""
    answers = disclosure.answers or {}
    lines = [SectionStatus("profile", _profile_status(answers))]
    follow_up = disclosure.kind in FOLLOW_UPS
    for code in shape.SECTIONS:
        status = _change_status(answers, code) if follow_up else _section_status(answers, code)
        lines.append(SectionStatus(code, status))
    ready = not missing_in(disclosure)
    lines.append(SectionStatus("sign", "Belum mulai" if ready else "Belum bisa diisi"))
    return lines


def _profile_status(answers: Mapping[str, Any]) -> str:
    return "Selesai" if shape.profile_complete(answers) else "Belum mulai"


def _change_status(answers: Mapping[str, Any], code: str) -> str:
    """In a follow-up an untouched section is simply left alone."""
    if not shape.section_of(answers, code)["items"]:
        return "Tidak berubah"
    return "Selesai" if shape.items_complete(answers, code) else "Belum lengkap"


def _section_status(answers: Mapping[str, Any], code: str) -> str:
    if shape.section_complete(answers, code):
        return "Selesai"
    return "Belum lengkap" if shape.section_begun(answers, code) else "Belum mulai"


def missing_in(disclosure: Disclosure) -> list[Missing]:
    """What still has to be answered before it can be sent."""
    answers = disclosure.answers or {}
    found = []
    if not shape.profile_complete(answers):
        found.append(Missing("profile", "Isi tugas utama dan peran Anda dalam keputusan."))
    if disclosure.kind in FOLLOW_UPS:
        return found + _missing_in_change(answers)
    if disclosure.kind is Kind.ANNUAL and disclosure.state is not State.RETURNED:
        found += _missing_in_renewal(answers)
    for code in shape.SECTIONS:
        if not shape.section_complete(answers, code):
            found.append(Missing(code, _sentence_for(answers, code)))
    return found


def _missing_in_change(answers: Mapping[str, Any]) -> list[Missing]:
    """A Pernyataan Lanjutan tells only what changed (tahap 3.c.2)."""
    found = [
        Missing(code, _sentence_for(answers, code))
        for code in shape.SECTIONS
        if not shape.items_complete(answers, code)
    ]
    if shape.is_nil(answers) and not found:
        found.append(Missing("PK-A", "Isi sedikitnya satu butir yang berubah."))
    return found


def _missing_in_renewal(answers: Mapping[str, Any]) -> list[Missing]:
    """A Pernyataan Tahunan gives the state of every interest known so far (S-34)."""
    found = [
        Missing(
            code,
            Sentence(
                "Pilih keadaan untuk: %(title)s.", title=wording.title_of(code, item["fields"])
            ),
        )
        for code, item in shape.without_state(answers)
    ]
    found += [
        Missing(
            code,
            Sentence(
                "Periksa butir yang berubah: %(title)s.",
                title=wording.title_of(code, item["fields"]),
            ),
        )
        for code, item in shape.to_edit(answers)
    ]
    found += [Missing(code, "Isi butir barunya.") for code in sections_to_add(answers)]
    if not answers.get("renewal", {}).get("answered"):
        found.append(Missing("PK-A", "Pilih “Tidak ada yang baru” atau sedikitnya satu hal baru."))
    return found


@dataclass(frozen=True)
class RenewalStep:
    """What a renewal lacks: "states", "edit", "add", "link" or "profile", and where."""

    kind: str
    section: str = ""
    uid: str = ""


def renewal_step(disclosure: Disclosure) -> RenewalStep | None:
    """The first thing a Pernyataan Tahunan still lacks, in the order a person meets it."""
    answers = disclosure.answers or {}
    if not answers.get("renewal", {}).get("answered") or shape.without_state(answers):
        return RenewalStep("states")
    for code, item in shape.to_edit(answers):
        return RenewalStep("edit", code, item["uid"])
    for code in (*sections_to_add(answers), *_unfilled(answers)):
        return RenewalStep("add", code)
    for code, item in shape.items(answers):
        if not shape.link_complete(item):
            return RenewalStep("link", code, item["uid"])
    return None if shape.profile_complete(answers) else RenewalStep("profile")


def _unfilled(answers: Mapping[str, Any]) -> list[str]:
    """Sections answered "Ada" that still need an interest, F.9 included."""
    return [
        code
        for code in shape.SECTIONS
        if not shape.section_complete(answers, code) and shape.items_complete(answers, code)
    ]


def sections_to_add(answers: Mapping[str, Any]) -> list[str]:
    """Sections of a renewal ticked as holding something new that hold nothing new yet."""
    filled = {code for code, item in shape.items(answers) if not shape.is_known(item)}
    new: list[str] = answers.get("renewal", {}).get("new", [])
    return [code for code in new if code not in filled]


def _sentence_for(answers: Mapping[str, Any], code: str) -> str:
    section = shape.section_of(answers, code)
    if section["answer"] is None:
        return "Pilih Ada atau Tidak ada."
    if code == shape.AFFILIATION and "family_is_employee" not in answers:
        return "Jawab: adakah keluarga inti Anda yang juga ASN di sini?"
    unnamed = answers.get("family_is_employee") == shape.YES and not shape.names_an_employee(
        answers
    )
    if code == shape.AFFILIATION and unnamed:
        return "Nyatakan keluarga inti Anda yang juga ASN di sini."
    if not section["items"]:
        return "Isi sedikitnya satu butir."
    return "Jawab keempat pertanyaan kaitan dengan tugas pada setiap butir."


def paths_in(content: Mapping[str, Any]) -> list[str]:
    """Every field a reviewer can ask to have completed."""
    found = [f"profile/{name}" for name in content.get("profile", {})]
    for code, item in shape.items(content):
        found += [f"{code}/{item['uid']}/{name}" for name in item["fields"]]
        found += [f"{code}/{item['uid']}/link.{name}" for name in item.get("link") or {}]
    return found


def remarks_for(actor: Actor, disclosure: Disclosure) -> list[Remark]:
    """What the reviewer asked to have completed, oldest first."""
    policy.require(actor, "disclosure.read", disclosure)
    return list(
        db.session.scalars(
            sa.select(Remark).where(Remark.disclosure_id == disclosure.id).order_by(Remark.id)
        )
    )


def interests_of_version_for(
    actor: Actor, version: DisclosureVersion
) -> list[tuple[InterestVersion, Assessment | None]]:
    """The interests of one filing with the newest assessment of each."""
    policy.require(actor, "disclosure.read", version.disclosure)
    rows = db.session.scalars(
        sa.select(InterestVersion)
        .where(
            InterestVersion.disclosure_version_id == version.id, InterestVersion.ended_by.is_(None)
        )
        .options(joinedload(InterestVersion.interest))
        .order_by(InterestVersion.id)
    ).all()
    assessed = {
        a.interest_version_id: a
        for a in db.session.scalars(
            sa.select(Assessment)
            .where(Assessment.disclosure_version_id == version.id)
            .order_by(Assessment.id)
        )
    }
    return [(row, assessed.get(row.id)) for row in rows]


def withdrawn_versions_for(actor: Actor, disclosure: Disclosure) -> dict[int, datetime]:
    """Which versions (by id) were taken back, and when."""
    policy.require(actor, "disclosure.read", disclosure)
    ids = [version.id for version in disclosure.versions]
    rows = db.session.execute(
        sa.select(Withdrawal.version_id, Withdrawal.at).where(Withdrawal.version_id.in_(ids))
    )
    return {row[0]: row[1] for row in rows}


def letters_for(actor: Actor, disclosure: Disclosure) -> list[Document]:
    """The letters about a declaration, oldest first, to whoever may read it."""
    policy.require(actor, "disclosure.read", disclosure)
    return letters.letters_of("disclosures", [disclosure.id])


def reason_of_handing_on_for(actor: Actor, disclosure: Disclosure) -> str:
    """Why the superior before handed the review on: for the reviewer who has it now, "" otherwise."""
    policy.require(actor, "disclosure.read", disclosure)
    if actor.person_id is None or actor.person_id != disclosure.reviewer_id:
        return ""
    last = db.session.scalar(
        sa.select(Handover)
        .where(Handover.disclosure_id == disclosure.id)
        .order_by(Handover.id.desc())
        .limit(1)
    )
    return (last.words or "") if last is not None and last.to_id == actor.person_id else ""


@dataclass(frozen=True)
class Reading:
    """One line of Riwayat akses."""

    name: str
    role: str
    at: datetime
    why: str


def readers_of_for(actor: Actor, disclosure: Disclosure) -> list[Reading]:
    """Riwayat akses: who opened this declaration, in which role, when and why (R-176)."""
    policy.require(actor, "disclosure.own", disclosure)
    entries = audit.readings_of(disclosure, also=(OPENED.name,))
    reviewers = {e.actor_person_id for e in entries if e.action == OPENED.name}
    reviewers.add(disclosure.reviewer_id)
    return [
        Reading(
            entry.actor_name,
            "Peninjau" if entry.actor_person_id in reviewers else _offices_of(entry),
            entry.at,
            entry.reason or entry.title,
        )
        for entry in entries
    ]


def _offices_of(entry: AuditEntry) -> str:
    return ", ".join(Role(name).label for name in entry.roles if name != Role.EMPLOYEE.value)


def sections_of(interest_ids: Sequence[int]) -> list[str]:
    """In which of the nine sections these interests stand: their category, and nothing more."""
    rows = db.session.execute(
        sa.select(Interest.id, Interest.section).where(Interest.id.in_(interest_ids))
    )
    known = {row[0]: row[1] for row in rows}
    return [known[one] for one in interest_ids if one in known]


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """The right `disclosure.read`, said in SQL."""
    return _readable(actor.person_id if actor.person_id is not None else -1, clock.today())


def _readable(me: int, day: date) -> sa.ColumnElement[bool]:
    own = Disclosure.person_id == me
    reviewing = sa.and_(
        Disclosure.reviewer_id == me,
        Disclosure.person_id != me,
        Disclosure.state.not_in(_UNFILED),
    )
    preparing = sa.and_(
        Disclosure.person_id.in_(may_prepare_for(me, day)),
        Disclosure.state == State.DRAFT,
        Disclosure.kind.in_(PREPARABLE),
    )
    return sa.or_(own, reviewing, preparing)


def disclosures_visible_to(actor: Actor, number: int = 1) -> Paged[Disclosure]:
    """Everything this actor may read, newest first."""
    return _page(sa.select(Disclosure).where(visible(actor)), number, Disclosure.id.desc())


def my_disclosures_visible_to(actor: Actor) -> list[Disclosure]:
    """The actor's own declarations, newest first."""
    if actor.person_id is None:
        return []
    return list(db.session.scalars(*_declarations_of(actor.person_id)))


@prepared
def _declarations_of(me: int) -> sa.Select[Disclosure]:
    """What one declared oneself is readable by right (see `visible`)."""
    return (
        sa.select(Disclosure)
        .where(Disclosure.person_id == me)
        .options(joinedload(Disclosure.reviewer), selectinload(Disclosure.versions), raiseload("*"))
        .order_by(Disclosure.created_at.desc(), Disclosure.id.desc())
    )


def review_queue_visible_to(
    actor: Actor, *, nil_only: bool = False, number: int = 1
) -> Paged[Disclosure]:
    """What waits for this actor's review, the most serious and oldest first (S-60)."""
    query = sa.select(Disclosure).where(
        visible(actor),
        Disclosure.reviewer_id == actor.person_id,
        Disclosure.state.in_(_WAITING),
    )
    if nil_only:
        query = query.where(Disclosure.nil.is_(True))
    return _page(query, number, _gravest_first(), Disclosure.submitted_at)


def nil_to_confirm_visible_to(actor: Actor, most: int = 200) -> list[Disclosure]:
    """Nil statements not opened yet that wait for this actor, the oldest first."""
    return list(
        db.session.scalars(
            sa.select(Disclosure)
            .where(
                visible(actor),
                Disclosure.reviewer_id == actor.person_id,
                Disclosure.person_id != actor.person_id,
                Disclosure.state == State.SUBMITTED,
                Disclosure.nil.is_(True),
            )
            .options(joinedload(Disclosure.person), raiseload("*"))
            .order_by(Disclosure.submitted_at, Disclosure.id)
            .limit(most)
        )
    )


def reviewed_visible_to(actor: Actor, number: int = 1) -> Paged[Disclosure]:
    """What this actor has reviewed or sent back."""
    query = sa.select(Disclosure).where(
        visible(actor),
        Disclosure.reviewer_id == actor.person_id,
        Disclosure.person_id != actor.person_id,
        Disclosure.state.not_in((*_UNFILED, *_WAITING)),
    )
    return _page(query, number, Disclosure.decided_at.desc(), Disclosure.id.desc())


def waiting_for_review(actor: Actor) -> int:
    """How many declarations wait for this actor: the badge of the menu."""
    return _waiting_for_review(actor) or 0


@fact
def _waiting_for_review(actor: Actor) -> sa.Select[int]:
    return sa.select(sa.func.count(Disclosure.id)).where(
        Disclosure.reviewer_id == actor.person_id, Disclosure.state.in_(_WAITING)
    )


def _gravest_first() -> sa.ColumnElement[int]:
    return sa.case(
        (Disclosure.level == Level.HIGH, 0), (Disclosure.level == Level.MEDIUM, 1), else_=2
    )


def _page(query: sa.Select[Any], number: int, *order: Any) -> Paged[Disclosure]:
    total = db.session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    number = nearest_page(number, total)
    rows = db.session.scalars(
        query.options(
            joinedload(Disclosure.person), joinedload(Disclosure.reviewer), raiseload("*")
        )
        .order_by(*order)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return Paged(list(rows), number, total)


# ── history ───────────────────────────────────────────────────────────────────────────────────


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


def level_suggestion(
    link: Mapping[str, Any], risk_positions: Sequence[str], pack: Pack | None = None
) -> levels.Suggestion:
    """The suggested level with its reasons, under the pack in force today unless given."""
    return levels.suggest(link, risk_positions, pack or regulations.pack_on(clock.today()))


# ── what the actor owes ───────────────────────────────────────────────────────────────────────


def open_matters_visible_to(actor: Actor) -> list[Matter]:
    """Matters in progress in which the actor has a role today: what a Laporan Kejadian is about."""
    return matters.open_matters_of(actor.person_id) if actor.person_id is not None else []


def kind_to_start(actor: Actor) -> Kind:
    """Pernyataan Awal for whoever never filed one, otherwise Pernyataan Lanjutan (S-22)."""
    filed = db.session.scalar(*_filed_by(actor.person_id)) if actor.person_id is not None else 0
    return Kind.CHANGE if filed else Kind.FIRST


@prepared
def _filed_by(me: int) -> sa.Select[int]:
    return sa.select(sa.func.count(Disclosure.id)).where(
        Disclosure.person_id == me,
        Disclosure.kind.in_((Kind.FIRST, Kind.ANNUAL)),
        Disclosure.number.is_not(None),
    )


def open_of_visible_to(actor: Actor) -> list[Disclosure]:
    """The actor's own declarations that wait for the actor: to start, finish or complete."""
    if actor.person_id is None:
        return []
    return list(db.session.scalars(*_open_of(actor.person_id)))


@prepared
def _open_of(me: int) -> sa.Select[Disclosure]:
    return (
        sa.select(Disclosure)
        .where(Disclosure.person_id == me, Disclosure.state.in_((*_UNFILED, State.RETURNED)))
        .options(raiseload("*"))
        .order_by(Disclosure.created_at)
    )


def reviewer_name(disclosure: Disclosure) -> str:
    """Who has it, in words; outside the system when nobody unconcerned is left."""
    if disclosure.reviewer_id is None:
        return "Gubernur melalui Inspektorat"
    found = people.person(disclosure.reviewer_id)
    return found.name if found else ""


def public_counts() -> dict[str, int]:
    """How many declarations were filed and recorded: aggregates only, for the public home."""
    filed, recorded = db.session.execute(
        sa.select(
            sa.func.count(Disclosure.id).filter(Disclosure.number.is_not(None)),
            sa.func.count(Disclosure.id).filter(
                Disclosure.state.in_((State.RECORDED, State.SUPERSEDED))
            ),
        )
    ).one()
    return {"filed": filed, "recorded": recorded}


def may_read(actor: Actor, disclosure_id: int) -> bool:
    """Whether this actor may read the declaration: asked by the letters about it."""
    found = db.session.get(Disclosure, disclosure_id)
    return found is not None and policy.can(actor, "disclosure.read", found)
