"""From names to the few entries worth comparing, through the vocabulary and the postings.

Slips are resolved against the vocabulary, not against the records, so the cost hardly grows with
the register. Many names are looked up together: one statement serves them all.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log
from typing import Final, NamedTuple

import sqlalchemy as sa

from app.core.names import PreparedName, Word
from app.crosscheck import tokens
from app.crosscheck.held import Held
from app.crosscheck.models import IndexToken, IndexTokenKey
from app.crosscheck.postings import Postings, Together, among, postings_of, together
from app.crosscheck.rows import ByLists, in_chunks, plain_rows
from app.crosscheck.tokens import WHOLE, Sought

# How sure a word is that was found as it is, through one letter left out, or two.
_EXACT: Final = 1.0
_ONE_SLIP: Final = 0.8
_TWO_SLIPS: Final = 0.65
_SPLIT: Final = 0.9
# Entries less likely than this part of the likeliest are not compared.
_WORTH_COMPARING: Final = 0.45
# Somebody who holds this much of the name's weight was found: no need to look wider.
_ENOUGH: Final = 0.85
# The same of the weight of the words alone.
_WORTH_A_LOOK: Final = 0.4
# The same before two common words are looked for with one slip, or with two.
_ENOUGH_BY_SLIPS: Final = {1: 0.97, 2: 0.85}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one name may cost: postings read in full, of one word alone, and walked through where
    two common words must stand together; entries opened and compared; and how many are wanted.

    `holders`: where more entries hold the only word of a name, they are counted, not listed.
    `explained`: with the reasons in words, for somebody who reads them one by one. `faint`: also
    what is less like the name than is ever shown, so that an engine's order can be judged.
    """

    read: int = 1_000
    postings: int = 4_000
    walked: int = 25_000
    opened: int = 600
    compared: int = 150
    wanted: int = 30
    holders: int = 3_000
    explained: bool = True
    faint: bool = False


SCREENING: Final = Limits()
SWEEPING: Final = Limits(
    read=300, postings=1_500, walked=5_000, opened=60, compared=30, wanted=10, explained=False
)


@dataclass(frozen=True)
class Candidates:
    """Entry ids with their likelihood, likeliest first; `too_common` is how many carry the only
    word of the name."""

    likeliest: tuple[tuple[int, float], ...] = ()
    too_common: int = 0


# A tally keeps two numbers in one: see _Tally.
_THOUSANDTHS: Final = 1_000
_WEIGHT: Final = 10_000
_token, _key = IndexToken.__table__.c, IndexTokenKey.__table__.c
# Written once: to put a statement together takes longer than to run it.
_words: Final = ByLists(
    lambda one_of: (
        sa.select(_key.key, _token.id, _token.hash, _token.df)
        .join_from(IndexTokenKey.__table__, IndexToken.__table__, _token.id == _key.token_id)
        .where(one_of(_key.key, "keys"))
    )
)
_Known = tuple[int, int, float]  # token id, df, quality
_Vocabulary = dict[int, list[tuple[int, int, int]]]  # key → token id, its hash, df


@dataclass(slots=True)
class _Wanted:
    """Words of a reading and the words of the register that may be meant by them."""

    places: tuple[int, ...]
    found: list[_Known]
    halves: list[tuple[_Known, _Known]]

    @property
    def said(self) -> list[int]:
        """The word as it is said."""
        return [token_id for token_id, _df, quality in self.found if quality >= _EXACT]

    @property
    def own_df(self) -> int:
        """How many entries hold the word as it is said; if none do, hold one near it."""
        exact = sum(df for _token, df, quality in self.found if quality >= _EXACT)
        return exact or sum(df for _token, df, _quality in self.found)


