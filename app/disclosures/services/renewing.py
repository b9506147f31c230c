"""The yearly renewal on one page: each known interest the same, changed or over; then what is new."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.sentences import Sentence
from app.database.transaction import use_case
from app.disclosures import answers as shape
from app.disclosures import renewal, wording
from app.disclosures.models import Answers, Change, Disclosure, Kind, State
from app.disclosures.services import drafting

_STATES = (Change.SAME.value, Change.CHANGED.value, Change.ENDED.value)
_YES_NO = (shape.YES, shape.NO)


@dataclass(frozen=True)
class ItemState:
    """What is said of one interest. `authority` is asked anew when the post changed since."""

    change: str
    ended_on: date | None = None
    way: str = ""
    authority: str = ""


@dataclass(frozen=True)
class Renewal:
    """The answers of the page. `states` by interest uid; `new` holds section codes."""

    states: Mapping[str, ItemState]
    new: Sequence[str]
    nothing_new: bool
    family_is_employee: str | None
    knows_served_party: str | None = None


@use_case
def declare(
    actor: Actor, disclosure: Disclosure, given: Renewal, *, opened_at: datetime | None = None
) -> None:
    """Keep the answers of the page; begins the draft if need be.

    `opened_at` is when the page was opened, for the time a renewal takes. Raises Invalid with
    "butir-UID.change" and the like as field names.
    """
    begin(actor, disclosure, opened_at=opened_at)
    answers = deepcopy(disclosure.answers) or shape.empty()
    known = {one.uid: one for one in renewal.known_interests(disclosure.person_id)}
    problems = {**_problems_of_items(answers, given), **_problems_of_rest(answers, given)}
    if problems:
        raise Invalid(fields=problems)
    for _section, item in shape.items(answers):
        if shape.is_known(item) and item["uid"] in known:
            _put_state(item, given.states[item["uid"]], known[item["uid"]].row.content)
    _put_sections(answers, given)
    answers.get("unsaved", {}).pop("renewal", None)
    disclosure.answers = answers
    disclosure.draft_saved_at = clock.now()


@use_case
def begin(actor: Actor, disclosure: Disclosure, *, opened_at: datetime | None = None) -> None:
    """Make the draft with everything known so far; nothing when it is being written already."""
    policy.require(actor, "disclosure.draft", disclosure)
    if disclosure.kind is not Kind.ANNUAL:
        raise WrongState("Ini bukan Pernyataan Tahunan.")
    if disclosure.state is State.NOT_STARTED:
        drafting.start(actor, Kind.ANNUAL)
        if opened_at is not None and disclosure.created_at <= opened_at <= clock.now():
            disclosure.started_at = opened_at
    if disclosure.state is not State.DRAFT:
        raise WrongState("Deklarasi ini sudah dikirim dan tidak bisa diubah lagi.")


def _problems_of_items(answers: Answers, given: Renewal) -> dict[str, str]:
    found: dict[str, str] = {}
    must_say_authority = bool(answers.get("renewal", {}).get("post_changed"))
    for section, item in shape.items(answers):
        if not shape.is_known(item):
            continue
        place = f"butir-{item['uid']}"
        state = given.states.get(item["uid"])
        if state is None or state.change not in _STATES:
            title = wording.title_of(section, item["fields"])
            found[f"{place}.change"] = Sentence("Pilih keadaan untuk: %(title)s.", title=title)
        elif state.change == Change.ENDED.value:
            found |= {f"{place}.{name}": text for name, text in _problems_of_end(state).items()}
        elif state.change == Change.SAME.value and must_say_authority and not state.authority:
            found[f"{place}.authority"] = "Pilih kaitan dengan wewenang Anda sekarang."
    return found


def _problems_of_end(state: ItemState) -> dict[str, str]:
    found = {}
    if state.ended_on is None:
        found["ended_on"] = "Isi tanggal berakhir."
    elif state.ended_on > clock.today():
        found["ended_on"] = "Tanggal berakhir tidak boleh setelah hari ini."
    if not state.way:
        found["way"] = "Pilih bagaimana berakhirnya."
    return found


def _problems_of_rest(answers: Answers, given: Renewal) -> dict[str, str]:
    found = {}
    if not given.new and not given.nothing_new:
        found["new"] = "Pilih “Tidak ada yang baru” atau sedikitnya satu hal baru."
    elif given.new and given.nothing_new:
        found["new"] = "Pilih “Tidak ada yang baru” saja, atau hilangkan centangnya."
    filled = _sections_with_new_items(answers) - set(given.new)
    if filled and "new" not in found:
        found["new"] = "Bagian yang sudah berisi butir baru tetap dicentang, atau hapus butirnya."
    if given.family_is_employee not in _YES_NO:
        found["family_is_employee"] = "Jawab: adakah keluarga inti Anda yang juga ASN di sini?"
    if asks_served_party(answers) and given.knows_served_party not in _YES_NO:
        found["knows_served_party"] = "Jawab: adakah yang Anda layani/awasi dan kenal dekat?"
    return found


def asks_served_party(answers: Mapping[str, Any]) -> bool:
    """Posts at risk without any interest are asked about the people they serve (S-35)."""
    return shape.is_nil(answers) and bool(answers.get("profile", {}).get("risk_positions"))


def _sections_with_new_items(answers: Answers) -> set[str]:
    return {code for code, item in shape.items(answers) if not shape.is_known(item)}


def _put_state(item: shape.Item, state: ItemState, declared: Mapping[str, Any]) -> None:
    """Set the state. Taking "Berubah" back brings the answers of before back as well."""
    was = item.get("change")
    for name in ("ended_on", "way"):
        item.pop(name, None)
    if state.change != Change.CHANGED.value:
        item.pop("to_edit", None)
        item["fields"], item["link"] = declared["fields"], declared["link"]
    elif was != Change.CHANGED.value:
        item["to_edit"] = True
    item["change"] = state.change
    if state.change == Change.ENDED.value and state.ended_on is not None:
        item["ended_on"], item["way"] = state.ended_on.isoformat(), state.way
    if state.change == Change.SAME.value and state.authority:
        _put_authority(item, state.authority)


def _put_authority(item: shape.Item, authority: str) -> None:
    """A new post touches the same interest otherwise: then it has changed (§3.10, 9)."""
    if str(item["link"].get("authority")) != authority:
        item["link"] = {**item["link"], "authority": authority}
        item["change"] = Change.CHANGED.value


def _put_sections(answers: Answers, given: Renewal) -> None:
    new = list(given.new)
    asked_first = shape.YES in (given.family_is_employee, given.knows_served_party)
    answers["family_is_employee"] = given.family_is_employee
    answers["knows_served_party"] = given.knows_served_party
    answers["renewal"] |= {"answered": True, "nothing_new": given.nothing_new, "new": new}
    for code in shape.SECTIONS:
        part = shape.section_of(answers, code)
        opened = code in new or (code == shape.AFFILIATION and asked_first)
        part["answer"] = shape.YES if part["items"] or opened else shape.NO
        answers["sections"][code] = part
    if shape.is_nil(answers):
        answers["nine_checked"] = given.nothing_new
