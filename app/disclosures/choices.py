"""The answers a question of a declaration offers, where the pack has no list of its own."""

from typing import Any

from flask_babel import lazy_gettext as _l

Choices = tuple[tuple[str, Any], ...]
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
