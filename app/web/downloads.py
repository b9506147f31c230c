"""A list given out as a file, in the form that was asked for."""

from collections.abc import Iterable
from typing import TypeVar

from flask import make_response
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.web import spreadsheets
from app.web.spreadsheets import ListFile

R = TypeVar("R")
_MIMETYPES = {"csv": spreadsheets.CSV, "xlsx": spreadsheets.XLSX}


def listed(file: ListFile[R], rows: Iterable[R], name: str, form: str) -> Response:
    """The rows as `name.csv` or `name.xlsx`. Raises NotFound for any other form."""
    if form not in _MIMETYPES:
        raise NotFound(form)
    write = file.as_csv if form == "csv" else file.as_xlsx
    return attached(write(rows), _MIMETYPES[form], f"{name}.{form}")


def attached(content: bytes | str, mimetype: str, name: str) -> Response:
    """A file to be kept, never shown inside the page."""
    answer = make_response(content)
    answer.mimetype = mimetype
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
