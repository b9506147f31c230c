"""Behind a proxy each visitor has his own address; without one nobody is believed."""

import pytest
from flask import Flask, request

from app.web import proxies


@pytest.mark.parametrize(
    ("trusted", "seen"), [(0, "192.0.2.1 http"), (1, "203.0.113.9 https"), (2, "10.0.0.1 http")]
)
def test_the_address_comes_from_as_many_proxies_as_there_are(trusted: int, seen: str) -> None:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: f"{request.remote_addr} {request.scheme}")
    proxies.trust(app, trusted)
    told = {"X-Forwarded-For": "10.0.0.1, 203.0.113.9", "X-Forwarded-Proto": "https"}
    answer = app.test_client().get("/", headers=told, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert answer.text == seen
