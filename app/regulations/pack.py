"""What a regulation pack says once it is read: terms, codes, thresholds, settings, wording; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, TypeVar

from app.core.labels import LabelledEnum
from app.core.sentences import Sentence
from app.core.working_days import FIVE_DAY_WEEK, SIX_DAY_WEEK, Calendar, DayOff, Unit

SIX_DAYS = 6
COMBINED = "gabungan"


class Nature(LabelledEnum):
    """How binding a term is: shown as a solid chip (statutory, national) or an outlined one."""

    STATUTORY = "aturan", "aturan"
    NATIONAL = "nasional", "hukum nasional"
    TARGET = "sasaran", "target layanan"


class Level(LabelledEnum):
    """Tingkat benturan (Perwali 92/2020 Lamp. II.D tahap 3.c.3)."""

    LOW = "low", "Rendah"
    MEDIUM = "medium", "Sedang"
    HIGH = "high", "Tinggi"


LEVEL_BY_WORD = {level.label.lower(): level for level in Level}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing a pack says, and on what authority: `basis` is the citation people see.

    `needs_confirmation`: read from a secondary source; the admin is shown so.
    """

    code: str
    label: str
    basis: str
    pack_id: str
    valid_from: date
    valid_to: date | None = None
    needs_confirmation: bool = False
    note: str = ""

    def in_force_on(self, day: date | None) -> bool:
        """Whether it holds on the day; without a day, whether it is the version without an end."""
        if day is None:
            return self.valid_to is None
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, kw_only=True)
class Term(Fact):
    """Jangka waktu: a length from an event. A `core.working_days.Span`.

    `variant_of`: the term it replaces in special cases; what closes that one closes this one.
    """

    length: int
    unit: Unit
    nature: Nature
    starts: str
    number: str = ""
    variant_of: str = ""

    @property
    def statutory(self) -> bool:
        """Whether the figure itself is law, not a service target."""
        return self.nature is not Nature.TARGET


@dataclass(frozen=True, kw_only=True)
class Threshold(Fact):
    """Ambang: a figure; in whole rupiah unless `measure` says otherwise."""

    value: int
    measure: str


@dataclass(frozen=True, kw_only=True)
class CodeItem(Fact):
    """One entry of a code list. `text` is verbatim, `label` short, `question` the form's gate."""

    text: str
    question: str = ""
    hidden: bool = False
    original: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Setting(Fact):
    """One switch or routing decision; `value` is a plain TOML value."""

    value: Any


@dataclass(frozen=True, kw_only=True)
class Wording(Fact):
    """Words that are printed."""

    text: str


@dataclass(frozen=True)
class CodeList:
    """A named list of codes; one code may have several dated versions."""

    name: str
    title: str
    basis: str
    items: tuple[CodeItem, ...]


@dataclass(frozen=True)
class Choice:
    """One answer to a factor of the level rule."""

    code: str
    score: int
    label: str


@dataclass(frozen=True)
class Factor:
    """One of the plain questions the level is made of."""

    code: str
    label: str
    question: str
    choices: tuple[Choice, ...]

    def choice(self, answer: str | int | None) -> Choice:
        """The chosen answer, by its code or by its score; unanswered counts 0.

        Raises KeyError for a code the pack does not know.
        """
        for choice in self.choices:
            if answer in (choice.code, choice.score):
                return choice
        if answer in (None, "", 0):
            return UNANSWERED
        raise KeyError(f"factor {self.code!r} has no answer {answer!r}")


UNANSWERED = Choice("", 0, "belum dijawab")
Answers = Mapping[str, str | int | None]


@dataclass(frozen=True)
class Handling:
    """The least that must be done at a level."""

    level: Level
    text: str
    stop_first: bool
    plan_required: bool
    check_term: str


@dataclass(frozen=True)
class LevelRule:
    """How the level follows from the factors: scores, limits, and the floor for posts at risk."""

    basis: str
    factors: tuple[Factor, ...]
    high_from: int
    medium_from: int
    low_when_zero: str
    risk_factor: str
    risk_score: int
    risk_floor: Level
    handlings: Mapping[Level, Handling]

    def level_for(self, answers: Answers, at_risk: bool) -> tuple[Level, tuple[str, ...]]:
        """The suggested level and the sentences that explain it.

        `answers` maps a factor's code to the code or the score of the chosen answer. `at_risk`:
        the person's post is one of the positions with potential conflict.
        """
        chosen = {factor.code: factor.choice(answers.get(factor.code)) for factor in self.factors}
        reasons = [
            f"{f.label}: {chosen[f.code].label} ({chosen[f.code].score})" for f in self.factors
        ]
        if chosen[self.low_when_zero].score == 0:
            return Level.LOW, (
                *reasons,
                Sentence("Tidak ada kaitan dengan wewenang: %(level)s", level=Level.LOW),
            )
        total = sum(choice.score for choice in chosen.values())
        level = self._by_total(total)
        reasons.append(Sentence("Jumlah %(total)s: %(level)s", total=total, level=level))
        exposed = at_risk and chosen[self.risk_factor].score >= self.risk_score
        if exposed and level is Level.LOW:
            level = self.risk_floor
            reasons.append(
                Sentence("Jabatannya termasuk posisi berpotensi: sedikitnya %(level)s", level=level)
            )
        return level, tuple(reasons)

    def _by_total(self, total: int) -> Level:
        if total >= self.high_from:
            return Level.HIGH
        return Level.MEDIUM if total >= self.medium_from else Level.LOW


