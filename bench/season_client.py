"""The client process of the season bench: reads phases as JSON lines, answers what it measured.

Arrivals are open-loop: a visitor comes at his time whether or not the server has answered the
others, and a step that could not begin in time counts its waiting.
"""

import heapq
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Final

from bench.season_visits import Browser, Failed, Record, Steps, Visit, rounds_of

# More than there are visitors at once: one who waits for a thread would count as waiting for an answer.
THREADS: Final = 256
_LONGEST_SECONDS: Final = 3 * 3600


@dataclass(order=True)
class _Turn:
    due: float
    order: int
    browser: Browser = field(compare=False)
    steps: Steps = field(compare=False)


class Crowd:
    """Lets any number of visitors take their steps at their times on a bounded number of threads."""

    def __init__(self, until: float) -> None:
        self._until = until
        self._turns: list[_Turn] = []
        self._change = threading.Condition()
        self._ready: SimpleQueue[_Turn | None] = SimpleQueue()
        self._order = 0
        self._unfinished = 0
        self.problems: Counter[str] = Counter()

    def expect(self, at: float, browser: Browser, steps: Steps) -> None:
        """A visitor who begins at this moment of the monotonic clock."""
        with self._change:
            self._unfinished += 1
            self._put(at, browser, steps)

    def _put(self, at: float, browser: Browser, steps: Steps) -> None:
        self._order += 1
        heapq.heappush(self._turns, _Turn(at, self._order, browser, steps))
        self._change.notify()

    def run(self) -> None:
        """Until every visitor has left, or the time is over."""
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        self._hand_out()
        for _ in threads:
            self._ready.put(None)
        for thread in threads:
            thread.join()

    def _hand_out(self) -> None:
        with self._change:
            while self._unfinished:
                now = time.monotonic()
                if now > self._until:
                    self.problems["time was over"] += self._unfinished
                    return
                while self._turns and self._turns[0].due <= now:
                    self._ready.put(heapq.heappop(self._turns))
                wait = self._turns[0].due - now if self._turns else 1.0
                self._change.wait(max(0.0005, min(wait, 1.0)))

    def _work(self) -> None:
        while (turn := self._ready.get()) is not None:
            turn.browser.due = turn.due
            pause: float | None = None
            try:
                pause = next(turn.steps)
            except StopIteration:
                pass
            except Failed as problem:
                self._note(str(problem))
            except Exception as error:  # a fault of the bench must not hang the crowd
                self._note(f"bench: {error!r}")
            with self._change:
                if pause is None:
                    self._unfinished -= 1
                    self._change.notify()
                else:
                    self._put(time.monotonic() + pause, turn.browser, turn.steps)

    def _note(self, problem: str) -> None:
        with self._change:
            self.problems[problem] += 1


