"""The pages of the staff register: what the office sees, changes and is told."""

import io
import re
from datetime import date

import pytest
import sqlalchemy as sa

from app.core.actor import Role
from app.core.errors import NotFound
from app.database.base import db
from app.notifications.models import Notice
from app.people import queries, staff_file
from app.people.models import Acting
from tests.factories.accounts import PASSWORD, a_person, an_account, as_actor
from tests.factories.people import a_post, a_unit, somebody
from tests.statements import questions

TODAY = date(2026, 3, 2)
HEADER = "NIP;Nama;Jenis;Jabatan;Unit;NIP_Atasan"
FILE = f"""{HEADER}
197001011995031001;Budi Hartono, S.H.;PNS;Kepala Dinas;Dinas Impor;
198805122014032002;Ayu Wulandari;PNS;Analis;Dinas Impor;199999999999999999
1.98805E+17;Citra Dewi;PNS;Analis;Dinas Impor;
198805122014032009;=1+1;PNS;Analis;Dinas Impor;
"""


@pytest.fixture
def admin(client):
    person = an_account(Role.ADMIN, person=a_person("Vina Oktaviani, S.Kom."))
    assert client.sign_in(person.nip, PASSWORD).status_code == 303
    return person


@pytest.fixture
def office(admin):
    unit, below = a_unit("Dinas Contoh"), None
    below = a_unit("Bidang Contoh", unit)
    head, clerk, deputy = (
        somebody("Darma Kepala", nip="197001011995031001"),
        somebody("Salsabila Staf", nip="198805122014032002"),
        somebody("Fajar Sekretaris", nip="198203282004121003"),
    )
    a_post(head, unit)
    a_post(deputy, unit, head)
    a_post(clerk, below, head)
    return {"unit": unit, "below": below, "head": head, "clerk": clerk, "deputy": deputy}


def day_of(field, when):
    return {f"{field}-day": when.day, f"{field}-month": when.month, f"{field}-year": when.year}


