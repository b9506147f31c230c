"""What is written to the trail about copies of the installation."""

from app.core.events import EventType

WRITTEN = EventType("backup.written", "Cadangan ditulis")
KEYS_WRITTEN = EventType("backup.keys_written", "Cadangan kunci pemasangan ditulis")
