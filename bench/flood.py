"""A flood at the portal: 100 visitors a second begin complaints; limits hold, staff go on working."""

import argparse
import http.client
import re
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.live import LiveServer

_GOAL_SECONDS = 1.0
_THREADS = 64
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_PASSWORD = "sadar-kota-contoh"
_STORY = {
    "terlapor_mode": "post", "terlapor_uraian": "petugas loket banjir", "unit_id": "0",
    "objek": "action", "objek_uraian": "banjir aduan dari sebuah mesin", "objek_tanggal-day": "",
    "objek_tanggal-month": "1", "objek_tanggal-year": "2026",
}  # fmt: skip


class _Visitor:
    """One browser without a picture: it keeps its cookies and follows nothing."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc
        self._cookies: dict[str, str] = {}

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        line = http.client.HTTPConnection(self._host, timeout=30)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        try:
            body = urlencode(fields) if fields is not None else None
            line.request("POST" if body else "GET", path, body, headers | (_FORM if body else {}))
            answer = line.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.split(";")[0].partition("=")
                self._cookies[name] = value
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def send(self, path: str, fields: dict[str, str]) -> int:
        """Fetch the form, then send it with its token."""
        status, text = self.ask(path)
        found = _TOKEN.search(text)
        return self.ask(path, {**fields, "csrf_token": found.group(1)})[0] if found else status


def _begin(url: str, seen: Counter[str]) -> None:
    try:
        seen[str(_Visitor(url).send("/aduan/1", _STORY))] += 1
    except OSError as error:
        seen[type(error).__name__] += 1


def _work(staff: _Visitor, over: threading.Event, times: list[float]) -> None:
    while not over.is_set():
        began = time.monotonic()
        status, _text = staff.ask("/tugas")
        times.append(time.monotonic() - began if status == http.HTTPStatus.OK else 30.0)
        time.sleep(0.2)


def run(arguments: Sequence[str]) -> int:
    """Exit status 0 when the limits held and the staff's p95 is within a second."""
    parser = argparse.ArgumentParser(prog="bench flood", description=__doc__)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--rate", type=int, default=100, help="complaints begun a second")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        server = LiveServer(Path(folder), None)
        server.flask("db", "upgrade")
        server.flask("demo", "seed")
        try:
            server.start()
            seen, times = _flood(server.url, asked.seconds, asked.rate)
        finally:
            server.kill()
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"begun: {seen['303']} · refused: {seen['429']} · answers: {dict(seen)}")
    print(f"staff page: {len(times)} loads, p95 {p95:.2f} s (goal {_GOAL_SECONDS:.0f} s)")
    return 0 if p95 <= _GOAL_SECONDS and 0 < seen["303"] <= _MOST_BEGUN else 1


_MOST_BEGUN = 20  # of one address in an hour (services/braking.py)


def _flood(url: str, seconds: int, rate: int) -> tuple[Counter[str], list[float]]:
    staff, times, seen, over = _Visitor(url), [], Counter(), threading.Event()  # type: ignore[var-annotated]
    staff.send("/masuk", {"nip": "e57", "password": _PASSWORD})
    worker = threading.Thread(target=_work, args=(staff, over, times))
    worker.start()
    begin = time.monotonic()
    with ThreadPoolExecutor(_THREADS) as crowd:
        for number in range(seconds * rate):
            time.sleep(max(0.0, begin + number / rate - time.monotonic()))
            crowd.submit(_begin, url, seen)
    over.set()
    worker.join()
    return seen, times
