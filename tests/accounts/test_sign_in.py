"""Coming in with NIP and password: what is said, what is counted, where one lands."""

from datetime import timedelta
from statistics import median
from time import thread_time

import pytest
import sqlalchemy as sa

from app.accounts import passwords, queries, services, tries
from app.accounts.models import Account, SignInAttempt, UnknownName
from app.audit.models import AuditEntry
from app.core import clock
from app.core.actor import Role
from app.core.errors import Invalid
from app.database.base import db
from tests.conftest import CHEAP_HASHES
from tests.factories.accounts import PASSWORD, a_person, an_account, as_actor
from tests.statements import questions
from tests.times import MONDAY

WRONG = "NIP atau kata sandi tidak cocok."
TOO_MANY = "Terlalu banyak percobaan. Coba lagi pukul"
NOBODY = "199912312030011999"


@pytest.fixture
def holder():
    return an_account()


def actions():
    return list(db.session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.seq)))


def leave(client):
    client.post("/keluar")
    client.get("/masuk")  # a new form with a new token


def test_an_employee_signs_in_with_nip_and_password(client, holder):
    answer = client.sign_in(holder.nip, PASSWORD)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/tugas"
    assert client.get("/akun/sesi").status_code == 200
    assert actions()[-1] == "account.signed_in"


def test_spaces_in_the_nip_are_forgiven(client, holder):
    nip = holder.nip
    typed = f" {nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]} "
    assert client.sign_in(typed, PASSWORD).status_code == 303


def test_a_wrong_password_and_an_unknown_nip_say_the_same(client, holder):
    wrong = client.sign_in(holder.nip, "bukan ini sandinya")
    unknown = client.sign_in(NOBODY, "bukan ini sandinya")
    for answer in (wrong, unknown):
        assert answer.status_code == 422
        assert WRONG in answer.text
        assert "Galat: " in answer.text
    assert holder.nip in wrong.text  # what was typed stays
    assert "bukan ini sandinya" not in wrong.text  # but never the password


def test_empty_fields_are_named(client, database):
    answer = client.post("/masuk", data={"nip": " ", "password": ""})
    assert answer.status_code == 422
    assert "Isi NIP." in answer.text
    assert "Isi kata sandi." in answer.text


def test_a_129_letter_password_is_refused_by_the_form(client, holder):
    answer = client.sign_in(holder.nip, "x" * 129)
    assert "paling banyak 128" in answer.text
    assert db.session.scalar(sa.select(sa.func.count(SignInAttempt.id))) == 0


@pytest.mark.parametrize("nip", ["known", "unknown"])
def test_after_five_wrong_passwords_even_the_right_one_waits_a_quarter_of_an_hour(
    client, holder, nip
):
    name = holder.nip if nip == "known" else NOBODY
    for _ in range(4):
        assert WRONG in client.sign_in(name, "bukan ini sandinya").text
    fifth = client.sign_in(name, "bukan ini sandinya")
    assert f"{TOO_MANY} 09.15 WITA." in fifth.text
    assert TOO_MANY in client.sign_in(name, PASSWORD).text
    with clock.frozen_at(MONDAY + timedelta(minutes=14, seconds=59), everywhere=True):
        assert TOO_MANY in client.sign_in(name, PASSWORD).text
    with clock.frozen_at(MONDAY + timedelta(minutes=15), everywhere=True):
        after = client.sign_in(name, PASSWORD)
        assert after.status_code == (303 if nip == "known" else 422)


def test_the_holder_is_told_and_a_wait_is_in_the_trail(client, holder):
    for _ in range(5):
        client.sign_in(holder.nip, "bukan ini sandinya")
    assert actions().count("account.sign_in_failed") == 5
    assert actions()[-1] == "account.braked"


def test_four_wrong_ones_are_forgotten_after_a_right_one(client, holder):
    for _ in range(2):
        for _ in range(4):
            client.sign_in(holder.nip, "bukan ini sandinya")
        assert client.sign_in(holder.nip, PASSWORD).status_code == 303
        leave(client)


def test_somebody_elses_wrong_passwords_do_not_end_a_running_session(app, client, holder):
    client.sign_in(holder.nip, PASSWORD)
    stranger = app.test_client()
    for _ in range(6):
        stranger.sign_in(holder.nip, "bukan ini sandinya")
    assert client.get("/akun/sesi").status_code == 200


def test_one_address_may_try_thirty_times_a_minute(client, holder):
    for number in range(30):
        assert WRONG in client.sign_in(f"1999123120300{number:05d}", "bukan ini sandinya").text
    assert TOO_MANY in client.sign_in(holder.nip, PASSWORD).text
    with clock.frozen_at(MONDAY + timedelta(seconds=61), everywhere=True):
        assert client.sign_in(holder.nip, PASSWORD).status_code == 303


