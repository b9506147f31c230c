"""The recusal behind a measure TND-B of a plan: found when asked for first, imposed otherwise."""

from app.core import clock, names
from app.core.actor import Actor
from app.core.errors import Invalid
from app.disclosures import queries as disclosures
from app.matters.finding import Party
from app.measures import shape
from app.measures.links import Linked
from app.measures.models import Action, ActionState, Plan
from app.recusals import coverage
from app.recusals import queries as recusals
from app.recusals.models import EndsWith, Enforcement, Origin, Recusal, Scope
from app.recusals.request import Request
from app.recusals.services.requesting import Imposed, impose_recusal
from app.recusals.services.watching import end_for_cause


def find(plan: Plan, action: Action) -> Linked | None:
    """The newest recusal that keeps the employee away now; from the named party, if one is named."""
    running = recusals.recusals_in_force(plan.person_id, clock.today())
    wanted = _party(action)
    if wanted is not None:
        running = [
            one
            for one in running
            if any(party.is_same_as(wanted) for party in coverage.parties_of(one))
        ]
    return _linked(running[-1]) if running else None


def impose(actor: Actor, plan: Plan, action: Action) -> Linked | None:
    """Keep the employee away from the party the action names, at once; HR decides (§4.4).

    Without a named party nothing can be held by itself, and the plan watches the action alone.
    """
    party = _party(action)
    if party is None:
        return None
    details = (action.words or {}).get("details") or {}
    wanted = Request(
        scope=Scope.PARTY,
        parties=(party,),
        interest_ids=_interests_of(plan),
        starts_on=max(action.starts_on, clock.today()),
        ends_with=EndsWith.INTEREST,
    )
    how = Imposed(
        Origin.PLAN,
        f"Tindakan TND-B pada rencana penanganan {plan.number}.",
        details.get("recipient_id"),
        gatekeepers=[(one, Enforcement.ACCESS) for one in _gatekeepers(plan)],
        cause=plan,
    )
    try:
        return _linked(impose_recusal(actor, plan.person_id, wanted, how))
    except Invalid as error:
        raise Invalid(error.message) from error  # said above the plan: its fields are others


def _party(action: Action) -> Party | None:
    """Whom the measure names; a body when it has a number or a legal form in its name."""
    details = (action.words or {}).get("details") or {}
    name, nib = (str(details.get(one) or "").strip() for one in ("party_name", "party_nib"))
    if not name:
        return None
    is_body = bool(nib) or bool(names.prepare(name, "org").legal_form)
    return Party.of("org" if is_body else "person", name, nib)


def _gatekeepers(plan: Plan) -> list[int]:
    """Who restricts access under the same plan."""
    return list(
        dict.fromkeys(
            one.executor_id
            for one in plan.actions
            if one.code == shape.ACCESS and one.state is not ActionState.CANCELLED
        )
    )


def end(plan: Plan) -> None:
    """The plan is done, and so is what it imposed."""
    end_for_cause(plan)


def _interests_of(plan: Plan) -> tuple[int, ...]:
    content = plan.latest.content if plan.latest is not None else {}
    uids = {one["uid"] for one in content.get("interests", []) if "uid" in one}
    rows = disclosures.interests_as_of(plan.person_id, clock.today())
    return tuple(row.interest_id for row in rows if row.interest.uid in uids)


def _linked(found: Recusal) -> Linked:
    return Linked(found.number, f"/penarikan-diri/{found.id}")
