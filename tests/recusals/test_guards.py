"""Pagar benturan: nobody concerned ever handles a recusal, and it is never stuck."""

import itertools
import random
from types import SimpleNamespace
from typing import Any

import pytest

from app.core import clock
from app.core.actor import PUBLIC, SYSTEM, Actor, Role
from app.core.errors import NotAllowed, WrongState
from app.recusals.models import Origin, State, Verdict
from app.recusals.policy import decider as decides
from app.recusals.policy import reviewer as reviews
from app.recusals.policy import superior as answers
from app.recusals.routing import Handlers, Line, handlers
from app.recusals.services import deciding
from app.recusals.workflow import FLOW
from tests.disclosures.stage import BROTHER, actor, filed
from tests.matters.stage import person_id
from tests.recusals import stage

ORGANISATIONS = 10_000
REQUESTER = 0


def organisation(dice: random.Random) -> tuple[Line, dict[int, str]]:
    """A line above somebody, officers of HR, a stand-in with his own line; some are concerned."""
    size = dice.randint(1, 25)
    people = list(range(1, size + 1))
    chain = dice.sample(people, dice.randint(0, min(6, size)))
    officers = dice.sample(people, dice.randint(0, min(5, size)))
    designated = dice.sample(people, dice.randint(0, min(4, size)))
    share = dice.choice((0.0, 0.2, 0.5, 0.8, 1.0))
    bars = {one: "terkait" for one in people if dice.random() < share}
    return Line(chain, officers, designated), bars


def as_record(found: Handlers, bars: dict[int, str]) -> Any:
    """What the rules look at."""
    return SimpleNamespace(
        person_id=REQUESTER, bars=[SimpleNamespace(person_id=one) for one in bars],
        superior_id=found.superior, answered_by_id=found.superior, decider_id=found.decider,
        outside=found.outside, proposed_at=None, proposed_by_id=None, state=State.WAITING,
    )  # fmt: skip


def officer(person: int) -> Actor:
    return Actor(person, f"Pegawai {person}", frozenset({Role.EMPLOYEE, Role.HR_OFFICER}))


def test_nobody_concerned_handles_it_and_it_never_gets_stuck() -> None:
    dice = random.Random(20260302)
    violations = dead_ends = 0
    for _turn in range(ORGANISATIONS):
        line, bars = organisation(dice)
        found = handlers(line, bars, superior_decides=dice.random() < 0.2)
        violations += violated(line, bars, found)
        dead_ends += stuck(line, bars, found)
    assert (violations, dead_ends) == (0, 0)


def violated(line: Line, bars: dict[int, str], found: Handlers) -> int:
    """How many concerned people could act: by the route, and by the rules over everybody."""
    named = [found.superior, found.decider, found.settler, *found.reviewers]
    wrong = sum(one in bars or one == REQUESTER for one in named if one is not None)
    record = as_record(found, bars)
    for proposer in (None, *found.reviewers[:1]):
        record.proposed_by_id = proposer
        record.proposed_at = clock.now() if proposer else None
        for one in {REQUESTER, *line.everybody}:
            who = officer(one) if one in line.officers or one == REQUESTER else plain(one)
            may = [rule(who, record) for rule in (answers, reviews, decides)]
            concerned = one in bars or one == REQUESTER
            outside_record = found.outside and one != REQUESTER and not may[0] and not may[1]
            wrong += any(may) and concerned and not outside_record
            wrong += may[2] and one == proposer
    return wrong


def plain(person: int) -> Actor:
    return Actor(person, f"Pegawai {person}", frozenset({Role.EMPLOYEE}))


def stuck(line: Line, bars: dict[int, str], found: Handlers) -> int:
    """Whether nobody could decide although somebody is free; passed over ones have a reason."""
    free = [one for one in line.everybody if one not in bars]
    if not free:
        return int(not found.outside or found.decider is not None)
    if found.outside:
        return 1
    record = as_record(found, bars)
    if found.decider is not None:
        return int(not decides(plain(found.decider), record))
    record.proposed_by_id, record.proposed_at = found.reviewers[0], clock.now()
    return int(not any(decides(officer(one), record) for one in found.reviewers[1:]))


def test_those_passed_over_are_named_with_the_reason() -> None:
    found = handlers(Line([1, 2, 3], [7, 8], [5]), {1: "pihak dalam urusan", 7: "kerabat"})
    assert found.superior == 2
    assert [one.person_id for one in found.superior_skipped] == [1]
    assert found.reviewers == (8,)
    assert found.decider == 5
    assert found.settler == 3


def test_whoever_answered_does_not_decide() -> None:
    found = handlers(Line([1, 2], [1], []), {})
    assert found.superior == 1
    assert found.decider == 2


def test_above_the_last_one_it_leaves_the_system() -> None:
    found = handlers(Line([1], [2], [3]), {1: "a", 2: "b", 3: "c"})
    assert found.outside
    assert found.superior is None


# ── every pair of state, action and role ──────────────────────────────────────────────────────

ACTIONS = sorted({row.action for row in FLOW.moves})
CAST = {
    "requester": plain(1), "superior": plain(2), "settler": plain(3), "named decider": plain(4),
    "reviewer": officer(5), "another officer": officer(6), "barred officer": officer(7),
    "substitute": plain(8), "gatekeeper": plain(9), "stranger": plain(10),
    "inspector": Actor(11, "Inspektur", frozenset({Role.INSPECTOR})),
    "administrator": Actor(12, "Admin", frozenset({Role.ADMIN})), "public": PUBLIC,
    "system": SYSTEM, "requester in HR": officer(1),
}  # fmt: skip


