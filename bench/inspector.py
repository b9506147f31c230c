"""Story 3 typed into the inspector's page, in the demo city on top of the invented register."""

import re
import time
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.test import TestResponse

from app.crosscheck.services import budgets
from app.database.base import db
from bench.figures import percentile

_DAY = "2"
_FORM = {
    "subject_search": "Surya Atmaja Lubis", "decision_on-day": _DAY, "decision_on-month": "9",
    "decision_on-year": "2026", "reason": "Pengukuran waktu cek silang.",
    "parties-0-kind": "org", "parties-0-name": "Tirta Moelja Contoh, CV",
    "parties-1-kind": "person", "parties-1-name": "Kartika A.",
}  # fmt: skip


@dataclass
class PageTimes:
    """Milliseconds of each request; `code` is what the page concluded, `problem` why it stopped."""

    searches: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    code: str = "?"
    problem: str = ""

    @property
    def worst(self) -> float:
        """The slower of both requests, p95."""
        return max(percentile(self.searches, 95), percentile(self.pages, 95))

    def sentence(self) -> str:
        if self.problem:
            return f"- Page: {self.problem}"
        times = (
            f"{what} p50 {percentile(some, 50):.0f} ms, p95 {percentile(some, 95):.0f} ms"
            for what, some in (("search and record", self.searches), ("result", self.pages))
        )
        return (
            f"- Story 3 typed into a screening on the inspector's page: {self.code}; "
            f"{', '.join(times)} ({len(self.searches)} times)"
        )


def settle(app: Flask) -> None:
    """The demo city, before the invented register: its people come first."""
    seeded = app.test_cli_runner().invoke(args=["demo", "seed"])
    if seeded.exit_code:
        raise RuntimeError(f"the demo city could not be seeded ({seeded.exception!r})")
    db.session.remove()


def typed(app: Flask, times: int = 20) -> PageTimes:
    """Open the screening again and again, as the demo city's inspector."""
    db.session.remove()
    budgets.A_PERSON = 10 * times
    visit = _Visit(app)
    visit.ask("/demo/ganti", {"code": "e56", "csrf_token": visit.token("/masuk")})
    found = PageTimes()
    for _turn in range(times):
        form = {**_FORM, "csrf_token": visit.token("/cek-silang/baru")}
        began = time.perf_counter()
        answer = visit.ask("/cek-silang/baru", form)
        found.searches.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 303:
            found.problem = f"answered {answer.status_code}"
            return found
        began = time.perf_counter()
        page = visit.ask(answer.location or "").text
        found.pages.append((time.perf_counter() - began) * 1000)
        code = re.search(r'notice-title">(CS-\d)', page)
        found.code = code.group(1) if code else "?"
    return found


@dataclass
class _Visit:
    app: Flask

    def __post_init__(self) -> None:
        self._browser = self.app.test_client()

    def ask(self, path: str, form: dict[str, str] | None = None) -> TestResponse:
        with self.app.app_context():  # of its own, as on a server: who is signed in lives in it
            return self._browser.post(path, data=form) if form else self._browser.get(path)

    def token(self, path: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.ask(path).text)
        return found.group(1) if found else ""
