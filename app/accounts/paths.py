"""Where a page may send somebody back to: own pages only; pure."""

from urllib.parse import urlsplit

_LONGEST = 500


def own_path(asked: str | None) -> str | None:
    """The address if it stays on this site, else None; browsers read `/\\x` and `//x` as a host."""
    if not asked or len(asked) > _LONGEST or not asked.startswith("/"):
        return None
    if asked.startswith("//") or "\\" in asked or any(ord(letter) < ord("!") for letter in asked):
        return None
    parts = urlsplit(asked)
    return None if parts.scheme or parts.netloc else asked
