"""The worker's loop: take what is due, sleep a moment, leave when told, finishing what was begun."""

import signal
import threading
from types import FrameType

from app.database.base import db
from app.jobs.pace import Pace
from app.outbox import services

NAP_SECONDS = 0.5


class Worker:
    """One worker of this process. Any number of processes may run one each.

    `patient`: letters wait while people keep the machine busy.
    """

    def __init__(self, lease_seconds: int, *, patient: bool = True) -> None:
        self._lease_seconds = lease_seconds
        self._patient = patient
        self._told_to_stop = threading.Event()
        self._pace = Pace()

    def stop_on_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._told_to_stop.set()

    def work_once(self) -> int:
        """Do everything that is due now and give how many jobs were taken up."""
        done = 0
        while (taken := self._work_off(patiently=False)) and not self._told_to_stop.is_set():
            done += taken
        return done

    def work(self) -> None:
        """Work until told to stop."""
        while not self._told_to_stop.is_set():
            if not self._work_off():
                self._told_to_stop.wait(NAP_SECONDS)

    def _work_off(self, *, patiently: bool = True) -> int:
        try:
            return services.work_off(
                lease_seconds=self._lease_seconds,
                keep_going=lambda: not self._told_to_stop.is_set(),
                hold_back=self._pace.busy if patiently and self._patient else lambda: False,
            )
        finally:
            db.session.remove()
