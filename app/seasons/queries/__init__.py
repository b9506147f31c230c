"""Reading seasons: what is owed, where it stands, whose figures an actor sees."""

from app.seasons.queries.figures import ageing_for, matrix_for, minutes_to_renew
from app.seasons.queries.keeping import (
    clock_of,
    current,
    current_visible_to,
    duty_of_visible_to,
    extensions_for,
    obliged_so_far_for,
    rounds_for,
    season_for,
    seasons_visible_to,
    to_be_obliged_for,
)
from app.seasons.queries.persons import (
    Line,
    Wanted,
    everybody_in_season_for,
    people_in_season_for,
    superiors_in_season_for,
)
from app.seasons.queries.scope import scope_of

__all__ = [
    "Line",
    "Wanted",
    "ageing_for",
    "clock_of",
    "current",
    "current_visible_to",
    "duty_of_visible_to",
    "everybody_in_season_for",
    "extensions_for",
    "matrix_for",
    "minutes_to_renew",
    "obliged_so_far_for",
    "people_in_season_for",
    "rounds_for",
    "scope_of",
    "season_for",
    "seasons_visible_to",
    "superiors_in_season_for",
    "to_be_obliged_for",
]
