"""The six codes: for random histories of random employees, what a plain walk through them gives."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from app.crosscheck.codes import Code, gravest
from app.crosscheck.history import Said, Standing, standing_on
from app.crosscheck.models import ScreeningMatch, ScreeningParty, Verdict
from app.crosscheck.named import Part
from app.crosscheck.outside_facts import OutsideFact, Reported, SourceKind
from app.crosscheck.records import Recorded
from app.crosscheck.relations import Step
from app.crosscheck.verdicts import Opinion, Weighed, overall, result_of

ZONE = ZoneInfo("Asia/Makassar")
START = date(2025, 1, 1)
SUBJECT, OTHERS, PARTY, NAME = 1, (2, 3), 7, 77
DAYS = st.integers(0, 40)
MAYBE_A_DAY = st.one_of(st.none(), DAYS)


@dataclass(frozen=True)
class Told:
    """One version of an interest, as days after START: declared, taken back, true from and to."""

    on: int
    hour: int
    back_after: int | None
    begins: int | None
    ends: int | None
    names_party: bool


versions = st.lists(
    st.builds(
        Told, DAYS, st.integers(0, 23), st.one_of(st.none(), st.integers(0, 20)), MAYBE_A_DAY,
        MAYBE_A_DAY, st.booleans(),
    ),
    max_size=5,
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A match: whose interest, its history, how sure the name is, what was judged of it."""

    owner: int
    versions: list[Told]
    band: str
    numbered: bool
    judged: Verdict | None
    staff: bool


entries = st.lists(
    st.builds(
        Entry, st.sampled_from((SUBJECT, *OTHERS)), versions,
        st.sampled_from(("strong", "possible", "weak", "other_number")), st.booleans(),
        st.sampled_from((None, None, *Verdict)), st.booleans(),
    ),
    max_size=4,
)  # fmt: skip
recusals = st.lists(
    st.tuples(MAYBE_A_DAY, MAYBE_A_DAY, st.sampled_from(((), (PARTY,), (PARTY + 1,)))), max_size=2
)


def day(number: int | None) -> date | None:
    return None if number is None else START + timedelta(days=number)


def moment(number: int, hour: int) -> datetime:
    return datetime.combine(START + timedelta(days=number), time(hour), ZONE)


def said(told: list[Told]) -> list[Said]:
    return [
        Said(
            at, moment(one.on, one.hour),
            None if one.back_after is None else moment(one.on + one.back_after, one.hour),
            day(one.begins), day(one.ends), frozenset({NAME} if one.names_party else ()),
        )
        for at, one in enumerate(told)
    ]  # fmt: skip


def weighed(at: int, entry: Entry, decided: date) -> Weighed:
    match = ScreeningMatch(
        id=at, party_id=PARTY, entry_key=NAME, owner_id=entry.owner, score=0.9, band=entry.band,
        part=Part.STAFF if entry.staff else Part.BODY,
        identical="nib" if entry.numbered and not entry.staff else None,
    )  # fmt: skip
    match.uid, match.found = f"{at:032x}", {"one_word": False}
    opinion = Opinion(verdict=entry.judged)
    if entry.staff:  # somebody's own name: a former official's waiting time is told, no code
        return Weighed(match, None, Standing(), opinion, left_on=decided)
    standing = standing_on(said(entry.versions), {NAME}, decided, ZONE)
    path = (Step(SUBJECT, entry.owner, "HA-D1", 5),) if entry.owner == OTHERS[0] else ()
    return Weighed(match, Recorded(at, entry.owner, "PK-E", ()), standing, opinion, path)


def reported(given: list) -> list[Reported]:
    facts = tuple(
        OutsideFact(SourceKind.RECUSAL, "PD-1", START, "…", day(begins), day(ends), concerned)
        for begins, ends, concerned in given
    )
    elsewhere = OutsideFact(SourceKind.MEASURE, "RP-1", START, "…")  # a plan is no recusal
    return [
        Reported(SourceKind.MEASURE, True, (elsewhere,)),
        Reported(SourceKind.RECUSAL, True, facts),
    ]


# ── a plain walk ──────────────────────────────────────────────────────────────────────────────


def taken_for_same(entry: Entry) -> bool | None:
    if entry.judged is not None:
        return {Verdict.SAME: True, Verdict.NOT_SAME: False, Verdict.UNSURE: None}[entry.judged]
    if entry.numbered and not entry.staff:
        return True
    return {"strong": True, "possible": None}.get(entry.band, False)


def declared(entry: Entry, decided: int) -> tuple[bool, bool]:
    """Whether the party was named by the end of the day and not taken back; and whether later."""
    by_then = later = False
    for one in entry.versions:
        if not one.names_party:
            continue
        if one.on > decided:
            later = True
        elif one.back_after is None or one.on + one.back_after > decided:
            by_then = True
    return by_then, later


def walked(all_of_it: list[Entry], given: list, decided: int) -> Code:
    own_before = own_after = another = to_check = False
    for entry in all_of_it:
        same = taken_for_same(entry)
        if entry.staff or same is False:
            continue
        by_then, later = declared(entry, decided)
        own = entry.owner == SUBJECT
        if same and own:
            own_before, own_after = own_before or by_then, own_after or later
        if same and not own:
            another = another or by_then or later
        to_check = to_check or same is None or not (by_then or later)
    stepped_aside = any(
        (begins is None or begins <= decided) and (ends is None or decided <= ends)
        and (not concerned or PARTY in concerned)
        for begins, ends, concerned in given
    )  # fmt: skip
    if own_before:
        return Code.CS_1 if stepped_aside else Code.CS_2
    if own_after:
        return Code.CS_3
    if another:
        return Code.CS_4
    return Code.CS_0 if to_check else Code.CS_5


@settings(max_examples=600, deadline=None)
@given(entries, recusals, DAYS)
def test_the_code_of_a_party_is_what_a_plain_walk_gives(
    all_of_it: list[Entry], given: list, decided: int
) -> None:
    on = START + timedelta(days=decided)
    party = ScreeningParty(id=PARTY, position=0, kind="org")
    matches = [weighed(at, entry, on) for at, entry in enumerate(all_of_it)]
    result = result_of(party, matches, SUBJECT, on, reported(given))
    assert result.code is walked(all_of_it, given, decided)
    assert sorted(w.match.id for w in result.matches) == list(range(len(all_of_it)))
    if result.code is Code.CS_4:  # whoever is bound to the accused is told first
        bound = [w for w in result.basis if w.path]
        assert list(result.basis[: len(bound)]) == bound
    assert overall([result]) is result.code


@given(st.lists(st.sampled_from(Code), min_size=1))
def test_of_several_parties_the_gravest_code_is_shown(codes: list[Code]) -> None:
    order = [Code.CS_4, Code.CS_3, Code.CS_2, Code.CS_1, Code.CS_0, Code.CS_5]
    assert gravest(codes) is min(codes, key=order.index)
