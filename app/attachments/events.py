"""What can happen to evidence."""

from app.core.events import EventType, named_in

the_uploader = named_in("stored_by_id")

STORED = EventType("attachment.stored", "Bukti diunggah")
CLEARED = EventType("attachment.cleared", "Bukti diperiksa dan bersih")
INFECTED = EventType(
    "attachment.infected", "Bukti mengandung program berbahaya", tell=(the_uploader,),
    message="Satu berkas yang Anda unggah mengandung program berbahaya dan tidak dapat dibuka siapa "
    "pun. Unggah berkas lain sebagai gantinya.",
)  # fmt: skip
