"""Switching the language leads back to the page one was on, and nowhere else."""

import pytest

from tests.visitor import Visitor

ELSEWHERE = [
    "//luar.example", "/\\luar.example", "/%09/luar.example", "/%0a/luar.example",
    "/%0d%0aSet-Cookie:%20a=b", "http://luar.example", "https:luar.example", "/%5cluar.example",
]  # fmt: skip


def test_the_language_switch_leads_back(client: Visitor) -> None:
    answer = client.get("/bahasa/en?kembali=/v%3Fkode=SADAR")
    assert answer.location == "/v?kode=SADAR"
    assert "sadar_bahasa=en" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("back", ELSEWHERE)
def test_the_language_switch_leads_to_no_other_site(client: Visitor, back: str) -> None:
    answer = client.get(f"/bahasa/en?kembali={back}")
    assert (answer.status_code, answer.location) == (303, "/")
