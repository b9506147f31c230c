"""What comes in, made harmless in one place: no NUL in any text, no number beyond the database's."""

from typing import Any

import flask
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.routing import IntegerConverter
from werkzeug.utils import cached_property

# The largest number of a record: an INTEGER of PostgreSQL.
LARGEST_NUMBER = 2**31 - 1
_URLENCODED = "application/x-www-form-urlencoded"


class Request(flask.Request):
    """PostgreSQL refuses NUL in text, and nobody types it: it is left out before anybody reads."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        found: MultiDict[str, str] = _without_nul(super().args)
        return found

    def _load_form_data(self) -> None:
        """Werkzeug limits the text of a multipart form only; a plain form has the same limit."""
        most, sent = self.max_form_memory_size, self.content_length
        if self.mimetype == _URLENCODED and most is not None and (sent or 0) > most:
            raise RequestEntityTooLarge()
        super()._load_form_data()
        self.__dict__["form"] = _without_nul(self.__dict__["form"])


def _without_nul(values: Any) -> Any:
    if not any("\x00" in text for _name, text in values.items(multi=True)):
        return values
    kept = [(name, text.replace("\x00", "")) for name, text in values.items(multi=True)]
    return type(values)(kept)


class RecordNumber(IntegerConverter):
    """`<int:…>` in an address: a number no record can have leads nowhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_NUMBER, **kwargs})


def record_number(text: str) -> int:
    """For `request.args.get(name, type=record_number)`. Raises ValueError as `int` does."""
    number = int(text) if text.isascii() else -1
    if not 0 <= number <= LARGEST_NUMBER:
        raise ValueError(text)
    return number


def record_number_or_none(text: str) -> int | None:
    """The number of a record chosen in a form; None for anything that is none."""
    try:
        return record_number(text)
    except ValueError:
        return None


def register(app: Flask) -> None:
    app.request_class = Request
    app.url_map.converters["int"] = RecordNumber
