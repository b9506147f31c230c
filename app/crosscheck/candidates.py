"""From names to the few entries worth comparing, through the vocabulary and the postings.

Slips are resolved against the vocabulary, not against the records, so the cost hardly grows with
the register. Many names are looked up together: one statement serves them all.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core.names import PreparedName, Word
from app.crosscheck import tokens
from app.crosscheck.indexing import in_chunks
from app.crosscheck.models import IndexPosting, IndexToken, IndexTokenKey
from app.crosscheck.tokens import WHOLE, Sought
from app.database.base import db

# How sure a word is that was found as it is, through one letter left out, or two.
_EXACT: Final = 1.0
_ONE_SLIP: Final = 0.8
_TWO_SLIPS: Final = 0.65
_SPLIT: Final = 0.9
# One word that more entries hold is asked for more, never listed.
TOO_COMMON: Final = 3_000
# Entries less likely than this part of the likeliest are not compared.
_WORTH_COMPARING: Final = 0.45
# Candidates among which very common words are looked up, for each that is compared.
_PROBED: Final = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What one name may cost: postings read, entries compared; and how many are wanted.

    `explained`: with the reasons in words, for somebody who reads them one by one.
    """

    postings: int = 6_000
    compared: int = 200
    wanted: int = 30
    explained: bool = True


SCREENING: Final = Limits()
SWEEPING: Final = Limits(postings=2_000, compared=40, wanted=10, explained=False)


@dataclass(frozen=True)
class Candidates:
    """Entry ids, likeliest first; `too_common` is how many carry the only word of the name."""

    entry_ids: tuple[int, ...] = ()
    too_common: int = 0


Posting = tuple[int, int]  # entry id, share
Postings = Mapping[int, Sequence[Posting]]  # by token id
_Known = tuple[int, int, float]  # token id, df, quality
_Vocabulary = dict[int, list[tuple[int, int, int]]]  # key → token id, its hash, df


@dataclass(slots=True)
class _Wanted:
    """Words of a reading and the words of the register that may be meant by them."""

    places: tuple[int, ...]
    found: list[_Known]
    halves: list[tuple[_Known, _Known]]

    @property
    def df(self) -> int:
        return sum(df for _token, df, _quality in self.found)

    @property
    def own_df(self) -> int:
        """How many entries hold the word as it is said; if none do, hold one near it."""
        exact = sum(df for _token, df, quality in self.found if quality >= _EXACT)
        return exact or self.df


@dataclass(slots=True)
class _Plan:
    """One reading of a name, what is wanted, and what of it is read in full."""

    words: list[Word]
    wanted: list[_Wanted]
    read: set[int]

    def unread(self) -> list[_Wanted]:
        return [
            w for w in self.wanted if w.found and not any(t in self.read for t, _d, _q in w.found)
        ]


def candidates(each: Sequence[PreparedName], size: int, limits: Limits) -> list[Candidates]:
    """For each name, in order. `size` is the number of entries in the index."""
    sought = [[tokens.sought_of(n.kind, r) for r in n.readings] for n in each]
    vocabulary = _vocabulary(one for some in sought for _words, ones in some for one in ones)
    plans = [[_plan(words, ones, vocabulary, limits) for words, ones in some] for some in sought]
    postings = _postings({token for some in plans for plan in some for token in plan.read})
    return [_candidates(some, postings, size, limits) for some in plans]


def _vocabulary(sought: Iterable[Sought]) -> _Vocabulary:
    """Every word of the register under every key that is asked for."""
    asked: set[int] = set()
    for one in sought:
        asked |= one.exact | one.slips
        asked.update(key for half in one.halves for key in half)
    found: _Vocabulary = {}
    for part in in_chunks(sorted(asked)):
        for key, token_id, token_hash, df in db.session.execute(
            sa.select(IndexTokenKey.key, IndexToken.id, IndexToken.hash, IndexToken.df)
            .join(IndexToken, IndexToken.id == IndexTokenKey.token_id)
            .where(IndexTokenKey.key.in_(part))
        ):
            found.setdefault(key, []).append((token_id, token_hash, df))
    return found


