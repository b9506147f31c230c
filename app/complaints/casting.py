"""Whom a complaint is about and who could ever see it: what its firewall is computed of (§0.5)."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from app.accounts import queries as accounts
from app.complaints import story
from app.complaints.models import Complaint, ComplaintParty, PartyKind
from app.complaints.story import AccusedMode
from app.core import clock, names
from app.core.actor import Role
from app.matters.finding import Party
from app.people import queries as people
from app.regulations import queries as regulations
from app.reviews.guard import SAME_UNIT, Cast, concerned, kept_from_function
from app.vault import office as vault

OFFICE: Final = (Role.INTAKE_OFFICER, Role.INSPECTOR)
# Until the desk has said who is meant, whoever may be meant does not read it.
PERHAPS: Final = "mungkin yang dimaksud pelapor; belum dipastikan"
_LIKE: Final = 0.75
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_NIB_LENGTH: Final = 13
_NPWP_LENGTHS: Final = (15, 16)


def cast_of(complaints: Collection[Complaint]) -> Cast:
    """Everybody these complaints (one and those merged with it) are about."""
    subjects: set[int] = set()
    for one in complaints:
        accused = one.subject_id or story.read(one.story).accused_id
        subjects |= {accused} if accused else set()
    return Cast(
        subject_ids=frozenset(subjects),
        decider_ids=frozenset(one.decider_id for one in complaints if one.decider_id),
        parties=tuple(party_of(row) for one in complaints for row in one.parties),
        matter_ids=tuple(dict.fromkeys(one.matter_id for one in complaints if one.matter_id)),
        also=frozenset(row.person_id for one in complaints for row in one.parties if row.person_id),
    )


def party_of(row: ComplaintParty) -> Party:
    """The party as the register of matters and the cross-check know one."""
    kind = "person" if row.kind is PartyKind.PERSON else "org"
    nib, npwp = numbers_in(str(row.words.get("numbers") or ""))
    return Party.of(kind, str(row.words["name"]), nib, npwp)


def numbers_in(typed: str) -> tuple[str, str]:
    """NIB and NPWP among what a reporter typed about a party, by their length."""
    found = ["".join(re.findall(r"\d", part)) for part in re.split(r"[,;/\n]|\s{2,}", typed)]
    nib = next((one for one in found if len(one) == _NIB_LENGTH), "")
    npwp = next((one for one in found if len(one) in _NPWP_LENGTHS), "")
    return nib, npwp


def officers() -> set[int]:
    """Everybody who holds, or will hold, a role of the desk, and the custodians of identities."""
    return accounts.holders_of(OFFICE) | {one.person_id for one in vault.in_office()}


def designated() -> list[int]:
    """Who does the Inspektorat's part where it is concerned itself, and everybody above him."""
    today = clock.today()
    title = regulations.pack_on(today).setting("pengganti_fungsi")
    found: list[int] = []
    for holder in people.holders_of(title, today):
        found += [holder.id, *(one.id for one in people.superiors_above(holder.id, today))]
    return list(dict.fromkeys(found))


def line_of(cast: Cast) -> set[int]:
    """Everybody above the accused and the decider: who would examine or review it."""
    chains = people.chains_above(cast.subject_ids | cast.decider_ids, clock.today())
    return {one for chain in chains.values() for one in chain}


def barred(complaints: Collection[Complaint], candidates: Iterable[int]) -> dict[int, str]:
    """Which of these people may not handle the complaints, each with a reason without names."""
    wanted = set(candidates)
    cast = cast_of(complaints)
    found = concerned(cast, wanted | cast.subject_ids)
    # A superior who examines his own man is not kept out by serving in one unit with him (II.G.3).
    function = kept_from_function(cast, wanted & (officers() | set(designated())))
    unsure = {
        person_id: reason
        for one in complaints
        for person_id, reason in _perhaps_meant(one, wanted).items()
    }
    return {**unsure, **function, **found}


def _perhaps_meant(complaint: Complaint, wanted: set[int]) -> dict[int, str]:
    """While nobody is confirmed: officers of the unit named, and those whom the words may mean."""
    told = story.read(complaint.story)
    if complaint.subject_id or told.accused_id:
        return {}
    posts = people.posts_of(wanted, clock.today())
    unit_id = complaint.unit_id or told.unit_id
    found = {one: SAME_UNIT for one in wanted if one in posts and posts[one].unit_id == unit_id}
    by_name = told.accused_mode == AccusedMode.NAME.value
    return found | dict.fromkeys(meant_by(told.accused_words, wanted, by_name=by_name), PERHAPS)


def meant_by(words: str, wanted: Iterable[int], *, by_name: bool) -> set[int]:
    """Which of these people somebody may mean who wrote a name, or what the person does."""
    people_there = people.people_by_ids(wanted)
    posts = people.posts_of(people_there, clock.today())
    typed = _words(words)
    titles = {one: _words(posts[one].title) if one in posts else set() for one in people_there}
    return {
        one
        for one, person in people_there.items()
        if words
        and ((titles[one] and titles[one] <= typed) or _may_be(person.name, words, by_name))
    }


def _may_be(name: str, typed: str, by_name: bool) -> bool:
    if _words(name) & _words(typed):
        return True
    return by_name and names.similarity(name, typed, "person") >= _LIKE


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
