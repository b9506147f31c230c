"""What can happen to a divestment, who is told, and what they read (N-08, N-17, N-18, N-30)."""

from app.core.events import Event, EventType, named_in

the_owner = named_in("person_id")
the_superior = named_in("superior_id")
the_owner_of_step = named_in("divestment.person_id")


def _page(event: Event) -> str | None:
    return f"/divestasi/{event.subject.id}"


def _page_of_step(event: Event) -> str | None:
    return f"/divestasi/{event.subject.divestment_id}"


STATUS = "Divestasi {it.number}: {it.state.label}."
STEP_STATUS = "Divestasi {it.divestment.number}, langkah {it.position}: {it.state.label}."
REMINDER = "Langkah divestasi {it.divestment.number} jatuh {due_on}. Unggah bukti."
LATE_STEP = "Langkah divestasi {it.divestment.number} lewat {due_on} tanpa bukti."
EXTENSION_WANTED = "Divestasi {it.number}: pegawai minta perpanjangan."
ATTENTION = "Perlu perhatian: {it.number}."

BEGUN = EventType("divestment.begun", "Rencana divestasi mulai ditulis", link=_page)
SUBMITTED = EventType(
    "divestment.submitted", "Rencana divestasi dikirim",
    tell=(the_owner, the_superior), code="N-17", message=STATUS, link=_page,
)  # fmt: skip
ENDORSED = EventType(
    "divestment.endorsed", "Rencana divestasi disetujui atasan",
    tell=(the_owner,), code="N-17", link=_page,
    message="Divestasi {it.number}: disetujui atasan, menunggu BKPSDM.",
)  # fmt: skip
APPROVED = EventType(
    "divestment.approved", "Rencana divestasi disetujui",
    tell=(the_owner, the_superior), code="N-17", message=STATUS, link=_page,
)  # fmt: skip
RETURNED = EventType(
    "divestment.returned", "Rencana divestasi diminta diubah",
    tell=(the_owner,), code="N-17", link=_page,
    message="Divestasi {it.number}: rencana diminta diubah.",
)  # fmt: skip
EXTENSION_ASKED = EventType(
    "divestment.extension_asked", "Perpanjangan divestasi diminta",
    tell=(the_superior,), code="N-17", message=EXTENSION_WANTED, link=_page,
)  # fmt: skip
EXTENDED = EventType(
    "divestment.extended", "Perpanjangan divestasi disetujui",
    tell=(the_owner, the_superior), code="N-17", link=_page,
    message="Divestasi {it.number}: target diperpanjang sampai {target_on}.",
)  # fmt: skip
EXTENSION_REFUSED = EventType(
    "divestment.extension_refused", "Perpanjangan divestasi ditolak",
    tell=(the_owner, the_superior), code="N-17", link=_page,
    message="Divestasi {it.number}: perpanjangan ditolak, target tetap {target_on}.",
)  # fmt: skip
PASSED = EventType(
    "divestment.late", "Divestasi lewat target",
    tell=(the_owner, the_superior), code="N-18", message=STATUS, link=_page,
)  # fmt: skip
ESCALATED = EventType("divestment.escalated", "Divestasi terlambat diteruskan", link=_page)
COMPLETED = EventType(
    "divestment.completed", "Divestasi dinyatakan selesai",
    tell=(the_owner, the_superior), code="N-08", link=_page,
    message="{it.number} sudah dicatat. Tidak ada yang perlu Anda lakukan.",
)  # fmt: skip
FAILED = EventType(
    "divestment.failed", "Divestasi tidak dilaksanakan",
    tell=(the_owner,), code="N-17", message=STATUS, link=_page,
)  # fmt: skip
REROUTED = EventType(
    "divestment.rerouted", "Persetujuan divestasi beralih",
    tell=(the_superior,), code="N-17", message=STATUS, link=_page,
)  # fmt: skip
HANDED_IN = EventType("divestment_step.handed_in", "Bukti langkah divestasi diunggah",
                      link=_page_of_step)  # fmt: skip
VERIFIED = EventType(
    "divestment_step.verified", "Langkah divestasi diverifikasi",
    tell=(the_owner_of_step,), code="N-17", message=STEP_STATUS, link=_page_of_step,
)  # fmt: skip
FOUND_LACKING = EventType(
    "divestment_step.lacking", "Bukti langkah divestasi kurang",
    tell=(the_owner_of_step,), code="N-17", message=STEP_STATUS, link=_page_of_step,
)  # fmt: skip
DOUBTED = EventType(
    "divestment_step.doubtful", "Bukti langkah divestasi meragukan",
    tell=(the_owner_of_step,), code="N-17", message=STEP_STATUS, link=_page_of_step,
)  # fmt: skip
REMINDED = EventType(
    "divestment_step.reminded", "Pengingat langkah divestasi",
    tell=(the_owner_of_step,), code="N-18", message=REMINDER, link=_page_of_step,
)  # fmt: skip
REASSIGNED = EventType("reassignment.recorded", "Bukti alih tugas dicatat")
REGISTER_EXPORTED = EventType("divestment.exported", "Register divestasi diunduh")
