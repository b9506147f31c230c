"""What comes in, made harmless in one place: no controls in a text, no number beyond the database's.

Files that come in stay in memory until somebody has judged and sealed them (security D12).
"""

import io
from collections.abc import Iterable
from typing import IO, Any

import flask
from flask import Flask, current_app
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.routing import IntegerConverter
from werkzeug.utils import cached_property

from app.core.plain_text import without_controls
from app.web.guards import is_taking_files

# The largest number of a record: an INTEGER of PostgreSQL.
LARGEST_NUMBER = 2**31 - 1
# The body of a form with evidence: a record's 50 MB, and room for what was typed beside it, so
# that a file that is too large is refused beside its field and nothing typed is lost.
LARGEST_BODY = 64 * 1024 * 1024
_URLENCODED = "application/x-www-form-urlencoded"


class Request(flask.Request):
    """Control characters, which nobody types, are left out of every text before anybody reads it."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        found: MultiDict[str, str] = _without_controls(super().args)
        return found

    @property
    def max_content_length(self) -> int | None:
        """In bytes; larger for the few pages that take evidence."""
        usual = super().max_content_length
        view = current_app.view_functions.get(self.endpoint or "") if current_app else None
        return LARGEST_BODY if usual is not None and is_taking_files(view) else usual

    @max_content_length.setter
    def max_content_length(self, value: int | None) -> None:
        self._max_content_length = value

    def _get_file_stream(self, *_sizes: Any, **_named: Any) -> IO[bytes]:
        """Memory, where Werkzeug would take a readable file in the temporary folder."""
        return io.BytesIO()

    def _load_form_data(self) -> None:
        """Werkzeug limits the text of a multipart form only; a plain form has the same limit."""
        most, sent = self.max_form_memory_size, self.content_length
        if self.mimetype == _URLENCODED and most is not None and (sent or 0) > most:
            raise RequestEntityTooLarge()
        super()._load_form_data()
        self.__dict__["form"] = _without_controls(self.__dict__["form"])


def _without_controls(values: Any) -> Any:
    kept = [(name, without_controls(text)) for name, text in values.items(multi=True)]
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


def record_numbers(chosen: Iterable[str] | None) -> list[int]:
    """The numbers of the records ticked in a form; what is none is left out."""
    found = (record_number_or_none(one) for one in chosen or ())
    return [one for one in found if one is not None]


def one_of(members: Iterable[Any], chosen: str | None) -> Any:
    """The member of a labelled list that a form names by its value; None for anything else."""
    return next((one for one in members if one.value == chosen), None)


def register(app: Flask) -> None:
    app.request_class = Request
    app.url_map.converters["int"] = RecordNumber
