"""What can happen to a matter, who is told, and what they read (N-11, N-13, N-26, N-30)."""

from app.core import clock
from app.core.events import Event, EventType
from app.people import queries as people


def the_page(event: Event) -> str | None:
    return f"/urusan/{event.subject.id}"


def the_substitute(event: Event) -> list[int]:
    return [event.facts["to_person"]]


def superiors_of_officials(event: Event) -> list[int]:
    """The direct superiors of whoever has a role in it today."""
    today = clock.today()
    officials = {
        one.person_id
        for one in event.subject.officials
        if one.to_day is None or one.to_day >= today
    }
    above = people.superiors_of(officials, today).values()
    return sorted({one.id for one in above} - officials)


RECORDED = EventType("matter.recorded", "Urusan dicatat", link=the_page)
CORRECTED = EventType("matter.corrected", "Urusan diperbaiki", link=the_page)
ASSIGNED = EventType("matter.assigned", "Petugas urusan ditetapkan", link=the_page)
HELD = EventType("matter.held", "Urusan ditahan", link=the_page)
RELEASED = EventType("matter.released", "Penahanan urusan diakhiri", link=the_page)
HANDED_OVER = EventType(
    "matter.handed_over", "Urusan diserahkan kepada pejabat pengganti",
    tell=(the_substitute,), code="N-13", link=the_page,
    message="Anda ditunjuk sebagai pejabat pengganti untuk urusan {it.number}.",
)  # fmt: skip
DECIDED = EventType("matter.decided", "Urusan diputus", link=the_page)
DECISION_REFUSED = EventType(
    "matter.decision_refused", "Pencatatan keputusan ditolak sistem", link=the_page
)
UNDER_REVIEW = EventType("matter.under_review", "Keputusan urusan ditinjau kembali", link=the_page)
REVIEWED = EventType("matter.reviewed", "Peninjauan kembali urusan selesai", link=the_page)
REDONE = EventType("matter.redone", "Urusan pengganti dibuat", link=the_page)
DROPPED = EventType("matter.dropped", "Urusan dibatalkan", link=the_page)
STALLED = EventType(
    "matter.stalled", "Layanan tertahan",
    tell=(superiors_of_officials,), code="N-30", link=the_page,
    message="Urusan {it.number} sudah ditahan lebih lama dari batas. Tunjuk pejabat pengganti.",
)  # fmt: skip
IMPORTED = EventType("matter.imported", "Daftar urusan diimpor")
EXPORTED = EventType("matter.exported", "Daftar urusan diunduh")
# Told when a check or the Inspektorat stops a matter; a recusal tells in its own words.
STOPPED_MESSAGE = (
    "Urusan {it.number} ditahan. Tunjuk pejabat pengganti agar layanan tidak terlambat."
)
ALL_STOPPED_MESSAGE = "Proses urusan {it.number} ditahan sementara."
