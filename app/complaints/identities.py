"""What the vault asks of complaints: who handles one, whom it concerns, who hears of an opening."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts import queries as accounts
from app.complaints.models import Capacity, Complaint, Retaliation
from app.complaints.policy import office
from app.complaints.services import barring
from app.complaints.workflow import RETALIATION_FLOW
from app.core import clock
from app.core.actor import Actor, Role
from app.crosscheck.rows import in_chunks
from app.database.base import db
from app.objections import queries as objections
from app.vault.subjects import SubjectKind

LABELS: Final[Mapping[str, str]] = {
    "name": "Nama", "nik": "NIK", "nip": "NIP", "address": "Alamat", "capacity": "Hubungan dengan urusan",
    "phone": "Nomor HP", "email": "Surel", "post": "Jabatan", "unit": "Unit kerja",
}  # fmt: skip


def may_ask(actor: Actor, complaint_id: int) -> bool:
    """Whoever handles the complaint at the desk or for the Inspektorat, and is not concerned."""
    found = db.session.get(Complaint, complaint_id)
    return found is not None and office(actor, found)


def concerned(complaint_ids: Collection[int], people: Collection[int]) -> dict[int, set[int]]:
    """Custodians are among those the firewall is computed for (`casting.officers`)."""
    found = db.session.scalars(
        sa.select(Complaint)
        .where(Complaint.id.in_(complaint_ids))
        .options(selectinload(Complaint.bars))
    )
    kept_out = {one.id: {one.subject_id, *(bar.person_id for bar in one.bars)} for one in found}
    return {at: {one for one in people if one in out} for at, out in kept_out.items()}


def numbers(complaint_ids: Collection[int]) -> dict[int, str]:
    asked = sa.select(Complaint.id, Complaint.number)
    return {
        row.id: row.number
        for some in in_chunks(sorted(complaint_ids))
        for row in db.session.execute(asked.where(Complaint.id.in_(some)))
    }


def told(complaint_id: int) -> list[int]:
    """The Inspektur; where it concerns him, whoever stands in for the Inspektorat."""
    free = barring.office_for(db.session.get_one(Complaint, complaint_id))
    leading = set(accounts.people_with_role(Role.LEADER))
    return [one for one in free if one in leading] or free


def page_of(complaint_id: int) -> str | None:
    return f"/meja-aduan/{complaint_id}"


def closed_on(complaint_ids: Collection[int]) -> dict[int, date]:
    """The day on which it, and those it was joined to, ended: whichever was last.

    Of all complaints that ended it is asked at once: the vault knows more than one question may name.
    """
    asked = sa.select(Complaint.id, Complaint.parent_id, Complaint.ended_at).where(
        Complaint.ended_at.is_not(None)
    )
    ended = {row.id: row for row in db.session.execute(asked)}
    parents = {one: row.parent_id for one, row in ended.items()}
    over, days = ended.keys() - _held(), {}
    for one in over.intersection(complaint_ids):
        way = _way(one, parents)
        if way <= over:
            days[one] = clock.local(max(ended[at].ended_at for at in way)).date()
    return days


def _way(complaint_id: int, parents: Mapping[int, int | None]) -> set[int]:
    """It and those it was joined to, one after the other, up to the first that goes on."""
    way: set[int] = set()
    at: int | None = complaint_id
    while at is not None and at not in way:
        way.add(at)
        at = parents.get(at)
    return way


def _held() -> set[int | None]:
    """Those where an objection is not decided, which if granted opens the complaint again, or whose
    reporter is being protected from retaliation."""
    protected = sa.select(Retaliation.complaint_id).where(
        Retaliation.state.not_in(RETALIATION_FLOW.ends)
    )
    return objections.undecided_against(Complaint.__tablename__) | set(
        db.session.scalars(protected)
    )


IDENTITIES: Final = SubjectKind(
    may_ask, concerned, numbers, told, closed_on, page_of, LABELS,
    {"capacity": {one.value: one.label for one in Capacity}},
)  # fmt: skip
