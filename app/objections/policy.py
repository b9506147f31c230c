"""Who may do what with an objection: nobody who took part in the decision looks at it again."""

from typing import Any

from app.core.actor import Actor, Role
from app.core.policy import Rule, anyone, role, rule, signed_in, system
from app.objections.models import Objection, Outcome


@rule("yang mengajukan keberatan")
def objector(actor: Actor, objection: Objection) -> bool:
    if actor.person_id is not None:
        return actor.person_id == objection.person_id
    return actor.holds_code_of("objections", objection.id) or actor.holds_code_of(
        objection.through_type, objection.through_id
    )


@rule("yang membuka perkaranya dengan nomor dan kode")
def visitor(actor: Actor, _record: Any) -> bool:
    return actor.person_id is None and bool(actor.opened)


@rule("tidak ikut memutus dan tidak terkait")
def unconcerned(actor: Actor, objection: Objection) -> bool:
    return actor.person_id is not None and (
        actor.person_id != objection.person_id
        and all(bar.person_id != actor.person_id for bar in objection.bars)
    )


@rule("penelaah keberatan")
def reviewer(actor: Actor, objection: Objection) -> bool:
    return actor.person_id == objection.reviewer_id and unconcerned(actor, objection)


@rule("pemutus banding")
def appeal_reviewer(actor: Actor, objection: Objection) -> bool:
    return (
        actor.person_id == objection.appeal_reviewer_id
        and actor.person_id != objection.decided_by_id
        and unconcerned(actor, objection)
    )


@rule("banding dikabulkan")
def appeal_granted(_actor: Actor, objection: Objection) -> bool:
    return objection.appeal_outcome in (Outcome.GRANTED, Outcome.PARTLY)


inspector = role(Role.INSPECTOR) & unconcerned
RULES: dict[str, Rule] = {
    "objection.file": (signed_in & role(Role.EMPLOYEE)) | visitor,
    "objection.file_from_outside": anyone,
    "objection.list": signed_in,
    "objection.read": objector | reviewer | appeal_reviewer | inspector,
    "objection.keep": system,
}
