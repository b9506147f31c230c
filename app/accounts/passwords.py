"""Passwords: the only place that hashes them, compares them and says which are too easy."""

import re
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.errors import Busy
from app.core.sentences import Sentence

SHORTEST = 10  # S-20
LONGEST = 128
_COMMON = Path(__file__).parent / "data" / "common_passwords.txt"
_FEWEST_DIFFERENT = 5
_SHORTEST_NAME = 5
_BIRTH_DIGITS = 8
# Each hash takes 19 MiB: two at a time keep a rush of sign-ins from eating the machine (C04).
_SEATS = threading.BoundedSemaphore(2)
_LONGEST_WAIT_SECONDS = 10

_hasher: list[PasswordHasher] = []


def use_profile(profile: tuple[int, int, int]) -> None:
    """Set argon2id's cost for this process: memory in KiB, passes, lanes."""
    memory, passes, lanes = profile
    _hasher[:] = [PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=lanes)]
    _nobodys_hash.cache_clear()


@contextmanager
def _seat() -> Iterator[PasswordHasher]:
    if not _SEATS.acquire(timeout=_LONGEST_WAIT_SECONDS):
        raise Busy("Sistem sedang sibuk. Coba lagi sebentar lagi.")
    try:
        yield _hasher[0]
    finally:
        _SEATS.release()


def _plain(password: str) -> str:
    """The same characters however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)


def hash_of(password: str) -> str:
    """What is stored. Raises ValueError when longer than anybody may type."""
    if len(password) > LONGEST:
        raise ValueError("password too long")
    with _seat() as hasher:
        return hasher.hash(_plain(password))


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return hash_of(secrets.token_hex(16))


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password; takes the same time when nothing is stored."""
    if len(password) > LONGEST:
        return False
    compared = stored or _nobodys_hash()
    with _seat() as hasher:
        try:
            same = hasher.verify(compared, _plain(password))
        except (VerificationError, InvalidHashError):
            return False
    return same and stored is not None


def outdated(stored: str) -> bool:
    """Whether it was hashed with another cost than today's."""
    return _hasher[0].check_needs_rehash(stored)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def weakness(password: str, *, name: str, nip: str | None) -> str | None:
    """Why nobody should use this password, or None. No rule about kinds of characters (C04)."""
    if len(password) < SHORTEST:
        return Sentence("Kata sandi harus sedikitnya %(n)s huruf atau angka.", n=SHORTEST)
    if len(password) > LONGEST:
        return Sentence("Kata sandi harus paling banyak %(n)s huruf.", n=LONGEST)
    low = _plain(password).lower()
    if _is_common(low):
        return "Kata sandi ini terlalu umum. Pakai tiga atau empat kata yang hanya Anda ingat."
    if _betrays(low, name, nip):
        return "Kata sandi tidak boleh memuat nama, NIP, atau tanggal lahir Anda."
    return None


def _is_common(low: str) -> bool:
    letters = re.sub(r"[\W\d_]", "", low)
    few = len(set(low)) < _FEWEST_DIFFERENT
    return few or low in _common() or letters in _common() or _repeats(low)


def _repeats(low: str) -> bool:
    """`rahasiarahasia` is `rahasia`."""
    return any(
        low == low[:size] * (len(low) // size) and low[:size] in _common()
        for size in range(3, len(low) // 2 + 1)
        if len(low) % size == 0
    )


def _betrays(low: str, name: str, nip: str | None) -> bool:
    words = [w.strip(",.'") for w in name.lower().split(",")[0].split() if not w.endswith(".")]
    long_words = [word for word in words if len(word) >= _SHORTEST_NAME]
    return any(word in low for word in long_words) or bool(nip and nip[:_BIRTH_DIGITS] in low)
