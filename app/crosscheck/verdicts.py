"""From matches and history to the code of each party: records only, computed anew on every look."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.crosscheck.codes import Code, gravest
from app.crosscheck.history import Standing
from app.crosscheck.models import ScreeningMatch, ScreeningParty, Verdict
from app.crosscheck.named import Part
from app.crosscheck.outside_facts import OutsideFact, Reported, SourceKind
from app.crosscheck.records import Recorded
from app.crosscheck.relations import Path


@dataclass(frozen=True)
class Opinion:
    """What holds of a match now: judged here, remembered from the same pair, or not judged.

    `stale`: it was judged on other facts than are known now.
    """

    verdict: Verdict | None = None
    remembered: bool = False
    stale: bool = False
    reason: str = ""
    by_id: int | None = None
    on: date | None = None
    number: str = ""


@dataclass(frozen=True)
class Weighed:
    """A match with everything the records say about it as of the decision."""

    match: ScreeningMatch
    record: Recorded | None
    standing: Standing
    opinion: Opinion
    path: Path = ()
    # The last day of the waiting time of a former official of that name.
    waiting_until: date | None = None
    left_on: date | None = None

    @property
    def is_staff(self) -> bool:
        return self.match.part is Part.STAFF

    @property
    def is_weak(self) -> bool:
        """Folded away; but a name of one word is weak only because it says so little."""
        return self.match.band in ("weak", "other_number") and not self._needs_second_sign

    @property
    def _needs_second_sign(self) -> bool:
        return self.match.band != "other_number" and bool(self.match.found.get("one_word"))

    @property
    def needs_judgement(self) -> bool:
        """Strong and possible matches are judged before saving; weak ones may be."""
        return not self.is_weak and self.opinion.verdict is None

    @property
    def holds(self) -> bool | None:
        """Taken for the same (True), not (False), or to be checked by hand (None)."""
        if self.opinion.verdict is not None:
            return _HOLDS[self.opinion.verdict]
        if self.match.identical is not None:
            return True
        if self.match.band == "strong" and not self._needs_second_sign:
            return True
        return False if self.is_weak else None


_HOLDS: Mapping[Verdict, bool | None] = {
    Verdict.SAME: True, Verdict.NOT_SAME: False, Verdict.UNSURE: None,
}  # fmt: skip


@dataclass(frozen=True)
class PartyResult:
    """The code of one party and the matches it rests on, the telling ones first."""

    party: ScreeningParty
    code: Code
    matches: Sequence[Weighed]
    basis: Sequence[Weighed]
    recusal: OutsideFact | None = None

    @property
    def weak(self) -> list[Weighed]:
        return [w for w in self.matches if w.is_weak and w.holds is not True]

    @property
    def shown(self) -> list[Weighed]:
        return [w for w in self.matches if w not in self.weak]


def result_of(
    party: ScreeningParty,
    matches: Sequence[Weighed],
    subject_id: int,
    decision_on: date,
    reported: Sequence[Reported],
) -> PartyResult:
    """The code of one party: what the accused declared comes before what others declared."""
    same = [w for w in matches if w.holds is True and w.record is not None]
    own = [w for w in same if w.match.owner_id == subject_id]
    before = [w for w in own if w.standing.declared_before]
    after = [w for w in own if w.standing.declared_later_on is not None]
    if before:
        recusal = _recusal(reported, party.id, decision_on)
        code = Code.CS_1 if recusal else Code.CS_2
        return PartyResult(party, code, _ordered(matches, before), before, recusal)
    if after:
        return PartyResult(party, Code.CS_3, _ordered(matches, after), after)
    others = [w for w in same if w.match.owner_id != subject_id and w.standing.was_declared]
    if others:
        others.sort(key=lambda w: (not w.path, len(w.path), w.standing.declared_on or date.max))
        return PartyResult(party, Code.CS_4, _ordered(matches, others), others)
    # What was taken back before the decision is neither declared nor nothing (decision 0006).
    by_hand = [w for w in matches if w.record is not None and (w.holds is None or w in same)]
    code = Code.CS_0 if by_hand else Code.CS_5
    return PartyResult(party, code, _ordered(matches, by_hand), by_hand)


def _ordered(matches: Sequence[Weighed], first: Sequence[Weighed]) -> list[Weighed]:
    rest = [w for w in matches if w not in first]
    return [*first, *sorted(rest, key=lambda w: -w.match.score)]


def _recusal(reported: Sequence[Reported], party_id: int, decision_on: date) -> OutsideFact | None:
    for one in reported:
        for fact in one.facts if one.kind is SourceKind.RECUSAL else ():
            if fact.concerns(party_id) and fact.holds_on(decision_on):
                return fact
    return None


def overall(results: Sequence[PartyResult]) -> Code:
    return gravest([result.code for result in results])


@dataclass(frozen=True)
class Contradiction:
    """Why a judgement does not agree with something else on record; a code and its words' values."""

    code: str
    values: Mapping[str, str]


def contradictions(
    match: ScreeningMatch,
    verdict: Verdict,
    prior: Opinion,
    siblings: Sequence[ScreeningMatch],
    verdict_of: Callable[[ScreeningMatch], Verdict | None],
) -> list[Contradiction]:
    """What an officer must be warned of before judging so (peers F13)."""
    found = []
    opposite = {verdict, prior.verdict} == {Verdict.SAME, Verdict.NOT_SAME}
    if opposite and prior.remembered:
        found.append(Contradiction("opposite", {"number": prior.number}))
    conflicting = match.found.get("conflicting")
    if verdict is Verdict.SAME and conflicting:
        found.append(Contradiction("numbers", {"kind": conflicting.upper()}))
    if verdict is Verdict.NOT_SAME and match.identical:
        found.append(Contradiction("identical", {"kind": match.identical.upper()}))
    if verdict is Verdict.SAME:
        found += _two_numbers(match, [m for m in siblings if verdict_of(m) is Verdict.SAME])
    return found


def _two_numbers(match: ScreeningMatch, same: Sequence[ScreeningMatch]) -> list[Contradiction]:
    """One party cannot be two bodies with two numbers of one kind."""
    mine: Mapping[str, str] = match.found.get("numbers", {})
    for other in same:
        theirs: Mapping[str, str] = other.found.get("numbers", {})
        for kind in mine:
            if other.id != match.id and kind in theirs and theirs[kind] != mine[kind]:
                return [Contradiction("two", {"kind": kind.upper(), "name": other.found["name"]})]
    return []
