"""DOK-09: which facts of a screening its letter states. No reporter, no conclusion of guilt."""

from typing import Any

from app.core.actor import Actor
from app.crosscheck import sheets, wording
from app.crosscheck.models import Screening
from app.crosscheck.outside_facts import SourceKind
from app.crosscheck.sheets import MatchView, PartyView, Sheet
from app.crosscheck.weighing import Weighing
from app.documents import services as documents
from app.documents.letters import Letter, plain
from app.documents.models import Classification, DocumentKind
from app.documents.queries import letters_of
from app.people import queries as people


def order_summary(actor: Actor, screening: Screening, weighing: Weighing) -> None:
    """Order the letter of a screening that is being saved; an earlier one gives way to it."""
    documents.supersede_all(actor, screening)
    documents.write_and_order(
        actor, screening, lambda: _letter(actor, sheets.sheet_of(actor, screening, weighing))
    )


def _letter(actor: Actor, sheet: Sheet) -> Letter:
    screening = sheet.screening
    post = people.last_post_of(screening.opened_by_id, screening.opened_at.date())
    unit = post.unit if post else None
    return Letter(
        kind=DocumentKind.CROSSCHECK,
        template="documents/dok_09.html",
        title="Ringkasan Cek Silang",
        series="CSL",
        unit_code=unit.short if unit else "INSPEKTORAT",
        unit_name=unit.name if unit else "Inspektorat Daerah",
        signatory_post=post.title if post else "",
        classification=Classification.SECRET,
        facts=plain(_facts(actor, sheet)),
        schema="sadar.cek_silang/1",
        record_name="cek-silang.json",
        record_description="Isi ringkasan cek silang ini dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of("screenings", [screening.id])) + 1,
        holder_person_id=screening.opened_by_id,
    )


def _facts(actor: Actor, sheet: Sheet) -> dict[str, Any]:
    screening = sheet.screening
    return {
        "number_of_record": screening.number,
        "origin": screening.words.get("origin", ""),
        "subject": {"name": sheet.subject, "post": sheet.post, "unit": sheet.unit},
        "matter": screening.words.get("matter", ""),
        "decision_on": screening.decision_on,
        "complaint_on": screening.complaint_on,
        "code": sheet.code.value,
        "verdict": wording.code_of(sheet.code),
        "override_reason": screening.words.get("override_reason", ""),
        "note": screening.words.get("note", ""),
        "parties": [_party(view) for view in sheet.parties],
        "sources": [
            {
                "label": one.label,
                "searched": one.searched,
                "found": one.found,
                "connected": one.connected,
            }
            for one in sheet.sources
            if one.label != SourceKind.COMPLAINT.label
        ],
        # The letter goes to the examiner: other complaints may be hidden from him.
        "timeline": [
            {"on": line.on, "title": line.title, "text": line.text}
            for line in sheet.timeline
            if line.source != SourceKind.COMPLAINT.value
        ],
        "bonds": [list(row) for row in sheet.rows],
        "searcher": {"name": actor.name},
        "searched_at": sheet.run.at,
        "versions": sheet.run.versions,
        "disclaimer": wording.disclaimer(),
    }


def _party(view: PartyView) -> dict[str, Any]:
    return {
        "name": view.title,
        "numbers": view.numbers,
        "code": view.result.code.value,
        "verdict": wording.code_of(view.result.code),
        "because": list(view.because),
        "matches": [_match(match) for match in view.shown],
    }


def _match(view: MatchView) -> dict[str, Any]:
    return {
        "name": view.name,
        "likeness": view.likeness,
        "owner": view.owner,
        "owner_post": view.owner_post,
        "role": view.role,
        "record": view.disclosure,
        "history": list(view.history),
        "bonds": list(view.bonds),
        "opinion": view.opinion,
    }
