"""People recognise their own devices by two words."""

import pytest

from app.accounts.device import described

_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"Mozilla/5.0 (Linux; Android 14) {_WEBKIT} Chrome/126.0 Mobile Safari/537.36",
         "Chrome di Android"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64) {_WEBKIT} Chrome/126.0 Safari/537.36 Edg/126.0",
         "Edge di Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
         "Firefox di Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
         "Safari di iPhone"),
        ("curl/8.0", "Perangkat lain"),
        ("", "Perangkat lain"),
    ],
)  # fmt: skip
def test_a_device_is_named_by_browser_and_system(agent, words):
    assert described(agent) == words
