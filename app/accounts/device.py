"""A browser in two short words, so that people recognise their own devices; pure."""

_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def _first(agent: str, words: tuple[tuple[str, str], ...]) -> str:
    return next((shown for sign, shown in words if sign in agent), "")


def described(agent: str) -> str:
    """`Chrome di Android`; an agent that names neither is `Perangkat lain`."""
    browser, system = _first(agent, _BROWSERS), _first(agent, _SYSTEMS)
    if browser and system:
        return f"{browser} di {system}"
    return browser or system or "Perangkat lain"
