"""Recusals of the demo city (§8.4, §8.5, §8.8): one in every state, and an objection to a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from app.core import clock
from app.core.actor import Role
from app.demo.matters import PERMIT_ISSUED
from app.demo.season import Step
from app.demo.stage import City, actor_of, at, officer
from app.disclosures import queries as disclosures
from app.matters import queries as matters
from app.matters.finding import Party
from app.objections import queries as objection_queries
from app.objections.models import Objection, Wish
from app.objections.services import admitting, filing
from app.recusals import queries as recusals
from app.recusals.models import (
    EndsWith,
    Enforcement,
    Limit,
    Recusal,
    Scope,
    Stance,
    Verdict,
)
from app.recusals.request import Request
from app.recusals.services import answering, deciding, requesting, watching
from app.recusals.services.answering import Answer
from app.recusals.services.deciding import Ruling

_REFUSED = (
    "Kafe tidak pernah menjadi pemohon pada bidang ini, dan menarik diri dari seluruh jenis urusan"
    " membuat layanan bidang terhenti."
)
_SAFEGUARD = "Setiap urusan yang menyebut pihak kafe diparaf Kepala Bidang dan dicek lebih dulu."
_OBJECTION = (
    "Kafe saya sedang mengurus perluasan izin, sehingga permohonan dari pihak kafe dapat masuk ke"
    " meja saya setiap saat. Mohon putusan itu diubah."
)


@dataclass(frozen=True)
class Story:
    """One recusal: whose, for which matter or party, decided by whom, kept by whom."""

    who: str
    matter: str = ""
    title: str = ""
    party: Party | None = None
    kind: str = ""
    substitute: str = ""
    keepers: Sequence[tuple[str, Enforcement]] = ()
    limits: Sequence[Limit] = (Limit.FILES, Limit.ASSESS, Limit.INITIAL, Limit.ACCESS)
    days: int = 0
    reason: str = ""


_CLINIC = Story(
    "E-27", title="Izin operasional Klinik Contoh Sehat",
    party=Party.of("org", "Klinik Contoh Sehat"), substitute="E-19",
    keepers=(("E-23", Enforcement.ACCESS),), days=60,
)  # fmt: skip
_AUDIT = Story(
    "E-55", title="Pemeriksaan belanja DPUPR", party=Party.of(
        "org", "Dinas Pekerjaan Umum dan Penataan Ruang"),
    substitute="E-56", keepers=(("E-57", Enforcement.FILES),), days=45,
)  # fmt: skip
_BROTHER = Story(
    "E-18", matter="URS-0001", title="PBG gudang CV Contoh Karya Wibisono",
    party=Party.of("org", "CV Contoh Karya Wibisono", "9120000000002"), substitute="E-19",
    keepers=(("E-23", Enforcement.ACCESS), ("E-26", Enforcement.FILES), ("E-22", Enforcement.STAFF)),
)  # fmt: skip
_SHARES = Story(
    "E-07", party=Party.of("org", "PT Contoh Sinar Bina", "9120000000003"), substitute="E-08",
    keepers=(("E-09", Enforcement.ACCESS), ("E-06", Enforcement.MEETINGS)),
    limits=tuple(Limit),
)  # fmt: skip
_DRAINAGE = Story(
    "E-35", matter="URS-0008", title="Pengawasan drainase Cempaka",
    party=Party.of("org", "CV Contoh Bangun Cempaka", "9120000000010"), substitute="E-33",
    keepers=(("E-41", Enforcement.FILES),),
)  # fmt: skip
_DRAWING = Story(
    "E-39", matter="URS-0009", title="Penilaian teknis PBG sekolah",
    party=Party.of("org", "Studio Gambar Contoh"),
)  # fmt: skip
_CAFE = Story(
    "E-21", party=Party.of("org", "Kafe Contoh Senja"), kind="perizinan", substitute="E-27",
    keepers=(("E-26", Enforcement.STAFF),),
    reason="Terlalu luas: hanya urusan kafe yang perlu dihindari, bukan seluruh jenis urusan.",
)  # fmt: skip
_FRIEND = Story(
    "E-20", matter="URS-0002", title="Izin reklame Jalan Kenanga",
    party=Party.of("org", "UD Contoh Anggrek Jaya"), substitute="E-19",
    keepers=(("E-23", Enforcement.ACCESS),),
)  # fmt: skip


def plan_of_recusals(city: City) -> list[Step]:
    """Every step as (days before the seeding day, who, what to do)."""
    return [
        *_done(city, _CLINIC, 500),
        *_done(city, _AUDIT, 300),
        *_brother(city),
        *_shares(city),
        *_waiting(city),
        *_refused(city),
        *_returned(city),
    ]


def _step(day: date, city: City, who: str, act: partial[None]) -> Step:
    return ((city.day - day).days, who, act)


# ── what happens ──────────────────────────────────────────────────────────────────────────────


def _request(city: City, story: Story) -> Request:
    person = city.people[story.who]
    matter = matters.matter_numbered(story.matter) if story.matter else None
    mine = {one.id for one in matters.open_matters_of(person.id)}
    in_register = matter is not None and matter.id in mine
    scope = Scope.KIND if story.kind else Scope.MATTER if story.title else Scope.PARTY
    last = clock.today() + timedelta(days=story.days) if story.days else None
    ends = (
        EndsWith.DATE if last else EndsWith.MATTER if scope is Scope.MATTER else EndsWith.INTEREST
    )
    return Request(
        scope=scope,
        matter_ids=(matter.id,) if matter is not None and in_register else (),
        matter_text="" if in_register else story.title,
        matter_kind=story.kind,
        parties=(story.party,) if story.party else (),
        interest_ids=[r.interest_id for r in disclosures.interests_as_of(person.id, clock.today())],
        limits=tuple(story.limits),
        starts_on=clock.today(),
        ends_with=ends,
        ends_on=last,
    )


def _of(city: City, story: Story) -> Recusal:
    person = city.people[story.who]
    found = recusals.newest_of(person.id)
    if found is None:
        raise RuntimeError(f"{story.who} asked for nothing in the demo city")
    return found


def _draft(city: City, story: Story, day: date, hour: int) -> None:
    with at(day, hour, 40):
        requesting.start(actor_of(city.people[story.who]), _request(city, story))


def _send(city: City, story: Story, day: date, hour: int, minute: int) -> None:
    with at(day, hour, minute):
        actor, recusal = actor_of(city.people[story.who]), _of(city, story)
        requesting.save(actor, recusal, _request(city, story))
        requesting.send(actor, recusal)


def _ask(city: City, story: Story, day: date, hour: int, minute: int) -> None:
    with at(day, hour, minute):
        requesting.request_recusal(actor_of(city.people[story.who]), _request(city, story))


def _answer(city: City, story: Story, day: date, stance: Stance = Stance.SUPPORT) -> None:
    with at(day, 14, 10):
        recusal = _of(city, story)
        if recusal.superior is None:
            raise RuntimeError(f"{story.who} has no superior in the demo city")
        said = Answer(
            stance,
            story.reason,
            city.people[story.substitute].id,
            gatekeepers=[(city.people[code].id, way) for code, way in story.keepers],
        )
        answering.answer(actor_of(recusal.superior), recusal, said)
    with at(day, 15, 30):
        for code, _way in story.keepers[:1]:
            watching.confirm(actor_of(city.people[code]), recusal)


def _decide(city: City, story: Story, day: date, verdict: Verdict = Verdict.APPROVED) -> None:
    recusal = _of(city, story)
    refused = verdict is Verdict.REFUSED
    copies = [one for one in (recusal.superior_id, city.people["E-42"].id) if one]
    ruling = Ruling(
        verdict,
        _REFUSED if refused else "",
        _SAFEGUARD if refused else "",
        substitute_id=None if refused else recusal.substitute_id,
        starts_on=recusal.starts_on,
        ends_on=recusal.ends_on,
        copy_ids=copies,
    )
    with at(day, 9, 40):
        deciding.propose(officer(city, "E-45", Role.HR_OFFICER), recusal, ruling)
    with at(day, 10, 30):
        deciding.decide(officer(city, "E-44", Role.HR_OFFICER), recusal, ruling)


def _end(city: City, story: Story, day: date) -> None:
    with at(day, 16):
        recusal = _of(city, story)
        if recusal.superior is not None:
            answering.end(
                actor_of(recusal.superior), recusal, "Urusan sudah selesai pada pejabat pengganti."
            )


# ── the rows ──────────────────────────────────────────────────────────────────────────────────


def _done(city: City, story: Story, days: int) -> list[Step]:
    """PDR-0001 and PDR-0002: long over."""
    asked, ended = city.earlier(days), city.earlier(days - 30)
    decided = city.following(asked, days - 2)
    return [
        _step(asked, city, story.who, partial(_ask, city, story, asked, 9, 20)),
        _step(asked, city, story.who, partial(_answer, city, story, asked)),
        _step(decided, city, story.who, partial(_decide, city, story, decided)),
        _step(ended, city, story.who, partial(_end, city, story, ended)),
    ]


def _brother(city: City) -> list[Step]:
    """PDR-0003, story 1: asked, answered on the same day, decided on the next."""
    asked = city.earlier(62)
    decided = city.following(asked, 61)
    over = city.later(city.earlier(PERMIT_ISSUED), 1)  # never before the permit, whatever the day
    return [
        _step(asked, city, "E-18", partial(_ask, city, _BROTHER, asked, 9, 52)),
        _step(asked, city, "E-18", partial(_answer, city, _BROTHER, asked)),
        _step(decided, city, "E-18", partial(_decide, city, _BROTHER, decided)),
        _step(over, city, "E-18", partial(_close_brother, city, over)),
    ]


def _close_brother(city: City, day: date) -> None:
    """The permit is issued; where the matter stands in the register it ended by that already."""
    if _of(city, _BROTHER).ended_at is None:
        _end(city, _BROTHER, day)


def _shares(city: City) -> list[Step]:
    """PDR-0004, story 2: every package with that vendor."""
    asked = city.earlier(36)
    decided = city.following(asked, 35)
    return [
        _step(asked, city, "E-07", partial(_ask, city, _SHARES, asked, 9, 15)),
        _step(asked, city, "E-07", partial(_answer, city, _SHARES, asked)),
        _step(decided, city, "E-07", partial(_decide, city, _SHARES, decided)),
    ]


def _waiting(city: City) -> list[Step]:
    """PDR-0005 waits for HR on the second of three days; PDR-0006 for the superior since today."""
    drafted, asked, answered = city.earlier(14), city.worked_ago(3), city.worked_ago(2)
    later = city.earlier(13)
    return [
        _step(drafted, city, "E-35", partial(_draft, city, _DRAINAGE, drafted, 15)),
        _step(asked, city, "E-35", partial(_send, city, _DRAINAGE, asked, 8, 45)),
        _step(answered, city, "E-35", partial(_answer, city, _DRAINAGE, answered)),
        _step(later, city, "E-39", partial(_draft, city, _DRAWING, later, 15)),
        _step(city.day, city, "E-39", partial(_send, city, _DRAWING, city.day, 7, 40)),
    ]


def _refused(city: City) -> list[Step]:
    """PDR-0007 was too broad; the objection is on the fourth of ten days."""
    asked, answered = city.worked_ago(9), city.worked_ago(8)
    decided, objected, admitted = city.worked_ago(6), city.worked_ago(4), city.worked_ago(3)
    return [
        _step(asked, city, "E-21", partial(_ask, city, _CAFE, asked, 10, 5)),
        _step(answered, city, "E-21", partial(_answer, city, _CAFE, answered, Stance.AGAINST)),
        _step(decided, city, "E-21", partial(_decide, city, _CAFE, decided, Verdict.REFUSED)),
        _step(objected, city, "E-21", partial(_object, city, objected)),
        _step(admitted, city, "E-21", partial(_admit, city, admitted)),
    ]


def _object(city: City, day: date) -> None:
    with at(day, 9, 10):
        recusal = _of(city, _CAFE)
        if recusal.decided_at is None:
            raise RuntimeError("PDR-0007 was not decided")
        known_on = clock.local(recusal.decided_at).date()
        wanted = filing.Wanted(_OBJECTION, [Wish.CHANGE], known_on)
        filing.file(actor_of(city.people["E-21"]), "recusals", recusal.id, wanted)


def _admit(city: City, day: date) -> None:
    """The inspector names the Kepala Bagian Hukum, who took no part in the refusal."""
    with at(day, 11):
        inspector = officer(city, "E-56", Role.INSPECTOR)
        objection: Objection | None = objection_queries.newest_of(city.people["E-21"].id)
        if objection is None:
            raise RuntimeError("E-21 objected to nothing in the demo city")
        admitting.admit(inspector, objection, city.people["E-05"].id)


def _returned(city: City) -> list[Step]:
    """PDR-0008: what it covers is not clear."""
    asked, answered = city.worked_ago(1), city.worked_ago(1)
    return [
        # After the change was declared, which may fall on the same day when a weekend lies between.
        (1, "E-20", partial(_ask, city, _FRIEND, asked, 10, 30)),
        (1, "E-20", partial(_answer, city, _FRIEND, answered)),
        _step(city.day, city, "E-20", partial(_send_back, city)),
    ]


def _send_back(city: City) -> None:
    with at(city.day, 7, 50):
        deciding.send_back(
            officer(city, "E-45", Role.HR_OFFICER),
            _of(city, _FRIEND),
            "Cakupan kurang jelas: pemohon reklame bukan pihak pada butir. Sebut urusan dan pihaknya.",
        )
