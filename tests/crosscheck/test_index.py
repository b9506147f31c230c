"""The index: in step with every filing, equal to a rebuild, silent about names, found by numbers."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core import clock
from app.core.actor import SYSTEM
from app.core.names import NORM_VERSION
from app.core.names.numbers import NumberType, clean_number, numbers_of, problem_with_number
from app.crosscheck import indexing, lookup, rebuilding
from app.crosscheck.candidates import Limits
from app.crosscheck.indexing import Source
from app.crosscheck.lookup import Query
from app.crosscheck.models import (
    IndexEntry,
    IndexNumber,
    IndexPosting,
    IndexState,
    IndexToken,
    IndexTokenKey,
)
from app.crosscheck.named import Named, Part, named_in
from app.crosscheck.services import names
from app.database.base import db
from app.database.transaction import bookkeeping
from app.disclosures.models import Interest, InterestVersion
from app.outbox import services as outbox
from app.outbox.handlers import Task
from app.people import services as people_services
from tests.caller import Caller
from tests.crosscheck.index_contents import contents
from tests.crosscheck.stage import person
from tests.databases import PostgresServer
from tests.factories.accounts import a_person
from tests.live import LiveServer


def test_the_index_kept_by_filings_equals_one_built_anew(city: None) -> None:
    names.index_staff(Task(0, names.INDEX_STAFF, None, None, 1))
    by_filings = contents()
    told: list[tuple[int, int]] = []
    rebuilding.rebuild(lambda done, total: told.append((done, total)), chunk=7)
    assert contents() == by_filings
    assert by_filings["count"] > 70
    assert told[-1][0] == told[-1][1]


def test_a_filing_in_the_middle_of_a_rebuild_is_entered_once(city: None) -> None:
    names.index_staff(Task(0, names.INDEX_STAFF, None, None, 1))
    before = contents()
    newest = db.session.scalars(
        sa.select(InterestVersion).order_by(InterestVersion.id.desc()).limit(1)
    ).one()
    section = db.session.get_one(Interest, newest.interest_id).section
    filed = indexing.sources_of([(newest.interest_id, section, newest.content)])
    entered: list[int] = []
    rebuilding.rebuild(lambda *_: entered.append(enter(*filed)), chunk=20)
    assert entered[0] == len(filed) > 0
    assert sum(entered) == len(filed)
    assert contents() == before


def test_a_rebuild_says_so_until_it_is_done(city: None) -> None:
    seen: list[bool] = []
    rebuilding.rebuild(
        lambda *_: seen.append(db.session.scalar(sa.select(IndexState.complete))), chunk=20
    )
    assert set(seen) == {False}
    assert db.session.scalar(sa.select(IndexState.complete)) is True


def test_an_index_of_older_rules_says_so_and_is_built_anew_by_night(city: None) -> None:
    names.index_staff(Task(0, names.INDEX_STAFF, None, None, 1))
    before = contents()
    by_night()
    assert db.session.scalar(sa.select(IndexState.built_at)) is None
    make_old()
    by_night()
    assert db.session.scalar(sa.select(IndexState.norm_version)) == NORM_VERSION
    assert db.session.scalar(sa.select(IndexState.built_at)) is not None
    assert contents() == before


def test_a_rebuild_that_was_broken_off_is_begun_again_by_night_and_a_running_one_left_alone(
    city: None,
) -> None:
    names.index_staff(Task(0, names.INDEX_STAFF, None, None, 1))
    before = contents()
    rebuilding.empty()
    by_night()
    assert db.session.scalar(sa.select(IndexState.complete)) is False
    with clock.frozen_at(clock.now() + timedelta(hours=3)):
        by_night()
    assert db.session.scalar(sa.select(IndexState.complete)) is True
    assert contents() == before


def by_night() -> None:
    """What the clock orders, and what the worker makes of it."""
    names.keep_up()
    outbox.work_off()


@bookkeeping
def make_old() -> None:
    indexing.the_state().norm_version = NORM_VERSION - 1


def test_the_command_rebuilds_and_shows_how_far_it_is(app: Flask, city: None) -> None:
    done = app.test_cli_runner().invoke(args=["crosscheck", "rebuild"])
    assert done.exit_code == 0, done.output
    assert "100 %" in done.output and "Indeks siap" in done.output


@bookkeeping
def enter(*sources: Source) -> int:
    return indexing.add(sources)


def an_interest(arranging) -> int:
    owner = a_person()
    with arranging() as session:
        interest = Interest(person_id=owner.id, section="PK-A", first_declared_at=clock.now())
        session.add(interest)
        session.flush()
        return interest.id


def test_a_name_entered_twice_is_there_once(arranging) -> None:
    source = Source(Named(Part.BODY, "org", "CV Contoh Rimba Raya", {}), an_interest(arranging))
    assert enter(source, source) == 1
    assert enter(source) == 0
    assert db.session.scalar(sa.select(IndexState.entries)) == 1


def found(text: str, kind: str = "person", **numbers: str) -> list[int | None]:
    answer = lookup.search(Query.of(text, kind, numbers_of(**numbers)))
    return [hit.interest_id for hit in answer.hits]


@pytest.mark.parametrize(
    ("declared", "kind", "sought"),
    [
        ("Drs. H. Moch. Soewandi, M.Si.", "person", "Muhammad Suwandi"),
        ("Nur Hasanudin Wiragata", "person", "Nurhasanudin Wiragata"),
        ("Nurhasanudin Wiragata", "person", "Nur Hasanudin Wiragata"),
        ("Wiragata Pangestu", "person", "Pangestu Wiragata"),
        ("Tjahjono Wiragata", "person", "Cahyono Wiragata"),
        ("Wiragata Pangestu", "person", "Wiragtaa Pangestu"),
        ("CV Contoh Rimba Raya", "org", "Contoh Rimba Raya CV"),
        ("Badan Tirta Nagari", "org", "BTN"),
        ("Kartika Ayuningtyas", "person", "Kartika A."),
        ("Gomgom Panjaitan", "person", "Gomgom Pjt."),
        ("Gomgom Hrp.", "person", "Gomgom Harahap"),
        ("Hsb.", "person", "Hasibuan"),
        ("Bambang Rumampuk", "person", "Bbg. Rumampuk"),
        ("Hendrika Betsy Rumampuk", "person", "H.B. Rumampuk"),
        ("H.B. Rumampuk", "person", "Hendrika Betsy Rumampuk"),
        ("Fikran As-Seggaf", "person", "Fikran Assegaf"),
        ("Assegaf", "person", "As-Saqqaf"),
        ("Tjia", "person", "Chia"),
        ("Rachmad", "person", "Rahmat"),
    ],
)
def test_a_name_is_found_however_it_is_written(
    declared: str, kind: str, sought: str, arranging
) -> None:
    interest_id = an_interest(arranging)
    enter(Source(Named(Part.PARTY, kind, declared, {}), interest_id))
    assert found(sought, kind) == [interest_id]


def test_an_equal_number_finds_whatever_the_name_says(arranging) -> None:
    interest_id = an_interest(arranging)
    numbers = {NumberType.NIB: "9120000000777"}
    enter(Source(Named(Part.BODY, "org", "CV Contoh Rimba Raya", numbers), interest_id))
    answer = lookup.search(Query.of("Sesuatu Yang Lain", "org", numbers_of(nib="9120-0000-00777")))
    assert [hit.interest_id for hit in answer.hits] == [interest_id]
    assert answer.hits[0].identical is NumberType.NIB
    assert answer.hits[0].score == 1.0


def test_a_persons_tax_number_may_be_his_identity_number(arranging) -> None:
    interest_id = an_interest(arranging)
    numbers = {NumberType.NPWP: "6371014503900002"}
    enter(Source(Named(Part.PARTY, "person", "Wiragata Pangestu", numbers), interest_id))
    assert found("Siapa Saja", nik="6371014503900002") == [interest_id]


def test_another_number_makes_it_another_firm(arranging) -> None:
    interest_id = an_interest(arranging)
    numbers = {NumberType.NIB: "9120000000777"}
    enter(Source(Named(Part.BODY, "org", "CV Contoh Rimba Raya", numbers), interest_id))
    answer = lookup.search(Query.of("CV Contoh Rimba Raya", "org", numbers_of(nib="9120000000778")))
    assert answer.hits[0].conflicting is NumberType.NIB
    assert answer.hits[0].score <= 0.3


def test_a_single_word_that_thousands_bear_is_not_listed(arranging) -> None:
    interest_id = an_interest(arranging)
    enter(
        *(
            Source(Named(Part.PARTY, "person", f"Wiragata {x}", {}), interest_id)
            for x in ("Satya", "Pangestu", "Lokeswara", "Manggala")
        )
    )
    answer = lookup.search(Query.of("Wiragata", "person"), Limits(holders=3))
    assert answer.hits == ()
    assert answer.too_common == 4
    assert len(lookup.search(Query.of("Wiragata", "person"), Limits(holders=4)).hits) > 0
    assert found("Wiragata Pangestu") == [interest_id]


@pytest.mark.parametrize("many_rare", [1, 100], ids=["walked through", "as it likes"])
def test_two_very_common_words_are_still_found_together(arranging, monkeypatch, many_rare) -> None:
    """Whichever way PostgreSQL is told to take; SQLite knows one."""
    monkeypatch.setattr("app.crosscheck.postings.MANY_RARE", many_rare)
    interest_id = an_interest(arranging)
    enter(
        Source(Named(Part.PARTY, "person", "Bayuaji Wiragata", {}), interest_id),
        *(
            Source(Named(Part.PARTY, "person", f"Bayuaji {c}uwanda", {}), interest_id)
            for c in "bdgk"
        ),
        *(
            Source(Named(Part.PARTY, "person", f"{c}uwanda Wiragata", {}), interest_id)
            for c in "bdgk"
        ),
    )
    answer = lookup.search(Query.of("Bayuaji Wiragata", "person"), Limits(read=3, postings=9))
    assert answer.hits[0].score == 1.0


@pytest.mark.parametrize(
    "sought",
    ["Bayuaji Wiragata", "Bayuaji Wiragta", "Bayuaji Wiragatu", "Baauaji Wiragata"],
    ids=["as it is said", "a letter left out", "another letter", "a letter doubled by the slip"],
)
def test_two_very_common_words_are_found_with_a_slip_in_one(arranging, sought: str) -> None:
    common = an_interest(arranging)
    meant = an_interest(arranging)
    enter(
        *(named(f"Bayuaji {c}uwanda", common) for c in "bdgk"),
        *(named(f"{c}uwanda Wiragata", common) for c in "bdgk"),
        named("Bayuaji Wiragata", meant),
    )
    answer = lookup.search(Query.of(sought, "person"), Limits(read=3, postings=9))
    assert answer.hits[0].interest_id == meant


def test_a_lone_initial_picks_among_the_bearers_of_a_common_word(arranging) -> None:
    others = an_interest(arranging)
    meant = an_interest(arranging)
    enter(
        *(named(f"{c}{v}nanta Wiragata", others) for c in "bdgklmnr" for v in "ai"),
        named("Sunanta Wiragata", meant),
    )
    answer = lookup.search(Query.of("S. Wiragata", "person"), Limits(compared=3))
    assert answer.hits[0].interest_id == meant


def test_words_that_sound_alike_are_each_counted_once(arranging) -> None:
    """A name of three near-alike words must not push out the one that is meant."""
    others = an_interest(arranging)
    meant = an_interest(arranging)
    enter(named("Wirani Wirana Wirano", others), named("Wirani", meant))
    answer = lookup.search(Query.of("Wirani", "person"))
    assert answer.hits[0].interest_id == meant


@pytest.mark.parametrize(
    ("declared", "sought"),
    [("Rendra", "Rendr"), ("Dini Wiragata", "Diii Wiragata"), ("Mungcuno", "Mungcno")],
)
def test_a_slip_that_changes_how_a_word_is_read_is_forgiven(
    declared: str, sought: str, arranging
) -> None:
    interest_id = an_interest(arranging)
    enter(named(declared, interest_id))
    answer = lookup.search(Query.of(sought, "person"), Limits(faint=True))
    assert [hit.interest_id for hit in answer.hits] == [interest_id]


def named(name: str, interest_id: int) -> Source:
    return Source(Named(Part.PARTY, "person", name, {}), interest_id)


ADVERSARIAL = [
    "x" * 4000, "Budi " * 800, "\u200b" * 50, "B\u200bu\u200bd\u200bi", "Вudi Sаntoso", "Drs. H. Ir.",
    "", "😀😀😀", "\u202eodiB\u202c", "محمد", "a", "....", "Budi\x00Santoso", "ﷺ" * 200, "İstanbul",
    "-" * 4000, "e\u0301" * 300, "S.Pd. " * 300,
]  # fmt: skip


@pytest.mark.parametrize("name", ADVERSARIAL)
@pytest.mark.parametrize("kind", ["person", "org"])
def test_strange_names_neither_crash_nor_slow_the_search(name: str, kind: str, city: None) -> None:
    lookup.search(Query.of("Pemanasan Mesin", kind))
    began = time.thread_time()
    lookup.search(Query.of(name, kind))
    assert time.thread_time() - began < 0.05


def test_no_name_and_no_number_is_readable_in_the_index(arranging) -> None:
    interest_id = an_interest(arranging)
    numbers = {NumberType.NIB: "9120000000777"}
    enter(Source(Named(Part.BODY, "org", "CV Zzyzxarimba Qwertyani", numbers), interest_id))
    for table in (IndexEntry, IndexToken, IndexTokenKey, IndexPosting, IndexNumber):
        for row in db.session.execute(sa.select(table.__table__)):
            text = "".join(v.hex() if isinstance(v, bytes) else str(v) for v in row)
            for planted in ("zzyzxarimba", "qwertyani", "9120000000777"):
                assert planted not in text.casefold()
                assert planted.encode().hex() not in text


PLANTED = "Zzyzxarimba"


def search_for_the_planted(installation: LiveServer) -> None:
    """Typed into a screening of a running installation, whose temporary files lie in its folder."""
    temporary = installation.data / "tmp"
    temporary.mkdir()
    installation.environment["TMPDIR"] = str(temporary)
    installation.start().start_worker()
    caller = Caller(installation.url).be("e56")
    caller.get("/cek-silang/baru")
    answer = caller.post(
        "/cek-silang/baru", subject_search="Surya Atmaja", **{"parties-0-kind": "org"},
        **{"parties-0-name": f"CV {PLANTED} Jaya", "parties-0-nib": "9120000000777"},
        **{"decision_on-day": "1", "decision_on-month": "1", "decision_on-year": "2026"},
        reason="Mencari nama yang ditanam untuk uji ini.",
    )  # fmt: skip
    assert answer.status == 200, answer.status
    assert PLANTED in answer.text
    installation.flask("crosscheck", "rebuild")


def holding_the_planted(folder: Path) -> list[str]:
    wanted = [
        PLANTED.encode(),
        PLANTED.lower().encode(),
        PLANTED.upper().encode(),
        b"9120000000777",
    ]
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in wanted)
    ]


@pytest.mark.slow
def test_a_planted_name_is_in_no_file_of_the_installation(installation: LiveServer) -> None:
    """Database, index, logs and temporary files, byte by byte."""
    search_for_the_planted(installation)
    assert holding_the_planted(installation.data) == []


@pytest.mark.postgres
def test_a_planted_name_is_in_no_file_of_postgresql(
    installation: LiveServer, postgres: PostgresServer
) -> None:
    """Tables, indexes and the write-ahead log of the server as well."""
    search_for_the_planted(installation)
    assert holding_the_planted(installation.data) == []
    assert holding_the_planted(postgres.folder) == []


def test_numbers_are_taken_only_when_they_can_be_true() -> None:
    assert clean_number(NumberType.NIB, "9120 0000 00004") == "9120000000004"
    assert clean_number(NumberType.NIB, "912000000000") == ""
    assert clean_number(NumberType.NPWP, "01.234.567.8-901.000") == "0012345678901000"
    assert clean_number(NumberType.NIK, "6371014503900002") == "6371014503900002"
    assert clean_number(NumberType.NIK, "6371017203900002") == ""  # the 32nd of March
    assert clean_number(NumberType.NIK, "0000000000000000") == ""
    assert clean_number(NumberType.NIB, "١٢٣٤٥٦٧٨٩٠١٢٣") == ""


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        (NumberType.NIB, "9120 0000 00004", ""),
        (NumberType.NIB, " ", ""),
        (NumberType.NIB, "912000000000", "NIB harus 13 angka."),
        (NumberType.NIB, "١٢٣٤٥٦٧٨٩٠١٢٣", "NIB harus 13 angka."),
        (NumberType.NIB, "1111111111111", "NIB ini tidak mungkin: semua angkanya sama."),
        (NumberType.NPWP, "01.234.567.8-901", "NPWP harus 15 atau 16 angka."),
        (NumberType.NPWP, "000000000000000", "NPWP ini tidak mungkin: semua angkanya sama."),
        (NumberType.NIK, "6371017203900002", "NIK ini tidak mungkin: tanggal lahir"),
    ],
)
def test_why_a_number_is_refused_is_said_as_it_is(
    kind: NumberType, written: str, said: str
) -> None:
    told = problem_with_number(kind, written)
    assert told.startswith(said) if said else told == ""


def test_a_colleague_is_known_by_his_number_not_by_a_name() -> None:
    fields = {"party_kind": "employee", "employee_id": 4, "employee_name": "Seseorang"}
    assert named_in("PK-A", fields) == []


def test_staff_names_are_entered_after_an_import(city: None) -> None:
    before = db.session.scalar(sa.select(sa.func.count(IndexEntry.id)))
    file = "nip,nama,jabatan,unit\n199001012015011777,Zarimba Wiragata,Analis,BKPSDM\n"
    people_services.import_staff(SYSTEM, file.encode())
    names.index_staff(Task(0, names.INDEX_STAFF, None, None, 1))
    assert db.session.scalar(sa.select(sa.func.count(IndexEntry.id))) > before
    hits = lookup.search(Query.of("Zarimba Wiragata", "person")).hits
    assert [hit.part for hit in hits] == [Part.STAFF]
    assert person("E-32").id not in [hit.person_id for hit in hits]
