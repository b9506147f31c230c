"""One divestment as somebody reads it, with its steps, letters and the interest it is about."""

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.database.reading import reaches, record_for
from app.disclosures import queries as disclosures
from app.disclosures.models import InterestVersion
from app.divestments.models import Divestment, DivestmentStep, StepProof
from app.documents import queries as letters
from app.documents.models import Document


def divestment_for(actor: Actor, divestment_id: int) -> Divestment:
    """The divestment, or NotFound for whoever may not read it."""
    return record_for(actor, "divestment.read", Divestment, divestment_id)


def step_for(actor: Actor, divestment_id: int, position: int) -> DivestmentStep:
    """One step of it, or NotFound."""
    divestment = divestment_for(actor, divestment_id)
    found = next((step for step in divestment.steps if step.position == position), None)
    if found is None:
        raise NotFound(f"step {position}")
    return found


def may_read(actor: Actor, divestment_id: int) -> bool:
    """Whether this actor may read it: asked by the letters and mail about it."""
    return reaches(actor, "divestment.read", Divestment, divestment_id)


def may_read_step(actor: Actor, step_id: int) -> bool:
    """The same of a step: asked by mail about it."""
    found = db.session.get(DivestmentStep, step_id)
    return found is not None and policy.can(actor, "divestment.read", found.divestment)


def may_read_proof(actor: Actor, proof_id: int) -> bool:
    """The same of evidence: asked before its files are served."""
    found = db.session.get(StepProof, proof_id)
    return found is not None and policy.can(actor, "divestment.read", found.step.divestment)


def letters_for(actor: Actor, divestment: Divestment) -> list[Document]:
    """The letters about it, oldest first."""
    policy.require(actor, "divestment.read", divestment)
    return letters.letters_of(Divestment.__tablename__, [divestment.id])


def interest_of_for(actor: Actor, divestment: Divestment) -> InterestVersion | None:
    """What was declared about the interest: this one only, never the whole declaration."""
    policy.require(actor, "divestment.read", divestment)
    return interest_of(divestment)


def interest_of(divestment: Divestment) -> InterestVersion | None:
    """Inside a use case that has asked: as of the newest plan, else as it is known now."""
    if divestment.plan is not None:
        return db.session.get(InterestVersion, divestment.plan.interest_version_id)
    return next(
        (
            row
            for row in disclosures.interests_as_of(divestment.person_id, clock.today())
            if row.interest_id == divestment.interest_id
        ),
        None,
    )
