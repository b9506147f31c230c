"""Who is missing: the figures of the story come out of the query, each list fits its number."""

import csv
import io
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from app.core.actor import Role
from app.core.errors import NotAllowed
from app.database.base import db
from app.disclosures.services import drafting, filing, renewing
from app.disclosures.services.renewing import Renewal
from app.people import queries as people
from app.seasons import compliance, dashboard, queries
from app.seasons.queries import Wanted
from tests.disclosures.stage import actor
from tests.seasons.stage import hr, obligation_of, officer, season
from tests.statements import questions
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

UNITS = {"SETDA": (12, 13), "DPMPTSP": (11, 14), "DPUPR": (12, 13), "BKPSDM": (8, 9),
         "INSPEKTORAT": (10, 10)}  # fmt: skip


def unit_id(code: str) -> int:
    return next(line.unit.id for line in people.units_tree() if line.unit.code == code)


# ── the story's own figures (service design §8.1) ─────────────────────────────────────────────


def test_the_figures_of_the_story_come_out_of_the_query() -> None:
    total = queries.matrix_for(hr(), season()).total
    assert (total.due, total.filed, total.percent) == (59, 53, 89.8)
    # One nil fewer than §8.1: E-20 has a friend, and E-19 waits in his place.
    assert (total.recorded, total.nil, total.in_measures) == (39, 25, 6)
    assert (total.submitted, total.returned, total.draft, total.not_started) == (5, 3, 2, 4)
    assert (total.complete, total.clean) == (50, 39)


def test_each_unit_has_its_figures() -> None:
    matrix = queries.matrix_for(hr(), season())
    found = {
        line.unit.code: (line.figures.filed, line.figures.due) for line in matrix.units if line.unit
    }
    assert {code: found[code] for code in UNITS} == UNITS


def test_a_unit_above_others_holds_their_sum(arranging: Any) -> None:
    with arranging():
        child = people.unit(unit_id("DPUPR"))
        child.parent_id = unit_id("SETDA")
    matrix = queries.matrix_for(hr(), season())
    line = next(one for one in matrix.units if one.unit and one.unit.code == "SETDA")
    assert (line.figures.filed, line.figures.due) == (24, 26)
    assert line.own.due == 13
    assert matrix.total.due == 59


def test_the_page_shows_four_figures_with_their_definitions(client: Visitor) -> None:
    text = client.be("e45").get("/kepatuhan").text
    assert "89,8 %" in text
    for sentence in compliance.DEFINITIONS.values():
        assert str(sentence) in text


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [*compliance.LABELS, *compliance.GROUPS])
def test_every_number_opens_the_list_it_counts(status: str) -> None:
    total = queries.matrix_for(hr(), season()).total
    page = queries.people_in_season_for(hr(), season(), Wanted(status=status))
    assert page.total == getattr(total, status)


def test_the_one_missing_in_bina_marga_is_found(client: Visitor) -> None:
    wanted = Wanted(status="unfiled", text="Bina Marga")
    (line,) = queries.people_in_season_for(hr(), season(), wanted).items
    assert line.name.startswith("Muhammad Ilham Fadlan")
    text = client.be("e45").get("/kepatuhan/daftar?status=unfiled&cari=bina+marga").text
    assert "Muhammad Ilham Fadlan" in text
    assert "Zainal Rasyidin" in text


def test_filters_wait_behind_one_line_that_says_whether_they_narrow(client: Visitor) -> None:
    visitor = client.be("e45")
    mark = '<span class="badge">aktif</span></summary>'
    text = visitor.get("/kepatuhan/daftar").text
    assert '<details class="filters-fold"><summary' in text
    assert mark not in text
    assert mark in visitor.get("/kepatuhan/daftar?status=unfiled").text


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(), 59),
        (Wanted(status="unfiled"), 6),
        (Wanted(text="196807171994031902"), 1),
        (Wanted(text="tidak ada namanya"), 0),
        (Wanted(overdue=True), 1),
        (Wanted(position="POS-9"), 1),
        (Wanted(without_email=True), 59),
    ],
)
def test_filters_narrow_the_list(wanted: Wanted, count: int) -> None:
    assert queries.people_in_season_for(hr(), season(), wanted).total == count


def test_pages_divide_the_list_and_together_hold_everybody() -> None:
    names = []
    for number in (1, 2, 3):
        page = queries.people_in_season_for(hr(), season(), number=number)
        names += [line.name for line in page.items]
    assert page.pages == 3
    assert len(names) == len(set(names)) == 59
    assert queries.people_in_season_for(hr(), season(), number=99).number == 3


def test_a_filing_moves_one_person_from_missing_to_sent() -> None:
    before = queries.matrix_for(hr(), season()).total
    who, draft = actor("e13"), obligation_of("e13").disclosure
    renewing.declare(who, draft, Renewal({}, (), True, "no"))
    drafting.save_profile(
        who, draft, {**draft.answers["profile"], "main_duty": "Membayar tagihan."}
    )
    filing.submit(who, draft)
    after = queries.matrix_for(hr(), season()).total
    assert (after.filed - before.filed, after.due - before.due) == (1, 0)
    filing.withdraw(who, draft)
    assert queries.matrix_for(hr(), season()).total.filed == before.filed


