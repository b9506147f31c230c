"""The main job, as people do it in a browser: e24 files, e17 reviews, anybody verifies the letter.

Told on both screens, with and without JavaScript.
"""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import SCREENS
from tests.live import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "sadar-kota-contoh"
RENDERED_WITHIN_SECONDS = 60

Visit = Callable[[str], Any]


@pytest.fixture
def office(installation: LiveServer) -> Iterator[LiveServer]:
    return installation.start().start_worker()


@pytest.fixture(params=["desktop", "phone"])
def screen(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def visit(browser: Any, office: LiveServer, screen: str, javascript: bool) -> Iterator[Visit]:
    """`visit("e24")`: a page in that person's browser, signed in with the password."""
    contexts = []

    def signed_in(code: str) -> Any:
        context = browser.new_context(
            base_url=office.url, viewport=SCREENS[screen], java_script_enabled=javascript,
            locale="id-ID", accept_downloads=True,
        )  # fmt: skip
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/masuk")
        page.fill("input[name=nip]", code)
        page.fill("input[name=password]", PASSWORD)
        page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
        return page

    yield signed_in
    for context in contexts:
        context.close()


def press(page: Any, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()


def follow(page: Any, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def choose(page: Any, question: str, answer: str) -> None:
    group = page.get_by_role("group", name=re.compile(re.escape(question)))
    group.get_by_label(answer, exact=False).first.check()


def heading(page: Any) -> str:
    return str(page.locator("h1").inner_text())


def fill_profile(page: Any) -> None:
    page.goto(page.url.split("/isi")[0] + "/isi/data-diri")
    page.get_by_label("Memproses").check()
    page.get_by_label("Tugas Anda dengan kata sendiri").fill("Memeriksa berkas izin usaha.")
    press(page, "Simpan dan lanjut")


def sign(page: Any, password: str = PASSWORD) -> None:
    page.locator("main input[type=checkbox]").last.check()
    page.fill("main input[type=password]", password)
    press(page, "Kirim deklarasi")


def letter_of(page: Any) -> bytes:
    """The letter of the declaration shown, as soon as the worker has rendered it."""
    link = page.locator("a[href^='/surat/']").first
    address = link.get_attribute("href")
    deadline = time.monotonic() + RENDERED_WITHIN_SECONDS
    while time.monotonic() < deadline:
        answer = page.request.get(address)
        if answer.headers["content-type"] == "application/pdf":
            return bytes(answer.body())
        time.sleep(0.5)
    raise AssertionError("the letter was not rendered in time")


def test_from_a_new_employee_to_a_verified_letter(visit: Visit, tmp_path: Path) -> None:
    filer = visit("e24")
    filer.goto("/deklarasi/mulai")
    press(filer, "Mulai")
    fill_profile(filer)
    home = filer.url.split("/isi")[0]
    number_of_disclosure = home.rsplit("/", 1)[1]

    # Nil with F.9 = yes opens the section on affiliation.
    filer.goto(f"{home}/isi/nihil")
    filer.locator("input[name=nine_checked]").check()
    filer.locator("input[name=family_is_employee][value=yes]").check()
    known = filer.locator("input[name=knows_served_party][value=no]")
    if known.count():
        known.check()
    filer.locator("main form button[type=submit]").last.scroll_into_view_if_needed()
    press(filer, "Lanjut")
    assert "/isi/PK-A" in filer.url

    # An empty item is refused in words beside its fields, and what was typed stays.
    filer.goto(f"{home}/isi/PK-A/butir/baru")
    filer.locator("input[name=party_kind][value=person]").check()
    filer.locator("[name=party_name]").fill("Siti Contoh")
    press(filer, "Simpan dan lanjut")
    assert filer.locator(".error-summary, [class*=error-summary]").count()
    assert filer.locator("[name=party_name]").input_value() == "Siti Contoh"
    assert filer.title().startswith("Galat: ")

    # The colleague is picked without JavaScript too: a name, then one of those found.
    filer.locator("input[name=party_kind][value=employee]").check()
    filer.locator("[name=relation]").select_option("HA-D3")
    filer.locator("[name=nature]").first.check()
    filer.locator("[name='since-month']").select_option("3")
    filer.locator("[name='since-year']").fill("2001")
    pick_colleague(filer, "Fitri Ayu")
    assert "/kaitan" in filer.url, heading(filer)
    for name, value in (
        ("closeness", "keluarga_inti"), ("authority", "tidak_ada"), ("benefit", "tidak_ada"),
        ("time", "mendatang"), ("situation", "potential"), ("plan", "none"),
    ):  # fmt: skip
        filer.locator(f"[name={name}][value={value}]").check()
    press(filer, "Simpan")

    # Check answers; a wrong password sends nothing and loses nothing.
    filer.goto(f"{home}/periksa")
    assert "Fitri Ayu" in filer.inner_text("main")
    sign(filer, "bukan sandi saya")
    assert "Kata sandi tidak cocok. Deklarasi belum terkirim." in filer.inner_text("main")
    sign(filer)
    assert "terkirim" in heading(filer).lower()

    # The superior opens it, asks for two fields, and only these are asked again.
    superior = visit("e17")
    superior.goto("/tinjauan")
    assert "Khairunnisa" in superior.inner_text("main")
    superior.goto(f"/tinjauan/{number_of_disclosure}")
    press(superior, "Buka")
    superior.goto(f"/tinjauan/{number_of_disclosure}/kembalikan")
    ask_for(superior, "Tugas Anda dengan kata sendiri", "Tulis lebih rinci.")
    ask_for(superior, "Mulai", "Bulan apa?")
    press(superior, "Kirim permintaan")

    filer.goto(f"{home}/lengkapi")
    assert "Tulis lebih rinci." in filer.inner_text("main")
    assert not filer.locator("[name$=party_name]").count()
    filer.locator("main textarea").first.fill("Memeriksa kelengkapan berkas izin usaha mikro.")
    filer.locator("select[name$='-month']").first.select_option("4")
    press(filer, "Lanjut")
    filer.goto(f"{home}/periksa")
    sign(filer)
    assert "terkirim" in heading(filer).lower()

    # The letter downloads, its page verifies it, and a changed byte is called changed.
    filer.goto(home)
    pdf = letter_of(filer)
    assert pdf.startswith(b"%PDF-")
    code = code_in(pdf)
    anybody = visit("e08")
    anybody.goto(f"/v/{code}")
    assert "sah" in anybody.inner_text("main").lower()
    assert "Khairunnisa" not in anybody.inner_text("main")
    same, changed = tmp_path / "surat.pdf", tmp_path / "diubah.pdf"
    same.write_bytes(pdf)
    changed.write_bytes(pdf[:-20] + bytes([pdf[-20] ^ 1]) + pdf[-19:])
    assert "sama persis" in compared(anybody, code, same)
    assert "berbeda" in compared(anybody, code, changed)


def pick_colleague(page: Any, name: str) -> None:
    """Type part of a name and take the first one offered, whichever way the page offers it."""
    box = page.locator("[name=employee_search], [data-lookup]").first
    box.fill(name)
    option = page.locator("[role=option]").first
    try:
        option.wait_for(timeout=3_000)
        option.click()
        press(page, "Simpan dan lanjut")
    except Exception:  # no JavaScript: the server offers the choice
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
    return str(page.inner_text("main"))
