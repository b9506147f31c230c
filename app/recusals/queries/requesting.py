"""What the form of a request offers, and what would happen on sending it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core import clock, policy
from app.core.actor import Actor
from app.disclosures import queries as disclosures
from app.disclosures.models import InterestVersion
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.queries import MatterFacts
from app.recusals import request
from app.recusals.models import Recusal
from app.recusals.request import Request


def own_matters_for(actor: Actor) -> list[MatterFacts]:
    """Open matters in which the actor has a role."""
    return _own_matters(actor.somebody)


def _own_matters(person_id: int) -> list[MatterFacts]:
    facts = matters.facts_of(one.id for one in matters.open_matters_of(person_id))
    return sorted(facts.values(), key=lambda one: one.id)


def own_interests_for(actor: Actor) -> list[InterestVersion]:
    """The actor's own interests as of today: the reasons to choose from."""
    return disclosures.interests_as_of(actor.somebody, clock.today())


def request_of_for(actor: Actor, found: Recusal) -> Request:
    """What is asked, for the form and the check page."""
    policy.require(actor, "recusal.own", found)
    return request.of_recusal(found)


@dataclass(frozen=True)
class Preview:
    """What would happen on sending: matters held at once, and spellings that were matched."""

    held: Sequence[MatterFacts]
    parties: Sequence[Party]
    matched: Sequence[tuple[str, str, str]]  # typed, as known, matter number


def preview_for(actor: Actor, found: Recusal) -> Preview:
    wanted = request_of_for(actor, found)
    parties = request.covered_parties(wanted)
    own = _own_matters(found.person_id)
    held = [one for one in own if _would_cover(wanted, parties, one)]
    matched = [
        (typed.name, known.name, one.number)
        for typed in wanted.parties
        for one in own
        for known in one.parties
        if typed.is_same_as(known) and typed.name != known.name
    ]
    return Preview(held, parties, matched)


def _would_cover(wanted: Request, parties: Sequence[Party], one: MatterFacts) -> bool:
    if one.id in wanted.matter_ids:
        return True
    kind = wanted.scope.value if wanted.scope else ""
    if kind == "kind":
        return str(one.kind.value) == wanted.matter_kind
    return kind == "party" and any(p.is_same_as(q) for p in parties for q in one.parties)
