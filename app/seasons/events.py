"""What can happen to a season, and the sentences people read about it (N-01, N-03)."""

from app.core.events import EventType

PLANNED = EventType("season.planned", "Periode deklarasi direncanakan")
OPENED = EventType("season.opened", "Periode deklarasi dibuka")
OBLIGED = EventType(
    "season.obliged",
    "Kewajiban dan draf periode dibuat",
    code="N-03",
    link=lambda _event: "/deklarasi/tahunan",
)
ALL_OBLIGED = EventType("season.all_obliged", "Semua kewajiban periode dibuat")
CAUGHT_UP = EventType("season.caught_up", "Kewajiban periode disesuaikan dengan daftar pegawai")
EXTENDED = EventType("season.extended", "Batas periode diperpanjang", code="N-03")
CLOSED = EventType("season.closed", "Periode deklarasi ditutup")
REMINDED = EventType("season.reminded", "Pengingat periode dikirim", code="N-03")
EXPORTED = EventType("season.exported", "Daftar kepatuhan diunduh")

NOW_ANNUAL = (
    "Saatnya Pernyataan Tahunan. Jawaban tahun lalu sudah disiapkan, sekitar 3 menit. "
    "Batas {due_on}."
)
NOW_FIRST = "Saatnya menyatakan kepentingan. Isi Pernyataan Awal paling lambat {due_on}."
STILL = "Deklarasi Anda belum terkirim. Batas {due_on}."
LATE = "Deklarasi Anda belum terkirim dan sudah lewat batas {due_on}. Tetap bisa dikirim."
MORE_TIME = "Batas {season} diperpanjang sampai {due_on}."
