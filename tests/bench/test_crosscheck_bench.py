"""The bench of the cross-check counts honestly, and a tiny run goes through."""

import subprocess
import sys
from pathlib import Path

import pytest

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
