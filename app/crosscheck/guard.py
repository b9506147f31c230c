"""Pagar benturan of a search: who may not search about whom, and what a searcher never sees."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import sqlalchemy as sa

from app.core import clock, names
from app.core.actor import Actor
from app.core.errors import NotAllowed
from app.crosscheck.candidates import Limits
from app.crosscheck.lookup import SAME_NAME, Query, search
from app.crosscheck.models import Screening
from app.crosscheck.named import Named
from app.crosscheck.records import Recorded, links_with
from app.database.base import db
from app.disclosures.models import Interest, InterestVersion
from app.people import queries as people

OWN = "Anda tidak dapat membuka cek silang tentang diri Anda sendiri."
RELATED = (
    "Pagar benturan: ada hubungan tercatat antara Anda dan terlapor. Minta rekan lain memeriksa."
)
SAME_UNIT = (
    "Terlapor bertugas di unit Anda. Cek silang ini dilakukan pejabat yang ditunjuk Sekretaris"
    " Daerah."
)
# Whoever bears the searcher's name, common as it may be: looked for once in a search.
_OF_MY_NAME = Limits(postings=50_000, opened=1_000, compared=1_000, holders=50_000)


def person_of(actor: Actor) -> int:
    """The employee who acts. Raises NotAllowed for the public and the system."""
    if actor.person_id is None:
        raise NotAllowed("Hanya pegawai yang masuk dapat melakukan ini.")
    return actor.person_id


def concern(actor: Actor, subject_id: int) -> str | None:
    """Why this person may not search about that one; None when nothing stands in the way.

    Only whether a bond is on record is used, never what it says (P2).
    """
    me = person_of(actor)
    if me == subject_id:
        return OWN
    if _are_bound(me, subject_id):
        return RELATED
    posts = people.posts_of([me, subject_id], clock.today())
    units = {post.unit_id for post in posts.values()}
    if len(posts) == 2 and len(units) == 1:  # noqa: PLR2004 (both hold a post)
        return SAME_UNIT
    return None


def unbound(me: int) -> sa.ColumnElement[bool]:
    """Said in SQL: neither the searcher nor the subject of a screening ever named the other.

    Two questions, each by an index of its own.
    """
    named = sa.select(InterestVersion.id).join(
        Interest, Interest.id == InterestVersion.interest_id
    ).correlate(Screening)  # fmt: skip
    by_me = named.where(
        Interest.person_id == me, InterestVersion.employee_id == Screening.subject_id
    )
    by_subject = named.where(
        Interest.person_id == Screening.subject_id, InterestVersion.employee_id == me
    )
    return sa.and_(~by_me.exists(), ~by_subject.exists())


def _are_bound(one: int, other: int) -> bool:
    return any(
        {link.person_id, version.employee_id} == {one, other}
        for link in links_with([one]).values()
        for version in link.versions
    )


@dataclass(frozen=True)
class Guard:
    """What one searcher is not shown: own interests, and those that name the searcher."""

    person_id: int
    _own_name: names.PreparedName = field(repr=False)

    @cached_property
    def interest_ids(self) -> frozenset[int]:
        """The interests that are withheld, asked for without opening every one that is found.

        Of those that name the searcher in words the index says which: not all of them while it is
        being built. `withholds` needs no index.
        """
        declared = sa.union(
            sa.select(Interest.id).where(Interest.person_id == self.person_id),
            sa.select(InterestVersion.interest_id).where(
                InterestVersion.employee_id == self.person_id
            ),
        )
        mine = search(Query(self._own_name), _OF_MY_NAME).namesakes if self._own_name.normal else ()
        return frozenset(
            [*db.session.scalars(declared), *(hit.interest_id for hit in mine if hit.interest_id)]
        )

    def withholds_person(self, person_id: int) -> bool:
        return person_id == self.person_id

    def withholds(self, record: Recorded) -> bool:
        return (
            record.person_id == self.person_id
            or record.names_employee(self.person_id)
            or any(self._is_me(version.named.values()) for version in record.versions)
        )

    def _is_me(self, named: Iterable[Named]) -> bool:
        return any(
            one.kind == "person"
            and names.similarity_prepared(names.prepare(one.name, "person"), self._own_name)
            >= SAME_NAME
            for one in named
        )


def guard_of(actor: Actor) -> Guard:
    return guard_of_person(person_of(actor))


def guard_of_person(person_id: int) -> Guard:
    """The guard of an employee for whom the system searches."""
    person = people.person(person_id)
    return Guard(person_id, names.prepare(person.name if person else "", "person"))
