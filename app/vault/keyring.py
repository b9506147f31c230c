"""Private keys at rest: wrapped by a passphrase, or on two sheets of paper that only work together."""

import base64
import hashlib
import secrets
import struct
import threading

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

KEY_BYTES = 32
SHORTEST_PASSPHRASE = 16
LONGEST_PASSPHRASE = 200
_SALT_BYTES = 16
_HEAD = struct.Struct(">BII")  # version, passes, memory in KiB
_VERSION = 1
_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
# Crockford's letters: none is read as another.
_CROCKFORD = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECK_BYTES = 2
_WHOLE = 3  # what stands before a key that is not halved
_READING_CODE_BYTES = 10  # 80 bits, 16 letters
_GROUP = 4
_profile: list[tuple[int, int]] = [(64 * 1024, 3)]
# Each derivation takes 64 MiB.
_turn = threading.Lock()


class WrongPassphrase(Exception):
    """The passphrase (or code) does not open this key."""


class WrongSheet(Exception):
    """What was typed is not a recovery sheet, or not its partner."""


def use_profile(memory: int, passes: int) -> None:
    """Cost of argon2id for keys wrapped from now on: memory in KiB, passes."""
    _profile[:] = [(memory, passes)]


def new_key() -> PrivateKey:
    return PrivateKey.generate()


def public_key(stored: bytes) -> PublicKey:
    return PublicKey(stored)


def fingerprint(public: bytes) -> str:
    """The short name by which people compare a public key: 16 hexadecimal digits."""
    digits = hashlib.sha256(public).hexdigest()[:16]
    return " ".join(digits[i : i + _GROUP] for i in range(0, len(digits), _GROUP))


def wrap(key: PrivateKey, passphrase: str) -> bytes:
    """The private key under argon2id of the passphrase; the cost stands in the result."""
    memory, passes = _profile[0]
    salt = secrets.token_bytes(_SALT_BYTES)
    box = SecretBox(_derived(passphrase, salt, memory, passes))
    return _HEAD.pack(_VERSION, passes, memory) + salt + bytes(box.encrypt(bytes(key)))


def unwrap(wrapped: bytes, passphrase: str) -> PrivateKey:
    """The private key again. Raises WrongPassphrase."""
    _version, passes, memory = _HEAD.unpack_from(wrapped)
    begin = _HEAD.size + _SALT_BYTES
    box = SecretBox(_derived(passphrase, wrapped[_HEAD.size : begin], memory, passes))
    try:
        return PrivateKey(box.decrypt(wrapped[begin:]))
    except CryptoError as error:
        raise WrongPassphrase from error


def _derived(passphrase: str, salt: bytes, memory: int, passes: int) -> bytes:
    typed = " ".join(passphrase.split()).encode()[: LONGEST_PASSPHRASE * 4]
    with _turn:
        found: bytes = pwhash.argon2id.kdf(
            KEY_BYTES, typed, salt, opslimit=passes, memlimit=memory * 1024
        )
    return found


def escrow(key: PrivateKey, recovery: PublicKey) -> bytes:
    """A copy of a custodian's key that only the recovery sheets open."""
    sealed: bytes = SealedBox(recovery).encrypt(bytes(key))
    return sealed


def from_escrow(stored: bytes, recovery: PrivateKey) -> PrivateKey:
    """Raises WrongSheet."""
    try:
        return PrivateKey(SealedBox(recovery).decrypt(stored))
    except CryptoError as error:
        raise WrongSheet from error


def sheets(key: PrivateKey) -> tuple[str, str]:
    """The recovery key in two halves; either alone says nothing about it."""
    first = secrets.token_bytes(KEY_BYTES)
    second = bytes(a ^ b for a, b in zip(first, bytes(key), strict=True))
    return _printed(1, first), _printed(2, second)


def from_sheets(one: str, other: str) -> PrivateKey:
    """The recovery key, the sheets in any order. Raises WrongSheet."""
    halves = dict((_read(one), _read(other)))
    if set(halves) != {1, 2}:
        raise WrongSheet
    return PrivateKey(bytes(a ^ b for a, b in zip(halves[1], halves[2], strict=True)))


def sheet(key: PrivateKey) -> str:
    """A whole private key on one sheet, for keys that are not halved."""
    return _printed(_WHOLE, bytes(key))


def from_sheet(typed: str) -> PrivateKey:
    """Raises WrongSheet."""
    number, whole = _read(typed)
    if number != _WHOLE:
        raise WrongSheet
    return PrivateKey(whole)


def _printed(number: int, half: bytes) -> str:
    body = bytes([number]) + half
    return _grouped(body + hashlib.sha256(body).digest()[:_CHECK_BYTES])


def _read(typed: str) -> tuple[int, bytes]:
    try:
        whole = base64.b32decode(
            tidied(typed).encode("ascii").translate(bytes.maketrans(_CROCKFORD, _STANDARD))
        )
    except (ValueError, UnicodeError) as error:
        raise WrongSheet from error
    body, check = whole[:-_CHECK_BYTES], whole[-_CHECK_BYTES:]
    if len(body) != 1 + KEY_BYTES or hashlib.sha256(body).digest()[:_CHECK_BYTES] != check:
        raise WrongSheet
    return body[0], body[1:]


def new_reading_code() -> str:
    """The code by which one requester reads one opening: 80 bits in four groups."""
    return _grouped(secrets.token_bytes(_READING_CODE_BYTES))


def tidied(typed: str) -> str:
    """The letters that were meant: spaces, hyphens, case and look-alikes are forgiven."""
    kept = "".join(c for c in typed.upper() if c.isascii() and c.isalnum())
    return kept.replace("O", "0").replace("I", "1").replace("L", "1")


def _grouped(content: bytes) -> str:
    letters = base64.b32encode(content).translate(bytes.maketrans(_STANDARD, _CROCKFORD)).decode()
    letters = letters.rstrip("=")
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))
