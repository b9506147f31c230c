"""Codes that people copy from paper: 5 bits a letter, in letters that are not read as one another."""

import secrets

from app.accounts.tries import tidy_name

# Crockford's letters.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP = 4
_GROUPS = 3
# A code that opens a record to whoever knows it: 80 bits, kept as an argon2id hash (D10).
OUTSIDE_GROUPS = 4


def new_code(groups: int = _GROUPS) -> str:
    """A code in groups of four letters (20 bits) one can read over a telephone."""
    found = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(groups))
    return "-".join(found)


def plain(typed: str) -> str:
    """The code that was meant: spaces, hyphens, case and look-alikes are forgiven."""
    return tidy_name(typed).upper().replace("O", "0").replace("I", "1").replace("L", "1")
