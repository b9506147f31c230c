"""The transaction of a use case: one, outermost, all or nothing."""

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.core.errors import Busy, WrongState
from app.database import once
from app.database.base import db
from app.database.engine import WRITES

F = TypeVar("F", bound=Callable[..., Any])
SOMEONE_WAS_FASTER = "Orang lain lebih dulu mengubah data ini. Muat ulang, lalu periksa lagi."


_running: ContextVar[bool] = ContextVar("running", default=False)
# What the running request will write together with its next use case; None outside requests.
_errands: ContextVar[list[Callable[[], object]] | None] = ContextVar("errands", default=None)
# SQLite has one writer; waiting in line here is fairer and cheaper than retrying inside it.
_writer = threading.Lock()
_WRITER_WAIT_SECONDS = 10


def use_case(function: F) -> F:
    """Run the function in the outermost transaction; join it when one is already running.

    Commits once at the end, rolls back on anything raised. Raises WrongState when another
    officer changed the same record first, Busy when the database cannot be written now,
    AlreadyDone when the form that asks for it was acted upon before.
    """
    return _transactional(function, claims=True)


def bookkeeping(function: F) -> F:
    """A use case beside the form's own purpose (counting a sign-in, logging a reading, a draft).

    It commits by itself like `use_case` but does not use up the form's key.
    """
    return _transactional(function, claims=False)


def _transactional(function: F, *, claims: bool) -> F:
    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        if in_use_case():
            return function(*args, **kwargs)
        with _outermost(claims=claims):
            taken_along = _do_errands()
            result = function(*args, **kwargs)
            once.remember()
            db.session.commit()
        _forget_errands(taken_along)
        return result

    return run  # type: ignore[return-value]


def someone_writes() -> bool:
    """Whether another thread of this process writes now (SQLite: one at a time)."""
    return _writer.locked()


def along(errand: Callable[[], object]) -> None:
    """Write this with what the running request writes next, or by itself at its end.

    It saves the wait for the one pen. When the next use case is rolled back, the errand is done
    with the one after it. Outside requests, and inside a use case, it is done at once.
    """
    waiting = _errands.get()
    if waiting is None or in_use_case():
        bookkeeping(errand)()
    else:
        waiting.append(errand)


@contextmanager
def errands_together() -> Iterator[None]:
    """Around a request: what `along` left over is written at its end."""
    token = _errands.set([])
    try:
        yield
    finally:
        try:
            if _errands.get():
                bookkeeping(lambda: None)()
        finally:
            _errands.reset(token)


def _do_errands() -> int:
    """Do what waits and give how many; they stay until it is known that they are written."""
    waiting = _errands.get() or []
    for errand in waiting:
        errand()
    return len(waiting)


def _forget_errands(count: int) -> None:
    waiting = _errands.get()
    if waiting is not None:
        del waiting[:count]


def in_use_case() -> bool:
    return _running.get()


@contextmanager
def _outermost(*, claims: bool) -> Iterator[None]:
    session: Session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside a use case")
    # What was read before is read again under the writer's lock, so no decision rests on old rows.
    session.rollback()
    token = _running.set(True)
    try:
        with _in_line(session):
            _begin(session)
            if claims:
                once.claim(session)
            yield
    except StaleDataError as error:
        session.rollback()
        raise WrongState(SOMEONE_WAS_FASTER) from error
    except BaseException:
        session.rollback()
        raise
    finally:
        _running.reset(token)


@contextmanager
def _in_line(session: Session) -> Iterator[None]:
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    if not _writer.acquire(timeout=_WRITER_WAIT_SECONDS):
        raise Busy("Sistem sedang sibuk. Draf Anda aman; coba lagi sebentar lagi.")
    try:
        yield
    finally:
        _writer.release()


def _begin(session: Session) -> None:
    try:
        session.connection(execution_options={WRITES: True})
    except OperationalError as error:
        raise Busy("Sistem sedang sibuk. Draf Anda aman; coba lagi sebentar lagi.") from error


@sa.event.listens_for(Session, "before_flush")
def _refuse_writing_outside(session: Session, _context: Any, _instances: Any) -> None:
    if not in_use_case() and not session.info.get("arranging"):
        raise RuntimeError("rows are written inside a use case only")
