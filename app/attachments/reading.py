"""The parent side of judging a PDF: one short-lived child for each, killed when it takes too long."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 20
CHILD = "app.attachments.papers"


@dataclass(frozen=True)
class Paper:
    """A PDF that may be kept: its pages, and the copy without metadata."""

    pages: int
    content: bytes


class PaperRefused(Exception):
    """`str()` is the word of the reason: broken, locked, active, carrying, pages or heavy."""


def read_paper(content: bytes, *, seconds: float = MOST_SECONDS) -> Paper:
    """Judge a PDF. Raises PaperRefused; a child that dies or hangs is "heavy"."""
    try:
        done = subprocess.run(  # noqa: S603 our own interpreter and module
            [sys.executable, "-m", CHILD],
            input=content,
            capture_output=True,
            timeout=seconds,
            check=True,
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
        )
        line, _, body = done.stdout.partition(b"\n")
        answer = json.loads(line)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise PaperRefused("heavy") from error
    if "refused" in answer:
        raise PaperRefused(answer["refused"])
    return Paper(answer["pages"], body)
