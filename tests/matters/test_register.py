"""The register of urusan: recording, stopping, handing over, deciding, and who sees what."""

from datetime import date, timedelta

import pytest

from app.audit.models import AuditEntry
from app.core import clock
from app.core.actor import SYSTEM, Role
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.base import db
from app.deadlines import queries as deadlines
from app.deadlines import services as clocks
from app.departures import queries as departures
from app.departures.models import Departure
from app.matters import obstacles, queries
from app.matters.finding import Party
from app.matters.models import HoldCause, MatterState
from app.matters.obstacles import Obstacle
from app.matters.queries import MatterFilter
from app.matters.services import deciding, keeping, recording, stopping
from app.matters.services.entries import OfficialWanted, PartyWanted
from app.matters.services.keeping import Correction
from app.matters.workflow import FLOW
from app.notifications.models import Notice
from tests.disclosures.stage import actor
from tests.matters.stage import APPLICANT, clerk, decision_of, person_id, recorded, unit_of, wanted
from tests.seasons.stage import hr, officer
from tests.times import MONDAY

pytestmark = pytest.mark.usefixtures("city")


def told(code: str, which: str) -> int:
    return db.session.query(Notice).filter_by(person_id=person_id(code), code=which).count()


def refused(**changed: object) -> dict[str, str]:
    with pytest.raises(Invalid) as error:
        recording.record(clerk(), wanted(**changed))  # type: ignore[arg-type]
    return error.value.fields


# ── recording ─────────────────────────────────────────────────────────────────────────────────


def test_a_matter_gets_a_number_and_its_service_deadline() -> None:
    matter = recorded(received_on=date(2026, 2, 2))
    assert matter.number.startswith("URS-2026-")
    assert matter.state is MatterState.RUNNING
    # 14 working days after Monday 2 February, with Imlek (16 joint leave, 17) off.
    clock_ = deadlines.clock_of("matters", matter.id, "batas_layanan")
    assert clock_ is not None
    assert clock_.due_on == date(2026, 2, 24)
    assert queries.service_dues([matter.id]) == {matter.id: date(2026, 2, 24)}


def test_names_of_parties_and_the_title_are_sealed() -> None:
    matter = recorded()
    assert b"Kenanga" not in matter.words_sealed
    assert b"Rampai" not in matter.parties[0].words_sealed
    assert queries.parties_of(matter)[0].name == "CV Contoh Bunga Rampai"


def test_what_cannot_be_is_told_field_by_field() -> None:
    later = clock.today() + timedelta(days=1)
    assert "received_on" in refused(received_on=later)
    assert "title" in refused(title="abc")
    assert "sop_days" in refused(sop_days=0)
    assert "parties" in refused(parties=[])
    assert "officials" in refused(officials=[])
    assert "unit" in refused(unit_id=unit_of("e41"))
    assert refused(parties=[PartyWanted("org", "", nib="123")]) == {
        "parties.0.name": "Isi nama pihak.", "parties.0.nib": "NIB harus 13 angka.",
    }  # fmt: skip


def test_a_party_in_two_spellings_is_one_party() -> None:
    other = PartyWanted("org", "C.V. CONTOH BUNGA RAMPAI")
    assert "pihak yang sama" in refused(parties=[APPLICANT, other])["parties"]


def test_a_number_is_used_once_in_a_unit() -> None:
    recorded(number="PBG/001")
    assert "sudah dipakai" in refused(number="PBG/001")["number"]


def test_an_official_records_what_he_handles_and_nothing_for_others() -> None:
    me = actor("e20")
    assert recording.record(me, wanted("e20")).officials[0].person_id == me.person_id
    with pytest.raises(Invalid) as error:
        recording.record(me, wanted("e19"))
    assert "officials" in error.value.fields
    assert recording.record(actor("e17"), wanted("e19")).id


