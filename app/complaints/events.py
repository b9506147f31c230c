"""What can happen to a complaint. Facts and messages hold numbers, codes and dates, never content.

Whom a notice goes to is chosen by the use case, among those whom the complaint does not concern:
an event type of this package names no audience of its own.
"""

from app.core.events import Event, EventType


def page(event: Event) -> str | None:
    return f"/meja-aduan/{event.subject.id}"


RECEIVED = EventType("complaint.received", "Aduan diterima", code="N-21", link=page)
CODE_CONFIRMED = EventType("complaint.code_confirmed", "Pelapor menyimpan kodenya")
ASKED = EventType("complaint.asked", "Aduan diminta dilengkapi", code="N-24", link=page)
COMPLETED = EventType("complaint.completed", "Aduan dilengkapi pelapor", code="N-25", link=page)
EXPIRED = EventType(
    "complaint.expired", "Aduan ditutup karena belum lengkap", code="N-28", link=page
)
REOPENED = EventType("complaint.reopened", "Aduan dibuka kembali", code="N-21", link=page)
REFERRED = EventType("complaint.referred", "Aduan diteruskan ke kanal lain", code="N-28", link=page)
MERGED = EventType("complaint.merged", "Aduan digabung", code="N-28", link=page)
REFUSAL_PROPOSED = EventType(
    "complaint.refusal_proposed", "Aduan diusulkan tidak diproses", link=page
)
REFUSAL_HANDED_BACK = EventType(
    "complaint.refusal_handed_back", "Usul tidak diproses dikembalikan", link=page
)
REFUSED = EventType("complaint.refused", "Aduan tidak dapat diproses", code="N-28", link=page)
VERIFIED = EventType("complaint.verified", "Aduan lengkap dan dicek silang", link=page)
SENT = EventType("complaint.sent", "Aduan dikirim ke pemeriksa", code="N-23", link=page)
FOUND_UNTRUE = EventType("complaint.untrue", "Hasil aduan: tidak benar", code="N-28", link=page)
FOUND_TRUE = EventType("complaint.true", "Hasil aduan: benar", code="N-28", link=page)
DECIDED = EventType(
    "complaint.decided", "Aduan diputus dan diawasi pelaksanaannya", code="N-28", link=page
)
CLOSED = EventType("complaint.closed", "Aduan selesai", code="N-28", link=page)
OBJECTED = EventType("complaint.objected", "Keberatan atas hasil aduan", code="N-40", link=page)
EXAMINED_AGAIN = EventType("complaint.examined_again", "Aduan diperiksa ulang", link=page)
REVIEWED_AGAIN = EventType(
    "complaint.reviewed_again", "Keputusan atas aduan ditinjau kembali lagi", link=page
)
WITHDRAWAL_ASKED = EventType(
    "complaint.withdrawal_asked", "Pelapor minta mencabut aduan", code="N-25", link=page
)
WITHDRAWN = EventType("complaint.withdrawn", "Aduan dicabut", code="N-28", link=page)
WENT_ON = EventType("complaint.went_on", "Aduan dilanjutkan atas inisiatif Inspektorat", link=page)

GUARDED = EventType("complaint.guarded", "Pagar benturan aduan dihitung ulang")
HANDED_OVER = EventType("complaint.handed_over", "Penanganan aduan beralih", code="N-21", link=page)
CLASSIFIED = EventType("complaint.classified", "Aduan digolongkan", link=page)
RECAST = EventType("complaint.recast", "Pengambil keputusan aduan diperbaiki", link=page)
MATTER_STOPPED = EventType("complaint.matter_stopped", "Urusan dalam aduan diminta dihentikan")
CHECKED = EventType("complaint.checked", "Cek silang aduan tersimpan", link=page)
EXPORTED = EventType("complaint.exported", "Daftar aduan diunduh")
SPOKE = EventType("complaint.spoke", "Pesan kepada pelapor", link=page)
WROTE = EventType(
    "complaint.wrote", "Pesan dari pelapor", code="N-25", link=page,
    message="Jawaban baru pada {it.number}.",
)  # fmt: skip
NOTED = EventType("complaint.noted", "Catatan internal ditulis", link=page)
EVIDENCE_ADDED = EventType(
    "complaint.evidence_added", "Pelapor menambah bukti", code="N-25", link=page,
    message="Bukti tambahan pada {it.number}.",
)  # fmt: skip
EVIDENCE_INFECTED = EventType(
    "complaint.evidence_infected", "Bukti aduan mengandung program berbahaya", code="N-25",
    link=page,
    message="Satu berkas bukti pada {it.number} mengandung program berbahaya dan tidak dapat dibuka. "
    "Pelapor melihatnya di halaman lacaknya.",
)  # fmt: skip
CODE_RESET = EventType("complaint.code_reset", "Kode rahasia pelapor diganti", link=page)
RATED = EventType("complaint.rated", "Layanan dinilai pelapor", link=page)
INQUIRED = EventType("complaint.inquired", "Pertanyaan kepada pihak ketiga dibuat", link=page)
INQUIRY_WITHDRAWN = EventType(
    "complaint.inquiry_withdrawn", "Tautan pihak ketiga dicabut", link=page
)
INQUIRY_ANSWERED = EventType(
    "complaint.inquiry_answered", "Pihak ketiga menjawab", code="N-25", link=page,
    message="Jawaban baru pada {it.number}.",
)  # fmt: skip


def retaliation_page(event: Event) -> str | None:
    return f"/tindakan-balasan/{event.subject.id}"


RETALIATION_REPORTED = EventType(
    "retaliation.reported", "Tindakan balasan dilaporkan", code="N-32", link=retaliation_page,
    message="Laporan tindakan balasan. Tanggapi dalam 1 hari kerja.",
)  # fmt: skip
RETALIATION_ASSIGNED = EventType(
    "retaliation.assigned", "Penanganan tindakan balasan ditugaskan",
    code="N-32", link=retaliation_page,
    message="Laporan tindakan balasan {it.number} ditugaskan kepada Anda.",
)  # fmt: skip
RETALIATION_ANSWERED = EventType(
    "retaliation.answered", "Tindakan balasan ditanggapi dengan perlindungan",
    code="N-32", link=retaliation_page,
)  # fmt: skip
RETALIATION_CLOSED = EventType(
    "retaliation.closed", "Laporan tindakan balasan selesai", code="N-28", link=retaliation_page
)
RETALIATION_REFERRED = EventType(
    "retaliation.referred", "Tindakan balasan dirujuk untuk sanksi", code="N-30",
    link=retaliation_page, message="Perlu perhatian: {it.number}.",
)  # fmt: skip

TO_OFFICE = "Aduan baru {it.number}. Batas pemeriksaan {due}."
TO_NEXT = "Aduan {it.number} beralih kepada Anda. Buka di aplikasi."
TO_SECOND_EYES = "Usul tidak memproses {it.number} menunggu pemeriksaan kedua."
EXAMINED_AGAIN_TOLD = "Keberatan atas {it.number} dikabulkan. Penanganan dibuka lagi."
