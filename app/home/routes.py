"""Public home (S-01), the employee's task page (S-21), language, and the health answers."""

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from app.accounts.paths import own_path
from app.home import queries
from app.web.guards import current_actor, public, signed_in
from app.web.pages import LANGUAGE_COOKIE, LANGUAGES

bp = Blueprint("home", __name__)
_ONE_YEAR_SECONDS = 31_536_000


@bp.get("/")
@public
def index() -> str:
    return render_template("public/home.html", counts=queries.public_counts())


@bp.get("/tugas")
@signed_in
def tasks() -> str:
    actor = current_actor()
    return render_template(
        "home/tasks.html",
        cards=queries.tasks_visible_to(actor),
        standing=queries.standing_of_visible_to(actor),
    )


@bp.get("/tentang")
@public
def about() -> str:
    return render_template("public/about.html")


@bp.get("/bahasa/<language>")
@public
def language(language: str) -> BaseResponse:
    answer = redirect(own_path(request.args.get("kembali")) or "/", 303)
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
