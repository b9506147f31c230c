"""What can happen to evidence."""

from app.core.events import EventType

STORED = EventType("attachment.stored", "Bukti diunggah")
