"""A measures plan from the review to the closing, by its table and no other way."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.attachments.sniffing import judge
from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.errors import DomainError, Invalid, NotAllowed, NotFound, WrongState
from app.core.workflow import Workflow
from app.database.base import db
from app.database.transaction import use_case
from app.deadlines import queries as deadlines
from app.disclosures.models import State
from app.documents import typesetting
from app.documents.models import Document, DocumentState
from app.measures import queries, shape
from app.measures.models import (
    Action,
    ActionState,
    Compliance,
    Next,
    Plan,
    PlanState,
    ReferralState,
    Reply,
    ReplyKind,
)
from app.measures.services import deciding, keeping, planning, referring, watching
from app.measures.services.referring import Breach
from app.measures.services.watching import ReportInput
from app.measures.workflow import FLOW
from app.notifications.models import Notice
from app.regulations import queries as regulations
from app.regulations.pack import Level
from tests.attachments.samples import pdf
from tests.disclosures.stage import actor
from tests.measures.stage import (
    LONG,
    basis,
    drafted,
    found,
    inspector,
    known,
    measure,
    on,
    reviewed,
    running,
    sent,
    with_incident,
    written,
)

pytestmark = pytest.mark.usefixtures("city")


def told(code: str, plan: Plan, notice: str) -> int:
    person = actor(code).person_id
    asked = db.session.query(Notice).filter_by(
        person_id=person, subject_type="measures_plans", subject_id=plan.id, code=notice
    )
    return asked.count()


def clock_codes(plan: Plan) -> list[str]:
    return [one.code for one in deadlines.clocks_of("measures_plans", [plan.id])[plan.id]]


# ── from the review ───────────────────────────────────────────────────────────────────────────


def test_a_grave_declaration_begins_a_plan_with_what_the_review_found() -> None:
    plan = drafted()
    assert plan.number.startswith("PNG-")
    assert plan.state is PlanState.DRAFTING
    assert plan.level is Level.HIGH
    (interest,) = plan.draft["interests"]
    assert interest["title"] == "Rudi Contoh"
    assert any("Kedekatan" in reason for reason in interest["reasons"])
    assert plan.draft["truth"] == "actual"
    assert clock_codes(plan) == ["susun_rencana_tinggi"]


def test_a_declaration_has_one_plan_and_the_second_who_starts_it_is_told() -> None:
    plan = drafted()
    with pytest.raises(WrongState, match=plan.number):
        planning.start_from_declaration(actor("e17"), plan.disclosure)


def test_only_the_reviewer_starts_it() -> None:
    disclosure = reviewed()
    for code in ("e24", "e15", "e18"):
        with pytest.raises(NotAllowed):
            planning.start_from_declaration(actor(code), disclosure)


def test_what_is_missing_is_said_all_at_once() -> None:
    plan = drafted()
    with pytest.raises(Invalid) as refused:
        deciding.ask_reply(actor("e17"), plan)
    assert {"situation", "impact", "considerations", "discussed_on", "actions"} <= set(
        refused.value.fields
    )
    assert refused.value.fields["actions"] == "Pilih sedikitnya satu tindakan."
    assert refused.value.fields["considerations"] == "Isi sedikitnya satu pertimbangan."


def test_level_tinggi_asks_for_a_strong_measure_or_a_reason() -> None:
    plan = written(drafted(), "TND-C")
    with pytest.raises(Invalid, match="Tingkat Tinggi memerlukan"):
        deciding.ask_reply(actor("e17"), plan)
    planning.save_basis(actor("e17"), plan, basis(weak_reason="Ia tidak memutus apa pun."))
    deciding.ask_reply(actor("e17"), plan)
    assert plan.state is PlanState.AWAITING_REPLY


@pytest.mark.parametrize(
    ("code", "changes", "field", "sentence"),
    [
        ("TND-B", {"due_on": None}, "due_on", "Isi batas."),
        ("TND-B", {"evidence": " "}, "evidence", "Isi bukti yang diminta."),
        ("TND-B", {"details": {}}, "scope", "Tulis urusan, pihak, atau jenis urusan"),
        ("TND-C", {"details": {}}, "information", "Tulis informasi atau sistem"),
        ("TND-D", {"details": {"task": "x"}}, "recipient", "Pilih penerima tugas."),
        ("TND-X", {"details": {}}, "reason", "Tulis alasan memakai tindakan lain."),
    ],
)
def test_each_measure_says_what_it_lacks(
    code: str, changes: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        planning.save_action(actor("e17"), drafted(), measure(code, **changes))
    assert sentence in refused.value.fields[field]


def test_a_measure_ends_after_it_begins_and_does_not_begin_in_the_past() -> None:
    plan, today = drafted(), clock.today()
    with pytest.raises(Invalid, match="Batas harus setelah tanggal mulai"):
        planning.save_action(actor("e17"), plan, measure(due_on=today))
    with pytest.raises(Invalid, match="tidak boleh sebelum hari ini"):
        planning.save_action(actor("e17"), plan, measure(starts_on=today - timedelta(days=1)))


def test_access_is_restricted_by_somebody_else_and_never_by_one_concerned() -> None:
    plan = known(others=(actor("e20").somebody,))
    own = measure("TND-C", executor_id=plan.person_id)
    with pytest.raises(Invalid, match="orang lain"):
        planning.save_action(actor("e17"), plan, own)
    concerned = measure("TND-C", executor_id=actor("e20").person_id)
    with pytest.raises(Invalid, match="Tidak lolos pagar benturan"):
        planning.save_action(actor("e17"), plan, concerned)


def test_a_referral_for_sanctions_is_no_preventive_measure() -> None:
    plan = drafted()
    pack = regulations.pack_on(clock.today())
    offered = {one.code for one in shape.codes_to_choose(pack, breached=False)}
    assert offered == {"TND-A", "TND-B", "TND-C", "TND-D", "TND-E", "TND-X"}
    with pytest.raises(Invalid, match="Pilih tindakan"):
        planning.save_action(actor("e17"), plan, replace(measure("TND-B"), code="TND-F"))


def test_the_eight_national_forms_of_control_are_each_reached_from_a_measure() -> None:
    for name in ("banjarmasin-92-2020", "kaltim-31-2015", "nasional"):
        pack = regulations.pack(name)
        reached: dict[str, set[str]] = {}
        for item in pack.codes("tindakan_penanganan"):
            for control in shape.controls_of(pack, item.code):
                reached.setdefault(control.code, set()).add(item.code)
        controls = pack.codes("pengendalian")
        assert len(controls) == 8
        assert set(reached) == {one.code for one in controls}
        for one in controls:
            assert one.extra["padanan"] in reached[one.code]


def test_the_interval_is_never_looser_than_the_level_asks_for() -> None:
    plan = drafted()
    with pytest.raises(Invalid, match="tidak boleh lebih jarang"):
        planning.save_basis(actor("e17"), plan, basis(interval="pemantauan_rencana_sedang"))


def test_a_page_drawn_before_somebody_else_wrote_is_refused() -> None:
    plan = drafted()
    seen = plan.revision
    planning.save_basis(actor("e17"), plan, basis(), seen)
    with pytest.raises(WrongState, match="lebih dulu"):
        planning.save_action(actor("e17"), plan, measure(), seen=seen)


# ── reply and setting ─────────────────────────────────────────────────────────────────────────


def test_the_employee_has_two_working_days_and_is_told() -> None:
    plan = sent()
    (running_clock,) = [
        one
        for one in deadlines.clocks_of("measures_plans", [plan.id])[plan.id]
        if one.code == "tanggapan_rencana"
    ]
    assert running_clock.remaining == 2
    assert told("e24", plan, "N-12") == 1


def test_a_comment_needs_words_and_the_superior_may_write_on() -> None:
    plan = sent()
    with pytest.raises(Invalid, match="20 huruf"):
        deciding.reply(actor("e24"), plan, ReplyKind.COMMENTS, "tidak")
    deciding.reply(
        actor("e24"), plan, ReplyKind.COMMENTS, "Pengganti saya belum dilatih untuk ini."
    )
    assert plan.state is PlanState.READY
    deciding.redraft(actor("e17"), plan)
    deciding.ask_reply(actor("e17"), plan)
    deciding.reply(actor("e24"), plan, ReplyKind.AGREES)
    assert db.session.query(Reply).filter_by(plan_id=plan.id).count() == 2


def test_silence_counts_after_two_working_days() -> None:
    plan = sent()
    assert deciding.count_silence(SYSTEM) == 0
    with on(clock.today() + timedelta(days=3)):
        assert deciding.count_silence(SYSTEM) >= 1
        assert plan.state is PlanState.READY
        version = deciding.set_plan(actor("e17"), plan)
    assert version.content["reply"]["kind"] == "silent"


def test_a_plan_that_is_set_is_frozen_watched_and_printed() -> None:
    plan = running()
    assert plan.state is PlanState.RUNNING
    assert plan.draft is None
    assert plan.next_check_on == clock.today() + timedelta(days=30)
    assert clock_codes(plan) == ["pemantauan_rencana_tinggi"]
    assert {one.state for one in plan.actions} == {ActionState.IN_FORCE}
    assert plan.disclosure.state is State.IN_MEASURES
    (letter,) = queries.letters_for(actor("e24"), plan)
    assert letter.kind.value == "DOK-05"
    facts = letter.facts["facts"]
    assert [one["code"] for one in facts["actions"]] == ["TND-B", "TND-C"]
    assert facts["reply"]["kind"] == "Setuju"
    assert b"Rudi" not in plan.latest.content_sealed
    with pytest.raises(Exception, match="append-only"):
        db.session.connection().exec_driver_sql("UPDATE measures_versions SET sha256 = 'x'")


def test_the_executor_hears_of_his_action_and_sees_no_more(client) -> None:
    plan = running()
    notice = db.session.query(Notice).filter_by(
        person_id=actor("e19").person_id, subject_type="measures_plans"
    ).one()  # fmt: skip
    assert notice.link == f"/rencana/{plan.id}/bukti"
    client.be("e19")
    assert client.get(f"/rencana/{plan.id}").status_code == 404
    text = client.get(notice.link).text
    assert "Harga perkiraan sendiri" in text
    assert "Rudi" not in text
    assert LONG not in text


# ── watching ──────────────────────────────────────────────────────────────────────────────────


def report(plan: Plan, who: Actor, action: Action | None, **changes: Any) -> Any:
    given: dict[str, Any] = {
        "action_id": action.id if action else None, "on_day": clock.today(), "note": "Terlampir.",
        "found": Compliance.KEPT, "files": [judge("akta.pdf", pdf())], **changes,
    }  # fmt: skip
    return watching.report(who, plan, ReportInput(**given))


def test_evidence_waits_for_the_superior_to_see_it() -> None:
    plan = running()
    with pytest.raises(Invalid, match="Unggah bukti untuk langkah ini"):
        report(plan, actor("e24"), plan.actions[0], files=())
    with pytest.raises(Invalid, match="Belum ada bukti"):
        watching.finish_action(actor("e17"), plan, plan.actions[0])
    report(plan, actor("e24"), plan.actions[0])
    assert plan.actions[0].state is ActionState.TO_VERIFY
    watching.finish_action(actor("e17"), plan, plan.actions[0])
    assert plan.actions[0].state is ActionState.DONE
    assert told("e17", plan, "N-15") == 1


def test_an_executor_brings_evidence_for_his_own_action_only() -> None:
    plan = running()
    by_code = {one.code: one for one in plan.actions}
    with pytest.raises(NotAllowed):
        report(plan, actor("e19"), by_code["TND-B"])
    report(plan, actor("e19"), by_code["TND-C"])
    with pytest.raises(NotAllowed):
        report(plan, actor("e18"), by_code["TND-C"])


def test_more_time_is_asked_with_a_reason_and_given_by_the_superior() -> None:
    plan = running()
    action = plan.actions[0]
    later = action.due_on + timedelta(days=30)
    with pytest.raises(Invalid):
        report(plan, actor("e24"), action, files=(), wanted_due_on=later, note="sibuk")
    report(
        plan,
        actor("e24"),
        action,
        files=(),
        wanted_due_on=later,
        note="Notaris baru dapat bulan depan.",
    )
    assert action.state is ActionState.IN_FORCE
    with pytest.raises(NotAllowed):
        watching.extend_action(actor("e24"), plan, action, later)
    watching.extend_action(actor("e17"), plan, action, later)
    assert action.due_on == later


def test_a_check_in_order_starts_the_next_one() -> None:
    plan = running()
    with on(clock.today() + timedelta(days=30)):
        row = watching.check(actor("e17"), plan, found(), 0)
        assert not row.late
        assert plan.next_check_on == clock.today() + timedelta(days=30)
        with pytest.raises(WrongState, match="lebih dulu"):
            watching.check(actor("e17"), plan, found(), 0)


def test_a_late_check_says_so() -> None:
    plan = running()
    with on(clock.today() + timedelta(days=31)):
        assert queries.standing_of(plan) == "terlambat"
        assert watching.check(actor("e17"), plan, found()).late


def test_reminders_go_out_once_each_and_climb_after_seven_days() -> None:
    plan = running()
    due = plan.next_check_on
    for days, superior, above in (
        (-8, 0, 0),
        (-7, 1, 0),
        (0, 2, 0),
        (3, 3, 0),
        (7, 4, 1),
        (9, 4, 1),
    ):
        with on(due + timedelta(days=days)):
            keeping.remind(SYSTEM)
            keeping.remind(SYSTEM)
        assert (told("e17", plan, "N-15"), told("e15", plan, "N-15")) == (superior, above)
        assert told("e24", plan, "N-15") == superior


def test_an_incident_leads_to_a_revision_and_every_version_stays() -> None:
    plan = with_incident()
    assert plan.state is PlanState.INCIDENT
    assert clock_codes(plan) == ["ubah_rencana"]
    superior = actor("e17")
    watching.revise(superior, plan)
    assert {one["code"] for one in plan.draft["actions"]} == {"TND-B", "TND-C"}
    access = next(one for one in plan.draft["actions"] if one["code"] == "TND-C")
    planning.remove_action(superior, plan, access["key"])
    planning.save_action(superior, plan, measure("TND-D"))
    planning.save_basis(superior, plan, basis())
    deciding.ask_reply(superior, plan)
    deciding.reply(actor("e24"), plan, ReplyKind.AGREES)
    deciding.set_plan(superior, plan)
    assert [one.number for one in plan.versions] == [1, 2]
    states = {one.code: one.state for one in plan.actions}
    assert states == {
        "TND-B": ActionState.IN_FORCE, "TND-C": ActionState.CANCELLED,
        "TND-D": ActionState.IN_FORCE,
    }  # fmt: skip
    letters = queries.letters_for(actor("e24"), plan)
    assert letters[0].state is DocumentState.SUPERSEDED
    assert len(letters) == 2


def test_closing_asks_for_done_actions_evidence_and_the_level() -> None:
    plan, superior = running("TND-B"), actor("e17")
    with pytest.raises(Invalid) as refused:
        watching.check(superior, plan, found(then=Next.CLOSE))
    assert set(refused.value.fields) == {"next", "closing", "level"}
    assert refused.value.fields["closing"] == "Unggah bukti sebelum menutup."
    report(plan, actor("e24"), plan.actions[0])
    watching.finish_action(superior, plan, plan.actions[0])
    watching.check(superior, plan, found(then=Next.CLOSE, closing="Akta 12/2026", level=Level.LOW))
    assert plan.state is PlanState.DONE
    assert plan.level is Level.LOW
    assert plan.disclosure.state is State.RECORDED
    assert clock_codes(plan) == []
    assert told("e24", plan, "N-08") == 1


# ── breach ────────────────────────────────────────────────────────────────────────────────────


def breach(**changes: Any) -> Breach:
    given: dict[str, Any] = {
        "happened_on": clock.today(), "what": "Memeriksa berkas pihak itu pada hari kerja.",
        "proof": "Catatan aplikasi perizinan hari itu.", **changes,
    }  # fmt: skip
    return Breach(**given)


def test_a_breach_is_referred_and_no_sanction_is_decided_here() -> None:
    plan = with_incident()
    with pytest.raises(Invalid):
        referring.refer(actor("e17"), plan, breach(proof=""))
    referral = referring.refer(actor("e17"), plan, breach())
    assert plan.state is PlanState.REFERRED
    assert told("e56", plan, "N-30") == 1
    assert told("e15", plan, "N-30") == 1
    assert told("e18", plan, "N-30") == 0
    (letter,) = [
        one for one in queries.letters_for(actor("e24"), plan) if one.kind.value == "DOK-18"
    ]
    assert letter.facts["facts"]["what"].startswith("Memeriksa")
    referring.take_up(inspector(), referral)
    with pytest.raises(Invalid, match="Isi nomor putusan"):
        referring.note_decision(inspector(), referral, "", clock.today(), "Teguran")
    referring.note_decision(inspector(), referral, "800/12", clock.today(), "Teguran tertulis")
    assert referral.state is ReferralState.DECIDED
    assert referral.words["decision"] == "Teguran tertulis"
    with pytest.raises(WrongState):
        referring.note_decision(inspector(), referral, "800/13", clock.today(), "Lain")


def test_after_a_breach_the_revision_may_hold_the_referral() -> None:
    plan = with_incident()
    referring.refer(actor("e17"), plan, breach())
    watching.revise(actor("e17"), plan)
    pack = regulations.pack_on(clock.today())
    offered = {
        one.code for one in shape.codes_to_choose(pack, breached=planning.was_breached(plan))
    }
    assert "TND-F" in offered


def test_an_inspector_reads_cases_and_not_every_plan() -> None:
    plan = running()
    with pytest.raises(NotFound):
        queries.plan_for(inspector(), plan.id)
    watching.check(actor("e17"), plan, found(Compliance.INCIDENT, Next.REVISE))
    assert queries.plan_for(inspector(), plan.id) is plan
    with pytest.raises(NotFound):
        queries.plan_for(actor("e56"), plan.id)


# ── a case without a declaration ──────────────────────────────────────────────────────────────


def test_a_superior_who_knows_acts_without_any_declaration() -> None:
    plan = known()
    assert plan.disclosure_id is None
    assert plan.superior_id == actor("e17").person_id
    assert clock_codes(plan) == ["susun_rencana"]
    with pytest.raises(NotFound):
        queries.plan_for(actor("e24"), plan.id)


def test_nobody_outside_the_line_opens_a_case() -> None:
    for code in ("e18", "e24", "e45"):
        with pytest.raises(Invalid, match="Pilih pegawai di bawah Anda"):
            known(by=code)


def test_a_superior_with_an_own_interest_hands_it_up_and_reads_no_more() -> None:
    plan = known(own_interest=True)
    assert plan.superior_id == actor("e15").person_id
    assert "Dilewati" in (plan.route_note or "")
    assert "menyatakan punya kepentingan" in (plan.route_note or "")
    assert told("e15", plan, "N-12") == 1
    with pytest.raises(NotFound):
        queries.plan_for(actor("e17"), plan.id)
    assert plan.id not in [one.id for one in queries.plans_visible_to(actor("e17")).items]
    assert plan.id in [one.id for one in queries.plans_visible_to(actor("e15")).items]


def test_a_case_without_a_conflict_is_dropped_with_a_reason() -> None:
    plan = known()
    with pytest.raises(Invalid):
        deciding.drop(actor("e17"), plan, "tidak ada")
    deciding.drop(actor("e17"), plan, "Pemohon itu ternyata bukan keluarganya.")
    assert plan.state is PlanState.DROPPED
    with pytest.raises(NotFound):
        queries.plan_for(actor("e24"), plan.id)


def test_a_grave_declaration_cannot_be_dropped() -> None:
    with pytest.raises(NotAllowed):
        deciding.drop(actor("e17"), drafted(), "Menurut saya tidak ada benturan di sini.")


# ── every other way is closed ─────────────────────────────────────────────────────────────────

ACTORS = ("e24", "e17", "e15", "e18", "e19", "e45", "e49", "e56", "e01")
ALLOWED = {
    (PlanState.DRAFTING, "ask_reply"): {"e17"}, (PlanState.DRAFTING, "drop"): {"e17"},
    (PlanState.AWAITING_REPLY, "reply"): {"e24"},
    (PlanState.READY, "redraft"): {"e17"}, (PlanState.READY, "set"): {"e17"},
    (PlanState.READY, "drop"): {"e17"},
    (PlanState.RUNNING, "check"): {"e17"}, (PlanState.RUNNING, "incident"): {"e17"},
    (PlanState.RUNNING, "revise"): {"e17"}, (PlanState.RUNNING, "close"): {"e17"},
    (PlanState.INCIDENT, "revise"): {"e17"}, (PlanState.INCIDENT, "refer"): {"e17", "e56"},
    (PlanState.REFERRED, "revise"): {"e17"},
}  # fmt: skip


def test_no_state_action_and_person_outside_the_table_gets_through() -> None:
    plan = running()
    people = {code: inspector() if code == "e56" else actor(code) for code in ACTORS}
    actions = {move.action for move in FLOW.moves}
    wrong = []
    with db.session.no_autoflush:
        for state in PlanState:
            plan.state = state
            for action in actions:
                for code, who in people.items():
                    expected = code in ALLOWED.get((state, action), set())
                    if may(FLOW, plan, action, who) != expected:
                        wrong.append((state.value, action, code))
    db.session.rollback()
    assert wrong == []


def may(flow: Workflow, plan: Plan, action: str, who: Actor) -> bool:
    try:
        flow.check(plan, action, who)
    except DomainError:
        return False
    return True


def test_a_superior_found_concerned_later_hands_over_and_it_says_why() -> None:
    plan = running()
    why = {actor("e17").somebody: "pihak dalam kepentingan yang ditangani"}
    use_case(planning.remember_concerned)(plan, why)
    assert keeping.hand_over(SYSTEM) == 1
    assert plan.superior_id == actor("e15").person_id
    assert "pihak dalam kepentingan" in (plan.route_note or "")
    assert keeping.hand_over(SYSTEM) == 0
    with pytest.raises(NotAllowed):
        watching.check(actor("e17"), plan, found())


def words_of(letter: Document) -> str:
    return typesetting.html_of(letter.template, letter.facts, letter.record_sha256)


def test_both_letters_read_as_letters() -> None:
    plan = with_incident()
    referring.refer(actor("e17"), plan, breach())
    plan_letter, referral_letter = queries.letters_for(actor("e17"), plan)
    text = words_of(plan_letter)
    for part in ("TND-B", "Semua urusan dengan CV Contoh Karya.", "setiap 30 hari", LONG, "Setuju"):
        assert part in text, part
    text = words_of(referral_letter)
    assert "merujuk dan tidak memutus" in text
    assert "Memeriksa berkas pihak itu pada hari kerja." in text


def test_the_letter_of_the_plan_can_be_verified() -> None:
    plan = running()
    letter = db.session.query(Document).filter_by(
        subject_type="measures_plans", subject_id=plan.id
    ).one()  # fmt: skip
    assert letter.code.startswith("SADAR-")
    assert letter.holder_person_id == plan.person_id
