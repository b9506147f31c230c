"""The compliance list as a file: its columns."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext

from app.core import clock
from app.seasons.compliance import LABELS
from app.seasons.queries import Line
from app.web.spreadsheets import ListFile

HEADERS = (
    "nama", "nip", "jabatan", "unit", "atasan_langsung", "macam", "status", "nihil", "batas",
    "dikirim", "hari_terlambat", "surel",
)  # fmt: skip
WIDTHS = (34, 22, 44, 44, 34, 20, 18, 8, 12, 12, 10, 8)


def _rows(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """One row per person."""
    for line in lines:
        filed = clock.local(line.filed_at).date().isoformat() if line.filed_at else ""
        yield (
            line.name,
            line.nip or "",
            line.post or "",
            line.unit or "",
            line.superior or "",
            gettext(line.kind.label),
            str(LABELS[line.status]),
            gettext("ya") if line.nil and line.filed else "",
            line.due_on.isoformat(),
            filed if line.filed else "",
            str(line.days_late) if line.days_late else "",
            gettext("ada") if line.email else gettext("tidak ada"),
        )


FILE = ListFile("Kepatuhan", HEADERS, _rows, WIDTHS)
