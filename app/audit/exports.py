"""The trail as CSV, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from app.audit.queries import Line
from app.core import clock

# A cell that starts so would be run as a formula (security C35).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HEADERS = (
    "nomor", "waktu", "pelaku", "peran", "tindakan", "kode", "catatan", "nomor_catatan", "tentang",
    "alasan", "sidik",
)  # fmt: skip


def as_csv(lines: Iterable[Line], *, numbered: bool) -> str:
    """One row per entry, newest first; times on the office's wall clock.

    `numbered`: with the entries' places in the chain and their fingerprints.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    for line in lines:
        entry = line.entry
        writer.writerow(
            _safe(value)
            for value in (
                str(entry.seq) if numbered else "",
                clock.local(entry.at).isoformat(timespec="seconds"),
                entry.actor_name,
                ", ".join(role.label for role in line.roles),
                entry.title,
                entry.action,
                entry.subject_type,
                "" if entry.subject_id is None else str(entry.subject_id),
                line.about or "",
                entry.reason or "",
                entry.hash if numbered else "",
            )
        )
    return "\ufeff" + out.getvalue()


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
