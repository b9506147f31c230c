"""Codes that people copy from paper: 60 bits in letters that are not read as one another."""

import secrets

from app.accounts.tries import tidy_name

# Crockford's letters.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12


def new_code() -> str:
    """A code in groups one can read over a telephone."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, _LENGTH, 4))


def plain(typed: str) -> str:
    """The code that was meant: spaces, hyphens, case and look-alikes are forgiven."""
    return tidy_name(typed).upper().replace("O", "0").replace("I", "1").replace("L", "1")
