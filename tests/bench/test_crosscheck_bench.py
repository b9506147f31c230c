"""The bench of the cross-check counts honestly, and a tiny run goes through."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench import crosscheck, rivals
from bench.search_figures import WANTED, Asked, Found, Row, measure

ROOT = Path(__file__).resolve().parents[2]
ASKED = [Asked("person", "Sri", 3)]


def test_a_row_that_is_not_listed_is_not_found() -> None:
    row = measure(Row("x"), lambda _one: Found([7, 8], [0.9, 0.8]), lambda _one: 0.95, ASKED)
    assert row.recall(WANTED) == row.fair_recall() == 0.0


def test_as_many_that_match_as_well_excuse_a_row_but_do_not_find_it() -> None:
    crowd = Found(list(range(100, 100 + WANTED)), [0.9] * WANTED)
    row = measure(Row("x"), lambda _one: crowd, lambda _one: 0.9, ASKED)
    assert row.recall(WANTED) == 0.0
    assert row.fair_recall() == 1.0
    row = measure(Row("x"), lambda _one: crowd, lambda _one: 0.91, ASKED)
    assert row.fair_recall() == 0.0


def test_recall_counts_at_which_place_the_right_one_stands() -> None:
    row = measure(Row("x"), lambda _one: Found([1, 2, 3], [1.0, 1.0, 1.0]), lambda _one: 1.0, ASKED)
    assert (row.recall(1), row.recall(10)) == (0.0, 1.0)


def test_nomenklatura_is_left_out_in_words_where_it_is_not_installed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    for python in (sys.executable, "/nowhere/python"):
        assert crosscheck.of_nomenklatura(python, [("person", "Sri")], ASKED) == []
        assert capsys.readouterr().out.startswith("- nomenklatura left out: ")


def test_what_nomenklatura_answers_is_counted_as_ours_is(tmp_path: Path) -> None:
    answer = '{"rows": [7, 3], "scores": [0.9, 0.8], "meant": 0.8, "wall": 55.0, "cpu": 50.0}'
    runs = f'[{{"bucket": 60, "as_list": false, "answers": [{answer}]}}]'
    python = tmp_path / "python"
    told = f'{{"version": "4", "made": 1, "built": 12, "size": 200, "runs": {runs}}}'
    python.write_text(f"#!/bin/sh\ncat >{tmp_path}/given\necho '{told}'\n")
    python.chmod(0o755)
    (row,) = rivals.nomenklatura(str(python), [("person", "Sri")] * 8, ASKED)
    assert (row.recall(1), row.recall(10), row.p50) == (0.0, 1.0, 55.0)
    assert row.cells()[:3] == [
        "nomenklatura 4, bucket 60, name by name", "12 s (+ 1 s entities)",
        "0 MB (25 B each, plain words)",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_tiny_register_is_measured_from_the_build_to_the_page() -> None:
    done = subprocess.run(  # the bench builds an application of its own: not in this process
        [sys.executable, "-m", "bench", "crosscheck", "--size", "500", "--queries", "20",
         "--brute", "3", "--sweep", "100", "--no-postgres"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "on the inspector's page: CS-4" in done.stdout
    assert "| brute RapidFuzz WRatio |" in done.stdout
    assert "nomenklatura" in done.stdout
