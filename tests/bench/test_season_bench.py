"""The load bench of the season runs: a handful of filings against the real server and worker."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.figures import percentile
from bench.season_visits import Answer, form_of, with_answers

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_a_handful_of_filings_goes_through_and_none_is_lost(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    done = subprocess.run(  # the bench builds an application of its own: not in this process
        [sys.executable, "-m", "bench", "season", "--tiny", "--people", "30", "--out", report],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    text = report.read_text(encoding="utf-8")
    assert "| acknowledged filings lost ≤ 0 | 0 | yes |" in text
    assert "| filings written twice ≤ 0 | 0 | yes |" in text
    assert "30 serve" in text


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile(range(1, 101), 95) == 95
    assert percentile([7.0], 99) == 7.0
    assert percentile([], 50) == 0.0


def test_a_form_goes_back_as_a_browser_would_send_it() -> None:
    page = Answer(
        200,
        "/x",
        '<form method="post"><input type="hidden" name="csrf_token" value="a&amp;b">'
        '<input type="checkbox" name="tick" value="y"><input type="radio" name="r" value="1">'
        '<input type="radio" name="r" value="2" checked><textarea name="t">satu\ndua</textarea>'
        '<input type="submit" name="go" value="Kirim"></form>',
    )
    fields = form_of(page, "tick")
    assert fields == [("csrf_token", "a&b"), ("r", "2"), ("t", "satu\ndua")]
    assert with_answers(fields, {"r": "1", "tick": ["y"]}) == [
        ("csrf_token", "a&b"), ("t", "satu\ndua"), ("r", "1"), ("tick", "y"),
    ]  # fmt: skip
