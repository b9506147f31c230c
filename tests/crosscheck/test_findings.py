"""Detection: one-sided family declarations and others, dismissed with a reason, back on new facts only."""

import json
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core import clock
from app.crosscheck import detection, overdue, staff_hints
from app.crosscheck.events import ASKED_TO_LOOK, NEW_HINTS
from app.crosscheck.models import Finding, FindingState, Rule
from app.crosscheck.services import detecting
from app.database.base import db
from app.database.transaction import bookkeeping
from app.matters import queries as matters
from app.matters.models import Assignment, Decision, OfficialRole
from app.matters.services import deciding as matter_deciding
from app.notifications.models import Notice
from app.people import queries as people
from app.people.models import Acting, Appointment
from tests.crosscheck.stage import (
    declare,
    declare_brother,
    declare_ended,
    forget_all_hints,
    person,
)
from tests.matters.stage import clerk, decision_of, recorded
from tests.statements import questions
from tests.visitor import Visitor


@pytest.fixture
def inspector(client: Visitor, city: None) -> Visitor:
    detecting.look_everywhere()
    return client.be("e56")


def later(*, days: int) -> AbstractContextManager[None]:
    return clock.frozen_at(clock.now() + timedelta(days=days), everywhere=True)


def between(one: str, other: str) -> Finding:
    return db.session.scalars(
        sa.select(Finding).where(
            Finding.subject_id == person(one).id, Finding.other_id == person(other).id
        )
    ).one()


def test_a_sister_who_is_not_named_back_is_a_hint_not_a_violation(inspector: Visitor) -> None:
    page = inspector.get("/deteksi").text
    assert "Ada yang perlu diperbaiki" not in page
    putri, siti = person("E-38").name, person("E-13").name
    assert f"{putri} menyatakan {siti} sebagai saudara kandung; {siti} belum menyatakan" in page
    assert "Petunjuk bukan pelanggaran" in page
    assert between("E-13", "E-38").state is FindingState.NEW


def test_the_hint_of_story_3_was_raised_by_the_filing_itself(city: None) -> None:
    raised = between("E-32", "E-47")
    assert raised.rule is Rule.DT_01
    assert raised.found_at < clock.now()


def test_looking_twice_finds_nothing_twice(inspector: Visitor) -> None:
    before = db.session.scalar(sa.select(sa.func.count(Finding.id)))
    detecting.look_everywhere()
    assert db.session.scalar(sa.select(sa.func.count(Finding.id))) == before


def test_a_hint_is_dismissed_with_a_reason_and_counts_in_the_months_figure(
    inspector: Visitor,
) -> None:
    finding = between("E-13", "E-38")
    place = f"/deteksi/{finding.id}"
    assert "Mulai telaah" in inspector.get(place).text
    assert inspector.post(f"{place}/telaah").status_code == 303
    answer = inspector.post(f"{place}/putus", data={"outcome": "dismiss", "reason": "ya"})
    assert answer.status_code == 422
    reason = "Sudah dijelaskan pada pernyataan tertulis."
    assert (
        inspector.post(f"{place}/putus", data={"outcome": "dismiss", "reason": reason}).status_code
        == 303
    )
    other = between("E-32", "E-47")
    inspector.post(f"/deteksi/{other.id}/telaah")
    inspector.post(
        f"/deteksi/{other.id}/putus",
        data={"outcome": "follow_up", "reason": "Naik telaah bersama aduan."},
    )
    page = inspector.get("/deteksi?keadaan=no_problem").text
    assert f'/deteksi/{finding.id}"' in page
    assert f'/deteksi/{other.id}"' not in page
    waiting = inspector.get("/deteksi").text
    assert "50 %" in waiting and f'/deteksi/{finding.id}"' not in waiting
    assert f'/deteksi/{finding.id}"' in inspector.get("/deteksi?keadaan=semua").text
    assert reason in inspector.get(place).text


def test_a_dismissed_hint_comes_back_only_with_new_facts(inspector: Visitor) -> None:
    finding = between("E-13", "E-38")
    inspector.post(f"/deteksi/{finding.id}/telaah")
    inspector.post(
        f"/deteksi/{finding.id}/putus",
        data={"outcome": "dismiss", "reason": "Sudah jelas bagi kami."},
    )
    detecting.look_everywhere()
    assert between("E-13", "E-38").state is FindingState.NO_PROBLEM

    @bookkeeping
    def otherwise() -> None:
        between("E-13", "E-38").facts_key = "something known before"

    otherwise()
    detecting.look_everywhere()
    assert between("E-13", "E-38").state is FindingState.NEW


