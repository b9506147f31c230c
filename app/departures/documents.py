"""DOK-12: which facts of an exit declaration its letter states."""

from app.core import clock
from app.core.actor import Actor
from app.core.errors import NotFound
from app.departures import wording
from app.departures.models import Departure
from app.documents import letterhead
from app.documents import services as documents
from app.documents.letters import Letter, plain
from app.documents.models import Classification, DocumentKind
from app.documents.queries import letters_of
from app.people import queries as people
from app.regulations import queries as regulations


def order_letter(actor: Actor, departure: Departure) -> None:
    """Order the letter; the one before it (not verified yet) gives way."""
    documents.supersede_all(actor, departure)
    documents.write_and_order(actor, departure, lambda: _letter(departure))


def revoke_letter(actor: Actor, departure: Departure, reason: str) -> None:
    """The letter of a departure that did not come about is valid no more."""
    documents.revoke_all(actor, departure, reason)


def _letter(departure: Departure) -> Letter:
    filing, unit = departure.filing, departure.unit
    if filing is None:
        raise NotFound("nothing filed")
    verifier = people.person(departure.verified_by_id or 0)
    verifier_post = people.post_of(verifier.id, clock.today()) if verifier else None
    pack = regulations.pack(filing.pack_id)
    return Letter(
        kind=DocumentKind.DEPARTURE,
        template="documents/dok_12.html",
        title=DocumentKind.DEPARTURE.label,
        series="AKJ",
        unit_code=unit.short if unit else "BKPSDM",
        unit_name=unit.name if unit else "",
        signatory_post=departure.post,
        classification=Classification.SECRET,
        facts=plain(
            {
                "number_of_record": departure.number,
                "person": {"name": departure.person.name, "nip": departure.person.nip or ""},
                "post": departure.post,
                "unit": unit.name if unit else "",
                "cause": departure.cause.label,
                "last_day": departure.last_day,
                "rows": wording.rows(filing.content),
                "signed_at": filing.filed_at,
                "place": letterhead.place(),
                "cooling_until": departure.cooling_until,
                "cooling_basis": pack.term("masa_tunggu").basis,
                "verified_at": departure.verified_at,
                "verifier": verifier.name if verifier else "",
                "verifier_post": verifier_post.title if verifier_post else "",
            }
        ),
        schema="sadar.akhir_jabatan/1",
        record_name="akhir-jabatan.json",
        record_description="Isi pernyataan akhir jabatan dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of(Departure.__tablename__, [departure.id])) + 1,
        holder_person_id=departure.person_id,
    )
