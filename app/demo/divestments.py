"""The divestments of the demo city (service design §8.8): one done, one under way, one sent back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from app.core.actor import Actor, Role
from app.demo.papers import paper
from app.demo.stage import City, actor_of, at
from app.disclosures import queries as disclosures
from app.divestments import queries
from app.divestments.models import AssetForm, Divestment, Relation, StepState, Way
from app.divestments.plans import PlanWanted, StepWanted
from app.divestments.services import approving, ending, planning, proving
from app.people import queries as people

Step = tuple[int, str, Callable[[], None]]
_LONGEST = timedelta(days=90)


def plan_of_divestments(city: City) -> list[Step]:
    """What happened, as (days before the seeding day, who, what)."""
    return [*_cooperative(city), *_shares(city), *_to_the_wife(city)]


def _officer(city: City, code: str, role: Role) -> Actor:
    found = actor_of(city.people[code])
    return replace(found, roles=found.roles | {role})


def _hr(city: City, code: str = "E-45") -> Actor:
    return _officer(city, code, Role.HR_OFFICER)


def _the_one_of(city: City, code: str) -> Divestment:
    found = queries.newest_of(city.people[code].id)
    if found is None:
        raise RuntimeError(f"{code} has no divestment in the demo city")
    return found


def _sent(city: City, code: str, days: int, section: str, plan: PlanWanted, hour: int = 10) -> None:
    with at(city.earlier(days), hour, 5):
        actor = actor_of(city.people[code])
        rows = disclosures.current_interests_for(actor)
        uid = next(row.interest.uid for row in rows if row.interest.section == section)
        planning.begin_and_submit(actor, uid, plan)


def _superior(divestment: Divestment) -> Actor:
    found = people.person(divestment.superior_id or 0)
    if found is None:
        raise RuntimeError(f"{divestment.number} has no superior in the demo city")
    return actor_of(found)


def _endorsed(city: City, code: str, day: date) -> None:
    with at(day, 9, 20):
        divestment = _the_one_of(city, code)
        approving.endorse(_superior(divestment), divestment)


def _approved(city: City, code: str, day: date) -> None:
    with at(day, 14, 10):
        approving.approve(_hr(city, "E-44"), _the_one_of(city, code))


def _proved(city: City, code: str, days: int, position: int, title: str, text: str) -> None:
    day = city.earlier(days)
    with at(day, 10, 40):
        step = _the_one_of(city, code).steps[position - 1]
        proving.hand_in(actor_of(city.people[code]), step, day, [paper(title, text)])


def _judged(city: City, code: str, days: int, position: int, result: StepState, note: str) -> None:
    with at(city.earlier(days), 15, 15):
        step = _the_one_of(city, code).steps[position - 1]
        proving.judge(_hr(city), step, result, note)


# ── DIV-0001: E-16 leaves the board of a cooperative that gets city funds ─────────────────────


def _cooperative(city: City) -> list[Step]:
    code, sent = "E-16", city.earlier(110)
    plan = PlanWanted(
        asset_form=AssetForm.SEAT,
        amount="Ketua pengawas",
        way=Way.RESIGNED,
        steps=[
            StepWanted("Surat pengunduran diri kepada rapat anggota", sent + timedelta(days=20)),
            StepWanted("Keputusan rapat anggota tentang pengawas baru", sent + timedelta(days=50)),
            StepWanted("Akta perubahan pengawas", sent + timedelta(days=88)),
        ],
        target_on=sent + timedelta(days=89),
    )
    verified = StepState.VERIFIED
    endorsed, judged = city.following(sent, 109), city.earlier(25)
    approved, completed = city.following(endorsed, 107), city.following(judged, 24)
    return [
        (110, code, lambda: _sent(city, code, 110, "PK-G", plan)),
        (109, code, lambda: _endorsed(city, code, endorsed)),
        (107, code, lambda: _approved(city, code, approved)),
        (95, code, lambda: _proved(
            city, code, 95, 1, "Surat pengunduran diri", "Koperasi Contoh Maju Bersama")),
        (93, code, lambda: _judged(city, code, 93, 1, verified, "")),
        (60, code, lambda: _proved(
            city, code, 60, 2, "Keputusan rapat anggota", "Pengawas baru dipilih.")),
        (58, code, lambda: _judged(city, code, 58, 2, verified, "")),
        (27, code, lambda: _proved(
            city, code, 27, 3, "Akta perubahan pengawas", "Dicatat notaris.")),
        (25, code, lambda: _judged(city, code, 25, 3, verified, "")),
        (24, code, lambda: _completed(city, code, completed)),
    ]  # fmt: skip


def _completed(city: City, code: str, day: date) -> None:
    with at(day, 11, 30):
        ending.complete(_hr(city), _the_one_of(city, code), end_recusal=True)


# ── DIV-0002: E-07 sells 15 percent of a training company (story 2) ───────────────────────────


def _shares(city: City) -> list[Step]:
    code = "E-07"
    plan = PlanWanted(
        asset_form=AssetForm.SHARES,
        amount="15 persen",
        way=Way.SOLD,
        recipient="PT Contoh Modal Nusantara",
        relation=Relation.STRANGER,
        steps=[
            StepWanted("Penawaran saham", city.earlier(24)),
            StepWanted("Akta jual beli saham", city.earlier(8)),
            StepWanted("Perubahan anggaran dasar", city.day + timedelta(days=25)),
            StepWanted("Bukti bayar", _target(city)),
        ],
        target_on=_target(city),
    )
    endorsed = city.following(city.earlier(35), 34)
    approved = city.following(endorsed, 33)
    return [
        (35, code, lambda: _sent(city, code, 35, "PK-E", plan)),
        (34, code, lambda: _endorsed(city, code, endorsed)),
        (33, code, lambda: _approved(city, code, approved)),
        (27, code, lambda: _proved(
            city, code, 27, 1, "Surat penawaran saham", "PT Contoh Sinar Bina, 15 persen.")),
        (25, code, lambda: _judged(city, code, 25, 1, StepState.VERIFIED, "")),
        (11, code, lambda: _proved(
            city, code, 11, 2, "Akta jual beli saham", "DRAF, belum ditandatangani.")),
        (10, code, lambda: _judged(
            city, code, 10, 2, StepState.LACKING, "Akta belum ditandatangani notaris.")),
    ]  # fmt: skip


def _target(city: City) -> date:
    return min(city.day + timedelta(days=55), city.earlier(35) + _LONGEST)


# ── DIV-0003: E-37 wants to give a share to his wife, and is asked for another way ────────────


def _to_the_wife(city: City) -> list[Step]:
    code = "E-37"
    plan = PlanWanted(
        asset_form=AssetForm.BUSINESS,
        amount="60 persen",
        way=Way.GIVEN,
        recipient="Istri saya",
        relation=Relation.NUCLEAR,
        safeguard="Saya tidak lagi ikut mengurus usaha itu dan tidak menerima hasilnya.",
        steps=[StepWanted("Akta hibah", city.day + timedelta(days=30))],
        target_on=city.day + timedelta(days=45),
    )
    return [
        (1, code, lambda: _sent(city, code, 1, "PK-E", plan, hour=13)),
        (1, code, lambda: _returned(city, code, 1)),
    ]


def _returned(city: City, code: str, days: int) -> None:
    with at(city.earlier(days), 15, 30):
        divestment = _the_one_of(city, code)
        approving.send_back(
            _superior(divestment),
            divestment,
            "Istri termasuk keluarga inti, jadi benturan kepentingan belum hilang. "
            "Usulkan pihak lain.",
        )
