"""What happens to keys, sealed identities and openings. No event ever carries who it is."""

from app.core.events import Event, EventType, named_in

the_keeper = named_in("person_id")

CODE = "N-44"


def _page(event: Event) -> str | None:
    return f"/identitas/permintaan/{event.subject.id}"


SEALED = EventType("vault.sealed", "Identitas disegel")
ERASED = EventType("vault.erased", "Identitas dihapus")
RESEALED = EventType("vault.resealed", "Segel identitas dialihkan ke kustodian baru")
BOX_REFUSED = EventType(
    "vault.box_refused", "Segel identitas ditolak: rusak atau bukan milik perkara ini"
)

REQUESTED = EventType("vault.requested", "Pembukaan identitas diminta", code=CODE, link=_page)
FIRST_APPROVAL = EventType(
    "vault.first_approval", "Kustodian pertama menyetujui", code=CODE, link=_page
)
GRANTED = EventType(
    "vault.granted", "Pembukaan identitas disetujui dua kustodian", code=CODE, link=_page
)
REFUSED = EventType("vault.refused", "Pembukaan identitas ditolak", code=CODE, link=_page)
WITHDRAWN = EventType(
    "vault.withdrawn", "Permintaan membuka identitas ditarik", code=CODE, link=_page
)
LAPSED = EventType(
    "vault.lapsed", "Permintaan membuka identitas tidak dijawab", code=CODE, link=_page
)
READ = EventType("vault.read", "Identitas dibaca", code=CODE, link=_page)
CODE_FAILED = EventType("vault.code_failed", "Kode baca salah")
ENDED = EventType("vault.ended", "Waktu membaca identitas berakhir", code=CODE, link=_page)

APPOINTED = EventType(
    "vault.appointed", "Kustodian identitas ditetapkan", tell=(the_keeper,),
    message="Anda ditetapkan sebagai kustodian identitas pelapor. Jaga frasa sandi Anda; tidak ada "
    "yang dapat melihat atau mengatur ulang frasa itu.",
    link=lambda _event: "/identitas",
)  # fmt: skip
REWRAPPED = EventType(
    "vault.rewrapped", "Kunci kustodian dibungkus ulang", tell=(the_keeper,),
    message="Kunci kustodian Anda dibungkus ulang dengan frasa sandi baru.",
    link=lambda _event: "/identitas",
)  # fmt: skip
LOST = EventType(
    "vault.key_lost", "Kunci kustodian tidak dapat dipakai lagi", tell=(the_keeper,),
    message="Akun Anda diatur ulang, maka kunci kustodian Anda tidak dapat dipakai sampai dibungkus "
    "ulang dengan lembar pemulihan.",
    link=lambda _event: "/identitas",
)  # fmt: skip
RETIRED = EventType("vault.retired", "Kustodian identitas diganti")
PASSPHRASE_FAILED = EventType("vault.passphrase_failed", "Frasa sandi kustodian salah")
RECOVERY_MADE = EventType("vault.recovery_made", "Lembar pemulihan brankas dicetak")
RECOVERY_USED = EventType("vault.recovery_used", "Lembar pemulihan brankas dipakai")
DRILLED = EventType("vault.drilled", "Latihan membuka brankas")

ASKED_TEXT = "Permintaan membuka identitas pelapor {number}. Jawab paling lambat {answer_by}."
TOLD_TEXT = "Identitas pelapor {number} diminta untuk dibuka."
HALF_TEXT = "Satu kustodian menyetujui pembukaan identitas {number}; masih perlu satu lagi."
GRANTED_TEXT = "Identitas pelapor {number} dapat dibaca peminta selama 60 menit."
REFUSED_TEXT = "Pembukaan identitas pelapor {number} ditolak."
WITHDRAWN_TEXT = "Permintaan membuka identitas {number} ditarik oleh peminta."
LAPSED_TEXT = "Permintaan membuka identitas {number} tidak dijawab sampai batasnya dan berakhir."
READ_TEXT = "Identitas pelapor {number} dibaca oleh peminta."
BOX_TEXT = "Segel identitas {number} rusak atau bukan milik perkara itu, dan ditolak."
