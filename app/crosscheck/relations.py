"""How two employees are connected through what employees declared of each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.crosscheck.records import Recorded, links_with

# Steps between the accused and the employee who declared the party: spouse, or spouse's sibling.
MOST_STEPS = 2


@dataclass(frozen=True)
class Step:
    """One declared bond: who declared it, whom it names, the code of the relation."""

    declared_by: int
    names: int
    relation: str
    interest_id: int

    def other(self, person_id: int) -> int:
        return self.names if person_id == self.declared_by else self.declared_by


Path = tuple[Step, ...]
Withheld = Callable[[int], bool]


def paths_from(person_id: int, targets: Iterable[int], withheld: Withheld) -> dict[int, Path]:
    """The shortest chain of declared bonds to each of these employees, at most MOST_STEPS long.

    `withheld` hides bonds of a person from whoever searches. Employees without a chain are missing.
    """
    wanted = set(targets) - {person_id}
    reached: dict[int, Path] = {person_id: ()}
    frontier = {person_id}
    for _step in range(MOST_STEPS):
        if not frontier or wanted <= set(reached):
            break
        frontier = _spread(reached, frontier, withheld)
    return {target: reached[target] for target in wanted if target in reached}


def _spread(reached: dict[int, Path], frontier: set[int], withheld: Withheld) -> set[int]:
    found: set[int] = set()
    for step in _steps(links_with(frontier).values()):
        if withheld(step.declared_by) or withheld(step.names):
            continue
        for here in (step.declared_by, step.names):
            there = step.other(here)
            if here in frontier and there not in reached:
                reached[there] = (*reached[here], step)
                found.add(there)
    return found


def _steps(links: Iterable[Recorded]) -> list[Step]:
    """Bonds as last declared; what was taken back is no bond."""
    steps = []
    for link in sorted(links, key=lambda one: one.interest_id):
        standing = [v for v in link.versions if v.said.withdrawn_at is None and v.employee_id]
        newest = standing[-1] if standing else None
        if newest is not None and newest.employee_id is not None:
            relation = str(newest.fields.get("relation") or "")
            steps.append(Step(link.person_id, newest.employee_id, relation, link.interest_id))
    return steps
