"""The page checks themselves see what they are there to see."""

import pytest

from tests.pages import problems_of

GOOD = (
    '<!doctype html><html lang="id"><head><title>T</title></head><body><h1>H</h1>'
    '<form method="post"><input type="hidden" name="csrf_token" value="x">'
    '<label for="a">A</label><input id="a" name="a"><button>Kirim</button></form></body></html>'
)


def test_a_good_page_is_let_through() -> None:
    assert problems_of(GOOD) == []


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("<title>T</title>", "<title> </title>"),
        ("<h1>H</h1>", ""),
        ("<h1>H</h1>", "<h1>H</h1><h1>I</h1>"),
        (' lang="id"', ""),
        ('<label for="a">A</label>', ""),
        ('<label for="a">A</label>', '<label for="b">A</label>'),
        ("<h1>H</h1>", '<h1 id="a">H</h1>'),
        ('value="x"', 'value=""'),
        ("<h1>H</h1>", '<h1 style="color:red">H</h1>'),
        ("<h1>H</h1>", '<h1 onclick="x()">H</h1>'),
        ("<h1>H</h1>", "<h1>H</h1><script>x()</script>"),
        ("<h1>H</h1>", "<h1>H</h1><style>h1{}</style>"),
        ("<h1>H</h1>", "<h1>H</h1><img src=/a.png>"),
        ("<h1>H</h1>", "<h1>H</h1><div>"),
        ("<h1>H</h1>", "<h1>{{ judul }}</h1>"),
        ("<h1>H</h1>", '<h1 aria-describedby="nothing">H</h1>'),
        ("<h1>H</h1>", '<h1>H</h1><a href="javascript:x()">a</a>'),
    ],
)
def test_a_fault_is_seen(part: str, instead: str) -> None:
    assert part in GOOD
    assert problems_of(GOOD.replace(part, instead, 1)) != []
