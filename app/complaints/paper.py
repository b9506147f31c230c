"""DOK-02 on A5 with the secret code: printed while its reader waits, and kept nowhere.

The reporter's copy carries the secret code, so it must not lie in the database, in a job or on the
disk: it is printed in the visit that filed and handed out. The office's copy is the same paper
without the code; the one that is kept and can be verified is a letter (documents.py).
"""

import json
from datetime import date

from app.complaints import story
from app.complaints.models import Complaint
from app.core import clock
from app.core.errors import Busy
from app.documents import letterhead, press, typesetting
from app.documents.press import PangoMissing, RenderingFailed

_TEMPLATE = "documents/dok_02.html"
_SHORT = 90


def receipt_pdf(complaint: Complaint, code: str, evidence: int, due: date) -> bytes:
    """The paper; without `code` it is the office's copy. Raises Busy when it cannot be printed now."""
    told = story.read(complaint.story)
    issuer = letterhead.of_this_installation()
    facts = {
        "number": complaint.number,
        "code": code,
        "received_at": complaint.received_at.isoformat(),
        "about": shortened(told.object_words),
        "evidence": evidence,
        "due": due.isoformat(),
        "channel": complaint.channel.label,
    }
    html = typesetting.page_of(_TEMPLATE, issuer, facts, f"{issuer['verify_at']}/lacak")
    told_by_paper = {name: value for name, value in facts.items() if name != "code"}
    order = press.Order(
        html=html,
        record=json.dumps({"schema": "sadar.tanda_terima_aduan/1", "facts": told_by_paper}),
        record_name="tanda-terima.json",
        record_description="Isi tanda terima aduan tanpa kode rahasia",
        identifier=complaint.uid,
        at=int(clock.now().timestamp()),
    )
    try:
        return press.print_pdf(order).content
    except (PangoMissing, RenderingFailed) as error:
        raise Busy(
            "Tanda terima belum bisa dibuat. Catat nomor dan kodenya, lalu coba lagi."
        ) from error


def shortened(text: str) -> str:
    """What it is about, in one line."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"
