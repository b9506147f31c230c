"""What kind of record an entry of the trail is about, in a reader's words instead of the table's name."""

from app.core.labels import LabelledEnum


class RecordKind(LabelledEnum):
    """The table an event's subject stands in, and what the office calls such a record."""

    ACCOUNT = "accounts", "Akun"
    APPOINTMENT = "appointments", "Jabatan"
    ATTACHMENT = "attachments", "Bukti"
    BREACH = "recusal_breaches", "Pelanggaran penarikan diri"
    CALENDAR = "calendar_versions", "Kalender"
    COMPLAINT = "complaints", "Aduan"
    CUSTODIAN = "vault_custodians", "Pemegang kunci"
    DEADLINE = "deadlines", "Batas waktu"
    DEPARTURE = "departures", "Akhir jabatan"
    DISCLOSURE = "disclosures", "Deklarasi"
    DISCLOSURE_VERSION = "disclosure_versions", "Versi deklarasi"
    DIVESTMENT = "divestments", "Divestasi"
    DIVESTMENT_STEP = "divestment_steps", "Langkah"
    DOCUMENT = "documents", "Surat"
    FINDING = "findings", "Petunjuk"
    FOLLOW_UP = "review_follow_ups", "Tindak lanjut"
    HELD_FILE = "held_files", "Bukti"
    HOLIDAY = "holidays", "Hari libur"
    IDENTITY = "vault_identities", "Identitas pelapor"
    INDEX = "crosscheck_index", "Indeks nama"
    INTEREST = "interests", "Butir kepentingan"
    LOG = "audit_head", "Log"
    MAIL = "mail_messages", "Surel"
    MATTER = "matters", "Urusan"
    MATTER_IMPORT = "matter_imports", "Impor urusan"
    MEASURE = "measures_actions", "Tindakan penanganan"
    MEASURES_PLAN = "measures_plans", "Rencana penanganan"
    MESSAGE = "complaint_messages", "Percakapan"
    OBJECTION = "objections", "Keberatan"
    OBLIGATION = "obligations", "Kewajiban deklarasi"
    OPENING = "vault_openings", "Pembukaan identitas"
    OTHER_NAME = "crosscheck_other_names", "Nama lain badan"
    PACK_ACTIVATION = "pack_activations", "Profil aturan"
    PERSON = "people", "Pegawai"
    PRECHECK = "prechecks", "Cek Sebelum Memutuskan"
    PREPARER = "disclosure_preparers", "Pembantu pengisian"
    REASSIGNMENT = "duty_reassignments", "Pengalihan tugas"
    RECOVERY_KEY = "vault_recovery_keys", "Kunci pemulihan"
    RECUSAL = "recusals", "Penarikan diri"
    REFERRAL = "measures_referrals", "Rujukan"
    RETALIATION = "retaliations", "Tindakan balasan"
    REVIEW = "reviews", "Perkara"
    REVIEW_QUESTION = "review_questions", "Permintaan tanggapan"
    ROLE = "role_grants", "Peran"
    SCREENING = "screenings", "Cek silang"
    SEASON = "seasons", "Musim deklarasi"
    SIGN_IN_TRY = "sign_in_attempts", "Percobaan masuk"
    STAFF_FILE = "import_batches", "Berkas pegawai"
    SWEEP = "sweeps", "Daftar diperiksa"
    UNIT = "units", "Unit"


_BY_TABLE = {one.value: one for one in RecordKind}


def kind_of(table: str) -> RecordKind | str:
    """What such a record is called; the table's own name where it has no word."""
    return _BY_TABLE.get(table, table)
