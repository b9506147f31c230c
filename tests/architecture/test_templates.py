"""Templates obey the content policy before anybody opens the page."""

import re

import pytest

from tests.architecture.source import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Letters are set by WeasyPrint from our own strings, not shown by a browser.
PAGES = [t for t in TEMPLATES if "pdf" not in t.parts and t.stem != "letter"]
every_page = pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
FORBIDDEN = {
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an inline style": r"<style[\s>]|\sstyle\s*=\s*[\"']",
    "an inline handler": r"<[^>]*\son[a-z]+\s*=\s*[\"']",
    "an address elsewhere": r"(?:src|href)\s*=\s*[\"'](?:https?:)?//",
    "unescaped text": r"\|\s*safe\b|Markup\(|autoescape\s+false",
    "a browser-made date field": r"type\s*=\s*[\"']date[\"']",
}


@every_page
@pytest.mark.parametrize("what", FORBIDDEN)
def test_a_template_holds_none_of(what: str, path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    found = re.search(FORBIDDEN[what], text, re.IGNORECASE)
    assert found is None, f"{what}: {found.group(0)!r}"


@every_page
def test_a_form_that_changes_something_carries_its_token(path) -> None:
    text = path.read_text()
    posting = len(re.findall(r"<form[^>]*method\s*=\s*[\"']post[\"']", text, re.IGNORECASE))
    tokens = len(re.findall(r"csrf(?:_token)?\b", text))
    assert tokens >= posting


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_template_stutters_nowhere(path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|<[^>]*>", "·", path.read_text(), flags=re.DOTALL)
    found = re.search(r"\b([a-z]{2,}) \1\b", text)
    assert found is None, f"said twice: {found.group(0)!r}"
