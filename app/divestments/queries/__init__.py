"""Reading divestments, always as somebody: own ones, those to decide, the register."""

from app.divestments.queries.duties import returned_visible_to, steps_to_prove_visible_to
from app.divestments.queries.lists import (
    Line,
    Wanted,
    exported_visible_to,
    of_subordinates_visible_to,
    own_visible_to,
    register_visible_to,
    to_endorse,
    units_visible_to,
    waiting_for,
)
from app.divestments.queries.outside import (
    being_given_up,
    divestments_about,
    newest_of,
    open_one_about,
)
from app.divestments.queries.reading import (
    divestment_for,
    interest_of,
    interest_of_for,
    letters_for,
    may_read,
    may_read_proof,
    may_read_step,
    step_for,
)
from app.divestments.queries.reassignments import may_read_reassignment, reassignments_visible_to
from app.divestments.queries.standing import Group, more_is_wished

__all__ = [
    "Group",
    "Line",
    "Wanted",
    "being_given_up",
    "divestment_for",
    "divestments_about",
    "exported_visible_to",
    "interest_of",
    "interest_of_for",
    "letters_for",
    "may_read",
    "may_read_proof",
    "may_read_reassignment",
    "may_read_step",
    "more_is_wished",
    "newest_of",
    "of_subordinates_visible_to",
    "open_one_about",
    "own_visible_to",
    "reassignments_visible_to",
    "register_visible_to",
    "returned_visible_to",
    "step_for",
    "steps_to_prove_visible_to",
    "to_endorse",
    "units_visible_to",
    "waiting_for",
]
