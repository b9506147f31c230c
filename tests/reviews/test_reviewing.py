"""Benar: the review by the superior's superior, its decision and what that moves."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.errors import Invalid, NotFound
from app.database.base import db
from app.deadlines import queries as deadlines
from app.documents.models import DocumentKind
from app.matters import queries as matters
from app.matters.models import MatterState
from app.measures.models import Plan, PlanState, Referral
from app.measures.services.ordering import Order
from app.recusals.models import Recusal
from app.reviews import queries
from app.reviews.models import Ruling, State
from app.reviews.services import reviewing
from tests.disclosures.stage import actor
from tests.matters.stage import person_id
from tests.reviews import stage
from tests.reviews.stage import letters, notices

pytestmark = pytest.mark.usefixtures("city")


def test_true_opens_the_review_past_whoever_signed_as_in_story_3() -> None:
    review = stage.examined()
    assert review.state is State.REVIEWING
    assert review.reviewer_id == person_id("e04")
    assert review.reviewer_note == (
        f"Dilewati: {stage.name_of('e29')}, pihak dalam keputusan yang ditinjau."
    )
    running = deadlines.clock_of("reviews", review.id, "tinjau_kembali")
    assert running is not None
    assert running.due_on == clock.today() + timedelta(days=2)
    assert notices("e04", "N-27") == [
        f"Aduan {stage.NUMBER}: hasil Benar. Tinjau kembali paling lambat 4 Maret 2026 (2 hari)."
    ]
    matter = matters.matter(review.matter_id or 0)
    assert matter is not None
    assert matter.state is MatterState.UNDER_REVIEW
    with pytest.raises(NotFound):
        queries.review_for(actor("e29"), review.id)


def test_a_decision_not_made_yet_is_stopped_and_the_official_kept_away() -> None:
    review = stage.examined(made=False)
    matter = matters.matter(review.matter_id or 0)
    assert matter is not None
    assert matter.state is MatterState.HELD
    recusal = db.session.get(Recusal, review.recusal_id or 0)
    assert recusal is not None
    assert recusal.person_id == person_id("e32")
    assert recusal.answered_by_id == person_id("e31")


def test_handed_up_within_the_first_day_there_are_two_new_days_once() -> None:
    review = stage.examined()
    why = "Saya ikut membahas pengadaan ini pada rapat pimpinan."
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        reviewing.pass_up(actor("e04"), review, why)
        assert review.reviewer_id == person_id("e02")
        running = deadlines.clock_of("reviews", review.id, "tinjau_kembali")
        assert running is not None
        assert running.due_on == clock.today() + timedelta(days=2)
        assert notices("e02", "N-29") == [
            f"Peninjauan kembali {stage.NUMBER} dialihkan kepada Anda karena peninjau sebelumnya"
            " tidak berwenang atau terlibat. Batas 5 Maret 2026."
        ]
        reviewing.pass_up(actor("e02"), review, why)
        again = deadlines.clock_of("reviews", review.id, "tinjau_kembali")
        assert again is not None
        assert again.due_on == running.due_on, "once"
        assert review.reviewer_id == person_id("e01")
        reviewing.pass_up(actor("e01"), review, why)
        assert review.outside
        assert DocumentKind.GOVERNOR in letters(review)
    for code in ("e04", "e02", "e01"):
        with pytest.raises(NotFound):
            queries.review_for(actor(code), review.id)


def test_handed_up_later_only_what_is_left_remains() -> None:
    review = stage.examined()
    before = deadlines.clock_of("reviews", review.id, "tinjau_kembali")
    with clock.frozen_at(clock.now() + timedelta(days=2)):
        reviewing.pass_up(actor("e04"), review, "Saya ikut membahas pengadaan ini di rapat.")
        after = deadlines.clock_of("reviews", review.id, "tinjau_kembali")
    assert before is not None
    assert after is not None
    assert after.due_on == before.due_on


def test_the_review_decides_orders_and_is_overseen() -> None:
    review = stage.decided()
    assert review.state is State.SUPERVISED
    matter = matters.matter(review.matter_id or 0)
    assert matter is not None
    assert matter.state is MatterState.REDO
    plan = db.session.get(Plan, review.plan_id or 0)
    assert plan is not None
    assert plan.state is PlanState.RUNNING
    assert [one.code for one in plan.actions] == ["TND-D"]
    assert DocumentKind.REVIEW in letters(review)
    assert [one.owner_id for one in review.follow_ups] == [person_id("e06")]
    assert notices("e06", "N-29") == [
        f"Anda penanggung jawab tindak lanjut 1 aduan {stage.NUMBER}. Batas 16 Maret 2026."
    ]


def test_a_referral_for_sanctions_and_a_recusal_come_through_the_measures() -> None:
    said = stage.decided_as(
        measures=[
            Order("TND-B", "Tidak menangani urusan dengan CV Contoh Tirta Mulya.",
                  party_name="CV Contoh Tirta Mulya", party_nib="9120000000004"),
            Order("TND-F", "Menilai penawaran milik ipar tanpa menyatakan hubungan."),
        ]
    )  # fmt: skip
    review = stage.decided(said=said)
    plan = db.session.get(Plan, review.plan_id or 0)
    assert plan is not None
    assert plan.actions[0].linked_number
    referral = db.session.query(Referral).filter_by(plan_id=plan.id).one()
    assert referral.happened_on == review.as_of


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ruling": None}, "ruling"),
        ({"reason": "Singkat."}, "reason"),
        ({"bases": []}, "bases"),
        ({"principles": ""}, "principles"),
        ({"considerations": {}}, "institution"),
        ({"to_do": []}, "to_do"),
        ({"measures": []}, "measures"),
    ],
)
def test_what_a_decision_lacks_is_said(changed, field: str) -> None:
    review = stage.examined()
    with pytest.raises(Invalid) as refusal:
        reviewing.decide(actor("e04"), review, stage.decided_as(**changed))
    assert field in refusal.value.fields


def test_a_weakness_of_the_system_needs_an_sop_put_right() -> None:
    review = stage.examined(weak=True)
    with pytest.raises(Invalid) as refusal:
        reviewing.decide(actor("e04"), review, stage.decided_as())
    assert "to_do" in refusal.value.fields
    items = [stage.to_do(), stage.to_do(description="Tambah cek afiliasi pada SOP.", is_sop=True)]
    reviewing.decide(actor("e04"), review, stage.decided_as(to_do=items))


def test_nobody_concerned_is_made_responsible_but_whoever_signed_may_be() -> None:
    review = stage.examined()
    with pytest.raises(Invalid) as refusal:
        reviewing.decide(
            actor("e04"), review,
            stage.decided_as(to_do=[stage.to_do(owner_id=person_id("e32"))]),
        )  # fmt: skip
    assert "to_do.0.owner" in refusal.value.fields
    reviewing.decide(
        actor("e04"), review, stage.decided_as(to_do=[stage.to_do(owner_id=person_id("e29"))])
    )


@pytest.mark.parametrize(
    ("ruling", "state"),
    [
        (Ruling.ANNULLED, MatterState.ANNULLED),
        (Ruling.CHANGED, MatterState.CHANGED),
        (Ruling.STANDS, MatterState.UPHELD),
        (Ruling.STOPPED, MatterState.ANNULLED),
    ],
)
def test_the_ruling_moves_the_matter(ruling: Ruling, state: MatterState) -> None:
    review = stage.decided(said=stage.decided_as(ruling))
    matter = matters.matter(review.matter_id or 0)
    assert matter is not None
    assert matter.state is state
