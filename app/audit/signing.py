"""The key that signs checkpoints: Ed25519, beside the root secret, never in the database."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

_key: list[Ed25519PrivateKey] = []


def use_folder(folder: Path) -> None:
    """Read the signing key of this installation, making it on first start. Called by the factory."""
    _key[:] = [Ed25519PrivateKey.from_private_bytes(_read_or_create(folder))]


def _read_or_create(folder: Path) -> bytes:
    path = folder / "audit-signing.key"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = Ed25519PrivateKey.generate().private_bytes(
        Encoding.Raw, PrivateFormat.Raw, NoEncryption()
    )
    # Written in full under another name first: a process that starts beside us reads all or nothing.
    draft = folder / f".audit-signing.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o400)
    with os.fdopen(descriptor, "w") as file:
        file.write(fresh.hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return bytes.fromhex(path.read_text().strip())
    finally:
        draft.unlink()
    return fresh


def _current() -> Ed25519PrivateKey:
    if not _key:
        raise RuntimeError("no signing key: the application was not built")
    return _key[0]


def sign(text: str) -> str:
    return _current().sign(text.encode()).hex()


def is_ours(text: str, signature: str) -> bool:
    """Whether this installation's key signed the text."""
    try:
        _current().public_key().verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> str:
    """The public half (hex), to be given to those who keep checkpoints elsewhere."""
    return _current().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
