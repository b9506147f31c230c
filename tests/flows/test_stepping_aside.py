"""Stepping aside in a browser, on a phone: a red check, a request, a ruling, a letter, a substitute.

The story of the brother's firm (service design §8.4, story 1) with a matter nobody has seen yet.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import SCREENS
from tests.flows.walking import (
    choose,
    code_in,
    follow,
    letter_on,
    look_up,
    press,
    today,
    told,
    told_anywhere,
)
from tests.live import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "sadar-kota-contoh"
PICTURES = os.environ.get("SADAR_GAMBAR")
TITLE = "PBG gudang kedua Jalan Melati"
FIRM, FIRM_NIB = "CV Contoh Karya Wibisono", "9120000000002"

Visit = Callable[[str], Any]
Look = Callable[[Any, str], None]


@pytest.fixture
def office(installation: LiveServer) -> LiveServer:
    return installation.start().start_worker()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def visit(browser: Any, office: LiveServer, javascript: bool) -> Iterator[Visit]:
    """`visit("e18")`: a page on that person's phone, signed in."""
    contexts = []

    def signed_in(code: str) -> Any:
        context = browser.new_context(
            base_url=office.url, viewport=SCREENS["phone"], java_script_enabled=javascript,
            locale="id-ID", accept_downloads=True,
        )  # fmt: skip
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/masuk")
        page.fill("input[name=nip]", code)
        page.fill("input[name=password]", PASSWORD)
        press(page, "Masuk")
        page.wait_for_url("**/tugas")
        return page

    yield signed_in
    for context in contexts:
        context.close()


@pytest.fixture
def look(javascript: bool, axe: Callable[[Any], list[str]]) -> Look:
    """Nothing wider than the phone, no violation; a picture where one is wished for."""

    def looked(page: Any, name: str) -> None:
        if not javascript:
            return
        width = page.viewport_size["width"]
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert axe(page) == [], name

    return looked


def test_from_a_red_check_to_a_substitutes_decision(visit: Visit, look: Look) -> None:
    matter = the_clerk_records_a_matter(visit("e26"), look)
    rangga = visit("e18")
    the_check_says_stop(rangga, look)
    recusal = one_tap_leads_to_the_request_and_it_is_sent(rangga, look)
    the_matter_is_closed_to_him(rangga, matter, look)
    the_superior_names_a_substitute_and_a_keeper(visit("e17"), recusal, look)
    one_officer_proposes(visit("e45"), recusal, look)
    another_decides_with_the_password(visit("e44"), recusal, look)
    pdf = his_letter(rangga, recusal, look)
    anybody_verifies_it(visit("e08"), pdf, look)
    the_substitute_decides_the_matter(visit("e19"), matter, look)


def the_clerk_records_a_matter(page: Any, look: Look) -> str:
    page.goto("/urusan")
    follow(page, "Catat urusan")
    page.fill("main input[name=title]", TITLE)
    page.select_option("main select[name=kind]", "perizinan")
    page.fill("main input[name=parties-0-name]", FIRM)
    page.fill("main input[name=parties-0-nib]", FIRM_NIB)
    look_up(page, "officials-0-person", "Rangga Pratama")
    today(page, "received_on")
    page.fill("main input[name=sop_days]", "14")
    choose(page, "complete", "ya")
    look(page, "urusan-baru")
    press(page, "Simpan")
    assert "Urusan dicatat." in told_anywhere(page), told(page)
    assert "Rangga Pratama Wibisono" in told(page)
    look(page, "urusan-dicatat")
    return str(page.url.split("?")[0])


def the_check_says_stop(page: Any, look: Look) -> None:
    page.goto("/cek/baru")
    look_up(page, "matter", TITLE)
    for question in ("q2", "q3", "q4", "q5"):
        choose(page, question, "tidak")
    choose(page, "q1", "ya")
    look(page, "cek-baru")
    press(page, "Cek sekarang")
    assert "Berhenti dulu. Jangan diteruskan." in told(page)
    assert FIRM in told(page)
    look(page, "cek-merah")


