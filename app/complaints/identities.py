"""What the vault asks of complaints: who handles one, whom it concerns, who hears of an opening."""

from collections.abc import Iterable, Mapping
from typing import Final

from app.accounts import queries as accounts
from app.complaints.models import Complaint
from app.complaints.policy import office
from app.complaints.services import barring
from app.core.actor import Actor, Role
from app.database.base import db
from app.vault.subjects import SubjectKind

LABELS: Final[Mapping[str, str]] = {
    "name": "Nama", "nik": "NIK", "nip": "NIP", "address": "Alamat", "capacity": "Hubungan dengan urusan",
    "phone": "Nomor HP", "email": "Surel", "post": "Jabatan", "unit": "Unit kerja",
}  # fmt: skip


def may_ask(actor: Actor, complaint_id: int) -> bool:
    """Whoever handles the complaint at the desk or for the Inspektorat, and is not concerned."""
    found = db.session.get(Complaint, complaint_id)
    return found is not None and office(actor, found)


def concerned(complaint_id: int, people: Iterable[int]) -> set[int]:
    """Custodians are among those the firewall is computed for (`casting.officers`)."""
    found = db.session.get_one(Complaint, complaint_id)
    kept_out = {bar.person_id for bar in found.bars} | {found.subject_id}
    return {one for one in people if one in kept_out}


def number_of(complaint_id: int) -> str:
    return db.session.get_one(Complaint, complaint_id).number


def told(complaint_id: int) -> list[int]:
    """The Inspektur; where it concerns him, whoever stands in for the Inspektorat."""
    free = barring.office_for(db.session.get_one(Complaint, complaint_id))
    leading = set(accounts.people_with_role(Role.LEADER))
    return [one for one in free if one in leading] or free


def page_of(complaint_id: int) -> str | None:
    return f"/meja-aduan/{complaint_id}"


IDENTITIES: Final = SubjectKind(may_ask, concerned, number_of, told, page_of, LABELS)
