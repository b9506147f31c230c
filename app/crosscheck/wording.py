"""What the cross-check says in words: codes, likeness, history, bonds, warnings. Indonesian first.

Everything is said about records and days; nothing here calls anybody guilty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import format_date, format_decimal, gettext
from flask_babel import lazy_gettext as _l

from app.core import clock
from app.core.names import SENTENCES
from app.core.names.numbers import NumberType
from app.crosscheck.codes import DISCLAIMER, Code
from app.crosscheck.events import ASKED_TO_LOOK
from app.crosscheck.listing import Lines
from app.crosscheck.models import Finding, Rule, Screening, ScreeningMatch, SweepHit, Verdict
from app.crosscheck.named import Part
from app.crosscheck.outside_facts import SourceKind
from app.crosscheck.records import RecordedVersion
from app.crosscheck.relations import Step
from app.crosscheck.verdicts import Contradiction, PartyResult, Weighed
from app.crosscheck.weighing import Weighing
from app.disclosures import questions
from app.disclosures import wording as declared
from app.people.models import Person
from app.regulations.pack import Pack

SOURCES: Mapping[str, Any] = {
    "own_then": _l("Deklarasi terlapor, pada tanggal keputusan"),
    "own_now": _l("Deklarasi terlapor, sekarang"),
    "others": _l("Deklarasi ASN lain yang menyebut pihak"),
    "bonds": _l("Deklarasi ASN lain yang menyebut terlapor"),
    "staff": _l("Pegawai dan mantan pejabat (masa tunggu)"),
    **{kind.value: kind.label for kind in SourceKind},
}
_BANDS: Mapping[str, Any] = {
    "strong": _l("Mirip"),
    "possible": _l("Mungkin"),
    "weak": _l("Lemah"),
    "other_number": _l("Identitas berbeda"),
    "none": _l("Tidak serupa"),
}
SUGGESTIONS = (
    _l("Cari ejaan lain atau nama lengkap pihak itu."),
    _l("Minta akta pendirian atau data AHU untuk melihat pemilik dan pengurusnya."),
    _l("Tanya pelapor dari mana ia tahu hubungan itu."),
)
# The long name of a decimal comma.
_COMMA = ","


def _(sentence: str, **values: object) -> str:
    return str(gettext(sentence, **values))


def day(value: date) -> str:
    """18 November 2026."""
    return str(format_date(value, "d MMMM yyyy"))


def number(value: float) -> str:
    """0,91."""
    return f"{value:.2f}".replace(".", _COMMA)


def disclaimer() -> str:
    return _(DISCLAIMER)


def likeness(match: ScreeningMatch) -> str:
    """Sama (NIB), Mirip (0,91), Mungkin (0,83)."""
    if match.identical:
        return _("Sama (%(kind)s)", kind=NumberType(match.identical).label)
    if match.found.get("conflicting"):
        return str(_BANDS["other_number"])
    return f"{_BANDS[match.band]} ({number(match.score)})"


def likeness_kind(match: ScreeningMatch) -> str:
    """The colour of the tag that says it."""
    if match.identical:
        return "ok"
    return {"strong": "info", "possible": "warn"}.get(match.band, "neutral")


def parts_of(match: ScreeningMatch) -> list[tuple[str, str]]:
    """The parts of the score as (effect, sentence); effect is supports, against or ignored."""
    lines = []
    if match.identical:
        kind = NumberType(match.identical).label
        lines.append(
            ("supports", _("%(kind)s sama: identitas yang sama, apa pun namanya.", kind=kind))
        )
    conflicting = match.found.get("conflicting")
    if conflicting:
        kind = NumberType(conflicting).label
        lines.append(("against", _("%(kind)s berbeda: nilai kemiripan dibatasi.", kind=kind)))
    for part in match.found["parts"]:
        values = {"left": part["left"], "right": part["right"]}
        lines.append((part["effect"], _(SENTENCES[part["rule"]]) % values))
    return [*lines, *(("ignored", line) for line in _cautions(match, conflicting))]


def _cautions(match: ScreeningMatch, conflicting: str | None) -> list[str]:
    lines = []
    if match.identical and match.found["name_score"] < 0.5:  # noqa: PLR2004 (names far apart)
        lines.append(_("Namanya jauh berbeda: periksa salah ketik atau nomor yang dipinjam."))
    namesakes = int(match.party.words.get("namesakes") or 0)
    if namesakes > 1 and not match.identical:
        lines.append(_("%(n)s catatan lain memakai nama ini.", n=namesakes - 1))
    if not match.identical and not conflicting:
        lines.append(
            _(
                "Nomor identitas belum dapat dibandingkan. Cocokkan NIK, NIB, atau alamat sebelum menyimpulkan."
            )
        )
    if match.found.get("one_word") and not match.identical:
        lines.append(_("Nama satu kata perlu tanda kedua: NIB, alamat, atau hubungan."))
    return lines


# ── history ───────────────────────────────────────────────────────────────────────────────────


def days_before(declared: date, decided: date) -> str:
    """411 hari sebelum keputusan."""
    gap = (decided - declared).days
    if gap == 0:
        return _("pada hari keputusan")
    if gap > 0:
        return _("%(n)s hari sebelum keputusan", n=gap)
    return _("%(n)s hari setelah keputusan", n=-gap)


def history(weighed: Weighed, screening: Screening) -> list[str]:
    """When the name was declared, seen from the decision, and what became of it."""
    standing, decided = weighed.standing, screening.decision_on
    lines = _declared_when(weighed, screening)
    if standing.ended_on:
        gap_words = days_before(standing.ended_on, decided)
        lines.append(
            _(
                "Butir ini dinyatakan berakhir %(day)s, %(gap)s.",
                day=day(standing.ended_on),
                gap=gap_words,
            )
        )
    if standing.begins_on:
        lines.append(_("Menurut deklarasi baru mulai %(day)s.", day=day(standing.begins_on)))
    if standing.dropped:
        lines.append(_("Deklarasi yang berlaku pada hari keputusan tidak lagi menyebut nama ini."))
    if any(version.said.withdrawn_at for version in _versions_naming(weighed)):
        lines.append(_("Ada pernyataan yang memuat nama ini lalu ditarik kembali."))
    return lines


def _declared_when(weighed: Weighed, screening: Screening) -> list[str]:
    standing, decided = weighed.standing, screening.decision_on
    if standing.declared_at and standing.declared_on == decided:
        return [_same_day(standing.declared_at)]
    on = standing.declared_on or standing.declared_later_on
    if on is None:
        return []
    lines = [_("Dinyatakan %(day)s, %(gap)s.", day=day(on), gap=days_before(on, decided))]
    complained = screening.complaint_on
    if not standing.declared_on and complained and on > complained:
        lines.append(_("%(n)s hari setelah aduan.", n=(on - complained).days))
    return lines


def declared_in(weighed: Weighed) -> str:
    """The number of the declaration that first named it, and of the newest that does."""
    naming = _versions_naming(weighed)
    if not naming:
        return ""
    standing = [version for version in naming if version.said.withdrawn_at is None] or naming
    first, last = standing[0].disclosure_number, standing[-1].disclosure_number
    return first if first == last else _("%(first)s, terakhir %(last)s", first=first, last=last)


def _versions_naming(weighed: Weighed) -> list[RecordedVersion]:
    return weighed.record.versions_naming(weighed.match.entry_key) if weighed.record else []


def _same_day(declared_at: datetime) -> str:
    """The hour of the declaration: which came first only the hour of the decision tells."""
    return _(
        "Dinyatakan %(day)s pukul %(time)s, pada hari keputusan. Cocokkan dengan jam keputusannya.",
        day=day(declared_at.date()), time=declared_at.strftime("%H.%M"),
    )  # fmt: skip


def waiting_time(weighed: Weighed, screening: Screening) -> str:
    """What the directory says about somebody of that name."""
    if weighed.left_on is None or weighed.waiting_until is None:
        return _("Bernama sama dengan pegawai yang masih bertugas.")
    if screening.decision_on <= weighed.waiting_until:
        return _(
            "Mantan pejabat, berhenti %(left)s; masa tunggu sampai %(until)s, keputusan jatuh di dalamnya.",
            left=day(weighed.left_on), until=day(weighed.waiting_until),
        )  # fmt: skip
    return _(
        "Mantan pejabat, berhenti %(left)s; masa tunggu sudah lewat sejak %(until)s.",
        left=day(weighed.left_on), until=day(weighed.waiting_until),
    )  # fmt: skip


# ── bonds ─────────────────────────────────────────────────────────────────────────────────────


def relation(code: str, pack: Pack) -> str:
    """saudara kandung, suami/istri."""
    if not code:
        return _("hubungan tidak disebut")
    return declared.code_label(pack, "hubungan_afiliasi", code).lower()


def role_of(version: RecordedVersion, section: str, part: Part, pack: Pack) -> str:
    """In which role the name stands in the interest: "saudara kandung; direksi"."""
    fields = version.fields
    words = []
    if section == "PK-A":
        words.append(relation(str(fields.get("relation") or ""), pack))
        if part is Part.BODY:
            words.append(_answer(section, "body_role", fields, pack))
    elif section == "PK-E":
        words += [_answer(section, "owner", fields, pack), _answer(section, "role", fields, pack)]
    elif section == "PK-G":
        words.append(str(fields.get("post") or ""))
    else:
        words.append(str(_(part.label)))
    return "; ".join(word.lower() for word in words if word)


def _answer(section: str, name: str, fields: Mapping[str, Any], pack: Pack) -> str:
    return declared.shown(questions.question(section, name), fields, pack)


def step(one: Step, people: Mapping[int, Person], pack: Pack) -> str:
    """Ratih menyatakan Surya sebagai suami/istri."""
    return _(
        "%(who)s menyatakan %(whom)s sebagai %(relation)s",
        who=people[one.declared_by].name, whom=people[one.names].name,
        relation=relation(one.relation, pack),
    )  # fmt: skip


# ── codes ─────────────────────────────────────────────────────────────────────────────────────


def code_of(code: Code) -> str:
    return _(code.label)


def because(result: PartyResult, screening: Screening, weighing: Weighing) -> list[str]:
    """The sentences beneath the code of one party."""
    if result.code is Code.CS_5:
        return [_("Tidak berarti tidak ada hubungan.")]
    if result.code is Code.CS_0:
        return list(_to_check_by_hand(result))
    telling = result.basis[0]
    lines = history(telling, screening)
    if result.code is Code.CS_4:
        who = weighing.people[telling.match.owner_id].name
        lines = [_("Dinyatakan oleh %(who)s.", who=who.removesuffix(".")), *lines]
        if not telling.path:
            lines.append(_("Belum ada hubungan tercatat antara terlapor dan ASN itu."))
    if result.recusal is not None:
        fact = result.recusal
        lines.append(
            _("Penarikan diri %(number)s berlaku sejak %(day)s.", number=fact.number,
              day=day(fact.from_day or fact.on))
        )  # fmt: skip
    elif result.code is Code.CS_2:
        lines.append(_no_recusal(weighing))
    return lines


def _to_check_by_hand(result: PartyResult) -> Iterator[str]:
    if any(weighed.holds is None for weighed in result.basis):
        yield _("Ada nama yang mirip. Nilai setiap kecocokan di bawah.")
    if any(weighed.holds for weighed in result.basis):
        yield _("Pernyataan yang memuat nama ini ditarik kembali sebelum keputusan.")


def _no_recusal(weighing: Weighing) -> str:
    connected = any(r.kind is SourceKind.RECUSAL and r.connected for r in weighing.reported)
    if connected:
        return _("Tidak ada penarikan diri yang tercatat pada hari keputusan.")
    return _("Register penarikan diri belum terhubung; periksa berkasnya.")


def contradiction(found: Contradiction) -> str:
    """Why an officer is asked whether he means it."""
    return _(_CONTRADICTIONS[found.code]) % found.values


_CONTRADICTIONS = {
    "opposite": "Pasangan nama yang sama dinilai sebaliknya pada %(number)s.",
    "numbers": "%(kind)s keduanya tercatat dan berbeda.",
    "identical": "%(kind)s keduanya sama.",
    "two": "Pihak ini sudah dinilai cocok dengan “%(name)s”, yang %(kind)s-nya berbeda.",
}
VERDICTS: Mapping[Verdict, Any] = {verdict: _l(verdict.label) for verdict in Verdict}


def opinion(weighed: Weighed) -> str:
    """What was thought of this match, where and when; "" when nobody judged it."""
    given = weighed.opinion
    if given.on is None:
        return ""
    if given.stale:
        return _(
            "Sudah dinilai %(day)s, tetapi ada fakta baru. Nilai sekali lagi.", day=day(given.on)
        )
    judged = _(given.verdict.label) if given.verdict else ""
    if given.remembered:
        return _(
            "Penilaian terdahulu: %(verdict)s (%(number)s, %(day)s). Dasar: %(reason)s",
            verdict=judged, number=given.number, day=day(given.on), reason=given.reason,
        )  # fmt: skip
    return _(
        "Dinilai: %(verdict)s, %(day)s. Dasar: %(reason)s",
        verdict=judged, day=day(given.on), reason=given.reason,
    )  # fmt: skip


# ── timeline ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Happened:
    """One dated line; `kind` colours its dot; `source` is where an outside fact comes from."""

    on: date
    title: str
    text: str = ""
    kind: str = ""
    source: str = ""

    @property
    def when(self) -> str:
        return day(self.on)


def timeline(screening: Screening, weighing: Weighing) -> Sequence[Happened]:
    """Declarations, changes, decision, complaint and outside facts, in the order of their days."""
    lines = [
        Happened(screening.decision_on, _("Keputusan"), screening.words.get("matter", ""), "error")
    ]
    if screening.complaint_on:
        lines.append(Happened(screening.complaint_on, _("Aduan diterima"), kind="warn"))
    seen: set[int] = set()
    for weighed in weighing.matches:
        if weighed.record and weighed.holds is not False and weighed.record.interest_id not in seen:
            seen.add(weighed.record.interest_id)
            lines += _declared(weighed, weighing)
    for reported in weighing.reported:
        lines += [
            Happened(
                fact.on,
                f"{_(fact.kind.label)} {fact.number}".strip(),
                fact.sentence,
                "info",
                fact.kind.value,
            )
            for fact in reported.facts
        ]
    return sorted(lines, key=lambda line: line.on)


def _declared(weighed: Weighed, weighing: Weighing) -> list[Happened]:
    who = weighing.people[weighed.match.owner_id].name
    lines = []
    for version in weighed.record.versions if weighed.record else ():
        on = clock.local(version.said.declared_at).date()
        title = _(
            "%(kind)s %(number)s oleh %(who)s",
            kind=_(version.kind),
            number=version.disclosure_number,
            who=who,
        )
        text = _(
            "Butir “%(name)s”: %(change)s",
            name=weighed.match.found["name"],
            change=_(version.change),
        )
        lines.append(Happened(on, title, text, "ok"))
        if version.said.withdrawn_at:
            back = clock.local(version.said.withdrawn_at).date()
            lines.append(
                Happened(back, _("%(number)s ditarik kembali", number=version.disclosure_number))
            )
    return lines


# ── the picture ───────────────────────────────────────────────────────────────────────────────


def decision() -> str:
    return _("Keputusan")


def party_of(name: str) -> str:
    """The line from a party to the decision."""
    return _("pihak: %(name)s", name=name)


def no_bond(code: Code) -> str:
    return _("perlu dicek") if code is Code.CS_0 else _("tidak ada catatan")


def no_recorded_bond() -> str:
    return _("tidak ada hubungan tercatat")


def body_role(version: RecordedVersion, pack: Pack) -> str:
    """direksi, pemilik."""
    return _answer("PK-A", "body_role", version.fields, pack).lower() or _("terkait")


def lines_named(lines: Lines) -> str:
    """12 (baris 3, 8, 9 …)."""
    if not lines.count:
        return "0"
    more = " …" if lines.count > len(lines.first) else ""
    shown = ", ".join(map(str, lines.first)) + more
    return _("%(n)s (baris %(lines)s)", n=format_decimal(lines.count), lines=shown)


# ── lists and findings ────────────────────────────────────────────────────────────────────────


def hit_likeness(hit: SweepHit) -> str:
    """Sama (NIB), Mirip (0,91), Mungkin (0,83)."""
    if hit.identical:
        return _("Sama (%(kind)s)", kind=NumberType(hit.identical).label)
    return f"{_BANDS[hit.band]} ({number(hit.score)})"


def hit_kind(hit: SweepHit) -> str:
    return (
        "ok" if hit.identical else {"strong": "info", "possible": "warn"}.get(hit.band, "neutral")
    )


def finding(found: Finding, pack: Pack) -> str:
    """What does not fit, in one neutral sentence."""
    return _(_FINDINGS[found.rule]) % _values_of(found, pack)


_FINDINGS: Mapping[Rule, str] = {
    Rule.DT_01: "%(other)s menyatakan %(who)s sebagai %(relation)s; %(who)s belum menyatakan hal yang sama.",
    Rule.DT_02: "Pihak dalam urusan %(matter)s dinyatakan %(who)s sebagai kepentingannya, dan tidak ada penarikan diri %(when)s.",
    Rule.DT_03: "%(who)s dan %(other)s menyatakan pihak yang sama, dan yang satu atasan yang lain.",
    Rule.DT_04: "%(who)s menarik diri (%(number)s), tetapi tercatat %(act)s %(matter)s pada %(on)s.",
    Rule.DT_06: "%(who)s (%(posts)s) tidak menyatakan kepentingan apa pun sejak %(since)s, sementara %(decisions)s urusan diputusnya.",
    Rule.DT_07: "%(who)s menjabat %(first)s dan %(second)s sejak %(since)s; perangkapan ini belum dinyatakan.",
    Rule.DT_08: "Urusan %(matter)s diputus %(who)s pada %(decided_on)s dalam %(days)s hari kerja, standar SOP %(sop_days)s; %(why)s.",
    Rule.DT_09: "Urusan %(matter)s diputus %(who)s pada %(decided_on)s selagi syaratnya tercatat belum lengkap.",
    Rule.DT_10: "%(who)s menilai atau mengawasi %(matter)s, yang dikerjakan atau diputusnya sendiri.",
    Rule.DT_11: "Pihak urusan %(matter)s bernama sama dengan %(who)s, yang berhenti %(left_on)s; masa tunggunya sampai %(until)s.",
    Rule.DT_12: "%(label)s milik %(who)s melewati batas %(due)s.",
}  # fmt: skip
_DAYS = ("on", "since", "decided_on", "left_on", "until", "due")


def _values_of(found: Finding, pack: Pack) -> dict[str, str]:
    facts = found.facts
    days = {name: day(date.fromisoformat(facts[name])) for name in _DAYS if facts.get(name)}
    plain = {name: str(value) for name, value in facts.items()}
    return {
        **plain,
        **days,
        "who": found.subject.name,
        "other": found.other.name if found.other else "",
        "relation": relation(str(facts.get("relation") or ""), pack),
        "act": _(str(facts.get("act", ""))).lower(),
        "posts": ", ".join(facts.get("posts") or ()),
        "label": " ".join(filter(None, (_(facts.get("label", "")), facts.get("number")))),
        "when": _("pada hari keputusan") if facts.get("decided_on") else _("sampai hari ini"),
        "why": _why_quick(facts),
    }


def _why_quick(facts: Mapping[str, Any]) -> str:
    why = [
        _("ada desakan tercatat") if facts.get("pressed") else "",
        _("seorang petugasnya menyatakan hubungan dengan pihaknya") if facts.get("linked") else "",
    ]
    return "; ".join(filter(None, why))


# What a declaration can answer; the others are about what was done in a matter.
_OF_DECLARATIONS = (Rule.DT_01, Rule.DT_02, Rule.DT_03, Rule.DT_06, Rule.DT_07)


def neutral_request() -> str:
    """What the employee reads: the notice of a routine check, whatever was found (peers N13)."""
    return _(ASKED_TO_LOOK.message)


def can_be_asked(found: Finding) -> bool:
    """Whether the employee may be asked, in neutral words, to look at his declaration."""
    return found.rule in _OF_DECLARATIONS
