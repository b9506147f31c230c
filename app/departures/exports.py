"""The list of departures as a file: who, why, when, until when; never what was declared."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from app.core import clock
from app.departures.models import Departure
from app.web.spreadsheets import ListFile

HEADERS = (
    "nomor", "nama", "nip", "jabatan", "unit", "sebab", "hari_terakhir", "status", "dikirim",
    "diverifikasi", "masa_tunggu_sampai",
)  # fmt: skip
WIDTHS = (18, 34, 22, 44, 44, 24, 14, 16, 12, 14, 18)


def _rows(departures: Iterable[Departure]) -> Iterator[tuple[str, ...]]:
    for one in departures:
        sent, verified = (
            clock.local(moment).date().isoformat() if moment else ""
            for moment in (one.filed_at, one.verified_at)
        )
        yield (
            one.number,
            one.person.name,
            one.person.nip or "",
            one.post,
            one.unit.name if one.unit else "",
            gettext(one.cause.label),
            one.last_day.isoformat(),
            gettext(one.state.label),
            sent,
            verified,
            one.cooling_until.isoformat() if one.cooling_until else "",
        )


FILE = ListFile("Akhir jabatan", HEADERS, _rows, WIDTHS)
