"""Numbers without gaps and codes nobody can guess."""

import re
import secrets

import sqlalchemy as sa

from app.audit.services import take_turn
from app.database.base import db
from app.database.prepared import prepared
from app.documents.models import Document

PREFIX = "SADAR"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_LENGTH = 8
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CODE = re.compile(rf"[{ALPHABET}]{{{_LENGTH}}}")


def take_number(series: str, year: int) -> int:
    """The next number of the series, its row locked until the use case ends; no number is lost."""
    take_turn()  # the chain before any series: all writers lock in one order and none waits in a ring
    db.session.flush()
    taken: int = db.session.execute(
        _TAKE, {"code": series, "year": year}, execution_options={"synchronize_session": False}
    ).scalar_one()
    return taken


# Locks the row as reading it for update would, and writes it in the same step.
_TAKE = sa.text(
    "INSERT INTO number_series (code, year, next) VALUES (:code, :year, 2) "
    "ON CONFLICT (code, year) DO UPDATE SET next = number_series.next + 1 RETURNING next - 1"
)


def new_code() -> str:
    """A code no letter has yet, such as SADAR-7KQ2-9FMX."""
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
        code = f"{PREFIX}-{drawn[:4]}-{drawn[4:]}"
        if db.session.scalar(*_coded(code)) is None:
            return code


@prepared
def _coded(code: str) -> sa.Select[int]:
    return sa.select(Document.id).where(Document.code == code)


def read_code(typed: str) -> str | None:
    """What a person typed as a code: any case, with or without dashes, O for 0, I or L for 1."""
    plain = re.sub(r"[\s\-–—.]", "", typed).upper().removeprefix(PREFIX).translate(_READ_AS)
    return f"{PREFIX}-{plain[:4]}-{plain[4:]}" if _CODE.fullmatch(plain) else None
