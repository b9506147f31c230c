"""The machine is busy when people need it; letters being printed do not count."""

from pathlib import Path

import pytest

from app.jobs import pace
from app.jobs.pace import Pace


def stat(folder: Path, *fields: int) -> Path:
    file = folder / "stat"
    file.write_text(f"cpu  {' '.join(map(str, fields))} 0 0\ncpu0 1 2 3\n")
    return file


@pytest.fixture(autouse=True)
def _look_at_once(monkeypatch):
    monkeypatch.setattr(pace, "_LOOK_EVERY_SECONDS", 0.0)


def test_people_who_need_half_of_the_cores_make_it_busy(tmp_path):
    watched = Pace(stat(tmp_path, 100, 0, 100, 800, 0, 0, 0, 0))
    stat(tmp_path, 140, 0, 110, 850, 0, 0, 0, 0)
    assert watched.busy()
    stat(tmp_path, 141, 0, 111, 950, 0, 0, 0, 0)
    assert not watched.busy()


def test_letters_being_printed_do_not_hold_themselves_up(tmp_path):
    watched = Pace(stat(tmp_path, 100, 0, 100, 800, 0, 0, 0, 0))
    stat(tmp_path, 105, 90, 100, 805, 0, 0, 0, 0)
    assert not watched.busy()


def test_where_it_cannot_be_known_nothing_waits(tmp_path):
    assert not Pace(tmp_path / "missing").busy()
