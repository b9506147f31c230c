"""ClamAV's daemon over its Unix socket: INSTREAM, one connection for one file (C32)."""

import socket
import struct
import time
from pathlib import Path

from app.attachments.scanning import ScannerAway

MOST_SECONDS = 8.0
# After a failure the next files are not kept waiting for the same answer.
REST_SECONDS = 15.0
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096
_LENGTH = struct.Struct(">I")


class Clamd:
    """A scanner for `scanning.use`. `seconds` is the longest one file may take in all."""

    def __init__(
        self, path: Path, *, seconds: float = MOST_SECONDS, rest: float = REST_SECONDS
    ) -> None:
        self._path, self._seconds, self._rest = path, seconds, rest
        self._away_until = 0.0

    def __call__(self, content: bytes) -> str | None:
        """The signature's name, or None. Raises ScannerAway when there is no verdict."""
        if time.monotonic() < self._away_until:
            raise ScannerAway("resting after a failure")
        try:
            answer = self._asked(content)
        except OSError as error:
            self._away_until = time.monotonic() + self._rest
            raise ScannerAway(type(error).__name__) from error
        return _verdict(answer)

    def _asked(self, content: bytes) -> str:
        until = time.monotonic() + self._seconds
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(self._seconds)
            line.connect(str(self._path))
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                part = content[start : start + _CHUNK]
                line.settimeout(_left(until))
                line.sendall(_LENGTH.pack(len(part)) + part)
            line.sendall(_LENGTH.pack(0))
            return _answer(line, until)


def _answer(line: socket.socket, until: float) -> str:
    found = b""
    while not found.endswith(b"\0") and len(found) < _LONGEST_ANSWER:
        line.settimeout(_left(until))
        part = line.recv(_LONGEST_ANSWER)
        if not part:
            break
        found += part
    return found.rstrip(b"\0\n").decode("utf-8", "replace")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _verdict(answer: str) -> str | None:
    said = answer.partition(": ")[2]
    if said == "OK":
        return None
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerAway("no verdict")
