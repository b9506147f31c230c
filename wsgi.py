"""The application for a web server and for `flask --app wsgi …`."""

from app.factory import create_app
from config import Settings

app = create_app(Settings.from_environment())
