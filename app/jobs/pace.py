"""Whether people keep the machine busy now, so that patient work (printing letters) can wait."""

import contextlib
import os
import time
from pathlib import Path

# The share of all cores that people may need before letters wait. With more, a letter takes cores
# (and what they share) from somebody who is sending his declaration.
BUSY = 0.2
_LOOK_EVERY_SECONDS = 2.0
_STAT = Path("/proc/stat")
# Fields of the first line: user nice system idle iowait irq softirq steal. Letters are printed at
# low priority and counted as "nice", so they do not hold themselves up.
_NICE, _IDLE, _WAITING_FOR_DISK, _STEAL = 1, 3, 4, 7


class Pace:
    """Looks at the processors at most every two seconds."""

    def __init__(self, stat: Path = _STAT) -> None:
        self._stat = stat
        self._seen = self._read()
        self._looked_at = time.monotonic()
        self._busy = False

    def busy(self) -> bool:
        """Whether people needed more than BUSY of the cores; False where it cannot be known."""
        if time.monotonic() - self._looked_at < _LOOK_EVERY_SECONDS:
            return self._busy
        before, self._seen = self._seen, self._read()
        self._looked_at = time.monotonic()
        spent = [now - then for now, then in zip(self._seen, before, strict=False)]
        self._busy = _share_of_people(spent) > BUSY
        return self._busy

    def _read(self) -> list[int]:
        with contextlib.suppress(OSError, ValueError):
            first = self._stat.read_text(encoding="ascii").partition(os.linesep)[0]
            return [int(ticks) for ticks in first.split()[1:9]]
        return []


def _share_of_people(spent: list[int]) -> float:
    if len(spent) <= _STEAL or sum(spent) <= 0:
        return 0.0
    others = spent[_NICE] + spent[_IDLE] + spent[_WAITING_FOR_DISK]
    return 1 - others / sum(spent)
