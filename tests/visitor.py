"""The test client: a visitor whose every page is checked and who sends forms as a browser does."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.database.base import db
from tests.databases import KIND
from tests.pages import problems_of

TOKEN = re.compile(r'<input[^>]*name="csrf_token"[^>]*value="([^"]+)"')
# Pages found right in this process, but for their token: the sign-in page comes often. So does
# "not found", each time under another address in the menu; it is read once for each <main>.
RIGHT: set[int] = set()
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


class Visitor(FlaskClient):
    """Each request runs in an application context of its own, as on a server.

    One context around a whole test would share `g` between requests: Flask-Login would keep the
    first user, and a forgotten commit would not show.
    """

    # A page is written by the same templates on either database: the SQLite pass reads them.
    check_pages = KIND == "sqlite"
    token: str | None = None
    _page_with_token = "/masuk"

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # The test's own reading must end here: rolling it back later would undo the request's work.
        db.session.commit()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
            if response.mimetype == "text/html" and not response.location:
                self._look_at(response)
        return response

    def post(self, path: str, *args: Any, **kwargs: Any) -> TestResponse:
        """POST with the token of the page seen last, unless `data` carries its own `csrf_token`."""
        data = kwargs.get("data")
        if (data is None or isinstance(data, dict)) and "csrf_token" not in (data or {}):
            if self.token is None:
                self.get(self._page_with_token)
            kwargs["data"] = {**(data or {}), "csrf_token": self.token or ""}
        return super().post(path, *args, **kwargs)

    def be(self, code: str) -> "Visitor":
        """Sign in as somebody of the demo city (`e24`), by the role switcher. Needs `city`."""
        self.delete_cookie("sadar_sesi")
        self.token, self._page_with_token = None, "/masuk"
        answer = self.post("/demo/ganti", data={"code": code})
        assert answer.status_code == 303, f"{code} cannot sign in: {answer.status}"
        self.token, self._page_with_token = None, "/akun/sesi"
        return self

    def sign_in(self, name: str, password: str) -> TestResponse:
        """Sign in through the page, with NIP (or demo code) and password."""
        answer = self.post("/masuk", data={"nip": name, "password": password})
        if answer.status_code == 303:
            self.token, self._page_with_token = None, "/akun/sesi"
        return answer

    def _look_at(self, response: TestResponse) -> None:
        text = response.get_data(as_text=True)
        found = TOKEN.search(text)
        if found:
            self.token = found.group(1)
        if self.check_pages and text.strip():
            main = MAIN.search(text) if response.status_code == 404 else None
            self._read(main.group() if main else text, text, response.request.path)

    def _read(self, part: str, text: str, path: str) -> None:
        """Nothing may be wrong with a page; read once for all that have this part."""
        known = hash(part.replace(self.token, "token") if self.token else part)
        if known not in RIGHT:
            problems = problems_of(text)
            assert not problems, f"{path}: {problems}"
            RIGHT.add(known)