@dataclass(frozen=True)
class Pack:
    """One profile of rules, a child already merged with its parent.

    `sha256` covers the file and, for a child, its parent: what a record was made under.
    """

    id: str
    name: str
    regulation: str
    parent_id: str | None
    government: str
    inspectorate: str
    head_of_region: str
    basis: str
    valid_from: date
    note: str
    sha256: str
    terms: Mapping[str, tuple[Term, ...]]
    thresholds: Mapping[str, tuple[Threshold, ...]]
    settings: Mapping[str, Setting]
    wordings: Mapping[str, Wording]
    lists: Mapping[str, CodeList]
    levels: LevelRule

    @property
    def main_term(self) -> str:
        """ "benturan kepentingan" or "konflik kepentingan": the word that is printed."""
        return str(self.setting("istilah_utama"))

    def term(self, code: str, day: date | None = None) -> Term:
        """The term in force on the day (without a day: the current one). Raises KeyError."""
        return _version("term", code, self.terms.get(code, ()), day)

    def threshold(self, name: str, day: date | None = None) -> Threshold:
        """The threshold in force on the day. Raises KeyError, also where it was abolished."""
        return _version("threshold", name, self.thresholds.get(name, ()), day)

    def codes(
        self, list_name: str, day: date | None = None, *, with_hidden: bool = False
    ) -> tuple[CodeItem, ...]:
        """The codes to offer on the day, in the list's order; empty for a list the pack lacks.

        A setting `daftar_<list>` other than "gabungan" keeps only the items of that profile.
        """
        found = self.lists.get(list_name)
        return tuple(
            item
            for item in (found.items if found else ())
            if item.in_force_on(day)
            and (with_hidden or not item.hidden)
            and self._in_profile(list_name, item)
        )

    def _in_profile(self, list_name: str, item: CodeItem) -> bool:
        setting = self.settings.get(f"daftar_{list_name}")
        profiles = item.extra.get("daftar")
        return (
            setting is None
            or setting.value == COMBINED
            or not profiles
            or (setting.value in profiles)
        )

    def code(self, list_name: str, code: str, day: date | None = None) -> CodeItem:
        """One item, hidden or not and whatever the profile: old records must stay readable.

        Without a version in force the newest one is given. Raises KeyError.
        """
        found = self.lists.get(list_name)
        versions = [item for item in (found.items if found else ()) if item.code == code]
        if not versions:
            raise KeyError(f"pack {self.id!r} has no code {code!r} in list {list_name!r}")
        return next((item for item in versions if item.in_force_on(day)), versions[-1])

    def setting(self, name: str) -> Any:
        """The value of a setting. Raises KeyError."""
        return self.settings[name].value

    def wording(self, name: str) -> str:
        """The printed words, with the main term and the government's name in place."""
        return self.wordings[name].text

    def level_for(self, factors: Answers, at_risk: bool) -> tuple[Level, tuple[str, ...]]:
        """See `LevelRule.level_for`."""
        return self.levels.level_for(factors, at_risk)

    def handling(self, level: Level) -> Handling:
        return self.levels.handlings[level]

    @property
    def nuclear_family(self) -> frozenset[str]:
        """Codes of hubungan_afiliasi that count as keluarga inti (Perwali 92/2020 Lamp. II.F.9)."""
        return frozenset(self.setting("keluarga_inti"))

    @property
    def service_hours(self) -> tuple[time, time]:
        hours = self.setting("jam_layanan")
        return time.fromisoformat(hours["mulai"]), time.fromisoformat(hours["selesai"])

    def season(self, year: int) -> tuple[date, date]:
        """First and last day of the yearly round."""
        season = self.setting("periode_tahunan")
        return (
            date.fromisoformat(f"{year:04d}-{season['mulai']}"),
            date.fromisoformat(f"{year:04d}-{season['selesai']}"),
        )

    def calendar(self, days_off: Iterable[DayOff]) -> Calendar:
        """These days off, counted the way this pack counts."""
        six = self.setting("hari_kerja_seminggu") == SIX_DAYS
        return Calendar(
            frozenset(days_off),
            joint_leave_off=bool(self.setting("cuti_bersama_libur")),
            roll_over=self.setting("jatuh_libur") == "geser",
            event_day_counts=bool(self.setting("hari_kejadian_dihitung")),
            working_weekdays=SIX_DAY_WEEK if six else FIVE_DAY_WEEK,
        )

    def to_confirm(self) -> tuple[Fact, ...]:
        """Everything a person still has to check against the official text."""
        facts: list[Fact] = [fact for versions in self.terms.values() for fact in versions]
        facts += [fact for versions in self.thresholds.values() for fact in versions]
        facts += [*self.settings.values(), *self.wordings.values()]
        facts += [item for code_list in self.lists.values() for item in code_list.items]
        return tuple(fact for fact in facts if fact.needs_confirmation)


def _version(kind: str, code: str, versions: tuple[F, ...], day: date | None) -> F:
    for fact in versions:
        if fact.in_force_on(day):
            return fact
    raise KeyError(f"no {kind} {code!r} in force on {day or 'any day from now on'}")
