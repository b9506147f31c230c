"""The register of divestments as CSV and XLSX, safe to open in a spreadsheet (security C35)."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from app.core import clock
from app.divestments.queries import Line
from app.web.spreadsheets import ListFile

HEADERS = (
    "nomor", "nama", "nip", "jabatan", "unit", "bentuk", "cara", "status", "dikirim", "disetujui",
    "target", "diperpanjang", "langkah", "terverifikasi", "menunggu_verifikasi",
    "penarikan_diri", "rencana_penanganan", "berakhir",
)  # fmt: skip


def _rows(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """One row per divestment; no content of the interest."""
    for line in lines:
        it, steps = line.it, line.progress
        yield (
            it.number,
            it.person.name,
            it.person.nip or "",
            it.post,
            it.unit.name if it.unit else "",
            gettext(it.asset_form.label) if it.asset_form else "",
            gettext(it.way.label) if it.way else "",
            gettext(it.state.label),
            clock.local(it.submitted_at).date().isoformat() if it.submitted_at else "",
            clock.local(it.approved_at).date().isoformat() if it.approved_at else "",
            it.target_on.isoformat() if it.target_on else "",
            "ya" if it.extended_from else "",
            str(steps.total),
            str(steps.verified),
            str(steps.to_verify),
            it.recusal_number or "",
            it.plan_number or "",
            clock.local(it.ended_at).date().isoformat() if it.ended_at else "",
        )


FILE = ListFile("Divestasi", HEADERS, _rows)
