"""What keeps a matter out of the register, field by field."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from app.core import clock
from app.core.actor import Actor, Role
from app.core.sentences import Sentence
from app.database.base import db
from app.matters import policy as rights
from app.matters import queries
from app.matters.finding import Party
from app.matters.services.entries import MatterWanted, OfficialWanted
from app.people import queries as people

MOST_PARTIES: Final = 20
MOST_OFFICIALS: Final = 20
LEAST_TITLE, MOST_TITLE = 5, 200  # letters
MOST_DAYS: Final = 365  # working days of an SOP
LONGEST_NUMBER: Final = 60
_OLDEST: Final = timedelta(days=365 * 30)


def tidy(text: str) -> str:
    return " ".join(text.split())


def check(actor: Actor, wanted: MatterWanted) -> dict[str, str]:
    """Everything that keeps this matter out of the register, by field."""
    problems = check_facts(wanted)
    if not _may_record_for(actor, wanted.unit_id):
        problems["unit"] = "Pilih unit Anda."
    for at, one in enumerate(wanted.parties):
        problems |= {f"parties.{at}.{name}": text for name, text in one.problems().items()}
    if not wanted.parties:
        problems["parties"] = "Tambah sedikitnya satu pihak."
    elif twice := _same_twice([one.party() for one in wanted.parties if not one.problems()]):
        problems["parties"] = twice
    if len(wanted.parties) > MOST_PARTIES:
        problems["parties"] = Sentence("Paling banyak %(n)s pihak.", n=MOST_PARTIES)
    return problems | _wrong_officials(actor, wanted)


def check_facts(wanted: MatterWanted) -> dict[str, str]:
    """What is wrong with number, title, dates and days."""
    problems: dict[str, str] = {}
    today = clock.today()
    if not LEAST_TITLE <= len(tidy(wanted.title)) <= MOST_TITLE:
        problems["title"] = Sentence(
            "Tulis judul %(least)s sampai %(most)s huruf.", least=LEAST_TITLE, most=MOST_TITLE
        )
    if wanted.received_on > today:
        problems["received_on"] = "Tanggal diterima tidak boleh sesudah hari ini."
    elif wanted.received_on < today - _OLDEST:
        problems["received_on"] = "Periksa tahunnya: tanggal diterima terlalu lama."
    if wanted.sop_days is not None and not 1 <= wanted.sop_days <= MOST_DAYS:
        problems["sop_days"] = Sentence("Standar hari harus 1 sampai %(n)s.", n=MOST_DAYS)
    return problems | wrong_number(wanted.number, wanted.unit_id)


def wrong_number(number: str, unit_id: int) -> dict[str, str]:
    """Whether the number is too long or taken in this unit."""
    number = number.strip()
    if len(number) > LONGEST_NUMBER:
        return {"number": Sentence("Nomor paling panjang %(n)s huruf.", n=LONGEST_NUMBER)}
    if number and queries.matter_numbered(number, unit_id) is not None:
        return {"number": "Nomor ini sudah dipakai urusan lain di unit itu."}
    return {}


def _same_twice(parties: Sequence[Party]) -> str:
    for at, one in enumerate(parties):
        other = next((two for two in parties[at + 1 :] if one.is_same_as(two)), None)
        if other is not None:
            return Sentence(
                "“%(one)s” dan “%(other)s” tampaknya pihak yang sama. Hapus salah satu.",
                one=one.name, other=other.name,
            )  # fmt: skip
    return ""


def _may_record_for(actor: Actor, unit_id: int) -> bool:
    if actor.has(Role.SYSTEM):
        return people.unit(unit_id) is not None
    return unit_id in {unit.id for unit in queries.units_offered_to(actor)}


def _wrong_officials(actor: Actor, wanted: MatterWanted) -> dict[str, str]:
    if not wanted.officials:
        return {"officials": "Tambah sedikitnya satu petugas."}
    if len(wanted.officials) > MOST_OFFICIALS:
        return {"officials": Sentence("Paling banyak %(n)s petugas.", n=MOST_OFFICIALS)}
    problems: dict[str, str] = {}
    seen: set[int] = set()
    for at, one in enumerate(wanted.officials):
        if problem := wrong_official(one):
            problems[f"officials.{at}.person"] = problem
        elif one.person_id in seen:
            problems[f"officials.{at}.person"] = "Petugas ini sudah disebut di atas."
        seen.add(one.person_id)
    if not problems and not _may_name(actor, seen):
        problems["officials"] = (
            "Anda hanya dapat mencatat urusan yang Anda tangani sendiri atau ditangani bawahan Anda."
        )
    return problems


def wrong_official(wanted: OfficialWanted) -> str:
    """Why this person cannot have this role; "" when he can."""
    person = people.person(wanted.person_id)
    if person is None or not person.serves_on(clock.today()):
        return "Pilih pegawai yang masih bertugas."
    if wanted.from_day and wanted.to_day and wanted.to_day < wanted.from_day:
        return "Tanggal selesai tidak boleh sebelum tanggal mulai."
    return ""


def _may_name(actor: Actor, person_ids: set[int]) -> bool:
    """A register clerk names anybody; others themselves or whoever is below them."""
    if actor.has(Role.SYSTEM) or rights.clerk(actor):
        return True
    me = actor.somebody
    others = person_ids - {me}
    below = set(db.session.scalars(people.line_below(me, clock.today()))) if others else set()
    return me in person_ids or bool(others & below)
