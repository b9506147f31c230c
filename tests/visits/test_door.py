"""The public door: a number and a code open one record, for a short time, and betray nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from app.core import clock
from app.database.base import db
from app.people import queries as people
from app.visits import doors, services
from app.visits.doors import Door, Lock
from app.visits.models import Knock, Visit
from app.visits.services import IDLE, LONGEST, MOST_TRIES, WINDOW
from tests.times import MONDAY
from tests.visitor import Visitor

NUMBER = "UJI-2026-0001"
CODE = "7KQ2-9FMX-0A1B-ZZTW"
WRONG = "Nomor atau kode tidak cocok. Periksa lagi."
TOO_MANY = "Terlalu banyak percobaan. Coba lagi 15 menit lagi."


@pytest.fixture
def door(app: Any) -> Iterator[None]:
    """A record number 7 behind a door of its own."""
    kept = services.code_hash(CODE)
    before = doors.all_doors()
    doors.register(
        Door("uji", "Pelapor", "/tentang", lambda n: Lock(7, kept) if n == NUMBER else None)
    )
    yield
    doors.forget_all()
    doors.register(*before)


def entering(client: Visitor, number: str = NUMBER, code: str = CODE) -> Any:
    client.get("/lacak")
    return client.post("/lacak", data={"nomor": number, "kode": code})


def cookie_of(answer: Any) -> str:
    found: list[str] = answer.headers.getlist("Set-Cookie")
    return next(line for line in found if line.startswith("sadar_lacak="))


@pytest.mark.usefixtures("door")
def test_number_and_code_open_the_record_however_they_are_typed(client: Visitor) -> None:
    for number, code in (
        (NUMBER, CODE),
        ("uji 2026 0001", "7kq29fmx0a1bzztw"),
        (" UJI-2026-0001 ", "7KQ2 9FMX OAIB ZZTW"),
    ):
        answer = entering(client, number, code)
        assert (answer.status_code, answer.location) == (303, "/tentang"), (number, code)


@pytest.mark.usefixtures("door")
def test_the_visit_is_bound_to_that_record_and_hidden_from_other_sites(client: Visitor) -> None:
    line = cookie_of(entering(client))
    token = line.split("=", 1)[1].split(";")[0]
    assert "HttpOnly" in line
    assert "SameSite=Strict" in line
    found = services.visitor(token, "uji")
    assert found is not None
    assert (found.person_id, found.account_id, found.roles) == (None, None, frozenset())
    assert found.opened == {("uji", 7)}
    assert services.visitor(token, "complaints") is None
    assert services.visitor(token + "x", "uji") is None
    kept = db.session.scalars(sa.select(Visit)).one()
    assert token not in str(vars(kept))


@pytest.mark.usefixtures("door")
def test_a_wrong_code_and_an_unknown_number_are_answered_with_the_same_page(
    client: Visitor,
) -> None:
    def told(number: str, code: str) -> str:
        answer = entering(client, number, code)
        assert answer.status_code == 422
        assert answer.text.count(WRONG) == 2
        text = re.sub(r'value="[^"]*"', "", answer.text)
        return text.replace(number, "")

    known = told(NUMBER, "0000-0000-0000-0000")
    unknown = told("UJI-2026-0002", CODE)
    assert known == unknown


@pytest.mark.usefixtures("door")
def test_every_try_costs_one_argon2_whether_or_not_there_is_such_a_number(
    client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    entering(client, "UJI-0000-0000", "0000")  # nobody's hash is made once
    verified: list[str] = []
    verify = PasswordHasher.verify

    def counting(self: PasswordHasher, stored: Any, typed: Any) -> Any:
        verified.append(stored)
        return verify(self, stored, typed)

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    for number in (NUMBER, "UJI-2026-9999", "bukan nomor"):
        verified.clear()
        entering(client, number, "0000-0000-0000-0000")
        assert len(verified) == 1, number
    costs = {stored.split("$")[3] for stored in verified}
    assert costs == {services.code_hash("x").split("$")[3]}


@pytest.mark.usefixtures("door")
def test_the_sixth_try_in_a_quarter_of_an_hour_is_not_judged(client: Visitor) -> None:
    for _ in range(MOST_TRIES):
        assert entering(client, code="0000-0000-0000-0000").status_code == 422
    right = entering(client)
    assert right.status_code == 429
    assert TOO_MANY in right.text
    assert "sadar_lacak" not in str(right.headers)
    with clock.frozen_at(MONDAY + WINDOW, everywhere=True):
        assert entering(client).status_code == 303


@pytest.mark.usefixtures("door")
def test_right_codes_are_not_counted(client: Visitor) -> None:
    for _ in range(MOST_TRIES + 2):
        assert entering(client).status_code == 303
    assert db.session.scalar(sa.select(sa.func.count(Knock.id))) == 0


@pytest.mark.usefixtures("door")
def test_a_visit_ends_when_unused_after_an_hour_and_when_left(client: Visitor) -> None:
    token = cookie_of(entering(client)).split("=", 1)[1].split(";")[0]
    with clock.frozen_at(MONDAY + IDLE, everywhere=True):
        assert services.visitor(token, "uji") is None
    at = MONDAY
    while at < MONDAY + LONGEST - timedelta(minutes=10):
        at += timedelta(minutes=10)
        with clock.frozen_at(at, everywhere=True):
            assert services.visitor(token, "uji") is not None
    with clock.frozen_at(MONDAY + LONGEST, everywhere=True):
        assert services.visitor(token, "uji") is None
        assert services.clear_old() >= 1
    other = cookie_of(entering(client)).split("=", 1)[1].split(";")[0]
    assert client.post("/lacak/keluar").status_code == 303
    assert services.visitor(other, "uji") is None


@pytest.mark.usefixtures("door", "city")
def test_no_row_ties_an_employees_account_to_what_he_follows(client: Visitor) -> None:
    client.be("e24")
    owners = "SELECT owner FROM submissions"
    before = Counter(db.session.scalars(sa.text(owners)))
    entering(client)
    client.post("/lacak/keluar")
    added = Counter(db.session.scalars(sa.text(owners))) - before
    assert not any(owner.startswith("account:") for owner in added)
    text = client.get("/lacak").text
    assert people.person_by_code("e24").name not in text


def test_nothing_of_the_door_is_kept_by_the_browser(client: Visitor) -> None:
    answer = client.get("/lacak")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.usefixtures("door")
def test_a_wrong_code_is_never_shown_again(client: Visitor) -> None:
    answer = entering(client, code="RAHASIASEKALI")
    assert "RAHASIASEKALI" not in answer.text
    assert NUMBER in answer.text


def test_a_code_has_eighty_bits_and_a_hundred_thousand_hit_nothing() -> None:
    """16 letters of 32. Ten thousand addresses, each trying five times in a quarter of an hour for
    ten years against a hundred thousand living codes: a hit is less likely than 1 in 100 million.
    """
    made = [services.new_code() for _ in range(100_000)]
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", c) for c in made)
    assert len(set(made)) == len(made)
    assert CODE not in made
    letters = Counter("".join(made).replace("-", ""))
    assert len(letters) == 32
    expected = 16 * len(made) / 32
    chi_square = sum((n - expected) ** 2 / expected for n in letters.values())
    assert chi_square < 70  # 31 degrees of freedom: beyond 61 once in a thousand
    tries = MOST_TRIES * (365 * 24 * 4) * 10 * 10_000
    assert tries * 100_000 / 32**16 < 1e-8
