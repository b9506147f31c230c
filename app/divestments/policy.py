"""Who may do what with a divestment; whom it concerns never decides about it."""

from typing import Any

from app.core import clock
from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule, signed_in, system
from app.divestments.models import Divestment, DivestmentState, StepState
from app.people import queries as people


def _concerned(actor: Actor, divestment: Divestment) -> bool:
    return actor.person_id in (divestment.person_id, divestment.named_id)


@rule("pegawai yang melepas kepentingan")
def owner(actor: Actor, divestment: Divestment) -> bool:
    return actor.person_id is not None and actor.person_id == divestment.person_id


@rule("atasan yang menyetujui")
def superior(actor: Actor, divestment: Divestment) -> bool:
    """The superior the route found, once the plan has been sent; never whom it concerns."""
    return (
        actor.person_id is not None
        and actor.person_id == divestment.superior_id
        and divestment.submitted_at is not None
        and not _concerned(actor, divestment)
    )


@rule("BKPSDM yang tidak terkait")
def hr(actor: Actor, divestment: Divestment) -> bool:
    """HR, once the plan has been sent; not whom it concerns, nor whoever agreed as superior."""
    return (
        actor.has(Role.HR_OFFICER)
        and divestment.submitted_at is not None
        and not _concerned(actor, divestment)
        and actor.person_id not in (divestment.superior_id, divestment.endorsed_by_id)
    )


@rule("Inspektorat yang tidak terkait")
def inspector(actor: Actor, divestment: Divestment) -> bool:
    return (
        actor.has(Role.INSPECTOR)
        and divestment.submitted_at is not None
        and not _concerned(actor, divestment)
    )


@rule("atasan di atasnya, sesudah terlambat diteruskan atau tidak dilaksanakan")
def warned(actor: Actor, divestment: Divestment) -> bool:
    """Whoever above the superior is told of what went wrong (N-18, N-30) may open it."""
    went_wrong = divestment.escalated_at is not None or divestment.state is DivestmentState.FAILED
    if actor.person_id is None or not went_wrong or _concerned(actor, divestment):
        return False
    line = people.superiors_above(divestment.person_id, clock.today())
    return actor.person_id in {one.id for one in line}


@rule("belum disetujui atasan")
def not_endorsed(_actor: Actor, divestment: Divestment) -> bool:
    return divestment.endorsed_at is None


@rule("sudah disetujui atasan")
def endorsed(_actor: Actor, divestment: Divestment) -> bool:
    """Or there is no superior left who may say it: then HR decides alone."""
    return divestment.endorsed_at is not None or divestment.superior_id is None


@rule("belum pernah diperpanjang")
def not_extended(_actor: Actor, divestment: Divestment) -> bool:
    return divestment.extended_from is None


@rule("perpanjangan diminta dan belum dijawab")
def more_is_wished(_actor: Actor, divestment: Divestment) -> bool:
    return divestment.wish_for_more is not None


@rule("semua langkah terverifikasi")
def all_verified(_actor: Actor, divestment: Divestment) -> bool:
    return all(step.state is StepState.VERIFIED for step in divestment.steps)


@rule("pegawai yang melepas kepentingan, divestasi berjalan")
def owner_of_running(actor: Actor, step: Any) -> bool:
    return step.divestment.is_running and owner(actor, step.divestment)


@rule("BKPSDM yang tidak terkait, divestasi berjalan")
def hr_of_running(actor: Actor, step: Any) -> bool:
    return step.divestment.is_running and hr(actor, step.divestment)


@rule("rencana belum dikirim")
def not_sent(_actor: Actor, divestment: Divestment) -> bool:
    return divestment.state is DivestmentState.PLAN


RULES: dict[str, Rule] = {
    "divestment.begin": signed_in & role(Role.EMPLOYEE),
    "divestment.write": owner & not_sent,
    "divestment.read": owner | superior | hr | inspector | warned,
    "divestment.list": role(Role.HR_OFFICER) | role(Role.INSPECTOR),
    "divestment.keep": system,
    "reassignment.record": role(Role.HR_OFFICER),
    "reassignment.list": role(Role.HR_OFFICER) | role(Role.INSPECTOR),
}