def upload(client, text=FILE, name="pegawai.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    client.get("/admin/pegawai/impor")
    return client.post("/admin/pegawai/impor", data={"file": (io.BytesIO(data), name)})


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


def test_the_list_narrows_by_words_unit_and_state(client, office):
    page = client.get("/admin/pegawai").text
    assert "Darma Kepala" in page and "Salsabila Staf" in page
    assert "Salsabila" not in client.get("/admin/pegawai?cari=darma").text
    assert "Darma" in client.get("/admin/pegawai?cari=19700101 199503").text
    both = client.get(f"/admin/pegawai?unit={office['unit'].id}").text
    assert "Salsabila" in both and "Darma" in both
    assert "Darma" not in client.get(f"/admin/pegawai?unit={office['below'].id}").text
    assert "tidak ada pegawai" in client.get("/admin/pegawai?status=keluar").text.lower()
    assert client.get("/admin/pegawai?unit=x&halaman=-4&cari=%25").status_code == 200


def test_the_list_asks_the_same_number_of_questions_for_one_or_many(client, office):
    def asked():
        with questions() as statements:
            assert client.get("/admin/pegawai").status_code == 200
        return len(statements)

    asked()
    few = asked()
    for number in range(40):
        a_post(somebody(f"Orang {number:02}"), office["below"], office["head"])
    assert asked() == few
    assert "Halaman 2 dari 2" in client.get("/admin/pegawai?halaman=2").text


def test_the_list_shows_exactly_the_people_whose_page_opens(office):
    people = [office[name] for name in ("head", "clerk", "deputy")]
    for roles in ((), (Role.HR_OFFICER,), (Role.ADMIN,), (Role.INSPECTOR,), (Role.LEADER,)):
        actor = as_actor(an_account(*roles))
        listed = {row.person.id for row in queries.people_visible_to(actor).items}
        for one in (*people, queries.person(actor.person_id)):
            try:
                queries.person_for(actor, one.id)
            except NotFound:
                assert one.id not in listed
            else:
                assert one.id in listed


def test_an_hr_officer_reads_and_changes_nothing(client, office):
    officer = an_account(Role.HR_OFFICER)
    client.sign_in(officer.nip, PASSWORD)
    path = f"/admin/pegawai/{office['clerk'].id}"
    assert "Pindah" not in client.get(path).text
    assert client.get(f"{path}/pindah").status_code == 404
    assert client.get("/admin/pegawai/impor").status_code == 404


def test_an_employee_does_not_find_the_register(client, office):
    client.sign_in(an_account().nip, PASSWORD)
    for path in (
        "/admin/pegawai",
        "/admin/unit",
        "/admin/garis-atasan",
        f"/admin/pegawai/{office['clerk'].id}",
    ):
        assert client.get(path).status_code == 404


def test_looking_up_colleagues_gives_no_nip_and_at_most_five(client, office):
    for number in range(8):
        somebody(f"Kembar {number}", nip=f"19900101201501100{number}")
    assert len(client.get("/pegawai/cari?q=kembar").json) == 5
    assert client.get("/pegawai/cari?q=ke").json == []
    assert client.get("/pegawai/cari?q=1990010120").json == []
    found = client.get("/pegawai/cari?q=salsa").json
    assert found == [
        {
            "id": office["clerk"].id,
            "label": "Salsabila Staf · Jabatan Salsabila Staf · Bidang Contoh",
        }
    ]


def test_units_and_problems_have_their_pages(client, office):
    units = client.get("/admin/unit").text
    assert "Bidang Contoh" in units
    assert "Darma Kepala belum punya atasan langsung." in client.get("/admin/garis-atasan").text


# ── changes by hand ───────────────────────────────────────────────────────────────────────────


def test_somebody_is_moved_from_a_day(client, office):
    clerk, path = office["clerk"], f"/admin/pegawai/{office['clerk'].id}"
    assert "Jabatan Salsabila Staf" in client.get(f"{path}/pindah").text
    answer = client.post(
        f"{path}/pindah",
        data={
            "unit_id": office["unit"].id, "post": "Analis Perizinan", "superior": "Fajar Sekretaris",
            "risk_positions": "pos-5, POS-1", **day_of("on", date(2026, 4, 1)),
        },
    )  # fmt: skip
    assert answer.status_code == 303
    after = queries.post_of(clerk.id, date(2026, 4, 1))
    assert (after.post, after.superior_id, after.risk_positions) == (
        "Analis Perizinan", office["deputy"].id, "POS-1 POS-5",
    )  # fmt: skip
    assert queries.superior_of(clerk.id, TODAY).id == office["head"].id
    page = client.get(path).text
    assert "1 Apr 2026" in page and "31 Mar 2026" in page


def test_what_is_wrong_with_a_move_is_said_beside_the_field(client, office):
    path = f"/admin/pegawai/{office['head'].id}/pindah"
    good = {"unit_id": office["unit"].id, "post": "Kepala", "superior": "", **day_of("on", TODAY)}
    for wrong, words in [
        ({"post": " "}, "Isi jabatan."),
        ({"superior": "Tidak Dikenal"}, "Tidak ada pegawai dengan nama ini."),
        ({"superior": "199912312020011001"}, "NIP ini tidak ada"),
        ({"superior": "Darma Kepala"}, "Atasan harus orang lain"),
        ({"superior": "Salsabila Staf"}, "Garis atasan akan berputar: "),
        ({"risk_positions": "semua"}, "POS-1 sampai POS-9"),
        ({"on-day": "31", "on-month": "2"}, "Tanggal harus ada di kalender"),
        ({"unit_id": "999999"}, "Pilih salah satu"),
    ]:
        answer = client.post(path, data={**good, **wrong})
        assert answer.status_code == 422, words
        assert words in answer.text
        assert "Ada yang perlu diperbaiki" in answer.text
    assert queries.post_of(office["head"].id, TODAY).post == "Jabatan Darma Kepala"


def test_a_leaver_hands_his_people_to_the_successor(client, office):
    path = f"/admin/pegawai/{office['head'].id}"
    answer = client.post(
        f"{path}/keluar",
        data={
            "reason": "Pensiun",
            "successor": "198203282004121003",
            **day_of("on", date(2026, 4, 1)),
        },
    )
    assert answer.status_code == 303
    clerk, deputy = office["clerk"], office["deputy"]
    assert queries.superior_of(clerk.id, TODAY).id == office["head"].id
    assert queries.superior_of(clerk.id, date(2026, 4, 1)).id == deputy.id
    assert queries.superior_of(deputy.id, date(2026, 4, 1)) is None
    assert queries.post_of(office["head"].id, date(2026, 4, 1)) is None
    assert "Pensiun" in client.get(path).text
    again = client.post(f"{path}/keluar", data={"reason": "Lagi", **day_of("on", TODAY)})
    assert "sudah tercatat keluar" in again.text


def test_a_successor_from_below_may_not_bend_the_line_into_a_circle(client, office):
    trainee = somebody("Gita Magang")
    a_post(trainee, office["below"], office["clerk"])
    answer = client.post(
        f"/admin/pegawai/{office['head'].id}/keluar",
        data={"reason": "Pensiun", "successor": "Gita Magang", **day_of("on", date(2026, 4, 1))},
    )
    assert "Garis atasan akan berputar: " in answer.text
    assert queries.person(office["head"].id).left_on is None


@pytest.mark.parametrize("number", ["²", "9" * 30, "-1"])
def test_an_officer_with_an_impossible_number_is_looked_for_by_name(client, office, number):
    order = {"officer": "Tidak Ada Orangnya", "officer_id": number, "kind": "plh"}
    answer = client.post(f"/admin/pegawai/{office['head'].id}/pelaksana", data=order)
    assert answer.status_code == 422


def test_an_acting_officer_is_appointed_and_ended(client, office):
    path = f"/admin/pegawai/{office['head'].id}"
    order = {
        "officer": "Fajar Sekretaris", "kind": "plh", "order_number": "800/12/2026",
        **day_of("begins", TODAY), **day_of("ends", date(2026, 3, 20)),
    }  # fmt: skip
    assert client.post(f"{path}/pelaksana", data=order).status_code == 303
    assert queries.superior_of(office["clerk"].id, TODAY).id == office["deputy"].id
    assert "Plh." in client.get(path).text
    assert "sudah dijalankan" in client.post(f"{path}/pelaksana", data=order).text
    kept = queries.acting_posts_of(office["deputy"].id, TODAY)[0]
    answer = client.post(
        f"/admin/pegawai/pelaksana/{kept.id}/akhiri", data=day_of("last_day", date(2026, 3, 10))
    )
    assert answer.status_code == 303
    assert queries.superior_of(office["clerk"].id, date(2026, 3, 11)).id == office["head"].id


def test_an_order_that_has_not_begun_is_dropped_from_the_holders_page(client, office):
    path = f"/admin/pegawai/{office['head'].id}"
    order = {
        "officer": "Fajar Sekretaris", "kind": "plt", "order_number": "800/13/2026",
        **day_of("begins", date(2026, 3, 9)),
    }  # fmt: skip
    assert client.post(f"{path}/pelaksana", data=order).status_code == 303
    (kept,) = queries.orders_over(office["head"].id, TODAY)
    end = f"/admin/pegawai/pelaksana/{kept.id}/akhiri"
    page = client.get(path).text
    assert "Mulai 9 Maret 2026" in page and "sampai ada pejabat baru" in page
    assert end in page
    assert end in client.get(f"/admin/pegawai/{office['deputy'].id}").text
    assert "Biarkan tanggal ini untuk membatalkannya" in client.get(end).text
    assert client.post(end, data=day_of("last_day", date(2026, 3, 8))).status_code == 303
    assert queries.orders_over(office["head"].id, TODAY) == []
    told = db.session.scalars(sa.select(Notice.text).where(Notice.person_id == office["head"].id))
    assert [text.split()[-1] for text in told] == ["2026.", "dibatalkan."]
    assert end not in client.get(path).text


def test_all_that_is_wrong_with_an_order_is_told_in_one_round(client, office):
    path = f"/admin/pegawai/{office['head'].id}/pelaksana"
    answer = client.post(path, data={"kind": "plh", **day_of("begins", TODAY)})
    assert "Isi nama atau NIP pelaksana." in answer.text
    assert answer.text.count("Isi nomor surat perintah.") == 2  # in the summary, beside the field
    assert "Plh. selalu berbatas waktu" in answer.text


def test_a_plh_always_has_a_last_day(client, office):
    order = {
        "officer": "Fajar",
        "kind": Acting.PLH.value,
        "order_number": "1",
        **day_of("begins", TODAY),
    }
    answer = client.post(f"/admin/pegawai/{office['head'].id}/pelaksana", data=order)
    assert "Plh. selalu berbatas waktu" in answer.text


def test_contacts_are_corrected(client, office):
    path = f"/admin/pegawai/{office['clerk'].id}/kontak"
    wrong = client.post(path, data={"email": "salah", "phone": "12"})
    assert "nama@contoh.id" in wrong.text and "diawali 08" in wrong.text
    assert 'value="salah"' in wrong.text
    client.post(path, data={"email": "Salsa@Kota.example", "phone": "+62 812 3456 7890"})
    assert queries.person(office["clerk"].id).phone == "081234567890"


def test_an_admin_does_not_change_his_own_post(client, admin):
    unit = a_unit("Dinas Sendiri")
    a_post(admin, unit)
    for page in ("pindah", "keluar", "pelaksana"):
        assert client.get(f"/admin/pegawai/{admin.id}/{page}").status_code == 403


# ── files ─────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_uploaded_previewed_confirmed_and_reported(client, admin):
    answer = upload(client)
    assert answer.status_code == 303
    preview = answer.location
    page = client.get(preview).text
    assert 'class="cell">3<' in page and "NIP atasan tidak ditemukan." in page
    assert "Impor 2 baris yang diterima" in page
    assert queries.person_by_nip("198805122014032002") is None
    rejected = client.get(f"{preview}/ditolak.csv").get_data(as_text=True)
    assert "'=1+1" in rejected
    assert "Baris;NIP;Nama;Alasan" in rejected
    done = client.post(f"{preview}/simpan")
    assert done.location.endswith("/laporan")
    assert queries.person_by_nip("198805122014032002").name == "Ayu Wulandari"
    report = client.get(done.location).text
    assert re.search(r"Pegawai baru</dt>\s*<dd>2", report)
    assert client.post(f"{preview}/simpan").status_code == 409
    assert client.get(preview).status_code == 303
    assert "'=1+1" in client.get(f"{preview}/ditolak.csv").text
    assert "pegawai.csv" in client.get("/admin/pegawai/impor").text


def test_columns_can_be_chosen_when_they_are_not_recognised(client, admin):
    text = "Nomor pokok;Orang;Tempat\n198805122014032002;Ayu;Dinas Impor\n"
    preview = upload(client, text).location
    page = client.get(preview).text
    assert "Kolom NIP, Nama, Unit tidak ditemukan" in page
    chosen = {"column_nip": "0", "column_name": "1", "column_unit": "2"}
    answer = client.post(
        f"{preview}/kolom", data={**chosen, **day_of("effective_on", date(2026, 1, 5))}
    )
    assert answer.status_code == 303
    assert "Impor 1 baris" in client.get(preview).text
    client.post(f"{preview}/simpan")
    person = queries.person_by_nip("198805122014032002")
    assert queries.post_of(person.id, date(2026, 1, 5)).unit.name == "Dinas Impor"
    wrong = client.post(f"{upload(client, text).location}/kolom", data=chosen)
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"%PDF-1.7", "bukan CSV"),
        (b"PK\x03\x04x", "rusak"),
        (b"x" * 2_000, "10 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_field(
    client, admin, data, words, monkeypatch
):
    monkeypatch.setattr(staff_file, "MAX_BYTES", 1_000)
    answer = upload(client, data)
    assert answer.status_code == 422
    assert words in answer.text


def test_no_file_at_all_is_said_so(client, admin):
    assert "Pilih berkas CSV atau XLSX." in client.post("/admin/pegawai/impor", data={}).text


def test_a_dropped_upload_is_gone(client, admin):
    preview = upload(client).location
    client.post(f"{preview}/batal")
    assert client.get(preview).status_code == 409
    assert queries.person_by_nip("198805122014032002") is None
