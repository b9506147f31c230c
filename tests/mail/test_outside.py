"""News to people outside: only to whoever asked, a number and nothing else, never after the end."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.actor import PUBLIC, Role
from app.database.base import db
from app.database.transaction import use_case
from app.mail import queries as mail
from app.mail import services
from app.mail.models import MailMessage, MailState
from app.objections.models import Objection, Wish
from app.objections.services import admitting, filing
from app.objections.services.filing import Party, Wanted
from tests.disclosures.stage import actor
from tests.mail.conftest import ADDRESS, work
from tests.recusals import stage

pytestmark = pytest.mark.usefixtures("city")
EMAIL = "rahmat.pemohon@warga.example"
CANARY = "KENARI-RAHASIA"


def filed(email: str = EMAIL) -> Objection:
    party = Party("Rahmat Kenari", "Pihak", "", "6371010101900001", "Jalan Kenari 1", "", email)
    wanted = Wanted(f"{CANARY} kontrak dihentikan padahal pekerjaan sudah selesai semuanya.",
                    [Wish.CANCEL], clock.today())  # fmt: skip
    return filing.file_from_outside(PUBLIC, party, "SPK-027", wanted)[0]


def arrived(server: Any) -> list[Any]:
    return [one for one in server.arrived if one.to == EMAIL]


def messages(objection: Objection) -> list[MailMessage]:
    asked = sa.select(MailMessage).where(MailMessage.outside_id == objection.id)
    return list(db.session.scalars(asked))


def end(objection: Objection) -> None:
    admitting.reject(stage.inspector("e51"), objection, "Diajukan jauh sesudah tenggatnya lewat.")


def test_whoever_gave_an_address_is_told_a_number_and_where_to_look(mail_on: Any) -> None:
    objection = filed()
    end(objection)
    assert [one.state for one in messages(objection)] == [MailState.WAITING]
    work()
    (letter,) = arrived(mail_on)
    text = letter.text
    assert f"Ada kabar untuk keberatan {objection.number}." in text
    assert f"{ADDRESS}/lacak" in text
    for secret in (CANARY, "Rahmat", "Kenari", "SPK-027", "Yth"):
        assert secret not in str(letter.message).replace(EMAIL, ""), secret


def test_without_address_nothing_is_ordered_and_without_mail_neither(mail_on: Any) -> None:
    objection = filed(email="")
    end(objection)
    assert messages(objection) == []


def test_the_same_news_go_out_once(mail_on: Any) -> None:
    objection = filed()
    twice = use_case(
        lambda: [services.tell_outside(objection, "N-41", objection.number, "uji") for _ in "ab"]
    )
    twice()
    twice()
    assert len(messages(objection)) == 1
    work()
    work()
    assert len(arrived(mail_on)) == 1


def test_an_erased_address_is_written_to_no_more(mail_on: Any, arranging: Any) -> None:
    objection = filed()
    end(objection)
    with arranging():
        objection.party = None
    work()
    assert arrived(mail_on) == []
    db.session.expire_all()
    assert [one.state for one in messages(objection)] == [MailState.DROPPED]


def test_the_administrators_log_does_not_know_of_it(mail_on: Any) -> None:
    admin = replace(actor("e49"), roles=frozenset({Role.ADMIN}))
    before = mail.log_visible_to(admin).total
    end(filed())
    assert mail.log_visible_to(admin).total == before
