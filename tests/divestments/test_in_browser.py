"""Divestments on a phone, without JavaScript: accessible, nothing wider than the screen, files go up."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.attachments import samples
from tests.browser import click, overhang, visible

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def signed_in(page: Any, code: str) -> Any:
    page.fill("input[name=nip]", code)
    page.fill("input[name=password]", "sadar-kota-contoh")
    click(page.locator("main").get_by_role("button", name="Masuk", exact=True))
    page.wait_for_url("**/tugas")
    return page


def faults_of(page: Any, axe: Callable[[Any], list[str]]) -> list[str]:
    wide = overhang(page)
    return [*axe(page), *([f"{wide} px wider than the screen"] if wide > 0 else [])]


def test_an_employee_uploads_evidence_from_a_phone(
    open_page: Callable[..., Any], axe: Callable[[Any], list[str]], tmp_path: Path
) -> None:
    page = signed_in(open_page("/masuk", screen="phone"), "e07")
    page.goto("/divestasi")
    faults = faults_of(page, axe)
    click(page.get_by_role("link", name="DIV-").first)
    page.wait_for_url(re.compile(r"/divestasi/\d+$"))
    faults += faults_of(page, axe)
    click(page.get_by_role("link", name="Unggah bukti langkah 2"))
    page.wait_for_url("**/langkah/2/bukti")
    faults += faults_of(page, axe)
    photo = tmp_path / "akta.jpg"
    photo.write_bytes(samples.jpeg((1200, 900), exif=True))
    page.set_input_files("input[type=file]", str(photo))
    click(page.get_by_role("button", name="Kirim bukti"))
    page.wait_for_selector("#error-summary")
    faults += faults_of(page, axe)
    page.fill("#done_on-day", "27")
    page.select_option("#done_on-month", "2")
    page.fill("#done_on-year", "2026")
    page.set_input_files("input[type=file]", str(photo))
    click(page.get_by_role("button", name="Kirim bukti"))
    page.wait_for_url(re.compile(r"/divestasi/\d+$"))
    visible(page.get_by_text("Bukti terkirim"))
    visible(page.get_by_role("link", name="akta.jpg"))
    page.goto("/divestasi/baru")
    faults += faults_of(page, axe)
    assert not faults


def test_hr_reads_the_register_on_a_phone(
    open_page: Callable[..., Any], axe: Callable[[Any], list[str]]
) -> None:
    page = signed_in(open_page("/masuk", screen="phone", javascript=False), "e45")
    page.goto("/divestasi/register")
    assert overhang(page) <= 0
    click(page.get_by_role("link", name="DIV-").first)
    page.wait_for_url(re.compile(r"/divestasi/\d+$"))
    assert overhang(page) <= 0
    page.goto("/divestasi/alih-tugas/baru")
    assert overhang(page) <= 0
