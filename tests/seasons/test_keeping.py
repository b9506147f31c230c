"""A season's life: planned, opened for everybody, caught up with the register, extended, closed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from app.core import clock
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid, NotAllowed, WrongState
from app.database.base import db
from app.deadlines import queries as deadlines
from app.disclosures.models import Disclosure, Kind, State
from app.disclosures.services import drafting, filing, renewing
from app.disclosures.services.renewing import Renewal
from app.jobs import daily
from app.notifications.models import Notice
from app.outbox import services as outbox
from app.people import postings
from app.people import queries as people
from app.people.models import EmploymentKind
from app.people.queries import OBLIGED_KINDS
from app.regulations import queries as regulations
from app.seasons import compliance, queries
from app.seasons.models import Obligation, Season, SeasonExtension, SeasonState
from app.seasons.services import keeping, obliging
from app.seasons.services.keeping import Plan
from tests.disclosures.stage import actor, filed
from tests.factories.people import a_post, a_unit, somebody
from tests.seasons.stage import (
    declaration_of,
    hr,
    let_the_worker_work,
    obligation_of,
    officer,
    season,
)
from tests.visitor import Visitor

REASON = "Banjir di tiga kecamatan; kantor tutup empat hari."
OFFICE = Actor(None, "BKPSDM", frozenset({Role.HR_OFFICER}))
NEXT = Plan("Pernyataan Tahunan 2027", date(2027, 1, 4), date(2027, 3, 31), OBLIGED_KINDS)


@contextmanager
def on(day: date, hour: int = 8) -> Iterator[None]:
    with clock.frozen_at(datetime.combine(day, time(hour), clock.zone()), everywhere=True):
        yield


# ── planning and opening ──────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("city")
def test_two_seasons_do_not_overlap() -> None:
    crossing = Plan("Lain", date(2026, 3, 10), date(2026, 5, 1), OBLIGED_KINDS)
    with pytest.raises(Invalid, match="Periode bertumpuk dengan Pernyataan Tahunan 2026"):
        keeping.plan(hr(), crossing)


@pytest.mark.usefixtures("city")
def test_only_the_staff_office_keeps_seasons(client: Visitor) -> None:
    for code in ("e18", "e56", "e15"):
        with pytest.raises(NotAllowed):
            keeping.plan(actor(code), NEXT)
        assert client.be(code).get("/periode").status_code == 404
    assert keeping.plan(officer("e49", Role.ADMIN), NEXT).state is SeasonState.PLANNED


@pytest.mark.usefixtures("city")
def test_a_season_is_planned_on_a_page_filled_in_by_the_rules(client: Visitor) -> None:
    client.be("e45")
    text = client.get("/periode/baru").text
    assert "Pernyataan Tahunan 2026" in text
    assert people.kinds_called(["PPPK", "Non-ASN"]) == (EmploymentKind.PPPK,)
    named = regulations.pack_on(clock.today()).setting("status_wajib_lapor")
    ticked = [
        box for box in re.findall(r'<input[^>]*name="kinds"[^>]*>', text) if " checked" in box
    ]
    assert len(ticked) == len(people.kinds_called(named)) == len(named)
    wrong = client.post("/periode/baru", data={
        "name": "", "opens_on-day": "4", "opens_on-month": "1", "opens_on-year": "2027",
        "due_on-day": "3", "due_on-month": "1", "due_on-year": "2027", "kinds": ["pns"],
    })  # fmt: skip
    assert "Isi nama periode." in wrong.text
    assert "Batas harus setelah tanggal dibuka." in wrong.text
    sent = client.post("/periode/baru", data={
        "name": "Pernyataan Tahunan 2027", "opens_on-day": "4", "opens_on-month": "1",
        "opens_on-year": "2027", "due_on-day": "31", "due_on-month": "3", "due_on-year": "2027",
        "kinds": ["pns", "cpns", "pppk"], "scope": "all",
    })  # fmt: skip
    assert sent.status_code == 303
    assert "Direncanakan" in client.get(sent.location).text


@pytest.mark.usefixtures("city")
def test_it_cannot_be_opened_before_its_day_and_opens_by_itself_on_it() -> None:
    keeping.plan(hr(), NEXT)
    planned = db.session.query(Season).filter_by(name=NEXT.name).one()
    with pytest.raises(Invalid, match="belum tiba"):
        keeping.open_season(hr(), planned)
    with on(NEXT.opens_on):
        assert daily.run_all() == {}
        let_the_worker_work()
        db.session.expire_all()
        assert planned.state is SeasonState.OPEN
        assert compliance.summed(compliance.figures_by_unit(planned).values()).due == 59


@pytest.mark.usefixtures("city")
def test_opening_gives_everybody_a_declaration_and_tells_them_once() -> None:
    keeping.plan(hr(), NEXT)
    planned = db.session.query(Season).filter_by(name=NEXT.name).one()
    with on(NEXT.opens_on):
        keeping.open_season(hr(), planned)
        let_the_worker_work()
        let_the_worker_work()
    rows = db.session.query(Obligation).filter_by(season_id=planned.id).all()
    kinds = {row.person_id: row.kind for row in rows}
    assert len(rows) == 59
    assert kinds[people.person_by_code("e19").id] is Kind.ANNUAL
    assert kinds[people.person_by_code("e24").id] is Kind.FIRST  # never declared anything
    told = db.session.query(Notice).filter_by(subject_type="seasons", subject_id=planned.id)
    assert told.count() == 59
    assert "31 Maret 2027" in told.first().text


@pytest.mark.usefixtures("city")
def test_what_is_being_written_is_kept_when_a_season_opens() -> None:
    keeping.plan(hr(), NEXT)
    planned = db.session.query(Season).filter_by(name=NEXT.name).one()
    draft = declaration_of("e50")
    with on(NEXT.opens_on):
        keeping.open_season(hr(), planned)
        let_the_worker_work()
    person = people.person_by_code("e50").id
    row = db.session.query(Obligation).filter_by(season_id=planned.id, person_id=person).one()
    assert row.disclosure_id == draft.id
    assert draft.state is State.DRAFT


def test_opening_works_in_parts_and_shows_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, arranging: Any
) -> None:
    monkeypatch.setattr(obliging, "PART", 3)
    unit = a_unit()
    for number in range(8):
        a_post(somebody(f"Pegawai {number}"), unit)
    keeper = OFFICE
    planned = keeping.plan(
        keeper, Plan("Uji", clock.today(), clock.today() + timedelta(days=30), OBLIGED_KINDS)
    )
    keeping.open_season(keeper, planned)
    assert planned.expected == 8
    seen = []
    for _turn in range(4):
        outbox.work_off(limit=1)
        db.session.expire_all()
        seen.append(db.session.query(Obligation).count())
    assert seen == [3, 6, 8, 8]
    assert planned.state is SeasonState.OPEN


def test_only_the_chosen_kinds_and_posts_owe_something(arranging: Any) -> None:
    unit = a_unit()
    a_post(somebody("PNS berisiko"), unit, risk_positions="POS-1")
    a_post(somebody("PNS biasa"), unit)
    a_post(somebody("PPPK", kind=EmploymentKind.PPPK), unit, risk_positions="POS-1")
    a_post(somebody("Honorer", kind=EmploymentKind.OTHER), unit, risk_positions="POS-1")
    plan = Plan(
        "Uji", clock.today(), clock.today() + timedelta(days=30), [EmploymentKind.PNS], True
    )
    planned = keeping.plan(OFFICE, plan)
    assert compliance.to_be_obliged(planned) == 1


# ── joiners, movers, leavers ──────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("city")
def test_a_new_appointment_in_the_season_gets_a_pernyataan_awal_with_its_own_last_day() -> None:
    person = somebody("Rani Contoh", kind=EmploymentKind.CPNS)
    a_post(person, people.unit(people.post_of(people.person_by_code("e24").id, clock.today()).unit_id),
           valid_from=clock.today())  # fmt: skip
    obliging.catch_up(SYSTEM)
    row = db.session.query(Obligation).filter_by(person_id=person.id).one()
    assert row.kind is Kind.FIRST
    assert row.due_on == deadlines.due_on("pernyataan_awal", clock.today())
    assert obliging.catch_up(SYSTEM) == 0


@pytest.mark.usefixtures("city")
def test_the_new_employee_of_the_story_owes_a_first_declaration_late_for_the_other() -> None:
    assert obligation_of("e24").kind is Kind.FIRST
    assert obligation_of("e24").due_on > clock.today()
    assert obligation_of("e40").due_on < clock.today()


@pytest.mark.usefixtures("city")
def test_a_leaver_falls_out_and_his_draft_is_closed() -> None:
    before = queries.matrix_for(hr(), season()).total
    postings.record_leaving(SYSTEM, people.person_by_code("e27"), clock.today(), "Pensiun")
    let_the_worker_work()
    db.session.expire_all()
    after = queries.matrix_for(hr(), season()).total
    assert (before.due - after.due, before.filed - after.filed) == (1, 0)
    assert declaration_of("e27").state is State.CLOSED


@pytest.mark.usefixtures("city")
def test_a_mover_counts_where_he_serves_now() -> None:
    person = people.person_by_code("e27")
    post = people.post_of(person.id, clock.today())
    other = people.post_of(people.person_by_code("e31").id, clock.today()).unit_id
    postings.move_person(
        SYSTEM, person, postings.PostDetails(other, post.post, post.superior_id), clock.today()
    )
    let_the_worker_work()
    db.session.expire_all()
    assert obligation_of("e27").unit_id == other


@pytest.mark.usefixtures("city")
def test_after_the_closing_new_people_still_owe_their_first_declaration() -> None:
    with on(season().due_on + timedelta(days=1)):
        keeping.close(hr(), season())
        person = somebody("Rani Contoh", kind=EmploymentKind.CPNS)
        a_post(person, a_unit("Dinas Baru"), valid_from=clock.today())
        assert obliging.catch_up(SYSTEM) == 1
        assert obliging.catch_up(SYSTEM) == 0
    row = db.session.query(Disclosure).filter_by(person_id=person.id).one()
    assert row.kind is Kind.FIRST
    assert db.session.query(Obligation).filter_by(person_id=person.id).count() == 0


# ── more time ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("city")
def test_more_time_is_given_with_a_reason_and_a_name_to_those_who_have_not_filed() -> None:
    later = season().due_on + timedelta(days=14)
    reached = keeping.extend(hr(), season(), later, REASON)
    assert reached == 4  # e13, e27, e22, e50; CPNS keep the day of their appointment
    assert obligation_of("e27").due_on == later
    assert obligation_of("e19").due_on == later - timedelta(days=14)
    row = db.session.query(SeasonExtension).one()
    assert (row.given_by, row.reason) == (hr().name, REASON)


@pytest.mark.usefixtures("city")
def test_one_unit_can_get_more_time() -> None:
    unit = obligation_of("e27").unit_id
    later = season().due_on + timedelta(days=7)
    keeping.extend(hr(), season(), later, REASON, unit)
    assert obligation_of("e27").due_on == later
    assert obligation_of("e13").due_on == season().due_on == later - timedelta(days=7)


@pytest.mark.usefixtures("city")
def test_less_time_or_no_reason_is_refused(client: Visitor) -> None:
    with pytest.raises(Invalid, match="Batas baru"):
        keeping.extend(hr(), season(), season().due_on, REASON)
    with pytest.raises(Invalid, match="20 huruf"):
        keeping.extend(hr(), season(), season().due_on + timedelta(days=1), "Banjir.")
    page = f"/periode/{season().id}/perpanjang"
    client.be("e45").get(page)
    answer = client.post(page, data={
        "unit_id": "", "due_on-day": "1", "due_on-month": "3", "due_on-year": "2026",
        "reason": "Banjir.",
    })  # fmt: skip
    assert answer.status_code == 422
    assert "Batas baru harus setelah hari ini" in answer.text
    assert "Banjir." in answer.text


# ── closing ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("city")
def test_it_is_closed_after_its_last_day_and_keeps_the_figures_of_that_day() -> None:
    with pytest.raises(Invalid, match="belum lewat"):
        keeping.close(hr(), season())
    with on(season().due_on + timedelta(days=1)):
        keeping.close(hr(), season())
        with pytest.raises(WrongState):
            keeping.close(hr(), season())
        assert season().final["all"]["filed"] == 53
        who, draft = actor("e13"), declaration_of("e13")
        renewing.declare(who, draft, Renewal({}, (), True, "no"))
        drafting.save_profile(
            who, draft, {**draft.answers["profile"], "main_duty": "Membayar tagihan kantor."}
        )
        filing.submit(who, draft)  # late, and still possible
        assert season().final["all"]["filed"] == 53
        total = queries.matrix_for(hr(), season()).total
        assert (total.filed, total.on_time) == (54, 53)


@pytest.mark.usefixtures("city")
def test_a_first_declaration_fulfils_the_duty_of_the_season() -> None:
    filed(actor("e24"))
    assert queries.matrix_for(hr(), season()).total.filed == 54


@pytest.mark.usefixtures("city")
def test_the_season_page_offers_only_what_can_be_done_now(client: Visitor) -> None:
    text = client.be("e45").get(f"/periode/{season().id}").text
    assert "Perpanjang" in text
    assert "Buka periode" not in text
    assert "Tutup periode" not in text  # its last day is not over
    with on(season().due_on + timedelta(days=1)):
        assert "Tutup periode" in client.be("e45").get(f"/periode/{season().id}").text
