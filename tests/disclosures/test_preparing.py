"""An assistant prepares the draft; only the declarant certifies it."""

from datetime import timedelta

import pytest

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.core.errors import Invalid, NotAllowed, NotFound
from app.database.base import db
from app.disclosures import queries, renewal
from app.disclosures.models import Disclosure, Kind, State
from app.disclosures.services import drafting, filing, helping, renewing
from app.disclosures.services.renewing import ItemState, Renewal
from app.notifications.models import Notice
from app.people import queries as people
from tests.disclosures.stage import actor
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def id_of(code: str) -> int:
    return int(people.person_by_code(code).id)


@pytest.fixture
def helped() -> Disclosure:
    """e27 asked e19 to help for a week."""
    helping.name_preparer(actor("e27"), id_of("e19"), clock.today() + timedelta(days=7))
    found = renewal.annual_of(id_of("e27"))
    assert found is not None
    return found


def test_naming_a_helper_begins_the_draft(helped: Disclosure) -> None:
    assert helped.state is State.DRAFT
    assert [one.id for one in queries.drafts_to_prepare_visible_to(actor("e19"))] == [helped.id]


def test_the_helper_fills_in_and_the_declarant_signs(helped: Disclosure, client: Visitor) -> None:
    (known,) = renewal.known_interests(id_of("e27"))
    client.be("e19")
    page = f"/deklarasi/{helped.id}/tahunan"
    assert "Laras Kinanti" in client.get(page).text
    answer = client.post(page, data={
        f"butir-{known.uid}-change": "same", "new": "nothing", "family_is_employee": "no",
    })  # fmt: skip
    while answer.status_code == 303:
        answer = client.get(answer.location)
    assert answer.request.path == f"/deklarasi/{helped.id}/siap"
    client.post(f"/deklarasi/{helped.id}/siap", data={})
    told = db.session.query(Notice).filter_by(
        person_id=id_of("e27"), event_name="disclosure.prepared"
    )
    assert told.count() == 1
    client.be("e27").get(f"/deklarasi/{helped.id}/periksa")
    sent = client.post(f"/deklarasi/{helped.id}/periksa", data={"agree": "y", "password": PASSWORD})
    assert sent.status_code == 303
    db.session.expire_all()
    assert db.session.get(Disclosure, helped.id).state is State.SUBMITTED


def test_the_helper_cannot_send_discard_or_withdraw(helped: Disclosure, client: Visitor) -> None:
    (known,) = renewal.known_interests(id_of("e27"))
    given = Renewal({known.uid: ItemState("same")}, (), True, "no")
    renewing.declare(actor("e19"), helped, given)
    for act in (filing.submit, drafting.discard):
        with pytest.raises(NotAllowed):
            act(actor("e19"), helped)
    client.be("e19")
    for page in ("buang", "tarik", "terkirim", "versi/1"):
        assert client.get(f"/deklarasi/{helped.id}/{page}").status_code == 404


def test_the_helper_reads_on_every_page_whose_draft_it_is(
    helped: Disclosure, client: Visitor
) -> None:
    said = "Anda membantu Taufik Hidayatullah, S.T. mengisi deklarasi."
    assert "Bantu mengisi deklarasi Taufik" in client.be("e19").get("/tugas").text
    assert said in client.get(f"/deklarasi/{helped.id}/tahunan").text
    assert said in client.get(f"/deklarasi/{helped.id}/isi/PK-A").text
    assert said not in client.be("e27").get(f"/deklarasi/{helped.id}/tahunan").text
    helping.name_preparer(actor("e24"), id_of("e19"), clock.today())
    (first,) = [one for one in queries.drafts_to_prepare_visible_to(actor("e19"))
                if one.person_id == id_of("e24")]  # fmt: skip
    page = client.be("e19").get(f"/deklarasi/{first.id}/isi").text
    assert "Anda membantu Khairunnisa Salsabila, S.AP. mengisi deklarasi." in page
    assert f"/deklarasi/{first.id}/siap" in page
    assert f"/deklarasi/{first.id}/buang" not in page
    ready = client.get(f"/deklarasi/{first.id}/siap").text
    assert f"/deklarasi/{first.id}/isi/PK-I?dari=periksa" in ready


