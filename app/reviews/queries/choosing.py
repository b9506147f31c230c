"""Whom one may name in a case: people with their posts, inspectors who are free."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.accounts import queries as accounts
from app.core import clock, policy
from app.core.actor import Actor, Role
from app.people import queries as people
from app.reviews import guard
from app.reviews.models import Review


@dataclass(frozen=True)
class Choice:
    """Somebody who may be named."""

    person_id: int
    label: str


def choices_for(actor: Actor, person_ids: Iterable[int]) -> list[Choice]:
    """These people with their posts, for a list to choose from."""
    policy.require(actor, "review.list")
    wanted = list(dict.fromkeys(person_ids))
    persons, posts = people.people_by_ids(wanted), people.posts_of(wanted, clock.today())
    return [
        Choice(one, f"{persons[one].name}, {posts[one].title if one in posts else ''}".rstrip(", "))
        for one in wanted
        if one in persons
    ]


def is_sure_for(actor: Actor, review: Review) -> bool:
    """Whether everybody could be found whom the case concerns (see `guard.is_sure`)."""
    policy.require(actor, "review.read", review)
    return guard.is_sure(review.cast)


def inspectors_for(actor: Actor, review: Review) -> list[Choice]:
    """Inspectors who could take over or go along."""
    policy.require(actor, "review.read", review)
    out = {bar.person_id for bar in review.bars} | {review.subject_id}
    inspectors = accounts.people_with_role(Role.INSPECTOR)
    return choices_for(actor, [one for one in inspectors if one not in out])
