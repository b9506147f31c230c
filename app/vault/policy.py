"""Who may do what in the vault: ask, approve by two, read alone; custodians keep keys, not cases."""

from typing import Any

from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.policy import Rule, anyone, rule, system
from app.vault import office
from app.vault.models import Identity, Opening
from app.vault.subjects import kind_of


@rule("kustodian identitas")
def custodian(actor: Actor, _record: Any) -> bool:
    return office.holds_office(actor.person_id)


@rule("kustodian yang tidak terkait perkara")
def keeper(actor: Actor, opening: Opening) -> bool:
    return office.may_answer(actor.person_id, opening)


@rule("kustodian yang belum menjawab")
def silent_keeper(actor: Actor, opening: Opening) -> bool:
    return keeper(actor, opening) and not office.has_answered(actor.person_id, opening)


@rule("peminta")
def requester(actor: Actor, opening: Opening) -> bool:
    return actor.person_id is not None and actor.person_id == opening.requester_id


@rule("yang menangani perkara")
def handler(actor: Actor, identity: Identity) -> bool:
    if actor.person_id is None:
        return False
    try:
        return kind_of(identity.subject_type).may_ask(actor, identity.subject_id)
    except NotFound:
        return False


RULES: dict[str, Rule] = {
    "vault.seal": anyone,  # the portal seals for somebody without an account
    "vault.erase": system,
    "vault.keep": system,
    "vault.ask": handler,
    "vault.see": requester | keeper,
    "vault.read": requester & ~custodian,
    "vault.answer": custodian,
}