def test_every_opening_by_the_helper_is_told_to_the_declarant(
    helped: Disclosure, client: Visitor
) -> None:
    client.be("e19").get(f"/deklarasi/{helped.id}/tahunan")
    db.session.expire_all()
    (reading,) = queries.readers_of_for(actor("e27"), helped)
    assert reading.why == "Membantu mengisi deklarasi"


def test_the_trail_speaks_indonesian_whatever_the_helper_reads(
    helped: Disclosure, client: Visitor
) -> None:
    client.be("e19").set_cookie("sadar_bahasa", "en")
    client.get(f"/deklarasi/{helped.id}/tahunan")
    told = [one.why for one in queries.readers_of_for(actor("e27"), helped)]
    assert told == ["Membantu mengisi deklarasi"]


def test_the_helper_sees_nothing_once_it_is_sent(helped: Disclosure) -> None:
    (known,) = renewal.known_interests(id_of("e27"))
    who = actor("e27")
    renewing.declare(who, helped, Renewal({known.uid: ItemState("same")}, (), True, "no"))
    filing.submit(who, helped)
    with pytest.raises(NotFound):
        queries.disclosure_for(actor("e19"), helped.id)


def test_the_leave_ends_when_it_is_taken_back_and_by_itself(helped: Disclosure) -> None:
    (row,) = queries.preparers_of_visible_to(actor("e27"))
    with pytest.raises(NotFound):
        helping.end_preparer(actor("e19"), row.id)
    helping.end_preparer(actor("e27"), row.id)
    with pytest.raises(NotFound):
        queries.disclosure_for(actor("e19"), helped.id)
    helping.name_preparer(actor("e27"), id_of("e19"), clock.today())
    queries.disclosure_for(actor("e19"), helped.id)
    tomorrow = clock.now() + timedelta(days=1)
    with clock.frozen_at(tomorrow, everywhere=True), pytest.raises(NotFound):
        queries.disclosure_for(actor("e19"), helped.id)


def test_a_stranger_opens_no_draft(helped: Disclosure) -> None:
    for code in ("e17", "e25", "e45", "e49", "e56"):
        with pytest.raises(NotFound):
            queries.disclosure_for(actor(code), helped.id)


@pytest.mark.parametrize(("helper", "days"), [("e27", 7), ("e19", 91), ("e19", -1)])
def test_who_helps_and_how_long_is_checked(helper: str, days: int) -> None:
    until = clock.today() + timedelta(days=days)
    with pytest.raises(Invalid):
        helping.name_preparer(actor("e27"), id_of(helper), until)


def test_a_change_is_told_by_the_person_himself(helped: Disclosure) -> None:
    draft = drafting.start(actor("e27"), Kind.CHANGE, event_on=clock.today())
    with pytest.raises(NotFound):
        queries.disclosure_for(actor("e19"), draft.id)


def test_the_helper_is_named_on_a_page(client: Visitor) -> None:
    client.be("e27").get("/deklarasi/pembantu")
    until = clock.today() + timedelta(days=5)
    answer = client.post("/deklarasi/pembantu", data={
        "helper": "Dewi Sekar Maharani, S.T.", "helper_id": "", "until-day": str(until.day),
        "until-month": str(until.month), "until-year": str(until.year),
    })  # fmt: skip
    assert answer.status_code == 303
    text = client.get(answer.location).text
    assert "Dewi Sekar Maharani" in text
    assert "Hanya Anda yang mengirim." in text
    wrong = client.post("/deklarasi/pembantu", data={"helper": "Tak Ada Orangnya"})
    assert wrong.status_code == 422
