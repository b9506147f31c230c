"""Who may take which step of a divestment when; everybody else is refused."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.attachments import queries as evidence
from app.core import clock
from app.core.actor import SYSTEM, Actor, Role
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.base import db
from app.disclosures import queries as disclosures
from app.disclosures.models import Change, InterestVersion
from app.divestments import agenda, interim, queries
from app.divestments.models import (
    DecisionKind,
    Divestment,
    DivestmentDecision,
    DivestmentState,
    DivestmentStep,
    Relation,
    StepState,
    Way,
)
from app.divestments.plans import NUCLEAR_FAMILY, StepWanted, family_in, problems_in
from app.divestments.services import approving, ending, keeping, planning, proving
from app.divestments.workflow import FLOW, STEP_FLOW
from app.measures.models import Action, ActionState
from app.notifications.models import Notice
from app.people import queries as people
from app.recusals import queries as recusals
from app.recusals import wording
from app.recusals.models import Origin
from app.recusals.services import watching
from tests.disclosures.stage import actor
from tests.divestments import stage
from tests.statements import questions

pytestmark = pytest.mark.usefixtures("city")


def on(day: date) -> Any:
    return clock.frozen_at(datetime.combine(day, time(8), clock.zone()), everywhere=True)


def told(person_id: int | None, code: str, of: Divestment | DivestmentStep) -> int:
    asked = db.session.query(Notice).filter_by(person_id=person_id, code=code)
    return asked.filter_by(subject_type=of.__tablename__, subject_id=of.id).count()


# ── the plan ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"asset_form": None}, "asset_form", "Pilih bentuk"),
        ({"way": None}, "way", "Pilih cara"),
        ({"recipient": " "}, "recipient", "Isi nama penerimanya"),
        ({"relation": None}, "relation", "Pilih hubungan penerima"),
        ({"relation": Relation.NUCLEAR}, "relation", NUCLEAR_FAMILY),
        ({"relation": Relation.NUCLEAR, "safeguard": "pendek"}, "relation", NUCLEAR_FAMILY),
        ({"steps": []}, "steps", "Isi sedikitnya satu langkah"),
        ({"target_on": None}, "target_on", "Isi target"),
        ({"target_on": date(2020, 1, 1)}, "target_on", "setelah hari ini"),
        ({"target_on": date(2099, 1, 1)}, "target_reason", "Target lebih dari 90 hari"),
    ],
)
def test_what_a_plan_lacks_is_said_at_its_field(
    change: dict[str, Any], field: str, said: str
) -> None:
    who = stage.owner()
    uid = stage.interest_of(who, "PK-C")
    with pytest.raises(Invalid) as refused:
        planning.begin_and_submit(who, uid, stage.plan(**change))
    assert said in refused.value.fields[field]
    assert queries.open_one_about(0) is None
    assert db.session.query(Divestment).filter_by(asset_form=None).count() == 0


def test_a_step_says_what_and_until_when_and_neither_too_early_nor_too_late() -> None:
    who = stage.owner()
    steps = [
        StepWanted("Tanpa tanggal", None),
        StepWanted("", stage.days(5)),
        StepWanted("Kemarin", stage.days(-1)),
        StepWanted("Sesudah target", stage.days(61)),
        StepWanted("", None),
    ]
    with pytest.raises(Invalid) as refused:
        planning.begin_and_submit(who, stage.interest_of(who, "PK-C"), stage.plan(steps=steps))
    assert set(refused.value.fields) == {
        "steps.0.due_on", "steps.1.title", "steps.2.due_on", "steps.3.due_on",
    }  # fmt: skip


def test_a_longer_target_is_accepted_with_its_reason() -> None:
    reason = "Rapat pemegang saham baru diadakan dalam empat bulan."
    found = stage.sent(target_on=stage.days(120), target_reason=reason)
    assert found.target_on == stage.days(120)


@pytest.mark.parametrize(
    "name", ["Bagas Adi Wibisono", "BAGAS ADI WIBISONNO", "CV. Contoh Karya Wibisono"]
)
def test_a_relative_declared_before_is_known_in_any_spelling(name: str) -> None:
    """e18 declared his brother and the brother's business; he may not sell to either as a stranger."""
    who = actor("e18")
    family = family_in(disclosures.current_interests_for(who))
    with pytest.raises(Invalid):
        raise Invalid(
            fields=problems_in(
                stage.plan(recipient=name), today=clock.today(), latest=stage.days(90), days=90,
                family=family,
            )
        )  # fmt: skip


