"""Who reviews a declaration: up the line from the superior, past everybody it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.core import firewall
from app.core.sentences import Sentence
from app.disclosures import answers as shape
from app.people import queries as people

FILER: Final = Sentence("pembuat deklarasi ini")
NAMED: Final = Sentence("pihak dalam kepentingan yang dinyatakan")


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
            return FILER
        return named.get(candidate)

    found = firewall.route(chain, concern)
    notes = people.passed_over(found.skipped)
    if found.leaves_the_system:
        notes.append("Di luar sistem. Diteruskan ke Gubernur melalui Inspektorat.")
    return Reviewer(found.handler, tuple(notes))


def _named_employees(answers: Mapping[str, Any]) -> dict[int, str]:
    return {
        int(item["fields"]["employee_id"]): NAMED
        for _code, item in shape.items(answers)
        if item["fields"].get("employee_id")
    }
