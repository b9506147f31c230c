"""The main job, as people do it in a browser: e24 files, e17 reviews, anybody verifies the letter.

Told on both screens, with and without JavaScript.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser import click, shows, visible, words_of
from tests.flows.walking import PASSWORD, Visit, letter_on

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LINK = (
    ("closeness", "keluarga_inti"), ("authority", "tidak_ada"), ("benefit", "tidak_ada"),
    ("time", "mendatang"), ("situation", "potential"), ("plan", "none"),
)  # fmt: skip


@pytest.fixture(params=["desktop", "phone"])
def screen(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


def press(page: Any, name: str) -> None:
    click(page.locator("main").get_by_role("button", name=name).first)


def follow(page: Any, name: str) -> None:
    click(page.locator("main").get_by_role("link", name=name).first)


def choose(page: Any, question: str, answer: str) -> None:
    group = page.get_by_role("group", name=re.compile(re.escape(question)))
    group.get_by_label(answer, exact=False).first.check()


def heading(page: Any) -> str:
    return words_of(page, "h1")


def fill_profile(page: Any) -> None:
    page.goto(page.url.split("/isi")[0] + "/isi/data-diri")
    page.get_by_label("Memproses").check()
    page.get_by_label("Tugas Anda dengan kata sendiri").fill("Memeriksa berkas izin usaha.")
    press(page, "Simpan dan lanjut")


def sign(page: Any, password: str = PASSWORD) -> None:
    page.locator("main input[type=checkbox]").last.check()
    page.fill("main input[type=password]", password)
    press(page, "Kirim deklarasi")


def test_from_a_new_employee_to_a_verified_letter(visit: Visit, tmp_path: Path) -> None:
    filer = visit("e24")
    filer.goto("/deklarasi/mulai")
    press(filer, "Mulai")
    fill_profile(filer)
    home = filer.url.split("/isi")[0]

    a_nil_with_family_among_the_employees_opens_the_section(filer, home)
    an_empty_interest_is_refused_and_what_was_typed_stays(filer, home)
    the_sister_is_declared(filer)
    a_wrong_password_sends_nothing_and_loses_nothing(filer, home)
    the_superior_sends_two_fields_back(visit("e17"), home.rsplit("/", 1)[1])
    exactly_these_are_asked_again(filer, home)

    filer.goto(home)
    pdf = letter_on(filer)
    assert pdf.startswith(b"%PDF-")
    anybody_verifies_the_letter(visit("e08"), pdf, tmp_path)


def a_nil_with_family_among_the_employees_opens_the_section(page: Any, home: str) -> None:
    page.goto(f"{home}/isi/nihil")
    page.locator("input[name=nine_checked]").check()
    page.locator("input[name=family_is_employee][value=yes]").check()
    known = page.locator("input[name=knows_served_party][value=no]")
    if known.count():
        known.check()
    press(page, "Lanjut")
    assert "/isi/PK-A" in page.url


def an_empty_interest_is_refused_and_what_was_typed_stays(page: Any, home: str) -> None:
    page.goto(f"{home}/isi/PK-A/butir/baru")
    page.locator("input[name=party_kind][value=person]").check()
    page.locator("[name=party_name]").fill("Siti Contoh")
    press(page, "Simpan dan lanjut")
    visible(page.locator("[class*=error-summary]").first)
    assert page.locator("[name=party_name]").input_value() == "Siti Contoh"
    assert page.title().startswith("Galat: ")


def the_sister_is_declared(page: Any) -> None:
    """A colleague is picked without JavaScript too: a name, then one of those found."""
    page.locator("input[name=party_kind][value=employee]").check()
    page.locator("[name=relation]").select_option("HA-D3")
    page.locator("[name=nature]").first.check()
    page.locator("[name='since-month']").select_option("3")
    page.locator("[name='since-year']").fill("2001")
    pick_colleague(page, "Fitri Ayu")
    assert "/kaitan" in page.url, heading(page)
    for name, value in LINK:
        page.locator(f"[name={name}][value={value}]").check()
    press(page, "Simpan")


def a_wrong_password_sends_nothing_and_loses_nothing(page: Any, home: str) -> None:
    page.goto(f"{home}/periksa")
    shows(page, "Fitri Ayu")
    sign(page, "bukan sandi saya")
    shows(page, "Kata sandi tidak cocok. Deklarasi belum terkirim.")
    sign(page)
    assert "terkirim" in heading(page).lower()


def the_superior_sends_two_fields_back(page: Any, number: str) -> None:
    page.goto("/tinjauan")
    shows(page, "Khairunnisa")
    page.goto(f"/tinjauan/{number}")
    press(page, "Buka")
    page.goto(f"/tinjauan/{number}/kembalikan")
    ask_for(page, "Tugas pegawai dengan kata sendiri", "Tulis lebih rinci.")
    ask_for(page, "Mulai", "Bulan apa?")
    press(page, "Kirim permintaan")


def exactly_these_are_asked_again(page: Any, home: str) -> None:
    page.goto(f"{home}/lengkapi")
    shows(page, "Tulis lebih rinci.")
    assert not page.locator("[name$=party_name]").count()
    page.locator("main textarea").first.fill("Memeriksa kelengkapan berkas izin usaha mikro.")
    page.locator("select[name$='-month']").first.select_option("4")
    press(page, "Lanjut")
    page.goto(f"{home}/periksa")
    sign(page)
    assert "terkirim" in heading(page).lower()


def anybody_verifies_the_letter(page: Any, pdf: bytes, folder: Path) -> None:
    code = code_in(pdf)
    page.goto(f"/v/{code}")
    shows(page, "sah")
    assert "Khairunnisa" not in words_of(page, "main")
    same, changed = folder / "surat.pdf", folder / "diubah.pdf"
    same.write_bytes(pdf)
    changed.write_bytes(pdf[:-20] + bytes([pdf[-20] ^ 1]) + pdf[-19:])
    assert "sama persis" in compared(page, code, same)
    assert "berbeda" in compared(page, code, changed)


def pick_colleague(page: Any, name: str) -> None:
    """Type part of a name and take the first one offered, whichever way the page offers it."""
    box = page.locator("[name=employee_search], [data-lookup]").first
    page.wait_for_load_state()
    offered_while_typing = page.locator("main [role=combobox]").count()
    box.fill(name)
    if offered_while_typing:
        click(page.locator("[role=option]").first)
        press(page, "Simpan dan lanjut")
        return
    press(page, "Simpan dan lanjut")
    page.locator("input[type=radio][name=employee_id-pilihan]").first.check()
    press(page, "Simpan dan lanjut")


def ask_for(page: Any, field: str, text: str) -> None:
    """Tick one answer and write under it what is missing."""
    box = page.get_by_role("checkbox", name=re.compile(rf"^{field}")).first
    box.check()
    page.locator(f"[name={box.get_attribute('name').replace('asked', 'text')}]").fill(text)


def code_in(pdf: bytes) -> str:
    import io

    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    found = re.search(r"SADAR-[0-9A-Z]{4}-[0-9A-Z]{4}", text)
    assert found, text[:500]
    return found.group()


def compared(page: Any, code: str, file: Path) -> str:
    page.goto(f"/v/{code}")
    page.set_input_files("input[type=file]", str(file))
    press(page, "Cocokkan")
    return words_of(page, "main")
