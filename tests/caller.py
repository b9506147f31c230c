"""A caller over the wire, for tests against a real server: cookies, tokens, no browser."""

import http.client
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

TOKEN = re.compile(r'<input[^>]*name="csrf_token"[^>]*value="([^"]+)"')
SECONDS = 60


@dataclass(frozen=True)
class Answer:
    status: int
    url: str
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()


class Caller:
    """One person's browser without the browser. Redirects are followed."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.token = ""
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def get(self, path: str) -> Answer:
        return self._ask(path, None)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form with the token of the page seen last."""
        return self._ask(path, urllib.parse.urlencode({"csrf_token": self.token, **fields}))

    def be(self, code: str) -> "Caller":
        """Sign in as somebody of the demo city."""
        self.get("/masuk")
        answer = self.post("/demo/ganti", code=code)
        assert answer.status == 200, answer.status
        return self

    def _ask(self, path: str, form: str | None) -> Answer:
        """Raises OSError (URLError, ConnectionError) when no whole answer came."""
        request = urllib.request.Request(
            urllib.parse.urljoin(self.base_url, path), data=form.encode() if form else None
        )
        try:
            with self._opener.open(request, timeout=SECONDS) as reply:
                answer = Answer(reply.status, reply.url, reply.read(), dict(reply.headers))
        except urllib.error.HTTPError as refusal:
            with refusal:
                answer = Answer(refusal.code, refusal.url, refusal.read(), dict(refusal.headers))
        except http.client.HTTPException as half:
            raise ConnectionError("only part of an answer came") from half
        found = TOKEN.search(answer.body.decode(errors="replace"))
        if found:
            self.token = found.group(1)
        return answer
