"""Two clicks make one record: a form's key is claimed in the transaction of its use case."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import clock
from app.core.errors import AlreadyDone
from app.database.base import Base, db


class Submission(Base):
    """A form that was acted upon. `location` is where its first submission led."""

    __tablename__ = "submissions"
    __table_args__ = (sa.UniqueConstraint("owner", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(sa.String(64))
    key: Mapped[str] = mapped_column(sa.String(64))
    location: Mapped[str | None] = mapped_column(sa.String(300))
    at: Mapped[datetime]


@dataclass
class _Form:
    owner: str
    key: str
    claimed: Submission | None = None
    location: str | None = None


_form: ContextVar[_Form | None] = ContextVar("form", default=None)


@contextmanager
def submitting(owner: str, key: str) -> Iterator[None]:
    """For this request, the first use case claims `key` for `owner` or raises AlreadyDone."""
    token = _form.set(_Form(owner, key))
    try:
        yield
    finally:
        _form.reset(token)


def leads_to(location: str) -> None:
    """Where the record that is being made can be seen; shown to whoever submits the form again."""
    form = _form.get()
    if form is not None:
        form.location = location


def claim(session: Session) -> None:
    """Claim the running request's form. Raises AlreadyDone if it was claimed before."""
    form = _form.get()
    if form is None or form.claimed is not None:
        return
    earlier = _earlier(session, form)
    if earlier is not None:
        raise earlier
    form.claimed = Submission(owner=form.owner, key=form.key, at=clock.now())
    session.add(form.claimed)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyDone(None) from error


def _earlier(session: Session, form: _Form) -> AlreadyDone | None:
    """What the form came to when it was sent before, if it was."""
    row = session.execute(
        sa.select(Submission.location).where(
            Submission.owner == form.owner, Submission.key == form.key
        )
    ).first()
    return AlreadyDone(row.location) if row is not None else None


def acted_upon() -> AlreadyDone | None:
    """Why the running request was refused, where its form had been acted upon before."""
    form = _form.get()
    return _earlier(db.session(), form) if form is not None and form.claimed is None else None


def remember() -> None:
    """Write where the form led, before its transaction commits."""
    form = _form.get()
    if form is not None and form.claimed is not None and form.location:
        form.claimed.location = form.location
