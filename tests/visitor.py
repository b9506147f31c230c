"""The test client: a visitor whose every page is checked and who sends forms as a browser does."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.database.base import db
from tests.pages import problems_of

TOKEN = re.compile(r'<input[^>]*name="csrf_token"[^>]*value="([^"]+)"')


class Visitor(FlaskClient):
    """Each request runs in an application context of its own, as on a server.

    One context around a whole test would share `g` between requests: Flask-Login would keep the
    first user, and a forgotten commit would not show.
    """

    check_pages = True
    token: str | None = None

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # The test's own reading must end here: rolling it back later would undo the request's work.
        db.session.commit()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
            if response.mimetype == "text/html":
                self._look_at(response)
        return response

    def post(self, path: str, *args: Any, **kwargs: Any) -> TestResponse:
        """POST with the token of the page seen last, unless `data` carries its own `csrf_token`."""
        data = kwargs.get("data")
        if (data is None or isinstance(data, dict)) and "csrf_token" not in (data or {}):
            kwargs["data"] = {**(data or {}), "csrf_token": self.token or ""}
        return super().post(path, *args, **kwargs)

    def _look_at(self, response: TestResponse) -> None:
        text = response.get_data(as_text=True)
        found = TOKEN.search(text)
        if found:
            self.token = found.group(1)
        if self.check_pages and text.strip():
            problems = problems_of(text)
            assert not problems, f"{response.request.path}: {problems}"
