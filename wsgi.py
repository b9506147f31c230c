"""The application for a web server and for `flask --app wsgi …`."""

import gc

gc.disable()  # what starting builds stays: looking through it for rubbish is a quarter of the start

from app.factory import create_app  # noqa: E402
from config import Settings  # noqa: E402

app = create_app(Settings.from_environment())
gc.freeze()
gc.enable()
