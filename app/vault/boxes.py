"""Nested sealed boxes: bound to one record, opened by two custodians one after the other."""

import hashlib
import json
from collections.abc import Mapping

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

LARGEST = 16 * 1024  # bytes of one identity
_VERSION = b"\x01"
_MARK_BYTES = 32
_LENGTH_BYTES = 4
# Plaintexts are filled up to a multiple of this, so that a length betrays no name.
_BLOCK = 1024
_INNER, _OUTER = "inner", "outer"


class CannotOpen(Exception):
    """Another key, changed bytes, or a box that belongs to another record: never told apart."""


def close(
    identity: Mapping[str, object], context: str, first: PublicKey, second: PublicKey
) -> bytes:
    """Seal an identity so that `first` opens the outer and then `second` the inner layer.

    `context` names the record inside both layers. Raises ValueError above LARGEST bytes.
    """
    return _layer(_layer(_filled(identity), f"{context}/{_INNER}", second),
                  f"{context}/{_OUTER}", first)  # fmt: skip


def open_outer(box: bytes, context: str, key: PrivateKey) -> bytes:
    """What the second custodian opens. Raises CannotOpen."""
    return _opened(box, f"{context}/{_OUTER}", key)


def open_inner(inner: bytes, context: str, key: PrivateKey) -> dict[str, object]:
    """The identity. Raises CannotOpen."""
    return _emptied(_opened(inner, f"{context}/{_INNER}", key))


def hand_over(identity: Mapping[str, object], context: str, reader: PublicKey) -> bytes:
    """Seal an identity once, for one reader and one opening named by `context`."""
    return _layer(_filled(identity), context, reader)


def read(handed: bytes, context: str, key: PrivateKey) -> dict[str, object]:
    """What was handed over. Raises CannotOpen."""
    return _emptied(_opened(handed, context, key))


def _layer(content: bytes, context: str, key: PublicKey) -> bytes:
    sealed: bytes = SealedBox(key).encrypt(_VERSION + _mark(context) + content)
    return sealed


def _opened(layer: bytes, context: str, key: PrivateKey) -> bytes:
    try:
        content: bytes = SealedBox(key).decrypt(layer)
    except (CryptoError, ValueError, TypeError) as error:
        raise CannotOpen from error
    begin = len(_VERSION) + _MARK_BYTES
    if content[:begin] != _VERSION + _mark(context):
        raise CannotOpen
    return content[begin:]


def _mark(context: str) -> bytes:
    return hashlib.sha256(f"sadar-vault/1\n{context}".encode()).digest()


def _filled(identity: Mapping[str, object]) -> bytes:
    text = json.dumps(dict(identity), ensure_ascii=False, sort_keys=True).encode()
    if len(text) > LARGEST:
        raise ValueError("an identity is too large to be sealed")
    whole = len(text).to_bytes(_LENGTH_BYTES, "big") + text
    return whole + bytes(-len(whole) % _BLOCK)


def _emptied(content: bytes) -> dict[str, object]:
    length = int.from_bytes(content[:_LENGTH_BYTES], "big")
    found: dict[str, object] = json.loads(content[_LENGTH_BYTES : _LENGTH_BYTES + length])
    return found
