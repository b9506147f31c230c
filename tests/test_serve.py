"""Starting the server."""

import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from app.core import clock
from app.serve import _bound, listening, serve


def test_a_server_whose_clock_was_set_back_does_not_start(app: Flask, city: None) -> None:
    with clock.frozen_at(datetime(2020, 1, 1, tzinfo=UTC)):
        result = app.test_cli_runner().invoke(serve, ["--bind", "127.0.0.1:0"])
    assert result.exit_code == 1
    assert "jam mesin ini mundur: sekarang 2020-01-01" in result.output


def test_a_proxy_on_the_same_machine_finds_the_server_in_a_file(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "web.sock"
    file.touch()  # left behind by a server that was killed
    server = listening(app, 2, sockets=[_bound(f"unix:{file}")])
    running = threading.Thread(target=server.run)
    running.start()
    try:
        with socket.socket(socket.AF_UNIX) as proxy:
            proxy.connect(str(file))
            proxy.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            assert proxy.recv(4096).startswith(b"HTTP/1.0 200 OK")
    finally:
        server.close()
        running.join(10)
        server.task_dispatcher.shutdown()