def test_nobody_reviews_a_hint_about_himself(inspector: Visitor) -> None:
    @bookkeeping
    def about(code: str) -> int:
        finding = between("E-13", "E-38")
        finding.subject_id = person(code).id
        return finding.id

    finding_id = about("E-56")
    assert inspector.get(f"/deteksi/{finding_id}").status_code == 404
    assert person("E-38").name not in inspector.get("/deteksi").text
    assert inspector.be("e53").get(f"/deteksi/{finding_id}").status_code == 200


def test_superiors_and_the_admin_see_no_hints(inspector: Visitor) -> None:
    for code in ("e31", "e49", "e57", "e45"):
        assert inspector.be(code).get("/deteksi").status_code == 404


def test_one_party_of_a_superior_and_his_subordinate_is_a_hint(client: Visitor, city: None) -> None:
    declare("E-08", "CV Contoh Serba Guna Rimba")
    declare("E-06", "Serba Guna Rimba Contoh, CV")
    hints = detection.shared_parties([person("E-08").id, person("E-06").id])
    assert hints == []  # another order of words is left to a person
    declare("E-09", "PT Contoh Sinar Bina")
    found = detection.shared_parties()
    assert {(h.subject_id, h.other_id) for h in found} == set()
    declare("E-06", "PT Contoh Sinar Bina")
    found = {(h.subject_id, h.other_id) for h in detection.shared_parties()}
    assert (person("E-09").id, person("E-06").id) in found
    assert (person("E-07").id, person("E-06").id) in found


def test_a_firm_that_many_name_costs_no_question_for_each_of_them(city: None) -> None:
    def asked() -> int:
        db.session.remove()
        with questions() as sent:
            detection.shared_parties()
        return len(sent)

    for code in ("E-06", "E-07"):
        declare(code, "PT Bank Contoh Banua")
    for_two = asked()
    for code in ("E-08", "E-09", "E-18", "E-19"):
        declare(code, "PT Bank Contoh Banua")
    assert asked() <= for_two
    below = {
        hint.subject_id for hint in detection.shared_parties() if hint.other_id == person("E-06").id
    }
    assert {person("E-07").id, person("E-08").id, person("E-09").id} <= below


def test_the_months_figures_end_a_year_back(inspector: Visitor) -> None:
    @bookkeeping
    def found_on(day: date) -> None:
        moment = datetime.combine(day, time(8), clock.zone())
        between("E-13", "E-38").found_at = moment

    def figures() -> str:
        return inspector.get("/deteksi").text.partition("Ketepatan petunjuk per bulan")[2]

    found_on(date(2025, 4, 1))
    assert "April 2025" in figures()
    found_on(date(2025, 3, 31))
    assert figures() and "Maret 2025" not in figures()


def test_declarations_past_their_day_are_hints(city: None) -> None:
    late = [hint for hint in detection.overdue() if hint.key.count("/") == 1]
    assert all(hint.facts["due"] < clock.today().isoformat() for hint in late)
    assert {hint.subject_id for hint in late} == {person("E-40").id}


# ── matters, posts, haste ─────────────────────────────────────────────────────────────────────


def found(rule: Rule) -> list[Finding]:
    return list(db.session.scalars(sa.select(Finding).where(Finding.rule == rule, Finding.holds)))


def test_the_hints_of_the_demo_city_are_those_of_its_history(inspector: Visitor) -> None:
    page = inspector.get("/deteksi").text
    assert "dinyatakan Yusuf Abdillah Karim, S.H. sebagai kepentingannya" in page
    assert "dalam 1 hari kerja, standar SOP 14; ada desakan tercatat" in page
    assert "selagi syaratnya tercatat belum lengkap" in page
    assert "Pihak urusan URS-0010 bernama sama dengan Drs. Wiyono Hadikusumo, yang berhenti" in page
    assert "Titik pantau PNG-" in page
    assert {one.subject_id for one in found(Rule.DT_09)} == {person("E-20").id}
    assert {one.facts["matter"] for one in found(Rule.DT_08)} == {"URS-0007"}


def test_whoever_stepped_aside_is_no_hint(inspector: Visitor) -> None:
    handled = {(one.subject_id, one.facts["matter"]) for one in found(Rule.DT_02)}
    assert (person("E-20").id, "URS-0007") in handled
    assert (person("E-18").id, "URS-0001") not in handled
    assert (person("E-35").id, "URS-0008") not in handled


