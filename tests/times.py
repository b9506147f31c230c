"""The moment at which tests happen unless they say otherwise."""

from datetime import UTC, datetime

# Monday 2 March 2026, 09.00 WITA: no holiday near.
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
