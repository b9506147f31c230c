"""The role switcher and the demo password exist in demo mode and nowhere else."""

import pytest

from app.accounts.tour import DEMO_PASSWORD, TOUR
from tests.factories.accounts import a_person, an_account


@pytest.fixture
def someone():
    return an_account(person=a_person("Dewi Contoh", code="E-18"))


def test_one_button_takes_a_role_and_another_changes_it(client, someone):
    an_account(person=a_person("Lukman Contoh", code="e17"))
    client.get("/masuk")
    assert client.post("/demo/ganti", data={"code": "e18"}).status_code == 303
    assert "Dewi Contoh" in client.get("/akun/sesi").text
    client.get("/demo/ganti")
    client.post("/demo/ganti", data={"code": "e17"})
    assert "Lukman Contoh" in client.get("/akun/sesi").text


def test_outside_demo_mode_the_switcher_does_not_exist(app, client, someone, monkeypatch):
    client.get("/masuk")
    monkeypatch.setitem(app.config, "DEMO", False)
    assert client.get("/demo/ganti").status_code == 404
    assert client.post("/demo/ganti", data={"code": "e18"}).status_code == 404
    assert client.get("/akun/sesi").status_code == 303
    page = client.get("/masuk").text
    assert DEMO_PASSWORD not in page
    assert "/demo/ganti" not in page


def test_a_code_of_nobody_is_not_found(client, database):
    client.get("/masuk")
    for code in ("e99", "", "'; --", "199003242015012919"):
        assert client.post("/demo/ganti", data={"code": code}).status_code == 404


def test_switching_needs_a_token_of_this_browser(client, someone):
    assert client.post("/demo/ganti", data={"code": "e18", "csrf_token": "x"}).status_code == 400


def test_the_sign_in_page_prints_the_demo_password_and_every_stop_of_the_tour(client, database):
    page = client.get("/masuk").text
    assert DEMO_PASSWORD in page
    stops = [stop.code for group in TOUR for stop in group.stops]
    assert len(stops) == len(set(stops)) == 14
    for code in stops:
        assert f'value="{code}"' in page
