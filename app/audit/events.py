"""What the trail itself adds to the trail: readings and exports."""

from app.core.events import EventType

READ = EventType("record.read", "Catatan dibuka")
EXPORTED = EventType("audit.exported", "Log akses & perubahan diunduh")
