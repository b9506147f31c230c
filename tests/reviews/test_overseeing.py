"""Follow-ups: proven by their owners, verified by somebody else."""

import pytest

from app.core.errors import Invalid, NotAllowed, WrongState
from app.deadlines import queries as deadlines
from app.reviews.models import FollowUpState, State
from app.reviews.services import overseeing
from app.reviews.services.overseeing import Judged, Proof
from tests.disclosures.stage import actor
from tests.divestments.stage import paper
from tests.matters.stage import person_id
from tests.reviews import stage
from tests.reviews.stage import notices

pytestmark = pytest.mark.usefixtures("city")


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