class Client:
    """Carries out the phases; visitors prepared in one phase send in a later one."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._records: list[Record] = []
        self._visitors = 0
        self._prepared: list[Visit] = []
        self._phases: dict[str, Callable[..., list[Visit]]] = {
            "visits": self._whole_visits,
            "prepare": self._prepare,
            "burst": self._burst,
            "storm": self._storm,
            "pages": self._pages,
        }

    def carry_out(self, order: dict[str, Any]) -> dict[str, Any]:
        """One phase; gives the requests by kind, the numbers acknowledged and what went wrong."""
        self._records = []
        port, self._port = self._port, order.pop("port", self._port)
        began, cpu = time.monotonic(), time.process_time()
        self._crowd = Crowd(began + order.pop("most_seconds", _LONGEST_SECONDS))
        visits = self._phases[order.pop("phase")](**order)
        self._crowd.run()
        self._port = port
        return {
            "seconds": time.monotonic() - began,
            "cpu": time.process_time() - cpu,
            "records": [(one.kind, round(one.seconds, 5), one.end) for one in self._records],
            "acknowledged": [one.acknowledged for one in visits if one.acknowledged],
            "sent_after": [round(one.sent_after, 5) for one in visits if one.sent_after],
            "visits": len(visits),
            "problems": dict(self._crowd.problems.most_common(20)),
        }

    def _browser(self) -> Browser:
        """Each visitor comes from an address of his own, as the brakes on sign-in count them."""
        self._visitors += 1
        at = self._visitors
        source = f"127.{1 + at // 62_500}.{at // 250 % 250}.{1 + at % 250}"
        return Browser(self._port, source, self._records)

    def _visits(self, filers: Sequence[Sequence[str]], password: str, think: float) -> list[Visit]:
        return [Visit(self._browser(), nip, password, kind, think) for nip, kind in filers]

    def _whole_visits(
        self, filers: Sequence[Sequence[str]], password: str, think: float, rate: float,
        officer: str | None = None, officer_paths: Sequence[str] = (),
    ) -> list[Visit]:  # fmt: skip
        """Whole visits at `rate` a second; beside them an officer looks at the compliance list."""
        visits = self._visits(filers, password, think)
        began = time.monotonic() + 0.2
        for at, visit in zip(_arrivals(rate), visits, strict=False):
            self._crowd.expect(began + at, visit.browser, visit.whole())
        if officer is not None:
            seconds = len(visits) / rate
            paths = list(officer_paths) * (1 + int(seconds / 5 / max(1, len(officer_paths))))
            self._expect_officer(officer, password, paths[: max(1, int(seconds / 5))], 5.0)
        return visits

    def _expect_officer(self, nip: str, password: str, paths: Sequence[str], pause: float) -> None:
        visit = Visit(self._browser(), nip, password, "", 0.0)

        def steps() -> Steps:
            yield from visit.sign_in()
            yield from rounds_of(visit.browser, paths, "compliance", pause)

        self._crowd.expect(time.monotonic(), visit.browser, steps())

    def _prepare(self, filers: Sequence[Sequence[str]], password: str, at_once: int) -> list[Visit]:
        """Bring visitors to the page that asks for the signature, a few at a time."""
        visits = self._visits(filers, password, 0.0)

        def one_after_the_other(part: Sequence[Visit]) -> Steps:
            for visit in part:
                try:
                    yield from visit.prepare()
                except Failed as problem:
                    self._crowd.problems[str(problem)] += 1
                    continue
                self._prepared.append(visit)
                visit.browser.close()

        for first in range(at_once):
            part = visits[first::at_once]
            if part:
                turns = Browser(self._port, "127.0.0.1", self._records)
                self._crowd.expect(time.monotonic(), turns, one_after_the_other(part))
        return []

    def _burst(self, rate: float) -> list[Visit]:
        """Everybody prepared presses Kirim, so many a second."""
        visits, self._prepared = self._prepared, []
        began = time.monotonic() + 0.2
        for at, visit in zip(_arrivals(rate), visits, strict=False):
            visit.browser.records = self._records
            self._crowd.expect(began + at, visit.browser, visit.send())
        return visits

    def _storm(
        self, filers: Sequence[Sequence[str]], password: str, rate: float, others: Sequence[str]
    ) -> list[Visit]:
        """Sign-ins at `rate` a second; one person signed in before goes on reading pages."""
        visits = self._visits(filers, password, 0.0)
        began = time.monotonic() + 0.2
        for at, visit in zip(_arrivals(rate), visits[1:], strict=False):
            self._crowd.expect(began + at, visit.browser, visit.sign_in())
        reader = visits[0]

        def reading() -> Steps:
            yield from reader.sign_in()
            count = max(1, int(len(visits) / rate / 0.5))
            yield from rounds_of(reader.browser, [*others] * count, "reading", 0.5)

        self._crowd.expect(began, reader.browser, reading())
        return visits

    def _pages(
        self, paths: Sequence[str], rate: float, count: int, visitors: int = 1,
        officer: str | None = None, password: str = "",
    ) -> list[Visit]:  # fmt: skip
        """`count` pages: one after the other by an officer, or at `rate` a second by strangers."""
        if officer is not None:
            self._expect_officer(
                officer, password, [paths[i % len(paths)] for i in range(count)], 0.0
            )
            return []
        began = time.monotonic() + 0.2
        browsers = [self._browser() for _ in range(visitors)]
        for at, place in zip(_arrivals(rate), range(count), strict=False):
            browser = browsers[place % visitors]
            self._crowd.expect(began + at, browser, browser.get(paths[place % len(paths)]))
        return []


def _arrivals(rate: float) -> Iterator[float]:
    """Moments of independent arrivals (Poisson), always the same."""
    chance, at = random.Random(1), 0.0
    while True:
        at += chance.expovariate(rate)
        yield at


def main() -> None:
    client = Client(int(sys.argv[1]))
    for line in sys.stdin:
        print(json.dumps(client.carry_out(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
