"""Pagar benturan of a case: whom it concerns, so that he never handles it (security P1, P2).

Only that a bond is on record is used, never what it says. Whoever is kept out for another reason
than being accused, having signed, or serving under the accused reads the same words as everybody
else, so that the reason gives away neither a relative nor a colleague who complained.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.core import clock, names
from app.core.sentences import Sentence
from app.crosscheck.records import Recorded, links_with
from app.matters import queries as matters
from app.matters.finding import Party
from app.people import queries as people
from app.recusals import coverage
from app.recusals.guard import SAME_NAME, linked_to, searched_whole

ACCUSED: Final = Sentence("terlapor dalam perkara ini")
SIGNED: Final = Sentence("pihak dalam keputusan yang ditinjau")
BELOW: Final = Sentence("bawahan langsung terlapor")
RELATED: Final = Sentence("ada keterkaitan dengan perkara ini")
GONE: Final = Sentence("tidak lagi bertugas")
SAME_UNIT: Final = Sentence("bertugas di unit yang sama dengan terlapor")
# Relations by blood and marriage, by their codes (hubungan_afiliasi).
_KIN: Final = ("HA-D", "HA-P")


@dataclass(frozen=True)
class Cast:
    """Everybody a case is about. `also`: a colleague who complained, witnesses it names.

    `decider_ids`: who signed the decision, beyond those the register of matters knows.
    """

    subject_ids: frozenset[int]
    decider_ids: frozenset[int] = frozenset()
    parties: tuple[Party, ...] = ()
    matter_ids: tuple[int, ...] = ()
    also: frozenset[int] = frozenset()

    def as_words(self) -> dict[str, Any]:
        """What is sealed of it."""
        return {
            "subject_ids": sorted(self.subject_ids),
            "decider_ids": sorted(self.decider_ids),
            "parties": [{"kind": one.kind, **one.words()} for one in self.parties],
            "matter_ids": list(self.matter_ids),
            "also": sorted(self.also),
        }

    @classmethod
    def of_words(cls, words: Mapping[str, Any]) -> "Cast":
        return cls(
            frozenset(words["subject_ids"]),
            frozenset(words["decider_ids"]),
            tuple(Party.stored(one["kind"], one) for one in words["parties"]),
            tuple(words["matter_ids"]),
            frozenset(words["also"]),
        )


def concerned(cast: Cast, candidates: Iterable[int]) -> dict[int, str]:
    """Which of these people the case concerns, as of now, each with the reason in words."""
    wanted = set(candidates)
    signed = cast.decider_ids | signatories(cast.matter_ids)
    below = _directly_below(cast.subject_ids, wanted)
    related = _related(cast, wanted)
    found: dict[int, str] = {}
    for one in wanted:
        reasons = (
            (one in cast.subject_ids, ACCUSED),
            (one in signed, SIGNED),
            (one in below, BELOW),
            (one in related, RELATED),
        )
        reason = next((words for holds, words in reasons if holds), None)
        if reason is not None:
            found[one] = reason
    return found


def is_sure(cast: Cast) -> bool:
    """Whether everybody could be found whom the case concerns: not while the index of names is being
    built. Whoever is found later loses the case then."""
    return searched_whole(cast.parties)


def everybody(cast: Cast) -> dict[int, str]:
    """Whoever the case itself names or binds, whether or not he could ever handle it."""
    signed = cast.decider_ids | signatories(cast.matter_ids)
    bound = bound_to(cast.subject_ids)
    linked = linked_to(cast.parties).surely if cast.parties else frozenset()
    return concerned(cast, cast.subject_ids | signed | bound | linked | cast.also)


def signatories(matter_ids: Iterable[int]) -> frozenset[int]:
    """Whoever decided these matters or ever had a role in them."""
    found: set[int] = set()
    for matter_id in matter_ids:
        matter = matters.matter(matter_id)
        if matter is not None:
            found |= {one.person_id for one in matter.decisions}
            found |= {one.person_id for one in matter.officials}
    return frozenset(found)


def _directly_below(subject_ids: Iterable[int], wanted: set[int]) -> set[int]:
    subjects = set(subject_ids)
    superiors = people.superiors_of(wanted, clock.today())
    return {one for one, superior in superiors.items() if superior.id in subjects}


def _related(cast: Cast, wanted: set[int]) -> set[int]:
    accused = people.people_by_ids(cast.subject_ids)
    parties = [*cast.parties, *(Party.of("person", one.name) for one in accused.values())]
    found = set(cast.also) | bound_to(cast.subject_ids)
    found |= coverage.recused_among(wanted, parties, cast.matter_ids, clock.today())
    if cast.parties:
        found |= linked_to(cast.parties).surely
        staff = people.people_by_ids(wanted)
        found |= {one for one in wanted if one in staff and _named(staff[one].name, cast.parties)}
    return found & wanted


def _named(name: str, parties: Sequence[Party]) -> bool:
    return any(
        one.kind == "person" and names.similarity(name, one.name, "person") >= SAME_NAME
        for one in parties
    )


def bound_to(subject_ids: Iterable[int]) -> set[int]:
    """Colleagues with a declared bond to one of these people on either side, kin to the 2nd degree.

    A bond somebody took back does not count; one that ended does.
    """
    subjects = set(subject_ids)
    if not subjects:
        return set()
    near = links_with(subjects).values()
    direct = {one for link in near for one in _ends(link)}
    kin = {one for link in near for one in _ends(link, _KIN)} - subjects
    beyond = (
        {one for link in links_with(kin).values() for one in _ends(link, _KIN)} if kin else set()
    )
    return (direct | beyond) - subjects


def _ends(link: Recorded, relations: tuple[str, ...] = ("",)) -> set[int]:
    """Both ends of a bond that stands, of these relations (beginnings of codes)."""
    found: set[int] = set()
    for version in link.versions:
        relation = str(version.fields.get("relation") or "")
        stands = version.said.withdrawn_at is None and version.employee_id is not None
        if stands and version.employee_id is not None and relation.startswith(relations):
            found |= {link.person_id, version.employee_id}
    return found


def kept_from_function(cast: Cast, officers: Iterable[int]) -> dict[int, str]:
    """Officers who do not oversee a case because the accused serves in their own unit (§0.5).

    They may still examine it as his direct superior.
    """
    wanted = set(officers)
    posts = people.posts_of(wanted | cast.subject_ids, clock.today())
    units = {posts[one].unit_id for one in cast.subject_ids if one in posts}
    return {one: SAME_UNIT for one in wanted if one in posts and posts[one].unit_id in units}


def gone(candidates: Iterable[int], day: date | None = None) -> dict[int, str]:
    """Who of these serves no more on the day (today)."""
    on = day or clock.today()
    staff = people.people_by_ids(candidates)
    return {one: GONE for one, person in staff.items() if not person.serves_on(on)}
