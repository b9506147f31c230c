"""The one place where a virus scanner is asked; without one, nothing is."""

from collections.abc import Callable


class ScannerAway(Exception):
    """The scanner gave no verdict: it is down, too slow, or broke off. The file is not judged."""


# Gives the name of what was found in these bytes, or None. Raises ScannerAway.
Scanner = Callable[[bytes], str | None]
_scanner: list[Scanner] = []


def use(*scanner: Scanner) -> None:
    """Ask this scanner about every file from now on. Called by the wiring; none switches it off."""
    _scanner[:] = scanner


def threat_in(content: bytes) -> str | None:
    """The name of what is dangerous in these bytes, or None. Raises ScannerAway."""
    return next((found for scan in _scanner if (found := scan(content))), None)
