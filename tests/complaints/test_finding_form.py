"""S-80, the form of what the desk finds: its rows of allegations, blank ones among them."""

import re

import pytest

from app.complaints.models import State
from app.complaints.services import classifying
from app.core import clock
from app.regulations import queries as regulations
from tests.complaints.stage import a_complaint, a_whole_one
from tests.complaints.test_desk import again, finding

pytestmark = pytest.mark.usefixtures("city")
ROW = {"text": "Menerima uang lewat adiknya.", "form": "BTK-1", "kind": "JNS-05", "source": "SBR-4"}


def row(number: int, **changes: str) -> dict[str, str]:
    return {f"allegations-{number}-{name}": said for name, said in {**ROW, **changes}.items()}


def blank(number: int) -> dict[str, str]:
    return dict.fromkeys(row(number), "")


def opened(client, **facts):
    """The complaint and the address of its form, opened by the desk."""
    found = a_complaint(**facts)
    path = f"/meja-aduan/{found.id}/telaah"
    assert client.be("e57").get(path).status_code == 200
    return found, path


def texts(found) -> list[str]:
    return [one.words["text"] for one in again(found).allegations]


def errors_of(page: str, number: int) -> str:
    """What stands in the frame of one allegation."""
    return page.partition(f'id="dugaan-{number}"')[2].partition("</fieldset>")[0]


def test_blank_rows_count_as_if_they_were_not_there(client):
    found, path = opened(client)
    sent = finding(**blank(0), **row(1), **blank(2), **{"allegations-3-text": "  "})
    assert client.post(path, data=sent).status_code == 303
    assert texts(found) == [ROW["text"]]
    assert [one.position for one in again(found).allegations] == [1]


def test_only_blank_rows_are_told_to_be_none(client):
    found, path = opened(client)
    answer = client.post(path, data=finding(**blank(0), **blank(1)))
    assert answer.status_code == 422
    assert classifying.NO_ALLEGATION in answer.text
    assert texts(found) == []


def test_an_error_stands_in_its_own_row_and_not_in_the_blank_one_before_it(client):
    _found, path = opened(client)
    page = client.post(path, data=finding(**blank(0), **row(1, text="Pendek", kind="JNS-99"))).text
    assert "error" not in errors_of(page, 1)
    assert "Tulis dugaan sedikitnya 20 huruf." in errors_of(page, 2)
    assert "Pilih jenis dari daftar." in errors_of(page, 2)
    assert "Pendek</textarea>" in errors_of(page, 2) and "selected" in errors_of(page, 2)


def test_a_row_of_which_only_the_last_list_was_answered_is_not_dropped(client):
    _found, path = opened(client)
    sent = finding(**blank(1), **{"allegations-1-attention": "AF-5"})
    answer = client.post(path, data=sent)
    assert answer.status_code == 422
    assert "Tulis dugaan sedikitnya 20 huruf." in errors_of(answer.text, 2)
    assert 'selected value="AF-5"' in errors_of(answer.text, 2)


def test_rows_are_added_to_the_last_and_nothing_typed_is_lost_or_kept_too_early(client):
    found, path = opened(client)
    sent = {"extract": "Baru mulai.", **row(0, text="Baru sebagian")}
    for number in range(1, classifying.MOST_ALLEGATIONS):
        page = client.post(path, data={**sent, "aksi": "dugaan"})
        assert page.status_code == 200, "a row more is no mistake"
        assert f'id="dugaan-{number + 1}"' in page.text
        assert "Baru sebagian" in page.text and "Baru mulai." in page.text
        assert "Ada yang perlu diperbaiki" not in page.text
        sent |= blank(number)
    assert "Tambah dugaan" not in page.text, "no more fit"
    more = client.post(path, data={**sent, "aksi": "dugaan"}).text
    assert f'id="dugaan-{classifying.MOST_ALLEGATIONS + 1}"' not in more
    assert texts(found) == []


def test_what_was_found_before_is_there_again_and_an_emptied_row_goes(client):
    found, path = opened(client)
    client.post(path, data=finding(**row(1)))
    page = client.get(path).text
    assert ROW["text"] in errors_of(page, 2) and 'selected value="SBR-4"' in errors_of(page, 2)
    seen = re.search(r'name="revision"[^>]*value="(\d+)"', page)
    assert seen
    sent = finding(**blank(1), revision=seen[1], _once="kedua")
    assert client.post(path, data=sent).status_code == 303
    assert texts(found) == ["Memenangkan perusahaan milik ipar."]


def test_who_is_second_is_told_and_keeps_his_words(client):
    found, path = opened(client)
    old = str(found.revision)
    assert client.post(path, data=finding()).status_code == 303
    late = client.post(path, data=finding(**row(1), revision=old, _once="kedua"))
    assert late.status_code == 422
    assert "Orang lain lebih dulu mengubah data ini." in late.text and ROW["text"] in late.text
    assert len(texts(found)) == 1


def test_after_the_desk_nothing_is_found_any_more(client):
    found = a_whole_one()
    assert found.state is State.VERIFIED
    path = f"/meja-aduan/{found.id}/telaah"
    client.be("e57")
    assert client.get(path).location.endswith(f"/meja-aduan/{found.id}")
    client.get(f"/meja-aduan/{found.id}")
    late = client.post(path, data=finding(**row(1)))
    assert late.status_code == 422
    assert "sudah tidak ditelaah di meja aduan" in late.text and ROW["text"] in late.text


def test_the_form_tells_what_each_code_means_and_what_the_reporter_suspects(client, arranging):
    found, path = opened(client)
    with arranging():
        found.story = {**found.story, "interests": ["family"], "jenis": ["JNS-04"]}
    page = client.get(path).text
    pack = regulations.pack_on(clock.today())
    for name in ("bentuk", "jenis", "sumber_penyebab"):
        assert all(one.text in page for one in pack.codes(name))
    assert "Pemilihan rekanan tidak profesional (JNS-04)" in page
    assert 'selected value="JNS-04"' in errors_of(page, 1), "his own word is where the desk begins"
