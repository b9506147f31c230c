"""Opening a screening, searching, saving it with its letter, opening a whole declaration."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from app.audit.services import take_turn
from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotAllowed, WrongState
from app.core.events import Event
from app.core.names import NORM_VERSION, SCORER_VERSION, Kind
from app.core.names.numbers import (
    Numbers,
    NumberType,
    numbers_of,
    problem_with,
    problem_with_number,
)
from app.core.reasons import check_reason, short_reason
from app.core.sentences import Sentence
from app.crosscheck import documents, guard, outside_facts
from app.crosscheck.codes import Code
from app.crosscheck.events import DECLARATION_OPENED, LOOKED_UP, SCREENING_OPENED
from app.crosscheck.lookup import index_state, whole_build
from app.crosscheck.matching import Found, Searched, Wanted, search_parties
from app.crosscheck.models import (
    DeclarationOpening,
    Screening,
    ScreeningMatch,
    ScreeningParty,
    ScreeningRun,
    ScreeningState,
)
from app.crosscheck.records import links_with, recorded
from app.crosscheck.services import budgets
from app.crosscheck.weighing import matches_of, question_of, shown_to, weigh
from app.crosscheck.workflow import SCREENING_FLOW
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.disclosures import queries as disclosures
from app.documents import numbering
from app.people import queries as people
from app.people.models import Person
from app.regulations import queries as regulations

LEAST_REASON: Final = 20  # letters
MOST_PARTIES: Final = 10
_SERIES: Final = "CEKSILANG"
JUDGE_ALL = "Nilai semua kecocokan sebelum menyimpan."
INCOMPLETE = (
    "Saat dicari, indeks nama sedang disusun ulang, jadi hasilnya belum lengkap. Tekan Cek ulang,"
    " lalu simpan."
)
STILL_BUILT = "Indeks nama masih disusun ulang; coba lagi nanti."


@dataclass(frozen=True)
class PartyWanted:
    """A party as typed. Numbers may be empty or hold spaces and dots."""

    kind: Kind
    name: str
    nib: str = ""
    npwp: str = ""
    nik: str = ""

    def numbers(self) -> Numbers:
        return numbers_of(nib=self.nib, npwp=self.npwp, nik=self.nik)


@dataclass(frozen=True, kw_only=True)
class ScreeningWanted:
    """What somebody wants checked, and why. `origin` is the complaint or matter it serves;

    `matter` says what was decided, `matter_id` is its number in the register where it stands there.
    """

    subject_id: int
    parties: Sequence[PartyWanted]
    decision_on: date
    reason: str
    matter: str = ""
    matter_id: int | None = None
    complaint_on: date | None = None
    origin: Any = None


@use_case
def open_screening(actor: Actor, wanted: ScreeningWanted) -> Screening:
    """Open a screening and search at once.

    Raises Invalid for what was typed and where the guard stands in the way, NotAllowed when the
    day's budget is spent.
    """
    policy.require(actor, "screening.open", wanted)
    _check(actor, wanted)
    take_turn()  # before the number series: the same order of locks for every writer
    year = clock.today().year
    screening = Screening(
        uid=new_uid(),
        number=f"CSL-{year}-{numbering.take_number(_SERIES, year):06d}",
        state=ScreeningState.OPEN,
        opened_by_id=guard.person_of(actor),
        opened_at=clock.now(),
        subject_id=wanted.subject_id,
        decision_on=wanted.decision_on,
        complaint_on=wanted.complaint_on,
        origin_type=getattr(wanted.origin, "__tablename__", None),
        origin_id=getattr(wanted.origin, "id", None),
    )
    screening.words = {
        "reason": wanted.reason.strip(),
        "matter": wanted.matter.strip(),
        "matter_id": wanted.matter_id,
        "origin": getattr(wanted.origin, "number", ""),
    }
    screening.parties = [_party(at, party) for at, party in enumerate(wanted.parties)]
    db.session.add(screening)
    db.session.flush()
    events.emit(
        Event(SCREENING_OPENED, actor, screening, {"number": screening.number},
              reason=wanted.reason.strip())
    )  # fmt: skip
    _search(actor, screening)
    once.leads_to(f"/cek-silang/{screening.id}")
    return screening


def _check(actor: Actor, wanted: ScreeningWanted) -> None:
    problems: dict[str, str] = {}
    if people.person(wanted.subject_id) is None:
        problems["subject_id"] = "Pilih pegawai dari daftar."
    problems |= short_reason(wanted.reason, LEAST_REASON)
    if wanted.decision_on > clock.today():
        problems["decision_on"] = "Tanggal keputusan tidak boleh setelah hari ini."
    if wanted.complaint_on is not None and wanted.complaint_on > clock.today():
        problems["complaint_on"] = "Tanggal aduan tidak boleh setelah hari ini."
    if not 0 < len(wanted.parties) <= MOST_PARTIES:
        problems["parties"] = Sentence(
            "Isi sedikitnya satu, paling banyak %(n)s pihak.", n=MOST_PARTIES
        )
    for at, party in enumerate(wanted.parties):
        problems |= {f"parties.{at}.{name}": why for name, why in _problems_of(party).items()}
    if problems:
        raise Invalid(fields=problems)
    standing_in_the_way = guard.concern(actor, wanted.subject_id)
    if standing_in_the_way:
        raise Invalid(fields={"subject_id": standing_in_the_way})


def _problems_of(party: PartyWanted) -> dict[str, str]:
    found = {}
    if why := problem_with(party.name):
        found["name"] = why
    for kind, written in (
        (NumberType.NIB, party.nib), (NumberType.NPWP, party.npwp), (NumberType.NIK, party.nik),
    ):  # fmt: skip
        if why := problem_with_number(kind, written):
            found[kind.value] = why
    return found


def _party(position: int, wanted: PartyWanted) -> ScreeningParty:
    party = ScreeningParty(uid=new_uid(), position=position, kind=wanted.kind)
    numbers = {kind.value: digits for kind, digits in wanted.numbers().items()}
    party.words = {"name": " ".join(wanted.name.split()), "numbers": numbers}
    return party


# ── searching ─────────────────────────────────────────────────────────────────────────────────


@use_case
def search_again(actor: Actor, screening: Screening) -> bool:
    """Search once more; a saved screening is opened again only when something new is known.

    Gives whether something new was found. Raises NotAllowed when the day's budget is spent, or the
    guard stands in the way by now; WrongState, and takes nothing from the budget, while the index is
    being built: that nothing was found would say nothing.
    """
    policy.require(actor, "screening.search", screening)
    if why := guard.concern(actor, screening.subject_id):
        raise NotAllowed(why)
    take_turn()  # nobody builds the index anew between the search and what is written about it
    if whole_build() is None:
        raise WrongState(STILL_BUILT)
    news = _search(actor, screening)
    if news and screening.state is ScreeningState.SAVED:
        SCREENING_FLOW.move(screening, "reopen", actor, number=screening.number)
    return news


def _search(actor: Actor, screening: Screening) -> bool:
    """One run, recorded with what was searched. Gives whether it found anything new."""
    began = time.perf_counter()
    watch = guard.guard_of(actor)
    budgets.spend(watch.person_id, _case_of(screening), len(screening.parties))
    wanted = [_wanted(party) for party in screening.parties]
    searched = search_parties(wanted, watch, screening.subject_id)
    budgets.spend_also(watch.person_id, sum(len(some.also) for some in searched))
    run = ScreeningRun(
        screening=screening,
        number=len(screening.runs) + 1,
        at=clock.now(),
        by_id=watch.person_id,
        sources=_sources(actor, screening, searched, watch),
        versions=_versions(),
        duration_ms=round((time.perf_counter() - began) * 1000),
    )
    db.session.add(run)
    db.session.flush()
    news = [
        _keep(run, party, some) for party, some in zip(screening.parties, searched, strict=True)
    ]
    db.session.flush()
    for party, some in zip(screening.parties, searched, strict=True):
        events.emit(
            Event(LOOKED_UP, actor, screening,
                  {"number": screening.number, "party": party.position + 1, "run": run.number,
                   "found": len(some.matches)})
        )  # fmt: skip
    return any(news)


def _case_of(screening: Screening) -> str:
    """What a day's look-ups are counted for: all screenings of one case together."""
    if screening.origin_type is None:
        return f"screening/{screening.id}"
    return f"{screening.origin_type}/{screening.origin_id}"


