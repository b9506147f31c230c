"""Writing a draft: every page saves its part; nothing typed is lost (R-169)."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotFound, WrongState
from app.core.events import Event
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import bookkeeping, use_case
from app.deadlines import queries as deadlines
from app.disclosures import answers as shape
from app.disclosures import renewal
from app.disclosures.events import OBLIGED
from app.disclosures.models import (
    Answers,
    Change,
    Disclosure,
    DisclosureVersion,
    Kind,
    Remark,
    State,
)
from app.disclosures.workflow import FIRST, FLOW
from app.people import queries as people
from app.regulations import queries as regulations

_WRITABLE = (State.DRAFT, State.RETURNED)
_LONGEST_UNSAVED = 20_000


@use_case
def oblige(actor: Actor, person_id: int, kind: Kind, from_day: date) -> Disclosure:
    """Make the duty to declare, once per person and open kind (Lamp. II.D tahap 3.c.1)."""
    policy.require(actor, "disclosure.oblige")
    waiting = _open_one(person_id, kind)
    if waiting is not None:
        return waiting
    disclosure = _new(person_id, kind, State.NOT_STARTED)
    due = deadlines.due_on(FIRST, from_day) if kind is Kind.FIRST else None
    events.emit(
        Event(OBLIGED, actor, disclosure, {"kind": kind.value, "due": due, "starts_on": from_day},
              opens=FIRST if kind is Kind.FIRST else None)
    )  # fmt: skip
    return disclosure


@use_case
def start(
    actor: Actor, kind: Kind, *, event_on: date | None = None, late_reason: str | None = None
) -> Disclosure:
    """Begin a declaration, or give back the one already begun.

    `event_on` is the day of the change a Pernyataan Lanjutan tells of (tahap 3.c.2).
    """
    policy.require(actor, "disclosure.begin")
    disclosure = _open_one(actor.somebody, kind)
    if disclosure is not None and disclosure.state is not State.NOT_STARTED:
        return disclosure
    if disclosure is None and kind is Kind.ANNUAL:
        raise WrongState("Periode tahunan belum dibuka. Ada perubahan? Lapor perubahan.")
    if disclosure is None:
        disclosure = _new(actor.somebody, kind, State.NOT_STARTED)
    _check_event_day(kind, event_on)
    disclosure.event_on = event_on
    disclosure.answers = (
        renewal.prefilled(actor.somebody)
        if kind is Kind.ANNUAL
        else _first_answers(actor.somebody, late_reason)
    )
    disclosure.started_at = disclosure.draft_saved_at = clock.now()
    FLOW.move(disclosure, "start", actor)
    return disclosure


def _check_event_day(kind: Kind, event_on: date | None) -> None:
    if kind is not Kind.CHANGE:
        return
    if event_on is None:
        raise Invalid(fields={"event_on": "Isi tanggal perubahan."})
    if event_on > clock.today():
        raise Invalid(fields={"event_on": "Tanggal perubahan tidak boleh setelah hari ini."})


def _first_answers(person_id: int, late_reason: str | None) -> Answers:
    post = people.post_of(person_id, clock.today())
    person = people.person(person_id)
    before = _profile_before(person_id)
    answers = shape.empty()
    answers["profile"] = {
        "phone": (person.phone if person else None) or "",
        "email": (person.email if person else None) or "",
        "decision_roles": (post.decision_roles.split() if post else [])
        or before.get("decision_roles", []),
        "risk_positions": post.risk_positions.split() if post else [],
        "main_duty": before.get("main_duty", ""),
    }
    if late_reason:
        answers["late_reason"] = late_reason
    return answers


def _profile_before(person_id: int) -> dict[str, Any]:
    """What the person said about the post in the newest filing; a later one need not retype it."""
    version = db.session.scalar(
        sa.select(DisclosureVersion)
        .join(Disclosure)
        .where(Disclosure.person_id == person_id)
        .order_by(DisclosureVersion.filed_at.desc(), DisclosureVersion.id.desc())
        .limit(1)
    )
    profile: dict[str, Any] = version.content.get("profile", {}) if version else {}
    return profile


def _open_one(person_id: int, kind: Kind) -> Disclosure | None:
    return db.session.scalar(
        sa.select(Disclosure).where(
            Disclosure.person_id == person_id,
            Disclosure.kind == kind,
            Disclosure.state.in_((State.NOT_STARTED, State.DRAFT)),
        )
    )


def _new(person_id: int, kind: Kind, state: State) -> Disclosure:
    post = people.post_of(person_id, clock.today())
    disclosure = Disclosure(
        uid=new_uid(),
        kind=kind,
        state=state,
        person_id=person_id,
        unit_id=post.unit_id if post else None,
        pack_id=regulations.pack_on(clock.today()).id,
        created_at=clock.now(),
    )
    db.session.add(disclosure)
    db.session.flush()
    return disclosure


@use_case
def save_profile(actor: Actor, disclosure: Disclosure, fields: Mapping[str, Any]) -> None:
    """Keep the answers about post and duty (S-24)."""
    policy.require(actor, "disclosure.draft", disclosure)
    _change(disclosure, lambda answers: answers.update(profile=dict(fields)), place="profile")


@use_case
def answer_section(
    actor: Actor,
    disclosure: Disclosure,
    section: str,
    answer: str,
    *,
    family_is_employee: str | None = None,
    confirm: bool = False,
) -> None:
    """Answer a section's gate (S-25). "no" over declared items needs `confirm` and drops them."""
    policy.require(actor, "disclosure.draft", disclosure)
    _known_section(section)
    if answer not in (shape.YES, shape.NO):
        raise Invalid(fields={"answer": "Pilih Ada atau Tidak ada."})
    if section == shape.AFFILIATION and family_is_employee not in (shape.YES, shape.NO):
        raise Invalid(
            fields={"family_is_employee": "Jawab: adakah keluarga inti Anda yang juga ASN di sini?"}
        )
    if family_is_employee == shape.YES:
        answer = shape.YES  # Lamp. II.F.9: the relation itself must be declared

    def put(answers: Answers) -> None:
        old = shape.section_of(answers, section)
        if answer == shape.NO and old["items"] and not confirm:
            raise Invalid(
                fields={"answer": "Bagian ini sudah berisi butir. Pastikan pilihan Anda."}
            )
        kept = [] if answer == shape.NO else old["items"]
        if not kept:
            _keep_known(disclosure, old["items"], "answer")
        answers["sections"][section] = {"answer": answer, "items": kept}
        if section == shape.AFFILIATION:
            answers["family_is_employee"] = family_is_employee

    _change(disclosure, put)


