"""DOK-06: which facts of a divestment its letter states; a new one at each step verified."""

from app.attachments import queries as evidence
from app.core import clock
from app.core.actor import Actor
from app.divestments import queries, wording
from app.divestments.models import (
    DecisionKind,
    Divestment,
    DivestmentDecision,
    DivestmentState,
    StepProof,
)
from app.divestments.plans import PlanWanted
from app.documents import letterhead
from app.documents import services as documents
from app.documents.letters import Letter, plain
from app.documents.models import Classification, DocumentKind
from app.documents.queries import letters_of
from app.regulations import queries as regulations


def order_letter(actor: Actor, divestment: Divestment) -> None:
    """Order the letter as things stand; the one before gives way."""
    documents.supersede_all(actor, divestment)
    documents.write_and_order(actor, divestment, lambda: _letter(actor, divestment))


def _letter(actor: Actor, divestment: Divestment) -> Letter:
    unit = divestment.unit
    row = queries.interest_of(divestment)
    pack = regulations.pack_on(clock.today())
    plan = PlanWanted.of(divestment.plan.content if divestment.plan else None)
    return Letter(
        kind=DocumentKind.DIVESTMENT,
        template="documents/dok_06.html",
        title=DocumentKind.DIVESTMENT.label,
        series="DIV",
        unit_code=unit.short if unit else "BKPSDM",
        unit_name=unit.name if unit else "",
        signatory_post="BKPSDM",
        classification=Classification.SECRET,
        facts=plain(
            {
                "number_of_record": divestment.number,
                "person": {
                    "name": divestment.person.name,
                    "nip": divestment.person.nip or "",
                    "post": divestment.post,
                    "unit": unit.name if unit else "",
                },
                "state": divestment.state.label,
                "interest": wording.title_of(row),
                "interest_rows": wording.interest_rows(row, pack, own=False),
                "plan_rows": wording.plan_rows(plan),
                "target_on": divestment.target_on,
                "extended_from": divestment.extended_from,
                "progress": wording.progress(divestment),
                "steps": [
                    wording.step_record(step, _names_of_files(actor, divestment))
                    for step in divestment.steps
                ],
                "recusal": divestment.recusal_number or "",
                "decisions": [_decision(one) for one in divestment.decisions if _shown(one)],
                "closed": divestment.state is DivestmentState.DONE,
                "to_family": divestment.to_family,
                "ended_at": divestment.ended_at,
                "place": letterhead.place(),
                "issued_on": clock.today(),
                "basis": pack.term("divestasi_maks").basis,
            }
        ),
        schema="sadar.divestasi/1",
        record_name="divestasi.json",
        record_description="Isi rencana dan laporan divestasi dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of(Divestment.__tablename__, [divestment.id])) + 1,
        holder_person_id=divestment.person_id,
    )


def _names_of_files(actor: Actor, divestment: Divestment) -> dict[int, list[str]]:
    newest = [step.proofs[-1].id for step in divestment.steps if step.proofs]
    found = evidence.attachments_by_subject(actor, StepProof.__tablename__, newest)
    return {proof_id: [one.name for one in files] for proof_id, files in found.items()}


def _shown(decision: DivestmentDecision) -> bool:
    return decision.kind not in (DecisionKind.RETURNED, DecisionKind.ASKED)


def _decision(decision: DivestmentDecision) -> dict[str, object]:
    return {
        "kind": decision.kind.label,
        "at": decision.at,
        "by": decision.by.name,
        "target_on": decision.target_on,
    }
