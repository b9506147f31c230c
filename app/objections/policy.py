"""Who may do what with an objection: nobody who took part in the decision looks at it again."""

from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule, signed_in, system
from app.objections.models import Objection


@rule("yang mengajukan keberatan")
def objector(actor: Actor, objection: Objection) -> bool:
    return actor.person_id is not None and actor.person_id == objection.person_id


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


inspector = role(Role.INSPECTOR) & unconcerned
RULES: dict[str, Rule] = {
    "objection.file": signed_in & role(Role.EMPLOYEE),
    "objection.list": signed_in,
    "objection.read": objector | reviewer | appeal_reviewer | inspector,
    "objection.keep": system,
}
