"""DOK-05, the plan, and the referral letter: which facts each states."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import Actor, Role
from app.core.errors import NotFound
from app.database.base import db
from app.documents import letterhead
from app.documents import services as documents
from app.documents.letters import Letter, plain
from app.documents.models import Classification, DocumentKind
from app.documents.queries import letters_of
from app.measures import wording
from app.measures.models import CheckPoint, Plan, PlanVersion, Referral, ReplyKind
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.pack import Level, Pack


def order_plan(actor: Actor, plan: Plan) -> None:
    """Order DOK-05 of the version in force (or as it was closed); the one before gives way."""
    documents.supersede_all(actor, plan)
    documents.write_and_order(actor, plan, lambda: _plan_letter(plan))


def _plan_letter(plan: Plan) -> Letter:
    version = plan.latest
    if version is None:
        raise NotFound("nothing set")
    pack, content = regulations.pack(version.pack_id), version.content
    unit = plan.unit
    signer = _person(version.set_by_id)
    return Letter(
        kind=DocumentKind.MEASURES,
        template="documents/dok_05.html",
        title=DocumentKind.MEASURES.label,
        series="PNG",
        unit_code=unit.short if unit else "BKPSDM",
        unit_name=unit.name if unit else "",
        signatory_post=signer["post"],
        classification=Classification.SECRET,
        facts=plain(
            {
                "number_of_record": plan.number,
                "version": version.number,
                "declaration": plan.disclosure.number if plan.disclosure else "",
                "source": plan.source.label,
                "person": _person(plan.person_id) | {"post": plan.post},
                "unit": unit.name if unit else "",
                "level": version.level.label,
                "truth": str(wording.TRUTHS.get(content.get("truth", ""), "")),
                "situation": content["situation"],
                "impact": content["impact"],
                "interests": [
                    one | {"level": Level(one["level"]).label} for one in content["interests"]
                ],
                "actions": _actions(pack, content),
                "interval": wording.interval(pack, content["interval"]),
                "next_check_on": plan.next_check_on,
                "considerations": wording.considerations(content),
                "discussed_on": content["discussed_on"],
                "weak_reason": content.get("weak_reason", ""),
                "reply": _reply(content.get("reply")),
                "signer": signer,
                "set_at": version.set_at,
                "place": letterhead.place(),
                "basis": pack.lists["tindakan_penanganan"].basis,
                "closed": _closed(plan),
            }
        ),
        schema="sadar.rencana_penanganan/1",
        record_name="rencana-penanganan.json",
        record_description="Isi Rencana Penanganan dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of(Plan.__tablename__, [plan.id])) + 1,
        holder_person_id=plan.person_id,
    )


def _actions(pack: Pack, content: dict[str, Any]) -> list[dict[str, Any]]:
    return [vars(one) for one in wording.describe(pack, content["actions"])]


def _reply(said: dict[str, Any] | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return said | {"kind": ReplyKind(said["kind"]).label, "signed": said["kind"] != "silent"}


def _closed(plan: Plan) -> dict[str, Any] | None:
    if plan.closed_at is None:
        return None
    last = db.session.scalar(
        sa.select(CheckPoint)
        .where(CheckPoint.plan_id == plan.id)
        .order_by(CheckPoint.number.desc())
        .limit(1)
    )
    words = last.words if last else {}
    return {
        "at": plan.closed_at,
        "level": plan.level.label,
        "result": words.get("result", ""),
        "evidence": words.get("closing", ""),
        "by": _person(last.by_id)["name"] if last else "",
    }


def _person(person_id: int) -> dict[str, str]:
    person = people.person(person_id)
    post = people.post_of(person_id, clock.today())
    return {
        "name": person.name if person else "",
        "nip": (person.nip or "") if person else "",
        "post": post.title if post else "",
    }


def order_referral(actor: Actor, referral: Referral) -> None:
    """Order the letter that refers a breach to the Inspektorat and the office in charge (TND-F)."""
    documents.write_and_order(actor, referral, lambda: _referral_letter(referral))


def _referral_letter(referral: Referral) -> Letter:
    plan = referral.plan
    version = _version_on(plan, referral.at)
    pack = regulations.pack_on(clock.today())
    unit = plan.unit
    signer = _person(referral.by_id)
    fact = pack.code("tindakan_penanganan", "TND-F")
    inspectorate = accounts.office_of(Role.INSPECTOR)  # the pack's name is another town's, perhaps
    return Letter(
        kind=DocumentKind.REFERRAL,
        template="documents/rujukan.html",
        title=DocumentKind.REFERRAL.label,
        series="RJK",
        unit_code=unit.short if unit else "BKPSDM",
        unit_name=unit.name if unit else "",
        signatory_post=signer["post"],
        classification=Classification.SECRET,
        facts=plain(
            {
                "number_of_record": referral.number,
                "plan_number": plan.number,
                "plan_version": version.number if version else 0,
                "plan_set_at": version.set_at if version else None,
                "person": _person(plan.person_id) | {"post": plan.post},
                "unit": unit.name if unit else "",
                "inspectorate": inspectorate.name if inspectorate else pack.inspectorate,
                "happened_on": referral.happened_on,
                "what": referral.words["what"],
                "proof": referral.words["proof"],
                "measures": _actions(pack, version.content) if version else [],
                "basis": f"{fact.basis}: {fact.text}",
                "signer": signer,
                "signed_at": referral.at,
                "place": letterhead.place(),
            }
        ),
        schema="sadar.rujukan_sanksi/1",
        record_name="rujukan-sanksi.json",
        record_description="Isi surat rujukan dalam bentuk yang dapat dibaca mesin",
    )


def _version_on(plan: Plan, moment: datetime) -> PlanVersion | None:
    return next((one for one in reversed(plan.versions) if one.set_at <= moment), None)
