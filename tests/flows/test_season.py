"""The yearly season in a browser: renewed on a phone, cleared together, the missing one reminded.

The reminder then leaves by mail: once, through a real SMTP server, without content.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from app.people.models import Person
from tests.browser import click, shows, titled
from tests.flows.walking import PASSWORD, Look, Visit, press
from tests.live import LiveServer
from tests.mail.server import MailServer
from tests.processes import output_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ONE_MINUTE = 60
MISSING, ADDRESS = "e40", "ilham@kota-contoh.example"


@pytest.fixture
def post() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def office(installations: Callable[..., LiveServer], post: MailServer) -> Iterator[LiveServer]:
    """The demo city with mail on; only the one who will be missing has an address."""
    server = installations(SADAR_SMTP_URL=post.url, SADAR_MAIL_FROM="sadar@kota-contoh.example")
    try:
        with server.inspected() as session:
            session.execute(sa.update(Person).where(Person.code == MISSING).values(email=ADDRESS))
            session.commit()
        yield server.start().start_worker()
    finally:
        server.stop()


def choose(page: Any, name: str, value: str) -> None:
    page.locator(f"main input[name$='{name}'][value='{value}']").check()


def test_a_season_is_renewed_cleared_and_reminded(
    visit: Visit, look: Look, office: LiveServer, post: MailServer
) -> None:
    e27_renews_on_one_page_within_a_minute(visit("e27", "phone"), look)
    e17_clears_the_nil_ones_at_once(visit("e17"), look)
    e45_reminds_who_is_missing_in_bina_marga(visit("e45"), look)
    the_mail_arrives_once_and_says_nothing(office, post)


def e27_renews_on_one_page_within_a_minute(page: Any, look: Look) -> None:
    began = time.monotonic()
    click(page.get_by_role("link", name="Mulai").first)
    home = page.url
    assert "/tahunan" in home
    choose(page, "-change", "same")
    choose(page, "new", "nothing")
    choose(page, "family_is_employee", "no")
    look(page, "tahunan")
    press(page, "Lanjut")
    titled(page, "Periksa jawaban Anda")
    page.locator("main input[type=checkbox]").last.check()
    page.fill("main input[type=password]", PASSWORD)
    press(page, "Kirim deklarasi")
    page.wait_for_url("**/terkirim")
    took = time.monotonic() - began
    assert took < ONE_MINUTE, took
    look(page, "terkirim")


def e17_clears_the_nil_ones_at_once(page: Any, look: Look) -> None:
    page.goto("/tinjauan")
    click(page.get_by_role("link", name="Konfirmasi", exact=False).first)
    boxes = page.locator("main input[name=pilih]")
    waiting = boxes.count()
    assert waiting
    assert all(boxes.nth(number).is_checked() for number in range(waiting))
    look(page, "nihil")
    page.fill("main input[type=password]", PASSWORD)
    press(page, f"Konfirmasi {waiting} nihil")
    shows(page, f"{waiting} pernyataan nihil dicatat.")
    page.goto("/tinjauan/nihil")
    shows(page, "Tidak ada nihil yang menunggu.")


def e45_reminds_who_is_missing_in_bina_marga(page: Any, look: Look) -> None:
    page.goto("/kepatuhan")
    look(page, "kepatuhan")
    click(page.locator("main a[href$='status=unfiled']").first)
    page.fill("main input[name=cari]", "Bina Marga")
    press(page, "Terapkan")
    shows(page, "Muhammad Ilham Fadlan")
    look(page, "kepatuhan-daftar")
    click(page.get_by_role("link", name="Ingatkan kelompok ini"))
    shows(page, "Muhammad Ilham Fadlan")
    look(page, "kepatuhan-ingatkan")
    page.locator("main input[name=sure]").check()
    press(page, "Kirim pengingat")
    shows(page, "Pengingat dikirim kepada 1 pegawai.")
    # Three days must pass before anybody of the group is reminded again.
    click(page.get_by_role("link", name="Ingatkan kelompok ini"))
    shows(page, "sudah diingatkan dalam 3 hari terakhir")


def the_mail_arrives_once_and_says_nothing(office: LiveServer, post: MailServer) -> None:
    now = datetime.fromtimestamp(time.time(), ZoneInfo("Asia/Makassar"))  # the servers' own time
    tomorrow = now + timedelta(days=1)
    for hour, minute in ((5, 0), (7, 30), (7, 45)):
        moment = tomorrow.replace(hour=hour, minute=minute, second=0, microsecond=0)
        command = ("tests.mail.process", "morning", moment.isoformat())
        output_of(command, office.environment)
    (mail,) = post.arrived
    assert mail.to == ADDRESS
    assert "Deklarasi Anda belum terkirim" in mail.text
    assert "Bina Marga" not in mail.text


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_the_pages_of_the_staff_office_fit_their_screen(
    screen: str, visit: Visit, look: Look
) -> None:
    page = visit("e45", screen)
    for address, name in (
        ("/kepatuhan", "kepatuhan"), ("/kepatuhan/daftar", "daftar"), ("/periode", "periode"),
        ("/akhir-jabatan", "akhir-jabatan"), ("/akhir-jabatan/baru", "akhir-jabatan-baru"),
        ("/akhir-jabatan/1", "akhir-jabatan-satu"), ("/kepatuhan/surat", "surat"),
    ):  # fmt: skip
        assert page.goto(address).status == 200, address
        look(page, name)
    page.goto("/periode")
    click(page.locator("main table a").first)
    look(page, "periode-satu")


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_whoever_leaves_fills_in_one_page_and_hr_verifies_it(
    screen: str, visit: Visit, look: Look
) -> None:
    page = visit("e28", screen)
    click(page.get_by_role("link", name="Mulai").first)
    look(page, "akhir-isi")
    press(page, "Kirim pernyataan")
    look(page, "akhir-isi-galat")
    choose(page, "plan", "none")
    page.fill("main [name=handed_over]", "tidak ada")
    page.fill("main [name=contact]", "0812000111")
    page.locator("main input[name=information_returned]").check()
    page.locator("main input[name=agrees_cooling]").check()
    page.fill("main input[type=password]", PASSWORD)
    press(page, "Kirim pernyataan")
    look(page, "akhir-terkirim")
    officer = visit("e45", screen)
    officer.goto("/akhir-jabatan?status=filed")
    click(officer.locator("main table a").first)
    click(officer.get_by_role("link", name="Verifikasi", exact=True))
    look(officer, "akhir-verifikasi")
    officer.locator("main input[name=access_revoked]").check()
    officer.locator("main input[name=goods_returned]").check()
    press(officer, "Verifikasi")
    shows(officer, "Masa tunggu sampai")
    look(officer, "akhir-diverifikasi")
