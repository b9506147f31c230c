"""Public home (S-01), choice of language, and the health answers."""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from app.home import queries
from app.web.guards import public
from app.web.pages import LANGUAGE_COOKIE, LANGUAGES

bp = Blueprint("home", __name__)
_ONE_YEAR_SECONDS = 31_536_000


@bp.get("/")
@public
def index() -> str:
    return render_template("public/home.html", counts=queries.public_counts())


@bp.get("/bahasa/<language>")
@public
def language(language: str) -> BaseResponse:
    back = request.args.get("kembali", "/")
    own_path = back.startswith("/") and not back.startswith(("//", "/\\"))
    answer = redirect(back if own_path else "/", 303)
    if language in LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE, language, max_age=_ONE_YEAR_SECONDS, samesite="Lax", httponly=True
        )
    return answer


@bp.get("/healthz")
@public
def alive() -> Response:
    return make_response("ok\n", 200, {"Content-Type": "text/plain"})


@bp.get("/readyz")
@public
def ready() -> Response:
    """Whether this process can do its work: the database answers."""
    problem = queries.what_is_not_ready()
    return make_response(
        f"{problem or 'ok'}\n", 503 if problem else 200, {"Content-Type": "text/plain"}
    )
