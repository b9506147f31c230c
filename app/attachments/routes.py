"""Serving evidence: always as a download, never shown inside a page of ours (C33)."""

import logging
from urllib.parse import quote

from flask import Blueprint, make_response
from werkzeug.wrappers import Response

from app.attachments import queries
from app.attachments.naming import served_name
from app.audit.services import record_reading
from app.core.errors import WrongState
from app.web.guards import current_actor, signed_in

bp = Blueprint("attachments", __name__)
_log = logging.getLogger(__name__)


@bp.get("/berkas/<int:attachment_id>")
@signed_in
def download(attachment_id: int) -> Response:
    """The working copy; opening somebody else's evidence is written to the trail."""
    actor = current_actor()
    found = queries.attachment_for(actor, attachment_id)
    try:
        content = queries.content_of(found)
    except queries.Gone as error:
        _log.exception("evidence %s cannot be opened", found.id)
        raise WrongState("Berkas ini tidak dapat dibuka. Hubungi admin.") from error
    if found.stored_by_id != actor.person_id:
        record_reading(actor, found, "Mengunduh bukti")
    answer = make_response(content)
    answer.headers["Content-Type"] = found.kind.mime
    answer.headers["Content-Disposition"] = _disposition(served_name(found.name, found.kind))
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _disposition(name: str) -> str:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "-" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
