"""Server and worker are killed in the middle of their work, fifty times; nothing promised is lost."""

import hashlib
import os
import random
import re
import threading
import time

import pytest
import sqlalchemy as sa

from app.core import clock
from app.documents.models import Document
from app.outbox.models import Job, JobState
from tests.caller import Caller
from tests.city import MUCH_LATER
from tests.live import LiveServer

pytestmark = pytest.mark.slow
RUNS = int(os.environ.get("SADAR_PUTUS", "50"))
LETTERS = 40  # left for the worker, so that it is busy whenever it dies
LEASE_SECONDS = 2
DONE_WITHIN_SECONDS = 240


class Typist(threading.Thread):
    """e24 at his draft: each saving carries the next number; knows which were acknowledged."""

    def __init__(self, caller: Caller, address: str, last: int) -> None:
        super().__init__()
        self._caller, self._address = caller, address
        self.acknowledged = self.sent = last

    def run(self) -> None:
        while True:
            self.sent += 1
            try:
                answer = self._caller.post(
                    f"{self._address}/simpan-draf?halaman=profile",
                    main_duty=f"Tugas nomor {self.sent}.",
                )
            except OSError:  # the server is gone
                return
            if answer.status != 200:
                return
            self.acknowledged = self.sent


def give_letters_back(office: LiveServer) -> None:
    with office.inspected() as session:
        some = sa.select(Job.id).order_by(Job.id).limit(LETTERS)
        session.execute(sa.update(Job).where(Job.id.in_(some)).values(run_after=clock.now()))
        session.commit()


def stored(caller: Caller, address: str) -> int:
    found = re.search(r"Tugas nomor (\d+)\.", caller.get(f"{address}/isi/data-diri").text)
    return int(found.group(1)) if found else 0


def wait_for_letters(office: LiveServer) -> None:
    deadline = time.monotonic() + DONE_WITHIN_SECONDS
    while time.monotonic() < deadline:
        with office.inspected() as session:
            due = sa.select(Job.id).where(Job.run_after < MUCH_LATER)
            unfinished = Job.state.in_((JobState.WAITING, JobState.RUNNING))
            if session.scalar(due.where(unfinished).limit(1)) is None:
                return
        time.sleep(0.5)


def retry_the_dead(office: LiveServer) -> None:
    """A letter whose worker died eight times waits for the operator; he gives it back."""
    with office.inspected() as session:
        dead = session.scalars(sa.select(Job.id).where(Job.state == JobState.DEAD)).all()
    for number in dead:
        office.flask("jobs", "retry", str(number))


def test_a_power_cut_loses_nothing_that_was_acknowledged(
    installation: LiveServer, database: None
) -> None:
    dice = random.Random(2026)
    give_letters_back(installation)
    installation.start().start_worker("--lease", str(LEASE_SECONDS))
    caller = Caller(installation.url).be("e24")
    address = caller.post("/deklarasi/mulai").url.removesuffix("/isi")
    kept = saved = 0
    for run in range(RUNS):
        typist = Typist(caller, address, kept)
        typist.start()
        time.sleep(dice.uniform(0.02, 0.5))
        installation.kill()
        typist.join()
        installation.start().start_worker("--lease", str(LEASE_SECONDS))
        kept = stored(caller, address)
        assert typist.acknowledged <= kept <= typist.sent, f"run {run}"
        saved += typist.acknowledged
    assert saved > 0, "nothing was saved at all: the test tested nothing"
    wait_for_letters(installation)
    retry_the_dead(installation)
    wait_for_letters(installation)
    installation.flask("audit", "verify")  # raises unless the trail is whole
    with installation.inspected() as session:
        done = session.scalars(sa.select(Job.state).order_by(Job.id).limit(LETTERS)).all()
        assert set(done) == {JobState.DONE}
        printed = session.scalars(sa.select(Document).where(Document.sha256.is_not(None))).all()
        assert printed
        assert [
            d.number for d in printed if hashlib.sha256(d.content).hexdigest() != d.sha256
        ] == []
