"""Pagar benturan: nobody handles what concerns him, and the chain never ends in silence."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.firewall import route

PEOPLE = st.integers(1, 12)


def test_the_nearest_unconcerned_superior_handles_it() -> None:
    found = route([3, 2, 1], {3: "pihak dalam keputusan"}.get)
    assert found.handler == 2
    assert [(s.person_id, s.reason) for s in found.skipped] == [(3, "pihak dalam keputusan")]


def test_above_the_last_one_the_record_leaves_the_system() -> None:
    found = route([3, 2], lambda _person: "pihak")
    assert found.leaves_the_system
    assert len(found.skipped) == 2


@given(st.lists(PEOPLE, unique=True), st.sets(PEOPLE))
def test_a_concerned_person_is_never_the_handler(chain: list[int], concerned: set[int]) -> None:
    found = route(chain, lambda person: "pihak" if person in concerned else None)
    assert found.handler not in concerned
    free = [person for person in chain if person not in concerned]
    assert found.handler == (free[0] if free else None)
    assert {s.person_id for s in found.skipped} <= concerned
