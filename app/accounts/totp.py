"""Codes of an authenticator app: which half-minute a typed code belongs to (RFC 6238). Pure."""

import hmac
import re
from datetime import datetime

import pyotp

STEP_SECONDS = 30
# A phone may be half a minute off, either way.
_SKEW = 1
_DIGITS = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """A key of 160 bits, in the letters one can type."""
    return pyotp.random_base32()


def in_groups(secret: str) -> str:
    """The key as it is read from a screen: four letters at a time."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def setup_address(secret: str, holder: str, application: str) -> str:
    """What the QR code says to the authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=holder, issuer_name=application)


def is_code(typed: str) -> bool:
    """Whether this can be a code of the app at all: six digits, spaces forgiven."""
    return _DIGITS.fullmatch("".join(typed.split())) is not None


def matching_step(
    secret: str, typed: str, moment: datetime, last_step: int | None = None
) -> int | None:
    """The half-minute whose code was typed: now, the one before or the one after; else None.

    Half-minutes up to `last_step` count no more: a code that was seen over a shoulder or caught on
    the way opens nothing (pyotp itself would take it twice).
    """
    code = "".join(typed.split())
    if not is_code(code):
        return None
    now = int(moment.timestamp()) // STEP_SECONDS
    clockwork = pyotp.TOTP(secret)
    for step in range(now - _SKEW, now + _SKEW + 1):
        right = hmac.compare_digest(clockwork.at(step * STEP_SECONDS), code)
        if right and (last_step is None or step > last_step):
            return step
    return None
