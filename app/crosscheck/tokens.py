"""Names as tokens: the words under which a name is indexed, and the keys by which it is sought.

Every word leaves this module as a keyed hash, so a copied index tells nothing. Spelling is forgiven
by the skeleton of a word, one slip by leaving one letter out on both sides.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from struct import Struct
from typing import Final, NamedTuple

from app.core.names import (
    Kind,
    PreparedName,
    Reading,
    Word,
    joined_of_three,
    sought_keys,
    word_keys,
)
from app.core.names.folding import fold, loosen
from app.database import keys

_PURPOSE: Final = "crosscheck names"
_NUMBERS: Final = "crosscheck numbers"
_MASK: Final = (1 << 63) - 1
_ACRONYM: Final = range(2, 7)
_SHORTEST_HALF: Final = 3
_BLOCK: Final = 64  # bytes of a block of SHA-256; the derived keys are shorter
_INNER: Final = bytes(one ^ 0x36 for one in range(256))
_OUTER: Final = bytes(one ^ 0x5C for one in range(256))
_SHORT: Final = (1 << 31) - 1
WHOLE: Final = 100  # shares of one name's weight add up to about this


class Token(NamedTuple):
    """One word of an indexed name: its skeleton's hash, its keys, its share of the name (0…100)."""

    hash: int
    share: int
    keys: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sought:
    """One word of a name that is looked for, or two of its words written as one.

    `places` are the words of the reading it stands for. `halves` are ways to split it in two.
    `before_slip` are keys it would have had if a letter of it is wrong.
    """

    places: tuple[int, ...]
    exact: frozenset[int]
    slips: frozenset[int]
    halves: tuple[tuple[int, int], ...] = ()
    before_slip: frozenset[int] = frozenset()


def keyed(text: str) -> int:
    """63 bits of HMAC-SHA256: fits a signed integer column, and without the key says nothing."""
    return keyed_each((text,))[0]


def keyed_each(texts: Iterable[str], purpose: str = _PURPOSE, opening: str = "") -> list[int]:
    """The same of many, one after the other, each with the `opening` they share before it; another
    `purpose` has a key of its own."""
    begun, ended = _begun(keys.derived(purpose), opening)
    digests: list[bytes] = []
    for text in texts:
        inner, outer = begun.copy(), ended.copy()
        inner.update(text.encode())
        outer.update(inner.digest())
        digests.append(outer.digest())
    return [whole & _MASK for (whole,) in _FIRST_BYTES.iter_unpack(b"".join(digests))]


_FIRST_BYTES: Final = Struct(">Q24x")  # eight of the 32 of a digest


@lru_cache(maxsize=8)
def _begun(key: bytes, opening: str) -> tuple["hashlib._Hash", "hashlib._Hash"]:
    """The two hashes of HMAC (RFC 2104) with the key and the `opening` read in: half of what one
    costs, and a rebuild takes hundreds of thousands."""
    whole = key.ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(whole.translate(_INNER) + opening.encode())
    return inner, hashlib.sha256(whole.translate(_OUTER))


@lru_cache(maxsize=262_144)
def hashed(text: str) -> int:
    """31 bits of it for a word or a key that leads to one, remembered: words come again and again.

    Two words that share one by chance cost a comparison, nothing else.
    """
    return keyed(text) & _SHORT


def hashed_number(number_type: str, digits: str) -> int:
    """The 63 bits of a NIB, NPWP or NIK, under a key of their own (security C15)."""
    return keyed_each((f"{number_type}:{digits}",), _NUMBERS)[0]


def forget() -> None:
    """Drop cached hashes: another installation's key is used in this process now."""
    hashed.cache_clear()
    _word_token.cache_clear()
    _word_sought.cache_clear()


def tokens_of(name: PreparedName) -> list[Token]:
    """Under which tokens the name is indexed; each once, with its largest share."""
    found: dict[int, Token] = {}
    kind = name.kind
    for reading in name.readings:
        words = telling_words(reading)
        whole = WHOLE / (sum([word.weight for word in words]) or 1.0)
        for word in words:
            token_hash, token_keys = _word_token(kind, word)
            share = round(whole * word.weight)
            if token_hash in found:
                _keep(found, token_hash, share, token_keys)
            else:
                found[token_hash] = Token(token_hash, share, token_keys)
        if name.kind == "org" and len(reading.acronym) in _ACRONYM and len(reading.words) > 1:
            acronym = hashed(f"org={reading.acronym}")
            _keep(found, acronym, WHOLE, frozenset((acronym,)))
    return list(found.values())


def _keep(found: dict[int, Token], token_hash: int, share: int, token_keys: frozenset[int]) -> None:
    known = found.get(token_hash)
    if known is not None:
        share, token_keys = max(share, known.share), token_keys | known.keys
    found[token_hash] = Token(token_hash, share, token_keys)


@lru_cache(maxsize=131_072)
def _word_token(kind: Kind, word: Word) -> tuple[int, frozenset[int]]:
    written = list(word_keys(word))
    token_keys = [one & _SHORT for one in keyed_each(written, opening=f"{kind}:")]
    return token_keys[written.index(word.loose)], frozenset(token_keys)


def telling_words(reading: Reading) -> list[Word]:
    """The words that tell people apart: no initials, no Muhammad, unless there is nothing else."""
    telling = [word for word in reading.words if word.telling and not word.optional]
    return telling or [word for word in reading.words if not word.optional] or list(reading.words)


def sought_of(kind: Kind, reading: Reading) -> tuple[list[Word], list[Sought]]:
    """What to look for: the telling words of a reading, its neighbours joined, its short form."""
    words = telling_words(reading)
    found = [_word_sought(kind, word, at) for at, word in enumerate(words)]
    found.extend(_joined(kind, words))
    if kind == "org":
        found.extend(_short_forms(reading, words))
    return words, found


@lru_cache(maxsize=65_536)
def _word_sought(kind: Kind, word: Word, at: int) -> Sought:
    said, before, slips = (
        frozenset([hashed(f"{kind}:{key}") for key in some]) for some in sought_keys(word)
    )
    return Sought((at,), said, slips, tuple(_halves(kind, word.written)), before)


def _halves(kind: Kind, written: str) -> Iterator[tuple[int, int]]:
    """Nurhasan may stand in the register as Nur Hasan."""
    for cut in range(_SHORTEST_HALF, len(written) - _SHORTEST_HALF + 1):
        left, right = loosen(fold(written[:cut])), loosen(fold(written[cut:]))
        yield hashed(f"{kind}:{left}"), hashed(f"{kind}:{right}")


def _joined(kind: Kind, words: list[Word]) -> Iterator[Sought]:
    for at, (first, second) in enumerate(pairwise(words)):
        key = hashed(f"{kind}:{loosen(fold(first.written + second.written))}")
        yield Sought((at, at + 1), frozenset((key,)), frozenset())
    for at, whole in joined_of_three(words):
        key = hashed(f"{kind}:{whole}")
        yield Sought((at, at + 1, at + 2), frozenset((key,)), frozenset())


def _short_forms(reading: Reading, words: list[Word]) -> Iterator[Sought]:
    """BTN for the body whose words begin so, and the other way about."""
    every = tuple(range(len(words)))
    if len(words) > 1 and len(reading.acronym) in _ACRONYM:
        spelt = loosen(fold(reading.acronym))
        yield Sought(every, frozenset((hashed(f"org:{spelt}"),)), frozenset())
    for at, word in enumerate(words):
        if len(word.text) in _ACRONYM:
            yield Sought((at,), frozenset((hashed(f"org={word.text}"),)), frozenset())