def test_a_thousand_tries_let_five_through(holder):
    judged = 0
    for number in range(1000):
        try:
            services.sign_in(holder.nip, "bukan ini sandinya", f"address {number}")
        except tries.TooManyAttempts:
            continue
        except Invalid:
            judged += 1
    assert judged == 4  # the fifth is judged too, and answered with the wait
    assert db.session.scalar(sa.select(sa.func.count(SignInAttempt.id))) == 5


def test_nothing_that_was_typed_is_kept(client, holder):
    client.sign_in(NOBODY, "bukan ini sandinya")
    entry = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry.action == "account.sign_in_failed"
    assert NOBODY not in entry.body
    assert db.session.scalars(sa.select(UnknownName)).one().key != NOBODY


def test_a_password_hashed_with_an_older_cost_is_hashed_anew_at_sign_in(client):
    passwords.use_profile((8 * 1024, 2, 1))
    holder = an_account()
    passwords.use_profile((8 * 1024, 1, 1))
    before = queries.account_of(holder.id).password_hash
    client.sign_in(holder.nip, PASSWORD)
    after = queries.account_of(holder.id).password_hash
    assert before != after
    assert passwords.matches(after, PASSWORD)
    assert not passwords.outdated(after)


@pytest.mark.parametrize("goal", ["https://jahat.example/", "//jahat.example", "/\\jahat.example"])
def test_a_foreign_goal_is_ignored(client, holder, goal):
    client.get("/masuk")
    answer = client.post(
        "/masuk", query_string={"next": goal}, data={"nip": holder.nip, "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/tugas"


def test_a_guest_lands_on_the_page_that_was_asked_for(client, holder):
    asked = client.get("/akun/sesi?a=b")
    assert asked.status_code == 303
    form = asked.headers["Location"]
    assert form.startswith("/masuk?next=")
    client.get(form)
    answer = client.post(form, data={"nip": holder.nip, "password": PASSWORD})
    assert answer.headers["Location"] == "/akun/sesi?a=b"


def test_a_code_signs_in_in_demo_mode_only(app, client, monkeypatch):
    an_account(person=a_person("Dewi Contoh", code="e18"))
    assert client.sign_in("e18", PASSWORD).status_code == 303
    leave(client)
    assert client.sign_in("E-18", PASSWORD).status_code == 303
    leave(client)
    monkeypatch.setitem(app.config, "DEMO", False)
    assert WRONG in client.sign_in("e18", PASSWORD).text


def test_the_mayor_is_no_asn_and_an_employee_is():
    mayor = an_account(Role.LEADER, person=a_person("Marlina", kind=_kind("kepala_daerah")))
    assert as_actor(mayor).roles == {Role.LEADER}
    assert as_actor(an_account()).roles == {Role.EMPLOYEE}


def _kind(value):
    from app.people.models import EmploymentKind

    return EmploymentKind(value)


def test_who_has_left_keeps_no_role():
    gone = an_account(Role.INSPECTOR, person=a_person(left_on=MONDAY.date()))
    assert as_actor(gone).roles == frozenset()


def test_account_and_roles_are_read_with_one_query():
    holder = an_account(Role.HR_OFFICER, Role.UPG_OFFICER)
    account_id = queries.account_of(holder.id).id
    with questions() as seen:
        found = queries.signed_in_as(account_id)
    assert found.actor.roles >= {Role.HR_OFFICER, Role.UPG_OFFICER}
    assert len(seen) == 1


@pytest.mark.slow
def test_an_unknown_name_takes_as_long_as_a_wrong_password(holder):
    """B01: no more than 2 ms apart. Processor time of neighbours in turn: other load cancels out."""
    passwords.use_profile((19 * 1024, 2, 1))
    try:
        stored = passwords.hash_of(PASSWORD)
        account_id = queries.account_of(holder.id).id
        _arrange(account_id, stored)
        apart = [
            _time(holder.nip, account_id) - _time(f"{number:018d}", account_id)
            for number in range(60)
        ]
    finally:
        passwords.use_profile(CHEAP_HASHES)
    assert abs(median(apart)) <= 0.002, sorted(apart)


def _time(name, account_id):
    _arrange(account_id)
    start = thread_time()
    with pytest.raises(Invalid, match=WRONG):
        services.sign_in(name, "bukan ini sandinya", f"from {name} {start}")
    return thread_time() - start


def _arrange(account_id, stored=None):
    session = db.session()
    session.info["arranging"] = True
    account = session.get_one(Account, account_id)
    account.release()
    account.password_hash = stored or account.password_hash
    session.commit()
    session.info.pop("arranging")
