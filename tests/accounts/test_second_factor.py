"""The second factor: set up on a page, asked for after the password, lost, replaced, taken off."""

import html
import re
from datetime import timedelta

import pyotp
import pytest
import sqlalchemy as sa

from app.accounts import caretaking, factor, queries, services
from app.accounts.models import RecoveryCode, SecondFactor
from app.audit.models import AuditEntry
from app.core import clock
from app.core.actor import SYSTEM, Role
from app.core.errors import Invalid, NotAllowed, WrongState
from app.database.base import db
from app.notifications.models import Notice
from tests.factories.accounts import BORN, PASSWORD, a_person, an_account, as_actor
from tests.times import MONDAY

WRONG = "Kode tidak cocok atau sudah dipakai."
RECOVERY = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


class Phone:
    """An authenticator app that was given the key."""

    def __init__(self, key: str) -> None:
        self._totp = pyotp.TOTP(key.replace(" ", ""))

    def code(self, steps: int = 0) -> str:
        return self._totp.at(int(clock.now().timestamp()) + 30 * steps)

    def wrong(self) -> str:
        return f"{(int(self.code()) + 1) % 1_000_000:06d}"


@pytest.fixture
def holder():
    return an_account()


@pytest.fixture
def admin():
    return an_account(Role.ADMIN)


@pytest.fixture
def required():
    factor.require_of_officers(True)
    yield
    factor.require_of_officers(False)


def later(seconds: int):
    return clock.frozen_at(MONDAY + timedelta(seconds=seconds), everywhere=True)


def set_up(person, steps_ago: int = 2):
    """A phone with the key, and ten recovery codes; the last code used is a minute old."""
    actor = as_actor(person)
    factor.begin(actor)
    phone = Phone(factor.setup_for(actor, "SADAR").key)
    with later(-30 * steps_ago):
        return phone, factor.confirm_setup(actor, phone.code(), None)


def password_then(client, person, code, **address):
    """Sign in with both; gives the answer to the code."""
    first = client.sign_in(person.nip, PASSWORD)
    assert first.headers["Location"].startswith("/masuk/kode")
    client.get("/masuk/kode", query_string=address)
    return client.post("/masuk/kode", data={"code": code})


def is_in(client) -> bool:
    return client.get("/akun/sesi").status_code == 200


def actions():
    return list(db.session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.seq)))


# ---- setting up ---------------------------------------------------------------------------------


def test_an_employee_sets_it_up_with_the_key_on_the_page(client, holder):
    client.sign_in(holder.nip, PASSWORD)
    assert "Belum terpasang" in client.get("/akun/sesi").text
    client.get("/akun/verifikasi")
    assert client.post("/akun/verifikasi").headers["Location"] == "/akun/verifikasi/pasang"
    page = client.get("/akun/verifikasi/pasang")
    assert 'src="data:image/svg+xml' in page.text
    phone = Phone(re.search(r'class="mono"><strong>([A-Z2-7 ]+)<', page.text).group(1))
    refused = client.post("/akun/verifikasi/pasang", data={"code": phone.wrong()})
    assert refused.status_code == 422
    assert "Kode tidak cocok. Periksa jam HP Anda" in refused.text
    done = client.post("/akun/verifikasi/pasang", data={"code": phone.code()})
    assert len(set(RECOVERY.findall(done.text))) == 10
    assert "Terpasang" in client.get("/akun/sesi").text
    assert client.get("/akun/verifikasi/pasang").status_code == 303  # the key is never shown again
    assert actions()[-1] == "account.factor_set"
    assert "dipasang pada akun Anda" in db.session.scalars(sa.select(Notice.text)).all()[-1]


def test_the_qr_code_holds_the_same_key_as_the_page(client, holder):
    actor = as_actor(holder)
    factor.begin(actor)
    setup = factor.setup_for(actor, "SADAR")
    assert f"secret={setup.key.replace(' ', '')}" in setup.address


def test_until_the_first_code_the_password_alone_signs_in(client, holder):
    factor.begin(as_actor(holder))
    assert client.sign_in(holder.nip, PASSWORD).headers["Location"] == "/tugas"


def test_beginning_anew_makes_another_key(holder):
    actor = as_actor(holder)
    seen = set()
    for _ in range(3):
        factor.begin(actor)
        seen.add(factor.setup_for(actor, "SADAR").key)
    assert len(seen) == 3


def test_beginning_asks_for_the_password_unless_it_was_just_given(client, holder):
    client.sign_in(holder.nip, PASSWORD)
    with later(301):
        assert "Kata sandi Anda" in client.get("/akun/verifikasi").text
        assert client.post("/akun/verifikasi").status_code == 422
        assert client.post("/akun/verifikasi", data={"password": PASSWORD}).status_code == 303


