"""Domain errors become pages, in one place."""

import traceback
from http import HTTPStatus

from flask import (
    Flask,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
)
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from app.core.errors import (
    AlreadyDone,
    Busy,
    Closed,
    DomainError,
    Invalid,
    NotAllowed,
    NotFound,
    WrongState,
)
from app.database import once
from app.web.filters import said
from app.web.typed import may_be_sent, typed

_PAGES = {403, 404, 405, 413, 429, 500, 503}
_RETRY_SECONDS = 5
_NO_SUCH_METHOD = HTTPStatus.METHOD_NOT_ALLOWED


def register(app: Flask) -> None:
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(AlreadyDone, _already_done)
    app.register_error_handler(Busy, _busy)
    app.register_error_handler(CSRFError, _session_over)
    app.register_error_handler(Closed, _closed)
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _page(template: str, status: int, **facts: object) -> Response:
    return make_response(render_template(f"errors/{template}.html", **facts), status)


def _not_found(_error: NotFound) -> Response:
    return _page("404", 404)


def _already_done(error: AlreadyDone) -> BaseResponse:
    if error.location:
        flash(_("Formulir ini sudah kami terima. Ini hasilnya."), "info")
        return redirect(error.location, 303)
    return _page(
        "domain", 409, title=_("Sudah kami terima"),
        message=_("Formulir ini sudah kami terima satu kali dan tidak dicatat dua kali."),
    )  # fmt: skip


def _busy(error: Busy) -> Response:
    answer = _page("503", 503, message=said(error.message))
    answer.headers["Retry-After"] = str(_RETRY_SECONDS)
    return answer


def _session_over(_error: CSRFError) -> Response:
    return _page("400", 400, typed=typed(), may_be_sent=may_be_sent())


def _closed(error: Closed) -> Response:
    return _page(
        "domain", 403, title=_("Urusan ini tertutup bagi Anda"), message=said(error.message),
        back_url=error.page, back_label=_("Lihat penarikan diri Anda"),
    )  # fmt: skip


def _refused(error: DomainError) -> BaseResponse:
    """What the second of two clicks is refused is what the first has done."""
    earlier = once.acted_upon()
    if earlier is not None:
        return _already_done(earlier)
    status = {NotAllowed: 403, WrongState: 409, Invalid: 422}.get(type(error), 400)
    titles = {
        403: _("Anda tidak berwenang"),
        409: _("Keadaan sudah berubah"),
        422: _("Ada yang perlu diperbaiki"),
    }
    back = _page_above() if status == HTTPStatus.CONFLICT else None
    return _page("domain", status, title=titles.get(status, _("Tidak bisa dilakukan")),
                 message=said(error.message), back_url=back,
                 back_label=_("Lihat keadaan sekarang"))  # fmt: skip


def _page_above() -> str | None:
    """The nearest page that the refused step's address lies under: its record's, as a rule."""
    ways, path = current_app.create_url_adapter(request), request.path
    while ways is not None and (path := path.rpartition("/")[0]):
        if ways.test(path, "GET"):
            return path
    return None


def _stale(_error: StaleDataError) -> BaseResponse:
    return _refused(WrongState(_("Orang lain lebih dulu mengubah data ini. Muat ulang.")))


def _http(error: HTTPException) -> BaseResponse | HTTPException:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    code = (
        error.code
        if error.code in _PAGES
        else (404 if error.code < HTTPStatus.INTERNAL_SERVER_ERROR else 500)
    )
    answer = _page(str(code) if code != _NO_SUCH_METHOD else "404", error.code)
    if error.code == _NO_SUCH_METHOD and error.response is None:
        answer.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or [])
    return answer


def _unexpected(error: Exception) -> Response:
    if current_app.testing or current_app.debug:
        raise error
    current_app.logger.error("unexpected error at %s: %s", request.endpoint, _places(error))
    return _page("500", 500)


def _places(error: BaseException | None) -> str:
    """The kinds and places of an error and of what led to it: a message may carry what a record says."""
    found = []
    while error is not None:
        found.append(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}")
        error = error.__cause__ or error.__context__
    return "after ".join(found)
