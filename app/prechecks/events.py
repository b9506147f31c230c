"""What can happen to a check, who is told, and what they read."""

from app.core.events import Event, EventType, named_in

the_maker = named_in("person_id")
the_superior = named_in("superior_id")


def the_page(event: Event) -> str | None:
    return f"/cek/{event.subject.id}"


CHECKED = EventType("precheck.checked", "Cek Sebelum Memutuskan", link=the_page)
ASKED = EventType(
    "precheck.asked", "Arahan atasan diminta",
    tell=(the_superior,), code="N-05", link=the_page,
    message="{it.number} meminta arahan Anda sebelum urusan diputus.",
)  # fmt: skip
PASSED_ON = EventType(
    "precheck.passed_on", "Permintaan arahan beralih ke atasan lain",
    tell=(the_superior,), code="N-05", link=the_page,
    message="{it.number} beralih kepada Anda: arahan diminta sebelum urusan diputus.",
)  # fmt: skip
DIRECTED = EventType(
    "precheck.directed", "Arahan atasan diberikan",
    tell=(the_maker,), code="N-08", link=the_page,
    message="Atasan sudah memberi arahan atas {it.number}.",
)  # fmt: skip
CONTINUED = EventType("precheck.continued", "Dilanjutkan dengan catatan", link=the_page)
KEPT = EventType("precheck.kept", "Bukti cek disimpan", link=the_page)
