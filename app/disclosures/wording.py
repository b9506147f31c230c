"""What the questions of a declaration are called and how an answer reads: one place for all pages.

Forms take their labels and choices from here; the check page, the declaration's own page, the
review, the differences between versions and the letter describe the same answers with `describe`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _l

from app.regulations.pack import Factor, Pack

SECTIONS = ("PK-A", "PK-B", "PK-C", "PK-D", "PK-E", "PK-F", "PK-G", "PK-H", "PK-I")
PROFILE = "profile"
LINK = "link"
END = "end"

Fields = Mapping[str, Any]
Choices = tuple[tuple[str, Any], ...]


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


@dataclass(frozen=True)
class Row:
    """One line of a summary: the field's name, its label, the answer in words ("" = not filled)."""

    name: str
    label: str
    value: str


YES_NO: Choices = (("yes", _l("Ya")), ("no", _l("Tidak")))
YES_NO_UNKNOWN: Choices = (*YES_NO, ("unknown", _l("Tidak tahu")))
BODY_ROLES: Choices = (
    ("owner", _l("Pemilik")),
    ("director", _l("Direksi")),
    ("commissioner", _l("Komisaris")),
    ("manager", _l("Pengurus")),
    ("employee", _l("Karyawan")),
    ("beneficiary", _l("Penerima manfaat")),
    ("other", _l("Lainnya")),
)
# Bands, never an exact amount; rupiah per year.
YEARLY_BANDS: Choices = (
    ("under_12", _l("Di bawah Rp12 juta setahun")),
    ("12_60", _l("Rp12 juta sampai Rp60 juta setahun")),
    ("60_300", _l("Rp60 juta sampai Rp300 juta setahun")),
    ("over_300", _l("Di atas Rp300 juta setahun")),
)
PARTY_KINDS: Choices = (
    ("employee", _l("ASN di pemerintah ini")),
    ("person", _l("Orang lain")),
    ("business", _l("Usaha")),
    ("organisation", _l("Organisasi")),
)
OFFER_RESPONSES: Choices = (
    ("refused", _l("Saya tolak")),
    ("accepted", _l("Saya terima")),
    ("undecided", _l("Belum saya putuskan")),
)
SIDE_ROLES: Choices = (
    ("consultant", _l("Konsultan")),
    ("teacher", _l("Pengajar")),
    ("trader", _l("Pedagang")),
    ("driver", _l("Pengemudi daring")),
    ("profession", _l("Profesi")),
    ("other", _l("Lainnya")),
)
PAY_KINDS: Choices = (
    ("fixed", _l("Tetap")),
    ("variable", _l("Tidak tetap")),
    ("none", _l("Tanpa imbalan")),
)
PERMISSIONS: Choices = (
    ("yes", _l("Ada, dengan nomor")),
    ("no", _l("Belum")),
    ("not_needed", _l("Tidak perlu")),
)
OWNERS: Choices = (
    ("self", _l("Saya")),
    ("spouse", _l("Pasangan")),
    ("child", _l("Anak")),
    ("relative", _l("Keluarga lain")),
    ("name_lent", _l("Pinjam nama")),
)
PROCUREMENT: Choices = (
    ("was", _l("Pernah")),
    ("is", _l("Sedang")),
    ("may", _l("Mungkin nanti")),
    ("no", _l("Tidak")),
)
REQUEST_RESPONSES: Choices = (
    ("refused", _l("Saya tolak")),
    ("open", _l("Belum saya jawab")),
    ("granted", _l("Saya penuhi")),
)
# No question about what members believe.
ORGANISATION_KINDS: Choices = (
    ("foundation", _l("Yayasan")),
    ("cooperative", _l("Koperasi")),
    ("mass", _l("Organisasi kemasyarakatan")),
    ("profession", _l("Organisasi profesi")),
    ("sport", _l("Organisasi olahraga")),
    ("religious", _l("Organisasi keagamaan")),
    ("city_company", _l("BUMD")),
    ("public_body", _l("Badan publik")),
    ("other", _l("Lainnya")),
)
HOW_CHOSEN: Choices = (("elected", _l("Dipilih")), ("appointed", _l("Ditunjuk")))
FORMER_TIES: Choices = (
    ("supervises", _l("Saya mengawasi hasil kerja sendiri")),
    ("helps", _l("Saya dimintai bantuan")),
    ("defends", _l("Saya membela kebijakan lama")),
    ("asked", _l("Mantan atasan meminta")),
    ("other", _l("Lainnya")),
)
WAYS_TO_END: Choices = (
    ("sold", _l("Dijual atau dialihkan")),
    ("stopped", _l("Berhenti")),
    ("death", _l("Meninggal")),
    ("parted", _l("Putus hubungan")),
    ("other", _l("Lainnya")),
)
SITUATIONS: Choices = (
    ("actual", _l("Sedang terjadi")),
    ("potential", _l("Mungkin terjadi")),
)
PLANS: Choices = (
    ("abstain", _l("Tidak ikut memutus")),
    ("divest", _l("Melepas kepentingan")),
    ("ask", _l("Minta arahan atasan")),
    ("none", _l("Tidak perlu melakukan apa-apa")),
)
# The four factors of the level rule (service design §0.6); their answers are the pack's codes.
FACTORS = ("closeness", "authority", "benefit", "time")

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
        Question("relation", _l("Hubungan dengan Anda"), "choice", code_list="hubungan_afiliasi"),
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
        Question("response", _l("Tanggapan Anda"), "choice", OFFER_RESPONSES),
        Question("note", _l("Keterangan"), "long"),
    ),
    "PK-C": (
        Question("employer", _l("Nama pemberi kerja atau usaha")),
        Question("field", _l("Bidang")),
        Question("role", _l("Peran Anda"), "choice", SIDE_ROLES),
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
        Question("response", _l("Tanggapan Anda"), "choice", REQUEST_RESPONSES),
        Question("continues", _l("Apakah masih berlanjut?"), "choice", YES_NO),
    ),
    "PK-G": (
        Question("organisation", _l("Nama organisasi")),
        Question("organisation_kind", _l("Jenis organisasi"), "choice", ORGANISATION_KINDS),
        Question("post", _l("Jabatan Anda di sana")),
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
        Question("authority", _l("Apa kaitannya dengan wewenang Anda?"), "factor"),
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
        Question("plan", _l("Apa yang akan Anda lakukan?"), "choice", PLANS),
        Question("note", _l("Keterangan"), "long"),
    ),
}
LABELS: dict[str, dict[str, Any]] = {
    section: {question.name: question.label for question in questions}
    for section, questions in QUESTIONS.items()
}
# The answers that make up the short name of an interest, in order of preference.
_TITLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "PK-A": (("employee_name", "party_name"), ("body_name",)),
    "PK-B": (("what",), ("giver",)),
    "PK-C": (("employer",), ("field",)),
    "PK-D": (("information",),),
    "PK-E": (("body_name",), ("field",)),
    "PK-F": (("request",), ("from_whom",)),
    "PK-G": (("organisation",), ("post",)),
    "PK-H": (("matter",), ("former_post",)),
    "PK-I": (("post_1",), ("post_2",)),
}
LONGEST_TITLE = 90
# Between the name, post and unit of an employee, as the picker writes them.
NAME_ENDS = " · "


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


