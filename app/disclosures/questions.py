"""The questions of a declaration, section by section: what each is called and when it is asked.

Forms take their labels and choices from here; how the answers read is said in `wording`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from app.disclosures.choices import (
    BODY_ROLES,
    FORMER_TIES,
    HOW_CHOSEN,
    OFFER_RESPONSES,
    ORGANISATION_KINDS,
    OWNERS,
    PARTY_KINDS,
    PAY_KINDS,
    PERMISSIONS,
    PLANS,
    PROCUREMENT,
    REQUEST_RESPONSES,
    SIDE_ROLES,
    SITUATIONS,
    WAYS_TO_END,
    YEARLY_BANDS,
    YES_NO,
    YES_NO_UNKNOWN,
    Choices,
)

SECTIONS = ("PK-A", "PK-B", "PK-C", "PK-D", "PK-E", "PK-F", "PK-G", "PK-H", "PK-I")
PROFILE = "profile"
LINK = "link"
END = "end"
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """One question: its name in the record, its label, and how its answer is written."""

    name: str
    label: Any
    kind: str = "text"  # text | long | choice | several | factor | month | day
    choices: Choices = ()
    code_list: str = ""
    # Asked only when another answer of the same form is one of these; without any named: is filled.
    only_if: tuple[str, tuple[str, ...]] | None = None
    hint: Any = ""
    suffix: Any = ""
    # Another answer that holds the words to show (an employee's name, the names of units).
    shown_as: str = ""
    # What it is called before anybody else than the declarant, where the label addresses him.
    of_another: Any = ""

    def called(self, own: bool) -> str:
        """The label: for the declarant himself, or for whoever reads what he answered."""
        return str(self.label if own or not self.of_another else self.of_another)


_HAS_BODY: tuple[str, tuple[str, ...]] = ("body_name", ())
_HAS_PERSON = ("party_kind", ("person", "business", "organisation"))
_DEALS_WITH_CITY = ("procurement", ("was", "is", "may"))
QUESTIONS: dict[str, tuple[Question, ...]] = {
    PROFILE: (
        Question("phone", _l("Nomor HP")),
        Question("email", _l("Surel")),
        Question(
            "decision_roles",
            _l("Peran Anda dalam keputusan"),
            "several",
            code_list="peran_keputusan",
            hint=_l("Pilih semua yang sesuai."),
            of_another=_l("Peran pegawai dalam keputusan"),
        ),
        Question(
            "risk_positions",
            _l("Posisi yang berpotensi benturan kepentingan"),
            "several",
            code_list="posisi_berpotensi",
            hint=_l("Centang bila jabatan Anda termasuk. Boleh lebih dari satu."),
        ),
        Question(
            "main_duty",
            _l("Tugas Anda dengan kata sendiri"),
            "long",
            hint=_l("Satu atau dua kalimat. Contoh: memeriksa kelengkapan berkas izin usaha."),
            of_another=_l("Tugas pegawai dengan kata sendiri"),
        ),
    ),
    "PK-A": (
        Question("party_kind", _l("Pihak terkait adalah"), "choice", PARTY_KINDS),
        Question(
            "employee_id",
            _l("Pegawai"),
            only_if=("party_kind", ("employee",)),
            hint=_l("Wajib dinyatakan bila keluarga inti Anda juga ASN."),
            shown_as="employee_name",
        ),
        Question(
            "party_name",
            _l("Nama orangnya"),
            only_if=_HAS_PERSON,
            hint=_l("Untuk usaha atau organisasi: orang yang menghubungkan Anda dengannya."),
        ),
        Question(
            "relation",
            _l("Hubungan dengan Anda"),
            "choice",
            code_list="hubungan_afiliasi",
            of_another=_l("Hubungan dengan pegawai"),
        ),
        Question("party_occupation", _l("Pekerjaan atau usaha pihak terkait")),
        Question(
            "body_name",
            _l("Nama usaha atau organisasinya"),
            hint=_l(
                "Bila pihak terkait punya usaha atau organisasi yang berurusan dengan kantor Anda."
            ),
        ),
        Question(
            "body_nib",
            _l("NIB"),
            only_if=_HAS_BODY,
            hint=_l("13 angka. Agar tidak tertukar dengan nama mirip."),
        ),
        Question("body_npwp", _l("NPWP badan"), only_if=_HAS_BODY, hint=_l("15 atau 16 angka.")),
        Question(
            "body_role",
            _l("Peran pihak terkait di sana"),
            "choice",
            BODY_ROLES,
            only_if=_HAS_BODY,
        ),
        Question("nature", _l("Karena apa"), "choice", code_list="sifat_kepentingan"),
        Question("since", _l("Mulai"), "month"),
        Question("note", _l("Keterangan"), "long"),
    ),
    "PK-B": (
        Question("giver", _l("Siapa yang memberi atau menawarkan")),
        Question("what", _l("Apa yang diberikan atau ditawarkan")),
        Question("received_on", _l("Kapan"), "day"),
        Question(
            "response",
            _l("Tanggapan Anda"),
            "choice",
            OFFER_RESPONSES,
            of_another=_l("Tanggapan pegawai"),
        ),
        Question("note", _l("Keterangan"), "long"),
    ),
    "PK-C": (
        Question("employer", _l("Nama pemberi kerja atau usaha")),
        Question("field", _l("Bidang")),
        Question("role", _l("Peran Anda"), "choice", SIDE_ROLES, of_another=_l("Peran pegawai")),
        Question("pay", _l("Imbalan"), "choice", PAY_KINDS),
        Question(
            "pay_band",
            _l("Kisaran imbalan"),
            "choice",
            YEARLY_BANDS,
            only_if=("pay", ("fixed", "variable")),
        ),
        Question("hours_week", _l("Jam per minggu"), suffix=_l("jam")),
        Question("permission", _l("Izin atasan"), "choice", PERMISSIONS),
        Question("permission_number", _l("Nomor izin"), only_if=("permission", ("yes",))),
        Question("overlaps", _l("Apakah jamnya bentrok dengan jam kerja?"), "choice", YES_NO),
        Question("since", _l("Mulai"), "month"),
        Question("until", _l("Berakhir"), "month", hint=_l("Kosongkan bila masih berjalan.")),
        Question(
            "employer_deals",
            _l("Apakah pemberi kerja berurusan dengan kantor Anda?"),
            "choice",
            YES_NO_UNKNOWN,
            of_another=_l("Apakah pemberi kerja berurusan dengan kantor pegawai?"),
        ),
    ),
    "PK-D": (
        Question(
            "information",
            _l("Informasi apa"),
            "long",
            hint=_l("Contoh: HPS, rencana tata ruang, soal seleksi, data pajak."),
        ),
        Question("system", _l("Di sistem atau berkas mana")),
        Question("who_gains", _l("Siapa yang bisa diuntungkan")),
        Question("safeguard", _l("Pengaman yang sudah ada"), "long"),
    ),
    "PK-E": (
        Question("owner", _l("Siapa pemiliknya"), "choice", OWNERS),
        Question("body_name", _l("Nama usaha")),
        Question("body_form", _l("Bentuk usaha"), hint=_l("Contoh: CV, PT, usaha perorangan.")),
        Question("nib", _l("NIB"), hint=_l("13 angka. Agar tidak tertukar dengan nama mirip.")),
        Question("npwp", _l("NPWP badan"), hint=_l("15 atau 16 angka.")),
        Question("role", _l("Peran di usaha itu"), "choice", BODY_ROLES),
        Question(
            "share_percent",
            _l("Bagian kepemilikan"),
            only_if=("role", ("owner",)),
            suffix="%",
        ),
        Question("field", _l("Bidang usaha")),
        Question("procurement", _l("Ikut pengadaan di pemerintah ini?"), "choice", PROCUREMENT),
        Question("permits", _l("Mengurus izin di pemerintah ini?"), "choice", YES_NO_UNKNOWN),
        Question(
            "related_units",
            _l("Unit yang terkait"),
            "several",
            only_if=_DEALS_WITH_CITY,
            shown_as="related_unit_names",
        ),
        Question("yearly_value_band", _l("Kisaran nilai setahun"), "choice", YEARLY_BANDS),
        Question("since", _l("Mulai"), "month"),
    ),
    "PK-F": (
        Question("from_whom", _l("Siapa yang meminta")),
        Question("request", _l("Apa yang diminta"), "long"),
        Question("when", _l("Kapan"), "month"),
        Question(
            "response",
            _l("Tanggapan Anda"),
            "choice",
            REQUEST_RESPONSES,
            of_another=_l("Tanggapan pegawai"),
        ),
        Question("continues", _l("Apakah masih berlanjut?"), "choice", YES_NO),
    ),
    "PK-G": (
        Question("organisation", _l("Nama organisasi")),
        Question("organisation_kind", _l("Jenis organisasi"), "choice", ORGANISATION_KINDS),
        Question("post", _l("Jabatan Anda di sana"), of_another=_l("Jabatan pegawai di sana")),
        Question("how_chosen", _l("Dipilih atau ditunjuk"), "choice", HOW_CHOSEN),
        Question("paid", _l("Apakah berhonor?"), "choice", YES_NO),
        Question(
            "city_funds",
            _l("Apakah organisasi menerima dana pemerintah daerah?"),
            "choice",
            YES_NO_UNKNOWN,
        ),
        Question("since", _l("Mulai"), "month"),
    ),
    "PK-H": (
        Question("former_post", _l("Jabatan sebelumnya")),
        Question("former_unit", _l("Unit sebelumnya")),
        Question("until", _l("Sampai"), "month"),
        Question("matter", _l("Urusan yang masih berkaitan"), "long"),
        Question("tie", _l("Bentuk kaitannya"), "choice", FORMER_TIES),
    ),
    "PK-I": (
        Question("post_1", _l("Jabatan publik pertama")),
        Question("post_2", _l("Jabatan publik kedua")),
        Question("decree_number", _l("Nomor SK")),
        Question("reason", _l("Alasan perangkapan"), "long"),
        Question("since", _l("Mulai"), "month"),
    ),
    END: (
        Question("ended_on", _l("Tanggal berakhir"), "day"),
        Question("way", _l("Bagaimana berakhirnya"), "choice", WAYS_TO_END),
    ),
    LINK: (
        Question("closeness", _l("Siapa yang punya kepentingan ini?"), "factor"),
        Question(
            "authority",
            _l("Apa kaitannya dengan wewenang Anda?"),
            "factor",
            of_another=_l("Apa kaitannya dengan wewenang pegawai?"),
        ),
        Question("benefit", _l("Manfaat apa yang ada?"), "factor"),
        Question("time", _l("Kapan urusannya?"), "factor"),
        Question(
            "situation",
            _l("Keadaannya sekarang"),
            "choice",
            SITUATIONS,
            hint=_l("“Sedang terjadi”: ada keputusan atau tindakan yang sekarang Anda tangani."),
        ),
        Question(
            "forms",
            _l("Bentuk benturan kepentingan"),
            "several",
            code_list="bentuk",
            hint=_l("Bila Anda tahu. Atasan dapat melengkapinya."),
        ),
        Question(
            "plan",
            _l("Apa yang akan Anda lakukan?"),
            "choice",
            PLANS,
            of_another=_l("Apa yang akan dilakukan pegawai?"),
        ),
        Question("note", _l("Keterangan"), "long"),
    ),
}
LABELS: dict[str, dict[str, Any]] = {
    section: {question.name: question.label for question in questions}
    for section, questions in QUESTIONS.items()
}


def question(section: str, name: str) -> Question:
    """The question of this name. Raises KeyError."""
    for found in QUESTIONS[section]:
        if found.name == name:
            return found
    raise KeyError(f"{section}/{name}")


def applies(asked: Question, fields: Fields) -> bool:
    """Whether the question is asked at all, given the other answers."""
    if asked.only_if is None:
        return True
    other, values = asked.only_if
    answer = fields.get(other)
    return answer in values if values else answer not in (None, "", [])
