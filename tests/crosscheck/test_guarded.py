"""What a searcher must not learn: of records about himself, of hidden cases, of others' screenings;
and how often he may ask."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from app.complaints.models import Complaint
from app.core import clock
from app.core.errors import NotAllowed
from app.crosscheck import guard, indexing, outside_facts, rebuilding, weighing
from app.crosscheck.candidates import Limits
from app.crosscheck.indexing import Source
from app.crosscheck.matching import Wanted, search_parties
from app.crosscheck.models import LookupBudget, Screening, SweepHit
from app.crosscheck.named import Named, Part
from app.crosscheck.outside_facts import OutsideFact, SourceKind
from app.crosscheck.queries import lists
from app.crosscheck.services import budgets, other_names
from app.database.base import db
from app.database.transaction import bookkeeping
from app.disclosures.models import (
    Change,
    Disclosure,
    DisclosureVersion,
    Interest,
    InterestVersion,
    Kind,
    State,
)
from app.outbox import services as outbox
from app.people.models import Person
from app.regulations.pack import Level
from tests.complaints.stage import a_complaint
from tests.crosscheck.stage import actor, declare, firm, opened, person
from tests.crosscheck.test_judging import NIB, judge, matches, screen
from tests.crosscheck.test_lists import started
from tests.live import LiveServer
from tests.statements import questions
from tests.visitor import Visitor

FIRM = "CV Contoh Rimba Satwika"


@pytest.fixture
def inspector(client: Visitor, city: None) -> Visitor:
    return client.be("e56")


@bookkeeping
def on_record(owner: str, fields: dict[str, Any], employee: str | None = None) -> None:
    """An affiliation that somebody declared today, as the filing would have entered it."""
    row = declared(an_affiliation(owner), fields, Change.NEW, employee)
    indexing.add(indexing.sources_of([(row.interest_id, "PK-A", row.content)]))


def an_affiliation(owner: str) -> int:
    interest = Interest(person_id=person(owner).id, section="PK-A", first_declared_at=clock.now())
    db.session.add(interest)
    db.session.flush()
    return interest.id


def declared(
    interest_id: int, fields: dict[str, Any], change: Change, employee: str | None = None
) -> InterestVersion:
    """What its owner says of an affiliation today; the index is not told."""
    now, owner_id = clock.now(), db.session.get_one(Interest, interest_id).person_id
    filing = Disclosure(
        kind=Kind.CHANGE, state=State.RECORDED, person_id=owner_id, pack_id="nasional",
        created_at=now, number=f"DEK-{interest_id}-{now:%f}-{len(fields)}",
    )  # fmt: skip
    db.session.add(filing)
    db.session.flush()
    version = DisclosureVersion(
        disclosure_id=filing.id, number=1, filed_at=now, filed_by_id=owner_id, nil=False,
        pack_id="nasional", pack_hash="0" * 64, sha256="0" * 64,
    )  # fmt: skip
    version.content = {}
    db.session.add(version)
    db.session.flush()
    row = InterestVersion(
        interest_id=interest_id, disclosure_version_id=version.id, declared_at=now, change=change,
        suggested_level=Level.LOW, employee_id=person(employee).id if employee else None,
    )  # fmt: skip
    row.content = {"fields": fields, "link": {}}
    db.session.add(row)
    return row


def naming(name: str, body: str = FIRM) -> dict[str, Any]:
    return {"party_kind": "person", "party_name": name, "relation": "HA-D3", "body_name": body}


def colleague(body: str = FIRM) -> dict[str, Any]:
    return {"party_kind": "employee", "relation": "HA-D3", "body_name": body}


# ── records that concern the searcher ─────────────────────────────────────────────────────────


@pytest.mark.parametrize("how", ["his own", "as a colleague", "by his name"])
def test_no_number_betrays_a_record_that_concerns_the_searcher(how: str, city: None) -> None:
    declare("E-08", FIRM)
    if how == "his own":
        on_record("E-56", naming("Siapa Saja"))
    elif how == "as a colleague":
        on_record("E-30", colleague(), employee="E-56")
    else:
        on_record("E-30", naming(person("E-56").name.upper()))
    wanted = [Wanted("org", "Rimba Satwika Contoh", {})]
    mine, anothers = (
        search_parties(wanted, guard.guard_of_person(person(code).id), 0)[0]
        for code in ("E-56", "E-53")
    )
    assert (len(mine.matches), mine.namesakes) == (1, 1)
    assert (len(anothers.matches), anothers.namesakes) == (2, 2)


def test_the_page_tells_of_no_namesake_that_is_not_shown(inspector: Visitor) -> None:
    declare("E-08", FIRM)
    on_record("E-30", colleague(), employee="E-56")
    page = inspector.get(opened(inspector, "E-08", [firm(FIRM)], clock.today())).text
    assert len(matches(page)) == 1
    assert "catatan lain memakai nama ini" not in page


def test_a_name_declared_again_with_its_number_is_no_namesake(city: None) -> None:
    declare("E-08", FIRM)
    interest = db.session.scalars(sa.select(Interest).order_by(Interest.id.desc())).first()

    @bookkeeping
    def with_number() -> None:
        fields = {"owner": "self", "body_name": FIRM, "nib": "9120000000777"}
        indexing.add(indexing.sources_of([(interest.id, "PK-E", {"fields": fields})]))

    with_number()
    watch = guard.guard_of_person(person("E-53").id)
    assert search_parties([Wanted("org", FIRM, {})], watch, 0)[0].namesakes == 1


def test_a_list_checked_before_hides_what_names_its_reader_since(inspector: Visitor) -> None:
    place = started(inspector)
    outbox.work_off()
    page = inspector.get(place).text
    hit = db.session.scalars(sa.select(SweepHit).order_by(SweepHit.rank)).first()
    assert hit.words["name"] in page
    link = f"/cek-silang/baru?hasil={hit.id}"
    assert inspector.get(link).status_code == 200

    @bookkeeping
    def named_by_name() -> None:
        source = {"fields": naming(person("E-56").name)}
        indexing.add(indexing.sources_of([(hit.interest_id, "PK-A", source)]))

    named_by_name()
    assert hit.words["name"] not in inspector.get(place).text
    assert hit.words["name"] not in inspector.get(f"{place}/hasil.csv").get_data(as_text=True)
    assert inspector.get(link).status_code == 404


@pytest.mark.parametrize("building", [False, True])
def test_a_list_hides_what_names_its_reader_where_the_index_knows_nothing_of_it(
    inspector: Visitor, building: bool, monkeypatch
) -> None:
    monkeypatch.setattr(lists, "HITS_A_PAGE", 1)
    place = started(inspector)
    outbox.work_off()
    affiliations = sa.select(Interest.id).where(Interest.section == "PK-A")
    in_order = sa.select(SweepHit).order_by(SweepHit.rank, SweepHit.line)
    hidden = db.session.scalars(in_order.where(SweepHit.interest_id.in_(affiliations))).first()
    others = sa.select(SweepHit.id).where(SweepHit.interest_id != hidden.interest_id)
    left = set(db.session.scalars(others))
    assert left < set(results(inspector, place))

    @bookkeeping
    def declared_again() -> None:
        declared(hidden.interest_id, naming(person("E-56").name.upper()), Change.CHANGED)

    if building:
        rebuilding.empty()
    declared_again()
    shown = results(inspector, place)
    assert (set(shown), len(shown)) == (left, len(left))  # a page for each, and none without
    assert f"{len(left)} baris" in inspector.get(place).text
    export = inspector.get(f"{place}/hasil.csv").get_data(as_text=True)
    assert len(export.splitlines()) == 1 + len(left)
    assert inspector.get(f"/cek-silang/baru?hasil={hidden.id}").status_code == 404
    assert inspector.get(f"/cek-silang/baru?hasil={shown[0]}").status_code == 200


def results(visitor: Visitor, place: str) -> list[int]:
    """What every page of a list shows, one after the other."""
    found: list[int] = []
    number, more = 0, True
    while more:
        number += 1
        page = visitor.get(f"{place}?halaman={number}").text
        here = [int(one) for one in re.findall(r"baru\?hasil=(\d+)", page)]
        assert here, "an empty page"
        found, more = [*found, *here], 'rel="next"' in page
    return found


def test_a_page_of_results_asks_as_often_however_much_was_declared_since(
    inspector: Visitor,
) -> None:
    place = started(inspector)
    outbox.work_off()
    in_affiliations = sa.select(SweepHit.interest_id).where(
        SweepHit.interest_id.in_(sa.select(Interest.id).where(Interest.section == "PK-A"))
    )
    known = sorted(set(db.session.scalars(in_affiliations)))
    assert len(known) > 1

    @bookkeeping
    def again(*interest_ids: int) -> None:
        for one in interest_ids:
            declared(one, naming("Siapa Saja"), Change.CHANGED)

    again(known[0])
    inspector.get(place)
    with questions() as of_one:
        inspector.get(place)
    again(*known[1:])
    with questions() as of_all:
        inspector.get(place)
    assert len(of_all) == len(of_one)


def test_whoever_bears_the_searchers_name_is_kept_back_however_many_there_are(city: None) -> None:
    me = person("E-56")
    wanted = {in_the_index(me.name) for _turn in range(200)}
    assert wanted <= guard.guard_of_person(me.id).interest_ids


def test_a_searcher_of_one_name_that_thousands_bear_is_kept_from_what_names_him(city: None) -> None:
    me = person("E-56").id

    @bookkeeping
    def goes_by_one_name() -> None:
        db.session.get_one(Person, me).name = "Wiragata"

    goes_by_one_name()
    others = in_the_index(*(f"Wiragata {one}" for one in words(Limits().holders)))
    mine = in_the_index("Drs. WIRAGATA")
    kept_back = guard.guard_of_person(me).interest_ids
    assert mine in kept_back
    assert others not in kept_back


@bookkeeping
def in_the_index(*names: str) -> int:
    """An affiliation that names these people, as the index has it."""
    interest_id = an_affiliation("E-30")
    indexing.add([Source(Named(Part.PARTY, "person", one, {}), interest_id) for one in names])
    return interest_id


def words(count: int) -> list[str]:
    syllables = ("ba", "ri", "su", "no", "ke", "la", "mi", "tu", "da", "go")
    return ["".join(syllables[int(one)] for one in f"{number:04d}") for number in range(count)]


def test_no_number_betrays_a_record_of_which_the_index_knows_the_firm_only(city: None) -> None:
    declare("E-08", FIRM)

    @bookkeeping
    def half_in_the_index() -> None:
        row = declared(an_affiliation("E-30"), naming(person("E-56").name), Change.NEW)
        indexing.add(indexing.sources_of([(row.interest_id, "PK-A", {"fields": colleague()})]))

    half_in_the_index()
    watch = guard.guard_of_person(person("E-56").id)
    found = search_parties([Wanted("org", FIRM, {})], watch, 0)[0]
    assert (len(found.matches), found.namesakes) == (1, 1)


@pytest.mark.parametrize("who", ["the subject", "the searcher"])
def test_a_bond_declared_since_ends_the_screening_for_its_searcher(
    inspector: Visitor, who: str
) -> None:
    place, page = screen(inspector)
    match_id = matches(page)[0]
    one, other = ("E-32", "E-56") if who == "the subject" else ("E-56", "E-32")
    on_record(one, colleague(), employee=other)
    assert inspector.get(place).status_code == 404
    assert inspector.get(f"{place}/cetak").status_code == 404
    assert inspector.post(f"{place}/ulang").status_code == 404
    assert judge(inspector, place, match_id, "same").status_code == 404
    assert inspector.post(f"{place}/simpan", data={"s-code": ""}).status_code == 404
    assert "CSL-" not in inspector.get("/cek-silang").text


# ── hidden cases ──────────────────────────────────────────────────────────────────────────────


@bookkeeping
def serve(screening_id: int, complaint_id: int, desk: str | None) -> None:
    """The screening serves a case, which another stands in for where `desk` is given."""
    found = db.session.get_one(Screening, screening_id)
    found.origin_type, found.origin_id = Complaint.__tablename__, complaint_id
    db.session.get_one(Complaint, complaint_id).desk_id = person(desk).id if desk else None


@pytest.mark.parametrize("hidden", [False, True])
def test_a_judgement_is_not_remembered_from_a_screening_of_a_hidden_case(
    inspector: Visitor, hidden: bool
) -> None:
    case = a_complaint()
    place, page = screen(inspector)
    reason = "Akta pendirian menyebut nama dan NIB yang sama."
    judge(inspector, place, matches(page)[0], "same", reason)
    number = re.search(r"CSL-\d{4}-\d{6}", page).group(0)
    serve(int(place.rsplit("/", 1)[1]), case.id, "E-02" if hidden else None)
    inspector.be("e53")
    mine, page = screen(inspector, days=60)
    assert (number in page) is not hidden
    assert (reason in page) is not hidden
    answer = judge(inspector, mine, matches(page)[0], "not_same", confirmed="y" if hidden else "")
    assert (f"dinilai sebaliknya pada {number}" in answer.text) is not hidden


@pytest.mark.parametrize("hidden", [False, True])
def test_a_list_does_not_say_what_was_judged_in_a_hidden_case(
    inspector: Visitor, hidden: bool
) -> None:
    case, listed_name = a_complaint(), "TIRTA MULJA CONTOH CV"
    place, page = screen(inspector, firm(listed_name, NIB))
    judge(inspector, place, matches(page)[0], "same")
    serve(int(place.rsplit("/", 1)[1]), case.id, "E-02" if hidden else None)
    listed = started(inspector.be("e53"))
    outbox.work_off()
    assert (listed_name in inspector.get(f"{listed}?penilaian=same").text) is not hidden
    assert (listed_name in inspector.get(f"{listed}?penilaian=belum").text) is hidden
    export = inspector.get(f"{listed}/hasil.csv").get_data(as_text=True)
    assert listed_name in export
    assert ("Cocok" in export) is not hidden


@pytest.mark.parametrize("hidden", [False, True])
def test_an_earlier_complaint_in_other_hands_is_no_outside_fact(city: None, hidden: bool) -> None:
    case = a_complaint()

    @bookkeeping
    def set_stage() -> int:
        complaint = db.session.get_one(Complaint, case.id)
        complaint.subject_id = person("E-32").id
        complaint.desk_id = person("E-02").id if hidden else None
        return complaint.subject_id

    question = outside_facts.Question(set_stage(), (), clock.today())
    who = actor("E-53")
    shown = weighing.shown_to(who, guard.guard_of(who))
    told = {one.kind: one.facts for one in outside_facts.ask_all(question, shown)}
    assert bool(told[SourceKind.COMPLAINT]) is not hidden


def test_a_fact_about_the_searcher_is_withheld(city: None) -> None:
    who = actor("E-53")
    shown = weighing.shown_to(who, guard.guard_of(who))
    fact = OutsideFact(SourceKind.RECUSAL, "PD-1", clock.today(), "…")
    assert shown(fact)
    assert not shown(
        OutsideFact(SourceKind.RECUSAL, "PD-1", clock.today(), "…", person_ids=(who.person_id,))
    )


# ── others' screenings ────────────────────────────────────────────────────────────────────────


def test_numbers_of_anothers_screening_lead_nowhere(inspector: Visitor) -> None:
    place, page = screen(inspector)
    match_id = matches(page)[0]
    reason = "Memastikan peran pada badan usaha."
    seen = inspector.post(f"{place}/buka/{match_id}", data={f"b{match_id}-reason": reason}).location
    inspector.be("e53")
    mine, page = screen(inspector)
    assert match_id not in matches(page)
    for address in (place, f"{place}/cetak", seen, f"{mine}/{seen.split('/', 3)[3]}"):
        assert inspector.get(address).status_code == 404, address
    assert judge(inspector, mine, match_id, "same").status_code == 404
    assert judge(inspector, place, match_id, "same").status_code == 404
    data = {f"b{match_id}-reason": reason}
    assert inspector.post(f"{mine}/buka/{match_id}", data=data).status_code == 404
    for action in ("ulang", "simpan"):
        assert inspector.post(f"{place}/{action}").status_code == 404


# ── budgets ───────────────────────────────────────────────────────────────────────────────────


def test_a_list_of_other_names_does_not_stretch_the_budget(inspector: Visitor) -> None:
    for letter in ("Lentera", "Manggala", "Pangestu", "Zamrud"):
        other_names.add(actor("E-56"), FIRM, f"PT Contoh {letter}", "Surat keterangan badan.")
    place = opened(inspector, "E-32", [firm(FIRM)], clock.today())
    used = sa.select(LookupBudget.used).where(LookupBudget.scope.startswith("person/"))
    assert db.session.scalar(used) == 5
    for _turn in range(11):
        assert inspector.post(f"{place}/ulang").status_code == 303
    assert inspector.post(f"{place}/ulang").status_code == 403


def test_all_screenings_of_one_case_share_its_budget(inspector: Visitor) -> None:
    case = a_complaint()
    names = [firm(f"CV Contoh Satu {letter}") for letter in "ABCDE"]
    places = [opened(inspector, "E-32", names, clock.today()) for _turn in range(2)]
    for place in places:
        serve(int(place.rsplit("/", 1)[1]), case.id, None)
    for place in (*places, *places):
        assert inspector.post(f"{place}/ulang").status_code == 303
    assert inspector.post(f"{places[0]}/ulang").status_code == 403
    with clock.frozen_at(clock.now() + timedelta(days=1), everywhere=True):
        assert inspector.be("e56").post(f"{places[1]}/ulang").status_code == 303


def test_the_first_look_ups_of_a_day_cannot_be_more_than_a_day_allows(city: None) -> None:
    @bookkeeping
    def take() -> None:
        budgets.spend(1, "screening/1", budgets.A_SCREENING + 1)

    with pytest.raises(NotAllowed):
        take()


def test_look_ups_at_the_same_moment_share_the_budget(app: Flask, console: LiveServer) -> None:
    together = threading.Barrier(5)
    allowed: list[bool] = []

    @bookkeeping
    def take() -> None:
        budgets.spend(person("E-56").id, "screening/1", 8)

    def ask() -> None:
        with app.app_context():
            together.wait(20)
            try:
                take()
                allowed.append(True)
            except NotAllowed:
                allowed.append(False)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=ask) for _one in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(allowed) == [False, False, False, True, True]
