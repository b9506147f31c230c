"""Which member of a list a chosen value means."""

from typing import Any


def one_of(members: Any, typed: str | None) -> Any:
    return next((one for one in members if one.value == typed), None)
