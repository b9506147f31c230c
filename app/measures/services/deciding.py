"""The employee's reply, setting the plan, dropping a case without a conflict (service design §4.3)."""

from datetime import date

import sqlalchemy as sa

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotAllowed
from app.core.events import Event
from app.core.reasons import LEAST_REASON, check_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.deadlines.models import Deadline
from app.disclosures.services import reviewing
from app.measures import documents, links, shape
from app.measures.events import EXECUTE_MESSAGE
from app.measures.models import (
    Action,
    ActionState,
    CalledOff,
    Plan,
    PlanState,
    PlanVersion,
    Reply,
    ReplyKind,
    Source,
)
from app.measures.policy import was_answered
from app.measures.services.concerned import concerned_by
from app.measures.services.planning import check_seen
from app.measures.workflow import FLOW, REPLY
from app.notifications.services import notify
from app.regulations import queries as regulations

_OVER = (ActionState.DONE, ActionState.CANCELLED)


@use_case
def ask_reply(actor: Actor, plan: Plan, seen: int | None = None) -> None:
    """Send the draft to the employee, who has two working days. Raises Invalid while it is unfit."""
    FLOW.check(plan, "ask_reply", actor)
    once.leads_to(f"/rencana/{plan.id}")
    check_seen(plan, seen)
    _check_fit(plan)
    due = deadlines.due_on(REPLY, clock.today())
    FLOW.move(plan, "ask_reply", actor, due=due.isoformat())


def _check_fit(plan: Plan) -> None:
    content = plan.draft or shape.empty()
    problems = shape.problems_of(content, plan.level, regulations.pack_on(clock.today()))
    if problems:
        raise Invalid(fields=problems)


@use_case
def reply(actor: Actor, plan: Plan, kind: ReplyKind, text: str = "") -> None:
    """What the employee says; the caller has re-authenticated him. Raises Invalid without words."""
    FLOW.check(plan, "reply", actor)
    once.leads_to(f"/rencana/{plan.id}")
    if kind is ReplyKind.SILENT:
        raise Invalid(fields={"kind": "Pilih tanggapan Anda."})
    if kind is ReplyKind.COMMENTS and len(text.strip()) < LEAST_REASON:
        sentence = Sentence("Tulis tanggapan sedikitnya %(n)s huruf.", n=LEAST_REASON)
        raise Invalid(fields={"text": sentence})
    _keep_reply(plan, kind, text.strip())
    FLOW.move(plan, "reply", actor, kind=kind.value)


def _keep_reply(plan: Plan, kind: ReplyKind, text: str) -> None:
    said = Reply(
        uid=new_uid(),
        plan_id=plan.id,
        to_version=plan.version + 1,
        kind=kind,
        at=clock.now(),
        draft_sha256=shape.sha256(plan.draft or shape.empty()),
    )
    said.words = {"text": text} if text else None
    db.session.add(said)
    db.session.flush()


@use_case
def count_silence(actor: Actor) -> int:
    """Silence counts: drafts whose reply is overdue become ready to be set; gives how many."""
    policy.require(actor, "plan.keep")
    late = sa.select(Deadline.subject_id).where(
        Deadline.subject_type == Plan.__tablename__,
        Deadline.code == REPLY,
        Deadline.met_on.is_(None),
        Deadline.cancelled_on.is_(None),
        Deadline.due_on < clock.today(),
    )
    silent = db.session.scalars(
        sa.select(Plan).where(Plan.state == PlanState.AWAITING_REPLY, Plan.id.in_(late))
    ).all()
    for plan in silent:
        _keep_reply(plan, ReplyKind.SILENT, "")
        FLOW.move(plan, "silence", actor)
    return len(silent)


@use_case
def redraft(actor: Actor, plan: Plan) -> None:
    """Take the reply up: write on, then ask again."""
    FLOW.move(plan, "redraft", actor)
    once.leads_to(f"/rencana/{plan.id}")


def reply_to(plan: Plan) -> Reply | None:
    """The newest reply to the version being written, or to the one in force."""
    number = plan.version + (0 if plan.draft is None else 1)
    called_off = (
        sa.select(sa.func.coalesce(sa.func.max(CalledOff.reply_id), 0))
        .where(CalledOff.plan_id == plan.id, CalledOff.to_version == number)
        .scalar_subquery()
    )
    return db.session.scalar(
        sa.select(Reply)
        .where(Reply.plan_id == plan.id, Reply.to_version == number, Reply.id > called_off)
        .order_by(Reply.id.desc())
        .limit(1)
    )