def one_tap_leads_to_the_request_and_it_is_sent(page: Any, look: Look) -> str:
    """The matter and the interest are ticked already; what is left is how and until when."""
    follow(page, "Ajukan penarikan diri")
    assert page.locator("main input[name=scope][value=matter]").is_checked()
    assert page.locator("main input[name=matters]:checked").count() == 1
    assert page.locator("main input[name=interests]:checked").count()
    look(page, "penarikan-diri-baru")
    for limit in ("files", "assess", "initial", "access"):
        choose(page, "limits", limit)
    choose(page, "ends_with", "matter")
    press(page, "Periksa jawaban")
    assert page.locator("h1").inner_text() == "Periksa jawaban Anda", told(page)
    assert TITLE in told(page)
    look(page, "penarikan-diri-periksa")
    press(page, "Kirim permohonan")
    page.wait_for_url("**/terkirim")
    assert "Anda tidak lagi menangani urusan ini sejak sekarang." in told(page)
    assert TITLE in told(page)
    look(page, "penarikan-diri-terkirim")
    return str(page.url.rsplit("/", 1)[0])


def the_matter_is_closed_to_him(page: Any, matter: str, look: Look) -> None:
    answer = page.goto(matter)
    assert answer.status == 403
    assert "Anda menarik diri dari urusan ini." in told(page)
    assert FIRM not in told_anywhere(page)
    look(page, "urusan-tertutup")
    page.goto("/penarikan-diri")
    look(page, "penarikan-diri-saya")


def the_superior_names_a_substitute_and_a_keeper(page: Any, recusal: str, look: Look) -> None:
    page.goto("/tugas")
    look(page, "tugas-atasan")
    page.goto(recusal)
    follow(page, "Tanggapi")
    look(page, "tanggapi")
    choose(page, "stance", "support")
    group = page.get_by_role("group", name=re.compile("Pejabat pengganti"))
    group.get_by_label("Dewi Sekar Maharani", exact=False).check()
    page.select_option("main select[name=keepers-0-way]", "access")
    look_up(page, "keepers-0-person", "Dimas Ardiansyah")
    press(page, "Kirim ke BKPSDM")
    assert "Tanggapan dikirim ke BKPSDM." in told_anywhere(page), told(page)
    assert "Dimas Ardiansyah Kurnia" in told(page)
    look(page, "ditanggapi")


def one_officer_proposes(page: Any, recusal: str, look: Look) -> None:
    page.goto("/penarikan-diri/antrean")
    look(page, "antrean")
    page.goto(recusal)
    follow(page, "Putusan")
    choose(page, "verdict", "approved")
    look(page, "putusan-usul")
    press(page, "Ajukan putusan")
    assert "Usul putusan dikirim kepada pemutus." in told_anywhere(page), told(page)


def another_decides_with_the_password(page: Any, recusal: str, look: Look) -> None:
    page.goto(recusal)
    follow(page, "Putusan")
    press(page, "Tetapkan dan terbitkan surat")
    assert "Isi kata sandi Anda." in told(page)
    look(page, "putusan-tanpa-sandi")
    page.fill("main input[type=password]", PASSWORD)
    press(page, "Tetapkan dan terbitkan surat")
    assert "Putusan ditetapkan." in told_anywhere(page), told(page)
    look(page, "diputus")


def his_letter(page: Any, recusal: str, look: Look) -> bytes:
    """The letter as he downloads it, as soon as the worker has rendered it."""
    page.goto(recusal)
    assert "Dewi Sekar Maharani, S.T. menggantikan Anda." in told(page)
    look(page, "penarikan-diri-berlaku")
    return letter_on(page)


def anybody_verifies_it(page: Any, pdf: bytes, look: Look) -> None:
    if PICTURES:
        (Path(PICTURES) / "surat.pdf").write_bytes(pdf)
    page.goto(f"/v/{code_in(pdf)}")
    assert page.locator("h1").inner_text() == "Dokumen sah"
    assert "Rangga" not in told(page)
    look(page, "surat-sah")


def the_substitute_decides_the_matter(page: Any, matter: str, look: Look) -> None:
    page.goto(matter)
    look(page, "urusan-pengganti")
    follow(page, "Catat keputusan")
    page.select_option("main select[name=person]", label="Dewi Sekar Maharani, S.T.")
    today(page, "decided_on")
    page.fill("main input[name=number]", "503/901/DPMPTSP")
    choose(page, "effect", "granted")
    for box in page.locator("main input[name=bases]").all():
        box.check()
    look(page, "urusan-putus")
    press(page, "Simpan keputusan")
    assert "Keputusan dicatat." in told_anywhere(page), told(page)
    assert "503/901/DPMPTSP" in told(page)
    look(page, "urusan-diputus")