@dataclass(slots=True)
class _Plan:
    """One reading of a name: what is wanted, and which words of the register are read in full."""

    words: list[Word]
    wanted: list[_Wanted]
    read: set[int]

    def unread(self, one: _Wanted, least: float, below: float = 2.0) -> list[_Known]:
        """Words of the register meant by this one with such a quality, too common to be read."""
        return [k for k in one.found if least <= k[2] < below and k[0] not in self.read]


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a search may cost, and postings that are at hand already."""

    limits: Limits
    size: int
    held: Held | None

    def together(self, rarer: Sequence[int], other: Sequence[int]) -> Together:
        """Where a word of either list stands beside one of the other."""
        find = self.held.together if self.held is not None else together
        return find(rarer, other, self.limits.postings)

    def among(self, entry_ids: Set[int], words: Sequence[int]) -> Together:
        """Which of these entries hold which of these words."""
        find = self.held.among if self.held is not None else among
        return find(entry_ids, words)


def candidates(
    each: Sequence[PreparedName], size: int, limits: Limits, held: Held | None = None
) -> list[Candidates]:
    """For each name, in order. `size` is the number of entries in the index."""
    sought = [[tokens.sought_of(n.kind, r) for r in n.readings] for n in each]
    vocabulary = _vocabulary(one for some in sought for _words, ones in some for one in ones)
    plans = [[_plan(words, ones, vocabulary, limits) for words, ones in some] for some in sought]
    postings = postings_of({token for some in plans for plan in some for token in plan.read})
    cost = _Cost(limits, size, held)
    return [_candidates(some, postings, cost) for some in plans]


def _vocabulary(sought: Iterable[Sought]) -> _Vocabulary:
    """Every word of the register under every key that is asked for."""
    asked: set[int] = set()
    for one in sought:
        asked |= one.exact | one.before_slip | one.slips
        asked.update(key for half in one.halves for key in half)
    found: _Vocabulary = {}
    for part in in_chunks(sorted(asked)):
        for key, token_id, token_hash, df in plain_rows(_words, {"keys": part}):
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
    return _Plan(words, wanted, _affordable(wanted, limits.read))


def _known(one: Sought, vocabulary: _Vocabulary) -> list[_Known]:
    best: dict[int, _Known] = {}
    for key in one.exact:
        for token_id, token_hash, df in vocabulary.get(key, ()):
            _keep(best, token_id, df, _EXACT if token_hash == key else _ONE_SLIP)
    for key in one.before_slip:
        for token_id, _token_hash, df in vocabulary.get(key, ()):
            _keep(best, token_id, df, _ONE_SLIP)
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
    """What is read in full while the budget lasts: words as they are said, then those near them,
    the rarest first; then words that were written apart."""
    read: set[int] = set()
    said = [k for one in wanted for k in one.found if k[2] >= _EXACT]
    for token_id, df, _quality in sorted(said, key=lambda k: (k[1], k[0])):
        if token_id not in read and df <= budget:
            read.add(token_id)
            budget -= df
    near = [k for one in wanted if read.issuperset(one.said) for k in one.found]
    for token_id, df, _quality in sorted(near, key=lambda k: (-k[2], k[1], k[0])):
        if token_id not in read and df <= budget:
            read.add(token_id)
            budget -= df
    for one in wanted:
        for half in one.halves:
            more = {token_id: df for token_id, df, _quality in half if token_id not in read}
            if sum(more.values()) <= budget:
                read.update(more)
                budget -= sum(more.values())
    return read


def _candidates(plans: Sequence[_Plan], postings: Postings, cost: _Cost) -> Candidates:
    best: dict[int, float] = {}
    too_common = 0
    for plan in plans:
        common = _too_common(plan, cost.limits.holders)
        if common:
            too_common = max(too_common, common)
            continue
        for entry_id, likelihood in _likelihoods(plan, postings, cost).items():
            if likelihood > best.get(entry_id, 0.0):
                best[entry_id] = likelihood
    likeliest = heapq.nlargest(cost.limits.opened, best.items(), key=lambda item: item[1])
    least = likeliest[0][1] * _WORTH_COMPARING if likeliest else 0.0
    return Candidates(tuple([one for one in likeliest if one[1] >= least]), too_common)


def _too_common(plan: _Plan, most: int) -> int:
    """A single word borne by thousands tells nobody apart."""
    if len(plan.words) != 1 or not plan.wanted:
        return 0
    df = max(w.own_df for w in plan.wanted)
    return df if df > most else 0


def _likelihoods(plan: _Plan, postings: Postings, cost: _Cost) -> dict[int, float]:
    """How likely each entry is meant, 0…1: the weight of shared words on both sides."""
    tally = _Tally(_weights(plan, cost.size))
    for one in plan.wanted:
        tally.add(one, postings)
    _Common(plan, cost, tally).add()
    return tally.likelihoods()


class _Common:
    """Words too common to be read in full: where they stand beside a rare word of the name, and
    where two of them stand together."""

    def __init__(self, plan: _Plan, cost: _Cost, tally: "_Tally") -> None:
        self._plan, self._cost, self._tally = plan, cost, tally

    def add(self) -> None:
        plan, tally, limits = self._plan, self._tally, self._cost.limits
        common = [one for one in plan.wanted if plan.unread(one, 0.0)]
        if not common:
            return
        crowded = len(tally.got) > limits.compared
        if plan.read and (crowded or (len(common) > 1 and tally.best() < _ENOUGH)):
            self._add_beside(common)
        self._add_pairs(common)
        if tally.best() < _ENOUGH:
            self._add_alone(common)

    def _add_beside(self, common: Sequence[_Wanted]) -> None:
        """The common words as they are said, beside those that were read."""
        said = [k[0] for one in common for k in self._plan.unread(one, _EXACT)]
        if said:
            self._count(self._cost.among(self._tally.got.keys(), said))

    def _add_pairs(self, common: Sequence[_Wanted]) -> None:
        """Two common words together: the rarest as they are said; others, and if that leads to
        nothing near, words with a slip, the cheapest first while the budget lasts."""
        budget = self._cost.limits.walked
        pairs = sorted(self._pairs(common), key=lambda p: (p.slips, p.steps))
        for at, pair in enumerate(pairs):
            if pair.slips and self._tally.best() >= _ENOUGH_BY_SLIPS[pair.slips]:
                return
            if pair.steps > budget and (at or pair.slips):
                continue
            budget -= pair.steps
            self._count(self._cost.together(pair.walked, pair.probed))

    def _pairs(self, common: Sequence[_Wanted]) -> Iterator["_Pair"]:
        for one, other in combinations(common, 2):
            if set(one.places) & set(other.places):
                continue
            ways = [self._ways(one), self._ways(other)]
            for slips, also_slips in _SLIPS_OF_TWO:
                pair = _pair_of(ways[0][slips], ways[1][also_slips], slips + also_slips)
                if pair is not None:
                    yield pair

    def _ways(self, one: _Wanted) -> list[list[_Known]]:
        """The common words that may be meant: as it is said, a slip away, two away."""
        bounds = pairwise((2.0, _EXACT, _ONE_SLIP, 0.0))
        return [self._plan.unread(one, least, below) for below, least in bounds]

    def _add_alone(self, common: Sequence[_Wanted]) -> None:
        """The rarest of them, where it is not too common to be read after all."""
        rarest = min(common, key=lambda one: one.own_df)
        token_ids = {k[0] for k in self._plan.unread(rarest, _EXACT)}
        if token_ids and rarest.own_df <= self._cost.limits.postings:
            self._count({token: dict(found) for token, found in postings_of(token_ids).items()})

    def _count(self, found: Together) -> None:
        read = self._plan.read
        new = {token: list(some.items()) for token, some in found.items() if token not in read}
        for one in self._plan.wanted:
            self._tally.add(one, new)


# At most two slips in two words.
_SLIPS_OF_TWO: Final = ((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0))


class _Pair(NamedTuple):
    """Words to be walked through, and looked up beside; in so many steps, with so many slips."""

    slips: int
    steps: int
    walked: list[int]
    probed: list[int]


def _pair_of(left: Sequence[_Known], right: Sequence[_Known], slips: int) -> _Pair | None:
    """The cheaper way round; None for nothing, or a word beside itself."""
    one, other = [k[0] for k in left], [k[0] for k in right]
    if not one or not other or set(one) & set(other):
        return None
    here = sum(k[1] for k in left) * len(other)
    there = sum(k[1] for k in right) * len(one)
    return _Pair(slips, here, one, other) if here <= there else _Pair(slips, there, other, one)


def _weights(plan: _Plan, size: int) -> list[float]:
    """What each word tells: the rarer in the register, the more."""
    rarity = [log(1 + size)] * len(plan.words)
    for one in plan.wanted:
        if len(one.places) == 1 and one.found:
            at = one.places[0]
            rarity[at] = min(rarity[at], log(1 + size / max(one.own_df, 1)))
    return rarity


class _Tally:
    """What the words of one reading add up to, entry by entry.

    One whole number an entry: the weight of its words found, in thousandths, times WEIGHT, and the
    share of the entry's own name they make up. One addition a posting is what a search mostly does.
    """

    def __init__(self, weights: Sequence[float]) -> None:
        self._weights = weights
        self._whole = round(sum(weights) * _THOUSANDTHS) or 1
        self.got: dict[int, int] = {}
        # Who was found under each wanted word: a name that holds two words near it counts once.
        self._counted: dict[tuple[int, ...], set[int]] = {}

    def add(self, one: _Wanted, postings: Postings) -> None:
        got = self.got
        weight = sum(self._weights[at] for at in one.places)
        counted = self._counted.setdefault(one.places, set())
        for token_id, _df, quality in one.found:
            worth = round(quality * weight * _THOUSANDTHS) * _WEIGHT
            for entry_id, share in postings.get(token_id, ()):
                if entry_id not in counted:
                    counted.add(entry_id)
                    got[entry_id] = got.get(entry_id, 0) + worth + share
        worth = round(_SPLIT * weight * _THOUSANDTHS) * _WEIGHT
        for left, right in one.halves:
            second = dict(postings.get(right[0], ()))
            for entry_id, share in postings.get(left[0], ()):
                if entry_id in second and entry_id not in counted:
                    counted.add(entry_id)
                    got[entry_id] = got.get(entry_id, 0) + worth + share + second[entry_id]

    def best(self) -> float:
        """How much of the name's weight the best entry holds, 0…1."""
        return max(self.got.values(), default=0) // _WEIGHT / self._whole

    def likelihoods(self) -> dict[int, float]:
        """0…1 for each entry that comes near the best one."""
        least = max(self.got.values(), default=0) * _WORTH_A_LOOK
        return {
            entry_id: min(1.0, sums // _WEIGHT / self._whole)
            * (0.5 + 0.5 * min(1.0, sums % _WEIGHT / WHOLE))
            for entry_id, sums in self.got.items()
            if sums >= least
        }
