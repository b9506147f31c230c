"""Who reviews a declaration: up the line from the superior, past everybody it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core import firewall
from app.disclosures import answers as shape
from app.people import queries as people


@dataclass(frozen=True)
class Reviewer:
    """The reviewer found (None: outside the system) and the lines that say who was passed over."""

    person_id: int | None
    notes: tuple[str, ...]


def reviewer_for(
    person_id: int, answers: Mapping[str, Any], day: date, *, above: int | None = None
) -> Reviewer:
    """The nearest superior whom no declared interest names; `above` starts beyond that person."""
    chain = people.superior_ids_above(person_id, day)
    if above is not None and above in chain:
        chain = chain[chain.index(above) + 1 :]
    named = _named_employees(answers)

    def concern(candidate: int) -> str | None:
        if candidate == person_id:
            return "pembuat deklarasi ini"
        return named.get(candidate)

    found = firewall.route(chain, concern)
    names = people.people_by_ids([skipped.person_id for skipped in found.skipped])
    notes = [f"Dilewati: {names[s.person_id].name}, {s.reason}." for s in found.skipped]
    if found.leaves_the_system:
        notes.append("Di luar sistem. Diteruskan ke Gubernur melalui Inspektorat.")
    return Reviewer(found.handler, tuple(notes))


def _named_employees(answers: Mapping[str, Any]) -> dict[int, str]:
    return {
        int(item["fields"]["employee_id"]): "pihak dalam kepentingan yang dinyatakan"
        for _code, item in shape.items(answers)
        if item["fields"].get("employee_id")
    }