def test_putting_a_matter_right_keeps_what_was_there_and_moves_its_clock() -> None:
    matter = recorded(received_on=date(2026, 2, 2))
    change = Correction(title="Izin reklame Jalan Melati", sop_days=5, reason="Salah ketik judul")
    keeping.correct(clerk(), matter, change)
    assert matter.title == "Izin reklame Jalan Melati"
    assert queries.service_dues([matter.id])[matter.id] == date(2026, 2, 9)
    assert queries.history_for(clerk(), matter)[0].words["before"]["sop_days"] == 14
    with pytest.raises(Exception, match="append-only"):
        db.session.connection().exec_driver_sql("UPDATE matter_changes SET by_id = NULL")


def test_a_matter_found_again_by_its_party_in_any_spelling() -> None:
    matter = recorded()
    me = actor("e20").somebody

    def found(name: str, nib: str = "") -> list[int]:
        return queries.matters_with([Party.of("org", name, nib=nib)], me)

    assert found("Contoh Bunga Rampai, CV") == [matter.id]
    assert found("PT Lain", nib="9120000000777") == [matter.id]
    assert found("CV Contoh Bunga Melati") == []
    assert found("CV Contoh Bunga Rampai", nib="9120000000778") == []


def test_a_party_is_sought_among_ones_own_matters_only() -> None:
    matter, party = recorded(), [Party.of("org", "CV Contoh Bunga Rampai")]
    assert queries.matters_with(party, actor("e20").somebody) == [matter.id]
    assert queries.matters_with(party, actor("e19").somebody) == []


def test_whoever_declares_hundreds_of_parties_is_found_in_his_matters_all_the_same() -> None:
    matters = [recorded(parties=[PartyWanted("org", name)]) for name in ("CV Lada", "CV Pala")]
    parties = [Party.of("org", "CV Lada"), *(Party.of("org", f"PT Usaha Contoh {at}", nib=f"{at:013}")
               for at in range(1, 601)), Party.of("org", "CV Pala")]  # fmt: skip
    me = actor("e20").somebody
    assert queries.matters_with(parties, me) == [one.id for one in matters]
    assert queries.matters_with([], me) == []


# ── who sees it ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", ["e20", "e17", "e15", "e02"])
def test_officials_and_everybody_above_them_see_it(code: str) -> None:
    matter = recorded()
    assert queries.matter_for(actor(code), matter.id) is matter
    assert matter in [line.matter for line in queries.matters_visible_to(actor(code)).items]


@pytest.mark.parametrize("code", ["e19", "e18", "e28", "e32", "e41"])
def test_to_a_stranger_there_is_no_such_matter(code: str) -> None:
    matter = recorded()
    with pytest.raises(NotFound):
        queries.matter_for(actor(code), matter.id)
    assert matter not in [line.matter for line in queries.matters_visible_to(actor(code)).items]


def test_the_clerk_sees_his_unit_inspectors_all_and_hr_what_was_held() -> None:
    matter = recorded()
    assert queries.may_read(clerk(), matter.id)
    assert not queries.may_read(clerk("e41"), matter.id)
    assert queries.may_read(officer("e56", Role.INSPECTOR), matter.id)
    assert not queries.may_read(hr(), matter.id)
    stopping.hold(actor("e20"), matter.id, person_id("e20"), HoldCause.RED_CHECK)
    assert queries.may_read(hr(), matter.id)


# ── stopping ──────────────────────────────────────────────────────────────────────────────────


def test_a_red_check_holds_the_matter_and_tells_the_superior() -> None:
    matter, before = recorded(), told("e17", "N-11")
    me = actor("e20")
    stopping.hold(me, matter.id, me.person_id, HoldCause.RED_CHECK)
    stopping.hold(me, matter.id, me.person_id, HoldCause.RED_CHECK)
    assert matter.state is MatterState.HELD
    assert len(matter.holds) == 1
    assert told("e17", "N-11") == before + 1
    assert queries.matter_for(me, matter.id) is matter
    assert "Urusan ditahan." in queries.obstacle_to(me.somebody, matter).reason


