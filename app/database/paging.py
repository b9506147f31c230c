"""One page of a list, as every list of the office has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PAGE_SIZE = 25


@dataclass(frozen=True)
class Paged(Generic[T]):
    """One page of `total` things; pages count from 1, and there is always one."""

    items: Sequence[T]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))


def nearest_page(wanted: int, total: int, size: int = PAGE_SIZE) -> int:
    """The page asked for, or the nearest one there is."""
    return max(1, min(wanted, -(-total // size)))
