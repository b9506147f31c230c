"""What can happen to a departure, who is told, and what they read (N-36)."""

from app.core.events import Event, EventType, named_in

the_leaver = named_in("person_id")


def _page(event: Event) -> str | None:
    return f"/akhir-jabatan/{event.subject.id}"


_DUTY = "Isi Pernyataan Akhir Jabatan sebelum {last_day}."

OPENED = EventType(
    "departure.opened", "Akhir jabatan dicatat",
    tell=(the_leaver,), code="N-36", message=_DUTY, link=_page,
)  # fmt: skip
REMINDED = EventType(
    "departure.reminded", "Pengingat Pernyataan Akhir Jabatan",
    tell=(the_leaver,), code="N-36", message=_DUTY, link=_page,
)  # fmt: skip
# The superior, who is told too, may not open the page: BKPSDM alone gets the link.
LATE = EventType("departure.late", "Pernyataan Akhir Jabatan lewat hari terakhir")
FILED = EventType("departure.filed", "Pernyataan Akhir Jabatan dikirim", link=_page)
VERIFIED = EventType(
    "departure.verified", "Pernyataan Akhir Jabatan diverifikasi",
    tell=(the_leaver,), code="N-36", link=_page,
    message="{it.number} sudah diverifikasi. Masa tunggu sampai {cooling_until}.",
)  # fmt: skip
COOLING_BEGAN = EventType("departure.cooling_began", "Masa tunggu mulai")
COOLING_OVER = EventType("departure.cooling_over", "Masa tunggu berakhir", link=_page)
CANCELLED = EventType(
    "departure.cancelled", "Akhir jabatan dibatalkan",
    tell=(the_leaver,), code="N-36", message="{it.number} dibatalkan.", link=_page,
)  # fmt: skip
EXPORTED = EventType("departure.exported", "Daftar akhir jabatan diunduh")
LATE_MESSAGE = "{it.number} lewat hari terakhir dan belum diisi."
TO_VERIFY = "{it.number} menunggu verifikasi BKPSDM."
OVER_MESSAGE = "{it.number}: masa tunggu berakhir {cooling_until}."
