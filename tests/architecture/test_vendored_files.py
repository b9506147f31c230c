"""The vendored front-end files are the ones the manifest names, byte for byte."""

import base64
import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = json.loads((ROOT / "static" / "MANIFEST.json").read_text(encoding="utf-8"))


def sri(content: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode("ascii")


def test_every_vendored_file_is_unchanged_since_it_was_vendored() -> None:
    changed = [
        line["path"]
        for line in MANIFEST
        if sri((ROOT / line["path"]).read_bytes()) != line["integrity"]
    ]
    assert changed == []


def test_every_vendored_file_names_its_version_and_licence() -> None:
    pins = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    for line in MANIFEST:
        assert line["version"] == pins[line["package"]], line["path"]
        assert line["license"], line["path"]


def test_no_font_script_or_icon_is_served_that_the_manifest_does_not_know() -> None:
    known = {line["path"] for line in MANIFEST}
    served = [
        path.relative_to(ROOT).as_posix()
        for folder in ("static/fonts", "static/licenses", "tests/vendor")
        for path in (ROOT / folder).iterdir()
        if path.is_file()
    ]
    assert sorted(set(served) - known) == []


def test_every_icon_a_template_asks_for_is_in_the_sprite() -> None:
    sprite = (ROOT / "static" / "img" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    asked = {
        name
        for template in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"""\bicon\(\s*["']([a-z0-9-]+)["']""", template.read_text("utf-8"))
    }
    assert asked - drawn == set()


def test_no_stylesheet_or_script_of_ours_reaches_outside_the_house() -> None:
    for folder, pattern in (("css", "*.css"), ("js", "*.js")):
        for path in (ROOT / "static" / folder).glob(pattern):
            assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", path.read_text("utf-8")), path
