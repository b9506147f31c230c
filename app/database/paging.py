"""One page of a list, as every list of the office has it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, TypeVarTuple

import sqlalchemy as sa

from app.database.base import db

T = TypeVar("T")
Columns = TypeVarTuple("Columns")
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


def how_many(asked: sa.Select[*tuple[Any, ...]]) -> int:
    """How many rows it would give."""
    counted = sa.select(sa.func.count()).select_from(asked.order_by(None).subquery())
    return db.session.scalar(counted) or 0


def page_of(asked: sa.Select[T], number: int) -> Paged[T]:
    """That page, or the nearest, of a list of records; `asked` says their order."""
    return page_read(asked, number, lambda part: list(db.session.scalars(part)))


def page_read(
    asked: sa.Select[*Columns],
    number: int,
    read: Callable[[sa.Select[*Columns]], Sequence[T]],
    size: int | None = None,
) -> Paged[T]:
    """The same of a list whose lines are made by `read`, of one page's part of what is asked."""
    size = size or PAGE_SIZE
    total = how_many(asked)
    number = nearest_page(number, total, size)
    part = asked.limit(size).offset((number - 1) * size)
    return Paged(read(part), number, total, size)