def test_sessions_opened_with_a_password_alone_end(app, client, holder):
    elsewhere = app.test_client()
    elsewhere.sign_in(holder.nip, PASSWORD)
    client.sign_in(holder.nip, PASSWORD)
    client.get("/akun/verifikasi")
    client.post("/akun/verifikasi")
    page = client.get("/akun/verifikasi/pasang").text
    phone = Phone(re.search(r'class="mono"><strong>([A-Z2-7 ]+)<', page).group(1))
    client.post("/akun/verifikasi/pasang", data={"code": phone.code()})
    assert is_in(client)
    assert not is_in(elsewhere)


def test_the_key_lies_encrypted_and_the_codes_as_hashes(holder):
    _, made = set_up(holder)
    row = db.session.scalars(sa.select(SecondFactor)).one()
    assert row.secret.encode() not in row.secret_sealed
    stored = set(db.session.scalars(sa.select(RecoveryCode.code_hash)))
    assert len(stored) == 10
    assert not any(code.replace("-", "") in text for code in made for text in stored)


# ---- signing in ---------------------------------------------------------------------------------


def test_the_code_is_asked_after_the_password_and_leads_where_one_wanted(client, holder):
    phone, _ = set_up(holder)
    form = client.get("/akun/sesi?a=b").headers["Location"]
    client.get(form)
    first = client.post(form, data={"nip": holder.nip, "password": PASSWORD})
    assert not is_in(client)
    client.get(first.headers["Location"])
    second = client.post(first.headers["Location"], data={"code": phone.code()})
    assert second.headers["Location"] == "/akun/sesi?a=b"
    assert is_in(client)


def test_a_code_that_was_used_is_refused_even_half_a_minute_later(app, client, holder):
    phone, _ = set_up(holder)
    seen = phone.code()
    assert password_then(client, holder, seen).status_code == 303
    for seconds in (0, 30):
        with later(seconds):
            answer = password_then(app.test_client(), holder, seen)
            assert answer.status_code == 422
            assert WRONG in answer.text


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_a_phone_may_be_half_a_minute_off(client, holder, steps, status):
    phone, _ = set_up(holder, steps_ago=10)
    assert password_then(client, holder, phone.code(steps)).status_code == status


def test_the_code_of_an_earlier_key_opens_nothing(client, holder, admin):
    old, _ = set_up(holder)
    caretaking.reset_second_factor(as_actor(admin), holder.id, "HP hilang")
    new, _ = set_up(holder)
    assert password_then(client, holder, old.code()).status_code == 422
    assert password_then(client, holder, new.code()).status_code == 303


def test_a_recovery_code_opens_once_and_its_holder_is_told(app, client, holder):
    _, made = set_up(holder)
    assert password_then(client, holder, f" {made[3].lower()} ").status_code == 303
    assert password_then(app.test_client(), holder, made[3]).status_code == 422
    assert password_then(app.test_client(), holder, made[4]).status_code == 303
    texts = list(db.session.scalars(sa.select(Notice.text).order_by(Notice.id)))
    assert "Satu kode cadangan akun Anda dipakai, sisa 9." in texts[-2]
    assert "sisa 8." in texts[-1]


def test_somebody_elses_recovery_code_opens_nothing(client, holder):
    set_up(holder)
    _, others = set_up(an_account())
    assert password_then(client, holder, others[0]).status_code == 422


def test_new_recovery_codes_void_the_old_ones(client, holder):
    _, old = set_up(holder)
    new = factor.renew_recovery_codes(as_actor(holder))
    assert password_then(client, holder, old[0]).status_code == 422
    assert password_then(client, holder, new[0]).status_code == 303


def test_wrong_codes_and_wrong_passwords_share_one_brake(client, holder):
    phone, _ = set_up(holder)
    for _ in range(2):
        client.sign_in(holder.nip, "bukan ini sandinya")
    client.sign_in(holder.nip, PASSWORD)
    client.get("/masuk/kode")
    for _ in range(2):
        assert WRONG in client.post("/masuk/kode", data={"code": phone.wrong()}).text
    last = client.post("/masuk/kode", data={"code": phone.wrong()})
    assert "Terlalu banyak percobaan. Coba lagi pukul 09.15 WITA." in last.text
    assert "Terlalu banyak" in client.post("/masuk/kode", data={"code": phone.code()}).text
    assert "Terlalu banyak" in client.sign_in(holder.nip, PASSWORD).text
    assert actions()[-1] == "account.braked"


def test_who_knows_the_password_gets_no_new_tries_by_typing_it_again(app, holder):
    phone, _ = set_up(holder)
    judged = 0
    for _ in range(12):
        client = app.test_client()
        if not (client.sign_in(holder.nip, PASSWORD).location or "").startswith("/masuk/kode"):
            break
        client.get("/masuk/kode")
        client.post("/masuk/kode", data={"code": phone.wrong()})
        judged += 1
    assert judged == 5


