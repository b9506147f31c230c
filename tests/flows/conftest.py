"""What the stories of this folder share: an office of their own, people who sign in, a look at each page."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import SCREENS, drawn_width, settled
from tests.flows.walking import PASSWORD, Look, Opened, Visit, press
from tests.live import LiveServer

PICTURES = os.environ.get("SADAR_GAMBAR")
PATIENCE_MS = 60_000


@pytest.fixture
def office(installation: LiveServer) -> LiveServer:
    """The demo city on a server of the story's own, with a worker."""
    return installation.start().start_worker()


@pytest.fixture
def screen() -> str:
    """A story walked on another screen, or on both, parametrises this."""
    return "desktop"


@pytest.fixture
def javascript() -> bool:
    """A story walked without JavaScript parametrises this."""
    return True


@pytest.fixture
def opened(browser: Any, office: LiveServer, screen: str, javascript: bool) -> Iterator[Opened]:
    """`opened()` or `opened("phone")`: an empty page in the browser of somebody new."""
    contexts = []

    def new(its_screen: str = screen, *, javascript: bool = javascript) -> Any:
        context = browser.new_context(
            base_url=office.url, viewport=SCREENS[its_screen], java_script_enabled=javascript,
            locale="id-ID", accept_downloads=True,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def visit(opened: Opened, screen: str) -> Visit:
    """`visit("e18")` or `visit("e18", "phone")`: a page on that person's screen, signed in."""

    def signed_in(code: str, its_screen: str = screen) -> Any:
        page = opened(its_screen)
        page.goto("/masuk")
        page.fill("input[name=nip]", code)
        page.fill("input[name=password]", PASSWORD)
        press(page, "Masuk")
        page.wait_for_url("**/tugas")
        return page

    return signed_in


@pytest.fixture
def look(request: pytest.FixtureRequest, javascript: bool, axe: Callable[[Any], list[str]]) -> Look:
    """Nothing wider than the screen or its card, no violation; a picture where one is wished for."""
    story = request.path.stem.removeprefix("test_")

    def looked(page: Any, name: str) -> None:
        width = page.viewport_size["width"]
        page.wait_for_load_state()  # what was pressed may still be on its way
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{story}-{name}-{width}.png", full_page=True)
        if not javascript:  # neither can be asked of the page
            return
        assert drawn_width(page) <= width, name
        assert settled(page, _hidden_columns) == 0, name
        assert axe(page) == [], name

    return looked


def _hidden_columns(page: Any) -> int:
    sideways = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    return int(page.eval_on_selector_all(".table-wrap", sideways))
