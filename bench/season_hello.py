"""The bare framework to compare with: a Flask page of one word behind the same server."""

import sys

from flask import Flask
from waitress.server import create_server

CONNECTIONS = 800


def hello_app() -> Flask:
    app = Flask(__name__)

    @app.get("/")
    def hello() -> str:
        return "<!doctype html><title>Halo</title><p>Halo"

    return app


def main() -> None:
    port, threads = int(sys.argv[1]), int(sys.argv[2])
    create_server(
        hello_app(), listen=f"127.0.0.1:{port}", threads=threads, channel_timeout=60,
        ident="SADAR", connection_limit=CONNECTIONS, asyncore_use_poll=True,
    ).run()  # fmt: skip


if __name__ == "__main__":
    main()
