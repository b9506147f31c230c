"""What was judged of a pair of names: in this screening, or in any the reader may know of."""

from collections.abc import Iterable, Sequence
from datetime import date

import sqlalchemy as sa

from app.core import clock
from app.core.actor import Actor
from app.crosscheck import origins
from app.crosscheck.models import (
    Judgement,
    Screening,
    ScreeningMatch,
    ScreeningParty,
    Verdict,
)
from app.crosscheck.rows import in_chunks
from app.crosscheck.verdicts import Opinion
from app.database.base import db

_Judged = tuple[Judgement, int, str]  # with its match and the number of its screening


def opinions_on(actor: Actor, matches: Sequence[ScreeningMatch]) -> dict[int, Opinion]:
    """What was judged of each match here, or of the same pair before."""
    by_pair: dict[int, list[_Judged]] = {}
    pairs = {match.pair_key for match in matches}
    asked = _judged(actor).where(Judgement.pair_key.in_(pairs)).order_by(Judgement.id)
    for judgement, match_id, number in db.session.execute(asked):
        by_pair.setdefault(judgement.pair_key, []).append((judgement, match_id, number))
    return {match.id: _opinion(match, by_pair.get(match.pair_key, [])) for match in matches}


def remembered_elsewhere(actor: Actor, match: ScreeningMatch) -> Opinion:
    """What was last judged of the same pair in another screening."""
    row = db.session.execute(
        _judged(actor)
        .where(Judgement.pair_key == match.pair_key, Judgement.match_id != match.id)
        .order_by(Judgement.id.desc())
        .limit(1)
    ).first()
    return _opinion(match, [(row[0], row[1], row[2])]) if row else Opinion()


def last_verdicts(actor: Actor, pairs: Iterable[int]) -> dict[int, tuple[Verdict, date]]:
    """What was last judged of each of these pairs, and when (peers F11)."""
    found = {}
    for some in in_chunks(sorted(set(pairs))):
        rows = db.session.execute(
            sa.select(Judgement.pair_key, Judgement.verdict, Judgement.at)
            .where(Judgement.pair_key.in_(some), Judgement.id.in_(known_to(actor)))
            .order_by(Judgement.id)
        )
        found.update({key: (verdict, clock.local(at).date()) for key, verdict, at in rows})
    return found


def known_to(actor: Actor) -> sa.Select[int]:
    """The ids of the judgements this actor may learn of: none of a hidden case."""
    return _judged(actor).with_only_columns(Judgement.id)


def _judged(actor: Actor) -> sa.Select[Judgement, int, str]:
    return (
        sa.select(Judgement, ScreeningMatch.id, Screening.number)
        .join(ScreeningMatch, ScreeningMatch.id == Judgement.match_id)
        .join(ScreeningParty, ScreeningParty.id == ScreeningMatch.party_id)
        .join(Screening, Screening.id == ScreeningParty.screening_id)
        .where(origins.may_be_known(actor))
    )


def _opinion(match: ScreeningMatch, judgements: Sequence[_Judged]) -> Opinion:
    here = [row for row in judgements if row[1] == match.id]
    if not judgements:
        return Opinion()
    judgement, _match_id, number = (here or judgements)[-1]
    stale = judgement.facts_key != match.facts_key
    return Opinion(
        verdict=None if stale else judgement.verdict,
        remembered=not here,
        stale=stale,
        reason=judgement.words["reason"],
        by_id=judgement.by_id,
        on=clock.local(judgement.at).date(),
        number=number,
    )
