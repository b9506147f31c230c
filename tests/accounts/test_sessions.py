"""A session is a row: it can be ended from anywhere, and a copied key opens nothing afterwards."""

import hashlib
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts import services, sessions
from app.accounts.models import SignInAttempt, UnknownName, WebSession
from app.core import clock
from app.core.actor import Role
from app.database.base import db
from tests.factories.accounts import PASSWORD, an_account
from tests.statements import questions
from tests.times import MONDAY

NEW = "lima kerbau di rawa"
INSIDE = "/akun/sesi"
ANDROID = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36"


@pytest.fixture
def holder():
    return an_account()


@pytest.fixture
def inside(client, holder):
    client.sign_in(holder.nip, PASSWORD)
    return client


def key_of(client):
    return client.get_cookie("sadar_sesi").value


def with_key(app, key):
    thief = app.test_client()
    thief.set_cookie("sadar_sesi", key)
    return thief


def is_in(client):
    return client.get(INSIDE).status_code == 200


def at(**later):
    return clock.frozen_at(MONDAY + timedelta(**later), everywhere=True)


def rows():
    return db.session.scalar(sa.select(sa.func.count(WebSession.id)))


def test_a_page_without_a_form_makes_no_session(client):
    answer = client.get("/")
    assert "Set-Cookie" not in answer.headers
    assert rows() == 0


def test_a_key_of_nothing_makes_no_session_and_is_dropped(app):
    stranger = with_key(app, "madeup")
    answer = stranger.get("/")
    assert "sadar_sesi=;" in answer.headers["Set-Cookie"]
    assert rows() == 0


def test_the_sign_in_page_writes_nothing_and_its_form_still_counts(client, holder):
    page = client.get("/masuk")
    assert "sadar_sesi=tamu." in page.headers["Set-Cookie"]
    assert rows() == 0
    client.sign_in(holder.nip, PASSWORD)
    assert is_in(client)


def test_a_form_token_made_up_or_changed_opens_nothing(app):
    for made_up in ("tamu.", "tamu.AAAA", "tamu.%%%", "tamu." + "A" * 120, "tamu." + "A" * 4000):
        stranger = with_key(app, made_up)
        assert "sadar_sesi=;" in stranger.get("/").headers["Set-Cookie"]
        assert not is_in(stranger)
    assert rows() == 0


def test_the_first_page_after_signing_in_writes_nothing(inside):
    row = db.session.scalars(sa.select(WebSession).where(WebSession.account_id.is_not(None))).one()
    before = row.data_sealed
    inside.get(INSIDE)
    db.session.expire_all()
    assert row.data_sealed == before


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    cookie = client.get("/masuk").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie
    assert "Domain" not in cookie


def test_over_https_the_cookie_is_bound_to_this_very_host(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "HTTPS", True)
    cookie = client.get("/masuk", base_url="https://localhost").headers["Set-Cookie"]
    assert cookie.startswith("__Host-sadar_sesi=")
    assert "Secure" in cookie


def test_only_the_hash_of_the_key_is_stored_and_the_data_is_sealed(inside, holder):
    key = key_of(inside)
    assert len(key) >= 43  # 256 bits
    row = db.session.scalars(sa.select(WebSession).where(WebSession.account_id.is_not(None))).one()
    assert row.id_hash == hashlib.sha256(key.encode()).hexdigest()
    assert b"_user_id" not in row.data_sealed
    assert b"csrf" not in row.data_sealed


def test_signing_in_changes_the_key_and_the_old_one_opens_nothing(app, client, holder):
    client.get("/masuk")
    before = key_of(client)
    client.sign_in(holder.nip, PASSWORD)
    assert key_of(client) != before
    assert not is_in(with_key(app, before))


def test_a_copied_key_is_worthless_after_signing_out(app, inside):
    key = key_of(inside)
    thief = with_key(app, key)
    assert is_in(thief)
    answer = inside.post("/keluar")
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not is_in(with_key(app, key))
    assert not is_in(inside)


def test_signing_out_needs_a_post_with_a_token(inside):
    assert inside.get("/keluar").status_code == 405
    assert inside.post("/keluar", data={"csrf_token": ""}).status_code == 400
    assert is_in(inside)


def test_an_unused_session_ends_after_half_an_hour(inside):
    with at(minutes=29):
        assert is_in(inside)
    with at(minutes=58):
        assert is_in(inside)
    with at(minutes=88):
        answer = inside.get(INSIDE)
        assert answer.status_code == 303
        assert "Sesi Anda habis. Masuk lagi; draf Anda aman." in inside.get(answer.location).text


def test_a_session_ends_after_eight_hours_however_busy(inside):
    for minutes in range(20, 8 * 60, 20):
        with at(minutes=minutes):
            assert is_in(inside)
    with at(hours=8):
        assert not is_in(inside)


def test_being_seen_is_written_at_most_once_a_minute(inside):
    inside.get(INSIDE)  # the first page still stores its form's token
    with at(seconds=59):
        inside.get(INSIDE)
    assert own_row().seen_at == MONDAY
    with at(seconds=60):
        inside.get(INSIDE)
    assert own_row().seen_at == MONDAY + timedelta(minutes=1)


def own_row():
    return db.session.scalars(sa.select(WebSession).where(WebSession.account_id.is_not(None))).one()


def test_a_session_is_read_with_one_query(app, inside):
    inside.get(INSIDE)
    headers = {"Cookie": f"sadar_sesi={key_of(inside)}"}
    with questions() as seen, app.test_request_context("/", headers=headers):
        assert len([one for one in seen if "web_sessions" in one]) == 1
        assert len(seen) == 1


