"""The clocks that workflow tables name exist in every pack, whichever is followed."""

import pytest

from app.regulations import loader
from tests.architecture.test_workflows import TABLES

NAMED = sorted(
    {code for flow in TABLES for move in flow.moves for code in (move.opens, *move.closes) if code}
)


@pytest.mark.parametrize("pack_id", loader.available())
@pytest.mark.parametrize("code", NAMED)
def test_a_clock_of_a_workflow_is_a_term_of_the_pack(pack_id, code):
    assert loader.load(pack_id).term(code).length > 0
