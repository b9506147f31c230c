"""What can happen in a cross-check. Facts carry ids and figures, never a name that was looked for."""

from app.core.events import Event, EventType


def the_queue(_event: Event) -> str:
    return "/deteksi"


def own_declarations(_event: Event) -> str:
    return "/deklarasi"


SCREENING_OPENED = EventType("screening.opened", "Cek silang dibuka")
LOOKED_UP = EventType("screening.looked_up", "Nama pihak dicari di register")
JUDGED = EventType("screening.judged", "Kecocokan dinilai")
SCREENING_SAVED = EventType("screening.saved", "Cek silang disimpan")
SCREENING_REOPENED = EventType("screening.reopened", "Cek silang dibuka lagi karena ada fakta baru")
DECLARATION_OPENED = EventType(
    "screening.declaration_opened", "Deklarasi lengkap dibuka dalam cek silang"
)
SWEEP_UPLOADED = EventType("sweep.uploaded", "Daftar untuk dicek diunggah")
SWEEP_STARTED = EventType("sweep.started", "Pengecekan daftar dimulai")
SWEEP_DROPPED = EventType("sweep.dropped", "Pengecekan daftar dibatalkan")
SWEEP_DONE = EventType("sweep.done", "Pengecekan daftar selesai")
SWEEP_EXPORTED = EventType("sweep.exported", "Hasil pengecekan daftar diunduh")
FOUND = EventType("finding.found", "Temuan deteksi muncul")
REVIEWED = EventType("finding.reviewed", "Temuan deteksi ditelaah")
DISMISSED = EventType("finding.dismissed", "Temuan deteksi dinyatakan bukan masalah")
FOLLOWED_UP = EventType("finding.followed_up", "Temuan deteksi ditindaklanjuti")
FOUND_AGAIN = EventType("finding.found_again", "Temuan deteksi muncul lagi karena ada fakta baru")
ASKED = EventType("finding.asked", "Pegawai diminta memeriksa deklarasinya")
FINDINGS_EXPORTED = EventType("finding.exported", "Daftar petunjuk deteksi diunduh")
NEW_HINTS = EventType(
    "finding.new", "Petunjuk deteksi baru", code="N-34", link=the_queue,
    message="{count} petunjuk baru di Deteksi.",
)  # fmt: skip
# Told to the employee: the words of a routine check, whatever was found (peers N13).
ASKED_TO_LOOK = EventType(
    "declaration.check_asked", "Permintaan memeriksa deklarasi", code="N-34",
    link=own_declarations,
    message="Mohon periksa bagian Hubungan afiliasi pada deklarasi Anda, dan perbarui bila ada yang"
    " berubah.",
)  # fmt: skip
INDEX_BUILT = EventType("crosscheck.index_built", "Indeks nama selesai disusun ulang")
OTHER_NAME_ADDED = EventType("other_name.added", "Nama lain sebuah badan dicatat")
OTHER_NAME_STRUCK = EventType("other_name.struck", "Nama lain sebuah badan dicoret")
OTHER_NAMES_EXPORTED = EventType("other_name.exported", "Daftar nama lain diunduh")
