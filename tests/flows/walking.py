"""How the stories of this folder move through pages: press, follow, choose, look up, read letters."""

import io
import re
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from tests.browser import click, shows, titled, words_of

Visit = Callable[..., Any]
Opened = Callable[..., Any]
Look = Callable[[Any, str], None]
PASSWORD = "sadar-kota-contoh"
RENDERED_WITHIN_SECONDS = 180
CODE = re.compile(r"SADAR-[0-9A-Z]{4}-[0-9A-Z]{4}")


def press(page: Any, name: str) -> None:
    click(page.locator("main").get_by_role("button", name=name, exact=True).first)


def follow(page: Any, name: str) -> None:
    click(page.locator("main").get_by_role("link", name=name, exact=True).first)


def choose(page: Any, name: str, value: str) -> None:
    page.locator(f"main input[name='{name}'][value='{value}']").check()


def told(page: Any) -> str:
    return words_of(page, "main")


def told_anywhere(page: Any) -> str:
    return words_of(page, "body")


def look_up(page: Any, name: str, text: str) -> None:
    """Type into a field that looks things up; take the first offer where the page makes one."""
    box = page.locator(f"main input[name='{name}']")
    box.fill(text)
    if page.evaluate("() => !!document.querySelector('[role=combobox]')"):
        click(page.locator("[role=option]:visible").first)


def now() -> datetime:
    """The moment by which the servers go; the clock of the tests stands still."""
    return datetime.fromtimestamp(time.time(), ZoneInfo("Asia/Makassar"))


def in_days(number: int = 0) -> date:
    """Today, or so many days on."""
    return now().date() + timedelta(days=number)


def today(page: Any, name: str) -> None:
    fill_day(page, name, in_days())


def fill_day(page: Any, name: str, day: date) -> None:
    page.fill(f"main input[name='{name}-day']", str(day.day))
    page.select_option(f"main select[name='{name}-month']", str(day.month))
    page.fill(f"main input[name='{name}-year']", str(day.year))


def hr_proposes(page: Any, recusal: str, look: Look) -> None:
    """One officer reads everything on one page and says what should be decided."""
    page.goto(recusal)
    follow(page, "Putusan")
    choose(page, "verdict", "approved")
    look(page, "putusan-usul")
    press(page, "Ajukan putusan")
    shows(page, "Usul putusan dikirim kepada pemutus.", "body")


def hr_decides(page: Any, recusal: str, look: Look) -> None:
    """Another decides: not without the password, and by his own choice."""
    page.goto(recusal)
    follow(page, "Putusan")
    press(page, "Tetapkan dan terbitkan surat")
    shows(page, "Isi kata sandi Anda.")
    shows(page, "Pilih putusan.")  # the proposal's verdict is not chosen for him
    look(page, "putusan-tanpa-sandi")
    choose(page, "verdict", "approved")
    page.fill("main input[type=password]", PASSWORD)
    press(page, "Tetapkan dan terbitkan surat")
    shows(page, "Putusan ditetapkan.", "body")
    look(page, "diputus")


def anybody_verifies(page: Any, pdf: bytes, look: Look, *, unnamed: str) -> None:
    """Somebody the letter does not concern finds it valid, and nobody's name."""
    page.goto(f"/v/{code_in(pdf)}")
    titled(page, "Dokumen sah")
    assert unnamed not in told(page)
    look(page, "surat-sah")


def letter_on(page: Any) -> bytes:
    """The newest letter linked on the page, as soon as the worker has rendered it."""
    return downloaded(
        page, str(page.locator("main a[href^='/surat/']").first.get_attribute("href"))
    )


def downloaded(page: Any, address: str) -> bytes:
    """The letter at this address, as soon as the worker has rendered it."""
    deadline = time.monotonic() + RENDERED_WITHIN_SECONDS
    while time.monotonic() < deadline:
        answer = page.request.get(address)
        if answer.headers["content-type"] == "application/pdf":
            return bytes(answer.body())
        time.sleep(0.5)
    raise AssertionError("the letter was not rendered in time")


def text_of(pdf: bytes) -> str:
    return "".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)


def code_in(pdf: bytes) -> str:
    """The code by which anybody verifies the letter."""
    found = CODE.search(text_of(pdf))
    assert found, "no code in the letter"
    return found.group()
