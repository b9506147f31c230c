"""A reason that somebody has to write: when it is too short, and what he is told then."""

from typing import Final

from app.core.errors import Invalid
from app.core.sentences import Sentence

LEAST_REASON: Final = 20  # letters


def short_reason(reason: str, least: int = LEAST_REASON, field: str = "reason") -> dict[str, str]:
    """{field: sentence} for a reason of less than `least` letters; {} for one that will do."""
    if len(reason.strip()) >= least:
        return {}
    return {field: Sentence("Tulis alasan sedikitnya %(n)s huruf.", n=least)}


def check_reason(reason: str, least: int = LEAST_REASON) -> None:
    """Raise Invalid (field `reason`) for one of less than `least` letters."""
    if wrong := short_reason(reason, least):
        raise Invalid(fields=wrong)
