"""What can happen to a measures plan, who is told, and what they read (N-12, N-15, N-08, N-30)."""

from app.core.events import Event, EventType, named_in

the_employee = named_in("person_id")
the_superior = named_in("superior_id")


def page_of(event: Event) -> str | None:
    return f"/rencana/{event.subject.id}"


def _page_of_plan(event: Event) -> str | None:
    return f"/rencana/{event.subject.plan_id}"


def _the_employee_who_was_asked(event: Event) -> list[int]:
    """Who never heard of the draft hears nothing of its end either."""
    return the_employee(event) if event.facts.get("asked") else []


STARTED = EventType("plan.started", "Rencana Penanganan mulai disusun")
ASSIGNED = EventType(
    "plan.assigned", "Rencana Penanganan diserahkan kepada atasan di atasnya",
    tell=(the_superior,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number} menunggu Anda: ada yang dilewati pagar benturan.",
)  # fmt: skip
ASKED = EventType(
    "plan.reply_asked", "Tanggapan pegawai atas Rencana Penanganan diminta",
    tell=(the_employee,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: menunggu tanggapan Anda. Tanggapi paling lambat {due}.",
)  # fmt: skip
REPLIED = EventType(
    "plan.replied", "Pegawai menanggapi Rencana Penanganan",
    tell=(the_superior,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: sudah ditanggapi dan siap ditetapkan.",
)  # fmt: skip
SILENT = EventType(
    "plan.silent", "Pegawai tidak menanggapi sampai batas waktu",
    tell=(the_superior,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: batas tanggapan lewat; siap ditetapkan.",
)  # fmt: skip
REDRAFTED = EventType("plan.redrafted", "Rencana Penanganan disusun lagi")
SET = EventType(
    "plan.set", "Rencana Penanganan ditetapkan",
    tell=(the_employee,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: ditetapkan. Titik pantau berikutnya {next}.",
)  # fmt: skip
REPORTED = EventType(
    "plan.reported", "Bukti atau keterangan rencana diunggah",
    tell=(the_superior,), code="N-15", link=page_of,
    message="Rencana penanganan {it.number}: ada bukti atau keterangan baru.",
)  # fmt: skip
CHECKED = EventType("plan.checked", "Titik pantau diperiksa", link=page_of)
INCIDENT = EventType(
    "plan.incident", "Titik pantau menemukan kejadian",
    tell=(the_employee,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: ada kejadian pada titik pantau. Rencana akan diubah.",
)  # fmt: skip
REMINDED = EventType("plan.reminded", "Pengingat titik pantau", code="N-15", link=page_of)
REVISING = EventType(
    "plan.revising", "Perubahan Rencana Penanganan mulai disusun",
    tell=(the_employee,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: sedang diubah. Rencana lama tetap berlaku.",
)  # fmt: skip
CALLED_OFF = EventType(
    "plan.called_off", "Perubahan Rencana Penanganan dibatalkan",
    tell=(the_employee,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: perubahannya dibatalkan. Rencana yang sudah ditetapkan tetap berlaku.",
)  # fmt: skip
REFERRED = EventType(
    "plan.referred", "Pelanggaran rencana dicatat dan dirujuk",
    tell=(the_employee,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: pelanggaran dicatat. Buka untuk melihat alasannya.",
)  # fmt: skip
CLOSED = EventType(
    "plan.closed", "Rencana Penanganan ditutup",
    tell=(the_employee,), code="N-08", link=page_of,
    message="{it.number} sudah dicatat. Tidak ada yang perlu Anda lakukan.",
)  # fmt: skip
DROPPED = EventType(
    "plan.dropped", "Atasan memutus: tidak ada benturan kepentingan",
    tell=(_the_employee_who_was_asked,), code="N-08", link=page_of,
    message="Rencana penanganan {it.number}: diputus tidak ada benturan kepentingan. Tidak ada yang perlu Anda lakukan.",
)  # fmt: skip
ACTION_DONE = EventType("plan.action_done", "Tindakan rencana dinyatakan selesai", link=page_of)
EXTENDED = EventType(
    "plan.action_extended", "Batas tindakan diperpanjang",
    tell=(the_employee,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: batas satu tindakan menjadi {due}.",
)  # fmt: skip
HANDED_OVER = EventType(
    "plan.handed_over", "Rencana Penanganan beralih ke atasan lain",
    tell=(the_superior,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number} beralih kepada Anda.",
)  # fmt: skip
OBJECTED = EventType(
    "plan.objected", "Pegawai mengajukan keberatan atas rencana",
    tell=(the_superior,), code="N-40", link=page_of,
    message="Keberatan atas rencana penanganan {it.number} masuk. Rencana tetap berlaku.",
)  # fmt: skip
OBJECTION_GRANTED = EventType(
    "plan.objection_granted", "Keberatan atas rencana dikabulkan",
    tell=(the_superior,), code="N-12", link=page_of,
    message="Rencana penanganan {it.number}: keberatan dikabulkan. Ubah rencana sesuai putusannya.",
)  # fmt: skip
EXPORTED = EventType("plan.exported", "Daftar rencana penanganan diunduh")
REFERRAL_WRITTEN = EventType("referral.written", "Surat rujukan sanksi dibuat", link=_page_of_plan)
REFERRAL_TAKEN_UP = EventType("referral.taken_up", "Rujukan diproses di luar", link=_page_of_plan)
REFERRAL_DECIDED = EventType(
    "referral.decided", "Rujukan diputus di luar", link=_page_of_plan,
)  # fmt: skip
EXECUTE_MESSAGE = "Rencana penanganan {it.number}: Anda pelaksana satu tindakan. Batas {due}."
CHECK_MESSAGE = "Titik pantau rencana {it.number} jatuh {due}. Unggah bukti."
BREACH_MESSAGE = "Perlu perhatian: {it.number}."
