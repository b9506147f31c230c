"""Who may do what with a check: its maker, and the superior he asked."""

from app.core.actor import Actor
from app.core.policy import Rule, rule, signed_in, system
from app.prechecks.models import Precheck


@rule("pembuat cek")
def maker(actor: Actor, check: Precheck) -> bool:
    return actor.person_id is not None and actor.person_id == check.person_id


@rule("atasan yang dimintai arahan")
def asked_superior(actor: Actor, check: Precheck) -> bool:
    return (
        actor.person_id is not None
        and check.asked_at is not None
        and actor.person_id == check.superior_id
        and actor.person_id != check.person_id
    )


RULES: dict[str, Rule] = {
    "precheck.list": signed_in,
    "precheck.make": signed_in,
    "precheck.read": maker | asked_superior,
    "precheck.candidates": signed_in,
    "precheck.pass_on": system,
}