def test_a_hint_leads_to_its_matter_and_to_a_screening_already_filled_in(
    inspector: Visitor,
) -> None:
    hint = next(one for one in found(Rule.DT_02) if one.facts["matter"] == "URS-0007")
    page = inspector.get(f"/deteksi/{hint.id}").text
    assert "Lihat urusan URS-0007" in page and f"/urusan/{hint.matter_id}" in page
    form = inspector.get(f"/cek-silang/baru?petunjuk={hint.id}").text
    assert "UD Contoh Anggrek Jaya" in form and "Iwan Prakoso" in form
    assert "Yusuf Abdillah Karim, S.H." in form and "Petunjuk deteksi DT-02." in form


def test_a_supervisor_of_what_he_processed_himself_is_a_hint(inspector: Visitor) -> None:
    @bookkeeping
    def also_processes() -> int:
        matter = matters.matter_numbered("URS-0008")
        first = matter.officials[0]
        db.session.add(
            Assignment(
                matter_id=matter.id, person_id=first.person_id, role=OfficialRole.PROCESSES,
                from_day=first.from_day, to_day=first.from_day, assigned_at=clock.now(),
            )
        )  # fmt: skip
        return first.person_id

    person_id = also_processes()
    detecting.look_everywhere()
    assert [one.subject_id for one in found(Rule.DT_10)] == [person_id]


def test_two_posts_are_a_hint_until_the_declaration_names_them(inspector: Visitor) -> None:
    @bookkeeping
    def also_acting() -> None:
        own = people.post_of(person("E-27").id, clock.today())
        db.session.add(
            Appointment(
                person_id=own.person_id, unit_id=own.unit_id, post="Kepala Bidang Contoh",
                acting=Acting.PLT, replaces_id=person("E-28").id, valid_from=clock.today(),
            )
        )  # fmt: skip

    also_acting()
    detecting.look_everywhere()
    (hint,) = found(Rule.DT_07)
    assert hint.subject_id == person("E-27").id
    assert "Plt. Kepala Bidang Contoh" in inspector.get(f"/deteksi/{hint.id}").text


def test_nil_for_years_at_risk_with_many_decisions_is_a_hint(
    inspector: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_hints, "LEAST_DECISIONS", 1)
    monkeypatch.setattr(staff_hints, "NIL_YEARS", 1)
    hints = staff_hints.always_nil()
    deciders = {one.person_id for one in db.session.scalars(sa.select(Decision))}
    assert {hint.subject_id for hint in hints} <= deciders
    assert person("E-20").id not in {hint.subject_id for hint in hints}  # declared a friend
    assert person("E-19").id in {hint.subject_id for hint in hints}


def test_the_employee_is_asked_in_words_that_give_nothing_away(inspector: Visitor) -> None:
    hint = between("E-13", "E-38")
    inspector.post(f"/deteksi/{hint.id}/telaah")
    assert "Mohon periksa bagian Hubungan afiliasi" in inspector.get(f"/deteksi/{hint.id}").text
    inspector.post(f"/deteksi/{hint.id}/klarifikasi")
    assert "Menunggu klarifikasi" in inspector.get(f"/deteksi/{hint.id}").text
    (notice,) = db.session.scalars(
        sa.select(Notice).where(Notice.event_name == ASKED_TO_LOOK.name)
    ).all()
    assert notice.person_id == person("E-13").id
    assert "Mohon periksa" in notice.text and notice.link == "/deklarasi"
    assert "DT-" not in notice.text and person("E-38").name not in notice.text
    reason = "Pegawai sudah memperbarui deklarasinya."
    answer = inspector.post(
        f"/deteksi/{hint.id}/putus", data={"outcome": "follow_up", "reason": reason}
    )
    assert answer.status_code == 303


def test_what_no_declaration_can_answer_is_not_asked(inspector: Visitor) -> None:
    (hint,) = found(Rule.DT_09)
    inspector.post(f"/deteksi/{hint.id}/telaah")
    assert "Minta klarifikasi pegawai" not in inspector.get(f"/deteksi/{hint.id}").text
    answer = inspector.post(f"/deteksi/{hint.id}/klarifikasi")
    assert "bukan tentang isi deklarasi" in inspector.get(answer.location).text


def test_inspectors_are_told_of_new_hints_but_not_of_those_about_themselves(
    client: Visitor, city: None
) -> None:
    forget_all_hints()
    detecting.look_everywhere()
    detecting.look_everywhere()
    told = db.session.scalars(sa.select(Notice).where(Notice.event_name == NEW_HINTS.name)).all()
    count = len(db.session.scalars(sa.select(Finding)).all())
    by_person = {one.person_id: one.text for one in told}
    assert len(by_person) == len(told)
    assert by_person[person("E-56").id] == f"{count} petunjuk baru di Deteksi."


