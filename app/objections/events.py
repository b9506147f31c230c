"""What can happen to an objection, who is told, and what they read (N-40, N-41)."""

from app.core.events import Event, EventType, named_in

the_objector = named_in("person_id")


def page(event: Event) -> str | None:
    return f"/keberatan/{event.subject.id}"


FILED = EventType(
    "objection.filed", "Keberatan diajukan", tell=(the_objector,), code="N-41", link=page,
    message="Keberatan {it.number} diterima. Diputus paling lambat {due}.",
)  # fmt: skip
ADMITTED = EventType("objection.admitted", "Keberatan memenuhi syarat", link=page)
REJECTED = EventType(
    "objection.inadmissible", "Keberatan tidak dapat diterima",
    tell=(the_objector,), code="N-41", link=page,
    message="Keberatan {it.number} tidak dapat diterima. Alasannya ada di aplikasi.",
)  # fmt: skip
DECIDED = EventType(
    "objection.decided", "Keberatan diputus", tell=(the_objector,), code="N-41", link=page,
    message="Ada putusan keberatan {it.number}.",
)  # fmt: skip
APPEALED = EventType(
    "objection.appealed", "Banding diajukan", tell=(the_objector,), code="N-41", link=page,
    message="Banding atas {it.number} diterima. Diputus paling lambat {due}.",
)  # fmt: skip
APPEAL_DECIDED = EventType(
    "objection.appeal_decided", "Banding diputus", tell=(the_objector,), code="N-41", link=page,
    message="Ada putusan banding atas keberatan {it.number}.",
)  # fmt: skip
CARRIED_OUT = EventType(
    "objection.carried_out", "Putusan keberatan dilaksanakan",
    tell=(the_objector,), code="N-41", link=page,
    message="Putusan keberatan {it.number} sudah dilaksanakan.",
)  # fmt: skip
LATE = EventType(
    "objection.late", "Keberatan lewat batas", tell=(the_objector,), code="N-41", link=page,
    message="Keberatan {it.number} lewat batas dan dinaikkan ke atasan berikutnya.",
)  # fmt: skip
TO_ADMIT = "Keberatan {it.number} masuk. Periksa syaratnya paling lambat {admit_due}."
TO_CARRY_OUT = "Keberatan {it.number} dikabulkan. Laksanakan putusannya paling lambat {due}."
NOT_CARRIED_OUT = "Putusan keberatan {it.number} belum dilaksanakan. Batasnya sudah lewat."
LATE_TOLD = "Keberatan {it.number} lewat batas putusan."
PASSED_ON = "Keberatan {it.number} beralih kepada Anda karena lewat batas. Putus segera."
TO_REVIEW = "Keberatan {it.number} masuk. Putus paling lambat {due}."
