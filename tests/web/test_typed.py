"""A session that ran out while somebody was typing: what was typed is still there."""

import pytest

from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
PAGE = "/deklarasi/lapor-perubahan"
OURS = {"Sec-Fetch-Site": "same-origin"}
LATE = {"late_reason": "Menunggu akta\ndari notaris <kantor>.", "kinds": "new", "password": "rahasia-saya"}  # fmt: skip
KEPT = "Menunggu akta\ndari notaris &lt;kantor&gt;."


def run_out(client: Visitor) -> None:
    client.delete_cookie("sadar_sesi")


def test_what_was_typed_waits_until_one_has_signed_in_again(client: Visitor) -> None:
    client.be("e18").get(PAGE)
    run_out(client)
    text = client.post(PAGE, data=LATE, headers=OURS).text
    assert "isian Anda masih ada" in text
    assert KEPT in text
    assert "rahasia-saya" not in text
    client.be("e18")
    typed = {name: value for name, value in LATE.items() if name != "password"}
    back = client.post(PAGE, data={**typed, "csrf_token": ""}, headers=OURS)
    assert back.status_code == 400
    assert "Dikirim sebagai" in back.text
    assert KEPT in back.text
    sent = client.post(PAGE, data=typed, headers=OURS)
    assert sent.status_code == 422, "the form itself is read again"
    assert KEPT in sent.text


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_words_from_another_place_are_not_offered_to_be_sent(
    client: Visitor, headers: dict[str, str]
) -> None:
    client.be("e18")
    answer = client.post(PAGE, data={**LATE, "csrf_token": ""}, headers=headers)
    assert answer.status_code == 400
    assert "notaris" not in answer.text


def test_nothing_typed_at_the_door_is_shown_again(client: Visitor) -> None:
    answer = client.post(
        "/masuk", data={"nip": "e18", "password": "salah", "csrf_token": ""}, headers=OURS
    )
    assert answer.status_code == 400
    assert "e18" not in answer.text


def test_whoever_is_sent_to_the_door_reads_why(client: Visitor) -> None:
    answer = client.get("/tugas")
    assert "hanya untuk yang sudah masuk" in client.get(answer.location).text
