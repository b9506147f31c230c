"""Who may do what with a complaint. For whom it concerns it does not exist (pagar benturan, §0.5)."""

from app.complaints.models import Complaint, Retaliation
from app.core.actor import Actor, Role
from app.core.policy import Rule, anyone, role, rule, signed_in, system
from app.reviews import line

# The one reason written beside everybody whom a complaint keeps out, so that none tells why.
CONCERNED = "Terkait dengan aduan ini."


def reporter_of(complaint: Complaint) -> Actor:
    """Whoever showed number and code, as `app.visits` lets him in. Nothing more is known of him."""
    return Actor(None, "Pelapor", opened=frozenset({(complaint.__tablename__, complaint.id)}))


@rule("pelapor dengan kode aduan ini")
def reporter(actor: Actor, complaint: Complaint) -> bool:
    return actor.holds_code_of(complaint.__tablename__, complaint.id)


@rule("tidak terkait dengan aduan ini")
def unconcerned(actor: Actor, complaint: Complaint) -> bool:
    return actor.person_id is not None and (
        actor.person_id != complaint.subject_id
        and all(bar.person_id != actor.person_id for bar in complaint.bars)
    )


@rule("pengganti tugas Inspektorat untuk aduan ini")
def stands_in(actor: Actor, complaint: Complaint) -> bool:
    """Named because the Inspektorat itself is concerned."""
    return actor.person_id is not None and actor.person_id == complaint.desk_id


@rule("ditangani Inspektorat sendiri")
def left_to_inspectorate(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.desk_id is None


@rule("bukan pengusul")
def not_the_proposer(actor: Actor, complaint: Complaint) -> bool:
    """Two different persons propose and decide that a complaint cannot be handled."""
    return actor.person_id != complaint.refusal_proposed_by_id


@rule("usul tidak diproses sudah ada")
def refusal_proposed(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.refusal_proposed_by_id is not None


@rule("pelapor minta mencabut")
def withdrawal_asked(_actor: Actor, complaint: Complaint) -> bool:
    return complaint.withdrawal_asked_at is not None


@rule("tidak terkait dengan laporan balasan atau aduannya")
def unconcerned_by_retaliation(actor: Actor, retaliation: Retaliation) -> bool:
    return actor.person_id is not None and actor.person_id not in retaliation.kept_out


@rule("pengganti tugas Inspektorat untuk laporan ini")
def stands_in_for_retaliation(actor: Actor, retaliation: Retaliation) -> bool:
    return actor.person_id is not None and actor.person_id == retaliation.stand_in_id


@rule("ditangani Inspektorat sendiri")
def retaliation_left_to_inspectorate(_actor: Actor, retaliation: Retaliation) -> bool:
    return retaliation.stand_in_id is None


@rule("petugas yang ditunjuk menangani laporan balasan")
def handler(actor: Actor, retaliation: Retaliation) -> bool:
    return actor.person_id is not None and actor.person_id == retaliation.handler_id


@rule("Sekretaris Daerah")
def secretary(actor: Actor, _retaliation: Retaliation) -> bool:
    """He is told of every report (N-32), unless it concerns him."""
    return actor.person_id in line.secretary()


desk = unconcerned & (stands_in | (role(Role.INTAKE_OFFICER) & left_to_inspectorate))
inspector = unconcerned & (stands_in | (role(Role.INSPECTOR) & left_to_inspectorate))
office = desk | inspector
refuser = inspector & refusal_proposed & not_the_proposer
protector = unconcerned_by_retaliation & (
    stands_in_for_retaliation | (role(Role.INSPECTOR) & retaliation_left_to_inspectorate)
)
RULES: dict[str, Rule] = {
    "complaint.file": anyone,
    "complaint.file_as_employee": signed_in & role(Role.EMPLOYEE),
    "complaint.record": role(Role.INTAKE_OFFICER),
    "complaint.track": reporter,
    "complaint.list": role(Role.INTAKE_OFFICER) | role(Role.INSPECTOR) | signed_in,
    "complaint.read": office,
    "complaint.keep": system,
    "complaint.talk": office,
    "complaint.relay": signed_in,
    "complaint.reset_code": desk,
    "complaint.report_retaliation": reporter,
    "retaliation.report": signed_in & role(Role.EMPLOYEE),
    "retaliation.read": protector | (unconcerned_by_retaliation & (handler | secretary)),
    "retaliation.assign": protector,
    "retaliation.list": signed_in,
}
