"""Letters as an invented employee of the sample city would file them."""

from datetime import UTC, datetime

from app.documents.letters import Annex, DeclarationLetter, Review, Section, Signatory

QUESTIONS = {
    "PK-A": "Apakah Anda punya keluarga, teman dekat, atau kelompok yang berurusan dengan tugas atau kantor Anda?",
    "PK-B": "Sejak pernyataan terakhir, apakah Anda menerima atau ditawari pemberian terkait jabatan?",
    "PK-C": "Apakah Anda punya pekerjaan atau penghasilan lain di luar tugas ASN?",
    "PK-D": "Apakah tugas Anda memberi akses ke informasi rahasia yang bisa menguntungkan Anda atau orang dekat?",
    "PK-E": "Apakah Anda atau keluarga memiliki, mengurus, atau bekerja pada usaha yang ikut atau bisa ikut pengadaan/perizinan di sini?",
    "PK-F": "Apakah keluarga atau komunitas pernah meminta Anda membantu lewat jabatan Anda?",
    "PK-G": "Apakah Anda pengurus yayasan, koperasi, organisasi profesi, atau perkumpulan lain?",
    "PK-H": "Apakah ada urusan dari jabatan Anda sebelumnya yang masih Anda tangani, awasi, atau pengaruhi?",
    "PK-I": "Apakah Anda menduduki dua atau lebih jabatan publik?",
}
OFFICER = Signatory(
    name="Dewi Lestari Handayani, S.T.", nip="198703142011012003", rank="Penata Tk. I (III/d)",
    post="Kepala Bidang Perizinan Usaha", unit_code="DPMPTSP",
    unit_name="Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
)  # fmt: skip
SUPERIOR = Signatory(
    name="Drs. Hendra Gunawan, M.Si.", nip="197201051997031002",
    post="Plt. Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    unit_code="DPMPTSP", unit_name=OFFICER.unit_name,
)  # fmt: skip
STATEMENT = (
    "Saya menyatakan keterangan ini benar dan lengkap sejauh yang saya ketahui; saya akan "
    "melaporkan perubahan; saya tidak akan ikut mengambil keputusan yang dipengaruhi kepentingan "
    "pribadi saya."
)
NIL = "Saya sudah memeriksa kesembilan hal ini dan tidak ada yang perlu saya nyatakan."
SIGNED_AT = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
REVIEWED = Review(
    reviewer=SUPERIOR, decided_at=datetime(2026, 3, 4, 6, 5, tzinfo=UTC), result="Dicatat",
    level="Sedang",
    directions="Tidak ikut memproses dan memutus permohonan izin CV Cahaya Contoh Abadi; "
    "berkasnya diteruskan kepada Kepala Bidang Penanaman Modal.",
)  # fmt: skip
BROTHER = Annex(
    title="Hubungan afiliasi", section="PK-A", level="Sedang", change="Baru",
    rows=[
        ("Pihak terkait", "Rudi Handayani"), ("Hubungan", "saudara kandung (keluarga inti)"),
        ("Usaha/organisasi", "CV Cahaya Contoh Abadi, NIB 1234567890123, sebagai direktur"),
        ("Manfaat", "Pemilik, pengurus, atau penghasilan tetap"),
        ("Kaitan dengan tugas", "Saya memproses atau memberi rekomendasi"),
        ("Sejak", "Mei 2019"), ("Situasi", "mungkin terjadi"),
        ("Yang akan dilakukan", "Tidak ikut memutus"),
        ("Keterangan", "Perusahaan kakak saya mengajukan perpanjangan izin setiap dua tahun. Saya "
         "tidak punya saham di perusahaan itu dan tidak pernah menerima pembayaran darinya."),
    ],
)  # fmt: skip
TEACHING = Annex(
    title="Pekerjaan tambahan", section="PK-C", level="Rendah", change="Masih sama",
    rows=[
        ("Pemberi kerja", "Politeknik Contoh"), ("Bidang", "pendidikan"), ("Peran", "pengajar"),
        ("Imbalan", "tidak tetap"), ("Jam per minggu", "4"),
        ("Izin atasan", "ada, nomor 800/112/DPMPTSP/2025"), ("Sejak", "Agustus 2024"),
        ("Situasi", "mungkin terjadi"), ("Yang akan dilakukan", "Minta arahan"),
    ],
)  # fmt: skip


def sections(*present: str) -> list[Section]:
    return [Section(code, text, code in present, int(code in present)) for code, text in QUESTIONS.items()]


def nil_letter(person_id: int, **changes: object) -> DeclarationLetter:
    facts = {
        "title": "Pernyataan Awal (Nihil)", "number_of_record": "DEK-2026-000123", "version": 1,
        "person_id": person_id, "person": OFFICER, "sections": sections(), "statement": STATEMENT,
        "place": "Kota Contoh", "signed_at": SIGNED_AT, "nil_statement": NIL,
        "decision_roles": ["memproses", "menilai"],
        "risk_positions": ["pejabat pelayanan publik", "penilai"],
        "main_duty": "Memeriksa kelengkapan dan menandatangani rekomendasi izin usaha perdagangan.",
        "family_question": "Adakah keluarga inti Anda yang juga ASN di sini?",
        "family_answer": "Tidak ada",
        "legal_basis": "Peraturan Wali Kota Banjarmasin Nomor 92 Tahun 2020, Lampiran Bab II huruf D "
        "tahap 3 huruf c dan huruf E angka 3.",
    }  # fmt: skip
    return DeclarationLetter(**{**facts, **changes})  # type: ignore[arg-type]


def letter_with_interests(person_id: int, **changes: object) -> DeclarationLetter:
    facts = {
        "title": "Pernyataan Lanjutan", "nil_statement": "", "sections": sections("PK-A", "PK-C"),
        "annexes": [BROTHER, TEACHING], "changes": [("Baru", 1), ("Masih sama", 1)],
        "review": REVIEWED,
    }  # fmt: skip
    return nil_letter(person_id, **{**facts, **changes})