def test_only_ones_own_current_interest_is_divested_and_only_once() -> None:
    who = stage.owner()
    with pytest.raises(Invalid, match="Pilih salah satu kepentingan"):
        planning.begin(who, stage.interest_of(actor("e18"), "PK-A"), stage.plan())
    shares = stage.interest_of(who, "PK-E")
    with pytest.raises(Invalid, match="sudah punya rencana: DIV-"):
        planning.begin(who, shares, stage.plan())


def test_a_plan_that_was_sent_back_is_changed_and_both_stay_on_record() -> None:
    found = stage.sent()
    approving.send_back(stage.superior(found), found, stage.REASON)
    assert found.state is DivestmentState.PLAN
    planning.submit(stage.owner(), found, stage.plan(recipient="Koperasi Contoh Sentosa"))
    assert [one.content["recipient"] for one in found.plans] == [
        "PT Contoh Modal Nusantara",
        "Koperasi Contoh Sentosa",
    ]
    with pytest.raises(Exception, match="append-only"):
        db.session.connection().exec_driver_sql("UPDATE divestment_plans SET sha256 = 'x'")


# ── who decides ───────────────────────────────────────────────────────────────────────────────


def test_the_superior_first_then_hr_and_the_steps_begin() -> None:
    found = stage.sent()
    with pytest.raises(NotAllowed):
        approving.approve(stage.hr(), found)
    approving.endorse(stage.superior(found), found)
    with pytest.raises(NotAllowed):
        approving.approve(stage.superior(found), found)
    approving.approve(stage.hr(), found)
    assert found.state is DivestmentState.RUNNING
    assert [step.state for step in found.steps] == [StepState.PLANNED, StepState.PLANNED]
    assert [one.kind.value for one in found.decisions] == ["endorsed", "approved"]
    assert len(queries.letters_for(stage.hr(), found)) == 1
    assert told(found.person_id, "N-17", found) == 3


def test_two_officers_at_once_the_second_is_told() -> None:
    found = stage.waiting_for_hr()
    approving.approve(stage.hr(), found)
    with pytest.raises(WrongState, match="statusnya sekarang “Berjalan”"):
        approving.approve(stage.hr("e44"), found)
    stage.proved(found)
    proving.judge(stage.hr(), found.steps[0], StepState.VERIFIED)
    with pytest.raises(WrongState, match="Terverifikasi"):
        proving.judge(stage.hr("e44"), found.steps[0], StepState.LACKING, "Belum ditandatangani.")


def test_nobody_decides_about_himself_nor_twice() -> None:
    """An HR officer's own divestment, and one in which he is named, are for others."""
    found = stage.sent()
    me = Actor(found.person_id, "x", frozenset({Role.HR_OFFICER}))
    named = stage.hr("e44")
    found_named = found
    for who in (me, Actor(found.superior_id, "y", frozenset({Role.HR_OFFICER}))):
        assert not FLOW.may(found_named, "approve", who)
    with db.session.no_autoflush:
        found.named_id = named.person_id
        assert not FLOW.may(found, "send_back", named)
        assert not queries.may_read(actor("e30"), found.id)
        db.session.rollback()