def test_whoever_withdrew_no_longer_opens_it_and_reads_who_decides_instead() -> None:
    matter, before = recorded(), told("e19", "N-13")
    me = actor("e20")
    stopping.hold(SYSTEM, matter.id, me.person_id, HoldCause.RECUSAL)
    with pytest.raises(NotAllowed, match="Pejabat pengganti belum ditunjuk"):
        queries.matter_for(me, matter.id)
    stopping.hand_over(actor("e17"), matter.id, me.somebody, person_id("e19"))
    assert matter.state is MatterState.RUNNING
    assert [one.person_id for one in queries.officials_of(matter)] == [person_id("e19")]
    assert told("e19", "N-13") == before + 1
    assert queries.matter_for(actor("e19"), matter.id) is matter
    with pytest.raises(NotFound):
        queries.matter_for(me, matter.id)


def test_the_matter_runs_again_only_when_nobody_is_held() -> None:
    matter = recorded("e20", "e19")
    for code in ("e20", "e19"):
        stopping.hold(SYSTEM, matter.id, person_id(code), HoldCause.RED_CHECK)
    stopping.release(actor("e17"), matter.id, person_id("e20"))
    assert matter.state is MatterState.HELD
    stopping.release(actor("e17"), matter.id, person_id("e19"))
    assert matter.state is MatterState.RUNNING