def _wanted(party: ScreeningParty) -> Wanted:
    numbers = {NumberType(kind): digits for kind, digits in party.words["numbers"].items()}
    kind: Kind = "org" if party.kind == "org" else "person"
    return Wanted(kind, party.words["name"], numbers)


def _versions() -> dict[str, Any]:
    """What the ranking depended on, so that it can be explained later."""
    state = index_state()
    return {
        "norm": NORM_VERSION,
        "scorer": SCORER_VERSION,
        "entries": state.entries if state else 0,
        "index_at": state.changed_at.isoformat() if state else None,
        "complete": whole_build() is not None,
        "pack": regulations.pack_id_on(clock.today()),
    }


def _keep(run: ScreeningRun, party: ScreeningParty, searched: Searched) -> bool:
    """Store the matches; gives whether one is new or rests on new facts."""
    known = {match.pair_key: match for match in party.matches}
    news = False
    for found in searched.matches:
        match = known.get(found.pair_key)
        if match is None:
            match = ScreeningMatch(uid=new_uid(), party=party, run_id=run.id)
            db.session.add(match)
            news = True
        elif match.facts_key != found.facts_key:
            news = True
        _write(match, found)
    party.words = {
        **party.words, "too_common": searched.too_common, "namesakes": searched.namesakes,
        "also": searched.also,
    }  # fmt: skip
    return news


