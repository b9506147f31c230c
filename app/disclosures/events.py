"""What can happen to a declaration, who is told, and the sentence they read (N-04, N-05, …)."""

from app.core.events import Event, EventType, named_in

the_declarant = named_in("person_id")
the_reviewer = named_in("reviewer_id")


def _own_page(event: Event) -> str | None:
    return f"/deklarasi/{event.subject.id}"


def _review_page(event: Event) -> str | None:
    return f"/tinjauan/{event.subject.id}"


OBLIGED = EventType(
    "disclosure.obliged",
    "Kewajiban deklarasi dibuat",
    tell=(the_declarant,),
    code="N-01",
    message="Isi Pernyataan Awal paling lambat {due}. Perkiraan 12 menit.",
    link=lambda _event: "/deklarasi/mulai",
)
STARTED = EventType("disclosure.started", "Deklarasi mulai diisi")
SUBMITTED = EventType(
    "disclosure.submitted",
    "Deklarasi dikirim",
    tell=(the_declarant,),
    code="N-04",
    message="Deklarasi {it.number} terkirim. Ditinjau paling lambat {due}.",
    link=_own_page,
)
TO_REVIEW = EventType(
    "disclosure.to_review",
    "Deklarasi menunggu tinjauan",
    tell=(the_reviewer,),
    code="N-05",
    message="Deklarasi {it.number} menunggu tinjauan Anda. Batas {due}.",
    link=_review_page,
)
WITHDRAWN = EventType("disclosure.withdrawn", "Deklarasi ditarik kembali")
OPENED = EventType("disclosure.opened", "Deklarasi dibuka untuk ditinjau")
RETURNED = EventType(
    "disclosure.returned",
    "Deklarasi dikembalikan untuk dilengkapi",
    tell=(the_declarant,),
    code="N-07",
    message="Ada yang perlu dilengkapi pada {it.number}. Batas {due}.",
    link=_own_page,
)
FORWARDED = EventType("disclosure.forwarded", "Tinjauan diteruskan ke atasan di atasnya")
RECORDED = EventType(
    "disclosure.recorded",
    "Deklarasi dicatat",
    tell=(the_declarant,),
    code="N-08",
    message="{it.number} sudah dicatat. Tidak ada yang perlu Anda lakukan.",
    link=_own_page,
)
NEEDS_MEASURES = EventType(
    "disclosure.needs_measures",
    "Deklarasi perlu penanganan",
    tell=(the_declarant,),
    code="N-09",
    message="Atasan menetapkan penanganan untuk deklarasi {it.number}. Buka untuk melihat arahan.",
    link=_own_page,
)
IN_MEASURES = EventType("disclosure.in_measures", "Rencana penanganan deklarasi ini ditetapkan")
MEASURES_ENDED = EventType(
    "disclosure.measures_ended", "Rencana penanganan ditutup; deklarasi dicatat"
)
SUPERSEDED = EventType("disclosure.superseded", "Deklarasi digantikan yang lebih baru")
DISCARDED = EventType("disclosure.discarded", "Draf deklarasi dibuang")
DRAFT_ENDS = EventType(
    "disclosure.draft_ends",
    "Draf deklarasi akan dihapus",
    tell=(the_declarant,),
    code="N-02",
    message="Draf Anda akan dihapus {last_day}. Lanjutkan?",
    link=lambda event: f"/deklarasi/{event.subject.id}/isi",
)
EXPIRED = EventType("disclosure.expired", "Draf deklarasi dihapus karena tidak dilanjutkan")
RECORDED_UNREVIEWED = EventType(
    "disclosure.recorded_unreviewed",
    "Nihil dicatat tanpa tinjauan",
    tell=(the_declarant,),
    code="N-08",
    message="{it.number} sudah dicatat. Tidak ada yang perlu Anda lakukan.",
    link=_own_page,
)
REASSIGNED = EventType(
    "disclosure.reassigned",
    "Tinjauan beralih ke peninjau lain",
    tell=(the_reviewer,),
    code="N-05",
    message="Deklarasi {it.number} menunggu tinjauan Anda.",
    link=_review_page,
)
REVIEW_LATE = EventType("disclosure.review_late", "Tinjauan deklarasi terlambat, tembusan ke atas")
CLOSED = EventType("disclosure.closed", "Kewajiban deklarasi berakhir")
PREPARER_NAMED = EventType(
    "disclosure.preparer_named",
    "Pembantu pengisian ditunjuk",
    tell=(lambda event: [event.subject.helper_id],),
    message="Anda diminta membantu mengisi deklarasi rekan. Hanya rekan itu yang mengirim.",
    link=lambda _event: "/deklarasi/pembantu",
)
PREPARER_ENDED = EventType("disclosure.preparer_ended", "Pembantu pengisian diakhiri")
PREPARED = EventType(
    "disclosure.prepared",
    "Isian deklarasi disiapkan pembantu",
    tell=(the_declarant,),
    message="Isian deklarasi Anda sudah disiapkan. Periksa, lalu tanda tangani.",
    link=lambda event: f"/deklarasi/{event.subject.id}/periksa",
)
INTEREST_ENDED = EventType("interest.ended", "Butir kepentingan berakhir setelah dibuktikan")
