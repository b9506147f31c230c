"""What somebody steps aside from, as it was asked: the draft's JSON, and what is still wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core import clock
from app.core.names.numbers import problem_with
from app.core.sentences import Sentence
from app.disclosures import queries as disclosures
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.models import MatterKind
from app.recusals import guard
from app.recusals.models import EndsWith, Limit, Recusal, Scope

MOST_NOTE = 1000
CHOOSE_INTEREST = "Pilih butir yang menjadi alasan."
_ANY_REASON = Sentence("tidak lolos pagar benturan")
# What may be said of a colleague to whoever only proposes him; the rest stays private.
_OPEN_REASONS: dict[str, Sentence] = {guard.SELF: Sentence("Anda tidak dapat memilih diri sendiri")}


@dataclass(frozen=True)
class Request:
    """A recusal as asked for. `matter_text`: a matter that is not in the register yet.

    With Scope.MATTER the parties of the matters are covered by themselves; `parties` are further
    ones. `ends_on` is needed with EndsWith.DATE only.
    """

    scope: Scope | None = None
    matter_ids: Sequence[int] = ()
    matter_text: str = ""
    matter_kind: str = ""
    parties: Sequence[Party] = ()
    interest_ids: Sequence[int] = ()
    limits: Sequence[Limit] = ()
    starts_on: date | None = None
    ends_with: EndsWith | None = None
    ends_on: date | None = None
    substitute_id: int | None = None
    service_due_on: date | None = None
    note: str = ""

    def as_draft(self) -> dict[str, Any]:
        return {
            "scope": self.scope.value if self.scope else "",
            "matter_ids": list(self.matter_ids),
            "matter_text": self.matter_text,
            "matter_kind": self.matter_kind,
            "parties": [{"kind": one.kind, **one.words()} for one in self.parties],
            "interest_ids": list(self.interest_ids),
            "limits": [one.value for one in self.limits],
            "starts_on": _iso(self.starts_on),
            "ends_with": self.ends_with.value if self.ends_with else "",
            "ends_on": _iso(self.ends_on),
            "substitute_id": self.substitute_id,
            "service_due_on": _iso(self.service_due_on),
            "note": self.note,
        }

    @classmethod
    def of_draft(cls, written: Mapping[str, Any]) -> "Request":
        return cls(
            scope=Scope(written["scope"]) if written["scope"] else None,
            matter_ids=tuple(written["matter_ids"]),
            matter_text=written["matter_text"],
            matter_kind=written["matter_kind"],
            parties=tuple(Party.stored(one["kind"], one) for one in written["parties"]),
            interest_ids=tuple(written["interest_ids"]),
            limits=tuple(Limit(one) for one in written["limits"]),
            starts_on=_day(written["starts_on"]),
            ends_with=EndsWith(written["ends_with"]) if written["ends_with"] else None,
            ends_on=_day(written["ends_on"]),
            substitute_id=written["substitute_id"],
            service_due_on=_day(written["service_due_on"]),
            note=written["note"],
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def current_interests(person_id: int) -> set[int]:
    """The interests (ids) this person holds today, as declared."""
    return {row.interest_id for row in disclosures.interests_as_of(person_id, clock.today())}


def covered_parties(request: Request) -> list[Party]:
    """The parties asked for and those of the chosen matters, each once however it is spelled."""
    known: list[Party] = []
    facts = matters.facts_of(request.matter_ids) if request.scope is Scope.MATTER else {}
    for one in (*(p for f in facts.values() for p in f.parties), *request.parties):
        if not any(one.is_same_as(other) for other in known):
            known.append(one)
    return known


def guard_facts(person_id: int, request: Request) -> guard.Facts:
    """What the guard looks at for a request of this person."""
    cited = disclosures.interests_as_of(person_id, clock.today())
    return guard.Facts(
        person_id,
        covered_parties(request),
        tuple(request.matter_ids),
        frozenset(
            row.employee_id
            for row in cited
            if row.interest_id in request.interest_ids and row.employee_id
        ),
    )


def problems(
    person_id: int,
    request: Request,
    *,
    began: date | None = None,
    due: date | None = None,
    kept: Iterable[int] = (),
) -> dict[str, str]:
    """What keeps the request from being sent, a sentence for each field.

    `began`, `due` and `kept`: first day, service deadline and matters of a recusal that runs
    already and is being completed.
    """
    found: dict[str, str] = {}
    found |= _scope_problems(person_id, request, set(kept))
    found |= _party_problems(request)
    own = current_interests(person_id)
    if not request.interest_ids or not set(request.interest_ids) <= own:
        found["interests"] = CHOOSE_INTEREST
    if not request.limits:
        found["limits"] = "Pilih sedikitnya satu hal yang tidak akan Anda lakukan."
    found |= _date_problems(request, began)
    if _is_past(request.service_due_on) and request.service_due_on != due:
        found["service_due_on"] = "Batas layanan tidak boleh sebelum hari ini."
    if not found and request.substitute_id is not None:
        found |= _substitute_problems(person_id, request)
    return found


def _scope_problems(person_id: int, request: Request, kept: set[int]) -> dict[str, str]:
    if request.scope is None:
        return {"scope": "Pilih cakupan."}
    open_ids = kept | {one.id for one in matters.open_matters_of(person_id)}
    if not set(request.matter_ids) <= open_ids:
        return {"matters": "Pilih urusan yang sedang ditangani."}
    if request.scope is Scope.MATTER and not request.matter_ids and not request.matter_text:
        return {"matters": "Pilih urusan, atau tulis judulnya bila belum ada di register."}
    if request.scope is Scope.KIND and request.matter_kind not in {k.value for k in MatterKind}:
        return {"matter_kind": "Pilih jenis urusan."}
    return {}


def _party_problems(request: Request) -> dict[str, str]:
    for number, one in enumerate(request.parties):
        wrong = problem_with(one.name)
        if wrong:
            return {f"parties.{number}.name": wrong}
    if request.scope is not Scope.KIND and not covered_parties(request):
        return {"parties": "Tambah sedikitnya satu pihak."}
    return {}


def _is_past(day: date | None) -> bool:
    return day is not None and day < clock.today()


def _date_problems(request: Request, began: date | None) -> dict[str, str]:
    found: dict[str, str] = {}
    if request.starts_on is None:
        found["starts_on"] = "Isi tanggal mulai."
    elif _is_past(request.starts_on) and request.starts_on != began:
        found["starts_on"] = "Tanggal mulai tidak boleh sebelum hari ini."
    if request.ends_with is None:
        found["ends_with"] = "Pilih sampai kapan."
    elif request.ends_with is EndsWith.MATTER and request.scope is not Scope.MATTER:
        found["ends_with"] = "“Sampai urusan selesai” hanya untuk urusan tertentu."
    elif request.ends_with is EndsWith.DATE:
        found |= _last_day_problem(request)
    return found


def _last_day_problem(request: Request) -> dict[str, str]:
    if request.ends_on is None:
        return {"ends_on": "Isi tanggal berakhir."}
    if request.ends_on < max(request.starts_on or clock.today(), clock.today()):
        return {"ends_on": "Tanggal berakhir harus setelah tanggal mulai."}
    return {}


def _substitute_problems(person_id: int, request: Request) -> dict[str, str]:
    reason = guard.why_not(guard_facts(person_id, request), request.substitute_id or 0)
    if reason is None:
        return {}
    words = _OPEN_REASONS.get(reason, _ANY_REASON)
    sentence = Sentence("Pengganti yang diusulkan tidak dapat dipilih: %(reason)s.", reason=words)
    return {"substitute": sentence}


def of_recusal(recusal: Recusal) -> Request:
    """A recusal that was sent, as a request again: what is corrected when it was returned."""
    words = recusal.words or {}
    if recusal.requested_at is None:
        return Request.of_draft(words)
    return Request(
        scope=recusal.scope,
        matter_ids=tuple(one.matter_id for one in recusal.matters if not one.found_later),
        matter_text=words.get("matter_text", ""),
        matter_kind=recusal.matter_kind or "",
        parties=tuple(Party.stored(one.kind, one.words) for one in recusal.parties),
        interest_ids=tuple(one.interest_id for one in recusal.cited),
        limits=tuple(Limit(one) for one in recusal.limits.split()),
        starts_on=recusal.starts_on,
        ends_with=recusal.ends_with,
        ends_on=recusal.ends_on,
        substitute_id=recusal.wished_substitute_id,
        service_due_on=recusal.service_due_on,
        note=words.get("note", ""),
    )
