"""What a divestment plan must say (S-43); the same rules for the form, the service and the seeding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.names import band, similarity
from app.core.reasons import LEAST_REASON
from app.core.sentences import Sentence
from app.disclosures.models import InterestVersion
from app.divestments.models import AssetForm, Relation, Way

LONGEST_WORDS = 1000
SHORTEST_SAFEGUARD = 50
MOST_STEPS = 10
NUCLEAR_FAMILY = (
    "Pengalihan kepada keluarga inti belum menghilangkan benturan kepentingan. "
    "Pilih cara lain atau jelaskan pengaman."
)
_CLOSE = "keluarga_inti"
_SURE = ("strong", "possible")


@dataclass(frozen=True)
class StepWanted:
    """One step of a plan: what, and until which day."""

    title: str
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class PlanWanted:
    """The plan as somebody wrote it; nothing in it is sure to be there."""

    asset_form: AssetForm | None = None
    amount: str = ""
    way: Way | None = None
    recipient: str = ""
    relation: Relation | None = None
    safeguard: str = ""
    steps: Sequence[StepWanted] = ()
    target_on: date | None = None
    target_reason: str = ""

    def as_content(self) -> dict[str, Any]:
        """Plain JSON; what the way of divesting makes meaningless is left out."""
        to_somebody = self.way is not None and self.way.has_recipient
        return {
            "asset_form": self.asset_form.value if self.asset_form else "",
            "amount": self.amount.strip(),
            "way": self.way.value if self.way else "",
            "recipient": self.recipient.strip() if to_somebody else "",
            "relation": self.relation.value if self.relation and to_somebody else "",
            "safeguard": self.safeguard.strip() if to_somebody else "",
            "steps": [
                {
                    "title": step.title.strip(),
                    "due_on": step.due_on.isoformat() if step.due_on else "",
                }
                for step in self.steps
                if step.title.strip() or step.due_on
            ],
            "target_on": self.target_on.isoformat() if self.target_on else "",
            "target_reason": self.target_reason.strip(),
        }

    @classmethod
    def of(cls, content: Mapping[str, Any] | None) -> "PlanWanted":
        """The plan a content says."""
        said = content or {}
        return cls(
            asset_form=AssetForm(said["asset_form"]) if said.get("asset_form") else None,
            amount=said.get("amount", ""),
            way=Way(said["way"]) if said.get("way") else None,
            recipient=said.get("recipient", ""),
            relation=Relation(said["relation"]) if said.get("relation") else None,
            safeguard=said.get("safeguard", ""),
            steps=[StepWanted(one["title"], _day(one["due_on"])) for one in said.get("steps", [])],
            target_on=_day(said.get("target_on")),
            target_reason=said.get("target_reason", ""),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def problems_in(
    plan: PlanWanted, *, today: date, latest: date, days: int, family: Iterable[str]
) -> dict[str, str]:
    """Each field with what is wrong in it. `latest`: the last target that needs no reason (P-11,
    `days` long); `family`: names of the nuclear family and their businesses as declared."""
    found: dict[str, str] = {}
    if plan.asset_form is None:
        found["asset_form"] = "Pilih bentuk kepentingannya."
    if plan.way is None:
        found["way"] = "Pilih cara melepasnya."
    elif plan.way.has_recipient:
        found |= _recipient_problems(plan, family)
    return found | _step_problems(plan, today) | _target_problems(plan, today, latest, days)


def _recipient_problems(plan: PlanWanted, family: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if not plan.recipient.strip():
        found["recipient"] = "Isi nama penerimanya."
    if plan.relation is None:
        found["relation"] = "Pilih hubungan penerima dengan Anda."
    if goes_to_family(plan, family) and len(plan.safeguard.strip()) < SHORTEST_SAFEGUARD:
        found["relation"] = NUCLEAR_FAMILY
        if plan.safeguard.strip():
            found["safeguard"] = Sentence(
                "Jelaskan pengamannya, sedikitnya %(n)s huruf.", n=SHORTEST_SAFEGUARD
            )
    return found


def goes_to_family(plan: PlanWanted, family: Iterable[str]) -> bool:
    """Whether it stays in the nuclear family: as ticked, or by a name declared as such before."""
    if plan.way is None or not plan.way.has_recipient:
        return False
    return plan.relation is Relation.NUCLEAR or any(_alike(plan.recipient, name) for name in family)


def _alike(typed: str, declared: str) -> bool:
    """Any spelling: "Moch. Suwandi" is "Muhammad Soewandi", as a person or as a business."""
    return bool(typed.strip()) and any(
        band(similarity(typed, declared, kind), kind) in _SURE for kind in ("person", "org")
    )


def family_in(interests: Iterable[InterestVersion]) -> list[str]:
    """The nuclear family's names, and their businesses', in what somebody declared."""
    found: list[str] = []
    for row in interests:
        said, link = row.content["fields"], row.content.get("link") or {}
        if row.interest.section == "PK-A" and link.get("closeness") == _CLOSE:
            names = (said.get("party_name"), said.get("employee_name"), said.get("body_name"))
            found += [name for name in names if name]
    return found


def _step_problems(plan: PlanWanted, today: date) -> dict[str, str]:
    said = [step for step in plan.steps if step.title.strip() or step.due_on]
    if not said:
        return {"steps": "Isi sedikitnya satu langkah."}
    found: dict[str, str] = {}
    for number, step in enumerate(plan.steps):
        if step not in said:
            continue
        if not step.title.strip():
            found[f"steps.{number}.title"] = "Tulis apa yang dilakukan."
        if step.due_on is None:
            found[f"steps.{number}.due_on"] = "Isi tanggal langkah ini."
        elif step.due_on < today:
            found[f"steps.{number}.due_on"] = "Tanggal langkah tidak boleh sebelum hari ini."
        elif plan.target_on is not None and step.due_on > plan.target_on:
            found[f"steps.{number}.due_on"] = "Tanggal langkah tidak boleh sesudah target."
    return found


def _target_problems(plan: PlanWanted, today: date, latest: date, days: int) -> dict[str, str]:
    if plan.target_on is None:
        return {"target_on": "Isi target selesai."}
    if plan.target_on <= today:
        return {"target_on": "Target harus setelah hari ini."}
    if plan.target_on > latest and len(plan.target_reason.strip()) < LEAST_REASON:
        return {"target_reason": Sentence("Target lebih dari %(n)s hari. Tulis alasan.", n=days)}
    return {}
