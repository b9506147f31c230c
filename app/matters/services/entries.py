"""A matter as it is entered: its parties, its officials, its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.names.numbers import NumberType, problem_with, problem_with_number
from app.matters.finding import Party
from app.matters.models import MatterKind, OfficialRole


@dataclass(frozen=True)
class PartyWanted:
    """A party as typed: `kind` is "person" or "org"; the numbers may hold spaces and dots."""

    kind: str
    name: str
    nib: str = ""
    npwp: str = ""

    def problems(self) -> dict[str, str]:
        """Field → what is wrong with it."""
        found = {}
        if not self.name.strip():
            found["name"] = "Isi nama pihak."
        elif problem := problem_with(self.name):
            found["name"] = problem
        if why := problem_with_number(NumberType.NIB, self.nib):
            found["nib"] = why
        if why := problem_with_number(NumberType.NPWP, self.npwp):
            found["npwp"] = why
        return found

    def party(self) -> Party:
        return Party.of(self.kind, " ".join(self.name.split()), self.nib, self.npwp)


@dataclass(frozen=True)
class OfficialWanted:
    """Somebody with a role in the matter, from a day (that of receipt unless given) to a day."""

    person_id: int
    role: OfficialRole
    from_day: date | None = None
    to_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class MatterWanted:
    """A matter as entered. Without a number the register gives one. `sop_days`: hari kerja."""

    title: str
    kind: MatterKind
    unit_id: int
    received_on: date
    parties: Sequence[PartyWanted]
    officials: Sequence[OfficialWanted]
    number: str = ""
    complete: bool | None = None
    sop_days: int | None = None
    pressed: bool = False
    follows_id: int | None = None
