"""The reporter's secret code, the code of a draft, and numbers that tell nothing.

A complaint's code is 80 bits in Crockford's letters, kept as an argon2id hash only (security D10;
`app.visits.services` hashes and judges it). It is not drawn but derived from the visit's own
secret, which is in the reporter's browser alone: so the visit that filed a complaint can see its
code again, and nobody else can, though it is stored nowhere. A draft's code has 140 bits, and the
draft is found by a keyed hash of it.
"""

import hashlib
import hmac
import secrets

from app.database import keys

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16
DRAFT_CODE_LENGTH = 28
_GROUP = 4
_ROUNDS = 4


def new_visit() -> str:
    """The secret of one visit; the browser keeps it, we keep a keyed hash of it."""
    return secrets.token_urlsafe(32)


def visit_fingerprint(visit: str) -> str:
    return keys.fingerprint("complaint visit", visit)


def form_token_of(visit: str) -> str:
    """What a form of the portal must bring along, so that no other site can send it."""
    return keys.fingerprint("complaint form", visit)


def code_of(visit: str, complaint_uid: str) -> str:
    """The secret code of the complaint that this visit filed: 16 letters without gaps."""
    return _letters(f"complaint code/{visit}/{complaint_uid}", CODE_LENGTH)


def draft_code_of(draft_uid: str) -> str:
    """The code by which a draft is found again: 28 letters without gaps."""
    return _letters(f"complaint draft/{draft_uid}", DRAFT_CODE_LENGTH)


def draft_fingerprint(code: str) -> str:
    return keys.fingerprint("complaint draft code", code)


def _letters(text: str, length: int) -> str:
    digest = hmac.new(keys.derived("complaint codes"), text.encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest)
    return "".join(_LETTERS[(number >> 5 * place) % len(_LETTERS)] for place in range(length))


def grouped(code: str) -> str:
    """As people read and type it: 7KQ2-9FMX-3C1A-0WZD."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def last_group(code: str) -> str:
    return code[-_GROUP:]


# ── numbers ───────────────────────────────────────────────────────────────────────────────────


def number_for(serial: int, year: int) -> str:
    """The number of the year's n-th complaint (from 1): a keyed order, so that no gap tells of one.

    The first 9,999 have four digits, the next 90,000 five, and so on.
    """
    digits = max(_GROUP, len(str(serial)))
    first = 1 if digits == _GROUP else 10 ** (digits - 1)
    size = 10**digits - first
    return f"ADU-{year}-{first + _shuffled(serial - first, size, f'{year}/{digits}'):0{digits}d}"


def _shuffled(value: int, size: int, tweak: str) -> int:
    """A place in a secret order of 0 … size-1 (a Feistel network, walked until it is inside)."""
    half = (size.bit_length() + 1) // 2
    while True:
        left, right = value >> half, value & ((1 << half) - 1)
        for turn in range(_ROUNDS):
            mixed = hmac.new(
                keys.derived("complaint numbers"),
                f"{tweak}/{turn}/{right}".encode(),
                hashlib.sha256,
            ).digest()
            left, right = right, left ^ (int.from_bytes(mixed) & ((1 << half) - 1))
        value = (left << half) | right
        if value < size:
            return value
