"""What each clock waits for, in the few words that a deadline chip has room for."""

from app.core.labels import LabelledEnum


class Purpose(LabelledEnum):
    """The term of the rule pack, and what is due by it."""

    FIRST = "pernyataan_awal", "Pernyataan awal"
    CHANGE = "pernyataan_lanjutan", "Pernyataan lanjutan"
    REVIEW = "tinjau_deklarasi", "Tinjauan atasan"
    URGENT_REVIEW = "tinjau_deklarasi_tinggi", "Tinjauan atasan, tingkat Tinggi"
    COMPLETE = "lengkapi_deklarasi", "Kelengkapan isian"
    LEAVING = "verifikasi_akhir_jabatan", "Verifikasi BKPSDM"
    RECUSAL_ANSWER = "penarikan_diri_atasan", "Tanggapan atasan"
    RECUSAL_DECISION = "penarikan_diri_hr", "Keputusan BKPSDM"
    RECUSAL_COMPLETE = "lengkapi_penarikan_diri", "Kelengkapan permohonan"
    RECUSAL_CANCEL = "penarikan_diri_batal", "Persetujuan pembatalan"
    RECUSAL_SETTLE = "penarikan_diri_penugasan", "Penugasan urusan"
    MATTER_SERVICE = "batas_layanan", "Layanan urusan"
    MATTER_HELD = "urusan_ditahan", "Penunjukan pengganti"
    PLAN = "susun_rencana", "Penetapan rencana"
    URGENT_PLAN = "susun_rencana_tinggi", "Penetapan rencana, tingkat Tinggi"
    PLAN_REPLY = "tanggapan_rencana", "Tanggapan pegawai"
    PLAN_CHANGE = "ubah_rencana", "Perubahan rencana"
    CHECK_HIGH = "pemantauan_rencana_tinggi", "Titik pantau"
    CHECK_MEDIUM = "pemantauan_rencana_sedang", "Titik pantau"
    CHECK_LOW = "pemantauan_rencana_rendah", "Titik pantau"
    DIVESTMENT_APPROVAL = "divestasi_persetujuan", "Persetujuan rencana"
    DIVESTMENT_EVIDENCE = "divestasi_verifikasi", "Verifikasi bukti"
    OBJECTION_ADMISSION = "keberatan_syarat", "Pemeriksaan syarat"
    OBJECTION_DECISION = "keberatan_putus", "Putusan keberatan"
    OBJECTION_CARRIED_OUT = "keberatan_laksanakan", "Pelaksanaan putusan"
    APPEAL = "banding_ajukan", "Pengajuan banding"
    APPEAL_DECISION = "banding_putus", "Putusan banding"
    COMPLAINT_CHECK = "cek_kelengkapan_aduan", "Pemeriksaan kelengkapan"
    COMPLAINT_COMPLETE = "lengkapi_aduan", "Kelengkapan dari pelapor"
    COMPLAINT_EXAMINED = "periksa_aduan", "Pemeriksaan aduan"
    COMPLAINT_EXAMINED_AT_MOST = "periksa_laporan_warga", "Pemeriksaan, batas luar"
    REVIEW_OF_DECISION = "tinjau_kembali", "Peninjauan kembali"
    FOLLOW_UP = "tindak_lanjut_putusan", "Tindak lanjut"
    REPORTER_ANSWER = "tanggapan_pelapor", "Tanggapan pelapor"
    RETALIATION_ANSWER = "tanggapan_balasan", "Tanggapan pertama"
    RETALIATION_SETTLED = "tangani_balasan", "Penanganan laporan"


_BY_CODE = {one.value: one for one in Purpose}


def purpose_of(code: str, label: str) -> Purpose | str:
    """The short words for a term; the pack's own label where there are none."""
    return _BY_CODE.get(code, label)


def words_of(code: str, label: str) -> str:
    """The same as plain Indonesian, to be kept with a record."""
    purpose = purpose_of(code, label)
    return purpose.label if isinstance(purpose, Purpose) else purpose
