"""Who may do what with a declaration."""

from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule, signed_in, system
from app.disclosures.models import Disclosure, State

_NOT_YET_FILED = (State.NOT_STARTED, State.DRAFT)


@rule("pembuat deklarasi")
def declarant(actor: Actor, disclosure: Disclosure) -> bool:
    return actor.person_id is not None and actor.person_id == disclosure.person_id


@rule("peninjau deklarasi ini")
def reviewer(actor: Actor, disclosure: Disclosure) -> bool:
    """The superior the route found; never the declarant, whatever the reporting line says."""
    return (
        actor.person_id is not None
        and actor.person_id == disclosure.reviewer_id
        and actor.person_id != disclosure.person_id
    )


@rule("deklarasi sudah dikirim")
def filed(_actor: Actor, disclosure: Disclosure) -> bool:
    return disclosure.state not in _NOT_YET_FILED


RULES: dict[str, Rule] = {
    "disclosure.begin": signed_in & role(Role.EMPLOYEE),
    "disclosure.read": declarant | (reviewer & filed),
    "disclosure.draft": declarant,
    "disclosure.review_box": signed_in,
    "disclosure.oblige": system,
}
