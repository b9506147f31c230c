"""What the steps of a case say: its history, the outcome, the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core import policy
from app.core.actor import Actor
from app.reviews.models import Review, ReviewStep, Step


@dataclass(frozen=True)
class Words:
    """What one step says."""

    id: int
    step: Step
    at: datetime
    by: str
    words: Mapping[str, Any]


# Whose doing it was must not be read from these: the accused is called so.
_BY_ACCUSED = (Step.ANSWERED, Step.DECLINED)


def steps_for(actor: Actor, review: Review) -> list[Words]:
    policy.require(actor, "review.read", review)
    return [Words(one.id, one.step, one.at, _by(one), one.words or {}) for one in review.steps]


def _by(one: ReviewStep) -> str:
    if one.step in _BY_ACCUSED:
        return "Terlapor"
    return one.by.name if one.by else "Sistem"


def outcome_of(review: Review) -> Mapping[str, Any]:
    """What the examiner wrote when the outcome was set."""
    return words_of(review, Step.EXAMINED)


def decision_of(review: Review) -> Mapping[str, Any]:
    """What the reviewer wrote when he decided; nothing while the same is reviewed anew."""
    return words_of(review, Step.DECIDED) if review.ruling is not None else {}


def steps_done(review: Review) -> set[str]:
    """Which kinds of step were taken, by their stored names."""
    return {one.step.value for one in review.steps}


def words_of(review: Review, step: Step) -> Mapping[str, Any]:
    """What the newest step of this kind says."""
    return next((one.words or {} for one in reversed(review.steps) if one.step is step), {})
