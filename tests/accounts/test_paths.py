"""After signing in one lands on this site, whatever the address says."""

import pytest

from app.accounts.paths import own_path


@pytest.mark.parametrize("asked", ["/", "/tugas", "/deklarasi/3?bagian=2#isi", "/a//b"])
def test_an_own_page_is_gone_back_to(asked):
    assert own_path(asked) == asked


@pytest.mark.parametrize(
    "asked",
    [None, "", "https://jahat.example/", "//jahat.example", "/\\jahat.example", "\\\\jahat.example",
     "/\t/jahat.example", "/\n/jahat.example", " /tugas", "javascript:alert(1)", "tugas",
     "http:/tugas", "///jahat.example", "/" + "a" * 600, "/tugas\r\nSet-Cookie: a=b", "/\x00"],
)  # fmt: skip
def test_a_foreign_address_is_not(asked):
    assert own_path(asked) is None
