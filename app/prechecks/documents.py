"""DOK-14: which facts of a check its letter states; of an interest only its category."""

from app.core import clock
from app.core.actor import Actor
from app.documents import letterhead
from app.documents import services as documents
from app.documents.letters import Letter, plain
from app.documents.models import Classification, DocumentKind
from app.documents.queries import letters_of
from app.matters.services import deciding
from app.people import queries as people
from app.prechecks import wording
from app.prechecks.models import Precheck


def order_letter(actor: Actor, check: Precheck) -> None:
    """Order the proof of the check."""
    documents.write_and_order(actor, check, lambda: _letter(check))


def _letter(check: Precheck) -> Letter:
    post = people.post_of(check.person_id, clock.today())
    unit = post.unit if post else check.matter.unit
    ticked = check.bases.split()
    return Letter(
        kind=DocumentKind.PRECHECK,
        template="documents/dok_14.html",
        title=DocumentKind.PRECHECK.label,
        series="CSM",
        unit_code=unit.short,
        unit_name=unit.name,
        signatory_post=post.title if post else "",
        classification=Classification.RESTRICTED,
        facts=plain(
            {
                "number_of_record": check.number,
                "person": {"name": check.person.name, "nip": check.person.nip or ""},
                "post": post.title if post else "",
                "unit": unit.name,
                "matter": check.matter.title,
                "matter_number": check.matter.number,
                "matter_kind": check.matter.kind.label,
                "role": check.role.label,
                "parties": wording.parties(check),
                "answers": wording.answers(check),
                "result": check.colour.label,
                "red": check.colour.value == "red",
                "reasons": wording.categories(check),
                "bases": [
                    {"text": text, "ticked": code in ticked}
                    for code, text in deciding.bases_of(clock.today())
                ],
                "note": check.words.get("reason", ""),
                "direction": check.words.get("direction", ""),
                "superior": check.superior.name if check.superior and check.asked_at else "",
                "checked_at": check.checked_at,
                "settled_at": check.settled_at,
                "place": letterhead.place(),
            }
        ),
        schema="sadar.cek/1",
        record_name="cek-sebelum-memutuskan.json",
        record_description="Isi cek dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of(Precheck.__tablename__, [check.id])) + 1,
        holder_person_id=check.person_id,
    )
