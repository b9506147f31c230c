"""The demo city with its complaints: every state and every result of the cross-check is alive."""

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from app.complaints.models import Complaint, State
from app.documents import typesetting
from app.documents.models import Document
from app.objections.models import Filer, Objection, Outcome
from app.reviews.models import FollowUpState, Review
from tests.live import LiveServer

pytestmark = pytest.mark.slow


# Days around which days off, months and years fall differently; on each the stories are the same.
@pytest.fixture(scope="module", params=["2026-11-18", "2026-03-30"])
def office(
    request: pytest.FixtureRequest, app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> LiveServer:
    folder: Path = tmp_path_factory.mktemp("kota")
    shutil.copytree(app.config["DATA_DIR"] / "keys", folder / "keys")  # so that we may look inside
    found = LiveServer(folder)
    found.flask("db", "upgrade")
    assert "Kota Contoh siap" in found.flask("demo", "seed", "--date", request.param)
    return found


def test_the_desk_of_the_city_shows_every_state_and_code(office: LiveServer) -> None:
    with office.inspected() as session:
        complaints = {one.number[-4:]: one for one in session.scalars(sa.select(Complaint))}
        assert [complaints[n].state for n in ("0001", "0002", "0003", "0006", "0007", "0009")] == [
            State.CLOSED, State.CLOSED_INCOMPLETE, State.SUPERVISED, State.INCOMPLETE,
            State.REVIEWING, State.MERGED,
        ]  # fmt: skip
        codes = {one.cs_code for one in complaints.values()}
        assert codes >= {"CS-1", "CS-2", "CS-3", "CS-4", "CS-5"}
        assert complaints["0003"].cs_code == "CS-4"
        assert complaints["0004"].cs_code == "CS-1"
        assert complaints["0008"].cs_code == "CS-2"
        assert complaints["0010"].desk_id is not None  # an auditor is accused: Bagian Hukum


def test_story_three_skips_whoever_signed_and_is_overseen(office: LiveServer) -> None:
    with office.inspected() as session:
        case = session.scalars(sa.select(Review).where(Review.number.endswith("-0003"))).one()
        assert case.examiner is not None and case.examiner.code == "e31"
        assert case.reviewer is not None and case.reviewer.code == "e04"
        assert [one.state for one in case.follow_ups] == [
            *3 * [FollowUpState.VERIFIED], FollowUpState.RUNNING, FollowUpState.OPEN,
        ]  # fmt: skip
        against = session.scalars(
            sa.select(Objection).where(
                Objection.subject_type == "reviews", Objection.subject_id == case.id
            )
        ).one()
        assert (against.filer, against.outcome) == (Filer.PARTY, Outcome.REFUSED)


def test_each_letter_of_the_city_can_be_set(app: Flask, office: LiveServer) -> None:
    with office.inspected() as session, app.app_context():
        letters = session.scalars(sa.select(Document).order_by(Document.id)).all()
        assert {one.template for one in letters} >= {
            "documents/dok_02_simpan.html", "documents/dok_10p_meja.html", "documents/dok_04.html",
        }  # fmt: skip
        for one in letters:
            assert one.number in typesetting.html_of(one.template, one.facts, one.record_sha256)
