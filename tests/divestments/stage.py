"""Setting the stage for tests of divestments: an interest, a plan, and how far it has come."""

from dataclasses import replace
from datetime import date, timedelta

from app.attachments.models import FileKind
from app.attachments.sniffing import JudgedFile
from app.core import clock
from app.core.actor import Actor, Role
from app.database.base import db
from app.disclosures import queries as disclosures
from app.divestments import queries
from app.divestments.models import AssetForm, Divestment, Relation, StepState, Way
from app.divestments.plans import PlanWanted, StepWanted
from app.divestments.services import approving, planning, proving
from app.people import queries as people
from tests.disclosures.stage import actor

REASON = "Pihak penerima belum jelas; sebutkan namanya."


def hr(code: str = "e45") -> Actor:
    found = actor(code)
    return replace(found, roles=found.roles | {Role.HR_OFFICER})


def owner() -> Actor:
    """e07 of the story, who owns shares."""
    return actor("e07")


def superior(divestment: Divestment) -> Actor:
    person = people.person(divestment.superior_id or 0)
    assert person is not None
    return actor(str(person.code))


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def plan(**other: object) -> PlanWanted:
    """A complete plan to sell, in two steps."""
    wanted = PlanWanted(
        asset_form=AssetForm.SHARES,
        amount="15 persen",
        way=Way.SOLD,
        recipient="PT Contoh Modal Nusantara",
        relation=Relation.STRANGER,
        steps=[StepWanted("Akta jual beli", days(20)), StepWanted("Bukti bayar", days(40))],
        target_on=days(60),
    )
    return replace(wanted, **other)  # type: ignore[arg-type]


def interest_of(who: Actor, section: str) -> str:
    """The uid of one of somebody's current interests."""
    rows = disclosures.current_interests_for(who)
    return next(row.interest.uid for row in rows if row.interest.section == section)


def sent(**other: object) -> Divestment:
    """A second interest of e07 (the teaching job), its plan sent."""
    who, number = owner(), str(other.pop("plan_number", ""))
    return planning.begin_and_submit(who, interest_of(who, "PK-C"), plan(**other), number)


def waiting_for_hr(**other: object) -> Divestment:
    found = sent(**other)
    approving.endorse(superior(found), found)
    return found


def running(**other: object) -> Divestment:
    found = waiting_for_hr(**other)
    approving.approve(hr(), found)
    return found


def paper(name: str = "akta.pdf") -> JudgedFile:
    return JudgedFile(name, FileKind.PDF, b"%PDF-1.4 isi", b"%PDF-1.4 isi", 1)


def proved(divestment: Divestment, position: int = 1) -> Divestment:
    """Evidence of a step was handed in today."""
    step = divestment.steps[position - 1]
    proving.hand_in(owner(), step, clock.today(), [paper()])
    return divestment


def verified(divestment: Divestment) -> Divestment:
    """Evidence of every step was handed in and verified."""
    for step in divestment.steps:
        proving.hand_in(owner(), step, clock.today(), [paper()])
        proving.judge(hr(), step, StepState.VERIFIED)
    return divestment


def verified_of(code: str, section: str) -> Divestment:
    """A divestment of somebody's interest of this section: approved, every step verified."""
    who = actor(code)
    found = planning.begin_and_submit(who, interest_of(who, section), plan())
    approving.endorse(superior(found), found)
    approving.approve(hr(), found)
    return verified_rest_of(code)


def verified_rest_of(code: str) -> Divestment:
    """Somebody's newest divestment, with the steps verified that were not yet."""
    found = of_the_story(code)
    for step in found.steps:
        if step.state is not StepState.VERIFIED:
            proving.hand_in(actor(code), step, clock.today(), [paper()])
            proving.judge(hr(), step, StepState.VERIFIED)
    return found


def of_the_story(code: str) -> Divestment:
    """The divestment of somebody in the demo city, read anew."""
    db.session.expire_all()
    person = people.person_by_code(code)
    assert person is not None
    found = queries.newest_of(person.id)
    assert found is not None
    return found
