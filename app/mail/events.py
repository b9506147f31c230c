"""What officers do with mail; that a message left is in its own row, not in the trail."""

from app.core.events import EventType

SENT_AGAIN = EventType("mail.sent_again", "Surel yang gagal dikirim lagi")
TRIED_OUT = EventType("mail.tried_out", "Surel uji diminta")
