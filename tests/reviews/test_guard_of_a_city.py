"""Property: whoever a random case concerns holds none of its offices, told by an oracle of its own.

The oracle keeps the bonds, firms and signatures that this test itself put on record and finds the
concerned by walking them; it asks nothing of the guard. `SADAR_ORGANISASI=10000` looks at a
thousand casts here, each against all sixty people.
"""

import os
import random
from dataclasses import dataclass, field

import pytest

from app.accounts import queries as accounts
from app.complaints import casting
from app.core import clock
from app.core.actor import Role
from app.matters.models import OfficialRole
from app.matters.services.entries import OfficialWanted
from app.people import queries as people
from app.reviews import guard
from app.reviews.guard import Cast
from app.reviews.line import line_of
from app.reviews.routing import examiner, keeping, next_up, reviewer
from app.vault import office as vault
from tests.disclosures.stage import BROTHER, actor, filed
from tests.matters.stage import person_id, recorded
from tests.recusals.stage import FIRM, name_of

pytestmark = pytest.mark.usefixtures("city")
CASTS = int(os.environ.get("SADAR_ORGANISASI", "300")) // 10
EVERYBODY = [f"e{n:02d}" for n in range(1, 61)]
KIN, FRIEND = ("HA-D1", "HA-D2", "HA-D3", "HA-P1", "HA-P2"), "HA-T1"
DECLARING = ("e05", "e15", "e17", "e18", "e19", "e29", "e30", "e31", "e53", "e54", "e56", "e04")


@dataclass
class Known:
    """What was put on record, and what follows from it."""

    kin: set[tuple[int, int]] = field(default_factory=set)
    friends: set[tuple[int, int]] = field(default_factory=set)
    owners: set[int] = field(default_factory=set)
    signed: dict[int, set[int]] = field(default_factory=dict)

    def concerned(self, cast: Cast, direct_superior: dict[int, int]) -> set[int]:
        """Accused, their direct subordinates, bonds to the second degree, signatories, owners, others named."""
        found = set(cast.subject_ids) | cast.decider_ids | cast.also
        found |= {one for one, above in direct_superior.items() if above in cast.subject_ids}
        for matter_id in cast.matter_ids:
            found |= self.signed[matter_id]
        near = self._beside(cast.subject_ids, self.kin)
        found |= near | self._beside(near, self.kin) | self._beside(cast.subject_ids, self.friends)
        return found | (self.owners if cast.parties else set())

    @staticmethod
    def _beside(people_ids: set[int] | frozenset[int], bonds: set[tuple[int, int]]) -> set[int]:
        return {b for a, b in bonds if a in people_ids} | {a for a, b in bonds if b in people_ids}


def on_record(dice: random.Random) -> Known:
    known = Known()
    for code in DECLARING:
        items = []
        for other in dice.sample([one for one in EVERYBODY if one != code], 2):
            relation = dice.choice((*KIN, FRIEND))
            bonds = known.friends if relation == FRIEND else known.kin
            bonds.add((person_id(code), person_id(other)))
            items.append({**BROTHER, "party_kind": "employee", "employee_id": person_id(other),
                          "relation": relation, "employee_name": name_of(other)})  # fmt: skip
        if dice.random() < 0.3:
            known.owners.add(person_id(code))
            items.append({**BROTHER, "party_name": "Bagas Adi Wibisono",
                          "body_name": "CV Contoh Karya Wibisono", "body_nib": "9120000000002",
                          "body_role": "owner"})  # fmt: skip
        filed(actor(code), *items)
    for handling, deciding in (("e18", "e17"), ("e32", "e29"), ("e19", "e15")):
        officials = [OfficialWanted(person_id(handling), OfficialRole.PROCESSES),
                     OfficialWanted(person_id(deciding), OfficialRole.DECIDES)]  # fmt: skip
        matter = recorded(handling, officials=officials)
        known.signed[matter.id] = {person_id(handling), person_id(deciding)}
    return known


def cast_by(dice: random.Random, known: Known) -> Cast:
    def some(share: float, most: int) -> frozenset[int]:
        number = dice.randint(1, most) if dice.random() < share else 0
        return frozenset(person_id(one) for one in dice.sample(EVERYBODY, number))

    return Cast(
        frozenset({person_id(dice.choice(EVERYBODY))}),
        decider_ids=some(0.6, 1),
        parties=(FIRM,) if dice.random() < 0.3 else (),
        matter_ids=tuple(dice.sample(sorted(known.signed), dice.randint(0, 1))),
        also=some(0.4, 3),
    )


@pytest.mark.slow
def test_nobody_concerned_holds_any_office_of_a_case_and_it_is_never_stuck() -> None:
    dice = random.Random(20260309)
    known = on_record(dice)
    today = clock.today()
    everybody = [person_id(one) for one in EVERYBODY]
    direct = {one: chain[0] for one in everybody if (chain := _above(one))}
    desk = accounts.people_with_role(Role.INTAKE_OFFICER)
    custodians = [one.person_id for one in vault.in_office()]
    missed: list[tuple[str, int]] = []
    stuck = looks = 0
    for _turn in range(CASTS):
        cast = cast_by(dice, known)
        (subject,) = cast.subject_ids
        told = known.concerned(cast, direct)
        bars = guard.concerned(cast, everybody)
        looks += len(everybody)
        line = line_of(subject, today)
        unit = guard.kept_from_function(cast, line.inspectors)
        first = examiner(line, bars)
        second = reviewer(line, bars, first.handler)
        kept = keeping(line, bars, unit)
        offices = {
            "examiner": [first.handler], "reviewer": [second.handler],
            "next reviewer": [next_up(line, bars, second.handler).handler],
            "stand-in": [kept.keeper],
            "inspector": [one for one in line.inspectors if one not in bars and one not in unit],
            "desk": [one for one in desk if one not in bars],
            "custodian": [one for one in custodians if one not in bars],
            "objection reviewer": [one for one in casting.designated() if one not in bars],
        }  # fmt: skip
        missed += [(who, one) for who, held in offices.items() for one in held if one in told]
        missed += [("not kept out", one) for one in told - set(bars)]
        stuck += any(one not in bars for one in line.chain) != (first.handler is not None)
        stuck += not all(one.reason for one in (*first.skipped, *second.skipped))
        stuck += kept.outside and any(
            one not in bars and one not in unit for one in line.designated
        )
    print(
        f"M7 | {CASTS} casts × {len(everybody)} people | handlers concerned {len(missed)} | dead ends {stuck}"
    )
    assert missed == []
    assert stuck == 0
    assert looks == CASTS * len(everybody)


def _above(person: int) -> list[int]:
    return [one.id for one in people.superiors_above(person, clock.today())]
