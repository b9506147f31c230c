"""Who acts: the person (or the system, or the public) on whose behalf a use case runs."""

from dataclasses import dataclass, field

from app.core.labels import LabelledEnum


class Role(LabelledEnum):
    """Roles that somebody is granted; superiors are derived from the reporting line instead."""

    EMPLOYEE = "asn", "ASN"
    HR_OFFICER = "hr", "BKPSDM"
    UPG_OFFICER = "upg", "UPG"
    INSPECTOR = "inspektur", "Inspektorat"
    INTAKE_OFFICER = "meja_aduan", "Meja aduan"
    LEADER = "pimpinan", "Pimpinan"
    INFORMATION_OFFICER = "ppid", "PPID"
    ADMIN = "admin", "Admin"
    SYSTEM = "sistem", "Sistem"


@dataclass(frozen=True)
class Actor:
    """One acting identity. `person_id` is None for the public and for the system."""

    person_id: int | None
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    account_id: int | None = None

    def has(self, role: Role) -> bool:
        return role in self.roles


SYSTEM = Actor(None, "Sistem", frozenset({Role.SYSTEM}))
PUBLIC = Actor(None, "Publik")
