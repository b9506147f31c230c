"""Verification, inbox and log in a real browser: both screens, accessible, with an empty console."""

import pytest

from tests.browser import overhang

pytestmark = pytest.mark.browser

PAGES = [
    (None, "/v"), (None, "/v?kode="), (None, "/v/SADAR-0000-0000"), ("e24", "/pemberitahuan"),
    ("e49", "/admin/log"), ("e49", "/admin/log?dari-day=31&dari-month=2&dari-year=2026"),
]  # fmt: skip


def become(page, code):
    page.goto("/masuk")
    token = page.locator("input[name=csrf_token]").first.get_attribute("value")
    origin = page.url.removesuffix("/masuk")
    answer = page.context.request.post(
        f"{origin}/demo/ganti", form={"code": code, "csrf_token": token},
        headers={"Origin": origin, "Referer": page.url},
    )  # fmt: skip
    assert answer.ok


@pytest.mark.parametrize("screen", ["desktop", "phone"])
@pytest.mark.parametrize(("code", "path"), PAGES)
def test_the_page_is_accessible_and_fits_the_screen(open_page, axe, screen, code, path):
    page = open_page("/", screen=screen)
    if code:
        become(page, code)
    page.goto(path)
    assert axe(page) == []
    assert overhang(page) <= 0
