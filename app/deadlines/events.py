"""What can happen to a clock and to the calendar."""

from app.core.events import EventType

CALENDAR_LOADED = EventType("calendar.loaded", "Kalender hari libur dimuat")
CALENDAR_CHANGED = EventType("calendar.changed", "Kalender hari libur diubah")
RECOMPUTED = EventType("deadline.recomputed", "Batas waktu dihitung ulang")
MISSED = EventType("deadline.missed", "Batas waktu terlewat")
