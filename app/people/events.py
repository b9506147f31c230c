"""What can happen in the staff register."""

from app.core.events import EventType

STAFF_IMPORTED = EventType("people.imported", "Berkas pegawai diimpor")
MOVED = EventType("people.moved", "Pegawai pindah jabatan")
LEFT = EventType("people.left", "Pegawai keluar dicatat")
ACTING_APPOINTED = EventType("people.acting_appointed", "Plt./Plh. ditetapkan")
ACTING_ENDED = EventType("people.acting_ended", "Plt./Plh. diakhiri")
CONTACT_CORRECTED = EventType("people.contact_corrected", "Kontak pegawai diperbaiki")
FILE_UPLOADED = EventType("people.file_uploaded", "Berkas pegawai diunggah")
FILE_DROPPED = EventType("people.file_dropped", "Berkas pegawai dibatalkan")