def test_ageing_counts_the_late_and_the_waiting() -> None:
    ageing = queries.ageing_for(hr(), season())
    assert sum(ageing.late.values()) == 6
    assert sum(ageing.waiting.values()) == 5
    assert ageing.late["1–7"] + ageing.late["8–30"] == 1  # e40's Pernyataan Awal


# ── who may see whom ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "role", "due"),
    [("e15", Role.LEADER, 14), ("e02", Role.LEADER, 49), ("e01", Role.LEADER, 59),
     ("e56", Role.INSPECTOR, 59), ("e45", Role.HR_OFFICER, 59)],
)  # fmt: skip
def test_a_leader_sees_the_units_below_him(code: str, role: Role, due: int) -> None:
    who = officer(code, role)
    assert queries.matrix_for(who, season()).total.due == due
    assert queries.people_in_season_for(who, season()).total == due


def test_list_and_matrix_agree_for_every_overseer() -> None:
    for code in ("e15", "e29", "e42", "e02"):
        who = officer(code, Role.LEADER)
        total = queries.matrix_for(who, season()).total
        assert queries.people_in_season_for(who, season()).total == total.due
        unfiled = queries.people_in_season_for(who, season(), Wanted(status="unfiled"))
        assert unfiled.total == total.unfiled


@pytest.mark.parametrize("code", ["e18", "e17", "e49", "e57"])
def test_nobody_else_sees_who_is_missing(code: str, client: Visitor) -> None:
    with pytest.raises(NotAllowed):
        queries.people_in_season_for(actor(code), season())
    assert client.be(code).get("/kepatuhan/daftar").status_code == 404


def test_only_hr_reminds(client: Visitor) -> None:
    for code in ("e15", "e56"):
        assert client.be(code).get("/kepatuhan/ingatkan").status_code == 404


# ── the unit's page (S-69) ────────────────────────────────────────────────────────────────────


def test_the_head_of_a_unit_reads_three_things_first(client: Visitor) -> None:
    text = client.be("e15").get("/unit-saya").text
    assert "3 hal yang perlu perhatian" in text
    assert "78,6 %" in text
    assert "Endah Pertiwiningsih" in text


def test_a_superior_sees_only_his_own_people() -> None:
    board = dashboard.dashboard_for(actor("e17"), season())
    assert board.total.due == 5  # e18, e19, e20, e24, e27
    assert [group.name for group in board.groups] == ["Lukman Arif Siregar, S.T., M.T."]


def test_somebody_without_people_sees_an_empty_page(client: Visitor) -> None:
    assert "Belum ada data periode ini." in client.be("e24").get("/unit-saya").text


def test_the_median_time_of_a_renewal_is_shown() -> None:
    board = dashboard.dashboard_for(hr(), season())
    assert board.minutes is not None
    assert 1.5 <= board.minutes <= 4.1


def test_levels_follow_the_superior_not_the_suggestion() -> None:
    board = dashboard.dashboard_for(officer("e15", Role.LEADER), season())
    assert sum(board.levels.values()) > 0
    everybody = dashboard.dashboard_for(hr(), season())
    assert sum(everybody.levels.values()) >= sum(board.levels.values())


# ── files ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def trap(arranging: Any) -> str:
    name = '=HYPERLINK("http://contoh.id","Klik")'
    with arranging():
        people.person_by_code("e13").name = name
    return name


def test_a_name_that_looks_like_a_formula_is_text_in_csv(client: Visitor, trap: str) -> None:
    answer = client.be("e45").get("/kepatuhan/unduh.csv?status=unfiled")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == 7
    assert f"'{trap}" in {row[0] for row in rows}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_a_name_that_looks_like_a_formula_is_text_in_a_workbook(client: Visitor, trap: str) -> None:
    answer = client.be("e45").get("/kepatuhan/unduh.xlsx?status=unfiled")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    rows = list(sheet.iter_rows())
    assert len(rows) == 7
    assert {cell.data_type for row in rows[1:] for cell in row} <= {"s", "n", "inlineStr"}
    assert trap in {row[0].value for row in rows}


def test_who_takes_the_list_out_is_written_down(client: Visitor) -> None:
    client.be("e45").get("/kepatuhan/unduh.csv")
    entries = db.session.execute(
        sa.text("SELECT facts FROM audit_entries WHERE action = 'season.exported'")
    ).all()
    assert len(entries) == 1
    assert "59" in str(entries[0][0])


def test_whoever_reads_no_mail_stands_on_the_list_to_print(client: Visitor, arranging: Any) -> None:
    with arranging():
        people.person_by_code("e27").email = "taufik@contoh.go.id"
    text = client.be("e45").get("/kepatuhan/surat").text
    assert "Siti Zubaidah" in text
    assert "Taufik Hidayatullah" not in text
    assert "Paraf dan tanggal" in text
    siti = people.person_by_code("e13").id
    assert f'href="/admin/akun/{siti}"' in text  # to print the code that opens it


# ── how much it asks of the database ──────────────────────────────────────────────────────────


def test_compliance_is_a_handful_of_queries_however_many_people() -> None:
    who, this = hr(), season()
    with questions() as asked:
        queries.matrix_for(who, this)
    assert len(asked) <= 4
    with questions() as asked:
        queries.people_in_season_for(who, this, Wanted(text="marga"))
    assert len(asked) <= 3
    with questions() as asked:
        dashboard.dashboard_for(who, this)
    assert len(asked) <= 12