@use_case
def set_plan(actor: Actor, plan: Plan, seen: int | None = None) -> PlanVersion:
    """Set the plan; the caller has re-authenticated the superior. It is frozen, watched and printed.

    Raises Invalid while it is unfit, NotAllowed when the superior has become concerned.
    """
    FLOW.check(plan, "set", actor)
    check_seen(plan, seen)
    _check_fit(plan)
    concerned = concerned_by(plan)
    if actor.somebody in concerned:
        raise NotAllowed("Pagar benturan: hal ini menyangkut Anda. Rencana beralih ke atasan Anda.")
    version = put_in_force(actor, plan, "set")
    if plan.source is Source.DECLARATION and plan.disclosure is not None:
        reviewing.measures_set(actor, plan.disclosure, plan.number)
    documents.order_plan(actor, plan)
    once.leads_to(f"/rencana/{plan.id}")
    return version


def put_in_force(actor: Actor, plan: Plan, action: str) -> PlanVersion:
    """Freeze what is written, write its actions, start the check points, tell those who act."""
    version = _freeze(actor, plan)
    content = version.content
    pack = regulations.pack_on(clock.today())
    next_on = deadlines.due_on(content["interval"], clock.today(), pack)
    fresh = _write_actions(plan, content)
    plan.version, plan.set_at, plan.draft = version.number, version.set_at, None
    plan.changed_from = None
    plan.next_check_on = next_on
    event = FLOW.move(
        plan, action, actor, opens=content["interval"], version=version.number,
        sha256=version.sha256, next=next_on.isoformat(),
    )  # fmt: skip
    for row in fresh:
        links.open_for(actor, plan, row)
    _tell_executors(event, plan)
    return version


def _freeze(actor: Actor, plan: Plan) -> PlanVersion:
    said = reply_to(plan)
    content = dict(plan.draft or shape.empty())
    content["level"] = plan.level.value
    content["reply"] = (
        {
            "kind": said.kind.value,
            "text": (said.words or {}).get("text", ""),
            "at": said.at.isoformat(),
        }
        if said is not None
        else None
    )
    version = PlanVersion(
        uid=new_uid(),
        plan=plan,
        number=plan.version + 1,
        set_at=clock.now(),
        set_by_id=actor.somebody,
        level=plan.level,
        pack_id=regulations.pack_on(clock.today()).id,
        sha256=shape.sha256(content),
    )
    version.content = content
    db.session.add(version)
    db.session.flush()
    return version


def _write_actions(plan: Plan, content: shape.Content) -> list[Action]:
    """The rows follow the version: new ones begin, changed ones are changed, the others end."""
    rows = {row.key: row for row in plan.actions}
    fresh = []
    for item in shape.actions(content):
        row = rows.pop(item["key"], None)
        if row is None:
            row = Action(uid=new_uid(), plan=plan, key=item["key"], state=ActionState.PLANNED)
            fresh.append(row)
        row.code, row.control = item["code"], item["control"] or None
        row.executor_id = int(item["executor_id"])
        row.starts_on = date.fromisoformat(item["starts_on"])
        row.due_on = date.fromisoformat(item["due_on"])
        row.words = {name: item[name] for name in ("description", "evidence", "details")}
        if row.state is ActionState.PLANNED and row.starts_on <= clock.today():
            row.state = ActionState.IN_FORCE
    for row in rows.values():
        if row.state not in _OVER:
            row.state = ActionState.CANCELLED
    db.session.add_all(fresh)
    db.session.flush()
    return fresh


def _tell_executors(event: Event, plan: Plan) -> None:
    """Each executor hears of the action, not of what stands behind it (N-12)."""
    dues: dict[int, date] = {}
    for row in plan.actions:
        if row.state not in _OVER and row.executor_id != plan.person_id:
            dues[row.executor_id] = min(row.due_on, dues.get(row.executor_id, row.due_on))
    for person_id, due in dues.items():
        told = Event(event.type, event.actor, plan, {"due": due.isoformat()})
        notify(told, [person_id], EXECUTE_MESSAGE, code="N-12", link=f"/rencana/{plan.id}/bukti")


@use_case
def drop(actor: Actor, plan: Plan, reason: str) -> None:
    """Examined, and no conflict was found: nothing is imposed (Permenko Infra 1/2026 art. 24).

    Only a case the superior opened himself; a declaration found grave keeps its plan.
    """
    FLOW.check(plan, "drop", actor)
    once.leads_to(f"/rencana/{plan.id}")
    if plan.source is not Source.KNOWLEDGE or plan.version:
        raise NotAllowed("Rencana dari deklarasi, atau yang pernah ditetapkan, harus diselesaikan.")
    check_reason(reason)
    plan.draft = (plan.draft or shape.empty()) | {"drop_reason": reason.strip()}
    plan.closed_at = clock.now()
    FLOW.move(plan, "drop", actor, asked=was_answered(plan))
