"""The seam for records that open with a number and a code: complaints, objections from outside.

A feature registers its door in `app/wiring/seams.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Lock:
    """One record behind a door: its id, and the argon2id hash of its code."""

    subject_id: int
    code_hash: str | None


@dataclass(frozen=True)
class Door:
    """`find` gives the record with this number (tidied, capitals); `page` is where its visitor goes.

    `label` is what the visitor is called in the trail and on pages: a role, never a name.
    """

    subject_type: str
    label: str
    page: str
    find: Callable[[str], Lock | None]


_doors: dict[str, Door] = {}


def register(*doors: Door) -> None:
    """Called by wiring."""
    _doors.update({one.subject_type: one for one in doors})


def forget_all() -> None:
    _doors.clear()


def all_doors() -> list[Door]:
    return list(_doors.values())


def door_of(subject_type: str) -> Door | None:
    return _doors.get(subject_type)
