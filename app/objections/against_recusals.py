"""The refusal of a recusal as something one may object to (S-71)."""

from flask_babel import gettext as _

from app.core import clock
from app.core.actor import Actor
from app.core.sentences import Sentence
from app.objections.grounds import Decided, Ground
from app.objections.models import Follows
from app.recusals import queries as recusals
from app.recusals import wording
from app.recusals.models import Recusal, State, Step
from app.recusals.routing import ANSWERS
from app.recusals.services import deciding
from app.recusals.workflow import FLOW

_PROPOSED = Sentence("mengusulkan putusan ini")
_DECIDED = Sentence("memutus permohonan ini")


def _look(actor: Actor, recusal_id: int) -> Decided | None:
    found = recusals.recusal(recusal_id)
    if found is None or found.decided_at is None or not FLOW.may(found, "object", actor):
        return None
    return Decided(
        found.person_id,
        found.number,
        clock.local(found.decided_at).date(),
        _barred(found),
    )


def _barred(found: Recusal) -> dict[int, str]:
    """Whoever answered, proposed or decided, and whomever it concerns."""
    barred = {bar.person_id: bar.reason for bar in found.bars}
    took_part = (
        (found.answered_by_id, ANSWERS),
        (found.proposed_by_id, _PROPOSED),
        (found.decided_by_id, _DECIDED),
    )
    return barred | {one: reason for one, reason in took_part if one is not None}


def _filed(actor: Actor, recusal_id: int) -> None:
    found = recusals.recusal(recusal_id)
    if found is not None:
        deciding.object_to_refusal(actor, found)


def _ended(recusal_id: int, granted: bool, _follows: Follows) -> bool:
    """Granted, the request is decided anew at once."""
    found = recusals.recusal(recusal_id)
    if found is not None and (found.state is State.OBJECTED or granted):
        deciding.end_objection(found, granted=granted)
    return True


def _told(recusal_id: int) -> list[tuple[str, str]]:
    """The request and why it was refused: what the reviewer weighs the objection against."""
    found = recusals.recusal(recusal_id)
    if found is None:
        return []
    said = recusals.words_of(found, Step.DECIDED)
    rows = [
        (_("Cakupan yang dimohon"), wording.scope(found)),
        (_("Alasan penolakan"), said.get("reason") or ""),
        (_("Pengaman keputusan"), said.get("safeguard") or ""),
    ]
    return [(str(label), text) for label, text in rows if text]


RECUSALS = Ground(
    "recusals", "Penolakan penarikan diri", _look, _filed, _ended,
    lambda recusal_id: f"/penarikan-diri/{recusal_id}", told=_told,
)  # fmt: skip
