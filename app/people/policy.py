"""Who may see and change the staff register."""

from typing import Any

from app.core.actor import Actor, Role
from app.core.policy import role, rule, signed_in, system


@rule("pegawai itu sendiri")
def himself(actor: Actor, person: Any) -> bool:
    return person is not None and actor.person_id is not None and actor.person_id == person.id


staff_office = role(Role.ADMIN) | role(Role.HR_OFFICER)
# Nobody decides about his own post: an admin could otherwise choose who reviews him.
keeper = (role(Role.ADMIN) & ~himself) | system

RULES = {
    "people.list": staff_office,
    "people.read": staff_office | himself,
    "people.search": signed_in,
    "people.import": role(Role.ADMIN) | system,
    "people.move": keeper,
    "people.leave": keeper,
    "people.appoint_acting": keeper,
    "people.end_acting": keeper,
    "people.correct_contact": role(Role.ADMIN) | himself | system,
}
