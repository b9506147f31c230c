"""From the route to the last follow-up: story 3 of the demo city, and what must not happen on the way."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.base import db
from app.deadlines import queries as deadlines
from app.deadlines.services import sweep
from app.documents.models import Document, DocumentKind
from app.matters import queries as matters
from app.matters.models import MatterState
from app.measures.models import Plan, PlanState, Referral
from app.measures.services.ordering import Order
from app.notifications.models import Notice
from app.outbox import services as outbox
from app.recusals.models import Recusal
from app.reviews import agenda, guard, queries
from app.reviews.models import FollowUpState, Review, Ruling, State, Step, TakeOver, Truth
from app.reviews.services import concluding, examining, opening, overseeing, reviewing, watching
from app.reviews.services.examining import Answer
from app.reviews.services.opening import Assigned
from app.reviews.services.overseeing import Judged, Proof
from tests.disclosures.stage import BROTHER, actor, filed
from tests.divestments.stage import paper
from tests.matters.stage import person_id
from tests.reviews import stage

pytestmark = pytest.mark.usefixtures("city")

WHY = "Perkara ini berat dan perlu diperiksa Inspektorat."


def notices(code: str, kind: str) -> list[str]:
    rows = db.session.query(Notice).filter_by(person_id=person_id(code), code=kind)
    return [one.text for one in rows.order_by(Notice.id)]


def letters(review: Review) -> list[DocumentKind]:
    rows = db.session.query(Document).filter_by(subject_type="reviews", subject_id=review.id)
    return [one.kind for one in rows.order_by(Document.id)]


# ── the route ─────────────────────────────────────────────────────────────────────────────────


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
        opening.change_cast(actor("e31"), review, cast)
    opening.change_cast(SYSTEM, review, cast)
    assert review.examiner_id == person_id("e04")


def test_an_examiner_who_steps_aside_hands_it_up() -> None:
    review = stage.opened()
    with pytest.raises(Invalid):
        examining.step_aside(actor("e31"), review, "ya")
    examining.step_aside(actor("e31"), review, "Pelapor adalah tetangga dekat saya sendiri.")
    assert review.examiner_id == person_id("e04")
    with pytest.raises(NotFound):
        queries.review_for(actor("e31"), review.id)


# ── the examination ───────────────────────────────────────────────────────────────────────────


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


# ── benar: peninjauan kembali ─────────────────────────────────────────────────────────────────


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


def test_a_review_that_is_late_goes_up_by_itself_with_the_sekda_copied() -> None:
    review = stage.examined()
    with clock.frozen_at(clock.now() + timedelta(days=3)):
        sweep(SYSTEM)
        assert review.state is State.REVIEWING, "never closed by a clock"
        assert review.reviewer_id == person_id("e02")
        assert review.review_late_at is not None
        assert notices("e02", "N-29")
    with clock.frozen_at(clock.now() + timedelta(days=20)):
        for _turn in range(3):
            sweep(SYSTEM)
    assert review.reviewer_id in (person_id("e02"), person_id("e01"))
    assert review.state is State.REVIEWING


def test_a_late_examination_is_flagged_and_raised_never_closed() -> None:
    review = stage.opened()
    with clock.frozen_at(clock.now() + timedelta(days=4)):
        sweep(SYSTEM)
        sweep(SYSTEM)
        assert review.late_at is not None
        assert review.state is State.EXAMINING
        assert notices("e56", "N-27") == [
            f"Pemeriksaan aduan {stage.NUMBER} terlambat sejak 5 Maret 2026."
        ]
        assert notices("e02", "N-27")
        assert notices("e29", "N-27") == []


def test_when_the_superior_is_silent_to_the_end_of_day_2_the_inspectorate_is_asked() -> None:
    review = stage.opened()
    busy = stage.opened(subject="e20", signer="e20", number="ADU-2026-0004")
    examining.mark_read(actor("e17"), busy, Step.READ)
    with clock.frozen_at(clock.now() + timedelta(days=2)):
        watching.keep_up(SYSTEM)
        assert review.silent_at is None
    with clock.frozen_at(clock.now() + timedelta(days=3)):
        watching.keep_up(SYSTEM)
        watching.keep_up(SYSTEM)
    assert review.silent_at is not None
    assert busy.silent_at is None
    asked_once = [one for one in notices("e56", "N-27") if "Ambil alih?" in one]
    assert len(asked_once) == 1


# ── the decision and its follow-ups ───────────────────────────────────────────────────────────


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


def test_a_follow_up_is_proven_by_its_owner_and_verified_by_somebody_else() -> None:
    review = stage.decided()
    (row,) = review.follow_ups
    owner, office = actor("e06"), stage.inspector()
    with pytest.raises(WrongState):
        overseeing.judge(office, row, Judged(True, ""))
    overseeing.begin(owner, row)
    with pytest.raises(Invalid):
        overseeing.prove(owner, row, Proof("Sudah diulang."))
    with pytest.raises(NotAllowed):
        overseeing.prove(actor("e33"), row, Proof("Sudah diulang.", [paper()]))
    overseeing.prove(owner, row, Proof("Pemilihan sudah diulang.", [paper()]))
    assert notices("e56", "N-31")
    with pytest.raises(Invalid):
        overseeing.judge(office, row, Judged(False, ""))
    overseeing.judge(office, row, Judged(False, "Berita acara belum ditandatangani."))
    assert row.state is FollowUpState.RUNNING
    with pytest.raises(Invalid):
        overseeing.close(office, review)
    overseeing.prove(owner, row, Proof("Berita acara bertanda tangan.", [paper()]))
    overseeing.judge(office, row, Judged(True, ""))
    overseeing.close(office, review)
    assert review.state is State.CLOSED
    assert deadlines.clock_of("review_follow_ups", row.id, "tindak_lanjut_putusan") is None


def test_an_inspector_who_owns_a_follow_up_does_not_verify_it() -> None:
    review = stage.decided(said=stage.decided_as(to_do=[stage.to_do(owner_id=person_id("e55"))]))
    (row,) = review.follow_ups
    overseeing.prove(stage.inspector("e55"), row, Proof("Sudah saya awasi.", [paper()]))
    with pytest.raises(NotAllowed):
        overseeing.judge(stage.inspector("e55"), row, Judged(True, ""))


def test_an_overdue_follow_up_is_told_and_after_a_week_raised_to_the_sekda() -> None:
    review = stage.decided()
    (row,) = review.follow_ups
    text = f"Tindak lanjut 1 aduan {stage.NUMBER} jatuh 16 Maret 2026."
    with clock.frozen_at(clock.now() + timedelta(days=11)):
        watching.keep_up(SYSTEM)
    assert notices("e06", "N-31") == [text]
    with clock.frozen_at(clock.now() + timedelta(days=15)):
        sweep(SYSTEM)
        assert row.late_at is not None
        assert text in notices("e56", "N-31")
        assert notices("e02", "N-31") == []
    with clock.frozen_at(clock.now() + timedelta(days=21)):
        watching.keep_up(SYSTEM)
        watching.keep_up(SYSTEM)
    assert row.raised_at is not None
    assert notices("e02", "N-31") == [text]
    assert row.state is FollowUpState.OPEN


def test_three_hours_before_the_last_day_ends_the_handler_is_reminded_once() -> None:
    review = stage.opened()
    last = stage.clock_of_case(review).due_at
    with clock.frozen_at(last.replace(hour=7, minute=0)):
        watching.keep_up(SYSTEM)
        watching.keep_up(SYSTEM)
        outbox.work_off()
    text = f"Aduan {stage.NUMBER}: sisa 3 jam. Batas hari ini, 23.59."
    assert text not in notices("e31", "N-23")
    with clock.frozen_at(last - timedelta(hours=3)):
        outbox.work_off()
        outbox.work_off()
    assert notices("e31", "N-23").count(text) == 1
    assert text not in notices("e29", "N-23") + notices("e32", "N-23")


def test_nobody_is_hurried_once_the_outcome_is_set() -> None:
    review = stage.examined(Truth.UNTRUE)
    with clock.frozen_at(clock.now() + timedelta(days=3)):
        watching.keep_up(SYSTEM)
        outbox.work_off()
    assert not [one for one in notices("e31", "N-23") if "sisa 3 jam" in one]
    assert review.state is State.UNTRUE


def test_the_digest_counts_what_waits_for_each_handler_and_nobody_else() -> None:
    stage.opened()
    waiting = agenda.waiting_by_handler()
    number, due = waiting[person_id("e31")]
    assert (number, due) == (1, stage.clock_of_case(stage.newest()).due_on)
    assert not {person_id("e29"), person_id("e32")} & set(waiting)


def test_an_owner_is_reminded_once_a_day_and_raised_once() -> None:
    review = stage.decided()
    (row,) = review.follow_ups
    overseeing.remind(stage.inspector(), row)
    with pytest.raises(WrongState):
        overseeing.remind(stage.inspector(), row)
    overseeing.raise_up(stage.inspector(), row)
    with pytest.raises(WrongState):
        overseeing.raise_up(stage.inspector(), row)
    with pytest.raises(NotAllowed):
        overseeing.raise_up(actor("e06"), row)
