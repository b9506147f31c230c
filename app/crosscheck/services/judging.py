"""Judging a match: the same, not the same, or unsure, with the reason; warned when it contradicts."""

from collections.abc import Sequence
from typing import Final

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.sentences import Sentence
from app.crosscheck import guard, wording
from app.crosscheck.events import JUDGED
from app.crosscheck.models import (
    Judgement,
    Screening,
    ScreeningMatch,
    ScreeningState,
    Verdict,
)
from app.crosscheck.opinions import remembered_elsewhere
from app.crosscheck.verdicts import Contradiction, contradictions
from app.crosscheck.weighing import weigh
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case

LEAST_BASIS: Final = 10  # letters
SHORT_BASIS = Sentence("Tulis dasar penilaian, sedikitnya %(n)s huruf.", n=LEAST_BASIS)


def verdict_named(value: str) -> Verdict:
    """The verdict a form names. Raises ValueError."""
    return Verdict(value)


@use_case
def judge(
    actor: Actor,
    screening: Screening,
    match: ScreeningMatch,
    verdict: Verdict,
    reason: str,
    *,
    confirmed: bool = False,
) -> Judgement:
    """Record the judgement. Raises Invalid without a reason, or when it contradicts something on
    record and the officer has not said that he means it."""
    policy.require(actor, "screening.judge", screening)
    if screening.state is not ScreeningState.OPEN:
        raise WrongState("Cek silang ini sudah disimpan. Tekan Cek ulang bila ada fakta baru.")
    if len(reason.strip()) < LEAST_BASIS:
        raise Invalid(fields={"reason": SHORT_BASIS})
    against = _against_record(actor, match, verdict)
    if against and not confirmed:
        raise Invalid(fields={"confirmed": " ".join(wording.contradiction(c) for c in against)})
    judgement = Judgement(
        uid=new_uid(),
        match=match,
        pair_key=match.pair_key,
        facts_key=match.facts_key,
        verdict=verdict,
        by_id=guard.person_of(actor),
        at=clock.now(),
    )
    judgement.words = {"reason": reason.strip(), "against": [c.code for c in against]}
    db.session.add(judgement)
    db.session.flush()
    events.emit(
        Event(JUDGED, actor, screening,
              {"number": screening.number, "match": match.id, "verdict": verdict.value,
               "against": [c.code for c in against]})
    )  # fmt: skip
    return judgement


def _against_record(
    actor: Actor, match: ScreeningMatch, verdict: Verdict
) -> Sequence[Contradiction]:
    """What this judgement would contradict, of all that its officer is shown."""
    weighed = weigh(actor, match.party.screening).matches
    verdicts = {w.match: w.opinion.verdict for w in weighed if w.match.party_id == match.party_id}
    return contradictions(
        match, verdict, remembered_elsewhere(actor, match), list(verdicts), verdicts.get
    )
