"""Who left the demo city before its day (AKJ-0001, §8.8): a former head, now in the cooling-off time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from app.core.actor import SYSTEM, Actor, Role
from app.crosscheck import indexing
from app.demo.stage import City, actor_of, at
from app.departures import queries, services
from app.departures.models import Cause, Departure
from app.people import postings
from app.people import queries as people
from app.people import services as people_services
from app.people.models import Person

FORMER = "X-11"
_ROW = (
    "kode,nip,nama_lengkap,jenis,jabatan,kode_unit,unit,kode_atasan,posisi_berisiko,nip_atasan\n"
    "X-11,196507011990031811,Drs. Wiyono Hadikusumo,PNS,"
    "Kepala Bidang Pengendalian Penanaman Modal,DPMPTSP,"
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu,E-15,POS-1,196911261995032915\n"
)
_STATEMENT = {
    "plan": "business", "body_name": "Rumah Makan Contoh Selera", "ties": "unknown", "tie_note": "",
    "handed_over": "Pengawasan izin restoran: Lukman Arif Siregar", "information_returned": True,
    "contact": "Surel pribadi, tercatat di BKPSDM", "agrees_cooling": True,
}  # fmt: skip
_SERVED_SINCE, _RECORDED, _FILED, _VERIFIED, _LAST_DAY = 880, 300, 262, 250, 240

Step = tuple[int, str, Callable[[], None]]


def plan_of_departures(city: City) -> list[Step]:
    """What happened, as (days before the seeding day, who, what)."""
    return [
        (_SERVED_SINCE, FORMER, lambda: _serve(city)),
        (_RECORDED, FORMER, lambda: _record(city)),
        (_FILED, FORMER, lambda: _file(city)),
        (_VERIFIED, FORMER, lambda: _verify(city)),
        (_LAST_DAY - 1, FORMER, lambda: _leave(city)),
    ]


def _last_day(city: City) -> date:
    return city.day - timedelta(days=_LAST_DAY)


def _hr(city: City) -> Actor:
    found = actor_of(city.people["E-45"])
    return replace(found, roles=found.roles | {Role.HR_OFFICER})


def _former() -> Person:
    found = people.person_by_code(FORMER)
    if found is None:
        raise RuntimeError(f"{FORMER} is not in the register of the demo city")
    return found


def _departure(city: City) -> Departure:
    found = queries.newest_of_for(_hr(city), _former().id)
    if found is None:
        raise RuntimeError(f"{FORMER} has not been recorded as leaving")
    return found


def _serve(city: City) -> None:
    day = city.earlier(_SERVED_SINCE)
    with at(day, 7):
        people_services.import_staff(SYSTEM, _ROW.encode(), from_day=day)
        former = _former()  # found by his name from now on, as a worker would have entered it
        indexing.add(indexing.staff_sources([(former.id, former.name)]))


def _record(city: City) -> None:
    with at(city.earlier(_RECORDED), 10, 40):
        services.record(_hr(city), _former().id, Cause.RETIREMENT, _last_day(city))


def _file(city: City) -> None:
    with at(city.earlier(_FILED), 13, 25):
        services.file(actor_of(_former()), _departure(city), _STATEMENT)


def _verify(city: City) -> None:
    with at(city.earlier(_VERIFIED), 9, 50):
        services.verify(_hr(city), _departure(city), access_revoked=True, goods_returned=True)


def _leave(city: City) -> None:
    first_day_away = _last_day(city) + timedelta(days=1)
    with at(first_day_away, 5):
        postings.record_leaving(SYSTEM, _former(), first_day_away, Cause.RETIREMENT.label)
        services.keep_up(SYSTEM)
