"""Pages of letters: verify by code, compare a file, download one's own."""

import hashlib

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.audit.services import record_reading
from app.documents import queries
from app.documents.forms import CodeForm, CompareForm
from app.documents.queries import Verdict, Verification
from app.visits.visiting import page, visitor
from app.web.guards import current_actor, public, repeatable, signed_in

bp = Blueprint("documents", __name__)

_CHUNK = 64 * 1024
_ACCEPTED = 202


@bp.get("/v")
@public
def verify_form() -> Response:
    """Ask for the code that is printed on the letter."""
    form = CodeForm(request.args)
    if "kode" not in request.args:
        return make_response(render_template("documents/verify_form.html", form=CodeForm()))
    if form.validate():
        return redirect(url_for("documents.verify", kode=form.kode.data), 303)
    return make_response(render_template("documents/verify_form.html", form=form), 422)


@bp.get("/v/<kode>")
@public
def verify(kode: str) -> Response:
    """Say whether the letter is valid, replaced, revoked or unknown (S-17)."""
    found = queries.verification_of(kode)
    if found.verdict is not Verdict.UNKNOWN and found.code != kode:
        return redirect(url_for("documents.verify", kode=found.code), 303)
    status = 404 if found.verdict is Verdict.UNKNOWN else 200
    return _verification(found, CompareForm(), status)


@bp.post("/v/<kode>")
@public
@repeatable
def compare(kode: str) -> Response:
    """Compare a file with the one that was issued; only its hash is looked at, nothing is kept."""
    found = queries.verification_of(kode)
    form = CompareForm()
    if not form.validate():
        return _verification(found, form, 422)
    digest = hashlib.sha256()
    while part := form.berkas.data.stream.read(_CHUNK):
        digest.update(part)
    same = queries.is_same_file(found, digest.hexdigest())
    return _verification(found, form, 200, compared="same" if same else "different")


def _verification(
    found: Verification, form: CompareForm, status: int, compared: str = ""
) -> Response:
    text = render_template(
        "documents/verify.html", found=found, Verdict=Verdict, form=form, compared=compared
    )
    return make_response(text, status)


@bp.get("/surat/<int:document_id>.pdf")
@signed_in
def download(document_id: int) -> Response:
    """The stored bytes; opening another person's letter is written to the trail."""
    actor = current_actor()
    document = queries.document_for(actor, document_id)
    if not document.is_rendered:
        failed = queries.gave_up(document)
        text = render_template("documents/preparing.html", document=document, failed=failed)
        return make_response(text, _ACCEPTED)
    if document.holder_person_id != actor.person_id and request.method != "HEAD":
        record_reading(actor, document, f"Mengunduh surat nomor {document.number}")
    return _served(document.content, document.number)


@bp.get("/lacak/surat/<int:document_id>.pdf")
@public
def download_visited(document_id: int) -> Response:
    """The same for somebody from outside, of the record he opened with his code."""
    document = queries.document_for(visitor(), document_id)
    if not document.is_rendered:
        return make_response(
            page("documents/preparing_visited.html", failed=queries.gave_up(document)), _ACCEPTED
        )
    return _served(document.content, document.number)


def _served(content: bytes, number: str) -> Response:
    answer = make_response(content)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{_file_name(number)}"'
    return answer


def _file_name(number: str) -> str:
    return (
        "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in number) + ".pdf"
    )
