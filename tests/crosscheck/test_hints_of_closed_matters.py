"""A hint about a matter is closed to the inspector to whom the matter itself is closed."""

import re

import pytest
import sqlalchemy as sa

from app.core import events
from app.core.actor import SYSTEM
from app.core.errors import NotAllowed
from app.core.events import Event
from app.crosscheck.events import FOUND, NEW_HINTS
from app.crosscheck.models import Finding, FindingState, Rule
from app.crosscheck.services import detecting
from app.database.base import db
from app.database.transaction import bookkeeping
from app.matters.models import Matter, OfficialRole
from app.matters.services import deciding
from app.matters.services.entries import OfficialWanted
from app.notifications.models import Notice
from tests.crosscheck.stage import declare, forget_all_hints
from tests.matters.stage import clerk, decision_of, person_id
from tests.recusals import stage
from tests.statements import copies, statements
from tests.visitor import Visitor

RECUSED, COLLEAGUE = "e56", "e53"
pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def matter() -> Matter:
    """The application of e18's brother, which an inspector who knows the firm was to watch over."""
    declare("E-56", "CV Contoh Karya Wibisono")
    watched = [
        OfficialWanted(person_id("e18"), OfficialRole.PROCESSES),
        OfficialWanted(person_id(RECUSED), OfficialRole.SUPERVISES),
    ]
    matter = stage.permit(officials=watched)
    stage.requested(matter, code=RECUSED)
    return matter


def hint_about(matter: Matter, rule: Rule) -> Finding:
    asked = sa.select(Finding).where(Finding.rule == rule, Finding.matter_id == matter.id)
    return db.session.scalars(asked).one()


def read_by(client: Visitor, code: str) -> str:
    """The queue and its file as this inspector has them."""
    reader = client.be(code)
    return reader.get("/deteksi?keadaan=semua").text + reader.get("/deteksi/daftar.csv").text


def badge(client: Visitor, code: str) -> int:
    page = client.be(code).get("/deteksi").text
    found = re.search(r'<span>Deteksi</span><span class="badge">(\d+)<', page)
    return int(found.group(1)) if found else 0


def test_whoever_stepped_aside_from_a_matter_finds_no_hint_about_it(
    client: Visitor, matter: Matter
) -> None:
    number = matter.number
    detecting.look_everywhere()
    hint_id = hint_about(matter, Rule.DT_02).id
    assert number in read_by(client, COLLEAGUE)
    assert number not in read_by(client, RECUSED)
    assert client.be(COLLEAGUE).get(f"/deteksi/{hint_id}").status_code == 200
    reader = client.be(RECUSED)
    assert reader.get(f"/deteksi/{hint_id}").status_code == 404
    assert reader.get(f"/cek-silang/baru?petunjuk={hint_id}").status_code == 404
    decision = {"outcome": "dismiss", "reason": "Sudah dijelaskan dalam berkas."}
    for step, sent in (("telaah", {}), ("klarifikasi", {}), ("putus", decision)):
        assert reader.post(f"/deteksi/{hint_id}/{step}", data=sent).status_code == 404
    assert hint_about(matter, Rule.DT_02).state is FindingState.NEW


def test_neither_the_badge_nor_the_notice_counts_hints_of_a_closed_matter(
    client: Visitor, matter: Matter
) -> None:
    forget_all_hints()
    detecting.look_everywhere()
    asked = sa.select(sa.func.count(Finding.id))
    every = db.session.scalar(asked)
    closed = db.session.scalar(asked.where(Finding.matter_id == matter.id))
    assert closed
    told = db.session.scalars(sa.select(Notice).where(Notice.event_name == NEW_HINTS.name))
    texts = {one.person_id: one.text for one in told}
    assert texts[person_id(COLLEAGUE)] == f"{every} petunjuk baru di Deteksi."
    assert texts[person_id(RECUSED)] == f"{every - closed} petunjuk baru di Deteksi."
    assert badge(client, COLLEAGUE) == every
    assert badge(client, RECUSED) == every - closed


def test_acting_while_recused_is_no_hint_for_whoever_stepped_aside_as_well(
    client: Visitor, matter: Matter
) -> None:
    number = matter.number
    stage.requested(matter, code="e18")
    with pytest.raises(NotAllowed):
        deciding.record_decision(clerk(), matter, decision_of("e18"))
    assert hint_about(matter, Rule.DT_04).subject_id == person_id("e18")
    assert number in read_by(client, COLLEAGUE)
    assert number not in read_by(client, RECUSED)


def test_the_log_tells_nobody_of_a_hint_that_is_closed_to_him(
    client: Visitor, matter: Matter
) -> None:
    detecting.look_everywhere()
    hint_id = hint_about(matter, Rule.DT_02).id

    @bookkeeping
    def another_about(code: str) -> int:
        (row,) = copies(hint_about(matter, Rule.DT_02), 1, key=["DT-02/of-one-of-them"])
        row.matter_id, row.subject_id = None, person_id(code)
        db.session.add(row)
        db.session.flush()
        events.emit(Event(FOUND, SYSTEM, row))
        return row.id

    own_id = another_about(RECUSED)

    def logged(code: str) -> str:
        return client.be(code).get("/admin/log?tindakan=finding.found").text

    for keeper, shown in ((COLLEAGUE, True), ("e49", True), (RECUSED, False)):
        page = logged(keeper)
        assert "Temuan deteksi muncul</span>" in page
        assert [f"#{one}</span>" in page for one in (hint_id, own_id)] == [shown, shown]


def test_a_queue_about_many_matters_costs_no_question_for_each(
    client: Visitor, matter: Matter
) -> None:
    detecting.look_everywhere()
    few = statements(client, COLLEAGUE, "/deteksi?aturan=DT-02")
    others = db.session.scalars(sa.select(Matter.id)).all()

    @bookkeeping
    def many_more() -> None:
        keys = [f"DT-02/more/{at}" for at in range(12)]
        db.session.add_all(copies(hint_about(matter, Rule.DT_02), 12, key=keys, matter_id=others))

    many_more()
    assert statements(client, COLLEAGUE, "/deteksi?aturan=DT-02") <= few
