"""The yearly page reminds of matters in which a declared party turned up since the last filing."""

from datetime import timedelta

import pytest

from app.core import clock
from app.disclosures import renewal
from app.matters.services.entries import PartyWanted
from app.people import queries as people
from tests.matters.stage import recorded
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
CLINIC = PartyWanted("org", "Klinik Contoh Sehat")


def hints_of(code: str) -> list[str]:
    return renewal.beginning_of(people.person_by_code(code).id).hints


def test_a_declared_party_in_a_new_matter_is_pointed_out_without_naming_it(
    client: Visitor,
) -> None:
    matter = recorded("e27", parties=[CLINIC])
    text = client.be("e27").get("/deklarasi/tahunan", follow_redirects=True).text
    assert f"Pihak yang Anda nyatakan muncul pada 1 urusan Anda ({matter.number})." in text


def test_a_matter_of_before_the_last_filing_is_old_news() -> None:
    recorded("e27", parties=[CLINIC], received_on=clock.today() - timedelta(days=900))
    assert not any("urusan Anda" in hint for hint in hints_of("e27"))


def test_matters_of_colleagues_and_of_strangers_are_no_hint() -> None:
    recorded("e19", parties=[CLINIC])
    recorded("e27", parties=[PartyWanted("org", "UD Contoh Lain Sama Sekali")])
    assert not any("urusan Anda" in hint for hint in hints_of("e27"))