def test_nobody_takes_a_place_he_is_kept_from(monkeypatch: pytest.MonkeyPatch) -> None:
    matter = recorded("e20", "e19")
    kept = person_id("e21")
    reason = Obstacle("Ada hubungan tercatat dengan pihak urusan ini.")
    monkeypatch.setattr(obstacles, "_providers", [lambda p, m, d: reason if p == kept else None])
    for code, words in (
        ("e20", "orang lain"), ("e19", "sudah menjadi petugas"), ("e21", "hubungan tercatat"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as error:
            stopping.hand_over(actor("e17"), matter.id, person_id("e20"), person_id(code))
        assert words in error.value.fields["substitute"]


def test_an_official_does_not_end_his_own_hold() -> None:
    matter = recorded()
    stopping.hold(SYSTEM, matter.id, person_id("e20"), HoldCause.RED_CHECK)
    with pytest.raises(NotAllowed):
        stopping.release(actor("e20"), matter.id, person_id("e20"))


def test_held_for_too_long_the_superior_is_told_once() -> None:
    matter = recorded()
    stopping.hold(SYSTEM, matter.id, person_id("e20"), HoldCause.RECUSAL)
    with clock.frozen_at(MONDAY + timedelta(days=4), everywhere=True):
        clocks.sweep(SYSTEM)
        clocks.sweep(SYSTEM)
        assert matter.stalled_at is not None
        assert told("e17", "N-30") == 1
        flag = MatterFilter(flag="stalled")
        assert len(queries.matters_visible_to(actor("e17"), flag).items) == 1


def test_a_leaver_must_hand_his_matters_over() -> None:
    leaver = Departure(person_id=person_id("e20"))
    before = departures.matters_left(leaver)
    matter = recorded()
    assert departures.matters_left(leaver) == before + 1
    stopping.hand_over(actor("e17"), matter.id, person_id("e20"), person_id("e19"))
    assert departures.matters_left(leaver) == before


# ── deciding ──────────────────────────────────────────────────────────────────────────────────


def test_the_official_decides_on_all_four_bases() -> None:
    matter = recorded(received_on=date(2026, 2, 26))
    with pytest.raises(Invalid) as error:
        deciding.record_decision(actor("e20"), matter, decision_of("e20", bases=("PD-1",)))
    assert "keempat dasar" in error.value.fields["bases"]
    deciding.record_decision(actor("e20"), matter, decision_of("e20"))
    assert matter.state is MatterState.DECIDED
    assert matter.decision.working_days == 2
    assert deadlines.clock_of("matters", matter.id, "batas_layanan") is None
    with pytest.raises(Exception, match="append-only"):
        db.session.connection().exec_driver_sql("DELETE FROM matter_decisions")


def test_a_recused_official_cannot_be_recorded_as_deciding_and_the_attempt_is_kept() -> None:
    matter = recorded("e20", "e19")
    stopping.hold(SYSTEM, matter.id, person_id("e20"), HoldCause.RECUSAL)
    with pytest.raises(NotAllowed, match="menarik diri"):
        deciding.record_decision(clerk(), matter, decision_of("e20"))
    trail = db.session.query(AuditEntry).filter_by(action="matter.decision_refused").one()
    assert trail.subject_id == matter.id
    assert matter.decisions == []


def test_other_features_say_who_is_kept_away(monkeypatch: pytest.MonkeyPatch) -> None:
    matter = recorded()
    told_so = Obstacle(queries.recused_sentence(person_id("e19")), person_id("e19"))
    monkeypatch.setattr(obstacles, "_providers", [lambda _p, _m, _d: told_so])
    with pytest.raises(NotAllowed, match="Pejabat pengganti: Dewi Sekar"):
        deciding.record_decision(actor("e20"), matter, decision_of("e20"))


def test_an_official_does_not_record_a_colleagues_decision() -> None:
    matter = recorded("e20", "e19")
    with pytest.raises(Invalid) as error:
        deciding.record_decision(actor("e20"), matter, decision_of("e19"))
    assert "person" in error.value.fields


def test_a_decision_lies_between_receipt_and_today() -> None:
    matter = recorded()
    for day in (clock.today() + timedelta(days=1), matter.received_on - timedelta(days=1)):
        with pytest.raises(Invalid) as error:
            deciding.record_decision(clerk(), matter, decision_of("e20", decided_on=day))
        assert "decided_on" in error.value.fields


def test_a_decision_under_review_is_made_again_by_others() -> None:
    matter = recorded()
    deciding.record_decision(actor("e20"), matter, decision_of("e20"))
    deciding.begin_review(SYSTEM, matter)
    deciding.settle_review(SYSTEM, matter, "redo")
    with pytest.raises(Invalid):
        deciding.do_again(clerk(), matter, wanted("e20"))
    again = deciding.do_again(clerk(), matter, wanted("e19", title="Izin reklame, diulang"))
    assert again.follows_id == matter.id
    assert matter.state is MatterState.CLOSED


def test_what_is_over_does_not_change_any_more() -> None:
    matter = recorded()
    keeping.drop(clerk(), matter, "Pemohon menarik permohonannya.")
    with pytest.raises(WrongState):
        deciding.record_decision(actor("e20"), matter, decision_of("e20"))
    with pytest.raises(Invalid):
        keeping.assign(clerk(), matter, OfficialWanted(person_id("e19"), matter.officials[0].role))


# ── the table ─────────────────────────────────────────────────────────────────────────────────


def test_all_pairs_of_state_action_and_person_outside_the_table_are_refused() -> None:
    """Whoever the table does not name is refused, in every state, whatever his role."""
    matter = recorded()
    everybody = {
        "official": actor("e20"), "superior": actor("e17"), "clerk": clerk(),
        "clerk of another unit": clerk("e41"), "colleague": actor("e19"),
        "hr": officer("e45", Role.HR_OFFICER), "inspector": officer("e56", Role.INSPECTOR),
        "administrator": officer("e49", Role.ADMIN), "system": SYSTEM,
    }  # fmt: skip
    keepers = {"superior", "clerk", "system"}
    replacers = {"superior", "hr", "system"}
    holders = {"official", "superior", "hr", "inspector", "system"}
    wanted: dict[tuple[str, str], set[str]] = {
        ("running", "hold"): holders, ("held", "hold"): holders,
        ("held", "release"): replacers, ("held", "release_one"): replacers,
        ("held", "hand_over"): replacers, ("held", "hand_over_one"): replacers,
        ("running", "hand_over"): replacers,
        ("running", "decide"): {"official", "clerk", "system"},
        ("running", "drop"): keepers, ("held", "drop"): keepers,
        ("decided", "review"): {"system"}, ("redo", "close"): keepers,
        **{(one, "review"): {"system"} for one in ("upheld", "annulled", "changed", "redo")},
        **{("reviewed", one): {"system"} for one in ("uphold", "annul", "change", "redo")},
    }  # fmt: skip
    opened: dict[tuple[str, str], set[str]] = {}
    with db.session.no_autoflush:
        for state in MatterState:
            matter.state = state
            for action in {move.action for move in FLOW.moves}:
                may = {name for name, who in everybody.items() if FLOW.may(matter, action, who)}
                if may:
                    opened[state.value, action] = may
        db.session.rollback()
    assert opened == wanted
