"""What one visitor does: a browser with one connection, and the ways through the season's pages.

Everything is a generator: `yield seconds` hands the visitor back until his thinking is over.
"""

import html
import http.client
import random
import re
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

Steps = Generator[float, None, Any]
Fields = list[tuple[str, str]]

_FORM: Final = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.S)
_CONTROL: Final = re.compile(r"<input\b[^>]*>|<textarea\b[^>]*>.*?</textarea>", re.S)
_ATTRIBUTE: Final = re.compile(r'([\w-]+)="([^"]*)"')
_ASSET: Final = re.compile(r'(?:href|src)="(/static/[^"#]+)')
_NUMBER: Final = re.compile(r"DEK-\d{4}-\d{6}")
_MOST_HOPS: Final = 6
_MOST_TRIES: Final = 40
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_UNAVAILABLE: Final = 503


class Failed(Exception):
    """The visit cannot go on: what was answered is not what a person would have expected."""


@dataclass(frozen=True)
class Record:
    """One request: what it was, how long it took (seconds, waiting included), how it ended."""

    kind: str
    seconds: float
    end: str  # "ok", "refused" (503 with Retry-After) or what went wrong


@dataclass
class Answer:
    """What came back last: after redirects, the page the browser shows."""

    status: int
    path: str
    text: str


@dataclass
class Browser:
    """One keep-alive connection from an address of its own, cookies, a cache for static files."""

    port: int
    source: str
    records: list[Record]
    due: float = 0.0  # when the step was to begin; 0 when the request begins now
    _connection: http.client.HTTPConnection | None = None
    _cookies: dict[str, str] = field(default_factory=dict)
    _cached: set[str] = field(default_factory=set)

    def get(self, path: str, kind: str = "page") -> Steps:
        """Open a page as a person does, following where it leads."""
        return (yield from self._follow("GET", path, None, kind))

    def post(self, path: str, fields: Fields, kind: str) -> Steps:
        """Send a form; told to come back later, send the same form again."""
        return (yield from self._follow("POST", path, fields, kind))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _follow(self, method: str, path: str, fields: Fields | None, kind: str) -> Steps:
        for _hop in range(_MOST_HOPS):
            status, location, text = yield from self._patiently(method, path, fields, kind)
            if status not in _REDIRECTS:
                self._fetch_assets(text)
                return Answer(status, path, text)
            parts = urlsplit(location)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            method, fields, kind = "GET", None, "page"
        raise Failed(f"{path}: redirected without end")

    def _patiently(self, method: str, path: str, fields: Fields | None, kind: str) -> Steps:
        """One request, asked again after as many seconds as a busy server names."""
        for _try in range(_MOST_TRIES):
            status, headers, text = self._once(method, path, fields, kind)
            if status != _UNAVAILABLE:
                return status, headers.get("location", ""), text
            if "retry-after" not in headers:
                raise Failed(f"{path}: 503 without Retry-After")
            yield float(headers["retry-after"]) * random.uniform(1.0, 1.6)
        raise Failed(f"{path}: busy without end")

    def _once(
        self, method: str, path: str, fields: Fields | None, kind: str
    ) -> tuple[int, dict[str, str], str]:
        began, self.due = self.due or time.monotonic(), 0.0
        try:
            status, headers, text = self._exchange(method, path, fields)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            self.records.append(Record(kind, time.monotonic() - began, type(error).__name__))
            raise Failed(f"{path}: {type(error).__name__}") from error
        end = "ok" if status < 400 else str(status)
        if status == _UNAVAILABLE and "retry-after" in headers:
            end = "refused"
        self.records.append(Record(kind, time.monotonic() - began, end))
        return status, headers, text

    def _exchange(
        self, method: str, path: str, fields: Fields | None
    ) -> tuple[int, dict[str, str], str]:
        """On a connection the server closed while it was idle, a browser tries once more."""
        fresh = self._connection is None
        try:
            return self._talk(method, path, fields)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            if fresh:
                raise
            self.close()
            return self._talk(method, path, fields)

    def _talk(
        self, method: str, path: str, fields: Fields | None
    ) -> tuple[int, dict[str, str], str]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=90, source_address=(self.source, 0)
            )
        sent = {"Accept": "text/html", "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}
        if self._cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        body = None
        if fields is not None:
            body = urlencode(fields)
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("set-cookie") or ():
            self._keep(cookie)
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        if value and "max-age=0" not in cookie.lower():
            self._cookies[name] = value
        else:
            self._cookies.pop(name, None)

    def _fetch_assets(self, text: str) -> None:
        """What the page needs and the cache does not hold yet; nothing is asked for twice."""
        for path in dict.fromkeys(_ASSET.findall(text)):
            if path not in self._cached:
                self._cached.add(path)
                self._once("GET", path, None, "static")


def form_of(page: Answer, holding: str) -> Fields:
    """The fields of the page's form that has this one, as the browser would send them back."""
    for form in _FORM.findall(page.text):
        fields = [one for control in _CONTROL.findall(form) for one in _sent(control)]
        if f'name="{holding}"' in form:
            return fields
    raise Failed(f"{page.path} ({page.status}): no form with {holding}")


def _sent(control: str) -> Fields:
    head, _, rest = control.partition(">")
    given = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(head)}
    name = given.get("name")
    if not name:
        return []
    if control.startswith("<textarea"):
        return [(name, html.unescape(rest.removesuffix("</textarea>")))]
    if given.get("type") in ("checkbox", "radio") and not re.search(r"\schecked\b", head):
        return []
    if given.get("type") in ("submit", "button", "file"):
        return []
    return [(name, given.get("value", ""))]