def _plan(
    words: list[Word], sought: Sequence[Sought], vocabulary: _Vocabulary, limits: Limits
) -> _Plan:
    wanted = []
    for one in sought:
        found = _known(one, vocabulary)
        halves = [pair for half in one.halves if (pair := _both(half, vocabulary)) is not None]
        if found or halves:
            wanted.append(_Wanted(one.places, found, halves))
    return _Plan(words, wanted, _affordable(wanted, limits.postings))


def _known(one: Sought, vocabulary: _Vocabulary) -> list[_Known]:
    best: dict[int, _Known] = {}
    for key in one.exact:
        for token_id, token_hash, df in vocabulary.get(key, ()):
            _keep(best, token_id, df, _EXACT if token_hash == key else _ONE_SLIP)
    for key in one.slips:
        for token_id, token_hash, df in vocabulary.get(key, ()):
            _keep(best, token_id, df, _ONE_SLIP if token_hash == key else _TWO_SLIPS)
    return sorted(best.values(), key=lambda known: (-known[2], known[1]))


def _keep(best: dict[int, _Known], token_id: int, df: int, quality: float) -> None:
    known = best.get(token_id)
    if known is None or known[2] < quality:
        best[token_id] = (token_id, df, quality)


def _both(half: tuple[int, int], vocabulary: _Vocabulary) -> tuple[_Known, _Known] | None:
    """Both halves of a word, if the register holds each of them as a word."""
    sides: list[_Known] = []
    for key in half:
        for token_id, token_hash, df in vocabulary.get(key, ()):
            if token_hash == key:
                sides.append((token_id, df, _SPLIT))
    return (sides[0], sides[1]) if len(sides) == 2 else None  # noqa: PLR2004 (two halves)


def _affordable(wanted: Sequence[_Wanted], budget: int) -> set[int]:
    """Which words are read in full: the rarest first, surest first, while the budget lasts."""
    read: set[int] = set()
    for one in sorted(wanted, key=lambda w: w.own_df):
        for token_id, df, _quality in one.found:
            if df <= budget:
                read.add(token_id)
                budget -= df
        for left, right in one.halves:
            if left[1] + right[1] <= budget:
                read.update((left[0], right[0]))
                budget -= left[1] + right[1]
    return read


def _postings(token_ids: set[int]) -> dict[int, list[Posting]]:
    found: dict[int, list[Posting]] = {}
    for part in in_chunks(sorted(token_ids)):
        for token_id, entry_id, share in db.session.execute(
            sa.select(IndexPosting.token_id, IndexPosting.entry_id, IndexPosting.share).where(
                IndexPosting.token_id.in_(part)
            )
        ):
            found.setdefault(token_id, []).append((entry_id, share))
    return found


def _candidates(
    plans: Sequence[_Plan], postings: Postings, size: int, limits: Limits
) -> Candidates:
    best: dict[int, float] = {}
    too_common = 0
    for plan in plans:
        common = _too_common(plan)
        if common:
            too_common = max(too_common, common)
            continue
        for entry_id, likelihood in _likelihoods(plan, postings, size, limits).items():
            if likelihood > best.get(entry_id, 0.0):
                best[entry_id] = likelihood
    likeliest = heapq.nlargest(limits.compared, best.items(), key=lambda item: item[1])
    least = likeliest[0][1] * _WORTH_COMPARING if likeliest else 0.0
    return Candidates(
        tuple(entry_id for entry_id, likelihood in likeliest if likelihood >= least), too_common
    )


def _too_common(plan: _Plan) -> int:
    """A single word borne by thousands tells nobody apart."""
    if len(plan.words) != 1 or not plan.wanted:
        return 0
    df = max(w.own_df for w in plan.wanted)
    return df if df > TOO_COMMON else 0


