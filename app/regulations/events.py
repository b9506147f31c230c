"""What can happen to the rules."""

from app.core.events import EventType

ACTIVATED = EventType("regulations.activated", "Paket aturan diaktifkan")
