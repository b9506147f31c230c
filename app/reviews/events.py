"""What can happen to a case and to its follow-ups. Facts and messages hold numbers, codes and dates.

Whom a notice goes to is chosen by the use case, among those whom the case does not concern.
"""

from app.core.events import Event, EventType


def page(event: Event) -> str | None:
    return f"/pemeriksaan/{event.subject.id}"


def follow_up_page(event: Event) -> str | None:
    return f"/tindak-lanjut/{event.subject.id}"


OPENED = EventType("review.opened", "Pemeriksaan dimulai", code="N-23", link=page)
ASKED_ACCUSED = EventType("review.asked_accused", "Permintaan keterangan dikirim")
REPLY_WANTED = EventType(
    "review_question.asked", "Terlapor dimintai keterangan", code="N-26",
    link=lambda event: f"/keterangan/{event.subject.id}",
)  # fmt: skip
ANSWERED = EventType("review.answered", "Keterangan terlapor diterima", code="N-25", link=page)
ASKED_REPORTER = EventType("review.asked_reporter", "Pertanyaan kepada pelapor dikirim")
NOTED = EventType("review.noted", "Catatan pemeriksaan ditambahkan")
FOUND = EventType("review.found", "Temuan dicatat")
TAKEN_OVER = EventType("review.taken_over", "Pemeriksaan diambil alih", code="N-23", link=page)
COMPANION = EventType("review.companion", "Pendamping ditunjuk", code="N-23", link=page)
REROUTED = EventType("review.rerouted", "Penanganan beralih", code="N-23", link=page)
STEPPED_ASIDE = EventType("review.stepped_aside", "Pemeriksa atau peninjau mundur", link=page)
LATE = EventType("review.late", "Pemeriksaan terlambat", code="N-27", link=page)
SILENT = EventType("review.silent", "Pemeriksa belum melangkah", code="N-27", link=page)
REMINDED = EventType("review.reminded", "Pemeriksa diingatkan", code="N-23", link=page)
NEARLY_OVER = EventType(
    "review.hours_left", "Tiga jam sebelum batas diingatkan", code="N-23", link=page
)
EXAMINED = EventType("review.examined", "Hasil pemeriksaan ditetapkan", code="N-28", link=page)
PASSED_UP = EventType("review.passed_up", "Peninjauan beralih ke atas", code="N-29", link=page)
DECIDED = EventType("review.decided", "Peninjauan kembali diputus", code="N-29", link=page)
SUPERSEDED = EventType("review.superseded", "Putusan diganti sesudah keberatan", link=page)
REVIEWED_AGAIN = EventType(
    "review.reviewed_again", "Ditinjau kembali sesudah keberatan", code="N-29", link=page
)
CLOSED = EventType("review.closed", "Pengawasan selesai", code="N-28", link=page)
CANCELLED = EventType("review.cancelled", "Pemeriksaan dihentikan", link=page)

ORDERED = EventType(
    "follow_up.ordered", "Tindak lanjut diperintahkan", code="N-29", link=follow_up_page
)
STARTED = EventType("follow_up.started", "Tindak lanjut dikerjakan", link=follow_up_page)
PROVEN = EventType(
    "follow_up.proven", "Bukti tindak lanjut diunggah", code="N-31", link=follow_up_page
)
VERIFIED = EventType(
    "follow_up.verified", "Tindak lanjut diverifikasi", code="N-31", link=follow_up_page
)
SENT_BACK = EventType(
    "follow_up.sent_back", "Bukti tindak lanjut kurang", code="N-31", link=follow_up_page
)
ASKED_AGAIN = EventType(
    "follow_up.reminded", "Penanggung jawab diingatkan", code="N-31", link=follow_up_page
)
RAISED = EventType("follow_up.raised", "Tindak lanjut dinaikkan", code="N-31", link=follow_up_page)
OVERDUE = EventType("follow_up.late", "Tindak lanjut lewat batas", code="N-31", link=follow_up_page)
DROPPED = EventType(
    "follow_up.dropped", "Tindak lanjut dihentikan", code="N-31", link=follow_up_page
)

EXPORTED = EventType("follow_up.exported", "Daftar tindak lanjut diunduh")

TO_SUPERIOR = "Ada aduan {number} yang menjadi tugas Anda. Buka di aplikasi."
TO_EXAMINER = "Anda pemeriksa aduan {number}. Batas {due}, 23.59."
TO_ABOVE = "Aduan {number} sedang diperiksa. Batas {due}."
TO_COMPANION = "Anda mendampingi pemeriksaan aduan {number}. Batas {due}, 23.59."
HOURS_LEFT = "Aduan {number}: sisa 3 jam. Batas hari ini, 23.59."
TO_ACCUSED = "Anda dimintai keterangan. Batas {due}. Anda berhak menjawab."
REPLY_CAME = "Jawaban baru pada {number}."
TRUE_FOUND = "Aduan {number}: hasil Benar. Tinjau kembali paling lambat {due} (2 hari)."
EXAMINATION_LATE = "Pemeriksaan aduan {number} terlambat sejak {due}."
TAKE_OVER = "Aduan {number}: belum ada langkah pemeriksa sampai hari ke-2. Ambil alih?"
OUTCOME = "Ada hasil untuk aduan {number}."
REVIEW_PASSED = "Peninjauan kembali {number} dialihkan kepada Anda karena {why}. Batas {due}."
REVIEW_LATE = "Peninjauan kembali {number} lewat batas {due} dan dinaikkan."
RULED = "Peninjauan kembali {number} sudah diputus."
TO_OWNER = "Anda penanggung jawab tindak lanjut {n} aduan {number}. Batas {due}."
FALLS_DUE = "Tindak lanjut {n} aduan {number} jatuh {due}."
PROOF_CAME = "Bukti tindak lanjut {n} aduan {number} menunggu verifikasi."
PROOF_LACKS = "Bukti tindak lanjut {n} aduan {number} belum cukup. Lihat catatannya."
DROPPED_TOLD = "Tindak lanjut {n} aduan {number} dihentikan: keberatan dikabulkan."
OUTSIDE = "Aduan {number} di luar sistem. Surat ke Gubernur sedang disiapkan."