def _likelihoods(plan: _Plan, postings: Postings, size: int, limits: Limits) -> dict[int, float]:
    """How likely each entry is meant, 0…1: the weight of shared words on both sides."""
    weights = _weights(plan, size)
    tally = _Tally(sum(weights) or 1.0)
    for one in plan.wanted:
        tally.add(_holders(one, postings), sum(weights[at] for at in one.places))
    unread = plan.unread()
    if not tally.got and len(unread) > 1:
        rarest, next_rarest = sorted(unread, key=lambda w: w.own_df)[:2]
        shared = _shared_by(rarest, next_rarest, limits.postings)
        for one in (rarest, next_rarest):
            tally.add(_holders(one, shared), sum(weights[at] for at in one.places))
    elif unread and len(tally.got) > limits.compared:
        inside = tally.likeliest(_PROBED * limits.compared)
        for one in unread:
            among = _among([t for t, _df, quality in one.found if quality >= _ONE_SLIP], inside)
            tally.add(_holders(one, among), sum(weights[at] for at in one.places))
    return tally.all()


def _weights(plan: _Plan, size: int) -> list[float]:
    """What each word tells: the rarer in the register, the more."""
    rarity = [log(1 + size)] * len(plan.words)
    for one in plan.wanted:
        if len(one.places) == 1 and one.found:
            at = one.places[0]
            rarity[at] = min(rarity[at], log(1 + size / max(one.own_df, 1)))
    return rarity


def _holders(one: _Wanted, postings: Postings) -> dict[int, tuple[float, float]]:
    """Entries that hold the word in any of its forms: (quality, share borne by it)."""
    best: dict[int, tuple[float, float]] = {}
    for token_id, _df, quality in reversed(one.found):  # the surest last: it overwrites
        for entry_id, share in postings.get(token_id, ()):
            best[entry_id] = (quality, share * quality)
    for left, right in one.halves:
        second = dict(postings.get(right[0], ()))
        for entry_id, share in postings.get(left[0], ()):
            if entry_id in second:
                best.setdefault(entry_id, (_SPLIT, (share + second[entry_id]) * _SPLIT))
    return best


class _Tally:
    """What the words of one reading add up to, entry by entry."""

    def __init__(self, whole: float) -> None:
        self._whole = whole
        self.got: dict[int, list[float]] = {}

    def add(self, holders: Mapping[int, tuple[float, float]], weight: float) -> None:
        got = self.got
        for entry_id, (quality, share) in holders.items():
            sums = got.get(entry_id)
            if sums is None:
                got[entry_id] = [quality * weight, share]
            else:
                sums[0] += quality * weight
                sums[1] += share

    def all(self) -> dict[int, float]:
        return dict(self._each())

    def _each(self) -> Iterator[tuple[int, float]]:
        for entry_id, (weight, share) in self.got.items():
            covered = min(1.0, share / WHOLE)
            yield entry_id, min(1.0, weight / self._whole) * (0.5 + 0.5 * covered)

    def likeliest(self, most: int) -> list[int]:
        best = heapq.nlargest(most, self._each(), key=lambda item: item[1])
        return [entry_id for entry_id, _likelihood in best]


def _among(token_ids: Sequence[int], entry_ids: Sequence[int]) -> dict[int, list[Posting]]:
    """Very common words, looked up only inside the candidates at hand."""
    found: dict[int, list[Posting]] = {}
    if not token_ids:
        return found
    for token_id, entry_id, share in db.session.execute(
        sa.select(IndexPosting.token_id, IndexPosting.entry_id, IndexPosting.share).where(
            IndexPosting.token_id.in_(token_ids), IndexPosting.entry_id.in_(entry_ids)
        )
    ):
        found.setdefault(token_id, []).append((entry_id, share))
    return found


def _shared_by(one: _Wanted, other: _Wanted, most: int) -> dict[int, list[Posting]]:
    """Entries that hold both words, where each alone is too common to be read."""
    left, right = aliased(IndexPosting), aliased(IndexPosting)
    sure = [[t for t, _df, quality in w.found if quality >= _ONE_SLIP] for w in (one, other)]
    found: dict[int, list[Posting]] = {}
    for left_token, entry_id, left_share, right_token, right_share in db.session.execute(
        sa.select(left.token_id, left.entry_id, left.share, right.token_id, right.share)
        .join(right, right.entry_id == left.entry_id)
        .where(left.token_id.in_(sure[0]), right.token_id.in_(sure[1]))
        .limit(most)
    ):
        found.setdefault(left_token, []).append((entry_id, left_share))
        found.setdefault(right_token, []).append((entry_id, right_share))
    return found
