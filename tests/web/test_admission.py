"""Too many at the door: the next is told at once, in words, when to come back."""

import threading
from collections.abc import Iterable
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any

from flask import Flask

from app.web import admission
from app.web.admission import Line


def channel(
    path: str = "/", command: str = "GET", *, inside: bool = False, served: Any = None
) -> Any:
    headers = {"COOKIE": "sadar_sesi=x"} if inside else {}
    request = SimpleNamespace(path=path, command=command, headers=headers)
    made = SimpleNamespace(requests=[request])
    made.service = lambda: served.put(made) if served is not None else None
    made.cancel = lambda: None
    return made


def waiting(line: Line) -> list[Any]:
    return [*line.sending.queue, *line.reading.queue]


def test_whoever_is_inside_may_wait_when_newcomers_are_turned_away() -> None:
    line = Line(newcomers=2, inside=4)
    first, second = channel(), channel()
    line.add_task(first)
    line.add_task(second)
    line.add_task(channel())
    assert waiting(line) == [first, second]
    insider = channel(inside=True)
    line.add_task(insider)
    assert waiting(line)[-1] is insider
    for _ in range(3):
        line.add_task(channel(inside=True))
    assert len(waiting(line)) == 4


def test_who_is_turned_away_hears_it_although_every_thread_is_busy() -> None:
    line, busy, served = Line(newcomers=0, inside=2), threading.Event(), SimpleQueue[Any]()
    working = channel(inside=True)
    working.service = lambda: busy.wait(20)
    line.set_thread_count(1)
    line.add_task(working)
    refused = channel(served=served)
    line.add_task(refused)
    try:
        assert served.get(timeout=60) is refused
        assert not busy.is_set()
    finally:
        busy.set()
        line.set_thread_count(0)


def test_a_declaration_being_sent_goes_before_every_other_form() -> None:
    line = Line()
    sign_in = channel("/masuk", "POST", inside=True)
    first, second = (channel(f"/deklarasi/{n}/periksa", "POST", inside=True) for n in (1, 2))
    for one in (sign_in, first, second):
        line.add_task(one)
    assert waiting(line) == [first, second, sign_in]
    other = channel("/tugas", "POST", inside=True)
    line.add_task(other)
    assert waiting(line)[-1] is other


def test_who_sends_does_not_wait_behind_those_who_read() -> None:
    line, busy, served = Line(), threading.Event(), SimpleQueue[Any]()
    line.set_thread_count(8)
    for _ in range(8):
        page = channel("/tugas", inside=True)
        page.service = lambda: busy.wait(20)
        line.add_task(page)
    sent = channel("/deklarasi/1/periksa", "POST", inside=True, served=served)
    line.add_task(sent)
    try:
        assert served.get(timeout=60) is sent
        assert not line.is_idle
    finally:
        busy.set()
        line.set_thread_count(0)


def test_a_server_with_one_thread_reads_and_sends() -> None:
    line, served = Line(), SimpleQueue[Any]()
    line.set_thread_count(1)
    page, form = channel(served=served), channel(command="POST", served=served)
    line.add_task(page)
    line.add_task(form)
    assert {id(served.get(timeout=60)), id(served.get(timeout=60))} == {id(page), id(form)}
    line.set_thread_count(0)


def test_the_health_answer_is_never_refused() -> None:
    line = Line(newcomers=0, inside=0)
    probe = channel("/healthz")
    line.add_task(probe)
    assert waiting(line) == [probe]


def ask(app: Flask, *, refused: bool) -> tuple[str, dict[str, str], bytes]:
    told: dict[str, Any] = {}
    door = admission.guarded(app)

    def start_response(status: str, headers: Iterable[tuple[str, str]], *_rest: Any) -> None:
        told.update(status=status, headers=dict(headers))

    def service() -> None:
        environ = app.test_client().get("/healthz").request.environ
        told["body"] = b"".join(door(environ, start_response))

    if refused:
        admission._TurnedAway(SimpleNamespace(service=service)).service()
    else:
        service()
    return told["status"], told["headers"], told["body"]


def test_the_refusal_says_when_to_come_back_and_that_the_draft_is_safe(app: Flask) -> None:
    status, headers, body = ask(app, refused=True)
    assert status.startswith("503")
    assert 3 <= int(headers["Retry-After"]) <= 8
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Draf Anda aman" in body.decode()
    assert int(headers["Content-Length"]) == len(body)


def test_after_a_refusal_the_same_thread_answers_normally(app: Flask) -> None:
    ask(app, refused=True)
    status, _headers, body = ask(app, refused=False)
    assert status.startswith("200")
    assert body == b"ok\n"


def test_a_flood_at_the_portal_takes_no_place_of_those_who_work() -> None:
    line = Line(newcomers=2, inside=2)
    for number in range(200):
        flooding = channel("/aduan/1")
        flooding.addr = (f"203.0.113.{number}", 1)
        line.add_task(flooding)
    assert len(line.public.queue) == admission.MOST_PUBLIC
    staff = channel("/tugas", inside=True)
    line.add_task(staff)
    assert waiting(line) == [staff]


def test_few_of_one_address_may_wait_at_the_portal() -> None:
    line = Line(behind_proxy=True)
    for address in ["203.0.113.9"] * 20 + ["198.51.100.7"]:
        one = channel("/aduan/1")
        one.requests[0].headers["X_FORWARDED_FOR"] = f"claimed, {address}"
        line.add_task(one)
    told = [one.requests[0].headers["X_FORWARDED_FOR"] for one in line.public.queue]
    assert told.count("claimed, 203.0.113.9") == admission.MOST_OF_ONE_ADDRESS
    assert told[-1] == "claimed, 198.51.100.7"
