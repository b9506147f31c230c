"""What can go wrong in the office's own terms; the web turns each into a page."""

from collections.abc import Mapping


class DomainError(Exception):
    """A refusal a person can read. `message` is Indonesian."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


class NotFound(DomainError):
    """There is no such record, or none for this actor: the two are never told apart."""


class NotAllowed(DomainError):
    """The actor may see the record but not do this to it."""


class Closed(NotAllowed):
    """The record is closed to the actor, who stepped aside from it; `page` is where he reads why."""

    def __init__(self, message: str, page: str) -> None:
        super().__init__(message)
        self.page = page


class WrongState(DomainError):
    """The record is not (any more) in a state in which this can be done."""


class Invalid(DomainError):
    """What was typed breaks a rule of the office. `fields` maps a field name to its sentence."""

    def __init__(self, message: str = "", fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message or next(iter((fields or {}).values()), ""))
        self.fields = dict(fields or {})


class AlreadyDone(DomainError):
    """This very form was submitted before; `location` is where the first one led, if known."""

    def __init__(self, location: str | None = None) -> None:
        super().__init__("Formulir ini sudah kami terima.")
        self.location = location


class Busy(DomainError):
    """Too many writers wait; nothing was lost, the caller may try again in a few seconds."""
