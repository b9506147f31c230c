"""Setting the stage for tests of measures: a plan of e24 by e17, at any step of its way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from app.core import clock
from app.core.actor import Actor, Role
from app.database.base import db
from app.deadlines import queries as deadlines
from app.disclosures import queries as disclosures
from app.disclosures.models import Disclosure, Verdict
from app.disclosures.services import reviewing
from app.disclosures.services.reviewing import AssessmentInput
from app.measures.models import Compliance, Next, Plan, ReplyKind
from app.measures.services import deciding, planning, starting, watching
from app.measures.services.planning import ActionInput, Basis
from app.measures.services.referring import Breach
from app.measures.services.starting import Known
from app.measures.services.watching import CheckInput
from app.notifications.models import Notice
from app.regulations.pack import Level
from tests.disclosures.stage import BROTHER, GRAVE, actor, filed

LONG = "Kakak kandungnya mengajukan izin gudang yang ia periksa."


def inspector(code: str = "e56") -> Actor:
    return replace(actor(code), roles=frozenset({Role.EMPLOYEE, Role.INSPECTOR}))


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.frozen_at(datetime.combine(day, time(9), clock.zone()), everywhere=True):
        yield


def reviewed(who: str = "e24", by: str = "e17") -> Disclosure:
    """A declaration found grave by the superior: it needs measures."""
    disclosure, superior = filed(actor(who), BROTHER, link=GRAVE), actor(by)
    reviewing.open_for_review(superior, disclosure)
    ((row, _none),) = disclosures.interests_of_version_for(superior, disclosure.latest)
    reviewing.record(
        superior,
        disclosure,
        [
            AssessmentInput(
                row.id, Verdict.ACTUAL, row.suggested_level, direction="Jangan diteruskan.",
                forms=("BTK-7",), kinds=("JNS-01",), sources=("SBR-3",),
            )
        ],
    )  # fmt: skip
    return disclosure


def drafted() -> Plan:
    return starting.start_from_declaration(actor("e17"), reviewed())


def known(who: str = "e24", by: str = "e17", **changes: Any) -> Plan:
    """A case the superior opened himself."""
    given: dict[str, Any] = {
        "person_id": actor(who).somebody, "truth": "potential", "situation": LONG,
        "impact": "Izin dapat dinilai memihak pemohon.", "level": Level.MEDIUM, **changes,
    }  # fmt: skip
    return starting.start_from_knowledge(actor(by), Known(**given))


def basis(**changes: Any) -> Basis:
    given: dict[str, Any] = {
        "situation": LONG, "impact": "Izin dapat dinilai memihak pemohon.",
        "considerations": {"public": "Pemohon lain menunggu perlakuan yang sama."},
        "discussed_on": clock.today(), "interval": "pemantauan_rencana_tinggi", **changes,
    }  # fmt: skip
    return Basis(**given)


def measure(code: str = "TND-B", **changes: Any) -> ActionInput:
    details = {
        "TND-A": {"interest": "Saham 15 persen."},
        "TND-B": {"scope": "Semua urusan dengan CV Contoh Karya.", "recipient_id": None},
        "TND-C": {"information": "Harga perkiraan sendiri."},
        "TND-D": {"task": "Pemeriksaan berkas.", "recipient_id": actor("e19").person_id},
        "TND-E": {"reference": "Sukarela."},
        "TND-X": {"reason": "Tidak ada tindakan lain yang cocok."},
    }[code]
    given: dict[str, Any] = {
        "code": code, "description": "Tidak memeriksa berkas pihak ini.",
        "executor_id": actor("e19" if code == "TND-C" else "e24").person_id,
        "starts_on": clock.today(), "due_on": clock.today() + timedelta(days=60),
        "evidence": "Daftar pembagian berkas.", "details": details, **changes,
    }  # fmt: skip
    return ActionInput(**given)


def written(plan: Plan, *codes: str) -> Plan:
    superior = actor("e17")
    planning.save_basis(superior, plan, basis())
    for code in codes or ("TND-B", "TND-C"):
        planning.save_action(superior, plan, measure(code))
    return plan


def sent(*codes: str) -> Plan:
    plan = written(drafted(), *codes)
    deciding.ask_reply(actor("e17"), plan)
    return plan


def answered(*codes: str) -> Plan:
    plan = sent(*codes)
    deciding.reply(actor("e24"), plan, ReplyKind.AGREES)
    return plan


def running(*codes: str) -> Plan:
    plan = answered(*codes)
    deciding.set_plan(actor("e17"), plan)
    return plan


def found(
    what: Compliance = Compliance.KEPT, then: Next = Next.CONTINUE, **more: Any
) -> CheckInput:
    return CheckInput(what, "Tidak ada berkas pihak ini di mejanya.", then, **more)


def with_incident() -> Plan:
    plan = running()
    watching.check(actor("e17"), plan, found(Compliance.INCIDENT, Next.REVISE))
    return plan


def told(code: str, plan: Plan, notice: str) -> int:
    person = actor(code).person_id
    asked = db.session.query(Notice).filter_by(
        person_id=person, subject_type="measures_plans", subject_id=plan.id, code=notice
    )
    return asked.count()


def clock_codes(plan: Plan) -> list[str]:
    return [one.code for one in deadlines.clocks_of("measures_plans", [plan.id])[plan.id]]


def breach(**changes: Any) -> Breach:
    given: dict[str, Any] = {
        "happened_on": clock.today(), "what": "Memeriksa berkas pihak itu pada hari kerja.",
        "proof": "Catatan aplikasi perizinan hari itu.", **changes,
    }  # fmt: skip
    return Breach(**given)
