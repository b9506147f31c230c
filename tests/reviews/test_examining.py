"""The examination: the accused heard, the reporter asked, findings and the outcome."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.base import db
from app.documents.models import Document, DocumentKind
from app.matters import queries as matters
from app.matters.models import MatterState
from app.reviews import queries
from app.reviews.models import Review, State, Truth
from app.reviews.services import concluding, examining, opening
from app.reviews.services.examining import Answer
from tests.disclosures.stage import actor
from tests.reviews import stage
from tests.reviews.stage import letters, notices

pytestmark = pytest.mark.usefixtures("city")


def asked(review: Review):
    return examining.ask_accused(
        actor("e31"), review, "Pemenang adalah milik ipar Anda.",
        "Apakah Anda mengetahui hubungan itu saat menilai?", clock.today(),
    )  # fmt: skip


def test_the_accused_is_heard_and_sees_only_the_examiners_words() -> None:
    review = stage.opened()
    question = asked(review)
    assert notices("e32", "N-26") == [
        "Anda dimintai keterangan. Batas 2 Maret 2026. Anda berhak menjawab."
    ]
    with pytest.raises(NotFound):
        queries.question_for(actor("e33"), question.id)
    with pytest.raises(NotFound):
        queries.review_for(actor("e32"), review.id)
    with pytest.raises(Invalid):
        examining.answer(actor("e32"), question, Answer())
    with pytest.raises(NotAllowed):
        examining.answer(actor("e31"), question, Answer("Saya bukan terlapor."))
    examining.answer(actor("e32"), question, Answer("Ipar saya tidak ikut di kantor."))
    assert notices("e31", "N-25") == [f"Jawaban baru pada {stage.NUMBER}."]
    with pytest.raises(WrongState):
        examining.answer(actor("e32"), question, Answer("Satu lagi."))


def test_a_late_reply_counts_until_the_outcome_and_silence_admits_nothing() -> None:
    review = stage.opened()
    first, second, third = asked(review), asked(review), asked(review)
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        examining.answer(actor("e32"), first, Answer("Terlambat sehari."))
        examining.answer(actor("e32"), second, Answer(declined=True))
        assert first.late
        assert second.declined
    examining.save_finding(actor("e31"), review, review.allegations[0], stage.finding())
    concluding.conclude(actor("e31"), review, stage.outcome())
    with pytest.raises(WrongState):
        examining.answer(actor("e32"), third, Answer("Sesudah hasil."))


def test_the_reporter_is_asked_through_the_relay_only() -> None:
    relay = stage.relay()
    matter = stage.procurement()
    review = opening.open_review(stage.inspector(), stage.offered(matter, relay))
    examining.ask_reporter(actor("e31"), review, "Kapan undangan itu Anda terima?", clock.today())
    assert [one.question for one in relay.exchanges] == ["Kapan undangan itu Anda terima?"]
    with pytest.raises(NotAllowed):
        examining.ask_reporter(actor("e33"), review, "Siapa pelapor sebenarnya?", None)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"truth": None}, "truth"),
        ({"explanation": "Singkat."}, "explanation"),
        ({"basis": []}, "basis"),
        ({"weak_system": None}, "weak_system"),
        ({"weak_system": True, "sop": ""}, "sop"),
        ({"codes": {}}, "form_code"),
        ({"loss": -1}, "loss"),
    ],
)
def test_what_a_finding_lacks_is_said(changed, field: str) -> None:
    review = stage.opened()
    with pytest.raises(Invalid) as refusal:
        examining.save_finding(
            actor("e31"), review, review.allegations[0], stage.finding(**changed)
        )
    assert field in refusal.value.fields


def test_an_outcome_needs_every_finding_the_accused_heard_and_reasons_for_lateness() -> None:
    review = stage.opened()
    with pytest.raises(Invalid, match="Tetapkan temuan untuk semua dugaan"):
        concluding.conclude(actor("e31"), review, stage.outcome())
    examining.save_finding(actor("e31"), review, review.allegations[0], stage.finding())
    with pytest.raises(Invalid) as refusal:
        concluding.conclude(actor("e31"), review, stage.outcome(not_asked_reason=""))
    assert refusal.value.fields["not_asked_reason"] == concluding.NOT_ASKED
    with pytest.raises(Invalid):
        concluding.conclude(actor("e31"), review, stage.outcome(Truth.UNTRUE))
    with clock.frozen_at(clock.now() + timedelta(days=4)), pytest.raises(Invalid) as late:
        concluding.conclude(actor("e31"), review, stage.outcome())
    assert str(late.value.fields["late_reason"]) == "Terlambat 1 hari kerja. Tulis alasannya."


def test_not_true_means_that_the_decision_stands_in_the_words_of_the_law() -> None:
    review = stage.examined(Truth.UNTRUE)
    assert review.state is State.UNTRUE
    matter = matters.matter(review.matter_id or 0)
    assert matter is not None
    assert matter.state is MatterState.DECIDED
    assert letters(review)[1:] == [
        DocumentKind.EXAMINATION, DocumentKind.OUTCOME, DocumentKind.OUTCOME,
    ]  # fmt: skip
    notice = db.session.query(Document).filter_by(kind=DocumentKind.OUTCOME).first()
    assert notice is not None
    assert notice.facts["facts"]["sentence"] == (
        "Apabila hasil dari pemeriksaan tersebut tidak benar maka keputusan dan/atau tindakan"
        " pejabat yang dilaporkan tetap berlaku."
    )
    assert notices("e32", "N-28") == [f"Ada hasil untuk aduan {stage.NUMBER}."]
    minutes = db.session.query(Document).filter_by(kind=DocumentKind.EXAMINATION).one()
    assert minutes.facts["facts"]["findings"][0]["codes"] == [
        "Penyalahgunaan jabatan (BTK-7)", "Pemilihan rekanan tidak profesional (JNS-04)",
        "Hubungan afiliasi (SBR-3)",
    ]  # fmt: skip
