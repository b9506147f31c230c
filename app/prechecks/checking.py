"""The check itself: parties and answers against what is recorded, with every fact in words.

Against the official's own interests it says what it found. What others declared only ever shows as
"needs attention", without saying who or what (S-38): nobody reads a colleague's declaration here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import clock, names
from app.crosscheck import wording as crosscheck_words
from app.crosscheck.candidates import SCREENING, Limits
from app.crosscheck.history import Standing
from app.crosscheck.lookup import Hit, search_many, whole_build
from app.crosscheck.other_names import queries_of
from app.crosscheck.records import Recorded, recorded, recorded_of
from app.crosscheck.relations import paths_from
from app.departures import queries as departures
from app.matters.finding import Party
from app.people import queries as people
from app.prechecks.models import Colour
from app.regulations import queries as regulations

YES, NO, UNSURE = "ya", "tidak", "ragu"
UNFINISHED: Final = _l(
    "Indeks nama sedang disusun ulang, jadi hasil ini belum lengkap. Cek sekali lagi nanti."
)
QUESTIONS: Final = ("q1", "q2", "q3", "q4", "q5")
# "Ya" to one of these means: stop.
STOPPING: Final = ("q1", "q2", "q3", "q4")
_FORMER_POST: Final = "PK-H"
_COOLING: Final = "masa_tunggu"
_LIMITS: Final = Limits(explained=False)
_SURE, _NEAR = "strong", ("strong", "possible")


@dataclass(frozen=True)
class Fact:
    """One thing that speaks for stopping or for attention, in words.

    `interest_id` is the official's own interest that matches, so that a recusal can name it.
    """

    colour: Colour
    text: str
    interest_id: int | None = None

    def stored(self) -> dict[str, Any]:
        return {"colour": self.colour.value, "text": self.text, "interest_id": self.interest_id}


@dataclass(frozen=True)
class Found:
    """What a check found: its colour is that of its gravest fact."""

    facts: Sequence[Fact]

    @property
    def colour(self) -> Colour:
        colours = {fact.colour for fact in self.facts}
        return next((c for c in (Colour.RED, Colour.YELLOW) if c in colours), Colour.GREEN)


def check(
    person_id: int, parties: Sequence[Party], unit_id: int, answers: Mapping[str, str]
) -> Found:
    """Everything recorded and answered about this official and these parties, today."""
    facts = [*_matches(person_id, parties), *_former_posts(person_id, unit_id), *_said(answers)]
    once = {(fact.text, fact.interest_id): fact for fact in facts}
    order = (Colour.RED, Colour.YELLOW, Colour.GREEN)
    return Found(sorted(once.values(), key=lambda fact: order.index(fact.colour)))


# ── parties ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Match:
    """A party and an entry of the register that may be the same."""

    party: Party
    hit: Hit
    band: str


def _look_up(parties: Sequence[Party], limits: Limits = SCREENING) -> list[_Match]:
    queries = queries_of([(one.name, one.kind, one.numbers) for one in parties])
    return [
        _Match(party, hit, _band(hit, party))
        for party, answer in zip(parties, search_many(queries, limits), strict=True)
        for hit in answer.hits
        if hit.conflicting is None and _band(hit, party) in _NEAR
    ]


def _band(hit: Hit, party: Party) -> str:
    return _SURE if hit.identical else names.band(hit.score, party.kind)


def _matches(person_id: int, parties: Sequence[Party]) -> list[Fact]:
    today = clock.today()
    facts: list[Fact] = []
    matches = _look_up(parties)
    if parties and whole_build() is None:
        facts.append(Fact(Colour.YELLOW, str(UNFINISHED)))
    records = recorded(m.hit.interest_id for m in matches if m.hit.interest_id is not None)
    others: dict[int, list[_Match]] = {}
    for match in matches:
        record = records.get(match.hit.interest_id or 0)
        if record is None:
            continue
        if not _stands(record.standing(match.hit.key, today)):
            continue
        if record.person_id == person_id:
            facts.append(_own(match, record, today))
        elif match.band == _SURE:
            others.setdefault(record.person_id, []).append(match)
    facts += _told_by_family(person_id, others)
    return facts + _in_directory(person_id, matches, today)


def _stands(standing: Standing) -> bool:
    return standing.declared_before and not standing.dropped and standing.ended_on is None


def _own(match: _Match, record: Recorded, day: date) -> Fact:
    version = record.naming(match.hit.key)
    pack = regulations.pack_on(day)
    role = (
        crosscheck_words.role_of(version, record.section, match.hit.part, pack) if version else ""
    )
    declared = record.standing(match.hit.key, day).declared_on
    facts = {
        "party": match.party.name, "role": role.replace(";", ","), "day": _day(declared or day),
    }  # fmt: skip
    if match.band == _SURE:
        text = _("%(party)s cocok dengan deklarasi Anda: %(role)s (dinyatakan %(day)s).", **facts)
        return Fact(Colour.RED, text, record.interest_id)
    text = _("%(party)s mirip dengan yang Anda nyatakan: %(role)s (dinyatakan %(day)s).", **facts)
    return Fact(Colour.YELLOW, text, record.interest_id)


def _day(value: date) -> str:
    return str(format_date(value, "d MMMM yyyy"))


def _told_by_family(person_id: int, others: Mapping[int, Sequence[_Match]]) -> list[Fact]:
    """Colleagues bound to the official by a declared bond who declared the same party."""
    bound = paths_from(person_id, others, lambda _person: False)
    parties = dict.fromkeys(m.party.name for owner in bound for m in others[owner])
    return [
        Fact(
            Colour.YELLOW,
            _("Ada catatan lain tentang %(party)s yang perlu dicocokkan. Minta arahan atasan.",
              party=name),
        )
        for name in parties
    ]  # fmt: skip


def _in_directory(person_id: int, matches: Sequence[_Match], day: date) -> list[Fact]:
    """Parties who bear the name of an employee: oneself, family, or somebody who left."""
    named = {m.hit.person_id: m for m in matches if m.hit.person_id is not None and m.band == _SURE}
    bound = set(paths_from(person_id, set(named) - {person_id}, lambda _person: False))
    cooling = departures.cooling_on(named, day)
    staff = people.people_by_ids(named)
    facts = []
    for found_id, match in named.items():
        person = staff.get(found_id)
        if found_id == person_id:
            text = _("%(party)s bernama sama dengan Anda.", party=match.party.name)
        elif found_id in bound:
            text = _("%(party)s bernama sama dengan pegawai yang tercatat berhubungan dengan Anda.",
                     party=match.party.name)  # fmt: skip
        elif found_id in cooling:
            text = _("%(party)s bernama sama dengan mantan pejabat dalam masa tunggu sampai %(day)s.",
                     party=match.party.name, day=_day(cooling[found_id]))  # fmt: skip
        elif person is not None and not person.serves_on(day):
            text = _("%(party)s bernama sama dengan mantan pegawai.", party=match.party.name)
        else:
            continue
        facts.append(Fact(Colour.YELLOW, text))
    return facts


# ── former posts, answers ─────────────────────────────────────────────────────────────────────


def _former_posts(person_id: int, unit_id: int) -> list[Fact]:
    """A post held before in the unit whose matter this is, while not serving there now."""
    today = clock.today()
    unit = people.unit(unit_id)
    now = people.post_of(person_id, today)
    if unit is None or (now is not None and now.unit_id == unit_id):
        return []
    facts = [
        Fact(
            Colour.YELLOW,
            _("Anda menyatakan jabatan sebelumnya di %(unit)s.", unit=unit.name),
            record.interest_id,
        )
        for record in recorded_of([person_id]).values()
        if record.section == _FORMER_POST and _names_unit(record, unit.name, unit.code or "")
    ]
    earliest = today - timedelta(days=regulations.pack_on(today).term(_COOLING).length * 31)
    last = people.post_in_unit(person_id, unit_id, earliest)
    if last is not None and not facts:
        facts.append(Fact(Colour.YELLOW, _("Anda pernah menjabat di %(unit)s.", unit=unit.name)))
    return facts


def _names_unit(record: Recorded, name: str, code: str) -> bool:
    standing = [v for v in record.versions if v.said.withdrawn_at is None]
    if not standing or not standing[-1].said.true_on(clock.today()):
        return False
    said = str(standing[-1].fields.get("former_unit") or "").casefold().strip()
    return bool(said) and said in (name.casefold(), code.casefold())


def question(name: str) -> str:
    """The five questions of S-38."""
    words: dict[str, str] = {
        "q1": _("Apakah Anda kenal dekat atau berkeluarga dengan salah satu pihak?"),
        "q2": _("Apakah Anda punya atau pernah menerima manfaat dari salah satu pihak?"),
        "q3": _("Apakah Anda satu pekerjaan atau organisasi dengan salah satu pihak?"),
        "q4": _("Apakah yang dinilai hasil pekerjaan Anda sendiri?"),
        "q5": _("Adakah desakan dari siapa pun?"),
    }
    return words[name]


def _said(answers: Mapping[str, str]) -> list[Fact]:
    facts = []
    for name in QUESTIONS:
        given = answers.get(name)
        if given == YES and name in STOPPING:
            facts.append(
                Fact(Colour.RED, _("Anda menjawab ya: %(question)s", question=question(name)))
            )
        elif given == UNSURE:
            facts.append(Fact(Colour.YELLOW, _("Anda ragu: %(question)s", question=question(name))))
    return facts


# ── candidates ────────────────────────────────────────────────────────────────────────────────


def linked(person_ids: Iterable[int], parties: Sequence[Party]) -> set[int]:
    """Of these people, those with a recorded link to a party: own interests, or family's.

    Only whether there is one: what it is stays with the declarant and his reviewer.
    """
    wanted, today = set(person_ids), clock.today()
    matches = [m for m in _look_up(parties, _LIMITS) if m.band in _NEAR]
    records = recorded(m.hit.interest_id for m in matches if m.hit.interest_id is not None)
    owners: set[int] = set()
    sure: set[int] = set()
    for match in matches:
        record = records.get(match.hit.interest_id or 0)
        if record is None or not _stands(record.standing(match.hit.key, today)):
            continue
        owners.add(record.person_id)
        if match.band == _SURE:
            sure.add(record.person_id)
    named = {m.hit.person_id for m in matches if m.hit.person_id is not None and m.band == _SURE}
    found = (owners | named) & wanted
    for other in (sure | named) - {None}:
        found |= set(paths_from(other or 0, wanted - found, lambda _person: False))
    return found