def record(state: State, **changed: Any) -> Any:
    facts = {
        "person_id": 1, "superior_id": 2, "settler_id": 3, "decider_id": None, "outside": False,
        "proposed_by_id": 5, "proposed_at": clock.now(), "answered_by_id": 2,
        "answered_at": clock.now(), "unanswered": False, "cancel_asked_at": None,
        "origin": Origin.REQUEST, "substitute_id": 8, "verdict": Verdict.APPROVED,
        "bars": [SimpleNamespace(person_id=7)], "gatekeepers": [SimpleNamespace(person_id=9)],
        "state": state, "requested_at": clock.now(), "decided_at": None, "copies": [],
    }  # fmt: skip
    return SimpleNamespace(**{**facts, **changed})


ALLOWED = {
    (State.DRAFT, "send"): {"requester", "requester in HR"},
    (State.DRAFT, "discard"): {"requester", "requester in HR"},
    (State.REQUESTED, "answer"): {"superior"},
    (State.REQUESTED, "ask_cancel"): {"requester", "requester in HR"},
    (State.REQUESTED, "pass_on"): {"system"},
    (State.REQUESTED, "reroute"): {"system"},
    (State.REQUESTED, "expire"): {"system"},
    (State.WAITING, "return"): {"reviewer", "another officer"},
    (State.WAITING, "propose"): {"reviewer", "another officer"},
    (State.WAITING, "approve"): {"another officer"},
    (State.WAITING, "refuse"): {"another officer"},
    (State.WAITING, "hand_back"): {"another officer"},
    (State.WAITING, "ask_cancel"): {"requester", "requester in HR"},
    (State.WAITING, "expire"): {"system"},
    (State.RETURNED, "complete"): {"requester", "requester in HR"},
    (State.RETURNED, "ask_cancel"): {"requester", "requester in HR"},
    (State.RETURNED, "expire"): {"system"},
    (State.IN_FORCE, "end"): {"superior"},
    (State.IN_FORCE, "expire"): {"system"},
    (State.REFUSED, "settle"): {"settler"},
    (State.REFUSED, "object"): {"requester", "requester in HR"},
    (State.OBJECTED, "grant"): {"system"},
    (State.REFUSED, "grant"): {"system"},
    (State.ENDED, "grant"): {"system"},
    (State.OBJECTED, "lose"): {"system"},
}


@pytest.mark.parametrize("state", list(State))
def test_every_pair_of_state_action_and_role_outside_the_table_is_refused(state: State) -> None:
    for action, (who, one) in itertools.product(ACTIONS, CAST.items()):
        allowed = who in ALLOWED.get((state, action), set())
        assert FLOW.may(record(state), action, one) == allowed, (state, action, who)
        if not allowed:
            with pytest.raises((NotAllowed, WrongState)):
                FLOW.check(record(state), action, one)


def test_with_everybody_of_hr_concerned_the_named_one_decides() -> None:
    found = record(State.WAITING, decider_id=4, proposed_by_id=None, proposed_at=None)
    assert [who for who, one in CAST.items() if FLOW.may(found, "approve", one)] == [
        "named decider"
    ]


def test_above_everybody_hr_or_the_inspectors_only_write_down_what_was_decided_outside() -> None:
    found = record(State.WAITING, outside=True)
    may = {who for who, one in CAST.items() if FLOW.may(found, "approve", one)}
    assert "requester in HR" not in may
    assert "inspector" in may


# ── in the demo city ──────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("city")
def test_hr_does_not_decide_on_its_own_people() -> None:
    """e47 serves in BKPSDM: the function passes to the Kepala Bagian Hukum (§0.5)."""
    recusal = stage.requested(code="e47", parties=(stage.FIRM,))
    barred = {one.person_id: one.reason for one in recusal.bars}
    assert {person_id("e44"), person_id("e45"), person_id("e46")} <= set(barred)
    assert recusal.decider_id == person_id("e05")
    assert "Dilewati" not in (recusal.route_note or "")


@pytest.mark.usefixtures("city")
def test_a_superior_named_in_the_cited_interest_is_passed_over() -> None:
    brother = {"party_kind": "employee", "employee_id": person_id("e17"), "relation": "HA-D3",
               "nature": "KP-2", "since": "2020-01-01", "employee_name": stage.name_of("e17")}  # fmt: skip
    filed(actor("e19"), {**BROTHER, **brother})
    recusal = stage.requested(code="e19")
    assert recusal.superior_id == person_id("e15")
    assert stage.name_of("e17") in (recusal.route_note or "")


@pytest.mark.usefixtures("city")
def test_whoever_becomes_concerned_on_the_way_is_stopped() -> None:
    recusal = stage.answered(stage.permit())
    deciding.propose(stage.hr("e45"), recusal, stage.ruling())
    friend = {**BROTHER, "party_name": "Bagas Adi Wibisono", "body_name": "CV Contoh Karya Wibisono",
              "body_nib": "9120000000002", "body_role": "employee"}  # fmt: skip
    filed(actor("e44"), friend)
    with pytest.raises(NotAllowed, match="Pagar benturan"):
        deciding.decide(stage.hr("e44"), recusal, stage.ruling())
    deciding.decide(stage.hr("e46"), recusal, stage.ruling())
    assert recusal.decided_by_id == person_id("e46")