@pytest.mark.parametrize("wished", [False, True], ids=["as it runs", "with more time wished"])
def test_all_pairs_of_state_action_and_person_outside_the_table_are_refused(wished: bool) -> None:
    """Whoever the table does not name is refused, in every state, whatever his role."""
    found = stage.sent()
    boss = stage.superior(found)
    people_ = {
        "owner": stage.owner(),
        "superior": boss,
        "hr": stage.hr(),
        "another employee": actor("e30"),
        "the inspector": Actor(
            actor("e56").person_id, "i", frozenset({Role.EMPLOYEE, Role.INSPECTOR})
        ),
        "the administrator": Actor(actor("e49").person_id, "a", frozenset({Role.ADMIN})),
        "the system": SYSTEM,
    }
    allowed = {
        ("plan", "submit", "owner"), ("plan", "fail", "superior"),
        ("waiting", "endorse", "superior"), ("waiting", "send_back", "superior"),
        ("waiting", "fail", "superior"), ("running", "fail", "superior"),
        ("late", "fail", "superior"), ("running", "extend", "hr"), ("running", "pass", "the system"),
        ("running", "ask_more", "owner"),
    }  # fmt: skip
    actions = {move.action for move in FLOW.moves}
    opened = set()
    with db.session.no_autoflush:
        found.steps  # noqa: B018 read before the state is played with
        found.endorsed_at, found.endorsed_by_id = None, None
        found.decisions = [DivestmentDecision(kind=DecisionKind.ASKED)] if wished else []
        for state in DivestmentState:
            found.state = state
            for action in actions:
                for name, who in people_.items():
                    if FLOW.may(found, action, who):
                        opened.add((state.value, action, name))
        db.session.rollback()
    # Without steps everything counts as verified: HR may complete what runs.
    allowed |= {("running", "complete", "hr"), ("late", "complete", "hr")}
    if wished:
        allowed |= {("running", "refuse_more", "hr"), ("late", "refuse_more", "hr"),
                    ("late", "extend", "hr")}  # fmt: skip
    assert opened == allowed


def test_all_pairs_of_a_step_outside_its_table_are_refused() -> None:
    found = stage.running()
    step = found.steps[0]
    people_ = {"owner": stage.owner(), "hr": stage.hr(), "superior": stage.superior(found),
               "stranger": actor("e30"), "system": SYSTEM}  # fmt: skip
    opened = set()
    with db.session.no_autoflush:
        for whole in DivestmentState:
            found.state = whole
            for state in StepState:
                step.state = state
                for action in ("hand_in", "verify", "lack", "doubt"):
                    for name, who in people_.items():
                        if STEP_FLOW.may(step, action, who):
                            opened.add((whole.value, state.value, action, name))
        db.session.rollback()
    running = ("running", "late")
    expected = {
        (w, s, "hand_in", "owner") for w in running for s in ("planned", "lacking", "doubtful")
    }
    expected |= {(w, "submitted", a, "hr") for w in running for a in ("verify", "lack", "doubt")}
    assert opened == expected


def test_a_stranger_finds_nothing() -> None:
    found = stage.sent()
    for code in ("e30", "e49", "e58"):
        with pytest.raises(NotFound):
            queries.divestment_for(actor(code), found.id)


def test_a_draft_is_its_owners_alone() -> None:
    who = stage.owner()
    found = planning.begin(who, stage.interest_of(who, "PK-C"), stage.plan())
    with pytest.raises(NotFound):
        queries.divestment_for(stage.hr(), found.id)
    assert found.number not in {
        line.it.number for line in queries.register_visible_to(stage.hr()).items
    }


# ── evidence ──────────────────────────────────────────────────────────────────────────────────


def test_evidence_is_asked_for_before_hr_is() -> None:
    step = stage.running().steps[0]
    with pytest.raises(Invalid, match="Unggah bukti untuk langkah ini"):
        proving.hand_in(stage.owner(), step, clock.today(), [])
    with pytest.raises(Invalid, match="setelah hari ini"):
        proving.hand_in(stage.owner(), step, stage.days(1), [stage.paper()])


