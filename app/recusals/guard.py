"""Pagar benturan of a recusal: whom it concerns, and why a colleague cannot be the substitute.

Only that something is on record is used, never what it says (security P2). Records are asked
through the cross-check, so spellings are forgiven and numbers decide.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.core import clock, names
from app.core.sentences import Sentence
from app.crosscheck.history import known_on
from app.crosscheck.lookup import Hit, search_many, whole_build
from app.crosscheck.other_names import queries_of
from app.crosscheck.records import Recorded, links_with, recorded
from app.matters.finding import Party
from app.people import queries as people
from app.people.models import Appointment
from app.recusals import coverage

SELF: Final = Sentence("yang menarik diri")
CITED: Final = Sentence("disebut dalam butir yang menjadi alasan")
BOUND: Final = Sentence("ada hubungan tercatat dengan yang menarik diri")
HAS_INTEREST: Final = Sentence("punya butir yang cocok dengan pihak")
IS_PARTY: Final = Sentence("bernama sama dengan pihak")
ALSO_RECUSED: Final = Sentence("juga menarik diri dari urusan atau pihak ini")
# Two spellings this near are one name.
SAME_NAME: Final = 0.9
BELOW: Final = Sentence("bawahan dari yang menarik diri")
SAME_UNIT: Final = Sentence("bertugas di unit yang sama dengan yang menarik diri")
LOOKS_LIKE: Final = Sentence("ada kemiripan nama dengan pihak; periksa dulu")
UNFINISHED: Final = Sentence(
    "indeks nama sedang disusun ulang; belum tentu tidak ada butir yang cocok"
)


@dataclass(frozen=True)
class Facts:
    """What a recusal is about, as far as the guard needs it."""

    person_id: int
    parties: Sequence[Party]
    matter_ids: Sequence[int] = ()
    cited_employees: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Linked:
    """Who holds interests in the parties: surely, and perhaps (a similar name); `whole`: whether
    all that is declared could be searched."""

    surely: frozenset[int] = frozenset()
    perhaps: frozenset[int] = field(default=frozenset())
    whole: bool = True

    def caution(self, person_id: int) -> str:
        """What to look at before this person takes over, although nothing is sure."""
        if person_id in self.perhaps:
            return LOOKS_LIKE
        return "" if self.whole else UNFINISHED


def linked_to(parties: Sequence[Party]) -> Linked:
    """Employees whose declared interests, as of today, name one of these parties."""
    whole = searched_whole(parties)
    queries = queries_of([(one.name, one.kind, dict(one.numbers)) for one in parties])
    hits = [
        (hit, one.kind)
        for one, answer in zip(parties, search_many(queries), strict=True)
        for hit in answer.hits
    ]
    records = recorded(hit.interest_id for hit, _kind in hits if hit.interest_id is not None)
    surely: set[int] = set()
    perhaps: set[int] = set()
    for hit, kind in hits:
        record = records.get(hit.interest_id or 0)
        if record is None or hit.conflicting or not _held_now(record, hit):
            continue
        band = "strong" if hit.identical else names.band(hit.score, kind)
        if band == "strong":
            surely.add(record.person_id)
        elif band == "possible":
            perhaps.add(record.person_id)
    return Linked(frozenset(surely), frozenset(perhaps - surely), whole)


def searched_whole(parties: Collection[Party]) -> bool:
    """Whether all that is declared can be searched for these parties: not while the index of names is
    being built."""
    return not parties or whole_build() is not None


def _held_now(record: Recorded, hit: Hit) -> bool:
    said = known_on([one.said for one in record.versions], clock.today(), clock.zone())
    return said is not None and hit.key in said.names and said.true_on(clock.today())


def concerns(
    facts: Facts, candidates: Iterable[int], linked: Linked | None = None
) -> dict[int, str]:
    """Which of these people it concerns, each with the reason in words."""
    wanted = set(candidates)
    linked = linked or linked_to(facts.parties)
    also = coverage.recused_among(wanted, facts.parties, facts.matter_ids, clock.today())
    bound = _bound_to(facts.person_id)
    staff = people.people_by_ids(wanted)
    found: dict[int, str] = {}
    for one in wanted:
        reasons = (
            (one == facts.person_id, SELF),
            (one in facts.cited_employees, CITED),
            (one in bound, BOUND),
            (one in linked.surely, HAS_INTEREST),
            (one in also, ALSO_RECUSED),
            (one in staff and _is_party(staff[one].name, facts.parties), IS_PARTY),
        )
        reason = next((words for holds, words in reasons if holds), None)
        if reason is not None:
            found[one] = reason
    return found


def _bound_to(person_id: int) -> set[int]:
    """Who declared a bond with this person, or is named in one of his."""
    return {
        other
        for link in links_with([person_id]).values()
        for version in link.versions
        if version.said.withdrawn_at is None and version.employee_id is not None
        for other in (link.person_id, version.employee_id)
        if other != person_id
    }


def _is_party(name: str, parties: Sequence[Party]) -> bool:
    return any(
        one.kind == "person" and names.similarity(name, one.name, "person") >= SAME_NAME
        for one in parties
    )


def handlers_barred(
    facts: Facts, candidates: Sequence[int], officers: Sequence[int]
) -> dict[int, str]:
    """The same for those who would answer or decide: nobody below the person, no unit mate of HR.

    An officer of HR who serves in the person's unit does not handle it: the function passes to an
    official designated by the Sekretaris Daerah (§0.5).
    """
    found = concerns(facts, [*candidates, *officers])
    chains = people.chains_above([*candidates, *officers], clock.today())
    posts = people.posts_of([facts.person_id, *officers], clock.today())
    unit = posts[facts.person_id].unit_id if facts.person_id in posts else None
    for one in (*candidates, *officers):
        if facts.person_id in chains.get(one, ()):
            found.setdefault(one, BELOW)
    for one in officers:
        if unit is not None and one in posts and posts[one].unit_id == unit:
            found.setdefault(one, SAME_UNIT)
    return found


@dataclass(frozen=True)
class Candidate:
    """A colleague who might take over. `barred`: why not; `caution`: what to look at first.

    `load`: open matters he has today.
    """

    person_id: int
    name: str
    post: str
    load: int
    barred: str = ""
    caution: str = ""


def why_not(facts: Facts, person_id: int) -> str | None:
    """Why this person cannot be the substitute, in general words; None when nothing is known."""
    person = people.person(person_id)
    if person is None or not person.serves_on(clock.today()):
        return Sentence("tidak bertugas")
    return concerns(facts, [person_id]).get(person_id)


def candidates(
    facts: Facts, unit_id: int | None, loads: Mapping[int, int], also: Collection[int] = ()
) -> list[Candidate]:
    """The person's unit mates (and `also`): the free ones first, of them those named in `also` and
    those under the same superior, of these the least busy."""
    today = clock.today()
    mates = {one.id: one for one in people.serving_in(unit_id, today)} if unit_id else {}
    mates |= people.people_by_ids(also)
    posts = people.posts_of([*mates, facts.person_id], today)
    mates.pop(facts.person_id, None)
    linked = linked_to(facts.parties)
    barred = concerns(facts, mates, linked)
    near = {*also, *_under_the_same_superior(facts.person_id, posts)}
    rows = [
        Candidate(
            one.id,
            one.name,
            posts[one.id].title if one.id in posts else "",
            loads.get(one.id, 0),
            barred.get(one.id, ""),
            "" if one.id in barred else linked.caution(one.id),
        )
        for one in mates.values()
    ]
    return sorted(
        rows,
        key=lambda row: (
            bool(row.barred), bool(row.caution), row.person_id not in near, row.load, row.name,
        ),
    )  # fmt: skip


def _under_the_same_superior(person_id: int, posts: Mapping[int, Appointment]) -> set[int]:
    own = posts.get(person_id)
    if own is None or own.superior_id is None:
        return set()
    return {one for one, post in posts.items() if post.superior_id == own.superior_id}
