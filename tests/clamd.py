"""A real clamd of our own, with two test signatures and no others; nothing is downloaded."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.attachments.clamd import Clamd
from tests.databases import MUST, dies_with_us

# The harmless test file all scanners know, in two halves so that no scanner of ours finds us.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()
_START_SECONDS = 90
_SETTINGS = """
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
Foreground yes
ScanPDF yes
ScanArchive yes
FixStaleSocket yes
ExitOnOOM yes
MaxThreads 2
StreamMaxLength 12M
"""


def program() -> str | None:
    """Where clamd is; Debian keeps it out of an ordinary user's path."""
    return shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@pytest.fixture(scope="session")
def clamd() -> Iterator[Path]:
    """The socket of a running clamd."""
    found = program()
    if found is None:
        if MUST:
            pytest.fail("no clamd here, and SADAR_WAJIB=1 forbids skipping")
        pytest.skip("no clamd: sudo apt-get install clamav-daemon")
    folder = Path(tempfile.mkdtemp(prefix="sadar-clamd-", dir="/tmp"))
    (folder / "signatures").mkdir()
    pattern = EICAR.hex()
    (folder / "signatures" / "uji.ndb").write_text(f"Sadar.Test.EICAR:0:*:{pattern}\n")
    (folder / "signatures" / "uji.hdb").write_text(
        "44d88612fea8a8f36de82e1278abb02f:68:Sadar.Test.EICAR.Whole\n"
    )
    (folder / "clamd.conf").write_text(_SETTINGS.format(folder=folder))
    running = subprocess.Popen(
        [found, "-c", str(folder / "clamd.conf")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=dies_with_us,  # noqa: PLW1509 - one prctl, no Python lock
    )  # fmt: skip
    try:
        _wait(folder / "clamd.sock", running)
        yield folder / "clamd.sock"
    finally:
        running.terminate()
        running.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(path: Path, running: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _START_SECONDS
    while not path.exists():
        assert running.poll() is None, "clamd ended by itself"
        assert time.monotonic() < until, "clamd does not answer"
        time.sleep(0.1)
    assert Clamd(path)(b"nothing") is None
