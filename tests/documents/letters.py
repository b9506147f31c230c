"""Letters as an invented employee of the sample city would file them."""

from datetime import UTC, datetime

from app.documents.letters import Annex, DeclarationLetter, Review, Section, Signatory

MATTERS = {
    "PK-A": "Hubungan afiliasi",
    "PK-B": "Gratifikasi",
    "PK-C": "Pekerjaan tambahan",
    "PK-D": "Informasi orang dalam",
    "PK-E": "Kepentingan dalam pengadaan barang",
    "PK-F": "Tuntutan keluarga dan komunitas",
    "PK-G": "Kedudukan di organisasi lain",
    "PK-H": "Intervensi pada jabatan sebelumnya",
    "PK-I": "Perangkapan jabatan",
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
    "Keterangan ini benar dan lengkap sejauh yang saya ketahui.\n"
    "Saya akan melaporkan perubahan.\n"
    "Saya tidak akan ikut mengambil keputusan yang dipengaruhi kepentingan pribadi saya."
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
    return [
        Section(code, text, code in present, int(code in present)) for code, text in MATTERS.items()
    ]


def nil_letter(person_id: int, **changes: object) -> DeclarationLetter:
    facts = {
        "title": "SURAT PERNYATAAN BENTURAN KEPENTINGAN", "subtitle": "PERNYATAAN NIHIL",
        "declares": "dengan ini menyatakan bahwa saya telah memeriksa kesembilan hal di bawah ini dan "
        "tidak ada kepentingan pribadi yang perlu saya nyatakan.",
        "closing": "Demikian surat pernyataan ini saya buat dengan sebenarnya.", "number_of_record": "DEK-2026-000123", "version": 1,
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
        "subtitle": "PERNYATAAN LANJUTAN",
        "declares": "dengan ini menyatakan kepentingan pribadi yang saya miliki atau patut diduga saya "
        "miliki sehubungan dengan jabatan saya, sebagaimana tercantum dalam tabel dan lampiran surat ini.",
        "nil_statement": "", "sections": sections("PK-A", "PK-C"),
        "annexes": [BROTHER, TEACHING], "changes": [("Baru", 1), ("Masih sama", 1)],
        "review": REVIEWED,
    }  # fmt: skip
    return nil_letter(person_id, **{**facts, **changes})
