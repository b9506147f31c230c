"""Evidence of a step, and what BKPSDM finds in it (S-44, S-72)."""

from collections.abc import Sequence
from datetime import date

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.divestments import documents, telling
from app.divestments.events import STEP_STATUS
from app.divestments.models import DivestmentStep, StepFinding, StepProof, StepState
from app.divestments.workflow import FINDINGS, STEP_FLOW

SHORTEST_NOTE = 10


@use_case
def hand_in(
    actor: Actor, step: DivestmentStep, done_on: date, files: Sequence[JudgedFile], note: str = ""
) -> StepProof:
    """Hand in evidence of a step; BKPSDM is asked to look at it. Raises Invalid without a file."""
    STEP_FLOW.check(step, "hand_in", actor)
    problems = {}
    if not files:
        problems["evidence"] = "Unggah bukti untuk langkah ini."
    if done_on > clock.today():
        problems["done_on"] = "Tanggal tidak boleh setelah hari ini."
    if problems:
        raise Invalid(fields=problems)
    proof = StepProof(uid=new_uid(), step=step, handed_in_at=clock.now(), done_on=done_on)
    proof.note = note.strip()
    db.session.add(proof)
    db.session.flush()
    attachments.store(actor, proof, files)
    event = STEP_FLOW.move(
        step, "hand_in", actor, proof=proof.id, files=len(files),
        about_person_id=step.divestment.person_id,
    )  # fmt: skip
    telling.tell_hr(event, step.divestment, STEP_STATUS)
    once.leads_to(f"/divestasi/{step.divestment_id}")
    return proof


@use_case
def judge(actor: Actor, step: DivestmentStep, result: StepState, note: str = "") -> StepFinding:
    """Say what the newest evidence of a step is worth: VERIFIED, LACKING or DOUBTFUL.

    Raises Invalid when what is missing or doubted is not said in 10 letters.
    """
    action = FINDINGS[result]
    STEP_FLOW.check(step, action, actor)
    if result is not StepState.VERIFIED and len(note.strip()) < SHORTEST_NOTE:
        sentence = Sentence("Tulis apa yang kurang, sedikitnya %(n)s huruf.", n=SHORTEST_NOTE)
        raise Invalid(fields={"note": sentence})
    if not step.proofs:
        raise WrongState("Belum ada bukti.")
    finding = StepFinding(
        uid=new_uid(), proof=step.proofs[-1], result=result, at=clock.now(), by_id=actor.somebody
    )
    finding.note = note.strip()
    db.session.add(finding)
    STEP_FLOW.move(step, action, actor, about_person_id=step.divestment.person_id)
    db.session.flush()
    documents.order_letter(actor, step.divestment)
    once.leads_to(f"/divestasi/{step.divestment_id}")
    return finding
