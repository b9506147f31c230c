"""The employee writes a plan and sends it to the superior and BKPSDM (S-43)."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from app.audit.services import take_turn
from app.core import clock, events, firewall, policy
from app.core.actor import Actor
from app.core.errors import Invalid
from app.core.events import Event
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.disclosures import queries as disclosures
from app.disclosures.models import InterestVersion
from app.divestments import behind, queries
from app.divestments.events import BEGUN
from app.divestments.models import Divestment, DivestmentPlan, DivestmentState
from app.divestments.plans import PlanWanted, family_in, goes_to_family, problems_in
from app.divestments.workflow import FLOW
from app.documents import numbering
from app.people import queries as people
from app.regulations import queries as regulations

LONGEST_TERM = "divestasi_maks"
_SERIES = "DIVESTASI"


@use_case
def begin(actor: Actor, interest_uid: str, plan: PlanWanted, plan_number: str = "") -> Divestment:
    """Keep a first draft about one of the actor's own interests.

    `plan_number`: the plan of measures that asks for it, if any. Raises Invalid for an interest
    that is not the actor's own and current, or is being divested already.
    """
    policy.require(actor, "divestment.begin")
    row = _own_interest(actor, interest_uid)
    take_turn()
    post = people.post_of(actor.somebody, clock.today())
    divestment = Divestment(
        uid=new_uid(),
        number=_next_number(),
        state=DivestmentState.PLAN,
        person_id=actor.somebody,
        unit_id=post.unit_id if post else None,
        post=post.title if post else "",
        interest_id=row.interest_id,
        named_id=row.employee_id,
        plan_number=plan_number.strip()[:40] or None,
        created_at=clock.now(),
    )
    divestment.draft = plan.as_content()
    db.session.add(divestment)
    db.session.flush()
    events.emit(Event(BEGUN, actor, divestment, {"interest_id": row.interest_id}))
    once.leads_to(f"/divestasi/{divestment.id}")
    return divestment


def _own_interest(actor: Actor, interest_uid: str) -> InterestVersion:
    rows = disclosures.current_interests_for(actor)
    row = next((one for one in rows if one.interest.uid == interest_uid), None)
    if row is None:
        raise Invalid(fields={"interest": "Pilih salah satu kepentingan Anda."})
    running = queries.open_one_about(row.interest_id)
    if running is not None:
        sentence = Sentence("Kepentingan ini sudah punya rencana: %(n)s.", n=running.number)
        raise Invalid(fields={"interest": sentence})
    return row


def _next_number() -> str:
    year = clock.today().year
    return f"DIV-{year}-{numbering.take_number(_SERIES, year):04d}"


@use_case
def save_draft(actor: Actor, divestment: Divestment, plan: PlanWanted) -> None:
    """Keep what was typed without sending it."""
    FLOW.check(divestment, "submit", actor)
    divestment.draft = plan.as_content()


@use_case
def begin_and_submit(
    actor: Actor, interest_uid: str, plan: PlanWanted, plan_number: str = ""
) -> Divestment:
    """The same as beginning and sending at once; nothing is kept when the plan is not complete."""
    policy.require(actor, "divestment.begin")
    divestment = begin(actor, interest_uid, plan, plan_number)
    submit(actor, divestment, plan)
    return divestment


@use_case
def submit(actor: Actor, divestment: Divestment, plan: PlanWanted) -> DivestmentPlan:
    """Send the plan to the superior. Raises Invalid with a sentence for each field that is wrong."""
    FLOW.check(divestment, "submit", actor)
    today = clock.today()
    rows = disclosures.interests_as_of(divestment.person_id, today)
    family = family_in(row for row in rows if row.interest_id != divestment.interest_id)
    _check(plan, family)
    sent = _frozen(divestment, plan, _known(rows, divestment))
    divestment.asset_form, divestment.way = plan.asset_form, plan.way
    divestment.to_family = goes_to_family(plan, family)
    divestment.target_on, divestment.submitted_at = plan.target_on, sent.submitted_at
    divestment.endorsed_at = divestment.endorsed_by_id = None
    divestment.draft = None
    find_superior(divestment)
    FLOW.move(divestment, "submit", actor, plan=sent.number, sha256=sent.sha256)
    behind.sent(divestment)
    return sent


def _check(plan: PlanWanted, family: Sequence[str]) -> None:
    today = clock.today()
    term = regulations.pack_on(today).term(LONGEST_TERM, today)
    problems = problems_in(
        plan, today=today, latest=deadlines.due_on(LONGEST_TERM, today), days=term.length,
        family=family,
    )  # fmt: skip
    if problems:
        raise Invalid(fields=problems)


def _known(rows: Sequence[InterestVersion], divestment: Divestment) -> InterestVersion:
    found = next((row for row in rows if row.interest_id == divestment.interest_id), None)
    if found is None:
        raise Invalid("Kepentingan ini sudah berakhir; tidak ada yang perlu dilepas.")
    return found


def _frozen(divestment: Divestment, plan: PlanWanted, row: InterestVersion) -> DivestmentPlan:
    content = plan.as_content()
    sent = DivestmentPlan(
        uid=new_uid(),
        divestment=divestment,
        number=len(divestment.plans) + 1,
        submitted_at=clock.now(),
        interest_version_id=row.id,
        sha256=_sha256(content),
    )
    sent.content = content
    db.session.add(sent)
    db.session.flush()
    return sent


def _sha256(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def find_superior(divestment: Divestment) -> None:
    """Set who approves as superior: the nearest one above whom the interest does not concern."""
    chain = [one.id for one in people.superiors_above(divestment.person_id, clock.today())]

    def concern(candidate: int) -> str | None:
        if candidate == divestment.person_id:
            return Sentence("pemilik kepentingan ini")
        return Sentence("pihak dalam kepentingan ini") if candidate == divestment.named_id else None

    found = firewall.route(chain, concern)
    notes = people.passed_over(found.skipped)
    if found.leaves_the_system:
        notes.append("Tidak ada atasan di dalam sistem; BKPSDM memutus sendiri.")
    divestment.superior_id = found.handler
    divestment.route_note = "\n".join(notes) or None
