"""What every record that people handle has: whom it keeps out, and what was written on the way."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.database.sealed import SealedJson, new_uid
from app.people.models import Person


class KeptOut:
    """Somebody who might have handled the record and may not, with the reason people read."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.String(200))


class Written:
    """What somebody said on the way: when, who (None: the system or the public), the words sealed.

    The table is append-only.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), default=new_uid, unique=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    words_sealed: Mapped[bytes | None]

    words = SealedJson()

    @declared_attr
    @classmethod
    def by(cls) -> Mapped[Person | None]:
        return relationship(Person)
