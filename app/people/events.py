"""What can happen in the staff register."""

from app.core.events import Event, EventType


def _both(event: Event) -> list[int]:
    """The officer, and whose seat he keeps."""
    return [event.subject.id, event.facts["replaces"]]


def _tasks(_event: Event) -> str:
    return "/tugas"


STAFF_IMPORTED = EventType("people.imported", "Berkas pegawai diimpor")
MOVED = EventType("people.moved", "Pegawai pindah jabatan")
LEFT = EventType("people.left", "Pegawai keluar dicatat")
ACTING_APPOINTED = EventType(
    "people.acting_appointed", "Plt./Plh. ditetapkan",
    tell=(_both,), link=_tasks,
    message="{it.name} menjalankan tugas {title} mulai {from}.",
)  # fmt: skip
ACTING_ENDED = EventType(
    "people.acting_ended", "Plt./Plh. diakhiri",
    tell=(_both,), link=_tasks,
    message="Hari terakhir {it.name} sebagai {title}: {to}.",
)  # fmt: skip
ACTING_DROPPED = EventType(
    "people.acting_dropped", "Plt./Plh. dibatalkan",
    tell=(_both,), link=_tasks,
    message="Penugasan {it.name} sebagai {title} dibatalkan.",
)  # fmt: skip
CONTACT_CORRECTED = EventType("people.contact_corrected", "Kontak pegawai diperbaiki")
FILE_UPLOADED = EventType("people.file_uploaded", "Berkas pegawai diunggah")
FILE_DROPPED = EventType("people.file_dropped", "Berkas pegawai dibatalkan")
