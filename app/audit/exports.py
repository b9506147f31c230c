"""The trail as CSV, safe to open in a spreadsheet."""

from collections.abc import Iterable, Sequence

from app.audit.queries import Line
from app.core import clock
from app.web import spreadsheets

HEADERS = (
    "nomor", "waktu", "pelaku", "peran", "tindakan", "kode", "catatan", "nomor_catatan", "tentang",
    "alasan", "sidik",
)  # fmt: skip


def as_csv(lines: Iterable[Line], *, numbered: bool) -> bytes:
    """One row per entry, newest first; times on the office's wall clock.

    `numbered`: with the entries' places in the chain and their fingerprints.
    """
    return spreadsheets.as_csv(HEADERS, (_row(line, numbered) for line in lines))


def _row(line: Line, numbered: bool) -> Sequence[str]:
    entry = line.entry
    return (
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
