"""S-96: the admin's calendar pages."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core.actor import SYSTEM, Role
from app.core.working_days import HolidayKind
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries, services
from app.deadlines.models import CalendarVersion, Holiday
from tests.factories.accounts import PASSWORD, a_person, an_account

DECREE = "Keppres 99 Tahun 2026"
NO_DAY = {"day-day": "", "day-month": "", "day-year": ""}


@pytest.fixture
def admin(client):
    services.load_calendar(SYSTEM)
    holder = an_account(Role.ADMIN)
    assert client.sign_in(holder.nip, PASSWORD).status_code == 303
    return client


def change(**filled):
    return {
        "year": "2026", "name": "", "kind": "nasional", "lines": "", "decree": DECREE,
        **NO_DAY, **filled,
    }  # fmt: skip


def text_of(response):
    return response.get_data(as_text=True)


def versions():
    return db.session.scalar(sa.select(sa.func.count(CalendarVersion.id)))


def test_the_year_s_days_off_stand_there_with_their_source(admin):
    page = admin.get("/admin/kalender?tahun=2026")
    assert page.status_code == 200
    assert "Kamis, 24 Desember 2026" in text_of(page)
    assert "240 hari kerja" in text_of(page)
    assert "SKB 3 Menteri: Menag 1497/2025" in text_of(page)
    assert "perlu dikonfirmasi" in text_of(page)
    assert "perkiraan" in text_of(admin.get("/admin/kalender?tahun=2027"))


@pytest.mark.parametrize("year", ["", "abc", "99999", "²", "-1"])
def test_a_year_that_is_no_year_shows_the_present_one(admin, year):
    page = admin.get("/admin/kalender", query_string={"tahun": year})
    assert "Kalender hari kerja 2026" in text_of(page)


def test_a_year_without_days_says_what_to_do(admin):
    assert "tahun depan tidak dihitung sendiri" in text_of(admin.get("/admin/kalender?tahun=2031"))


def test_an_empty_calendar_offers_the_shipped_days(client):
    assert client.sign_in(an_account(Role.ADMIN).nip, PASSWORD).status_code == 303
    assert "Muat data awal" in text_of(client.get("/admin/kalender"))
    assert client.post("/admin/kalender/muat").status_code == 303
    assert "240 hari kerja" in text_of(client.get("/admin/kalender?tahun=2026"))


def test_a_change_is_previewed_and_then_confirmed(admin):
    # A reporting clock of any record: the person stands in for one.
    someone = a_person()

    @use_case
    def begin():
        services.open_clock("tinjau_deklarasi", someone, date(2026, 3, 2))

    begin()
    page = admin.post(
        "/admin/kalender/periksa", data=change(lines="2026-03-04; Hari uji; libur daerah")
    )
    assert page.status_code == 200
    assert "Belum ada yang berubah" in text_of(page)
    assert "Senin, 9 Maret 2026" in text_of(page)
    assert "Selasa, 10 Maret 2026" in text_of(page)
    assert versions() == 1
    done = admin.post(
        "/admin/kalender/simpan",
        data={"year": "2026", "lines": "2026-03-04; Hari uji; libur daerah", "decree": DECREE},
    )
    assert done.status_code == 303
    after = text_of(admin.get(done.location))
    assert "Kalender diubah. 1 batas waktu dihitung ulang." in after
    assert "Hari uji" in after
    assert DECREE in after
    assert queries.clock_of("people", someone.id, "tinjau_deklarasi").due_on == date(2026, 3, 10)
    kept = db.session.scalars(sa.select(Holiday).where(Holiday.name == "Hari uji")).one()
    assert (kept.kind, kept.decree) == (HolidayKind.LOCAL, DECREE)


def test_one_day_may_be_typed_and_days_may_be_removed_at_once(admin):
    gone = db.session.scalars(sa.select(Holiday).where(Holiday.day == date(2026, 12, 24))).one()
    page = admin.post(
        "/admin/kalender/periksa",
        data=change(
            **{"day-day": "23", "day-month": "12", "day-year": "2026"},
            name="Cuti bersama Natal", kind="cuti_bersama", removals=[str(gone.id)],
        ),
    )  # fmt: skip
    assert page.status_code == 200
    assert "2026-12-23; Cuti bersama Natal; cuti bersama" in text_of(page)
    assert f'name="removals" value="{gone.id}"' in text_of(page)


@pytest.mark.parametrize(
    ("filled", "told"),
    [
        ({"decree": "", "lines": "2026-12-23; Uji; nasional"},
         "Parameter aturan hanya dapat diubah dengan dasar hukum."),
        ({"decree": "x", "lines": "2026-12-23; Uji; nasional"},
         "Parameter aturan hanya dapat diubah dengan dasar hukum."),
        ({}, "Isi hari yang ditambahkan, atau pilih hari yang dihapus."),
        ({"lines": "besok; Uji; nasional"}, "Baris 1: tanggal harus ada di kalender"),
        ({"lines": "2026-12-25; Natal; nasional"}, "Sudah ada di kalender: 2026-12-25 Natal."),
        ({"name": "Uji"}, "Isi tanggal."),
        ({"day-day": "31", "day-month": "2", "day-year": "2026"}, "Tanggal harus ada di kalender"),
        ({"day-day": "1", "day-month": "2", "day-year": "2026"}, "Isi nama hari libur."),
        ({"kind": "lain", "lines": "2026-12-23; Uji; nasional"}, "Pilih"),
        ({"removals": ["x"], "lines": "2026-12-23; Uji; nasional"}, "Pilih"),
    ],
)  # fmt: skip
def test_a_bad_change_is_told_beside_its_field_and_what_was_typed_stays(admin, filled, told):
    page = admin.post("/admin/kalender/periksa", data=change(**filled))
    assert page.status_code == 422
    assert text_of(page).count(told) >= 2, "in the summary and beside the field"
    if filled.get("lines"):
        assert filled["lines"] in text_of(page)
    assert versions() == 1


def test_a_confirmation_that_was_tampered_with_is_refused(admin):
    page = admin.post(
        "/admin/kalender/simpan", data={"year": "2026", "lines": "rusak", "decree": ""}
    )
    assert page.status_code == 422
    assert versions() == 1


@pytest.mark.parametrize("address", ["/admin/kalender", "/admin/aturan", "/admin/aturan/nasional"])
def test_these_pages_do_not_exist_for_others(client, address):
    assert client.get(address).status_code in (302, 303)
    holder = an_account(Role.HR_OFFICER)
    assert client.sign_in(holder.nip, PASSWORD).status_code == 303
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", ["9" * 30, "abc", "²", "-1"])
@pytest.mark.parametrize("page", ["periksa", "simpan"])
def test_a_day_that_cannot_be_is_not_removed(admin, page, number):
    sent = {"removals": number, "decree": "SKB 1", "kind": "national", "year": "9" * 5000}
    assert admin.post(f"/admin/kalender/{page}", data=sent).status_code == 422
