"""What a deadline chip says is due: few words for a term of the pack, or the pack's own label."""

from app.core import clock
from app.deadlines.purposes import Purpose, purpose_of
from app.regulations import queries as regulations


def test_the_words_belong_to_terms_of_the_pack() -> None:
    terms = regulations.pack_on(clock.today()).terms
    assert [one.value for one in Purpose if one.value not in terms] == []


def test_a_term_without_words_of_its_own_is_named_by_the_pack() -> None:
    assert purpose_of("istilah_baru", "Istilah baru") == "Istilah baru"
    assert purpose_of("tanggapan_rencana", "Tanggapan pegawai atas …") is Purpose.PLAN_REPLY