def test_lacking_evidence_is_handed_in_again_and_all_of_it_stays() -> None:
    found = stage.proved(stage.running())
    step = found.steps[0]
    with pytest.raises(Invalid, match="Tulis apa yang kurang"):
        proving.judge(stage.hr(), step, StepState.LACKING, "")
    proving.judge(stage.hr(), step, StepState.LACKING, "Akta belum ditandatangani notaris.")
    stage.proved(found)
    proving.judge(stage.hr(), step, StepState.VERIFIED)
    assert [one.finding.result for one in step.proofs if one.finding] == [
        StepState.LACKING,
        StepState.VERIFIED,
    ]
    assert len(evidence.attachments_of(stage.owner(), step.proofs[0])) == 1
    assert evidence.attachments_of(actor("e30"), step.proofs[0]) == []
    assert len(queries.letters_for(stage.hr(), found)) == 3


# ── the end ───────────────────────────────────────────────────────────────────────────────────


def test_it_is_done_only_when_every_step_is_verified() -> None:
    found = stage.proved(stage.running())
    with pytest.raises(Invalid, match="Masih ada langkah belum terverifikasi"):
        ending.complete(stage.hr(), found, end_recusal=True)


def test_the_interest_ends_in_the_history_and_what_was_declared_stays() -> None:
    found = stage.verified(stage.running())
    before = db.session.query(InterestVersion).filter_by(interest_id=found.interest_id).count()
    declared = disclosures.interests_as_of(found.person_id, clock.today() - timedelta(days=1))
    ending.complete(stage.hr(), found, end_recusal=True)
    versions = db.session.query(InterestVersion).filter_by(interest_id=found.interest_id).all()
    assert len(versions) == before + 1
    assert versions[-1].change is Change.ENDED
    assert versions[-1].ended_by == f"divestments/{found.id}"
    now = {row.interest_id for row in disclosures.interests_as_of(found.person_id, clock.today())}
    assert found.interest_id in {row.interest_id for row in declared}
    assert found.interest_id not in now
    assert told(found.person_id, "N-08", found) == 1


def test_the_measure_that_asked_for_it_is_done_with_it() -> None:
    asked_for = sa.select(Action).where(
        Action.code == "TND-A", Action.state == ActionState.IN_FORCE
    )
    action = db.session.scalars(asked_for).one()
    found = stage.of_the_story("e07")
    assert action.linked_number == found.number
    for step in found.steps:
        if step.state is not StepState.VERIFIED:
            proving.hand_in(actor("e07"), step, clock.today(), [stage.paper()])
            proving.judge(stage.hr(), step, StepState.VERIFIED)
    ending.complete(stage.hr(), found, end_recusal=False)
    assert action.state is ActionState.DONE


def test_a_running_measure_knows_of_a_divestment_once_it_is_sent(
    arranging: Callable[[], Any],
) -> None:
    asked_for = sa.select(Action).where(
        Action.code == "TND-A", Action.state == ActionState.IN_FORCE
    )
    with arranging() as session:
        action = session.scalars(asked_for).one()
        action.linked_number = action.linked_url = None
    action = db.session.scalars(asked_for).one()
    found = stage.sent(plan_number=action.plan.number)
    assert action.linked_number == found.number


def test_the_filing_that_declared_it_says_what_it_said() -> None:
    found = stage.verified(stage.running())
    row = queries.interest_of(found)
    assert row is not None
    asked = db.session.query(InterestVersion)
    version_id = row.disclosure_version_id
    ending.complete(stage.hr(), found, end_recusal=True)
    own = asked.filter_by(disclosure_version_id=version_id, ended_by=None).count()
    assert asked.filter_by(disclosure_version_id=version_id).count() == own + 1


