"""Whom a case concerns: he never examines, reviews or oversees it, and it is never stuck."""

import os
import random
from typing import Any

import pytest

from app.core import clock
from app.reviews import guard
from app.reviews.guard import Cast
from app.reviews.line import line_of
from app.reviews.routing import Line, examiner, keeping, next_up, reviewer
from tests.disclosures.stage import BROTHER, actor, filed
from tests.matters.stage import person_id, recorded
from tests.recusals import stage as recusals

# `SADAR_ORGANISASI=10000` makes it the figure of the issue.
ORGANISATIONS = int(os.environ.get("SADAR_ORGANISASI", "300"))


def organisation(dice: random.Random) -> tuple[Line, dict[int, str], dict[int, str]]:
    """A line above somebody, inspectors, a stand-in with his own line; some are concerned."""
    size = dice.randint(1, 30)
    people = list(range(1, size + 1))
    line = Line(
        dice.sample(people, dice.randint(0, min(7, size))),
        dice.sample(people, dice.randint(0, min(6, size))),
        dice.sample(people, dice.randint(0, min(4, size))),
    )
    share = dice.choice((0.0, 0.2, 0.5, 0.8, 1.0))
    bars = {one: "terkait" for one in people if dice.random() < share}
    unit = {one: "satu unit" for one in line.inspectors if dice.random() < share}
    return line, bars, unit


def test_nobody_concerned_handles_a_case_and_it_is_never_stuck() -> None:
    dice = random.Random(20260306)
    concerned = stuck = backwards = 0
    for _turn in range(ORGANISATIONS):
        line, bars, unit = organisation(dice)
        first = examiner(line, bars)
        second = reviewer(line, bars, first.handler)
        oversight = keeping(line, bars, unit)
        handlers = [first.handler, second.handler]
        at = second.handler
        while at is not None:  # handed up again and again
            found = next_up(line, bars, at)
            backwards += found.handler in handlers and found.handler is not None
            at = found.handler
            handlers.append(at)
        handlers.append(oversight.keeper)
        concerned += sum(one in bars for one in handlers if one is not None)
        concerned += oversight.keeper in unit
        free = [one for one in line.chain if one not in bars]
        stuck += bool(free) != (first.handler is not None)
        stuck += not all(one.reason for one in (*first.skipped, *second.skipped))
        stuck += bool(oversight.outside) and any(
            one not in bars and one not in unit for one in line.everybody if one not in line.chain
        )
    assert (concerned, stuck, backwards) == (0, 0, 0)


def test_the_reviewer_stands_above_whoever_examined_it() -> None:
    line = Line([1, 2, 3, 4])
    assert reviewer(line, {}, 1).handler == 2
    assert reviewer(line, {}, 3).handler == 4
    assert reviewer(line, {}, 99).handler == 2, "the Inspektorat examined"
    assert reviewer(line, {2: "x"}, 1).handler == 3
    assert reviewer(line, {}, 4).leaves_the_system
    assert next_up(line, {3: "x"}, 2).handler == 4
    assert next_up(line, {}, 4).leaves_the_system


pytestmark = pytest.mark.usefixtures("city")


def cast(code: str = "e18", **changed: Any) -> Cast:
    return Cast(frozenset({person_id(code)}), **changed)


def codes(found: dict[int, str], *wanted: str) -> dict[str, str]:
    return {code: found[person_id(code)] for code in wanted if person_id(code) in found}


def test_the_accused_and_whoever_serves_directly_under_him_are_kept_out() -> None:
    wanted = [person_id(one) for one in ("e17", "e18", "e15", "e56")]
    found = guard.concerned(cast("e17"), wanted)
    assert codes(found, "e17", "e18", "e15", "e56") == {"e17": guard.ACCUSED, "e18": guard.BELOW}


def test_whoever_signed_or_handled_the_decision_is_party_to_it() -> None:
    matter = recorded("e18", "e19")
    wanted = [person_id(one) for one in ("e17", "e19", "e15")]
    facts = cast("e18", matter_ids=(matter.id,), decider_ids=frozenset({person_id("e17")}))
    found = guard.concerned(facts, wanted)
    assert codes(found, "e17", "e19", "e15") == {"e17": guard.SIGNED, "e19": guard.SIGNED}


def test_relatives_to_the_second_degree_on_either_side_read_the_same_neutral_words() -> None:
    def kin(code: str, relation: str) -> dict[str, Any]:
        return {**BROTHER, "party_kind": "employee", "employee_id": person_id(code),
                "relation": relation, "employee_name": recusals.name_of(code)}  # fmt: skip

    filed(actor("e17"), kin("e18", "HA-D6"))  # an uncle says so, the accused does not
    filed(actor("e53"), kin("e17", "HA-D3"))  # the uncle's brother
    filed(actor("e56"), kin("e18", "HA-T1"))  # a friend
    filed(actor("e15"), kin("e56", "HA-D3"))  # the friend's sister: no kin of the accused
    wanted = [person_id(one) for one in ("e17", "e53", "e56", "e15")]
    found = guard.concerned(
        cast("e18", also=frozenset({person_id("e51")})), [*wanted, person_id("e51")]
    )
    assert codes(found, "e17", "e53", "e56", "e15", "e51") == dict.fromkeys(
        ("e17", "e53", "e56", "e51"), guard.RELATED
    )


def test_affiliates_of_a_party_and_those_who_stepped_aside_are_kept_out() -> None:
    matter = recusals.permit("e19")
    filed(actor("e18"), {**BROTHER, "party_name": "Bagas Adi Wibisono",
                         "body_name": "CV Contoh Karya Wibisono", "body_nib": "9120000000002",
                         "body_role": "owner"})  # fmt: skip
    facts = cast("e20", parties=(recusals.FIRM,), matter_ids=(matter.id,))
    found = guard.concerned(facts, [person_id("e18"), person_id("e17")])
    assert codes(found, "e18", "e17") == {"e18": guard.RELATED}


def test_a_cast_can_be_kept_and_read_again() -> None:
    facts = cast("e20", parties=(recusals.FIRM,), matter_ids=(3,), also=frozenset({7}))
    assert Cast.of_words(facts.as_words()) == facts


def test_the_line_of_a_dinas_passes_its_assistant_before_the_sekda() -> None:
    line = line_of(person_id("e32"), clock.today())
    wanted = [person_id(one) for one in ("e31", "e29", "e04", "e02", "e01")]
    assert list(line.chain) == wanted
    bars = {person_id("e29"): guard.SIGNED}
    assert reviewer(line, bars, person_id("e31")).handler == person_id("e04")


def test_officers_of_the_accuseds_own_unit_do_not_oversee_but_may_examine() -> None:
    line = line_of(person_id("e60"), clock.today())
    bars = guard.concerned(cast("e60"), line.everybody)
    unit = guard.kept_from_function(cast("e60"), line.inspectors)
    assert examiner(line, bars).handler == person_id("e54")
    assert keeping(line, bars, unit).keeper == person_id("e05")
