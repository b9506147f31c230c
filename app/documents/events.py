"""What can happen to a letter."""

from app.core.events import EventType

ORDERED = EventType("document.ordered", "Surat dibuat")
ISSUED = EventType("document.issued", "Surat terbit")
SUPERSEDED = EventType("document.superseded", "Surat digantikan")
REVOKED = EventType("document.revoked", "Surat dicabut")
