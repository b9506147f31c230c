"""What can happen to a recusal, who is told, and what they read (N-10, N-11, N-13, N-14, N-30)."""

from app.core.events import Event, EventType, named_in

the_person = named_in("person_id")
the_superior = named_in("superior_id")


def page(event: Event) -> str | None:
    return f"/penarikan-diri/{event.subject.id}"


DISCARDED = EventType("recusal.discarded", "Draf penarikan diri dibuang")
SENT = EventType(
    "recusal.sent", "Penarikan diri diajukan; urusan ditahan",
    tell=(the_person,), code="N-10", link=page,
    message="Permohonan penarikan diri {it.number} terkirim. Anda tidak menangani urusan ini sejak"
    " {from_day}.",
)  # fmt: skip
IMPOSED = EventType(
    "recusal.imposed", "Penarikan diri ditetapkan tanpa permohonan; urusan ditahan",
    tell=(the_person,), code="N-10", link=page,
    message="Penarikan diri {it.number} ditetapkan untuk Anda. Anda tidak menangani urusan ini"
    " sejak {from_day}.",
)  # fmt: skip
REROUTED = EventType(
    "recusal.rerouted", "Tanggapan penarikan diri beralih ke atasan lain",
    tell=(the_superior,), code="N-11", link=page,
    message="Penarikan diri {it.number} menunggu tanggapan Anda.",
)  # fmt: skip
ANSWERED = EventType("recusal.answered", "Atasan menanggapi penarikan diri", link=page)
PASSED_ON = EventType(
    "recusal.passed_on", "Penarikan diri diteruskan ke BKPSDM tanpa tanggapan atasan",
    tell=(the_superior,), code="N-06", link=page,
    message="{it.number} diteruskan ke BKPSDM karena belum Anda tanggapi. Tanggapan masih diterima.",
)  # fmt: skip
RETURNED = EventType(
    "recusal.returned", "Penarikan diri dikembalikan untuk dilengkapi",
    tell=(the_person,), code="N-07", link=page,
    message="Ada yang perlu dilengkapi pada {it.number}. Batas {due}. Anda tetap tidak menangani"
    " urusan ini.",
)  # fmt: skip
COMPLETED = EventType("recusal.completed", "Penarikan diri dilengkapi", link=page)
PROPOSED = EventType("recusal.proposed", "Putusan penarikan diri diajukan", link=page)
HANDED_BACK = EventType("recusal.handed_back", "Usul putusan dikembalikan ke penelaah", link=page)
APPROVED = EventType(
    "recusal.approved", "Penarikan diri disetujui",
    tell=(the_person, the_superior), code="N-13", link=page,
    message="Penarikan diri {it.number} disetujui. Surat dapat diunduh.",
)  # fmt: skip
REFUSED = EventType(
    "recusal.refused", "Penarikan diri ditolak",
    tell=(the_person, the_superior), code="N-14", link=page,
    message="Penarikan diri {it.number} ditolak. Alasan dan cara keberatan ada di aplikasi. Jangan"
    " lanjutkan urusan sebelum ada penugasan.",
)  # fmt: skip
SETTLED = EventType(
    "recusal.settled", "Urusan ditugaskan sesudah penarikan diri ditolak",
    tell=(the_person, the_superior), code="N-13", link=page,
    message="Penanganan urusan pada {it.number} sudah ditetapkan. Buka untuk melihat penugasan.",
)  # fmt: skip
OBJECTED = EventType("recusal.objected", "Keberatan atas penolakan penarikan diri", link=page)
OBJECTION_GRANTED = EventType(
    "recusal.objection_granted", "Penarikan diri berlaku sesudah keberatan dikabulkan",
    tell=(the_person, the_superior), code="N-13", link=page,
    message="Penarikan diri {it.number} berlaku sesudah keberatan dikabulkan.",
)  # fmt: skip
OBJECTION_LOST = EventType(
    "recusal.objection_lost", "Penolakan penarikan diri tetap sesudah keberatan", link=page
)
CANCEL_ASKED = EventType(
    "recusal.cancel_asked", "Pembatalan penarikan diri diminta",
    tell=(the_superior,), code="N-11", link=page,
    message="Pembatalan penarikan diri {it.number} menunggu persetujuan Anda. Batas {due}.",
)  # fmt: skip
CANCEL_DECLINED = EventType(
    "recusal.cancel_declined", "Pembatalan penarikan diri tidak disetujui",
    tell=(the_person,), code="N-11", link=page,
    message="Pembatalan {it.number} tidak disetujui. Anda tetap tidak menangani urusan ini.",
)  # fmt: skip
CANCELLED = EventType(
    "recusal.cancelled", "Penarikan diri dibatalkan",
    tell=(the_person,), code="N-11", link=page,
    message="Penarikan diri {it.number} dibatalkan.",
)  # fmt: skip
ENDED = EventType(
    "recusal.ended", "Penarikan diri berakhir",
    tell=(the_person, the_superior), code="N-13", link=page,
    message="Penarikan diri {it.number} berakhir.",
)  # fmt: skip
KEPT = EventType(
    "recusal.kept", "Penarikan diri tidak lagi berakhir bersama kepentingannya",
    tell=(the_person, the_superior), code="N-13", link=page,
    message="Penarikan diri {it.number} tetap berlaku dan tidak lagi berakhir bersama"
    " kepentingannya.",
)  # fmt: skip
BREACHED = EventType("recusal.breached", "Bertindak selagi menarik diri (DT-04)", link=page)
COVERED = EventType(
    "recusal.covered", "Urusan baru ditahan karena penarikan diri",
    tell=(the_person, the_superior), code="N-11", link=page,
    message="Urusan baru tercakup dalam penarikan diri {it.number} dan ditahan.",
)  # fmt: skip
TOLD = EventType("recusal.told", "Penjaga penarikan diri diberi tahu", link=page)
CONFIRMED = EventType("recusal.confirmed", "Penjaga membenarkan sudah melaksanakan", link=page)
EXPORTED = EventType("recusal.exported", "Register penarikan diri diunduh")

TO_ANSWER = "Penarikan diri {it.number} menunggu tanggapan Anda. Batas {due}."
TO_ANSWER_SERVICE = (
    "Penarikan diri {it.number} menunggu tanggapan Anda. Batas {due}. Batas layanan urusan"
    " {service_due}."
)
TO_DECIDE = "Penarikan diri {it.number} menunggu keputusan Anda. Batas {due}."
TO_DECIDE_SERVICE = (
    "Penarikan diri {it.number} menunggu keputusan Anda. Batas {due}. Batas layanan urusan"
    " {service_due}."
)
TO_SUBSTITUTE = "Anda ditunjuk sebagai pejabat pengganti pada penarikan diri {it.number}."
TO_GATEKEEPER = "Anda diminta menjaga pelaksanaan penarikan diri {it.number}. Buka dan benarkan."
TO_COPIES = "Tembusan: penarikan diri {it.number} disetujui. Surat dapat diunduh."
TO_SETTLE = "Tetapkan siapa yang menangani urusan pada {it.number}. Batas {due}."
TO_INSPECTORS = "Perlu perhatian: {it.number}."
ENDED_TO_OTHERS = "Penarikan diri {it.number} berakhir."
