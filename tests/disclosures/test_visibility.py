"""What the list shows, the page opens, and nothing else: the same right in SQL and in Python."""

import pytest
import sqlalchemy as sa

from app.core.errors import NotFound
from app.database.base import db
from app.disclosures import queries
from app.disclosures.models import Disclosure
from tests.disclosures.stage import actor

pytestmark = pytest.mark.usefixtures("city")
EVERYBODY = [f"e{number:02d}" for number in range(1, 61)]


def _opens(who, disclosure_id: int) -> bool:
    try:
        queries.disclosure_for(who, disclosure_id)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("code", ["e01", "e02", "e17", "e18", "e20", "e24", "e45", "e49", "e56"])
def test_list_and_page_agree(code: str) -> None:
    who = actor(code)
    ids = db.session.scalars(sa.select(Disclosure.id)).all()
    listed = set(db.session.scalars(sa.select(Disclosure.id).where(queries.visible(who))))
    assert listed == {one for one in ids if _opens(who, one)}
    assert listed, f"{code} sees nothing at all: the stage is empty"


def test_nobody_but_declarant_and_reviewer_opens_a_declaration() -> None:
    for disclosure in db.session.scalars(sa.select(Disclosure).limit(12)):
        allowed = {disclosure.person_id, disclosure.reviewer_id}
        for code in EVERYBODY:
            who = actor(code)
            assert _opens(who, disclosure.id) <= (who.person_id in allowed)


def test_the_declarant_sees_who_opened_it_and_as_what() -> None:
    from app.disclosures.services import reviewing
    from tests.disclosures.stage import filed

    who, superior = actor("e24"), actor("e17")
    disclosure = filed(who)
    assert queries.readers_of_for(who, disclosure) == []
    reviewing.open_for_review(superior, disclosure)
    (reading,) = queries.readers_of_for(who, disclosure)
    assert (reading.name, reading.role) == (superior.name, "Peninjau")
