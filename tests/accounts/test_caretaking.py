"""Those who look after accounts: what they may do, to whom, and never to themselves."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts import caretaking, queries
from app.accounts.models import AccountState, RoleGrant
from app.audit.models import AuditEntry
from app.core import clock
from app.core.actor import SYSTEM, Role
from app.core.errors import Invalid, NotAllowed, WrongState
from app.database.base import db
from tests.factories.accounts import PASSWORD, a_person, an_account, as_actor
from tests.statements import questions
from tests.times import MONDAY

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


@pytest.fixture
def admin():
    return an_account(Role.ADMIN)


@pytest.fixture
def officer():
    return an_account(Role.HR_OFFICER)


@pytest.fixture
def employee():
    return an_account(person=a_person("Dewi Sekar Maharani, S.T."))


def signed_in(client, person):
    assert client.sign_in(person.nip, PASSWORD).status_code == 303
    return client


def roles_of(person):
    return as_actor(person).roles - {Role.EMPLOYEE}


def test_an_employee_does_not_find_the_account_pages(client, employee):
    signed_in(client, employee)
    for page in ("", f"/{employee.id}", f"/{employee.id}/kode", f"/{employee.id}/peran"):
        assert client.get(f"/admin/akun{page}").status_code == 404


def test_the_list_finds_people_by_name_and_nip(client, officer, employee):
    signed_in(client, officer)
    for words in ("sekar", employee.nip, f"{employee.nip[:8]} {employee.nip[8:14]}"):
        assert "Dewi Sekar Maharani" in client.get("/admin/akun", query_string={"cari": words}).text
    nothing = client.get("/admin/akun", query_string={"cari": "100%_"}).text
    assert "Tidak ada pegawai dengan nama atau NIP itu." in nothing


def test_the_list_is_read_with_few_queries_however_long(officer):
    for _ in range(30):
        an_account(Role.LEADER)
    actor = as_actor(officer)
    with questions() as seen:
        page = queries.accounts_visible_to(actor, number=1)
    assert len(page.items) == 25
    assert len(seen) == 3


def test_hr_prints_a_code_once_for_somebody_without_account(client, officer):
    person = a_person("Rifqi Maulana, S.H.")
    signed_in(client, officer)
    assert "Belum ada akun" in client.get(f"/admin/akun/{person.id}").text
    client.get(f"/admin/akun/{person.id}/kode")
    letter = client.post(f"/admin/akun/{person.id}/kode").text
    code = CODE.search(letter).group()
    assert code not in client.get(f"/admin/akun/{person.id}").text
    assert queries.account_of(person.id).state is AccountState.INVITED


def test_a_second_click_prints_no_second_code(client, officer):
    person = a_person()
    signed_in(client, officer)
    sent = {"_once": "the same form"}
    first, second = (client.post(f"/admin/akun/{person.id}/kode", data=sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 409)
    assert CODE.search(first.text)
    assert not CODE.search(second.text)


def test_hr_cannot_take_over_an_account_that_holds_a_role(officer):
    inspector = an_account(Role.INSPECTOR)
    for act in (
        lambda: caretaking.issue_code(as_actor(officer), inspector.id),
        lambda: caretaking.change_state(as_actor(officer), inspector.id, "disable", "Pindah"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_nobody_looks_after_his_own_account(admin, officer):
    for person in (admin, officer):
        actor = as_actor(person)
        for act in (
            lambda p=person, a=actor: caretaking.issue_code(a, p.id),
            lambda p=person, a=actor: caretaking.change_state(a, p.id, "disable", "Coba"),
            lambda p=person, a=actor: caretaking.grant_role(a, p.id, Role.INSPECTOR, "Coba"),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_hr_grants_no_roles(officer, employee):
    with pytest.raises(NotAllowed):
        caretaking.grant_role(as_actor(officer), employee.id, Role.UPG_OFFICER, "Penugasan")


def test_a_role_granted_and_taken_back_shows_on_the_next_page(client, app, admin, employee):
    signed_in(client, employee)
    desk = signed_in(app.test_client(), admin)
    assert client.get("/admin/akun").status_code == 404
    granted = desk.post(
        f"/admin/akun/{employee.id}/peran",
        data={"role": "hr", "reason": "SK Wali Kota Contoh nomor 12"},
    )
    assert granted.status_code == 303
    assert client.get("/admin/akun").status_code == 200
    grant = db.session.scalars(sa.select(RoleGrant).where(RoleGrant.role == Role.HR_OFFICER)).one()
    assert desk.get(f"/admin/akun/peran/{grant.id}/cabut").status_code == 200
    desk.post(f"/admin/akun/peran/{grant.id}/cabut", data={"reason": "Selesai penugasan"})
    assert client.get("/admin/akun").status_code == 404
    told = desk.get(f"/admin/akun/{employee.id}").text
    assert "Selesai penugasan" in told


def test_granting_asks_for_a_role_and_a_reason(client, admin, employee):
    signed_in(client, admin)
    answer = client.post(f"/admin/akun/{employee.id}/peran", data={"reason": ""})
    assert answer.status_code == 422
    assert "Pilih peran." in answer.text
    assert "Isi alasan." in answer.text
    assert roles_of(employee) == frozenset()


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.SYSTEM])
def test_being_an_employee_or_the_system_cannot_be_granted(admin, employee, role):
    with pytest.raises(Invalid):
        caretaking.grant_role(as_actor(admin), employee.id, role, "Coba")


def test_the_password_is_asked_again_after_five_minutes(client, admin, employee):
    signed_in(client, admin)
    page = f"/admin/akun/{employee.id}/peran"
    given = {"role": "ppid", "reason": "SK"}
    with clock.frozen_at(MONDAY + timedelta(minutes=6), everywhere=True):
        assert "Kata sandi Anda" in client.get(page).text
        assert "Isi kata sandi Anda." in client.post(page, data=given).text
        wrong = client.post(page, data={**given, "password": "bukan ini sandinya"})
        assert "Kata sandi tidak cocok." in wrong.text
        assert roles_of(employee) == frozenset()
        assert client.post(page, data={**given, "password": PASSWORD}).status_code == 303
    assert roles_of(employee) == {Role.INFORMATION_OFFICER}


def test_a_role_ends_after_its_last_day(admin, employee):
    last = MONDAY.date() + timedelta(days=1)
    caretaking.grant_role(as_actor(admin), employee.id, Role.LEADER, "Plt.", until=last)
    with clock.frozen_at(MONDAY + timedelta(days=1)):
        assert roles_of(employee) == {Role.LEADER}
    with clock.frozen_at(MONDAY + timedelta(days=2)):
        assert roles_of(employee) == frozenset()


def test_a_role_is_granted_once_and_again_after_it_was_taken_back(admin, employee):
    actor = as_actor(admin)
    first = caretaking.grant_role(actor, employee.id, Role.UPG_OFFICER, "SK 1")
    with pytest.raises(Invalid, match="sudah dipegang"):
        caretaking.grant_role(actor, employee.id, Role.UPG_OFFICER, "SK 1")
    caretaking.revoke_role(actor, first.id, "Selesai")
    with pytest.raises(WrongState):
        caretaking.revoke_role(actor, first.id, "Selesai")
    caretaking.grant_role(actor, employee.id, Role.UPG_OFFICER, "SK 2")
    assert roles_of(employee) == {Role.UPG_OFFICER}


def test_what_was_granted_is_never_rewritten(admin, arranging):
    def rewrite():
        with arranging() as session:
            session.scalars(sa.select(RoleGrant)).first().reason = "lain"

    with pytest.raises(RuntimeError, match="append-only"):
        rewrite()
    db.session.rollback()


def test_grants_are_in_the_trail_with_their_reason(admin, employee):
    caretaking.grant_role(as_actor(admin), employee.id, Role.INSPECTOR, "SK nomor 9")
    entry = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry.action == "account.role_granted"
    assert entry.reason == "SK nomor 9"
    assert entry.actor_person_id == admin.id
    assert entry.about_person_id == employee.id


@pytest.mark.parametrize("word", ["kunci", "nonaktifkan"])
def test_locking_and_disabling_put_every_device_out_at_once(client, app, admin, employee, word):
    signed_in(client, employee)
    desk = signed_in(app.test_client(), admin)
    address = f"/admin/akun/{employee.id}/{word}"
    assert desk.get(address).status_code == 200
    assert "Isi alasan." in desk.post(address, data={"reason": " "}).text
    assert desk.post(address, data={"reason": "Diminta yang bersangkutan"}).status_code == 303
    assert client.get("/akun/sesi").status_code == 303
    assert app.test_client().sign_in(employee.nip, PASSWORD).status_code == 422


def test_an_unlocked_account_works_again_with_its_password(client, admin, employee):
    actor = as_actor(admin)
    caretaking.change_state(actor, employee.id, "lock", "Laporan kehilangan HP")
    caretaking.change_state(actor, employee.id, "unlock", "HP ditemukan")
    signed_in(client, employee)


def test_a_waiting_account_can_be_let_in_before_its_time(client, app, admin, employee):
    for _ in range(5):
        client.sign_in(employee.nip, "bukan ini sandinya")
    desk = signed_in(app.test_client(), admin)
    assert "Menunggu sampai 09.15" in desk.get(f"/admin/akun/{employee.id}").text
    address = f"/admin/akun/{employee.id}/buka-kunci"
    assert desk.post(address, data={"reason": "Orangnya ada di depan saya"}).status_code == 303
    signed_in(client, employee)


def test_a_disabled_account_comes_back_only_through_a_new_code(client, admin, employee):
    actor = as_actor(admin)
    caretaking.change_state(actor, employee.id, "disable", "Pindah instansi")
    with pytest.raises(WrongState, match="Buka dulu, lalu cetak kode") as refused:
        caretaking.issue_code(actor, employee.id)
    # In English, too, the state is read in words.
    assert refused.value.message.values == {"state": AccountState.DISABLED}
    caretaking.change_state(actor, employee.id, "enable", "Kembali")
    assert client.sign_in(employee.nip, PASSWORD).status_code == 422
    assert caretaking.issue_code(actor, employee.id).code


def test_nobody_activates_an_account_for_somebody_else(admin):
    person = a_person()
    caretaking.issue_code(SYSTEM, person.id)
    with pytest.raises(WrongState):
        caretaking.change_state(as_actor(admin), person.id, "activate", "Coba")


def test_a_word_that_is_no_move_is_no_page(client, admin, employee):
    signed_in(client, admin)
    assert client.get(f"/admin/akun/{employee.id}/hapus").status_code == 404


def test_the_holders_of_a_role_can_be_asked_for(admin, officer):
    gone = an_account(Role.HR_OFFICER, person=a_person(left_on=MONDAY.date()))
    invited = a_person()
    caretaking.issue_code(SYSTEM, invited.id)
    caretaking.grant_role(SYSTEM, invited.id, Role.HR_OFFICER, "SK")
    found = queries.people_with_role(Role.HR_OFFICER)
    assert found == [officer.id]
    assert gone.id not in found
