"""Who may do what with a case: for whomever it concerns it does not exist (security P1, P2)."""

from app.core.actor import Actor, Role
from app.core.policy import Rule, role, rule, signed_in, system
from app.reviews.models import FollowUp, Review, ReviewQuestion, State


def kept_out(actor: Actor, review: Review, *, function: bool = False) -> bool:
    """Whether the case concerns this person; with `function` also whether he only may not oversee."""
    return any(
        bar.person_id == actor.person_id and (function or not bar.function_only)
        for bar in review.bars
    )


@rule("tidak terkait dengan perkara ini")
def unconcerned(actor: Actor, review: Review) -> bool:
    return (
        actor.person_id is not None
        and actor.person_id != review.subject_id
        and not kept_out(actor, review)
    )


@rule("Inspektorat, atau pengganti fungsinya")
def overseer(actor: Actor, review: Review) -> bool:
    """Any free inspector; where none is free, the official who stands in for the Inspektorat."""
    if not unconcerned(actor, review):
        return False
    if review.keeper_id is not None:
        return actor.person_id == review.keeper_id
    return actor.has(Role.INSPECTOR) and not kept_out(actor, review, function=True)


@rule("di luar sistem: dicatat Inspektorat")
def recorder(actor: Actor, review: Review) -> bool:
    """Nobody in the line is free: what was found and decided outside is only written down."""
    return review.outside and overseer(actor, review)


@rule("pemeriksa perkara ini")
def examiner(actor: Actor, review: Review) -> bool:
    named = review.examiner_id is not None and actor.person_id == review.examiner_id
    return named and unconcerned(actor, review)


@rule("peninjau perkara ini")
def reviewer(actor: Actor, review: Review) -> bool:
    """Never whoever examined it."""
    return (
        review.reviewer_id is not None
        and actor.person_id == review.reviewer_id
        and actor.person_id != review.examined_by_id
        and unconcerned(actor, review)
    )


@rule("pendamping dari Inspektorat")
def companion(actor: Actor, review: Review) -> bool:
    named = review.companion_id is not None and actor.person_id == review.companion_id
    return named and unconcerned(actor, review)


@rule("yang memeriksa atau memutus")
def took_part(actor: Actor, review: Review) -> bool:
    """Whoever examined or decided it still reads it."""
    return actor.person_id in (review.examined_by_id, review.decided_by_id) and unconcerned(
        actor, review
    )


@rule("masih diperiksa")
def being_examined(_actor: Actor, review: Review) -> bool:
    return review.state is State.EXAMINING


@rule("terlapor yang dimintai keterangan")
def asked(actor: Actor, question: ReviewQuestion) -> bool:
    return actor.person_id is not None and actor.person_id == question.person_id


@rule("penanggung jawab tindak lanjut")
def owner(actor: Actor, follow_up: FollowUp) -> bool:
    return actor.person_id is not None and actor.person_id == follow_up.owner_id


@rule("pengawas tindak lanjut")
def follow_up_overseer(actor: Actor, follow_up: FollowUp) -> bool:
    """Never the owner himself: nobody verifies his own proof."""
    return actor.person_id != follow_up.owner_id and overseer(actor, follow_up.review)


examines = examiner | (recorder & ~examiner)
reviews = reviewer | recorder
handler = examiner | reviewer | companion
RULES: dict[str, Rule] = {
    "review.list": signed_in,
    # Whether it may be sent, the origin's own use case has asked; whom it concerns is asked here.
    "review.open": signed_in | system,
    "review.recast": overseer | system,
    "review.oversee": role(Role.INSPECTOR),
    "review.read": handler | took_part | overseer,
    "review.work": examines & being_examined,
    "review.keep": system,
    "follow_up.list": signed_in,
    "follow_up.read": owner | follow_up_overseer,
    "question.read": asked,
}