def test_the_recusal_meanwhile_begins_with_approval_and_ends_when_hr_says_so() -> None:
    who = actor("e14")  # sits on the board of an association
    found = planning.begin_and_submit(who, stage.interest_of(who, "PK-G"), stage.plan())
    assert recusals.recusals_in_force(found.person_id, clock.today()) == []
    approving.endorse(stage.superior(found), found)
    approving.approve(stage.hr(), found)
    [recusal] = recusals.recusals_in_force(found.person_id, clock.today())
    assert (recusal.number, recusal.origin) == (found.recusal_number, Origin.DIVESTMENT)
    assert [one.words["name"] for one in recusal.parties] == ["Ikatan Analis Kebijakan Contoh"]
    for step in found.steps:
        proving.hand_in(who, step, clock.today(), [stage.paper()])
        proving.judge(stage.hr(), step, StepState.VERIFIED)
    ending.complete(stage.hr(), found, end_recusal=True)
    assert recusals.recusals_in_force(found.person_id, clock.today()) == []


def test_a_recusal_from_the_same_party_that_is_in_force_already_is_enough() -> None:
    """e07 stepped aside from every matter with this company before the plan was approved."""
    found = stage.of_the_story("e07")
    [standing] = recusals.recusals_in_force(found.person_id, clock.today())
    assert found.recusal_number == standing.number
    assert standing.origin is Origin.REQUEST


@pytest.mark.parametrize(
    ("end_recusal", "rests_on_more", "left"),
    [(True, False, 0), (True, True, 1), (False, False, 1)],
)
def test_the_recusal_that_stood_already_ends_or_stays_as_hr_says(
    end_recusal: bool, rests_on_more: bool, left: int, arranging: Callable[[], Any]
) -> None:
    """Hers cites the side job at the same company, too."""
    found = stage.of_the_story("e07")
    [standing] = recusals.recusals_in_force(found.person_id, clock.today())
    assert {one.interest_id for one in standing.cited} > {found.interest_id}
    if not rests_on_more:
        with arranging() as session:
            others = [one for one in standing.cited if one.interest_id != found.interest_id]
            for one in others:
                session.delete(session.merge(one))
        db.session.expire_all()
    for step in found.steps:
        if step.state is not StepState.VERIFIED:
            proving.hand_in(actor("e07"), step, clock.today(), [stage.paper()])
            proving.judge(stage.hr(), step, StepState.VERIFIED)
    ending.complete(stage.hr(), found, end_recusal=end_recusal)
    assert len(recusals.recusals_in_force(found.person_id, clock.today())) == left
    watching.keep_up(SYSTEM)  # the night does not undo what HR said
    left_standing = recusals.recusals_in_force(found.person_id, clock.today())
    assert [one.number for one in left_standing] == [found.recusal_number] * left
    if not end_recusal:
        assert wording.until(left_standing[0]) == "sampai diakhiri"


def test_what_goes_to_the_family_stays_an_interest_and_the_recusal_stays() -> None:
    safe = "Seluruh urusan dengan usaha ini ditangani pejabat lain sampai saya pensiun."
    found = stage.running(relation=Relation.NUCLEAR, safeguard=safe, way=Way.GIVEN)
    assert found.to_family
    ending.complete(stage.hr(), stage.verified(found), end_recusal=True)
    now = {row.interest_id for row in disclosures.interests_as_of(found.person_id, clock.today())}
    assert found.interest_id in now
    assert found.state is DivestmentState.DONE


