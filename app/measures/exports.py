"""The list of plans as CSV and XLSX, safe to open in a spreadsheet (security C35)."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from app.core import clock
from app.measures import queries
from app.measures.models import Plan
from app.measures.wording import STANDING_LABELS
from app.web.spreadsheets import ListFile

HEADERS = (
    "nomor", "pegawai", "jabatan", "unit", "atasan", "tingkat", "status", "keadaan", "revisi",
    "titik_pantau_terakhir", "titik_pantau_berikutnya", "ditetapkan",
)  # fmt: skip
WIDTHS = (16, 34, 44, 44, 34, 10, 22, 14, 8, 14, 14, 14)


def _rows(plans: Iterable[Plan]) -> Iterator[tuple[str, ...]]:
    """One row per plan."""
    for plan in plans:
        yield (
            plan.number,
            plan.person.name,
            plan.post,
            plan.unit.name if plan.unit else "",
            plan.superior.name if plan.superior else "",
            gettext(plan.level.label),
            gettext(plan.state.label),
            str(STANDING_LABELS[queries.standing_of(plan)]),
            str(plan.version),
            plan.last_check_on.isoformat() if plan.last_check_on else "",
            plan.next_check_on.isoformat() if plan.next_check_on else "",
            clock.local(plan.set_at).date().isoformat() if plan.set_at else "",
        )


FILE = ListFile("Rencana penanganan", HEADERS, _rows, WIDTHS)
