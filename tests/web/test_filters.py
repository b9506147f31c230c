"""What a list's filter offers, the list understands: form and query never drift apart."""

import re
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from tests.visitor import Visitor

LISTS = [
    ("e56", "/meja-aduan"), ("e57", "/meja-aduan"), ("e56", "/pemeriksaan"), ("e56", "/pengawasan"),
    ("e56", "/deteksi"), ("e45", "/penarikan-diri/register"), ("e18", "/urusan"),
    ("e45", "/rencana"), ("e45", "/kepatuhan/daftar"), ("e49", "/admin/pegawai"),
    ("e45", "/divestasi/register"), ("e56", "/keberatan"),
]  # fmt: skip
# A list that is empty anyway shows its filter to whoever narrows it.
NARROWED = {"cari": "0"}


class Offered(HTMLParser):
    """The choices of every select that narrows the page: name → value → whether it is chosen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.selects: dict[str, dict[str, bool]] = {}
        self._name = ""
        self._asks = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self._asks = (said.get("method") or "get").lower() == "get"
        elif tag == "select" and self._asks:
            self._name = said.get("name") or ""
            self.selects[self._name] = {}
        elif tag == "option" and self._asks and self._name:
            self.selects[self._name][said.get("value") or ""] = "selected" in said

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._name = ""


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(("who", "path"), LISTS)
def test_every_choice_of_a_filter_is_understood(client: Visitor, who: str, path: str) -> None:
    first = client.be(who).get(f"{path}?{urlencode(NARROWED)}")
    assert first.status_code == 200
    offered = Offered(first.text).selects
    assert offered, path
    for name, choices in offered.items():
        for value in [one for one in choices if one][:8]:
            answer = client.get(f"{path}?{urlencode({**NARROWED, name: value})}")
            assert answer.status_code == 200, (name, value)
            assert Offered(answer.text).selects[name][value], (name, value)


@pytest.mark.usefixtures("city")
def test_the_tabs_of_the_desk_are_understood(client: Visitor) -> None:
    page = client.be("e56").get("/meja-aduan").text
    tabs = re.findall(r'href="(/meja-aduan\?tampil=\w+)"', page)
    assert len(tabs) == 3
    for tab in tabs:
        shown = client.get(tab).text
        assert re.search(rf'<a[^>]*href="{re.escape(tab)}"[^>]*aria-current', shown), tab
