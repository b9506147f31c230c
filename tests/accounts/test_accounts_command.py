"""The first admin of a new installation comes in through the command line."""

import re

from app.accounts import queries
from app.core.actor import Role
from tests.factories.accounts import BORN, PASSWORD, a_person, as_actor


def run(app, *args):
    return app.test_cli_runner().invoke(args=["accounts", "create", *args])


def test_the_printed_code_makes_the_first_admin(app, client):
    person = a_person()
    done = run(app, "--nip", person.nip, "--role", "admin")
    assert done.exit_code == 0, done.output
    code = re.search(r"Kode aktivasi: (\S+)", done.output).group(1)
    client.post(
        "/aktivasi",
        data={"nip": person.nip, "code": code, "birth_date-day": str(BORN.day),
              "birth_date-month": str(BORN.month), "birth_date-year": str(BORN.year)},
    )  # fmt: skip
    client.get("/aktivasi/sandi")
    client.post("/aktivasi/sandi", data={"password": PASSWORD, "repeated": PASSWORD})
    assert as_actor(person).roles == {Role.ADMIN, Role.EMPLOYEE}
    assert client.get("/admin/akun").status_code == 200


def test_creating_the_same_administrator_twice_does_no_harm(app):
    person = a_person()
    for _ in range(2):
        assert run(app, "--nip", person.nip, "--role", "admin").exit_code == 0
    assert len(queries.account_of(person.id).grants) == 1


def test_an_unknown_nip_and_an_ungrantable_role_are_refused(app, database):
    assert "tidak ada di daftar pegawai" in run(app, "--nip", "1", "--role", "admin").output
    assert run(app, "--nip", "1", "--role", "sistem").exit_code != 0