def describe(section: str, fields: Fields, pack: Pack) -> list[Row]:
    """The answers of one form in words. `section` is PK-A…PK-I, "profile" or "link"."""
    return [
        Row(asked.name, str(asked.label), shown(asked, fields, pack))
        for asked in QUESTIONS[section]
        if applies(asked, fields)
    ]


def describe_link(link: Fields, pack: Pack) -> list[Row]:
    """The same for "Kaitan dengan tugas", with names as remarks write them ("link.authority")."""
    return [Row(f"link.{row.name}", row.label, row.value) for row in describe(LINK, link, pack)]


def describe_item(section: str, item: Fields, pack: Pack) -> list[Row]:
    """Everything said about one interest: when it is over, the thing itself, its link."""
    over = describe(END, item, pack) if item.get("ended_on") else []
    rows = over + describe(section, item.get("fields") or {}, pack)
    link = item.get("link") or {}
    return rows + (describe_link(link, pack) if link else [])


def title_of(section: str, fields: Fields) -> str:
    """The short name of an interest: "Andi (CV Contoh Karya)", at most 90 letters."""
    parts = [
        next((str(fields[name]).split(NAME_ENDS)[0] for name in names if fields.get(name)), "")
        for names in _TITLES[section]
    ]
    first, *others = [part for part in parts if part] or [gettext("Butir tanpa nama")]
    title = f"{first} ({others[0]})" if others else first
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def section_title(section: str, pack: Pack) -> str:
    """Hubungan afiliasi, Gratifikasi, …: the label of one of the nine sections."""
    return code_label(pack, "perhatian_khusus", section)


def shown(asked: Question, fields: Fields, pack: Pack) -> str:
    """One answer in words; "" when it was not given."""
    value = fields.get(asked.shown_as or asked.name)
    if value in (None, "", []):
        return ""
    if asked.kind == "several":
        return ", ".join(_word(asked, str(one), pack) for one in value)
    if asked.kind == "choice":
        return _word(asked, str(value), pack)
    if asked.kind == "factor":
        return dict(factor_choices(pack, asked.name)).get(str(value), str(value))
    if asked.kind in ("month", "day"):
        return _date(str(value), "MMMM yyyy" if asked.kind == "month" else "d MMMM yyyy")
    return f"{value} {asked.suffix}".strip() if asked.suffix else str(value)


def _word(asked: Question, value: str, pack: Pack) -> str:
    if asked.code_list:
        return code_label(pack, asked.code_list, value)
    return str(dict(asked.choices).get(value, value))


def _date(value: str, pattern: str) -> str:
    return str(format_date(date.fromisoformat(value), pattern))


def factor(pack: Pack, name: str) -> Factor:
    """The pack's factor behind one of the four questions of the link."""
    return next(one for one in pack.levels.factors if one.code == name)


def factor_choices(pack: Pack, name: str) -> list[tuple[str, str]]:
    """The answers of a factor: [("memutus", "Saya memutus, …"), …]."""
    return [(one.code, _capital(one.label)) for one in factor(pack, name).choices]


def code_label(pack: Pack, name: str, code: str) -> str:
    """The label of a code, its first letter a capital; the code itself if the list lacks it."""
    try:
        return _capital(pack.code(name, code).label)
    except KeyError:
        return code


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
