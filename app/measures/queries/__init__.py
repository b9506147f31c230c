"""Reading plans, always as somebody; the list of S-65; what waits for whom."""

from app.measures.queries.lists import (
    Wanted,
    counts_visible_to,
    everything_visible_to,
    plans_visible_to,
)
from app.measures.queries.outside import newest_of, plans_linked_to, unplanned_of
from app.measures.queries.own import (
    concerns,
    near_checks_visible_to,
    own_visible_to,
    to_answer_visible_to,
    to_execute_visible_to,
)
from app.measures.queries.reading import (
    History,
    action_for,
    checks_of,
    handled_for,
    history_for,
    letters_for,
    links_open_to,
    own_for,
    own_reports_for,
    plan_for,
    plan_of_declaration_for,
    referral_for,
    reportable_for,
)
from app.measures.queries.rights import (
    may_read,
    may_read_check,
    may_read_letter,
    may_read_referral,
    may_read_report,
)
from app.measures.queries.standing import STANDINGS, standing_of
from app.measures.queries.waiting import (
    may_open_case_for,
    waiting_declarations_visible_to,
    waiting_for,
)

__all__ = [
    "STANDINGS",
    "History",
    "Wanted",
    "action_for",
    "checks_of",
    "concerns",
    "counts_visible_to",
    "everything_visible_to",
    "handled_for",
    "history_for",
    "letters_for",
    "links_open_to",
    "may_open_case_for",
    "may_read",
    "may_read_check",
    "may_read_letter",
    "may_read_referral",
    "may_read_report",
    "near_checks_visible_to",
    "newest_of",
    "own_for",
    "own_reports_for",
    "own_visible_to",
    "plan_for",
    "plan_of_declaration_for",
    "plans_linked_to",
    "plans_visible_to",
    "referral_for",
    "reportable_for",
    "standing_of",
    "to_answer_visible_to",
    "to_execute_visible_to",
    "unplanned_of",
    "waiting_declarations_visible_to",
    "waiting_for",
]
