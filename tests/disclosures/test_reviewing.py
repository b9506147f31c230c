"""The superior's review: telaah awal, completion field by field, and the way upward."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core import clock
from app.core.errors import Invalid, NotAllowed, NotFound, WrongState
from app.database.base import db
from app.deadlines import queries as deadlines
from app.disclosures import queries
from app.disclosures.models import Handover, Level, State, Verdict
from app.disclosures.services import drafting, filing, reviewing
from app.disclosures.services.reviewing import AssessmentInput
from tests.disclosures.stage import BROTHER, GRAVE, actor, filed

pytestmark = pytest.mark.usefixtures("city")


def assessed(disclosure, who, **changes):
    (row, _none), *_ = queries.interests_of_version_for(who, disclosure.latest)
    given = {
        "verdict": Verdict.POTENTIAL, "level": row.suggested_level, "forms": ("BTK-7",),
        "kinds": ("JNS-01",), "sources": ("SBR-3",), **changes,
    }  # fmt: skip
    return [AssessmentInput(row.id, **given)]


@pytest.fixture
def opened():
    superior = actor("e17")
    disclosure = filed(actor("e24"), BROTHER)
    reviewing.open_for_review(superior, disclosure)
    return disclosure


def test_the_declarant_cannot_review_his_own_declaration() -> None:
    who = actor("e24")
    with pytest.raises(NotAllowed):
        reviewing.open_for_review(who, filed(who))


def test_a_low_interest_is_recorded(opened) -> None:
    superior = actor("e17")
    reviewing.record(superior, opened, assessed(opened, superior))
    assert opened.state is State.RECORDED
    assert opened.level is Level.LOW


def test_a_graver_level_needs_a_reason_and_a_direction(opened) -> None:
    superior = actor("e17")
    with pytest.raises(Invalid) as refused:
        reviewing.record(superior, opened, assessed(opened, superior, level=Level.HIGH))
    names = {name.split(".")[1] for name in refused.value.fields}
    assert names == {"reason", "direction"}
    reviewing.record(
        superior, opened,
        assessed(opened, superior, level=Level.HIGH, direction="Jangan menangani berkas kakak Anda.",
                 reason="Kakak pegawai sedang mengajukan izin gudang."),
    )  # fmt: skip
    assert opened.state is State.NEEDS_MEASURES


def test_every_interest_must_be_assessed(opened) -> None:
    with pytest.raises(Invalid, match="Nilai semua butir"):
        reviewing.record(actor("e17"), opened, [])


def test_only_the_fields_that_were_asked_for_can_be_answered(opened) -> None:
    who, superior = actor("e24"), actor("e17")
    uid = opened.latest.content["sections"]["PK-A"]["items"][0]["uid"]
    asked = {
        f"PK-A/{uid}/party_occupation": "Usaha apa?",
        "profile/main_duty": "Tulis lebih rinci.",
    }
    reviewing.send_back(superior, opened, asked)
    assert opened.state is State.RETURNED
    with pytest.raises(NotFound):
        drafting.answer_remarks(who, opened, {f"PK-A/{uid}/party_name": "Orang lain"})
    drafting.answer_remarks(who, opened, {
        f"PK-A/{uid}/party_occupation": "Toko bangunan",
        "profile/main_duty": "Memeriksa kelengkapan berkas izin usaha.",
    })  # fmt: skip
    filing.submit(who, opened)
    assert opened.state is State.SUBMITTED
    assert opened.latest.number == 2
    changed = queries.differences(opened.versions[0].content, opened.versions[1].content)
    assert {(d.section, d.name) for d in changed} == {
        ("profile", "main_duty"), ("PK-A", "party_occupation"),
    }  # fmt: skip


def test_a_field_that_does_not_exist_cannot_be_asked_for(opened) -> None:
    with pytest.raises(NotFound):
        reviewing.send_back(actor("e17"), opened, {"PK-A/tidak-ada/party_name": "?"})


def test_forwarding_goes_to_the_next_superior_with_a_written_reason(opened) -> None:
    superior = actor("e17")
    with pytest.raises(Invalid):
        reviewing.forward(superior, opened, "terlalu pendek")
    reviewing.forward(superior, opened, "Saya mengenal baik keluarga pegawai ini.")
    assert opened.reviewer_id == actor("e15").person_id
    assert opened.state is State.SUBMITTED
    with pytest.raises(NotAllowed):
        reviewing.open_for_review(superior, opened)


def test_why_a_review_was_handed_on_is_for_the_next_superior_alone(opened) -> None:
    why = "Pihak terkaitnya Rudi Contoh, tetangga saya."
    reviewing.forward(actor("e17"), opened, why)
    assert queries.reason_of_handing_on_for(actor("e15"), opened) == why
    assert queries.reason_of_handing_on_for(actor("e24"), opened) == ""
    kept = [*db.session.scalars(sa.select(Handover.reason)),
            *db.session.scalars(sa.select(AuditEntry.body))]  # fmt: skip
    assert not [text for text in kept if "tetangga" in text]


def test_the_second_of_two_decisions_is_told(opened) -> None:
    superior = actor("e17")
    decision = assessed(opened, superior)
    reviewing.record(superior, opened, decision)
    with pytest.raises(WrongState, match="Dicatat"):
        reviewing.record(superior, opened, decision)


def test_what_is_due_first_comes_first_in_the_box_the_late_before_all() -> None:
    superior = actor("e17")
    waiting = len(queries.review_queue_visible_to(superior).items)
    late = filed(actor("e24"))
    with clock.frozen_at(clock.now() + timedelta(days=30)):
        grave = filed(actor("e27"), BROTHER, link=GRAVE)
        page = queries.review_queue_visible_to(superior)
        assert [one.id for one in page.items[-2:]] == [late.id, grave.id]
        dues = [deadlines.clocks_of("disclosures", [one.id])[one.id][0] for one in page.items]
    assert [one.due_at for one in dues] == sorted(one.due_at for one in dues)
    assert dues[-2].late and not dues[-1].late
    assert queries.waiting_for_review(superior) == page.total == waiting + 2


def test_of_what_is_due_at_one_moment_the_gravest_comes_first() -> None:
    superior = actor("e17")
    plain = filed(actor("e24"))
    grave = filed(actor("e27"), BROTHER, link=GRAVE)
    found = [one.id for one in queries.review_queue_visible_to(superior).items]
    assert found.index(grave.id) < found.index(plain.id)
