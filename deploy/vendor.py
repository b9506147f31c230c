"""Copies the pinned front-end files into the tree and writes static/MANIFEST.json.

Run by hand after changing a pin in package.json (`python3 deploy/vendor.py`); needs npm.
The copies are committed, so neither the application nor its tests ever need node.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "static" / "MANIFEST.json"
SPRITE = "static/img/icons.svg"
ICON_PACKAGE = "@tabler/icons"

ICONS = (
    "alert-circle",
    "alert-triangle",
    "arrow-back-up",
    "arrow-left",
    "arrow-right",
    "arrows-exchange",
    "bell",
    "book",
    "building",
    "calendar",
    "chart-bar",
    "check",
    "chevron-down",
    "circle-check",
    "clipboard-check",
    "clipboard-list",
    "clock",
    "device-desktop",
    "device-floppy",
    "dots",
    "download",
    "eye",
    "file-check",
    "file-text",
    "filter",
    "gift",
    "hand-stop",
    "help-circle",
    "history",
    "home",
    "info-circle",
    "key",
    "list-check",
    "lock",
    "login",
    "logout",
    "menu-2",
    "message-circle",
    "paperclip",
    "pencil",
    "plus",
    "printer",
    "qrcode",
    "scale",
    "search",
    "send",
    "settings",
    "shield-check",
    "speakerphone",
    "trash",
    "upload",
    "user",
    "users",
    "x",
)


@dataclass(frozen=True)
class Copy:
    """One file taken from a package as it is."""

    package: str
    source: str
    target: str


VARIABLE_FONT = "@fontsource-variable/plus-jakarta-sans"
STATIC_FONT = "@fontsource/plus-jakarta-sans"

COPIES = (
    Copy(
        VARIABLE_FONT,
        "files/plus-jakarta-sans-latin-wght-normal.woff2",
        "static/fonts/plus-jakarta-sans-variable.woff2",
    ),
    # WeasyPrint embeds static instances more reliably than a variable font.
    Copy(
        STATIC_FONT,
        "files/plus-jakarta-sans-latin-400-normal.woff2",
        "static/fonts/plus-jakarta-sans-400.woff2",
    ),
    Copy(
        STATIC_FONT,
        "files/plus-jakarta-sans-latin-700-normal.woff2",
        "static/fonts/plus-jakarta-sans-700.woff2",
    ),
    Copy(VARIABLE_FONT, "LICENSE", "static/licenses/plus-jakarta-sans.txt"),
    Copy(ICON_PACKAGE, "LICENSE", "static/licenses/tabler-icons.txt"),
    Copy("axe-core", "axe.min.js", "tests/vendor/axe.min.js"),
    Copy("axe-core", "LICENSE", "tests/vendor/axe-core-license.txt"),
)


def integrity(content: bytes) -> str:
    """The Subresource Integrity value of a file's bytes."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode("ascii")


def sprite(icons: Path) -> str:
    """One SVG file with a <symbol> per icon, for <use href="icons.svg#name">."""
    symbols = []
    for name in ICONS:
        source = (icons / f"{name}.svg").read_text(encoding="utf-8")
        body = re.sub(r"(?s)^.*?<svg[^>]*>|</svg>.*$", "", source)
        body = re.sub(r'<path stroke="none"[^>]*/>', "", body)
        drawing = "".join(line.strip() for line in body.splitlines()).replace(" />", "/>")
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def package_facts(modules: Path, package: str) -> tuple[str, str]:
    """Version and licence that an installed package declares."""
    facts = json.loads((modules / package / "package.json").read_text(encoding="utf-8"))
    return facts["version"], facts["license"]


def entry(modules: Path, package: str, target: str) -> dict[str, str]:
    """The manifest line of one vendored file."""
    version, licence = package_facts(modules, package)
    return {
        "path": target,
        "package": package,
        "version": version,
        "license": licence,
        "integrity": integrity((ROOT / target).read_bytes()),
    }


def vendor(modules: Path) -> list[dict[str, str]]:
    """Writes every vendored file and returns the manifest."""
    lines = []
    for copy in COPIES:
        target = ROOT / copy.target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / copy.package / copy.source, target)
        lines.append(entry(modules, copy.package, copy.target))
    drawn = sprite(modules / ICON_PACKAGE / "icons" / "outline")
    (ROOT / SPRITE).write_text(drawn, encoding="utf-8")
    lines.append(entry(modules, ICON_PACKAGE, SPRITE))
    return sorted(lines, key=lambda line: line["path"])


def main() -> None:
    """Installs the pinned packages in a scratch directory and vendors from there."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(ROOT / name, Path(scratch) / name)
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=scratch,
            check=True,
        )
        lines = vendor(Path(scratch) / "node_modules")
    MANIFEST.write_text(json.dumps(lines, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