@use_case
def save_item(
    actor: Actor,
    disclosure: Disclosure,
    section: str,
    fields: Mapping[str, Any],
    item_uid: str | None = None,
) -> str:
    """Keep one interest (S-26…S-30) and give its uid. Raises Invalid for oneself or a double."""
    policy.require(actor, "disclosure.draft", disclosure)
    _known_section(section)
    if fields.get("employee_id") and fields["employee_id"] == disclosure.person_id:
        raise Invalid(fields={"employee_id": "Anda tidak dapat memilih diri sendiri."})
    uid = item_uid or new_uid()

    def put(answers: Answers) -> None:
        part = shape.section_of(answers, section)
        old = shape.item_of(answers, section, uid)
        if item_uid is not None and old is None:
            raise NotFound(f"item {item_uid}")
        if any(i["fields"] == dict(fields) and i["uid"] != uid for i in part["items"]):
            raise Invalid("Butir ini sama dengan butir yang sudah ada. Ubah yang lama.")
        new = {**(old or {"uid": uid, "change": Change.NEW.value, "link": {}}),
               "fields": dict(fields)}  # fmt: skip
        new.pop("to_edit", None)
        if old is not None and old["fields"] != new["fields"]:
            _say_changed(new)
        kept = [new if i["uid"] == uid else i for i in part["items"]]
        part["items"] = kept if old is not None else [*kept, new]
        part["answer"] = shape.YES
        answers["sections"][section] = part

    _change(disclosure, put, place=f"{section}/{item_uid or 'new'}")
    return uid


@use_case
def save_link(
    actor: Actor, disclosure: Disclosure, section: str, item_uid: str, link: Mapping[str, Any]
) -> None:
    """Keep how the interest touches the declarant's duty (S-31)."""
    policy.require(actor, "disclosure.draft", disclosure)

    def put(answers: Answers) -> None:
        item = shape.item_of(answers, section, item_uid)
        if item is None:
            raise NotFound(f"item {item_uid}")
        if item.get("link") and item["link"] != dict(link):
            _say_changed(item)
        item["link"] = dict(link)

    _change(disclosure, put, place=f"{section}/{item_uid}/link")


@use_case
def drop_item(actor: Actor, disclosure: Disclosure, section: str, item_uid: str) -> None:
    """Take an interest out of the draft. What was filed before stays in its version."""
    policy.require(actor, "disclosure.draft", disclosure)

    def put(answers: Answers) -> None:
        if shape.item_of(answers, section, item_uid) is None:
            raise NotFound(f"item {item_uid}")
        part = shape.section_of(answers, section)
        _keep_known(disclosure, [i for i in part["items"] if i["uid"] == item_uid])
        part["items"] = [i for i in part["items"] if i["uid"] != item_uid]
        answers["sections"][section] = part

    _change(disclosure, put)


