"""A worker may be killed at any moment: nothing that was ordered is lost."""

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.databases import KIND
from tests.jobs.process import LEASE_SECONDS
from tests.processes import FLASK, Running, output_of

PATIENCE_SECONDS = 120


class Office:
    """An installation of its own with real processes."""

    def __init__(self, data: Path, database_url: str | None) -> None:
        self.data = data
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("SADAR_")},
            "SADAR_DATA_DIR": str(data),
            "SADAR_CHEAP_HASHES": "1",
            **({"SADAR_DATABASE_URL": database_url} if database_url else {}),
        }
        self.workers: list[Running] = []
        self.run(*FLASK, "db", "upgrade")

    def run(self, *arguments: str) -> str:
        return output_of(arguments, self.environment)

    def order(self, how_many: int, seconds: float) -> None:
        self.run("tests.jobs.process", "order", str(how_many), str(seconds))

    def counts(self) -> dict[str, int]:
        return json.loads(self.run("tests.jobs.process", "report").splitlines()[-1])

    def said(self) -> list[str]:
        path = self.data / "said.txt"
        return path.read_text().splitlines() if path.exists() else []

    def start_worker(self) -> Running:
        ready = self.said().count("ready")
        command = ("tests.jobs.process", "work")
        worker = Running(command, self.environment, self.data / "log-worker.txt")
        self.workers.append(worker)
        self.wait_until(lambda: self.said().count("ready") > ready)
        return worker

    def wait_until(self, holds) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < until, f"waited too long: {self.said()}"
            time.sleep(0.02)

    def close(self) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait()


@pytest.fixture
def office(request, tmp_path):
    url = request.getfixturevalue("postgres").create("workers") if KIND == "postgresql" else None
    found = Office(tmp_path, url)
    yield found
    found.close()
    if url:
        request.getfixturevalue("postgres").drop("workers")


@pytest.mark.slow
def test_workers_killed_in_the_middle_lose_no_job(office):
    jobs, chance = 30, random.Random(4)
    office.order(jobs, 0.1)
    for _ in range(5):
        worker = office.start_worker()
        time.sleep(chance.uniform(0.1, 0.7))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    time.sleep(LEASE_SECONDS)
    office.start_worker()
    office.wait_until(lambda: {f"end {n}" for n in range(jobs)} <= set(office.said()))
    time.sleep(LEASE_SECONDS)
    assert office.counts() == {"waiting": 0, "running": 0, "done": jobs, "dead": 0}


@pytest.mark.slow
def test_a_worker_told_to_stop_finishes_what_it_has_begun(office):
    office.order(3, 0.8)
    worker = office.start_worker()
    office.wait_until(lambda: "begin 0" in office.said())
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=60) == 0
    assert office.said() == ["ready", "begin 0", "end 0"]
    assert office.counts() == {"waiting": 2, "running": 0, "done": 1, "dead": 0}


@pytest.mark.slow
def test_two_workers_never_do_the_same_job(office):
    office.order(20, 0.05)
    for _ in range(2):
        office.start_worker()
    office.wait_until(lambda: sum(line.startswith("end") for line in office.said()) >= 20)
    begun = [line for line in office.said() if line.startswith("begin")]
    assert len(begun) == len(set(begun)) == 20
