"""What a browser, or somebody who is not one, can send."""

import io

import pytest
from flask import Flask, request
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.visitor import Visitor

BEYOND = "9223372036854775808"


@pytest.mark.parametrize(
    "path",
    [
        "/deklarasi/{}",
        "/deklarasi/{}/versi/1",
        "/tinjauan/{}",
        "/surat/{}.pdf",
        "/admin/pegawai/{}",
    ],
)
def test_a_number_no_record_can_have_leads_nowhere(city: None, client: Visitor, path: str) -> None:
    assert client.be("e49").get(path.format(BEYOND)).status_code == 404


def test_a_staff_list_of_a_unit_that_cannot_be_is_the_whole_list(
    city: None, client: Visitor
) -> None:
    whole = client.be("e49").get("/admin/pegawai").text
    assert "60 baris" in whole
    assert "60 baris" in client.get(f"/admin/pegawai?unit={BEYOND}").text


@pytest.mark.parametrize("control", ["%00", "%02", "%1B", "%7F"])
def test_a_control_character_in_a_search_is_left_out(
    city: None, client: Visitor, control: str
) -> None:
    text = client.be("e49").get(f"/admin/pegawai?cari=suryan{control}ingsih").text
    assert 'value="suryaningsih"' in text


@pytest.mark.parametrize("control", ["\x00", "\x02", "\x1b", "\x7f"])
def test_a_control_character_typed_into_a_form_is_left_out(
    city: None, client: Visitor, control: str
) -> None:
    answer = client.post("/masuk", data={"nip": f"e2{control}4", "password": "sadar-kota-contoh"})
    assert answer.status_code == 303


def test_a_form_of_two_megabytes_is_refused_with_a_page(city: None, client: Visitor) -> None:
    answer = client.be("e24").post("/akun/sandi", data={"old_password": "x" * 2_000_000})
    assert answer.status_code == 413
    assert "melebihi batas" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("sent_from", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "https://palsu.example"}, 403),
    ],
)
def test_a_form_sent_from_another_site_is_refused(
    city: None, client: Visitor, sent_from: dict[str, str], status: int
) -> None:
    answer = client.post(
        "/masuk", data={"nip": "e24", "password": "sadar-kota-contoh"}, headers=sent_from
    )
    assert answer.status_code == status


def test_a_file_that_comes_in_is_held_in_memory_only(app: Flask) -> None:
    """Werkzeug would write what is larger than 500 kB into the temporary folder, readable (D12)."""
    content = b"x" * 2_000_000
    boundary, body = encode_multipart({"berkas": FileStorage(io.BytesIO(content), "foto.jpg")})
    kind = f"multipart/form-data; boundary={boundary}"
    with app.test_request_context("/", method="POST", data=body, content_type=kind):
        stream = request.files["berkas"].stream
        assert isinstance(stream, io.BytesIO)
        assert stream.read() == content


def test_only_a_page_that_takes_evidence_takes_a_large_body(app: Flask) -> None:
    with app.test_request_context("/masuk", method="POST"):
        assert request.max_content_length == app.config["MAX_CONTENT_LENGTH"]