def test_four_wrong_passwords_before_the_right_one_leave_room_for_the_code(client, holder):
    phone, _ = set_up(holder)
    for _ in range(4):
        client.sign_in(holder.nip, "bukan ini sandinya")
    assert password_then(client, holder, phone.code()).status_code == 303
    assert queries.account_of(holder.id).failed_attempts == 0


def test_the_half_way_house_closes_after_five_minutes(client, holder):
    phone, _ = set_up(holder)
    client.sign_in(holder.nip, PASSWORD)
    client.get("/masuk/kode")
    with later(300):
        answer = client.post("/masuk/kode", data={"code": phone.code()})
        assert answer.headers["Location"].startswith("/masuk?next=")
        assert "Waktu untuk langkah kedua habis." in client.get("/masuk").text
        assert not is_in(client)


def test_a_changed_password_closes_it_too(app, client, holder):
    phone, _ = set_up(holder)
    client.sign_in(holder.nip, PASSWORD)
    client.get("/masuk/kode")
    with later(1):
        services.change_password(as_actor(holder), PASSWORD, "lima kerbau di rawa", None)
        answer = client.post("/masuk/kode", data={"code": phone.code()})
    assert answer.headers["Location"].startswith("/masuk?next=")


def test_nobody_reaches_the_second_step_without_the_first(client, holder):
    set_up(holder)
    assert client.get("/masuk/kode").headers["Location"] == "/masuk"


def test_an_account_locked_in_between_does_not_open(client, holder, admin):
    phone, _ = set_up(holder)
    client.sign_in(holder.nip, PASSWORD)
    client.get("/masuk/kode")
    caretaking.change_state(as_actor(admin), holder.id, "lock", "Dicuri")
    client.post("/masuk/kode", data={"code": phone.code()})
    assert not is_in(client)


def test_a_printed_activation_code_replaces_the_password_only(client, holder, admin):
    phone, _ = set_up(holder)
    code = caretaking.issue_code(as_actor(admin), holder.id).code
    client.post(
        "/aktivasi",
        data={"nip": holder.nip, "code": code, "birth_date-day": str(BORN.day),
              "birth_date-month": str(BORN.month), "birth_date-year": str(BORN.year)},
    )  # fmt: skip
    client.get("/aktivasi/sandi")
    new = "lima kerbau di rawa"
    answer = client.post("/aktivasi/sandi", data={"password": new, "repeated": new})
    assert answer.headers["Location"].startswith("/masuk/kode")
    assert not is_in(client)
    client.get(answer.headers["Location"])
    assert client.post("/masuk/kode", data={"code": phone.code()}).status_code == 303
    assert is_in(client)


# ---- proving again ------------------------------------------------------------------------------


def test_an_officers_act_asks_for_the_code_instead_of_the_password(client, admin):
    phone, _ = set_up(admin)
    other = a_person()
    password_then(client, admin, phone.code())
    with later(301):
        page = f"/admin/akun/{other.id}/kode"
        text = client.get(page).text
        assert "Kode dari aplikasi autentikator" in text
        assert "Kata sandi Anda" not in text
        assert client.post(page, data={"password": PASSWORD}).status_code == 422
        assert WRONG in client.post(page, data={"code": phone.wrong()}).text
        assert RECOVERY.search(client.post(page, data={"code": phone.code()}).text)
        assert client.get(page).text.count("Kode dari aplikasi") == 0  # just proved


def test_turning_it_off_needs_a_code_and_is_told(client, holder):
    phone, _ = set_up(holder)
    password_then(client, holder, phone.code())
    with later(301):
        client.get("/akun/verifikasi/matikan")
        assert client.post("/akun/verifikasi/matikan").status_code == 422
        done = client.post("/akun/verifikasi/matikan", data={"code": phone.code()})
        assert done.status_code == 303
    assert not queries.has_second_factor(queries.account_of(holder.id).id)
    row = db.session.scalars(sa.select(SecondFactor)).one()
    assert row.secret_sealed is None
    assert "dimatikan" in db.session.scalars(sa.select(Notice.text)).all()[-1]


def test_new_recovery_codes_are_shown_once_on_a_page(client, holder):
    phone, _ = set_up(holder)
    password_then(client, holder, phone.code())
    client.get("/akun/verifikasi/cadangan")
    made = client.post("/akun/verifikasi/cadangan", data={"_once": "one form"})
    assert len(RECOVERY.findall(made.text)) == 10
    again = client.post("/akun/verifikasi/cadangan", data={"_once": "one form"})
    assert again.status_code == 409
    assert "10 dari 10" in html.unescape(client.get("/akun/verifikasi").text)


