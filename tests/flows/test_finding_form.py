"""The desk's form of allegations in a browser: a row more, blank rows, errors; with and without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser import click, overhang, words_of
from tests.flows.test_complaint import tell_oneself, tell_what, tell_who, upload
from tests.flows.walking import PASSWORD, press, told
from tests.live import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TYPED = "Meminta uang lewat adiknya untuk izin."


@pytest.fixture(scope="module")
def filed(browser: Any, live_server: LiveServer) -> str:
    """The number of a complaint that waits at the desk."""
    context = browser.new_context(base_url=live_server.url, locale="id-ID")
    page = context.new_page()
    page.goto("/aduan/1")
    for tell in (tell_who, tell_what, upload):
        tell(page)
        press(page, "Simpan dan lanjut")
    tell_oneself(page)
    press(page, "Lanjut ke periksa jawaban")
    press(page, "Kirim aduan")
    page.wait_for_url("**/aduan/tanda-terima")
    number = re.search(r"ADU-\d{4}-\d+", words_of(page, "main"))
    context.close()
    assert number
    return number[0]


@pytest.mark.parametrize(
    ("screen", "javascript"), [("desktop", True), ("phone", False)], ids=["desktop", "phone, plain"]
)
def test_a_row_more_is_where_one_looks_and_blank_rows_do_no_harm(
    open_page: Callable[..., Any],
    axe: Callable[[Any], list[str]],
    filed: str,
    screen: str,
    javascript: bool,
) -> None:
    page = open_page("/masuk", screen=screen, javascript=javascript)
    page.fill("input[name=nip]", "e57")
    page.fill("input[name=password]", PASSWORD)
    press(page, "Masuk")
    page.wait_for_url("**/tugas")
    page.goto("/meja-aduan")
    click(page.locator("main").get_by_role("link", name=filed))
    click(page.locator("main").get_by_role("link", name="Telaah aduan"))
    press(page, "Tambah dugaan")
    page.wait_for_url("**#dugaan-2")
    second = page.locator("#dugaan-2")
    second.locator("textarea").fill(TYPED)
    assert second.locator("legend").bounding_box()["y"] < page.viewport_size["height"]
    second.locator("select").first.select_option("BTK-1")
    press(page, "Simpan hasil telaah")
    page.locator(".error-summary").wait_for()
    assert "#" not in page.url, "the page stands at its errors, not at the row added before"
    assert second.locator("textarea").input_value() == TYPED
    assert second.locator("select").first.input_value() == "BTK-1"
    assert "Pilih jenis dari daftar." in second.inner_text()
    assert page.locator("#dugaan-1 .error").count() == 0
    assert "Tambah sedikitnya satu dugaan." not in told(page)
    if javascript:
        assert overhang(page) <= 0
        assert axe(page) == []
