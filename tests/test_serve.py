"""Starting the server."""

from datetime import UTC, datetime

from flask import Flask

from app.core import clock
from app.serve import serve


def test_a_server_whose_clock_was_set_back_does_not_start(app: Flask, city: None) -> None:
    with clock.frozen_at(datetime(2020, 1, 1, tzinfo=UTC)):
        result = app.test_cli_runner().invoke(serve, ["--bind", "127.0.0.1:0"])
    assert result.exit_code == 1
    assert "jam mesin ini mundur: sekarang 2020-01-01" in result.output
