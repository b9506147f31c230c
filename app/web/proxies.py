"""Who asks and how, when a proxy stands in front: its word is taken as far as the installation says.

Limits count by the visitor's address. Behind a proxy all visitors would have one, and without one a
visitor could claim any, so the number of proxies is a setting and nothing is guessed.
"""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def trust(app: Flask, proxies: int) -> None:
    """Take the visitor's address and https from what so many proxies in a row wrote; 0: from nobody."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
