"""The matrix of follow-ups as a file: number, what, who, until when, how it stands."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from app.core import clock
from app.reviews.models import FollowUp
from app.reviews.queries import is_late
from app.web.spreadsheets import ListFile

HEADERS = (
    "aduan", "urutan", "uraian", "perbaikan_sop", "penanggung_jawab", "batas", "status",
    "terlambat", "dinaikkan", "diverifikasi",
)  # fmt: skip
WIDTHS = (18, 8, 60, 14, 34, 12, 18, 10, 12, 14)


def _rows(rows: Iterable[FollowUp]) -> Iterator[tuple[str, ...]]:
    for one in rows:
        raised, verified = (
            clock.local(moment).date().isoformat() if moment else ""
            for moment in (one.raised_at, one.verified_at)
        )
        yield (
            one.number,
            str(one.position),
            one.description,
            gettext("ya") if one.is_sop else "",
            one.owner.name,
            one.due_on.isoformat(),
            gettext(one.state.label),
            gettext("ya") if is_late(one) else "",
            raised,
            verified,
        )


FILE = ListFile("Tindak lanjut", HEADERS, _rows, WIDTHS)
