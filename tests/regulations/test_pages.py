"""S-96: the admin reads every pack and decides which one is followed."""

import re

import pytest

from app.core.actor import Role
from app.regulations import queries
from tests.factories.accounts import PASSWORD, an_account

PACKS = ("nasional", "banjarmasin-92-2020", "kaltim-31-2015")
PARTS = ("jangka-waktu", "ambang-dan-pengaturan", "tingkat", "naskah", "daftar")


@pytest.fixture
def admin(client):
    assert client.sign_in(an_account(Role.ADMIN).nip, PASSWORD).status_code == 303
    return client


def text_of(response):
    return response.get_data(as_text=True)


def test_the_pack_in_force_and_its_marks_are_shown(admin):
    page = text_of(admin.get("/admin/aturan"))
    assert "Perwali Banjarmasin 92/2020" in page
    assert queries.pack("banjarmasin-92-2020").sha256[:12] in page


@pytest.mark.parametrize("pack_id", PACKS)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_every_pack_has_its_page(admin, pack_id, part):
    assert admin.get(f"/admin/aturan/{pack_id}/{part}").status_code == 200


@pytest.mark.parametrize("pack_id", PACKS)
def test_no_term_speaks_of_another_by_its_code(admin, pack_id):
    page = text_of(admin.get(f"/admin/aturan/{pack_id}/jangka-waktu")).partition("<main")[2]
    assert re.findall(r"\b[a-z]+_[a-z_]+\b", re.sub(r"<[^>]+>", " ", page)) == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_code_list_has_its_page(admin, pack_id):
    for name in queries.pack(pack_id).lists:
        assert admin.get(f"/admin/aturan/{pack_id}/daftar/{name}").status_code == 200


def test_a_term_shows_its_length_citation_and_whether_to_confirm(admin):
    page = text_of(admin.get("/admin/aturan/banjarmasin-92-2020"))
    assert "3 hari kerja" in page
    assert "Perwali 92/2020 Lamp. II.G.3" in page
    assert "perlu dikonfirmasi" in page


@pytest.mark.parametrize(
    "address", ["tak-ada", "nasional/tak-ada", "nasional/daftar/tak-ada", "..%2Fx"]
)
def test_what_is_not_there_is_not_found(admin, address):
    assert admin.get(f"/admin/aturan/{address}").status_code == 404


GOOD = {
    "pack_id": "kaltim-31-2015", "from_day-day": "1", "from_day-month": "3",
    "from_day-year": "2026", "basis": "Keputusan Gubernur 5/2026",
}  # fmt: skip


def test_another_pack_is_put_in_force_with_its_basis(admin):
    admin.get("/admin/aturan/aktifkan")
    done = admin.post("/admin/aturan/aktifkan", data=GOOD)
    assert done.status_code == 303
    page = text_of(admin.get(done.location))
    assert "Keputusan Gubernur 5/2026" in page
    assert "Pergub Kaltim 31/2015" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"pack_id": ""}, "Pilih paket aturan."),
        ({"pack_id": "tak-ada"}, "Pilih"),
        ({"from_day-day": "32"}, "Tanggal harus ada di kalender"),
        ({"from_day-year": "2019"}, "Paket ini baru berlaku sejak 1-1-2020."),
        ({"basis": ""}, "Parameter aturan hanya dapat diubah dengan dasar hukum."),
        ({"basis": "x"}, "Parameter aturan hanya dapat diubah dengan dasar hukum."),
        ({"basis": "x" * 301}, "Dasar hukum harus paling banyak 300 huruf."),
    ],
)
def test_a_bad_decision_is_told_beside_its_field(admin, wrong, told):
    page = admin.post("/admin/aturan/aktifkan", data=GOOD | wrong)
    assert page.status_code == 422
    assert text_of(page).count(told) >= 2
