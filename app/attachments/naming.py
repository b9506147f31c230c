"""A file's name as it may be shown and served: no folders, no hidden characters, an honest ending."""

import unicodedata
from pathlib import PurePosixPath

from app.attachments.models import FileKind

LONGEST = 120
_FORBIDDEN = frozenset('<>:"/\\|?*')


def shown_name(given: str | None) -> str:
    """What is left of a name when everything is gone that could lead elsewhere or deceive the eye."""
    last = (given or "").replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    kept = "".join(
        c for c in last if c not in _FORBIDDEN and not unicodedata.category(c).startswith("C")
    )
    name = " ".join(kept.split()).strip(". ")
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
    return (stem[: LONGEST - len(ending)] + ending)[:LONGEST] if name else ""


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def served_name(name: str, kind: FileKind) -> str:
    """The name under which it is downloaded; its ending is the kind's, whatever it was called."""
    stem = PurePosixPath(name).stem if ending_of(name) in kind.endings else name
    return f"{stem or 'bukti'}{kind.endings[0]}"
