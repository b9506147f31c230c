"""A real browser against a real server: screens of two sizes, with and without JavaScript, and axe."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import MUST
from tests.live import LiveServer

WITHIN_MS = 60_000
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SCREENS = {"desktop": {"width": 1366, "height": 900}, "phone": {"width": 390, "height": 844}}
ARGUMENTS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
# A refused sign-in or form is a 4xx by design; the browser reports it as an error of its own.
EXPECTED_NOISE = ("the server responded with a status of 4", "Failed to load resource")


def _chromium() -> str:
    for name in (os.environ.get("SADAR_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and shutil.which(name):
            return str(shutil.which(name))
    if MUST:
        pytest.fail("no browser here, and SADAR_WAJIB=1 forbids skipping")
    pytest.skip("no browser: sudo apt-get install chromium libatomic1")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = _chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = _launched(driver, path)
        yield running
        running.close()


def _launched(driver: Any, path: str) -> Any:
    """With the browser's own sandbox where the machine allows it; never as root."""
    from playwright.sync_api import Error

    if os.geteuid() != 0:
        with contextlib.suppress(Error):
            return driver.chromium.launch(
                executable_path=path, chromium_sandbox=True, args=ARGUMENTS
            )
    return driver.chromium.launch(executable_path=path, chromium_sandbox=False, args=ARGUMENTS)


@pytest.fixture
def open_page(browser: Any, live_server: LiveServer) -> Iterator[Callable[..., Any]]:
    """`open_page("/", screen="phone", javascript=False)`: a page in a fresh visitor's browser.

    At the end of the test every opened page's console must have stayed empty.
    """
    contexts, noise = [], []

    def listen(page: Any) -> None:
        page.on("console", lambda m: noise.append(m.text) if m.type in ("error", "warning") else 0)
        page.on("pageerror", lambda error: noise.append(str(error)))

    def opened(path: str = "/", *, screen: str = "desktop", javascript: bool = True) -> Any:
        context = browser.new_context(
            base_url=live_server.url, viewport=SCREENS[screen], java_script_enabled=javascript,
            locale="id-ID", timezone_id="Asia/Makassar", accept_downloads=True,
        )  # fmt: skip
        context.set_default_timeout(WITHIN_MS)
        context.on("page", listen)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    left = [text for text in noise if not any(known in text for known in EXPECTED_NOISE)]
    assert not left, f"the browser's console is not empty: {left}"


def click(control: Any) -> None:
    """Click, and go on when the page that follows stands: a click alone waits for its first byte."""
    page = control.page
    control.click()
    page.wait_for_load_state()


def _expect(thing: Any) -> Any:
    from playwright.sync_api import expect

    return expect(thing)


def shows(page: Any, words: str, where: str = "main") -> None:
    """The page shows these words, now or as soon as it stands."""
    _expect(page.locator(where)).to_contain_text(words, use_inner_text=True, timeout=WITHIN_MS)


def titled(page: Any, words: str) -> None:
    """This and nothing else is the page's heading, now or as soon as it stands."""
    _expect(page.locator("h1")).to_have_text(words, use_inner_text=True, timeout=WITHIN_MS)


def visible(thing: Any) -> None:
    """It is there to be seen, now or as soon as the page stands."""
    _expect(thing).to_be_visible(timeout=WITHIN_MS)


# What the browser says of a page that gave way to the next while it was asked: its world is gone,
# or the next one's is there and has no element yet.
GAVE_WAY = ("context was destroyed", "properties of null")


def settled(page: Any, ask: Callable[[Any], Any]) -> Any:
    """What the page answers once it stands; asked again when it gave way to the next meanwhile."""
    from playwright.sync_api import Error

    for _ in range(5):
        page.wait_for_load_state()
        page.wait_for_selector("main", state="attached")
        try:
            return ask(page)
        except Error as error:
            if not any(words in str(error) for words in GAVE_WAY):
                raise
    raise AssertionError(f"{page.url} never stands still")


def words_of(page: Any, where: str) -> str:
    """What is to be read in this part of the page."""
    return str(settled(page, lambda it: it.inner_text(where)))


def drawn_width(page: Any) -> int:
    """How wide the page is drawn, px; right when no wider than its screen."""
    return int(settled(page, lambda it: it.evaluate("document.documentElement.scrollWidth")))


def overhang(page: Any) -> int:
    """By how many px the page is wider than its screen."""
    return drawn_width(page) - int(page.viewport_size["width"])


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """`axe(page)`: accessibility violations of the page as shown now, in words; [] is right.

    Needs a page opened with JavaScript. The source is evaluated, not added as a script tag: our
    own content security policy would refuse the tag.
    """

    def ask(page: Any) -> Any:
        page.evaluate(AXE.read_text())
        return page.evaluate("axe.run(document, {resultTypes: ['violations']})")

    def violations(page: Any) -> list[str]:
        found = settled(page, ask)
        return [
            f"{v['id']} ({v['impact']}): {v['help']}: {[n['target'] for n in v['nodes']][:3]}"
            for v in found["violations"]
        ]

    return violations
