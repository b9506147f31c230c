"""Who may do what with a departure."""

from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule, system
from app.departures.models import Departure


@rule("yang mengakhiri jabatan")
def leaver(actor: Actor, departure: Departure) -> bool:
    return actor.person_id is not None and actor.person_id == departure.person_id


@rule("BKPSDM, bukan untuk diri sendiri")
def hr(actor: Actor, departure: Departure | None) -> bool:
    own = departure is not None and actor.person_id == departure.person_id
    return actor.has(Role.HR_OFFICER) and not own


RULES: dict[str, Rule] = {
    "departure.list": role(Role.HR_OFFICER),
    "departure.open": role(Role.HR_OFFICER),
    "departure.read": leaver | hr,
    "departure.write": leaver,
    "departure.keep": system,
}
