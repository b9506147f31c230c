"""Stepping aside works at once: the matter is held, and nobody recused opens or decides it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import pytest

from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid, NotAllowed, NotFound
from app.crosscheck import outside_facts, rebuilding
from app.crosscheck.models import Finding, Rule
from app.crosscheck.outside_facts import AskedParty, Question, SourceKind
from app.crosscheck.services import names
from app.database.base import db
from app.matters import queries as matters
from app.matters.finding import Party
from app.matters.models import MatterState
from app.matters.services import deciding as matter_deciding
from app.matters.services.entries import PartyWanted
from app.notifications.models import Notice
from app.outbox import services as outbox
from app.recusals import queries
from app.recusals.models import (
    Act,
    Breach,
    EndReason,
    EndsWith,
    Limit,
    Origin,
    Scope,
    Stance,
    State,
    Verdict,
)
from app.recusals.services import answering, deciding, requesting, watching
from app.recusals.services.requesting import Imposed
from tests.disclosures.stage import BROTHER, actor, filed
from tests.matters.stage import clerk, decision_of, person_id, recorded
from tests.recusals import stage

pytestmark = pytest.mark.usefixtures("city")
# A brother who owns the applicant.
HOLDS = {**BROTHER, "body_name": stage.BROTHERS_FIRM.name, "body_nib": stage.BROTHERS_FIRM.nib,
         "body_role": "owner"}  # fmt: skip


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.frozen_at(datetime.combine(day, time(10), clock.zone()), everywhere=True):
        yield


def told(code: str, number: str | None) -> list[str]:
    rows = db.session.query(Notice).filter_by(person_id=person_id(code), subject_type="recusals")
    return [row.code or "" for row in rows if number and number in row.text]


def test_from_the_moment_it_is_sent_the_matter_is_held_for_him() -> None:
    matter = stage.permit()
    recusal = stage.requested(matter)
    assert recusal.state is State.REQUESTED
    assert recusal.number is not None
    assert recusal.number.startswith("PDR-")
    assert matter.state is MatterState.HELD
    with pytest.raises(NotAllowed, match="Anda menarik diri dari urusan ini"):
        matters.matter_for(actor("e18"), matter.id)
    with pytest.raises(NotAllowed, match="menarik diri"):
        matter_deciding.record_decision(actor("e18"), matter, decision_of("e18"))
    assert told("e18", recusal.number) == ["N-10"]
    assert told("e17", recusal.number) == ["N-11"]


def test_a_colleague_who_is_not_recused_goes_on() -> None:
    matter = stage.permit("e18", "e19")
    stage.requested(matter)
    assert matters.matter_for(actor("e19"), matter.id) is matter


def test_a_draft_holds_nothing() -> None:
    matter = stage.permit()
    recusal = requesting.start(actor("e18"), stage.asked(matter))
    assert recusal.state is State.DRAFT
    assert matter.state is MatterState.RUNNING
    requesting.discard(actor("e18"), recusal)
    assert recusal.state is State.CANCELLED


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"starts_on": date(2020, 1, 1)}, "starts_on", "sebelum hari ini"),
        ({"limits": ()}, "limits", "sedikitnya satu"),
        ({"interest_ids": ()}, "interests", "Pilih butir yang menjadi alasan"),
        ({"interest_ids": (999_999,)}, "interests", "Pilih butir"),
        ({"matter_ids": (999_999,)}, "matters", "sedang ditangani"),
        ({"scope": None}, "scope", "Pilih cakupan"),
        ({"ends_with": None}, "ends_with", "sampai kapan"),
        ({"ends_with": EndsWith.DATE}, "ends_on", "Isi tanggal berakhir"),
        ({"ends_with": EndsWith.DATE, "ends_on": date(2020, 1, 1)}, "ends_on", "setelah"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_beside_its_field(
    changed: dict[str, object], field: str, words: str
) -> None:
    matter = stage.permit()
    with pytest.raises(Invalid) as refusal:
        stage.requested(matter, **changed)
    assert words in refusal.value.fields[field]
    assert matter.state is MatterState.RUNNING


def test_nobody_proposes_himself_or_somebody_with_a_bond_as_substitute() -> None:
    matter = stage.permit()
    with pytest.raises(Invalid, match="Anda tidak dapat memilih diri sendiri"):
        stage.requested(matter, substitute_id=person_id("e18"))


def test_all_matters_with_a_party_are_covered_however_it_is_spelled_and_whenever_they_come() -> (
    None
):
    first = stage.permit()
    other = recorded("e18", title="Izin lain Jalan Mawar")
    recusal = stage.requested()
    assert first.state is MatterState.HELD
    assert other.state is MatterState.RUNNING
    later = recorded(
        "e18", title="PBG gudang kedua", parties=[PartyWanted("org", "C.V. Contoh Karya Wibisana")]
    )
    assert later.state is MatterState.HELD
    assert {one.matter_id for one in recusal.matters} == {first.id, later.id}
    assert told("e18", recusal.number) == ["N-10", "N-11"]


def test_a_matter_that_comes_with_the_substitute_already_on_it_goes_on_with_him() -> None:
    stage.answered()
    matter = stage.permit("e18", "e19")
    assert matter.state is MatterState.RUNNING
    with pytest.raises(NotAllowed, match="menarik diri"):
        matter_deciding.record_decision(actor("e18"), matter, decision_of("e18"))
    watching.keep_up(SYSTEM)
    matter_deciding.record_decision(actor("e19"), matter, decision_of("e19"))
    assert matter.state is MatterState.DECIDED


def test_a_kind_of_matters_is_covered_too() -> None:
    stage.requested(
        scope=Scope.KIND, matter_kind="perizinan", parties=(), ends_with=EndsWith.DATE,
        ends_on=clock.today() + timedelta(days=30),
    )  # fmt: skip
    assert recorded("e18", title="Izin baru Jalan Anggrek").state is MatterState.HELD


def test_it_may_begin_on_a_later_day() -> None:
    matter = stage.permit()
    recusal = stage.requested(matter, starts_on=stage.tomorrow(3))
    assert matter.state is MatterState.RUNNING
    assert queries.obstacle(person_id("e18"), matter.id, clock.today()) is None
    with on(stage.tomorrow(3)):
        watching.keep_up(SYSTEM)
        assert matter.state is MatterState.HELD
        assert recusal.began


def test_the_superior_puts_the_substitute_in_place_and_names_who_keeps_it() -> None:
    matter = stage.permit()
    recusal = stage.answered(matter)
    assert recusal.state is State.WAITING
    assert matter.state is MatterState.RUNNING
    assert [one.person_id for one in matters.officials_of(matter)] == [person_id("e19")]
    with pytest.raises((NotAllowed, NotFound)):
        matters.matter_for(actor("e18"), matter.id)
    keeper = recusal.gatekeepers[0]
    assert keeper.told_at == clock.now()
    assert told("e23", recusal.number) == ["N-13"]
    assert "N-11" in told("e45", recusal.number)
    assert watching.confirm(actor("e23"), recusal) == 1
    assert keeper.confirmed_at is not None
    with pytest.raises(NotAllowed):
        watching.confirm(actor("e20"), recusal)


def test_an_answer_needs_a_substitute_and_ways_of_keeping_it() -> None:
    recusal = stage.requested(stage.permit())
    for changed, field in (
        ({"substitute": None}, "substitute"),
        ({"gatekeepers": ()}, "keepers"),
        ({"stance": None}, "stance"),
        ({"stance": Stance.AGAINST, "reason": "Tidak."}, "reason"),
    ):
        with pytest.raises(Invalid) as refusal:
            answering.answer(actor("e17"), recusal, stage.said(**changed))
        assert field in refusal.value.fields
    with pytest.raises(Invalid, match="orang lain"):
        answering.answer(
            actor("e17"), recusal,
            stage.said(gatekeepers=[(person_id("e18"), stage.Enforcement.FILES)]),
        )  # fmt: skip


def test_a_substitute_who_holds_an_interest_in_the_party_does_not_pass() -> None:
    matter = recorded(
        "e19", title="Klinik Jalan Dahlia", parties=[PartyWanted("org", "Klinik Contoh Sehat")]
    )
    recusal = requesting.impose_recusal(
        actor("e17"), person_id("e19"),
        stage.asked(matter, code="e19"),
        Imposed(Origin.SUPERIOR, "Atasan mengetahui hubungan dengan pemohon ini."),
    )  # fmt: skip
    rows = {one.person_id: one for one in queries.candidates_for(hr(), recusal)}
    assert "butir yang cocok" in rows[person_id("e27")].barred
    assert not rows[person_id("e18")].barred
    keepers = [(person_id("e23"), stage.Enforcement.ACCESS)]
    wanted = stage.ruling(substitute_id=person_id("e27"), gatekeepers=keepers)
    with pytest.raises(Invalid, match="Pengganti tidak lolos pagar benturan"):
        deciding.propose(hr(), recusal, wanted)


def test_nobody_passes_as_substitute_while_the_index_of_names_is_being_built() -> None:
    recusal = stage.requested(stage.permit())
    rebuilding.empty()
    rows = queries.candidates_for(hr(), recusal)
    free = [row for row in rows if not row.barred]
    assert free and all("sedang disusun ulang" in row.caution for row in free)


def test_whom_a_request_concerns_is_not_let_in_while_the_index_of_names_is_being_built() -> None:
    filed(actor("e17"), HOLDS)
    recusal = stage.requested(stage.permit())
    assert recusal.superior_id == person_id("e15")
    rebuilding.empty()
    watching.keep_up(SYSTEM)
    assert recusal.superior_id == person_id("e15")


def test_a_superior_who_could_not_be_found_gives_up_a_request_once_the_index_is_whole() -> None:
    filed(actor("e17"), HOLDS)
    rebuilding.empty()
    recusal = stage.requested(stage.permit())
    assert recusal.superior_id == person_id("e17")
    names.rebuild()
    outbox.work_off()
    assert recusal.superior_id == person_id("e15")


def hr(code: str = "e45"):
    return stage.hr(code)


def test_an_unanswered_request_goes_on_to_hr_and_may_still_be_answered() -> None:
    recusal = stage.requested(stage.permit())
    with on(stage.tomorrow(3)):
        watching.keep_up(SYSTEM)
        assert recusal.state is State.WAITING
        assert recusal.unanswered
        assert "N-11" in told("e45", recusal.number)
        answering.answer(actor("e17"), recusal, stage.said())
        assert recusal.state is State.WAITING
        assert recusal.substitute_id == person_id("e19")


def test_a_superior_who_knows_acts_without_a_request() -> None:
    matter = stage.permit()
    recusal = requesting.impose_recusal(
        actor("e17"), person_id("e18"), stage.asked(matter, interest_ids=()),
        Imposed(Origin.SUPERIOR, "Atasan mengetahui pemohon adalah kakaknya.", person_id("e19")),
    )  # fmt: skip
    assert recusal.state is State.WAITING
    assert recusal.answered_by_id == person_id("e17")
    assert [one.person_id for one in matters.officials_of(matter)] == [person_id("e19")]
    with pytest.raises(NotAllowed):
        requesting.impose_recusal(
            actor("e18"), person_id("e18"), stage.asked(matter),
            Imposed(Origin.SUPERIOR, "Saya sendiri yang menetapkannya."),
        )  # fmt: skip


def test_it_ends_when_its_matter_is_decided_by_the_substitute() -> None:
    matter = stage.permit()
    recusal = stage.decided(matter)
    assert recusal.state is State.IN_FORCE
    matter_deciding.record_decision(clerk(), matter, decision_of("e19"))
    assert recusal.state is State.ENDED
    assert recusal.end_reason is EndReason.MATTER
    assert recusal.holds_on(clock.today())
    assert not recusal.holds_on(stage.tomorrow())
    assert "N-13" in told("e23", recusal.number)


def test_it_ends_with_its_last_day() -> None:
    matter = stage.permit()
    last = stage.tomorrow(10)
    recusal = stage.answered(matter)
    deciding.propose(hr(), recusal, stage.ruling(ends_on=last))
    deciding.decide(hr("e44"), recusal, stage.ruling(ends_on=last))
    with on(last):
        watching.keep_up(SYSTEM)
        assert recusal.state is State.IN_FORCE
    with on(last + timedelta(days=1)):
        watching.keep_up(SYSTEM)
        assert recusal.state is State.ENDED
        assert recusal.end_reason is EndReason.DATE


def test_it_ends_when_the_interest_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    recusal = stage.decided()
    watching.keep_up(SYSTEM)
    assert recusal.state is State.IN_FORCE
    monkeypatch.setattr("app.recusals.request.current_interests", lambda _person: set())
    watching.keep_up(SYSTEM)
    assert recusal.end_reason is EndReason.INTEREST


def test_taking_it_back_needs_the_superior() -> None:
    matter = stage.permit()
    recusal = stage.answered(matter)
    reason = "Pemohon ternyata bukan usaha kakak saya, hanya mirip namanya."
    answering.ask_cancel(actor("e18"), recusal, reason)
    assert recusal.state is State.WAITING
    with pytest.raises(NotAllowed):
        answering.answer_cancel(actor("e18"), recusal, agreed=True)
    answering.answer_cancel(
        actor("e17"), recusal, agreed=False, reason="Namanya jelas sama, NIB juga."
    )
    assert recusal.cancel_asked_at is None
    answering.ask_cancel(actor("e18"), recusal, reason)
    answering.answer_cancel(actor("e17"), recusal, agreed=True)
    assert recusal.state is State.CANCELLED
    assert [one.person_id for one in matters.officials_of(matter)] == [person_id("e18")]
    assert matters.matter_for(actor("e18"), matter.id)


def test_acting_while_recused_is_raised_to_the_inspectors(arranging) -> None:
    matter = stage.permit()
    recusal = stage.decided(matter)
    with pytest.raises(NotAllowed):
        matter_deciding.record_decision(clerk(), matter, decision_of("e18"))
    attempt = db.session.query(Breach).one()
    assert attempt.act is Act.TRIED
    assert not recusal.breached
    finding = db.session.query(Finding).filter_by(rule=Rule.DT_04).one()
    assert finding.subject_id == person_id("e18")
    assert "N-30" in told("e56", recusal.number)
    with arranging() as session:  # as an imported list would bring it
        session.add(stage_decision(matter.id, person_id("e18")))
    assert watching.keep_up(SYSTEM) >= 1
    assert recusal.breached
    watching.keep_up(SYSTEM)
    assert db.session.query(Breach).count() == 2


def stage_decision(matter_id: int, person: int):
    from_matters = decision_of("e18")
    return matter_deciding.Decision(
        matter_id=matter_id, person_id=person, decided_on=clock.today(), number="1/X",
        effect=from_matters.effect, bases="", recorded_at=clock.now(),
    )  # fmt: skip


def test_the_cross_check_sees_that_a_recusal_was_in_force() -> None:
    recusal = stage.decided(stage.permit())
    asked = AskedParty(7, "org", "CV Contoh Karya Wibisono", {"nib": "9120000000002"}, ())
    facts = queries.outside_facts(Question(person_id("e18"), (asked,), clock.today()))
    (fact,) = [one for one in facts if one.number == recusal.number]
    assert fact.party_ids == (7,)
    assert fact.holds_on(clock.today())
    assert not fact.holds_on(clock.today() - timedelta(days=1))
    assert SourceKind.RECUSAL in outside_facts._sources


def test_other_features_ask_who_is_recused_from_what() -> None:
    matter = stage.permit()
    recusal = stage.decided(matter)
    today = clock.today()
    assert queries.recusals_in_force(person_id("e18"), today) == [recusal]
    assert queries.covering(person_id("e18"), matter.id, today) is recusal
    assert queries.covering(person_id("e19"), matter.id, today) is None
    found = queries.obstacle(person_id("e18"), matter.id, today)
    assert found is not None
    assert found.successor_id == person_id("e19")
    assert Party.of("org", "CV Contoh Karya Wibisono").is_same_as(
        queries.parties_for(actor("e18"), recusal)[0]
    )
    assert recusal.verdict is Verdict.APPROVED
    assert set(recusal.limits.split()) == {
        Limit.FILES.value,
        Limit.ASSESS.value,
        Limit.CONTACT.value,
    }
