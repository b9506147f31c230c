"""Whom a case goes to: the route, taking over, stepping aside."""

import pytest

from app.core.actor import SYSTEM
from app.core.errors import Invalid, NotAllowed, NotFound
from app.documents.models import DocumentKind
from app.reviews import guard, queries
from app.reviews.models import State, TakeOver
from app.reviews.services import examining, opening
from app.reviews.services.opening import Assigned
from tests.disclosures.stage import BROTHER, actor, filed
from tests.matters.stage import person_id
from tests.reviews import stage
from tests.reviews.stage import letters, notices

pytestmark = pytest.mark.usefixtures("city")
WHY = "Perkara ini berat dan perlu diperiksa Inspektorat."


def test_the_direct_superior_examines_and_hears_until_when() -> None:
    review = stage.opened()
    assert review.examiner_id == person_id("e31")
    assert review.state is State.EXAMINING
    assert notices("e31", "N-22") == [
        f"Ada aduan {stage.NUMBER} yang menjadi tugas Anda. Buka di aplikasi."
    ]
    assert notices("e31", "N-23") == [
        f"Anda pemeriksa aduan {stage.NUMBER}. Batas 5 Maret 2026, 23.59."
    ]
    assert notices("e32", "N-23") == []
    assert letters(review) == [DocumentKind.ASSIGNMENT]


def test_a_superior_who_signed_is_passed_over_with_the_words_of_the_rule() -> None:
    review = stage.opened(subject="e20", signer="e17")
    assert review.examiner_id == person_id("e15")
    assert review.examiner_note == (
        f"Dilewati: {stage.name_of('e17')}, pihak dalam keputusan yang ditinjau."
    )
    with pytest.raises(NotFound):
        queries.review_for(actor("e17"), review.id)
    assert queries.reviews_visible_to(actor("e17")).total == 0
    assert notices("e17", "N-22") == []


def test_a_case_about_the_head_of_the_region_leaves_the_system() -> None:
    review = stage.opened(subject="e01", signer="e01", made=False)
    assert review.examiner_id is None
    assert review.outside
    assert review.examiner_note == "Di luar sistem. Diteruskan ke Gubernur melalui Inspektorat."
    assert letters(review) == [DocumentKind.GOVERNOR]
    assert queries.reviews_visible_to(stage.inspector("e55")).total == 1


def test_a_case_about_the_inspectorate_is_overseen_by_who_stands_in() -> None:
    matter = stage.procurement(subject="e60", signer="e60")
    found = stage.offered(matter, stage.relay(), subject="e60")
    with pytest.raises(NotAllowed):
        opening.open_review(stage.inspector("e56"), found)
    review = opening.open_review(actor("e05"), found)
    assert review.examiner_id == person_id("e54")
    assert review.keeper_id == person_id("e05")
    with pytest.raises(NotFound):
        queries.review_for(stage.inspector("e56"), review.id)
    assert queries.review_for(stage.inspector("e54"), review.id) is review


def test_the_inspectorate_takes_over_with_a_reason_and_the_clock_runs_on() -> None:
    review = stage.opened()
    wrong = Assigned(person_id("e55"), TakeOver.GRAVE, "singkat")
    with pytest.raises(Invalid):
        opening.take_over(stage.inspector(), review, wrong)
    with pytest.raises(Invalid):
        opening.take_over(
            stage.inspector(), review, Assigned(person_id("e20"), TakeOver.GRAVE, WHY)
        )
    with pytest.raises(NotAllowed):
        opening.take_over(actor("e31"), review, Assigned(person_id("e55"), TakeOver.GRAVE, WHY))
    opening.take_over(stage.inspector(), review, Assigned(person_id("e55"), TakeOver.GRAVE, WHY))
    assert review.by_inspectorate
    assert notices("e55", "N-23") == [
        f"Anda pemeriksa aduan {stage.NUMBER}. Batas 5 Maret 2026, 23.59."
    ]
    with pytest.raises(NotFound):
        queries.review_for(actor("e31"), review.id)
    opening.accompany(stage.inspector(), review, person_id("e56"))
    assert review.companion_id == person_id("e56")


def test_whoever_becomes_concerned_loses_the_case_in_that_very_transaction() -> None:
    review = stage.opened()
    uncle = {**BROTHER, "party_kind": "employee", "employee_id": person_id("e32"),
             "relation": "HA-D6", "employee_name": stage.name_of("e32")}  # fmt: skip
    filed(actor("e31"), uncle)
    assert review.examiner_id == person_id("e04"), "e29 signed"
    with pytest.raises(NotFound):
        queries.review_for(actor("e31"), review.id)
    assert queries.waiting_for(actor("e31")) == 0
    assert notices("e04", "N-23")


def test_a_person_accused_later_loses_it_too() -> None:
    review = stage.opened()
    cast = guard.Cast(
        frozenset({person_id("e32"), person_id("e31")}), matter_ids=review.cast.matter_ids
    )
    with pytest.raises(NotAllowed):
        opening.change_cast(actor("e31"), review.origin_type, review.origin_id, cast)
    opening.change_cast(SYSTEM, review.origin_type, review.origin_id, cast)
    assert review.examiner_id == person_id("e04")


def test_an_examiner_who_steps_aside_hands_it_up() -> None:
    review = stage.opened()
    with pytest.raises(Invalid):
        examining.step_aside(actor("e31"), review, "ya")
    examining.step_aside(actor("e31"), review, "Pelapor adalah tetangga dekat saya sendiri.")
    assert review.examiner_id == person_id("e04")
    with pytest.raises(NotFound):
        queries.review_for(actor("e31"), review.id)