@use_case
def state_nil(
    actor: Actor,
    disclosure: Disclosure,
    *,
    nine_checked: bool,
    family_is_employee: str | None,
    knows_served_party: str | None = None,
) -> bool:
    """Pernyataan Nihil (S-35). False when F.9 or the served-party question asks for an item first."""
    policy.require(actor, "disclosure.draft", disclosure)
    at_risk = bool((disclosure.answers or {}).get("profile", {}).get("risk_positions"))
    problems = {}
    if not nine_checked:
        problems["nine_checked"] = "Centang bahwa Anda sudah memeriksa kesembilan hal ini."
    if family_is_employee not in (shape.YES, shape.NO):
        problems["family_is_employee"] = "Jawab: adakah keluarga inti Anda yang juga ASN di sini?"
    if at_risk and knows_served_party not in (shape.YES, shape.NO):
        problems["knows_served_party"] = "Jawab: adakah yang Anda layani/awasi dan kenal dekat?"
    if problems:
        raise Invalid(fields=problems)
    opens_affiliation = shape.YES in (family_is_employee, knows_served_party)

    def put(answers: Answers) -> None:
        if not shape.is_nil(answers):
            raise WrongState("Anda sudah menyatakan butir. Pernyataan nihil tidak bisa dipakai.")
        answers["family_is_employee"] = family_is_employee
        answers["knows_served_party"] = knows_served_party
        answers["nine_checked"] = True
        answers.get("renewal", {}).update(answered=True, nothing_new=True, new=[])
        for code in shape.SECTIONS:
            opened = code == shape.AFFILIATION and opens_affiliation
            answers["sections"][code] = {"answer": shape.YES if opened else shape.NO, "items": []}

    _change(disclosure, put)
    return not opens_affiliation


@use_case
def answer_remarks(actor: Actor, disclosure: Disclosure, values: Mapping[str, Any]) -> None:
    """Answer exactly the fields the reviewer asked for; raises NotFound for any other path."""
    policy.require(actor, "disclosure.draft", disclosure)
    asked = set(
        db.session.scalars(
            sa.select(Remark.path).where(
                Remark.disclosure_id == disclosure.id, Remark.answered_version_id.is_(None)
            )
        )
    )
    if disclosure.state is not State.RETURNED or not set(values) <= asked:
        raise NotFound("a field nobody asked for")
    _change(disclosure, lambda answers: _put_values(answers, values), place="remarks")


def _put_values(answers: Answers, values: Mapping[str, Any]) -> None:
    for path, value in values.items():
        head, *rest = path.split("/")
        if head == "profile":
            answers["profile"][rest[0]] = value
            continue
        item = shape.item_of(answers, head, rest[0])
        if item is None:
            raise NotFound(path)
        name = rest[1]
        if name.startswith("link."):
            item["link"][name.removeprefix("link.")] = value
        else:
            item["fields"][name] = value


@bookkeeping
def autosave(actor: Actor, disclosure: Disclosure, place: str, raw: Mapping[str, Any]) -> None:
    """Keep the raw typing of a page that was not saved yet; `place` names the page."""
    policy.require(actor, "disclosure.draft", disclosure)
    if sum(len(str(value)) for value in raw.values()) > _LONGEST_UNSAVED:
        raise Invalid("Isian terlalu panjang untuk disimpan sementara.")

    def put(answers: Answers) -> None:
        answers.setdefault("unsaved", {})[place[:80]] = dict(raw)

    _change(disclosure, put)


@use_case
def discard(actor: Actor, disclosure: Disclosure) -> None:
    """Throw a never-filed draft away; the duty it answered stays."""
    if disclosure.versions:
        raise WrongState("Hanya draf yang belum pernah dikirim yang bisa dibuang.")
    FLOW.move(disclosure, "discard", actor)
    disclosure.answers = None
    disclosure.started_at = None


def _say_changed(item: shape.Item) -> None:
    """An interest renewed as the same is no longer the same once an answer about it differs."""
    if item.get("change") == Change.SAME.value:
        item["change"] = Change.CHANGED.value


def _keep_known(
    disclosure: Disclosure, dropped: list[shape.Item], field: str | None = None
) -> None:
    """What was declared before does not vanish from a yearly renewal: it is said to be over."""
    if disclosure.kind is Kind.ANNUAL and any(shape.is_known(item) for item in dropped):
        sentence = "Butir yang pernah dinyatakan tidak dihapus. Pilih “Sudah berakhir”."
        raise Invalid(sentence, {field: sentence} if field else None)


def _known_section(section: str) -> None:
    if section not in shape.SECTIONS:
        raise NotFound(section)


def _change(
    disclosure: Disclosure, put: Callable[[Answers], None], place: str | None = None
) -> None:
    """Apply one change to the draft and note the time; `place` is a page now properly saved."""
    if disclosure.state not in _WRITABLE:
        raise WrongState("Deklarasi ini sudah dikirim dan tidak bisa diubah lagi.")
    answers = deepcopy(disclosure.answers) or shape.empty()
    put(answers)
    if place is not None:
        answers.get("unsaved", {}).pop(place, None)
    disclosure.answers = answers
    disclosure.draft_saved_at = clock.now()
