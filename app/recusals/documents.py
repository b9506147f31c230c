"""DOK-03 and DOK-03T: which facts the decision on a recusal states; the interest by category only."""

from collections.abc import Mapping
from typing import Any

from app.core import clock
from app.core.actor import Actor
from app.disclosures import queries as disclosures
from app.documents import letterhead
from app.documents import services as documents
from app.documents.letters import Letter, plain
from app.documents.models import Classification, DocumentKind
from app.documents.queries import letters_of
from app.matters import queries as matters
from app.people import queries as people
from app.people.models import Person
from app.recusals import coverage, wording
from app.recusals.models import Recusal, Verdict
from app.regulations import queries as regulations

_ACTION = "TND-B"


def order_letter(actor: Actor, recusal: Recusal, ruling: Mapping[str, Any]) -> None:
    """Order the letter of a decision; `ruling` is what was decided, in its own words."""
    documents.supersede_all(actor, recusal)
    documents.write_and_order(actor, recusal, lambda: _letter(recusal, ruling))


def _letter(recusal: Recusal, ruling: Mapping[str, Any]) -> Letter:
    refused = recusal.verdict is Verdict.REFUSED
    kind = DocumentKind.RECUSAL_REFUSED if refused else DocumentKind.RECUSAL
    signer = people.person(recusal.decided_by_id or 0)
    post = people.post_of(signer.id, clock.today()) if signer else None
    return Letter(
        kind=kind,
        template="documents/dok_03t.html" if refused else "documents/dok_03.html",
        title=kind.label,
        series="PDR",
        unit_code=post.unit.short if post else "BKPSDM",
        unit_name=post.unit.name if post else "",
        signatory_post=post.title if post else "",
        classification=Classification.RESTRICTED,
        facts=plain(_facts(recusal, ruling, signer, post.title if post else "")),
        schema="sadar.penarikan_diri/1",
        record_name="penarikan-diri.json",
        record_description="Isi keputusan penarikan diri dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of(Recusal.__tablename__, [recusal.id])) + 1,
        holder_person_id=recusal.person_id,
    )


def _facts(
    recusal: Recusal, ruling: Mapping[str, Any], signer: Person | None, post: str
) -> dict[str, Any]:
    pack = regulations.pack_on(clock.today())
    action = pack.code("tindakan_penanganan", _ACTION)
    sections = disclosures.sections_of([one.interest_id for one in recusal.cited])
    return {
        "number_of_record": recusal.number,
        "person": _named(recusal.person, recusal.post),
        "unit": recusal.unit.name if recusal.unit else "",
        "verdict": recusal.verdict.label if recusal.verdict else "",
        "scope": wording.scope(recusal),
        "matters": _matters(recusal),
        "parties": [one.name for one in coverage.parties_of(recusal)],
        "reasons": wording.categories(sections),
        "limits": wording.limits(recusal),
        "starts_on": recusal.starts_on,
        "until": wording.until(recusal),
        "substitute": _named(recusal.substitute) if recusal.substitute else None,
        "keepers": [
            {"way": one.way.label, "name": one.person.name, "told_at": one.told_at}
            for one in recusal.gatekeepers
        ],
        "granted": ruling["granted"] if recusal.verdict is Verdict.PARTLY else "",
        "reason": ruling["reason"],
        "safeguard": ruling["safeguard"] if recusal.verdict is Verdict.REFUSED else "",
        "outside_number": ruling["outside_number"],
        "copies": [one.post for one in recusal.copies],
        "basis": action.text,
        "basis_source": action.basis,
        "objection": {
            "days": pack.term("keberatan_ajukan").length,
            "basis": pack.term("keberatan_ajukan").basis,
        },
        "requested_at": recusal.requested_at,
        "decided_at": recusal.decided_at,
        "place": letterhead.place(),
        "signer": {"name": signer.name if signer else "", "post": post,
                   "nip": (signer.nip or "") if signer else ""},
    }  # fmt: skip


def _named(person: Person, post: str = "") -> dict[str, str]:
    held = people.post_of(person.id, clock.today())
    return {
        "name": person.name, "nip": person.nip or "", "post": post or (held.title if held else "")
    }  # fmt: skip


def _matters(recusal: Recusal) -> list[dict[str, str]]:
    facts = matters.facts_of(one.matter_id for one in recusal.matters if not one.left_out)
    found = [{"number": one.number, "title": one.title} for one in facts.values()]
    text = (recusal.words or {}).get("matter_text")
    return [*found, {"number": "", "title": text}] if text else found
