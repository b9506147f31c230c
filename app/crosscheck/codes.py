"""The six codes of a cross-check: what the records say about a party, never about guilt. Pure."""

from app.core.labels import LabelledEnum


class Code(LabelledEnum):
    """CS-0 … CS-5 of service design S-81; the label is the sentence of the verdict card."""

    CS_0 = "CS-0", "Perlu dicek manual."
    CS_1 = "CS-1", "Dideklarasikan sebelum keputusan; penarikan diri ada."
    CS_2 = "CS-2", "Dideklarasikan sebelum keputusan; penarikan diri tidak ada."
    CS_3 = "CS-3", "Dideklarasikan setelah keputusan."
    CS_4 = "CS-4", "Tidak dideklarasikan oleh terlapor; tercatat di deklarasi ASN lain."
    CS_5 = "CS-5", "Tidak ada catatan yang cocok."


# Of several parties the screening shows the code that most needs a look.
_GRAVITY = (Code.CS_4, Code.CS_3, Code.CS_2, Code.CS_1, Code.CS_0, Code.CS_5)
DISCLAIMER = "Cek silang menunjukkan catatan, bukan kesimpulan bersalah."


def gravest(codes: list[Code]) -> Code:
    """The first of CS-4, CS-3, CS-2, CS-1, CS-0, CS-5 that is there."""
    return next((code for code in _GRAVITY if code in codes), Code.CS_5)
