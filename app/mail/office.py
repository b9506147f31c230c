"""Whose mail this is and through which server it leaves; told once at start by the wiring."""

from dataclasses import dataclass

from app.mail.smtp import Server


@dataclass(frozen=True)
class Office:
    """`server` is None when mail is off: people then find everything in their inbox only."""

    server: Server | None
    application: str
    government: str
    address: str


_office: list[Office] = []


def use(office: Office) -> None:
    _office[:] = [office]


def ours() -> Office:
    return _office[0]


def mail_is_on() -> bool:
    return bool(_office) and _office[0].server is not None
