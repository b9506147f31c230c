"""Work outside the request: jobs of the outbox, and what the clock does once a day."""

from collections.abc import Callable
from functools import partial

from app.accounts import services as account_services
from app.attachments import quarantine
from app.attachments import services as attachments
from app.complaints.services import barring
from app.complaints.services import drafts as complaint_drafts
from app.complaints.services import following as following_up
from app.core.actor import SYSTEM
from app.crosscheck.services import detecting, sweeping
from app.crosscheck.services import names as crosscheck
from app.database import upkeep
from app.deadlines import services as deadlines
from app.departures import services as departure_services
from app.disclosures.services import clearing, expiring
from app.divestments.services import keeping as divestment_keeping
from app.documents import services as documents
from app.documents.queries import RENDER
from app.mail import services as mail
from app.measures.services import deciding as plan_deciding
from app.measures.services import keeping as plan_keeping
from app.prechecks import services as prechecks
from app.recusals.services import watching as recusal_watching
from app.reviews.services import watching as review_watching
from app.seasons.services import keeping, obliging, reminding
from app.vault.services import opening as vault_opening
from app.visits import services as visits

JOBS = {
    keeping.OBLIGE: obliging.oblige_part,
    obliging.CATCH_UP: obliging.catch_up_now,
    RENDER: documents.render,
    crosscheck.INDEX_STAFF: crosscheck.index_staff,
    crosscheck.BUILD: crosscheck.build_anew,
    sweeping.SWEEP_CHUNK: sweeping.check_chunk,
    barring.REFRESH: barring.refresh_part,
    mail.DELIVER: mail.deliver,
    quarantine.SCAN: quarantine.scan_now,
    vault_opening.CLOSE: vault_opening.close_now,
    review_watching.LAST_CALL: review_watching.last_call,
    review_watching.LOOK_AGAIN: review_watching.look_again,
    recusal_watching.LOOK_AGAIN: recusal_watching.look_again,
    mail.DIGESTS: mail.write_digests,
}


DAILY: dict[str, Callable[[], object]] = {
    "kalender hari libur": partial(deadlines.load_calendar, SYSTEM),
    "batas waktu terlewat": partial(deadlines.sweep, SYSTEM),
    "periode deklarasi dibuka": partial(keeping.open_what_is_due, SYSTEM),
    "kewajiban periode": partial(obliging.catch_up, SYSTEM),
    "tinjauan beralih": partial(clearing.hand_over, SYSTEM),
    "draf yang tidak dilanjutkan": partial(expiring.expire_drafts, SYSTEM),
    "nihil tanpa tinjauan": partial(clearing.record_unreviewed_nil, SYSTEM),
    "tembusan tinjauan terlambat": partial(clearing.escalate_late, SYSTEM),
    "akhir jabatan dan masa tunggu": partial(departure_services.keep_up, SYSTEM),
    "rencana penanganan beralih": partial(plan_keeping.hand_over, SYSTEM),
    "permintaan arahan beralih": partial(prechecks.pass_on, SYSTEM),
    "tanggapan rencana lewat batas": partial(plan_deciding.count_silence, SYSTEM),
    "tindakan rencana mulai berlaku": partial(plan_keeping.begin_actions, SYSTEM),
    "catatan tindakan rencana": partial(plan_keeping.connect, SYSTEM),
    "titik pantau rencana": partial(plan_keeping.remind, SYSTEM),
    "penarikan diri": partial(recusal_watching.keep_up, SYSTEM),
    "pengingat periode": partial(reminding.remind_by_plan, SYSTEM),
    "langkah dan target divestasi": partial(divestment_keeping.keep_up, SYSTEM),
    "permintaan membuka identitas": partial(vault_opening.close_due, SYSTEM),
    "sesi dan percobaan masuk": account_services.purge_dead_rows,
    "kunjungan lacak": visits.clear_old,
    "bukti yang belum diperiksa": partial(quarantine.ask_again, SYSTEM),
    "draf aduan": complaint_drafts.forget_expired,
    "bukti yang tidak jadi diunggah": partial(attachments.clear_forgotten, SYSTEM),
    "indeks nama": crosscheck.keep_up,
    "temuan deteksi": detecting.look_everywhere,
    "daftar yang dipantau": sweeping.check_watched,
    "daftar yang tidak dimulai": sweeping.drop_forgotten,
    "alamat kabar pelapor": partial(following_up.erase_addresses, SYSTEM),
    "pemeriksaan, peninjauan, tindak lanjut": partial(review_watching.keep_up, SYSTEM),
    "pagar benturan aduan": partial(barring.keep_up, SYSTEM),
    "ringkasan surel": partial(mail.order_digests, SYSTEM),
    "hitungan isi basis data": upkeep.count_what_there_is,
}
# What the first worker after an upgrade need not leave for the night.
AT_START = frozenset({"indeks nama"})