def test_static_files_ask_the_database_nothing(app, inside):
    headers = {"Cookie": f"sadar_sesi={key_of(inside)}"}
    with questions() as seen, app.test_request_context("/static/css/app.css", headers=headers):
        assert seen == []


def test_a_session_moved_to_another_row_does_not_open(app, inside, arranging):
    other = app.test_client()
    other.sign_in(an_account(Role.ADMIN).nip, PASSWORD)
    with arranging() as session:
        mine, admins = session.scalars(
            sa.select(WebSession).where(WebSession.account_id.is_not(None)).order_by(WebSession.id)
        ).all()
        mine.data_sealed = admins.data_sealed
    assert not is_in(inside)


def test_the_own_devices_are_listed_and_one_can_be_put_out(app, inside, holder):
    phone = app.test_client()
    phone.environ_base["HTTP_USER_AGENT"] = ANDROID
    phone.sign_in(holder.nip, PASSWORD)
    page = inside.get(INSIDE).text
    assert "Chrome di Android" in page
    assert "Perangkat ini" in page
    ended = db.session.scalar(
        sa.select(WebSession.id).where(WebSession.device == "Chrome di Android",
                                       WebSession.account_id.is_not(None))
    )  # fmt: skip
    assert inside.post(f"/akun/sesi/{ended}/keluarkan").status_code == 303
    assert not is_in(phone)
    assert is_in(inside)


def test_nobody_puts_somebody_elses_device_out(app, inside):
    other = app.test_client()
    other.sign_in(an_account().nip, PASSWORD)
    theirs = db.session.scalar(
        sa.select(WebSession.id).where(WebSession.account_id.is_not(None))
        .order_by(WebSession.id.desc())
    )  # fmt: skip
    assert inside.post(f"/akun/sesi/{theirs}/keluarkan").status_code == 404
    assert is_in(other)


def test_all_other_devices_are_put_out_at_once(app, inside, holder):
    others = [app.test_client() for _ in range(3)]
    for one in others:
        one.sign_in(holder.nip, PASSWORD)
    inside.post("/akun/sesi/keluarkan-lainnya")
    assert [is_in(one) for one in others] == [False] * 3
    assert is_in(inside)


def change(client, old=PASSWORD, new=NEW, repeated=None):
    return client.post(
        "/akun/sandi",
        data={"old_password": old, "new_password": new, "repeated": repeated or new},
    )


def test_a_changed_password_renews_the_key_and_puts_other_devices_out(app, inside, holder):
    phone, before = app.test_client(), key_of(inside)
    phone.sign_in(holder.nip, PASSWORD)
    assert change(inside).status_code == 303
    assert is_in(inside)
    assert key_of(inside) != before
    assert not is_in(phone)
    assert not is_in(with_key(app, before))
    fresh = app.test_client()
    assert fresh.sign_in(holder.nip, PASSWORD).status_code == 422
    assert fresh.sign_in(holder.nip, NEW).status_code == 303


def test_a_password_is_not_changed_without_the_old_one(inside):
    answer = change(inside, old="bukan ini sandinya")
    assert answer.status_code == 422
    assert "Kata sandi tidak cocok." in answer.text


@pytest.mark.parametrize(
    ("new", "repeated", "sentence"),
    [
        ("password123", None, "terlalu umum"),
        ("pendek", None, "sedikitnya 10"),
        (NEW, "lima kerbau di sawah", "harus sama"),
        (PASSWORD, None, "harus berbeda"),
        ("dananjaya di kota", None, "tidak boleh memuat nama"),
    ],
)
def test_a_bad_new_password_is_refused_in_words(inside, new, repeated, sentence):
    answer = change(inside, new=new, repeated=repeated)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_five_wrong_confirmations_wait_like_a_sign_in(inside):
    for _ in range(4):
        change(inside, old="bukan ini sandinya")
    assert "Terlalu banyak percobaan" in change(inside, old="bukan ini sandinya").text
    assert "Terlalu banyak percobaan" in change(inside).text
    assert is_in(inside)


def test_a_locked_out_holder_is_a_guest_on_the_next_page(inside, holder, arranging):
    from app.accounts.models import AccountState
    from app.accounts.queries import account_of

    with arranging():
        account_of(holder.id).state = AccountState.DISABLED
    assert not is_in(inside)


def test_dead_rows_are_purged_and_living_ones_stay(client, holder):
    client.sign_in("199912312030011999", "bukan ini sandinya")
    client.sign_in(holder.nip, PASSWORD)
    with at(hours=12):
        assert services.purge_dead_rows() == 0
    with at(days=2):
        assert services.purge_dead_rows() >= 4
    assert rows() == 0
    assert db.session.scalar(sa.select(sa.func.count(SignInAttempt.id))) == 0
    assert db.session.scalar(sa.select(sa.func.count(UnknownName.id))) == 0


def test_a_confirmed_password_counts_for_five_minutes(app, inside):
    key = key_of(inside)
    with app.test_request_context("/", headers={"Cookie": f"sadar_sesi={key}"}):
        assert sessions.recently_confirmed()
        with at(minutes=5):
            assert not sessions.recently_confirmed()


def test_a_form_sent_too_late_leads_back_to_its_page_after_signing_in(inside) -> None:
    inside.get("/akun/sandi")
    with clock.frozen_at(MONDAY + timedelta(hours=9)):
        answer = inside.post("/akun/sandi", data={"old_password": "x"})
    assert answer.status_code == 400
    assert "/masuk?next=/akun/sandi" in answer.text
