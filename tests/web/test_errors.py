"""What nobody foresaw becomes a polite page, and a line for the operator without anybody's words."""

import logging

import pytest
import sqlalchemy as sa
from flask import Flask

from app.database.base import db
from app.web.guards import public
from tests.visitor import Visitor

WORDS = "Adik ipar saya"


def test_an_unforeseen_error_is_logged_with_its_place_and_without_what_was_typed(
    app: Flask, client: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    @public
    def breaks() -> str:
        try:
            db.session.execute(sa.text("SELECT :said FROM nowhere"), {"said": WORDS})
        except sa.exc.DBAPIError as error:
            raise ValueError(WORDS) from error
        return ""

    monkeypatch.setitem(app.view_functions, "home.about", breaks)
    monkeypatch.setattr(app, "testing", False)
    with caplog.at_level(logging.ERROR):
        answer = client.get("/tentang")
    assert answer.status_code == 500
    assert "home.about" in caplog.text and "ValueError" in caplog.text
    of_database = {"sqlite": "OperationalError", "postgresql": "ProgrammingError"}
    assert "in breaks" in caplog.text and of_database[db.engine.dialect.name] in caplog.text
    assert WORDS not in caplog.text + answer.text


def test_a_database_error_does_not_repeat_what_was_to_be_written(app: Flask) -> None:
    with pytest.raises(sa.exc.DBAPIError) as error:
        db.session.execute(sa.text("SELECT :said FROM nowhere"), {"said": WORDS})
    assert WORDS not in str(error.value)
