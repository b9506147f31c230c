"""Too many at the door: the next is told at once, in words, when to come back."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from flask import Flask

from app.web import admission
from app.web.admission import Line


def channel(path: str = "/", *, inside: bool = False, served: list[Any] | None = None) -> Any:
    headers = {"COOKIE": "sadar_sesi=x"} if inside else {}
    made = SimpleNamespace(requests=[SimpleNamespace(path=path, headers=headers)])
    made.service = lambda: served.append(made) if served is not None else None
    made.cancel = lambda: None
    return made


def waiting(line: Line) -> list[Any]:
    return list(line.queue)


def test_whoever_is_inside_may_wait_when_newcomers_are_turned_away() -> None:
    line = Line(newcomers=2, inside=4)
    first, second = channel(), channel()
    line.add_task(first)
    line.add_task(second)
    line.add_task(channel())
    assert waiting(line)[1:] == [first, second], "the refused one comes first, it costs nothing"
    insider = channel(inside=True)
    line.add_task(insider)
    assert waiting(line)[-1] is insider
    line.add_task(channel(inside=True))
    assert waiting(line)[-1] is insider


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