def _write(match: ScreeningMatch, found: Found) -> None:
    hit = found.hit
    match.entry_key, match.interest_id, match.owner_id = hit.key, hit.interest_id, found.owner_id
    match.part, match.score, match.band = hit.part, hit.score, found.band
    match.identical = hit.identical.value if hit.identical else None
    match.pair_key, match.facts_key, match.found = found.pair_key, found.facts_key, found.found


def _sources(
    actor: Actor, screening: Screening, searched: Sequence[Searched], watch: guard.Guard
) -> list[dict[str, Any]]:
    """How many records of each source were searched and how many matched."""
    state = index_state()
    subject = screening.subject_id
    owners = [
        found.owner_id for some in searched for found in some.matches if found.hit.interest_id
    ]
    staff = [found for some in searched for found in some.matches if not found.hit.interest_id]
    bonds = [
        link
        for link in links_with([subject]).values()
        if link.person_id != subject and not watch.withholds(link)
    ]
    then = disclosures.interests_as_of(subject, screening.decision_on)
    now = disclosures.interests_as_of(subject, clock.today())
    own = owners.count(subject)
    counted = [
        {"source": "own_then", "searched": len(then), "found": own},
        {"source": "own_now", "searched": len(now), "found": own},
        {"source": "others", "searched": state.entries if state else 0,
         "found": len(owners) - own},
        {"source": "bonds", "searched": len(bonds), "found": len(bonds)},
        {"source": "staff", "searched": _staff_size(), "found": len(staff)},
    ]  # fmt: skip
    asked = outside_facts.ask_all(question_of(screening, []), shown_to(actor, watch))
    outside = [
        {"source": one.kind.value, "connected": one.connected, "found": len(one.facts)}
        for one in asked
    ]
    return counted + outside


def _staff_size() -> int:
    return db.session.scalar(sa.select(sa.func.count(Person.id))) or 0


# ── saving ────────────────────────────────────────────────────────────────────────────────────


@use_case
def save(
    actor: Actor, screening: Screening, *, code: Code | None, reason: str = "", note: str = ""
) -> None:
    """Save what the screening says and order DOK-09.

    `code` overrides the computed one and then needs a reason. Raises Invalid while a match is not
    judged, or when the index was incomplete when it was searched.
    """
    SCREENING_FLOW.check(screening, "save", actor)
    if not screening.runs[-1].versions["complete"]:
        raise Invalid(INCOMPLETE, fields={"code": INCOMPLETE})
    weighing = weigh(actor, screening)
    if weighing.pending:
        raise Invalid(JUDGE_ALL, fields={"code": JUDGE_ALL})
    chosen = code or weighing.code
    short = short_reason(reason, LEAST_REASON, "override_reason")
    if chosen is not weighing.code and short:
        raise Invalid(fields=short)
    screening.code, screening.saved_at = chosen, clock.now()
    screening.words = {
        **screening.words,
        "note": note.strip(),
        "override_reason": reason.strip() if chosen is not weighing.code else "",
    }
    take_turn()
    documents.order_summary(actor, screening, weighing)
    SCREENING_FLOW.move(
        screening, "save", actor, number=screening.number, code=chosen.value,
        matches=len(matches_of(screening)),
    )  # fmt: skip
    once.leads_to(f"/cek-silang/{screening.id}")


@use_case
def open_declaration(
    actor: Actor, screening: Screening, match: ScreeningMatch, reason: str
) -> DeclarationOpening:
    """Open the newest declaration that names a match, for a reason that is kept and audited."""
    policy.require(actor, "screening.open_declaration", screening)
    check_reason(reason, LEAST_REASON)
    record = recorded([match.interest_id] if match.interest_id else []).get(match.interest_id or 0)
    version = record.naming(match.entry_key) if record else None
    if version is None:
        raise WrongState("Catatan ini bukan dari deklarasi.")
    version_id = version.disclosure_version_id
    opening = DeclarationOpening(
        uid=new_uid(),
        screening_id=screening.id,
        match_id=match.id,
        disclosure_version_id=version_id,
        by_id=guard.person_of(actor),
        at=clock.now(),
    )
    opening.words = {"reason": reason.strip()}
    db.session.add(opening)
    db.session.flush()
    events.emit(
        Event(DECLARATION_OPENED, actor, screening,
              {"number": screening.number, "disclosure_version": version_id}, reason=reason.strip())
    )  # fmt: skip
    once.leads_to(f"/cek-silang/{screening.id}/deklarasi/{opening.id}")
    return opening
