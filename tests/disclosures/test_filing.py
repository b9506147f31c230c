"""Filing a declaration: what is frozen, who gets it, and what cannot be done any more."""

import pytest

from app.core.errors import Invalid, NotAllowed, WrongState
from app.database import once
from app.database.base import db
from app.disclosures import answers as shape
from app.disclosures import queries
from app.disclosures.models import DisclosureVersion, InterestVersion, Kind, Level, State
from app.disclosures.services import drafting, filing, reviewing
from app.people import queries as people
from tests.disclosures.stage import BROTHER, GRAVE, HARMLESS, actor, filed, written

pytestmark = pytest.mark.usefixtures("city")


def test_a_filed_declaration_is_frozen_with_the_hash_of_its_answers() -> None:
    disclosure = filed(actor("e24"), BROTHER)
    version = disclosure.latest
    assert version is not None
    assert version.sha256 == shape.sha256(version.content)
    assert version.content["sections"]["PK-A"]["items"][0]["fields"]["party_name"] == "Rudi Contoh"
    assert disclosure.number.startswith("DEK-2026-")
    assert disclosure.state is State.SUBMITTED


def test_it_goes_to_the_direct_superior() -> None:
    disclosure = filed(actor("e24"))
    assert disclosure.reviewer_id == people.person_by_code("e17").id


def test_a_superior_who_is_named_in_it_is_passed_over_and_the_reason_is_written() -> None:
    superior = people.person_by_code("e17")
    uncle = {**BROTHER, "party_kind": "employee", "employee_id": superior.id,
             "employee_name": superior.name, "relation": "HA-D6"}  # fmt: skip
    disclosure = filed(actor("e24"), uncle)
    assert disclosure.reviewer_id == people.person_by_code("e15").id
    assert "Dilewati: Lukman Arif Siregar" in disclosure.route_note


def test_nothing_is_sent_while_a_section_is_unanswered() -> None:
    who = actor("e24")
    draft = drafting.start(who, Kind.FIRST)
    with pytest.raises(Invalid) as refused:
        filing.submit(who, draft)
    assert set(refused.value.fields) == {"profile", *shape.SECTIONS}


def test_family_among_the_employees_must_be_declared_itself() -> None:
    who = actor("e24")
    draft = written(who, BROTHER)
    drafting.answer_section(who, draft, "PK-A", "yes", family_is_employee="yes")
    with pytest.raises(Invalid, match="Masih ada 1 bagian"):
        filing.submit(who, draft)


def test_nil_with_family_among_the_employees_opens_the_affiliation_section() -> None:
    who = actor("e24")
    draft = drafting.start(who, Kind.FIRST)
    done = drafting.state_nil(
        who, draft, nine_checked=True, family_is_employee="yes", knows_served_party="no"
    )
    assert not done
    assert draft.answers["sections"]["PK-A"]["answer"] == "yes"


def test_it_can_be_taken_back_until_the_superior_opens_it() -> None:
    who, superior = actor("e24"), actor("e17")
    disclosure = filed(who)
    filing.withdraw(who, disclosure)
    assert disclosure.state is State.DRAFT
    filing.submit(who, disclosure)
    reviewing.open_for_review(superior, disclosure)
    with pytest.raises(WrongState):
        filing.withdraw(who, disclosure)


def test_what_was_taken_back_no_longer_counts_as_declared() -> None:
    who = actor("e24")
    disclosure = filed(who, BROTHER)
    assert len(queries.current_interests_for(who)) == 1
    filing.withdraw(who, disclosure)
    assert queries.current_interests_for(who) == []


def test_a_grave_interest_gives_the_superior_three_working_days() -> None:
    disclosure = filed(actor("e24"), BROTHER, link=GRAVE)
    assert disclosure.level is Level.HIGH
    from app.deadlines.queries import clock_of

    running = clock_of("disclosures", disclosure.id, "tinjau_deklarasi_tinggi")
    assert running is not None
    assert running.due_on.isoformat() == "2026-03-05"


def test_somebody_else_cannot_send_it() -> None:
    draft = written(actor("e24"))
    with pytest.raises(NotAllowed):
        filing.submit(actor("e18"), draft)


def test_two_clicks_on_send_make_one_version() -> None:
    from app.core.errors import AlreadyDone

    who = actor("e24")
    draft = written(who)
    with once.submitting("account:24", "kunci"):
        filing.submit(who, draft)
    with once.submitting("account:24", "kunci"), pytest.raises(AlreadyDone) as again:
        filing.submit(who, draft)
    assert again.value.location == f"/deklarasi/{draft.id}/terkirim"
    rows = db.session.query(DisclosureVersion).filter_by(disclosure_id=draft.id).count()
    assert rows == 1


def test_an_interest_is_never_stored_in_readable_form() -> None:
    filed(actor("e24"), BROTHER)
    row = db.session.query(InterestVersion).order_by(InterestVersion.id.desc()).first()
    assert b"Rudi" not in row.content_sealed
    assert row.content["fields"]["party_name"] == "Rudi Contoh"


def test_oneself_cannot_be_the_other_party() -> None:
    who = actor("e24")
    draft = drafting.start(who, Kind.FIRST)
    with pytest.raises(Invalid, match="diri sendiri"):
        drafting.save_item(
            who, draft, "PK-A", {**BROTHER, "party_kind": "employee", "employee_id": who.person_id}
        )


def test_a_follow_up_needs_only_what_changed() -> None:
    from datetime import date

    who = actor("e18")
    draft = drafting.start(who, Kind.CHANGE, event_on=date(2026, 2, 25))
    drafting.save_profile(who, draft, {**draft.answers["profile"], "main_duty": "Memeriksa izin.",
                                       "decision_roles": ["memproses"]})  # fmt: skip
    uid = drafting.save_item(who, draft, "PK-A", BROTHER)
    with pytest.raises(Invalid, match="1 bagian"):
        filing.submit(who, draft)
    drafting.save_link(who, draft, "PK-A", uid, HARMLESS)
    filing.submit(who, draft)
    assert draft.state is State.SUBMITTED


def test_a_change_cannot_lie_in_the_future() -> None:
    from datetime import date

    with pytest.raises(Invalid, match="tidak boleh setelah hari ini"):
        drafting.start(actor("e18"), Kind.CHANGE, event_on=date(2026, 3, 3))