def test_hints_are_taken_out_as_a_file(inspector: Visitor) -> None:
    text = inspector.get("/deteksi/daftar.csv?aturan=DT-09").get_data(as_text=True)
    lines = text.strip().splitlines()
    assert lines[0].startswith("\ufeffpetunjuk;apa_yang_belum_cocok")
    assert len(lines) == 2 and "URS-0007" in lines[1]
    assert inspector.get("/deteksi/daftar.xlsx").status_code == 200
    assert inspector.be("e57").get("/deteksi/daftar.csv").status_code == 404


def test_that_the_queue_or_the_other_names_were_taken_out_stands_in_the_log(
    inspector: Visitor,
) -> None:
    lines = inspector.get("/deteksi/daftar.csv").get_data(as_text=True).strip().splitlines()
    inspector.get("/deteksi/daftar.xlsx?aturan=DT-09")
    inspector.get("/cek-silang/nama-lain/daftar.csv")
    assert inspector.get("/deteksi/daftar.pdf").status_code == 404
    taken = db.session.scalars(
        sa.select(AuditEntry)
        .where(AuditEntry.action.endswith(".exported"))
        .order_by(AuditEntry.seq)
    ).all()
    assert [(one.action, json.loads(one.facts)) for one in taken] == [
        ("finding.exported", {"rows": len(lines) - 1, "form": "csv"}),
        ("finding.exported", {"rows": 1, "form": "xlsx"}),
        ("other_name.exported", {"rows": 0, "form": "csv"}),
    ]
    log = inspector.be("e49").get("/admin/log").text
    for title in ("Daftar petunjuk deteksi diunduh", "Daftar nama lain diunduh"):
        assert f'data-label="Apa"><span class="cell">{title}</span>' in log


def test_what_ended_long_ago_is_no_declaration_of_these_years(
    client: Visitor, city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_hints, "LEAST_DECISIONS", 1)

    for code in ("E-19", "E-20"):
        declare(code, "PT Contoh Sinar Bina")
    with later(days=30):
        declare_ended("E-19")
    with later(days=3 * 365):
        for code in ("e19", "e20"):
            matter = recorded(code, complete=True)
            matter_deciding.record_decision(clerk(), matter, decision_of(code))
        detecting.look_everywhere()
        page = client.be("e56").get("/deteksi?aturan=DT-06").text
        assert f"{person('E-19').name} (" in page
        assert f"{person('E-20').name} (" not in page


def test_an_interest_ended_within_these_years_was_declared_in_them(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_hints, "LEAST_DECISIONS", 1)
    declare("E-19", "PT Contoh Sinar Bina")
    with later(days=2 * 365):
        declare_ended("E-19")
    with later(days=3 * 365):
        matter_deciding.record_decision(clerk(), recorded("e19"), decision_of("e19"))
        assert person("E-19").id not in {one.subject_id for one in staff_hints.always_nil()}


@pytest.mark.parametrize("steps", [["telaah"], ["telaah", "klarifikasi"]], ids=["begun", "asked"])
def test_what_was_begun_or_asked_stays_in_the_queue_when_the_employee_declares(
    inspector: Visitor, steps: list[str]
) -> None:
    hint, passed = between("E-13", "E-38"), between("E-32", "E-47")
    place = f'/deteksi/{hint.id}"'
    for step in steps:
        inspector.post(f"/deteksi/{hint.id}/{step}")
    for code, sibling in (("E-13", "E-38"), ("E-32", "E-47")):
        declare_brother(code, sibling)
    assert not between("E-13", "E-38").holds and not between("E-32", "E-47").holds
    page = inspector.get("/deteksi").text
    assert place in page and "Sudah cocok" in page
    assert f'/deteksi/{passed.id}"' not in page
    sent = {"outcome": "follow_up", "reason": "Pegawai sudah memperbarui deklarasinya."}
    assert inspector.post(f"/deteksi/{hint.id}/putus", data=sent).status_code == 303
    assert place not in inspector.get("/deteksi").text


def test_what_is_filed_while_the_night_looks_stands_in_the_morning(
    client: Visitor, city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source of what is late is asked in the middle of the look: here, two file meanwhile."""

    def meanwhile() -> list[overdue.Late]:
        declare_brother("E-06", "E-07")
        declare_brother("E-13", "E-38")
        return []

    assert between("E-13", "E-38").holds
    monkeypatch.setattr(overdue, "_sources", [meanwhile])
    detecting.look_everywhere()
    assert between("E-07", "E-06").holds
    assert not between("E-13", "E-38").holds
    assert f'/deteksi/{between("E-07", "E-06").id}"' in client.be("e56").get("/deteksi").text
