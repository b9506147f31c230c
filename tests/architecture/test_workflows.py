"""Workflow tables have no dead ends, no unreachable states and no action without a rule."""

import importlib

import pytest

from app.core.workflow import Workflow
from app.deadlines.purposes import Purpose
from tests.architecture.source import name_of, rooms

TABLES = [
    flow
    for path in rooms("workflow")
    for flow in vars(importlib.import_module(name_of(path))).values()
    if isinstance(flow, Workflow)
]
named = pytest.mark.parametrize("flow", TABLES, ids=lambda flow: flow.name)


@named
def test_every_state_can_be_reached(flow: Workflow) -> None:
    reached = set(flow.starts)
    while True:
        further = {move.to for move in flow.moves if move.frm in reached} - reached
        if not further:
            break
        reached |= further
    states = {s for move in flow.moves for s in (move.frm, move.to)} | set(flow.ends)
    assert states <= reached
    kinds = {type(state) for state in states}
    assert len(kinds) == 1, "one kind of state per table"
    assert set(kinds.pop()) <= reached, "a state no row leads to"


@named
def test_a_state_without_a_way_out_is_declared_as_an_end(flow: Workflow) -> None:
    leaving = {move.frm for move in flow.moves}
    entered = {move.to for move in flow.moves} | set(flow.starts)
    assert entered - leaving <= set(flow.ends)


@named
def test_every_step_has_words_for_people(flow: Workflow) -> None:
    for move in flow.moves:
        assert move.event.title.strip(), move
        assert move.by.label.strip(), move
        assert move.frm.label and move.to.label


@named
def test_every_clock_that_a_row_starts_says_on_its_chip_what_is_due(flow: Workflow) -> None:
    opened = {move.opens for move in flow.moves if move.opens}
    assert opened <= {one.value for one in Purpose}


def test_there_are_workflows() -> None:
    assert TABLES
