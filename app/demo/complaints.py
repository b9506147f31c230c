"""Complaints of the demo city (§8.6, §8.7): received, sorted, checked against what was declared."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from app.complaints import codes
from app.complaints.models import Channel, Complaint, ObjectKind
from app.complaints.outcomes import REQUESTS, Lack, Scope
from app.complaints.policy import reporter_of
from app.complaints.services import (
    checking,
    classifying,
    completing,
    drafts,
    merging,
    receiving,
    talking,
)
from app.complaints.services.classifying import Alleged, Finding
from app.complaints.services.receiving import Filing
from app.complaints.story import AccusedMode, NamedParty, Story
from app.core.actor import PUBLIC, SYSTEM, Actor, Role
from app.core.events import Event
from app.crosscheck.models import Screening, Verdict
from app.crosscheck.services import judging, screening
from app.crosscheck.weighing import matches_of
from app.database.base import db
from app.deadlines import events as deadline_events
from app.deadlines.models import Deadline
from app.demo.matters import the_matter
from app.demo.papers import paper
from app.demo.season import Step
from app.demo.stage import City, at, officer, read
from app.people import queries as people

DESK, INSPECTOR = "E-57", "E-56"
_SAME = "Nama dan keterangan cocok dengan butir yang tercatat pada hari itu."
_OTHER = "Bukan orang yang sama menurut keterangan pelapor."


@dataclass(frozen=True)
class Case:
    """One complaint of `data/aduan.toml`, and the day on which it came in."""

    city: City
    entry: Mapping[str, Any]
    day: date

    @property
    def complaint(self) -> Complaint:
        found = db.session.scalar(sa.select(Complaint).where(Complaint.number == self.number))
        if found is None:
            raise LookupError(self.number)
        return found

    @property
    def number(self) -> str:
        return f"ADU-{self.day.year}-{self.entry['nomor']}"

    def id_of(self, key: str) -> int | None:
        """Who stands under this key of the entry."""
        code = self.entry.get(key)
        return self.city.people[code].id if code else None

    def after(self, working_days: int) -> date:
        """So many working days after it came in."""
        return self.city.later(self.day, working_days)


def cases_of(city: City) -> dict[str, Case]:
    """Every complaint by its short number, such as 0003."""
    found = {}
    for entry in read("aduan.toml")["aduan"]:
        day = city.worked_ago(entry["hk"]) if "hk" in entry else city.earlier(entry["hari"])
        found[entry["nomor"]] = Case(city, entry, day)
    return found


def step(case: Case, day: date, who: str, act: Callable[[], None]) -> Step:
    """One step of the plan; `act` runs with the clock it sets itself."""
    return ((case.city.day - day).days, who, act)


def plan_of_complaints(city: City) -> list[Step]:
    """How each came in and left the desk, as (days before the seeding day, who, what to do)."""
    cases = cases_of(city)
    steps = [step(case, case.day, "", partial(_come_in, case)) for case in cases.values()]
    for number, hour in (
        ("0001", 14),
        ("0003", 13),
        ("0004", 13),
        ("0005", 14),
        ("0008", 13),
    ):
        case = cases[number]
        steps.append(step(case, case.day, DESK, partial(_sort_and_check, case, hour)))
    niece = cases["0007"]  # checked the next day: he declared her meanwhile
    return [
        *steps,
        step(niece, niece.day, DESK, partial(_sort, niece, 13)),
        step(niece, niece.after(1), INSPECTOR, partial(check, niece, niece.after(1), 14)),
        *_never_completed(cases["0002"]),
        step(cases["0006"], cases["0006"].after(1), DESK, partial(_ask_which, cases["0006"])),
        step(
            cases["0009"], cases["0009"].after(1), DESK,
            partial(_join, cases["0009"], cases["0008"]),
        ),
    ]  # fmt: skip


# ── coming in ─────────────────────────────────────────────────────────────────────────────────


def _come_in(case: Case) -> None:
    entry = case.entry
    channel = Channel(entry["saluran"])
    actor = (
        officer(case.city, entry["petugas"], Role.INTAKE_OFFICER) if "petugas" in entry else PUBLIC
    )
    address = f"demo-{entry['nomor']}"  # one limit of the portal each, as from one address each
    with at(case.day, *entry["jam"]):
        visit = codes.new_visit()
        drafts.save(visit, _story(case), channel, address)
        for caption in entry["bukti"]:
            drafts.add_files(visit, [paper(caption, entry["objek_uraian"])], caption, address)
        filing = Filing(_identity(case), number=case.number)
        receiving.file(actor, visit, filing, address)


def _story(case: Case) -> Story:
    entry = case.entry
    accused = case.id_of("terlapor")
    mode = AccusedMode.NAME if accused else AccusedMode.POST
    head = people.post_of(case.city.people[entry["unit_dari"]].id, case.day)
    day = case.day - timedelta(days=entry["tanggal_hari"]) if "hk" in entry else None
    decided = day or case.city.earlier(entry["tanggal_hari"])
    return Story(
        accused_mode=mode.value,
        accused_id=accused,
        accused_words=entry.get("uraian_terlapor", ""),
        unit_id=head.unit_id if head else None,
        object_kind=entry["objek"],
        object_words=entry["objek_uraian"],
        object_number=entry.get("objek_nomor", ""),
        decided_on=decided.isoformat(),
        approximate="uraian_terlapor" in entry,
        interests=tuple(entry["dugaan"]),
        parties=tuple(_party(one) for one in entry.get("pihak", ())),
        parties_unknown="pihak" not in entry,
        text=entry["cerita"],
        signs=tuple(entry.get("tanda", ())),
        loss=entry.get("kerugian"),
        seen=(1, 2, 3),
    )


def _party(one: Mapping[str, str]) -> NamedParty:
    return NamedParty(one["nama"], one["jenis"], one["hubungan"], one.get("nib", ""))


def _identity(case: Case) -> dict[str, object]:
    who, serial = case.entry["pelapor"], int(case.entry["nomor"])
    contact = {} if who.get("tanpa_telepon") else {"phone": f"0800000{serial:05d}"}
    return {
        "name": who["nama"], "nik": f"99010101{serial:08d}",
        "address": f"Jalan Contoh Nomor {serial}, Kota Contoh", "capacity": who["hubungan"], **contact,
    }  # fmt: skip


# ── the desk ──────────────────────────────────────────────────────────────────────────────────


def _sort_and_check(case: Case, hour: int) -> None:
    _sort(case, hour)
    check(case, case.day, hour + 1)


def _sort(case: Case, hour: int) -> None:
    desk = officer(case.city, DESK, Role.INTAKE_OFFICER)
    with at(case.day, hour, 30):
        classifying.classify(desk, case.complaint, finding_of(case))


def finding_of(case: Case) -> Finding:
    """What the desk finds: as the entry says."""
    entry = case.entry
    alleged = entry["dugaan_meja"]
    matter = the_matter(entry["urusan"]) if "urusan" in entry else None
    return Finding(
        identity_clear=True,
        has_evidence=True,
        scope=Scope.YES,
        subject_id=case.id_of("terlapor"),
        decider_id=case.id_of("pemutus"),
        matter_id=matter.id if matter else None,
        object_kind=ObjectKind(entry["objek"]),
        decision_on=_decided_on(case),
        allegations=[
            Alleged(alleged["teks"], alleged["bentuk"], alleged["jenis"], alleged["sumber"])
        ],
        extract=entry["petikan"],
    )


def _decided_on(case: Case) -> date:
    matter = the_matter(case.entry["urusan"]) if "urusan" in case.entry else None
    if matter is not None and matter.decisions:
        return matter.decisions[-1].decided_on
    return _story(case).day or case.day


def check(case: Case, day: date, hour: int) -> None:
    """The inspector checks the parties against what was declared, judges each match and saves."""
    inspector = officer(case.city, INSPECTOR, Role.INSPECTOR)
    with at(day, hour, 20):
        found = checking.open_check(inspector, case.complaint)
        _judge_all(inspector, found)
        screening.save(inspector, found, code=None)
    with at(day, hour, 40):
        classifying.verify(inspector, case.complaint)


def _judge_all(inspector: Actor, found: Screening) -> None:
    for match in matches_of(found):
        same = match.band == "strong" or match.identical is not None
        judging.judge(
            inspector, found, match, Verdict.SAME if same else Verdict.NOT_SAME,
            _SAME if same else _OTHER, confirmed=True,
        )  # fmt: skip


def _never_completed(case: Case) -> Iterable[Step]:
    """Asked for evidence that can be read; nothing came within ten hari kerja."""
    lapses = case.after(12)
    return (
        step(case, case.after(1), DESK, partial(_ask, case, Lack.EVIDENCE, Lack.DECISION)),
        step(case, lapses, "", partial(_lapse, case, lapses)),
    )


def _ask(case: Case, *lacks: Lack) -> None:
    desk = officer(case.city, DESK, Role.INTAKE_OFFICER)
    with at(case.after(1), 9):
        completing.ask(desk, case.complaint, lacks, " ".join(REQUESTS[one] for one in lacks))


def _lapse(case: Case, day: date) -> None:
    run_out(case, day, completing.lapse)


def run_out(case: Case, day: date, follow: Callable[[Event], None]) -> None:
    """Its one running clock runs out at midnight; what the office does of itself follows."""
    with at(day, 0, 5):
        missed: Deadline | None = db.session.scalar(
            sa.select(Deadline).where(
                Deadline.subject_type == Complaint.__tablename__,
                Deadline.subject_id == case.complaint.id,
                Deadline.met_on.is_(None),
                Deadline.cancelled_on.is_(None),
            )
        )
        follow(Event(deadline_events.MISSED, SYSTEM, missed))


def _ask_which(case: Case) -> None:
    _ask(case, Lack.DECISION)


def _join(case: Case, into: Case) -> None:
    desk = officer(case.city, DESK, Role.INTAKE_OFFICER)
    with at(case.after(1), 9, 10):
        merging.merge(desk, case.complaint, into.complaint)


def answered(case: Case, day: date, text: str) -> None:
    """The reporter answers what was asked, on the tracking page."""
    with at(day, 19, 30):
        complaint = case.complaint
        waiting = next(one for one in complaint.messages if one.needs_answer and not one.answered)
        talking.write(reporter_of(complaint), complaint, text, answers=waiting.id)
