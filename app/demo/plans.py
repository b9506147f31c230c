"""The measures plans of the demo city: five running, one waiting for a reply, one closed (§8.5, §8.8)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from app.core.actor import SYSTEM, Actor
from app.demo.papers import paper
from app.demo.stage import City, actor_of, at, read
from app.disclosures.models import Disclosure
from app.measures import queries as measures
from app.measures.models import Compliance, Next, Plan, ReplyKind
from app.measures.services import deciding, keeping, planning, starting, watching
from app.measures.services.planning import ActionInput, Basis
from app.measures.services.starting import Known
from app.measures.services.watching import CheckInput, ReportInput
from app.people import queries as people
from app.regulations.pack import Level

Step = tuple[int, str, Callable[[], None]]
_REMINDED = (30, 14, 7, 4, 0)  # days before the seeding day on which the daily job is played


def steps_of_plans(city: City) -> list[Step]:
    """Every step, as (days before the seeding day, who, what to do)."""
    steps: list[Step] = []
    for entry in read("rencana.toml")["rencana"]:
        days, who = int(entry["hari"]), entry["siapa"]
        steps.append((days, who, partial(_start, city, entry)))
        steps.append((int(entry.get("ditanyakan", days)), who, partial(_answer, city, entry)))
        for action in entry["tindakan"]:
            if "terlaksana" in action:
                done = action["terlaksana"]
                steps.append((done["hari"], who, partial(_bring, city, entry, action)))
        if "ditutup" in entry:
            steps.append((entry["ditutup"], who, partial(_close, city, entry)))
    steps += [(days, "", partial(_keep, city, days)) for days in _REMINDED]
    return steps


def _plan(city: City, who: str) -> Plan:
    found = measures.newest_of(city.people[who].id)
    if found is None:
        raise RuntimeError(f"{who} has no measures plan in the demo city")
    return found


def _superior(plan: Plan) -> Actor:
    person = people.person(plan.superior_id or 0)
    if person is None:
        raise RuntimeError(f"{plan.number} has no superior in the demo city")
    return actor_of(person)


def _start(city: City, entry: dict[str, Any]) -> None:
    day = city.earlier(entry["hari"])
    with at(day, 10, 20):
        plan = _begun(city, entry, day)
        superior = _superior(plan)
        interval = (plan.draft or {})["interval"]
        planning.save_basis(
            superior,
            plan,
            Basis(entry["situasi"], entry["dampak"], entry["pertimbangan"], day, interval),
        )
        for action in entry["tindakan"]:
            planning.save_action(superior, plan, _action(city, action, day))


def _begun(city: City, entry: dict[str, Any], day: date) -> Plan:
    person = city.people[entry["siapa"]]
    if entry["asal"] == "atasan":
        superior = people.superior_of(person.id, day)
        if superior is None:
            raise RuntimeError(f"{entry['siapa']} has no superior in the demo city")
        known = Known(
            person.id, "potential", entry["situasi"], entry["dampak"], Level(entry["tingkat"])
        )
        return starting.start_from_knowledge(actor_of(superior), known)
    disclosure = _grave(person.id)
    reviewer = people.person(disclosure.reviewer_id or 0)
    if reviewer is None:
        raise RuntimeError(f"{disclosure.number} has no reviewer in the demo city")
    return starting.start_from_declaration(actor_of(reviewer), disclosure)


def _grave(person_id: int) -> Disclosure:
    found = measures.unplanned_of(person_id)
    if found is None:
        raise RuntimeError(f"person {person_id} declared nothing grave in the demo city")
    return found


def _action(city: City, action: dict[str, Any], day: date) -> ActionInput:
    details = dict(action["rincian"])
    if details.get("recipient_id"):
        details["recipient_id"] = city.people[details["recipient_id"]].id
    return ActionInput(
        code=action["kode"],
        description=action["uraian"],
        executor_id=city.people[action["pelaksana"]].id,
        starts_on=day,
        due_on=day + timedelta(days=action["sampai"]),
        evidence=action["bukti"],
        details=details,
    )


def _answer(city: City, entry: dict[str, Any]) -> None:
    """Asked, and unless it still waits: agreed and set on the same day."""
    with at(city.earlier(int(entry.get("ditanyakan", entry["hari"]))), 11, 5):
        plan = _plan(city, entry["siapa"])
        deciding.ask_reply(_superior(plan), plan)
        if entry["keadaan"] == "menunggu_tanggapan":
            return
        deciding.reply(actor_of(city.people[entry["siapa"]]), plan, ReplyKind.AGREES)
        deciding.set_plan(_superior(plan), plan)


def _bring(city: City, entry: dict[str, Any], action: dict[str, Any]) -> None:
    done = action["terlaksana"]
    day = city.earlier(done["hari"])
    with at(day, 14, 40):
        plan = _plan(city, entry["siapa"])
        row = next(one for one in plan.actions if one.code == action["kode"])
        said = ReportInput(
            row.id, day, done["catatan"], Compliance.KEPT,
            files=[paper(done["surat"], "Dokumen contoh untuk kota contoh.")],
        )  # fmt: skip
        watching.report(actor_of(city.people[action["pelaksana"]]), plan, said)
        watching.finish_action(_superior(plan), plan, row)


def _close(city: City, entry: dict[str, Any]) -> None:
    with at(city.earlier(entry["ditutup"]), 15):
        plan = _plan(city, entry["siapa"])
        said = CheckInput(
            Compliance.KEPT,
            "Serah terima selesai; tidak ada lagi hak dan jabatan di koperasi itu.",
            Next.CLOSE,
            "Berita acara serah terima",
            Level.LOW,
        )
        watching.check(_superior(plan), plan, said)


def _keep(city: City, days: int) -> None:
    """What the daily jobs did: records meet their measures, check points are told."""
    with at(city.earlier(days), 7):
        keeping.connect(SYSTEM)
        keeping.remind(SYSTEM)
