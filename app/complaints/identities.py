"""What the vault asks of complaints: who handles one, whom it concerns, who hears of an opening."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts import queries as accounts
from app.complaints.models import Capacity, Complaint, Retaliation
from app.complaints.policy import office
from app.complaints.queries import following
from app.complaints.services import barring
from app.complaints.workflow import RETALIATION_FLOW
from app.core import clock
from app.core.actor import Actor, Role
from app.database.base import db
from app.objections import queries as objections
from app.objections.models import State as Objected
from app.vault.subjects import SubjectKind

LABELS: Final[Mapping[str, str]] = {
    "name": "Nama", "nik": "NIK", "nip": "NIP", "address": "Alamat", "capacity": "Hubungan dengan urusan",
    "phone": "Nomor HP", "email": "Surel", "post": "Jabatan", "unit": "Unit kerja",
}  # fmt: skip


# An objection that is granted opens the complaint again.
_UNDECIDED: Final = (Objected.FILED, Objected.REVIEWING, Objected.APPEALED)


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
    asked = sa.select(Complaint.id, Complaint.number).where(Complaint.id.in_(complaint_ids))
    return {row.id: row.number for row in db.session.execute(asked)}


def told(complaint_id: int) -> list[int]:
    """The Inspektur; where it concerns him, whoever stands in for the Inspektorat."""
    free = barring.office_for(db.session.get_one(Complaint, complaint_id))
    leading = set(accounts.people_with_role(Role.LEADER))
    return [one for one in free if one in leading] or free


def page_of(complaint_id: int) -> str | None:
    return f"/meja-aduan/{complaint_id}"


def closed_on(complaint_ids: Collection[int]) -> dict[int, date]:
    """The day on which it, and the one it was joined to, ended: whichever was later."""
    found = db.session.scalars(sa.select(Complaint).where(Complaint.id.in_(complaint_ids)))
    days = {one.id: _closed_on({one, following.leading(one)}) for one in found}
    return {at: day for at, day in days.items() if day is not None}


def _closed_on(complaints: Collection[Complaint]) -> date | None:
    ends = [None if _held(one) else one.ended_at for one in complaints]
    known = [clock.local(at).date() for at in ends if at is not None]
    return max(known) if len(known) == len(ends) else None


def _held(complaint: Complaint) -> bool:
    """An objection is not decided, or the reporter is being protected from retaliation."""
    objection = objections.open_against(complaint.__tablename__, complaint.id)
    if objection is not None and objection.state in _UNDECIDED:
        return True
    return bool(
        db.session.scalar(
            sa.select(
                sa.exists().where(
                    Retaliation.complaint_id == complaint.id,
                    Retaliation.state.not_in(RETALIATION_FLOW.ends),
                )
            )
        )
    )


IDENTITIES: Final = SubjectKind(
    may_ask, concerned, numbers, told, closed_on, page_of, LABELS,
    {"capacity": {one.value: one.label for one in Capacity}},
)  # fmt: skip
