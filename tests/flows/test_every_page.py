"""Every page a visitor can reach by following links: axe finds nothing, nothing is wider than a phone.

The crawler follows links only, as a curious person would; pages that differ in a number alone are
looked at once.
"""

import re
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser import click, overhang

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NUMBER = re.compile(r"\d+|[0-9a-f]{32}|SADAR-[0-9A-Z-]+")
NOT_A_PAGE = re.compile(r"\.(pdf|csv|xlsx)(\?|$)|^/surat/|^/berkas/|^/bahasa/|^/static/|/log\.csv")
MOST_PAGES = 60


def kind_of(address: str) -> str:
    path, _, query = address.partition("?")
    names = "&".join(sorted(part.split("=")[0] for part in query.split("&") if part))
    return f"{NUMBER.sub('#', path)}?{names}"


def links_on(page: Any) -> list[str]:
    found = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
    return [href.split("#")[0] for href in found if not NOT_A_PAGE.search(href)]


def faults_of(page: Any, axe: Callable[[Any], list[str]]) -> list[str]:
    wide = overhang(page)
    return [*axe(page), *([f"{wide} px wider than the screen"] if wide > 0 else [])]


@pytest.mark.parametrize("code", [None, "e24", "e17", "e18", "e23", "e45", "e49", "e56"])
def test_every_page_is_accessible_on_a_phone(
    code: str | None, open_page: Callable[..., Any], axe: Callable[[Any], list[str]]
) -> None:
    page = open_page("/masuk", screen="phone")
    if code is not None:
        page.fill("input[name=nip]", code)
        page.fill("input[name=password]", "sadar-kota-contoh")
        click(page.locator("main").get_by_role("button", name="Masuk", exact=True))
        page.wait_for_url("**/tugas")
    waiting, seen = deque(["/" if code is None else "/tugas"]), set()
    faults: dict[str, list[str]] = {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            faults[address] = [f"status {answer.status if answer else 'none'}"]
            continue
        found = faults_of(page, axe)
        if found:
            faults[address] = found
        waiting.extend(links_on(page))
    assert not faults, "\n".join(f"{a}: {f}" for a, f in faults.items())
    assert len(seen) > 2
