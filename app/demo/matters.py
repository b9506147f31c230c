"""The register of urusan in the demo city (§8.3), and its checks before deciding (§8.4)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from app.core import clock
from app.core.actor import SYSTEM, Actor, Role
from app.core.working_days import ONE_DAY, is_working_day
from app.demo.stage import City, actor_of, at, read
from app.matters import queries as matters
from app.matters.models import Effect, Matter, MatterKind, OfficialRole
from app.matters.services import deciding, recording, stopping
from app.matters.services.deciding import DecisionWanted
from app.matters.services.entries import MatterWanted, OfficialWanted, PartyWanted
from app.people import queries as people
from app.prechecks import services as prechecks
from app.prechecks.models import Precheck
from app.prechecks.services import CheckWanted

Step = tuple[int, str, Callable[[], None]]
ALL_BASES = ("PD-1", "PD-2", "PD-3", "PD-4")
PERMIT_ISSUED, _CHECKED = 44, 62
_REVIEW_BEGAN, _REVIEWED = 35, 33
_APPOINTMENT_REVIEWED = 1
_CALM = {"q1": "tidak", "q2": "tidak", "q3": "tidak", "q4": "tidak", "q5": "tidak"}


def plan_of_matters(city: City) -> list[Step]:
    """Every step as (days before the seeding day, who, what to do)."""
    steps: list[Step] = []
    for entry in read("urusan.toml")["urusan"]:
        days = int(entry["hari"]) + int(entry.get("hari_sebelum_putusan", 0))
        steps.append((days, entry["pencatat"], partial(_record, city, entry)))
        if "diputus" in entry:
            decided = entry["diputus"]
            steps.append((decided["hari"], decided["oleh"], partial(_decide, city, entry)))
    steps += [
        (_CHECKED, "E-18", partial(_red_check, city)),
        (PERMIT_ISSUED, "E-19", partial(_issue_permit, city)),
        (31, "E-14", partial(_yellow_check, city)),
        (5, "E-08", partial(_green_check, city)),
        (4, "E-19", partial(_yellow_check_of_a_former_head, city)),
    ]
    return [(_days_ago(city, days), who, act) for days, who, act in steps]


def _days_ago(city: City, days: int) -> int:
    """When it truly was: what falls on a day off happened on the working day before."""
    return (city.day - city.earlier(days)).days


def the_matter(number: str) -> Matter:
    """A matter of the demo city. Raises LookupError."""
    found = matters.matter_numbered(number)
    if found is None:
        raise LookupError(number)
    return found


def _clerk(city: City, code: str) -> Actor:
    found = actor_of(city.people[code])
    return replace(found, roles=found.roles | {Role.REGISTRAR})


def _record(city: City, entry: dict[str, Any]) -> None:
    clerk = _clerk(city, entry["pencatat"])
    day = city.earlier(int(entry["hari"]))
    for _step in range(int(entry.get("hari_sebelum_putusan", 0))):
        day -= ONE_DAY
        while not is_working_day(day, city.calendar):
            day -= ONE_DAY
    with at(day, int(entry["jam"])):
        post = people.post_of(clerk.somebody, clock.today())
        follows = entry.get("mengulang")
        recording.record(
            clerk,
            MatterWanted(
                title=entry["judul"],
                number=entry["nomor"],
                kind=MatterKind(entry["jenis"]),
                unit_id=post.unit_id if post else 0,
                received_on=day,
                parties=[PartyWanted(**party) for party in entry["pihak"]],
                officials=[_official(city, said) for said in entry["petugas"]],
                complete=entry["lengkap"],
                sop_days=entry["standar"],
                pressed=entry.get("desakan", False),
                follows_id=the_matter(follows).id if follows else None,
            ),
        )


def _official(city: City, said: str) -> OfficialWanted:
    code, role = said.split()
    return OfficialWanted(city.people[code].id, OfficialRole(role))


def _decide(city: City, entry: dict[str, Any]) -> None:
    decided = entry["diputus"]
    day = city.earlier(decided["hari"])
    with at(day, 15):
        _decided(city, entry["nomor"], decided["oleh"], decided["nomor"], Effect(decided["hasil"]))


def _decided(city: City, number: str, who: str, decision: str, effect: Effect) -> None:
    person = city.people[who]
    deciding.record_decision(
        actor_of(person),
        the_matter(number),
        DecisionWanted(
            person_id=person.id,
            decided_on=clock.today(),
            number=decision,
            effect=effect,
            bases=ALL_BASES,
        ),
    )


# ── story 1 ───────────────────────────────────────────────────────────────────────────────────


def _red_check(city: City) -> None:
    """09.40: the applicant is his brother's firm, found by its NIB."""
    with at(city.earlier(_CHECKED), 9, 40):
        _check(city, "E-18", "URS-0001", {**_CALM, "q1": "ya"})


