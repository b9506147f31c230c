"""DOK-11A and DOK-11B: the receipt of an objection, and what was decided about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import Actor, Role
from app.documents import letterhead
from app.documents import services as documents
from app.documents.letters import Letter, plain
from app.documents.models import Classification, DocumentKind
from app.documents.queries import letters_of
from app.objections.models import Objection, Outcome, Wish
from app.people import queries as people
from app.regulations import queries as regulations


def order_receipt(actor: Actor, objection: Objection, due: date) -> None:
    """DOK-11A."""
    _order(actor, objection, DocumentKind.OBJECTION_RECEIPT, {"due": due})


def order_ruling(
    actor: Actor, objection: Objection, outcome: Outcome, words: Mapping[str, Any], *, appeal: bool
) -> None:
    """DOK-11B, of the objection or of the appeal."""
    pack = regulations.pack_on(clock.today())
    term = pack.term("banding_ajukan")
    _order(actor, objection, DocumentKind.OBJECTION_RULING, {
        "outcome": outcome.label, "reason": words["reason"], "consequence": words["consequence"],
        "follows": objection.follows.label if objection.follows else "",
        "appeal": appeal, "appeal_days": term.length, "appeal_basis": term.basis,
    })  # fmt: skip


def _order(
    actor: Actor, objection: Objection, kind: DocumentKind, facts: Mapping[str, Any]
) -> None:
    documents.write_and_order(actor, objection, lambda: _letter(actor, objection, kind, facts))


def _capacity(objection: Objection) -> str:
    """What somebody from outside is: never more than he says of himself as a party."""
    return str(objection.party["capacity"]) if objection.party else ""


def _letter(
    actor: Actor, objection: Objection, kind: DocumentKind, facts: Mapping[str, Any]
) -> Letter:
    signer = people.person(actor.person_id or 0)
    post = people.post_of(signer.id, clock.today()) if signer else None
    own = people.post_of(objection.person_id, clock.today()) if objection.person_id else None
    unit = post.unit if post else accounts.office_of(Role.INSPECTOR)
    receipt = kind is DocumentKind.OBJECTION_RECEIPT
    return Letter(
        kind=kind,
        template="documents/dok_11a.html" if receipt else "documents/dok_11b.html",
        title=kind.label,
        series="KBR",
        unit_code=unit.short if unit else "INSPEKTORAT",
        unit_name=unit.name if unit else "",
        signatory_post=post.title if post else "",
        classification=Classification.RESTRICTED,
        facts=plain({
            "number_of_record": objection.number,
            "against": objection.subject_number,
            "person": {"name": objection.filed_by,
                       "nip": (objection.person.nip if objection.person else "") or "",
                       "post": own.title if own else _capacity(objection)},
            "known_on": objection.known_on,
            "late": objection.late,
            "grounds": objection.words["reason"],
            "wishes": [Wish(one).label for one in objection.wishes.split()],
            "filed_at": objection.filed_at,
            "basis": regulations.pack_on(clock.today()).term("keberatan_putus").basis,
            "place": letterhead.place(),
            "signed_at": clock.now(),
            "signer": {"name": signer.name if signer else "", "post": post.title if post else ""},
            **facts,
        }),
        schema="sadar.keberatan/1",
        record_name="keberatan.json",
        record_description="Isi surat keberatan ini dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of(Objection.__tablename__, [objection.id])) + 1,
        holder_person_id=objection.person_id,
    )  # fmt: skip
