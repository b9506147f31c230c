"""The first time: NIP, birth date and a printed code, then a password of one's own."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app.accounts import caretaking, queries, services
from app.accounts.models import AccountState, ActivationCode
from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import WrongState
from app.database.base import db
from tests.factories.accounts import BORN, PASSWORD, a_person, an_account
from tests.times import MONDAY

WRONG = "NIP, tanggal lahir, atau kode aktivasi tidak cocok."


@pytest.fixture
def person():
    return a_person()


@pytest.fixture
def code(person):
    return caretaking.issue_code(SYSTEM, person.id).code


def prove(client, person, code, born=BORN, nip=None):
    return client.post(
        "/aktivasi",
        data={
            "nip": nip or person.nip, "code": code, "birth_date-day": str(born.day),
            "birth_date-month": str(born.month), "birth_date-year": str(born.year),
        },
    )  # fmt: skip


def choose(client, password=PASSWORD, repeated=None):
    return client.post(
        "/aktivasi/sandi", data={"password": password, "repeated": repeated or password}
    )


def account_of(person):
    return queries.account_of(person.id)


def test_an_invited_employee_activates_the_account_and_is_signed_in(client, person, code):
    assert account_of(person).state is AccountState.INVITED
    first = prove(client, person, code)
    assert first.headers["Location"] == "/aktivasi/sandi"
    client.get("/aktivasi/sandi")
    assert choose(client).headers["Location"] == "/tugas"
    assert client.get("/akun/sesi").status_code == 200
    assert account_of(person).state is AccountState.ACTIVE


def test_the_code_may_be_typed_as_it_is_heard(client, person, code):
    spoken = code.replace("-", " ").lower().replace("0", "o").replace("1", "l")
    assert prove(client, person, f" {spoken} ").status_code == 303


@pytest.mark.parametrize("wrong", ["code", "born", "nip"])
def test_whatever_is_wrong_the_sentence_is_the_same(client, person, code, wrong):
    answer = prove(
        client,
        person,
        "0000-0000-0000" if wrong == "code" else code,
        date(1991, 1, 1) if wrong == "born" else BORN,
        "199912312030011999" if wrong == "nip" else None,
    )
    assert answer.status_code == 422
    assert WRONG in answer.text
    assert client.get("/aktivasi/sandi").status_code == 303


def test_bad_shapes_are_named_beside_their_fields(client, database):
    answer = client.post("/aktivasi", data={"nip": "123", "birth_date-day": "31",
                                            "birth_date-month": "2", "birth_date-year": "1990"})  # fmt: skip
    assert answer.status_code == 422
    for sentence in ("NIP harus 18 angka.", "Tanggal harus ada di kalender", "Isi kode aktivasi."):
        assert sentence in answer.text


def test_without_a_recorded_birth_date_no_code_opens_the_account(client):
    person = a_person(birth_date=None)
    code = caretaking.issue_code(SYSTEM, person.id).code
    assert WRONG in prove(client, person, code).text


def test_the_sixth_guess_waits_even_with_the_right_code(client, person, code):
    for _ in range(5):
        prove(client, person, "0000-0000-0000")
    assert "Terlalu banyak percobaan" in prove(client, person, code).text


def test_a_code_lives_seven_days(client, person, code):
    with clock.frozen_at(MONDAY + timedelta(days=7), everywhere=True):
        assert WRONG in prove(client, person, code).text


def test_a_newer_code_voids_the_older(client, person, code):
    newer = caretaking.issue_code(SYSTEM, person.id).code
    assert WRONG in prove(client, person, code).text
    assert prove(client, person, newer).status_code == 303


def test_a_code_works_once(app, client, person, code):
    prove(client, person, code)
    client.get("/aktivasi/sandi")
    choose(client)
    assert WRONG in prove(app.test_client(), person, code).text


def test_of_two_who_proved_the_same_code_the_second_is_told(person, code):
    first = services.prove_code(person.nip, BORN, code, "a")
    second = services.prove_code(person.nip, BORN, code, "b")
    services.activate(first, PASSWORD)
    with pytest.raises(WrongState, match="tidak berlaku lagi"):
        services.activate(second, "lima kerbau di rawa")


def test_a_weak_password_is_refused_and_the_code_still_good(client, person, code):
    prove(client, person, code)
    client.get("/aktivasi/sandi")
    assert "terlalu umum" in choose(client, "password123").text
    assert "harus sama" in choose(client, repeated="lima kerbau di rawa").text
    assert choose(client).status_code == 303


def test_a_forgotten_password_is_replaced_with_a_code_and_old_sessions_end(app, client):
    holder = an_account()
    client.sign_in(holder.nip, PASSWORD)
    code = caretaking.issue_code(SYSTEM, holder.id).code
    elsewhere = app.test_client()
    prove(elsewhere, holder, code)
    elsewhere.get("/aktivasi/sandi")
    assert choose(elsewhere, "lima kerbau di rawa").status_code == 303
    assert client.get("/akun/sesi").status_code == 303
    assert app.test_client().sign_in(holder.nip, PASSWORD).status_code == 422


def test_the_code_itself_is_not_stored(code):
    row = db.session.scalars(sa.select(ActivationCode)).one()
    assert code.replace("-", "") not in row.code_hash
    assert len(code.replace("-", "")) == 12
