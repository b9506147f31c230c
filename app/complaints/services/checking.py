"""Cross-check at intake (S-81): a screening opened for the complaint, and what it said."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from app.complaints import casting, story
from app.complaints.events import CHECKED
from app.complaints.models import Complaint, State, Step
from app.complaints.steps import note_step
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.names.numbers import NumberType, problem_with
from app.crosscheck.models import Screening
from app.crosscheck.services import screening
from app.crosscheck.services.screening import MOST_PARTIES, PartyWanted, ScreeningWanted
from app.database.base import db
from app.database.transaction import use_case
from app.matters import queries as matters
from app.matters.finding import Party

_CHECKABLE: Final = (State.RECEIVED, State.VERIFIED, State.EXAMINING)


def parties_to_check(complaint: Complaint) -> list[Party]:
    """Whom the complaint names so that he can be looked for, and the parties of its matter; each
    once."""
    named = [casting.party_of(row) for row in complaint.parties]
    wanted = [party for party in named if not problem_with(party.name)]
    matter = matters.matter(complaint.matter_id) if complaint.matter_id else None
    for party in matters.parties_of(matter) if matter is not None else ():
        if not any(party.is_same_as(one) for one in wanted):
            wanted.append(party)
    return wanted[:MOST_PARTIES]


def unsearchable(complaint: Complaint) -> list[str]:
    """What the complaint calls parties but nobody can be looked for by: "Drs. H.", "😀"."""
    named = [casting.party_of(row).name for row in complaint.parties]
    return [name for name in named if problem_with(name)]


def check_searchable(complaint: Complaint) -> int:
    """The accused. Raises WrongState once it is over, and before the accused is confirmed."""
    if complaint.state not in _CHECKABLE:
        raise WrongState("Aduan ini sudah tidak dicek silang.")
    if complaint.subject_id is None:
        raise WrongState("Tetapkan dulu terlapornya.")
    return complaint.subject_id


@use_case
def open_check(actor: Actor, complaint: Complaint, further: Sequence[Party] = ()) -> Screening:
    """Search the register as of the day of the decision; the case is the written reason.

    Raises Invalid without a party, or where the guard stands in the way; WrongState before the
    accused is confirmed; NotAllowed when the day's budget is spent.
    """
    policy.require(actor, "complaint.read", complaint)
    subject_id = check_searchable(complaint)
    matter = matters.matter(complaint.matter_id) if complaint.matter_id else None
    parties = [*parties_to_check(complaint), *further][:MOST_PARTIES]
    if not parties:
        raise Invalid(fields={"name": "Tulis sedikitnya satu pihak untuk dicek."})
    wanted = ScreeningWanted(
        subject_id=subject_id,
        parties=[_wanted(one) for one in parties],
        decision_on=decision_day(complaint),
        reason=f"Cek silang pada penerimaan aduan {complaint.number}.",
        matter=_decided(complaint, matter.number if matter is not None else ""),
        matter_id=complaint.matter_id,
        complaint_on=clock.local(complaint.received_at).date(),
        origin=complaint,
    )
    return screening.open_screening(actor, wanted)


def _decided(complaint: Complaint, number: str) -> str:
    """The matter's number and what the reporter calls it."""
    return " · ".join(filter(None, (number, story.read(complaint.story).object_words)))


def decision_day(complaint: Complaint) -> date:
    """The day whose facts count: that of the decision, or today while nothing was decided."""
    return complaint.decision_on or clock.today()


def _wanted(party: Party) -> PartyWanted:
    return PartyWanted(
        party.kind, party.name, party.number(NumberType.NIB), party.number(NumberType.NPWP)
    )


def take_result(event: Event) -> None:
    """A screening was saved: the complaint it serves shows what it said."""
    saved: Screening = event.subject
    if saved.origin_type != Complaint.__tablename__ or saved.origin_id is None:
        return
    _keep_result(event.actor, saved)


@use_case
def _keep_result(actor: Actor, saved: Screening) -> None:
    complaint = db.session.get(Complaint, saved.origin_id)
    if complaint is None or saved.code is None or saved.subject_id != complaint.subject_id:
        return
    complaint.screening_id, complaint.cs_code = saved.id, saved.code.value
    note_step(actor, complaint, Step.CHECKED, {"code": saved.code.value})
    events.emit(
        Event(CHECKED, actor, complaint, {"number": complaint.number, "code": saved.code.value})
    )
