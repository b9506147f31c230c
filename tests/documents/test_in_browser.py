"""Verification, inbox and log in a real browser: both screens, accessible, with an empty console."""

import pytest
import sqlalchemy as sa

from app.documents.models import Document
from app.people.models import Person
from tests.browser import overhang, titled

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


@pytest.mark.usefixtures("database")
def test_whoever_waits_for_a_letter_reads_on_until_it_is_there(open_page, axe, live_server):
    with live_server.inspected() as session:
        waiting = sa.select(Document.id, Person.code).join(
            Person, Person.id == Document.holder_person_id
        )
        wanted = waiting.where(Document.sha256.is_(None), Person.code.is_not(None))
        number, code = session.execute(wanted.limit(1)).one()
    page = open_page("/")
    become(page, code.replace("-", "").lower())
    page.goto(f"/surat/{number}.pdf")
    titled(page, "Surat sedang disiapkan")
    assert axe(page) == []
    asked = []
    page.route("**/surat/*.pdf", lambda route: _printed_now(route, asked))
    with page.expect_request(lambda request: request.is_navigation_request()):
        pass
    assert asked[0] == "HEAD"


def _printed_now(route, asked):
    asked.append(route.request.method)
    if route.request.method == "HEAD":
        route.fulfill(status=200, content_type="application/pdf")
    else:
        route.continue_()
