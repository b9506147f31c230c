"""The second factor in a real browser: set up by key, codes kept, signed in again with a code."""

import os
import re
import time
from pathlib import Path

import pyotp
import pytest

from app.accounts.tour import DEMO_PASSWORD
from tests.browser import click, overhang, shows, words_of

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
        assert overhang(page) <= 0, name
        if PICTURES:
            page.screenshot(
                path=Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png", full_page=True
            )

    return looked


def sign_in(page, code: str) -> None:
    page.fill("input[name=nip]", code)
    page.fill("input[name=password]", DEMO_PASSWORD)
    click(page.locator("main").get_by_role("button", name="Masuk", exact=True))


@pytest.mark.parametrize(("screen", "javascript"), PEOPLE)
def test_an_employee_sets_up_the_second_factor_and_signs_in_with_it(  # noqa: PLR0915 - one story
    open_page, look, screen, javascript
):
    who = PEOPLE[screen, javascript]
    page = open_page("/masuk", screen=screen, javascript=javascript)
    sign_in(page, who)
    page.goto("/akun/sesi")
    look(page, "akun", javascript=javascript)
    click(page.get_by_role("link", name="Pasang", exact=True))
    look(page, "verifikasi", javascript=javascript)
    click(page.get_by_role("button", name="Mulai pasang"))
    key = page.locator("main p.mono").inner_text().replace(" ", "")
    picture = page.locator("main img")
    assert picture.evaluate("image => image.naturalWidth") > 100
    look(page, "pasang", javascript=javascript)
    phone = pyotp.TOTP(key)
    used = phone.at(int(time.time()))
    page.fill("input[name=code]", used)
    click(page.get_by_role("button", name="Pasang", exact=True))
    recovery = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", words_of(page, "main"))
    assert len(set(recovery)) == 10
    look(page, "cadangan", javascript=javascript)

    again = open_page("/masuk", screen=screen, javascript=javascript)
    sign_in(again, who)
    again.wait_for_selector("input[name=code]")
    look(again, "langkah-kedua", javascript=javascript)
    again.fill("input[name=code]", used)
    click(again.locator("main").get_by_role("button", name="Masuk"))
    shows(again, "Kode tidak cocok atau sudah dipakai.", ".error-summary")
    look(again, "langkah-kedua-galat", javascript=javascript)
    click(again.get_by_role("link", name="HP tidak ada? Pakai kode cadangan"))
    again.fill("input[name=code]", recovery[0])
    look(again, "langkah-kedua-cadangan", javascript=javascript)
    click(again.locator("main").get_by_role("button", name="Masuk"))
    again.wait_for_url("**/tugas")
    again.goto("/akun/verifikasi")
    shows(again, "9 dari 10")
    look(again, "terpasang", javascript=javascript)


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_the_pages_of_an_administrator_are_accessible(open_page, look, screen):
    page = open_page("/masuk", screen=screen)
    sign_in(page, "e49")
    page.goto("/admin/surel")
    look(page, "surel", javascript=True)
