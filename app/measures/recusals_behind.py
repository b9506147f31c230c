"""The recusal behind a measure TND-B of a plan: found when asked for first, imposed otherwise."""

from app.core import clock
from app.core.actor import Actor
from app.core.errors import Invalid
from app.disclosures import queries as disclosures
from app.matters.finding import Party
from app.measures.links import Linked
from app.measures.models import Action, Plan
from app.recusals import queries as recusals
from app.recusals.models import EndsWith, Origin, Recusal, Scope
from app.recusals.request import Request
from app.recusals.services.requesting import Imposed, impose_recusal


def find(plan: Plan, _action: Action) -> Linked | None:
    """The recusal that keeps the employee away now, the newest one."""
    running = recusals.recusals_in_force(plan.person_id, clock.today())
    return _linked(running[-1]) if running else None


def impose(actor: Actor, plan: Plan, action: Action) -> Linked | None:
    """Keep the employee away from the party the action names, at once; HR decides (§4.4).

    Without a named party nothing can be held by itself, and the plan watches the action alone.
    """
    details = (action.words or {}).get("details") or {}
    name = str(details.get("party_name") or "").strip()
    if not name:
        return None
    wanted = Request(
        scope=Scope.PARTY,
        parties=(Party.of("org", name, str(details.get("party_nib") or "")),),
        interest_ids=_interests_of(plan),
        starts_on=max(action.starts_on, clock.today()),
        ends_with=EndsWith.INTEREST,
    )
    how = Imposed(
        Origin.PLAN,
        f"Tindakan TND-B pada rencana penanganan {plan.number}.",
        details.get("recipient_id"),
        cause=plan,
    )
    try:
        return _linked(impose_recusal(actor, plan.person_id, wanted, how))
    except Invalid as error:
        raise Invalid(error.message) from error  # said above the plan: its fields are others


def _interests_of(plan: Plan) -> tuple[int, ...]:
    content = plan.latest.content if plan.latest is not None else {}
    uids = {one["uid"] for one in content.get("interests", []) if "uid" in one}
    rows = disclosures.interests_as_of(plan.person_id, clock.today())
    return tuple(row.interest_id for row in rows if row.interest.uid in uids)


def _linked(found: Recusal) -> Linked:
    return Linked(found.number, f"/penarikan-diri/{found.id}")
