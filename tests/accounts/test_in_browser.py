"""The second factor in a real browser: set up by key, codes kept, signed in again with a code."""

import os
import re
import time
from functools import partial
from pathlib import Path

import pyotp
import pytest

from app.accounts.tour import DEMO_PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Somebody for each screen: a factor once set up stays in the shared installation.
PEOPLE = {("desktop", True): "e31", ("phone", True): "e32", ("phone", False): "e33"}
PICTURES = os.environ.get("SADAR_GAMBAR")


@pytest.fixture
def look(axe):
    """Look at a page: no violation of accessibility; a picture of it where one is wished for."""

    def looked(page, name: str, *, javascript: bool) -> None:
        if javascript:
            assert axe(page) == [], name
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)

    return looked


def sign_in(page, code: str) -> None:
    page.fill("input[name=nip]", code)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()


@pytest.mark.parametrize(("screen", "javascript"), PEOPLE)
def test_an_employee_sets_up_the_second_factor_and_signs_in_with_it(
    open_page, look, screen, javascript
):
    who = PEOPLE[screen, javascript]
    page = open_page("/masuk", screen=screen, javascript=javascript)
    sign_in(page, who)
    used, recovery = set_up(page, partial(look, page, javascript=javascript))
    again = open_page("/masuk", screen=screen, javascript=javascript)
    sign_in(again, who)
    come_back(again, used, recovery[0], partial(look, again, javascript=javascript))


def set_up(page, look) -> tuple[str, list[str]]:
    """From the own account to the recovery codes; gives the code that was used, and those."""
    page.goto("/akun/sesi")
    look("akun")
    page.get_by_role("link", name="Pasang", exact=True).click()
    look("verifikasi")
    page.get_by_role("button", name="Mulai pasang").click()
    key = page.locator("main p.mono").inner_text().replace(" ", "")
    assert page.locator("main img").evaluate("image => image.naturalWidth") > 100
    look("pasang")
    used = pyotp.TOTP(key).at(int(time.time()))
    page.fill("input[name=code]", used)
    page.get_by_role("button", name="Pasang", exact=True).click()
    recovery = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.inner_text("main"))
    assert len(set(recovery)) == 10
    look("cadangan")
    return used, recovery


def come_back(page, used: str, recovery: str, look) -> None:
    """The code that was used is refused, a recovery code opens."""
    look("langkah-kedua")
    page.fill("input[name=code]", used)
    page.locator("main").get_by_role("button", name="Masuk").click()
    assert "Kode tidak cocok atau sudah dipakai." in page.inner_text(".error-summary")
    look("langkah-kedua-galat")
    page.get_by_role("link", name="HP tidak ada? Pakai kode cadangan").click()
    page.fill("input[name=code]", recovery)
    look("langkah-kedua-cadangan")
    page.locator("main").get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/tugas")
    page.goto("/akun/verifikasi")
    assert "9 dari 10" in page.inner_text("main")
    look("terpasang")


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_the_pages_of_an_administrator_are_accessible(open_page, look, screen):
    page = open_page("/masuk", screen=screen)
    sign_in(page, "e49")
    page.goto("/admin/surel")
    look(page, "surel", javascript=True)
