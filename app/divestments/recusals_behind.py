"""The interim recusal of a divestment (TND-B), kept as a recusal of its own until all is verified."""

from collections.abc import Sequence

from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.crosscheck.named import named_in
from app.disclosures import queries as disclosures
from app.divestments.interim import Recusals
from app.divestments.models import Divestment
from app.matters.finding import Party
from app.recusals import queries as recusals
from app.recusals.models import Afterwards, EndsWith, Origin, Recusal, Scope
from app.recusals.request import Request
from app.recusals.services.requesting import Imposed, impose_recusal
from app.recusals.services.watching import (
    end_for_cause,
    end_with_interest,
    keep_without_interest,
)


def _impose(_actor: Actor, divestment: Divestment) -> str | None:
    """Keep the employee away from everybody the interest names; one that does so already is enough.

    An interest that names no party (inside information) covers no matter: nothing is imposed.
    """
    today = clock.today()
    parties = _parties(divestment)
    if not parties:
        return None
    for standing in recusals.recusals_in_force(divestment.person_id, today):
        if _covers(standing, parties):
            return standing.number
    wanted = Request(
        scope=Scope.PARTY,
        parties=parties,
        interest_ids=(divestment.interest_id,),
        starts_on=today,
        ends_with=EndsWith.INTEREST,
    )
    reason = f"Penarikan diri sementara sampai divestasi {divestment.number} terverifikasi."
    how = Imposed(Origin.DIVESTMENT, reason, cause=divestment)
    return impose_recusal(SYSTEM, divestment.person_id, wanted, how).number


def _covers(recusal: Recusal, parties: Sequence[Party]) -> bool:
    """Every matter of every one of these parties; a recusal from single matters is not enough."""
    covered = [Party.stored(one.kind, one.words) for one in recusal.parties]
    return recusal.scope is Scope.PARTY and all(
        any(one.is_same_as(other) for other in covered) for one in parties
    )


def _parties(divestment: Divestment) -> tuple[Party, ...]:
    rows = disclosures.interests_as_of(divestment.person_id, clock.today())
    row = next((one for one in rows if one.interest_id == divestment.interest_id), None)
    if row is None:
        return ()
    found = named_in(row.interest.section, row.content.get("fields") or {})
    return tuple(Party(one.kind, one.name, one.numbers) for one in found)


def _end(_actor: Actor, divestment: Divestment, number: str) -> Afterwards | None:
    """The one imposed for it; or another that stood already and was enough."""
    if end_for_cause(divestment):
        return Afterwards.ENDED
    return end_with_interest(divestment.person_id, number)


def _keep(actor: Actor, divestment: Divestment, number: str) -> Afterwards | None:
    reason = (
        f"Divestasi {divestment.number} selesai. Menurut BKPSDM penarikan diri ini tidak berakhir"
        " bersama kepentingannya."
    )
    return keep_without_interest(actor, divestment.person_id, number, reason)


RECUSALS = Recusals(_impose, _end, _keep)