def _check(city: City, who: str, number: str, answers: dict[str, str]) -> Precheck:
    matter = the_matter(number)
    role = matters.officials_of(matter)[0].role
    wanted = CheckWanted(matter=matter, role=role, answers=answers)
    return prechecks.make(actor_of(city.people[who]), wanted)


def _issue_permit(city: City) -> None:
    """The substitute issues the permit on time; named here only if no recusal did so before."""
    with at(city.earlier(PERMIT_ISSUED), 11):
        matter, substitute = the_matter("URS-0001"), city.people["E-19"].id
        if substitute not in {one.person_id for one in matters.officials_of(matter)}:
            superior = actor_of(city.people["E-17"])
            stopping.hand_over(superior, matter.id, city.people["E-18"].id, substitute)
        _decided(city, "URS-0001", "E-19", "503/271/DPMPTSP", Effect.GRANTED)


# ── the others ────────────────────────────────────────────────────────────────────────────────


def _yellow_check(city: City) -> None:
    """He sits on the club's board and is not sure what that means; his superior says."""
    day = city.earlier(31)
    with at(day, 10):
        check = _check(city, "E-14", "URS-0011", {**_CALM, "q3": "ragu"})
        prechecks.ask(
            actor_of(city.people["E-14"]), check,
            "Saya duduk di kepengurusan klub ini tanpa imbalan. Apakah saya boleh memproses?",
        )  # fmt: skip
    with at(day, 13, 30):
        prechecks.direct(
            actor_of(city.people["E-10"]), check,
            "Siapkan bahannya saja; penilaian penerima dilakukan tim, dan keputusan saya periksa.",
        )  # fmt: skip
    with at(day, 14):
        prechecks.go_on(
            actor_of(city.people["E-14"]), check,
            "Sesuai arahan atasan: hanya menyiapkan bahan, tidak menilai penerima.", ALL_BASES,
        )  # fmt: skip


def _green_check(city: City) -> None:
    """A check as it is most days."""
    with at(city.earlier(5), 9, 30):
        check = _check(city, "E-08", "URS-0005", _CALM)
        prechecks.keep(actor_of(city.people["E-08"]), check, ALL_BASES)


def _yellow_check_of_a_former_head(city: City) -> None:
    """The applicant left office this year (X-11, masa tunggu): she asks before she goes on."""
    with at(city.earlier(4), 9, 30):
        check = _check(city, "E-19", "URS-0010", _CALM)
        prechecks.ask(
            actor_of(city.people["E-19"]), check,
            "Pemohon dulu kepala bidang di dinas ini. Apakah saya boleh memproses izinnya?",
        )  # fmt: skip


# ── what reviews came to, where no complaints are played ──────────────────────────────────────


def plan_of_reviewed_matters(city: City) -> list[Step]:
    """The register as complaints leave it, for a city without them."""
    return [
        (_REVIEW_BEGAN, "", partial(_review, city, "URS-0004", _REVIEW_BEGAN)),
        (_REVIEWED, "", partial(_do_again, city)),
        (_APPOINTMENT_REVIEWED, "", partial(_review, city, "URS-0006", _APPOINTMENT_REVIEWED)),
    ]


def _review(city: City, number: str, days: int) -> None:
    with at(city.earlier(days), 15, 21):
        deciding.begin_review(SYSTEM, the_matter(number))


def _do_again(city: City) -> None:
    with at(city.earlier(_REVIEWED), 11):
        deciding.settle_review(SYSTEM, the_matter("URS-0004"), "redo")
