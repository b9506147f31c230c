"""A complaint in a browser, on a phone, with and without JavaScript: told, filed, its code kept."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.attachments.samples import jpeg
from tests.browser import SCREENS, click, drawn_width, shows, visible, words_of
from tests.flows.walking import press
from tests.live import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")
NARROW = 360


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def phone(browser: Any, live_server: LiveServer, javascript: bool) -> Iterator[Any]:
    context = browser.new_context(
        base_url=live_server.url, viewport=SCREENS["phone"], java_script_enabled=javascript,
        locale="id-ID", accept_downloads=True,
    )  # fmt: skip
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def look(javascript: bool, axe: Callable[[Any], list[str]]) -> Callable[[Any, str], None]:
    """No sideways scroll, also at 360 px, and no violation."""

    def looked(page: Any, name: str) -> None:
        if not javascript:
            return
        page.set_viewport_size({"width": NARROW, "height": 740})
        assert drawn_width(page) <= NARROW, name
        page.set_viewport_size(SCREENS["phone"])
        assert axe(page) == [], name

    return looked


def tell_who(page: Any) -> None:
    page.check("input[name=terlapor_mode][value=post]")
    page.fill("input[name=terlapor_uraian]", "petugas loket 3 perizinan")
    page.select_option("select[name=unit_id]", "0")
    page.check("input[name=objek][value=decision]")
    page.fill("input[name=objek_uraian]", "izin gudang di Jalan Melati")
    page.select_option("select[name=objek_tanggal-month]", "2")
    page.fill("input[name=objek_tanggal-year]", "2026")


def tell_what(page: Any) -> None:
    page.check("input[name=dugaan_kepentingan][value=family]")
    page.fill("input[name=pihak-0-nama]", "CV Contoh Tirta Mulya")
    page.select_option("select[name=pihak-0-jenis]", "company")
    page.fill(
        "textarea[name=uraian]", "Izin keluar dalam sehari untuk perusahaan kakak petugasnya."
    )


def upload(page: Any) -> None:
    photo = {"name": "loket.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    page.set_input_files("input[name=bukti]", photo)
    press(page, "Unggah berkas")
    visible(page.get_by_text("loket.jpg").first)


def tell_oneself(page: Any) -> None:
    page.fill("input[name=nama]", "Rukmini Sastrawijaya")
    page.fill("input[name=nik]", "6371014503880007")
    page.fill("input[name=alamat]", "Jalan Contoh Melati Nomor 12")
    page.fill("input[name=hp]", "0812 3344 5566")
    page.check("input[name=kapasitas][value=warga]")
    page.check("input[name=kabar][value=tidak]")
    page.check("input[name=benar]")


def keep_the_code(page: Any) -> None:
    found = CODE.search(words_of(page, "main"))
    assert found
    with page.expect_download() as paper:
        press(page, "Unduh tanda terima (PDF)")
    assert paper.value.suggested_filename.startswith("tanda-terima-ADU-")
    page.goto("/aduan/tanda-terima")
    assert not CODE.search(words_of(page, "main"))
    press(page, "Tampilkan lagi")
    shows(page, found.group(0))
    page.fill("input[name=akhir]", found.group(0)[-4:].lower())
    press(page, "Kode sudah saya simpan")
    shows(page, "Kode sudah Anda simpan")


def test_a_complaint_is_told_filed_and_its_code_kept(
    phone: Any, look: Callable[[Any, str], None]
) -> None:
    phone.goto("/aduan")
    look(phone, "before")
    click(phone.get_by_role("link", name="Mulai", exact=True))
    for name, tell in (("who", tell_who), ("what", tell_what), ("evidence", upload)):
        tell(phone)
        look(phone, name)
        press(phone, "Simpan dan lanjut")
    press(phone, "Lanjut ke periksa jawaban")
    look(phone, "identity with errors")
    tell_oneself(phone)
    press(phone, "Lanjut ke periksa jawaban")
    look(phone, "check")
    press(phone, "Kirim aduan")
    phone.wait_for_url("**/aduan/tanda-terima")
    look(phone, "receipt")
    keep_the_code(phone)
    look(phone, "done")
