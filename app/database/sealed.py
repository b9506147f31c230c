"""Private content of a record: JSON that is encrypted on its way into its column."""

import secrets
from typing import Any

from app.database import keys


def new_uid() -> str:
    """A random name for a row, fixed at birth, so that its sealed fields are bound to it."""
    return secrets.token_hex(16)


def opened(table: str, uid: str, name: str, sealed: bytes) -> Any:
    """The JSON of a sealed column that was read as a column, without its record."""
    return keys.unseal(sealed, f"{table}/{uid}/{name}")


class SealedJson:
    """`answers = SealedJson()` beside a bytes column `answers_sealed`; the row needs a `uid`.

    The ciphertext is bound to table, row and column, so a database administrator cannot move one
    person's answers to another's row unnoticed.
    """

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def _place(self, record: Any) -> str:
        if record.uid is None:
            record.uid = new_uid()
        return f"{record.__tablename__}/{record.uid}/{self._name}"

    def __get__(self, record: Any, owner: type) -> Any:
        if record is None:
            return self
        sealed = getattr(record, f"{self._name}_sealed")
        return None if sealed is None else keys.unseal(sealed, self._place(record))

    def opened(self, table: str, uid: str, sealed: bytes) -> Any:
        """What a row holds of which only these were read: thousands are, when an index is built."""
        return keys.unseal(sealed, f"{table}/{uid}/{self._name}")

    def __set__(self, record: Any, value: Any) -> None:
        sealed = None if value is None else keys.seal(value, self._place(record))
        setattr(record, f"{self._name}_sealed", sealed)


class SealedBytes(SealedJson):
    """The same for raw bytes, such as the PDF of a letter."""

    def __get__(self, record: Any, owner: type) -> Any:
        if record is None:
            return self
        sealed = getattr(record, f"{self._name}_sealed")
        return None if sealed is None else keys.unseal_bytes(sealed, self._place(record))

    def __set__(self, record: Any, value: Any) -> None:
        sealed = None if value is None else keys.seal_bytes(value, self._place(record))
        setattr(record, f"{self._name}_sealed", sealed)
