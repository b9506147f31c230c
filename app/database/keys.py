"""The installation's keys: one root secret outside the database, one derived key per purpose."""

import hashlib
import hmac
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_NONCE_BYTES = 12
_root: list[bytes] = []


class Tampered(Exception):
    """A sealed value does not belong to the row it was found in, or its bytes were changed."""


def read_or_create_root(folder: Path) -> bytes:
    """The 32-byte root secret of this installation, made on first start, readable by its user only."""
    path = folder / "root.key"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        return bytes.fromhex(path.read_text().strip())
    with os.fdopen(descriptor, "w") as file:
        root = secrets.token_bytes(32)
        file.write(root.hex())
        file.flush()
        os.fsync(file.fileno())
    return root


def use_root(root: bytes) -> None:
    """Set the root secret of this process. Called by the factory."""
    _root[:] = [root]
    derived.cache_clear()
    _cipher.cache_clear()


@lru_cache(maxsize=32)
def derived(purpose: str) -> bytes:
    """The 32-byte key for one purpose; two purposes never share bytes."""
    if not _root:
        raise RuntimeError("no root key: the application was not built")
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(
        _root[0]
    )


@lru_cache(maxsize=1)
def _cipher() -> AESGCM:
    return AESGCM(derived("field"))


def seal(value: Any, belongs_to: str) -> bytes:
    """Encrypt a JSON value for one place (`table/uid/column`); AES-256-GCM, place as AAD."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return seal_bytes(plain, belongs_to)


def unseal(sealed: bytes, belongs_to: str) -> Any:
    """Give the JSON value back. Raises Tampered when moved to another place or changed."""
    return json.loads(unseal_bytes(sealed, belongs_to).decode())


def seal_bytes(plain: bytes, belongs_to: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + _cipher().encrypt(nonce, plain, belongs_to.encode())


def unseal_bytes(sealed: bytes, belongs_to: str) -> bytes:
    nonce, cipher = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return _cipher().decrypt(nonce, cipher, belongs_to.encode())
    except InvalidTag as error:
        raise Tampered(belongs_to) from error


def fingerprint(purpose: str, value: str) -> str:
    """A keyed hash (hex) by which a secret value is found again without being stored."""
    return hmac.new(derived(purpose), value.encode(), hashlib.sha256).hexdigest()
