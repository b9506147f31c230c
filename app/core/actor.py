"""Who acts: the person (or the system, or the public) on whose behalf a use case runs."""

from dataclasses import dataclass, field

from app.core.errors import NotAllowed
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
    REGISTRAR = "register_urusan", "Register urusan"
    ADMIN = "admin", "Admin"
    SYSTEM = "sistem", "Sistem"


@dataclass(frozen=True)
class Actor:
    """One acting identity. `person_id` is None for the public and for the system.

    `opened`: the records, by table and id, that somebody from outside opened with number and code.
    """

    person_id: int | None
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    account_id: int | None = None
    opened: frozenset[tuple[str, int]] = frozenset()

    @property
    def somebody(self) -> int:
        """The acting person's id. Raises NotAllowed for the public and the system."""
        if self.person_id is None:
            raise NotAllowed("Masuk dulu untuk melakukan ini.")
        return self.person_id

    def has(self, role: Role) -> bool:
        return role in self.roles

    def holds_code_of(self, subject_type: str | None, subject_id: int | None) -> bool:
        """Whether this visitor opened that very record with its number and code."""
        return (subject_type, subject_id) in self.opened


SYSTEM = Actor(None, "Sistem", frozenset({Role.SYSTEM}))
PUBLIC = Actor(None, "Publik")