def with_answers(fields: Fields, answers: dict[str, str | Sequence[str]]) -> Fields:
    """The form with these answers in place of what stood there."""
    kept = [(name, value) for name, value in fields if name not in answers]
    for name, value in answers.items():
        kept += [(name, one) for one in ([value] if isinstance(value, str) else value)]
    return kept


# ── the ways ──────────────────────────────────────────────────────────────────────────────────


@dataclass
class Visit:
    """One employee on the deadline day: signs in, declares, signs, looks at what became of it."""

    browser: Browser
    nip: str
    password: str
    kind: str  # "annual" or "first"
    think: float  # seconds on a page, on average
    acknowledged: str | None = None
    sent_after: float | None = None  # seconds from pressing Kirim to the acknowledgement
    check: Answer | None = None

    def whole(self) -> Steps:
        """Twelve pages from the front door to signing out."""
        yield from self.prepare()
        yield self._thinking()
        yield from self.send()
        yield from self.look_back()

    def prepare(self) -> Steps:
        """Everything up to the page that asks for the signature."""
        yield from self.browser.get("/")
        yield self._thinking()
        yield from self.sign_in()
        yield self._thinking()
        self.check = yield from (self._renew() if self.kind == "annual" else self._first())

    def sign_in(self) -> Steps:
        page = yield from self.browser.get("/masuk")
        yield self._thinking()
        answers = {"nip": self.nip, "password": self.password}
        page = yield from self.browser.post(
            "/masuk", with_answers(form_of(page, "password"), answers), "sign-in"
        )
        if page.path != "/tugas":
            raise Failed(f"not signed in: {page.path} ({page.status})")

    def _renew(self) -> Steps:
        """Pernyataan Tahunan: everything is the same, nothing is new (one page)."""
        page = yield from self.browser.get("/deklarasi/tahunan")
        yield self._thinking()
        fields = form_of(page, "new")
        answers: dict[str, str | Sequence[str]] = {"new": "nothing", "family_is_employee": "no"}
        for name in re.findall(r'name="(butir-[0-9a-f]+-change)"', page.text):
            answers[name] = "same"
        if 'name="knows_served_party"' in page.text:
            answers["knows_served_party"] = "no"
        page = yield from self.browser.post(page.path, with_answers(fields, answers), "save")
        return self._at_check(page)

    def _first(self) -> Steps:
        """Pernyataan Awal by the short way: data diri, then nihil."""
        page = yield from self.browser.get("/deklarasi/mulai")
        yield self._thinking()
        page = yield from self.browser.post("/deklarasi/mulai", form_of(page, "_once"), "save")
        place = page.path.removesuffix("/isi")
        yield self._thinking()
        page = yield from self.browser.get(f"{place}/isi/data-diri")
        yield self._thinking()
        profile = {
            "decision_roles": "memproses",
            "main_duty": "Memeriksa kelengkapan berkas permohonan yang masuk.",
        }
        fields = with_answers(form_of(page, "main_duty"), profile)
        yield from self.browser.post(page.path, fields, "save")
        yield self._thinking()
        page = yield from self.browser.get(f"{place}/isi/nihil")
        yield self._thinking()
        answers = {"nine_checked": "y", "family_is_employee": "no"}
        if 'name="knows_served_party"' in page.text:
            answers["knows_served_party"] = "no"
        fields = with_answers(form_of(page, "nine_checked"), answers)
        page = yield from self.browser.post(page.path, fields, "save")
        return self._at_check(page)

    def _at_check(self, page: Answer) -> Answer:
        if not page.path.endswith("/periksa"):
            raise Failed(f"not at the check page: {page.path} ({page.status})")
        return page

    def send(self) -> Steps:
        """Sign and send; the number on the receipt is the server's acknowledgement."""
        if self.check is None:
            raise Failed("nothing to send")
        began = self.browser.due or time.monotonic()
        answers = {"agree": "y", "password": self.password}
        fields = with_answers(form_of(self.check, "agree"), answers)
        page = yield from self.browser.post(self.check.path, fields, "submit")
        found = _NUMBER.search(page.text)
        if not page.path.endswith("/terkirim") or found is None:
            raise Failed(f"not acknowledged: {page.path} ({page.status})")
        self.acknowledged = found.group()
        self.sent_after = time.monotonic() - began

    def look_back(self) -> Steps:
        """What people do afterwards: is it there, what was sent, any message; then they leave."""
        if self.check is None:
            return
        place = self.check.path.removesuffix("/periksa")
        for path in ("/deklarasi", place, f"{place}/versi/1", "/pemberitahuan", "/tugas"):
            yield self._thinking()
            page = yield from self.browser.get(path)
        yield self._thinking()
        fields = form_of(page, "csrf_token")
        yield from self.browser.post("/keluar", fields, "save")
        self.browser.close()

    def _thinking(self) -> float:
        return min(random.expovariate(1 / self.think), self.think * 4) if self.think else 0.0


def rounds_of(browser: Browser, paths: Sequence[str], kind: str, pause: float) -> Steps:
    """Open these pages one after the other, with a pause between them."""
    for path in paths:
        page = yield from browser.get(path, kind)
        if page.status >= 400:
            raise Failed(f"{path}: {page.status}")
        yield pause
