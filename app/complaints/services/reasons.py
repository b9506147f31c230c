"""The reasons the desk writes down: how long they are, and what it is told otherwise."""

from typing import Final

from app.core.errors import Invalid
from app.core.sentences import Sentence

LEAST_TEXT: Final = 20  # letters
SHORT_REASON = Sentence("Tulis alasannya, sedikitnya %(n)s huruf.", n=LEAST_TEXT)


def need_reason(reason: str) -> None:
    """Raise Invalid (field `reason`) for one that is too short."""
    if len(reason.strip()) < LEAST_TEXT:
        raise Invalid(fields={"reason": SHORT_REASON})
