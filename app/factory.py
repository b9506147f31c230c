"""Builds the application: ten steps, in order."""

from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask_babel import Babel
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from app.core import clock
from app.database import engine, keys
from app.database.base import db
from app.web import errors, filters, guards, incoming, pages, proxies, security
from app.wiring import joining
from config import ROOT, Settings


def create_app(settings: Settings) -> Flask:
    """One application for one installation."""
    app = Flask(
        __name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    _read_settings(app, settings)
    _open_database(app, settings)
    _speak_indonesian(app)
    CSRFProtect(app)
    joining.sessions(app)
    _protect(app)
    joining.wire(app)
    _draw(app)
    guards.check_every_endpoint(app)
    return app


def _read_settings(app: Flask, settings: Settings) -> None:
    keys.use_root(keys.read_or_create_root(settings.DATA_DIR / "keys"))
    app.config.from_object(settings)
    app.config.update(
        SECRET_KEY=keys.derived("flask").hex(),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        SQLALCHEMY_TRACK_MODIFICATIONS=False,
        SETTINGS=settings,
        **settings.EXTRA,
    )
    clock.use_zone(settings.ZONA_WAKTU)


def database_url(settings: Settings) -> sa.URL:
    """Where the records lie: the given PostgreSQL, or the encrypted file in the data folder."""
    if settings.DATABASE_URL:
        url = sa.make_url(settings.DATABASE_URL)
        return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
    return engine.sqlite_url(Path(settings.DATA_DIR) / "sadar.db")


def _open_database(app: Flask, settings: Settings) -> None:
    url = database_url(settings)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine.options_for(url)
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    with app.app_context():
        engine.prepare(db.engine)


def _speak_indonesian(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    Babel(
        app,
        default_locale="id",
        locale_selector=pages.chosen_language,
        timezone_selector=lambda: clock.zone().key,
    )


def _protect(app: Flask) -> None:
    proxies.trust(app, app.config["PROXIES"])
    incoming.register(app)
    security.register(app)
    app.before_request(guards.stop_strangers)
    errors.register(app)


def _draw(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    filters.register(app)
    pages.register(app)
