"""The lists the desk chooses from: what is missing, where a complaint belongs, why it is not handled."""

from app.core.labels import LabelledEnum


class Scope(LabelledEnum):
    """Termasuk benturan kepentingan?"""

    YES = "yes", "Ya"
    PARTLY = "partly", "Sebagian"
    NO = "no", "Tidak, untuk kanal lain"


class Lack(LabelledEnum):
    """What the reporter is asked to complete; each is asked once."""

    IDENTITY = "identity", "Identitas belum jelas"
    EVIDENCE = "evidence", "Bukti belum ada atau tidak terbaca"
    ACCUSED = "accused", "Pegawai yang dimaksud belum jelas"
    DECISION = "decision", "Keputusan atau tindakannya belum jelas"
    PARTIES = "parties", "Siapa yang diuntungkan belum jelas"
    STORY = "story", "Kejadiannya belum jelas"


# The template of the request, one sentence for each thing that is missing.
REQUESTS: dict[Lack, str] = {
    Lack.IDENTITY: "Mohon lengkapi identitas Anda: nama sesuai KTP, NIK, alamat, dan kontak.",
    Lack.EVIDENCE: "Mohon kirim sedikitnya satu bukti yang terbaca.",
    Lack.ACCUSED: "Mohon tulis nama, jabatan, atau ciri tugas pegawai yang Anda maksud.",
    Lack.DECISION: "Mohon tulis keputusan atau tindakan mana yang Anda laporkan, dan kapan.",
    Lack.PARTIES: "Mohon tulis orang atau perusahaan yang menurut Anda diuntungkan.",
    Lack.STORY: "Mohon ceritakan kejadiannya: siapa, apa, kapan, di mana.",
}


class OtherChannel(LabelledEnum):
    """Where a complaint goes that is not about a conflict of interest."""

    LAPOR = "lapor", "SP4N-LAPOR! (keluhan layanan)"
    SABER = "saber", "Unit pemberantasan pungutan liar"
    LAW = "law", "Aparat penegak hukum (KPK, kejaksaan, kepolisian)"
    OMBUDSMAN = "ombudsman", "Ombudsman Republik Indonesia"
    WBS = "wbs", "Whistleblowing system Inspektorat"
    UPG = "upg", "Unit Pengendalian Gratifikasi"
    GOVERNMENT = "government", "Pemerintah daerah atau instansi lain"


class Ground(LabelledEnum):
    """Why a complaint cannot be handled."""

    NO_CONFLICT = "no_conflict", "Bukan benturan kepentingan dan tidak ada kanal lain"
    EXAMINED = "examined", "Hal yang sama sudah diperiksa dan tidak ada bukti baru"
    IN_COURT = "in_court", "Sedang diperiksa pengadilan atau penegak hukum"
    NOT_STAFF = "not_staff", "Yang dilaporkan bukan pegawai pemerintah daerah ini"
    NOT_SERIOUS = "not_serious", "Isinya tidak dapat ditelaah walau sudah dilengkapi"
