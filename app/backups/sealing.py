"""The sealed file: readable only with a private key that the server does not have.

A fresh key for each file is sealed to the recipient (X25519, libsodium's sealed box); the content
follows in pieces of libsodium's secretstream, whose last piece is marked, so that a file that was
cut, reordered or changed is noticed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

MAGIC = b"SADAR cadangan 1\n"
_PIECE = 256 * 1024
_MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_KEY_BYTES = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES
_HEAD_BYTES = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_GROWS_BY = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_SEALED_KEY_BYTES = _KEY_BYTES + bindings.crypto_box_SEALBYTES


class CannotOpen(Exception):
    """Not such a file, another key's, or its bytes were changed or cut: never told apart."""


class Sealer:
    """Takes bytes in any portions and writes them sealed. `close` marks the end."""

    def __init__(self, out: BinaryIO, recipient: PublicKey) -> None:
        key = bindings.crypto_secretstream_xchacha20poly1305_keygen()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        head = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        out.write(MAGIC + SealedBox(recipient).encrypt(key) + head)
        self._out = out
        self._waiting = bytearray()

    def write(self, content: bytes) -> int:
        self._waiting += content
        while len(self._waiting) > _PIECE:
            self._push(bytes(self._waiting[:_PIECE]), _MORE)
            del self._waiting[:_PIECE]
        return len(content)

    def close(self) -> None:
        self._push(bytes(self._waiting), _LAST)

    def _push(self, piece: bytes, tag: int) -> None:
        self._out.write(
            bindings.crypto_secretstream_xchacha20poly1305_push(self._state, piece, MAGIC, tag)
        )


class Opener:
    """Reads a sealed file as if it were plain. `finish` proves that nothing is missing."""

    def __init__(self, source: BinaryIO, key: PrivateKey) -> None:
        """Raises CannotOpen."""
        head = source.read(len(MAGIC) + _SEALED_KEY_BYTES + _HEAD_BYTES)
        sealed = head[len(MAGIC) : -_HEAD_BYTES]
        if not head.startswith(MAGIC) or len(sealed) != _SEALED_KEY_BYTES:
            raise CannotOpen
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        try:
            bindings.crypto_secretstream_xchacha20poly1305_init_pull(
                self._state, head[-_HEAD_BYTES:], SealedBox(key).decrypt(sealed)
            )
        except (CryptoError, RuntimeError) as error:
            raise CannotOpen from error
        self._source = source
        self._read = bytearray()
        self._ended = False

    def read(self, size: int) -> bytes:
        """Raises CannotOpen where the file was changed."""
        while len(self._read) < size and not self._ended:
            self._pull()
        found = bytes(self._read[:size])
        del self._read[:size]
        return found

    def finish(self) -> None:
        """Read to the marked end. Raises CannotOpen when the file was cut or something follows."""
        while not self._ended:
            self._pull()
        if self._source.read(1):
            raise CannotOpen

    def _pull(self) -> None:
        try:
            piece, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
                self._state, self._source.read(_PIECE + _GROWS_BY), MAGIC
            )
        except (CryptoError, RuntimeError, ValueError) as error:
            raise CannotOpen from error
        self._read += piece
        self._ended = tag == _LAST


@contextmanager
def new_file(path: Path, recipient: PublicKey) -> Iterator[Sealer]:
    """A sealed file that is whole on the disk under its name, or not there at all."""
    unfinished = path.with_suffix(".baru")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            sealer = Sealer(out, recipient)
            yield sealer
            sealer.close()
            out.flush()
            os.fsync(out.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