def test_nothing_goes_to_the_family_without_a_recusal(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interest that names no party can bring about none (service design §9, 21)."""
    safe = "Seluruh urusan dengan usaha ini ditangani pejabat lain sampai saya pensiun."
    found = stage.waiting_for_hr(relation=Relation.NUCLEAR, safeguard=safe, way=Way.GIVEN)
    monkeypatch.setattr(interim, "_recusals", [])
    with pytest.raises(Invalid, match="hanya dapat disetujui bersama penarikan diri"):
        approving.approve(stage.hr(), found)
    assert found.state is DivestmentState.WAITING


def test_the_target_moves_once_by_ninety_days_at_most() -> None:
    found, reason = stage.running(), "Notaris baru bisa bulan depan."
    before = found.target_on
    assert before is not None
    with pytest.raises(Invalid, match="paling lama 90 hari"):
        ending.extend(stage.hr(), found, before + timedelta(days=91), reason)
    with pytest.raises(Invalid, match="setelah target sekarang"):
        ending.extend(stage.hr(), found, before, reason)
    with pytest.raises(Invalid, match="Tulis alasan"):
        ending.extend(stage.hr(), found, before + timedelta(days=30), "singkat")
    ending.extend(stage.hr(), found, before + timedelta(days=90), reason)
    assert (found.extended_from, found.target_on) == (before, before + timedelta(days=90))
    with pytest.raises(NotAllowed):
        ending.extend(stage.hr(), found, before + timedelta(days=100), reason)


WHY_MORE = "Notaris menunggu izin pemegang saham lain."
WHY_NOT = "Pembeli sudah ada; akta dapat dibuat bulan ini."


def test_hr_refuses_more_time_with_a_reason_and_the_target_stays() -> None:
    found = stage.running()
    before = found.target_on
    assert before is not None
    with pytest.raises(NotAllowed):
        ending.refuse_more(stage.hr(), found, WHY_NOT)
    ending.ask_for_more(stage.owner(), found, before + timedelta(days=30), WHY_MORE)
    with pytest.raises(Invalid, match="Tulis alasan"):
        ending.refuse_more(stage.hr(), found, "tidak")
    notices = told(found.person_id, "N-17", found), told(found.superior_id, "N-17", found)
    ending.refuse_more(stage.hr(), found, WHY_NOT)
    assert (found.state, found.target_on, found.extended_from) == (
        DivestmentState.RUNNING, before, None,
    )  # fmt: skip
    assert (told(found.person_id, "N-17", found), told(found.superior_id, "N-17", found)) == (
        notices[0] + 1, notices[1] + 1,
    )  # fmt: skip
    assert found.wish_for_more is None
    with pytest.raises(NotAllowed):
        ending.refuse_more(stage.hr(), found, WHY_NOT)


def test_a_wish_for_more_time_waits_for_every_officer_of_hr_until_it_is_answered() -> None:
    found, who = stage.running(), stage.hr()
    assert found.target_on is not None
    waiting, in_digest = queries.waiting_for(who), agenda.waiting_by_decider()
    ending.ask_for_more(stage.owner(), found, found.target_on + timedelta(days=30), WHY_MORE)
    wished = queries.Wanted(group=queries.Group.TO_EXTEND)
    assert [one.it.id for one in queries.register_visible_to(who, wished).items] == [found.id]
    assert queries.waiting_for(who) == waiting + 1
    before = in_digest.get(who.somebody, (0, None))[0]
    assert agenda.waiting_by_decider()[who.somebody][0] == before + 1
    ending.refuse_more(who, found, WHY_NOT)
    assert queries.waiting_for(who) == waiting
    ending.ask_for_more(stage.owner(), found, found.target_on + timedelta(days=30), WHY_MORE)
    assert queries.waiting_for(who) == waiting + 1


@pytest.mark.parametrize("granted", [True, False])
def test_what_was_asked_in_time_is_answered_after_the_target_too(granted: bool) -> None:
    found = stage.running()
    assert found.target_on is not None
    ending.ask_for_more(stage.owner(), found, found.target_on + timedelta(days=60), WHY_MORE)
    with on(found.target_on + timedelta(days=3)):
        keeping.keep_up(SYSTEM)
        assert found.state is DivestmentState.LATE
        if granted:
            ending.extend(stage.hr(), found, stage.days(30), WHY_MORE)
        else:
            ending.refuse_more(stage.hr(), found, WHY_NOT)
        assert found.state is (DivestmentState.RUNNING if granted else DivestmentState.LATE)


def test_it_is_not_carried_out_with_proof_and_a_stronger_measure() -> None:
    found = stage.running()
    boss = stage.superior(found)
    with pytest.raises(Invalid) as refused:
        ending.fail(boss, found, "", "Pemilik menolak menjual sahamnya.", [])
    assert set(refused.value.fields) == {"measure", "evidence"}
    ending.fail(boss, found, "TND-D", "Pemilik menolak menjual sahamnya.", [stage.paper()])
    assert found.state is DivestmentState.FAILED
    assert len(evidence.attachments_of(boss, found, "failed")) == 1
    inspector = people.person_by_code("e56")
    assert inspector is not None
    assert told(inspector.id, "N-30", found) == 1
    assert told(found.person_id, "N-30", found) == 0


# ── the clock ─────────────────────────────────────────────────────────────────────────────────


def test_a_step_is_reminded_of_four_times_once_each() -> None:
    found = stage.running()
    step = found.steps[0]
    person, boss = found.person_id, found.superior_id
    for offset, so_far in ((-15, 0), (-14, 1), (-13, 1), (-3, 2), (0, 3), (6, 3), (7, 4), (8, 4)):
        with on(step.due_on + timedelta(days=offset)):
            keeping.keep_up(SYSTEM)
        assert told(person, "N-18", step) == so_far, offset
    assert told(boss, "N-18", step) == 1


def test_after_its_target_it_is_late_and_a_week_later_copied_upwards() -> None:
    found = stage.running()
    assert found.target_on is not None
    with on(found.target_on):
        keeping.keep_up(SYSTEM)
        assert found.state.value == "running"
    with on(found.target_on + timedelta(days=1)):
        keeping.keep_up(SYSTEM)
        assert found.state.value == "late"
    with on(found.target_on + timedelta(days=6)):
        keeping.keep_up(SYSTEM)
        assert found.escalated_at is None
    with on(found.target_on + timedelta(days=7)):
        keeping.keep_up(SYSTEM)
        assert found.escalated_at is not None
        above = people.superior_of(found.superior_id or 0, clock.today())
        assert above is not None
        assert told(above.id, "N-18", found) == 1
        assert queries.divestment_for(actor(str(above.code)), found.id) is found


def test_what_is_late_can_still_be_proved_and_completed() -> None:
    found = stage.running()
    assert found.target_on is not None
    with on(found.target_on + timedelta(days=1)):
        keeping.keep_up(SYSTEM)
        with pytest.raises(NotAllowed):
            ending.extend(stage.hr(), found, stage.days(30), "Notaris baru bisa bulan depan.")
        ending.complete(stage.hr(), stage.verified(found), end_recusal=False)
        assert found.state is DivestmentState.DONE


def test_the_digest_counts_what_waits_for_each_decider() -> None:
    found = stage.sent()
    boss, officer = found.superior_id or 0, stage.hr().person_id or 0
    before = agenda.waiting_by_decider()
    assert before[boss][0] == 1
    approving.endorse(stage.superior(found), found)
    after = agenda.waiting_by_decider()
    assert boss not in after
    assert after[officer][0] == before.get(officer, (0, None))[0] + 1
    assert after[officer][1] is not None


# ── lists ─────────────────────────────────────────────────────────────────────────────────────


def test_the_register_is_a_handful_of_queries_however_long() -> None:
    who = stage.hr()
    stage.running()
    with questions() as said:
        found = queries.register_visible_to(who, queries.Wanted(text="DIV"))
        for line in found.items:
            assert line.it.person.name
            assert line.it.unit is None or line.it.unit.name
    assert len(found.items) == 4
    assert len([one for one in said if one.startswith("SELECT")]) <= 3


@pytest.mark.parametrize(
    ("group", "codes"),
    [("berjalan", ["e07"]), ("selesai", ["e16"]), ("rencana", ["e37"]), ("gagal", [])],
)
def test_the_register_is_narrowed_by_state(group: str, codes: list[str]) -> None:
    found = queries.register_visible_to(stage.hr(), queries.Wanted(queries.Group(group)))
    assert [line.it.person_id for line in found.items] == [actor(code).person_id for code in codes]