# ---- officers must ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role", [Role.HR_OFFICER, Role.UPG_OFFICER, Role.INSPECTOR, Role.INTAKE_OFFICER, Role.ADMIN]
)
def test_an_officer_without_it_reaches_nothing_else(client, required, role):
    officer = an_account(role)
    client.sign_in(officer.nip, PASSWORD)
    for page in ("/tugas", "/akun/sesi", "/admin/akun", "/deklarasi"):
        assert client.get(page).headers["Location"] == "/akun/verifikasi"
    assert "Peran Anda mewajibkannya." in client.get("/akun/verifikasi").text
    assert client.post("/pemberitahuan/dibaca").headers["Location"] == "/akun/verifikasi"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("role", [None, Role.LEADER, Role.INFORMATION_OFFICER])
def test_everybody_else_may_do_without(client, required, role):
    person = an_account(*([role] if role else []))
    client.sign_in(person.nip, PASSWORD)
    assert is_in(client)


def test_an_officer_may_not_turn_it_off(client, required, admin):
    phone, _ = set_up(admin)
    password_then(client, admin, phone.code())
    assert "Matikan" not in client.get("/akun/verifikasi").text
    assert client.get("/akun/verifikasi/matikan").status_code == 303
    with pytest.raises(Invalid, match="mewajibkan"):
        factor.end(as_actor(admin))


def test_whoever_becomes_an_officer_is_asked_at_the_very_next_page(client, required, holder):
    client.sign_in(holder.nip, PASSWORD)
    assert is_in(client)
    caretaking.grant_role(SYSTEM, holder.id, Role.INSPECTOR, "Penugasan")
    assert client.get("/akun/sesi").headers["Location"] == "/akun/verifikasi"


def test_the_demo_citys_switcher_asks_for_none_and_its_passwords_are_not_blocked(client, city):
    client.be("e49")
    assert client.get("/admin/akun").status_code == 200
    factor.require_of_officers(True)
    try:
        assert client.get("/admin/akun").status_code == 200
    finally:
        factor.require_of_officers(False)


def test_it_is_demanded_everywhere_but_in_the_demo_city():
    from config import Settings

    assert Settings().second_factor_required
    assert not Settings(DEMO=True).second_factor_required
    assert Settings(DEMO=True, SECOND_FACTOR=True).second_factor_required
    assert not Settings(SECOND_FACTOR=False).second_factor_required


# ---- lost ---------------------------------------------------------------------------------------


def test_the_admin_takes_a_lost_one_off_with_a_reason(app, client, holder, admin):
    phone, _ = set_up(holder)
    lost = app.test_client()
    password_then(lost, holder, phone.code())
    client.sign_in(admin.nip, PASSWORD)
    sheet = f"/admin/akun/{holder.id}"
    assert "Lepas verifikasi dua langkah" in client.get(sheet).text
    client.get(f"{sheet}/verifikasi")
    assert client.post(f"{sheet}/verifikasi").status_code == 422
    done = client.post(f"{sheet}/verifikasi", data={"reason": "HP hilang, datang sendiri"})
    assert done.status_code == 303
    assert not is_in(lost)
    entry = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert (entry.action, entry.reason) == ("account.factor_reset", "HP hilang, datang sendiri")
    told = db.session.scalars(sa.select(Notice).order_by(Notice.id.desc())).first()
    assert (told.person_id, "Admin melepas" in told.text) == (holder.id, True)
    assert app.test_client().sign_in(holder.nip, PASSWORD).headers["Location"] == "/tugas"
    assert client.get(f"{sheet}/verifikasi").status_code == 404


def test_nobody_takes_off_his_own_and_bkpsdm_nobodys(client, holder, admin):
    officer = an_account(Role.HR_OFFICER)
    set_up(admin)
    set_up(holder)
    for actor, person in ((admin, admin), (officer, holder), (holder, holder)):
        with pytest.raises(NotAllowed):
            caretaking.reset_second_factor(as_actor(actor), person.id, "Coba")
    client.sign_in(officer.nip, PASSWORD)
    assert client.get(f"/admin/akun/{holder.id}/verifikasi").status_code == 404


def test_the_last_admin_is_helped_at_the_console(app, admin):
    set_up(admin)
    run = app.test_cli_runner().invoke
    done = run(args=["accounts", "reset-factor", "--nip", admin.nip, "--reason", "HP rusak"])
    assert done.exit_code == 0, done.output
    again = run(args=["accounts", "reset-factor", "--nip", admin.nip, "--reason", "HP rusak"])
    assert again.exit_code == 1
    assert "tidak memakai" in again.output


def test_setting_up_without_beginning_or_twice_is_refused(holder):
    with pytest.raises(WrongState):
        factor.confirm_setup(as_actor(holder), "123456", None)
    set_up(holder)
    with pytest.raises(WrongState, match="sudah terpasang"):
        factor.begin(as_actor(holder))
