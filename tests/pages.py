"""What must be true of every page anybody fetches in any test: read with the standard parser."""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)  # elements without an end tag
# SVG shapes may close themselves; what is inside an <svg> is not checked for balance.
OPTIONAL_END = frozenset("li dt dd p option tr td th thead tbody tfoot".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
UNLABELLED = frozenset(("hidden", "submit", "button", "image", "reset"))
REFERRING = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage")


class Page(HTMLParser):
    """Collects what the checks need from one HTML text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.ids: Counter[str] = Counter()
        self.headings: list[int] = []
        self.title = ""
        self.fields: list[dict[str, str]] = []
        self.label_targets: set[str] = set()
        self.references: list[tuple[str, str]] = []
        self.forms: list[dict[str, str]] = []
        self.language: str | None = None
        self._open: list[str] = []
        self._form: dict[str, str] | None = None
        self.feed(text)
        self.close()
        if self._open:
            self.problems.append(f"never closed: {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._look_at_attributes(tag, values)
        self._look_at_element(tag, values)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        while self._open and self._open[-1] != tag and self._open[-1] in OPTIONAL_END:
            self._open.pop()
        if not self._open or self._open[-1] != tag:
            self.problems.append(f"</{tag}> closes nothing (line {self.getpos()[0]})")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data
        if self._open and self._open[-1] == "style":
            self.problems.append("inline <style>")
        if self._open and self._open[-1] == "script" and data.strip():
            self.problems.append("inline script")
        if re.search(r"\w\.\.(?:\s|$)", data):
            self.problems.append(f"two full stops: {data.strip()[-60:]!r}")
        if "{{" in data or "{%" in data:
            self.problems.append(f"template text left over: {data.strip()[:60]!r}")

    def _look_at_attributes(self, tag: str, values: dict[str, str]) -> None:
        if "id" in values:
            self.ids[values["id"]] += 1
        for name in values:
            if name == "style" or name.startswith("on"):
                self.problems.append(f"<{tag}> has the inline attribute {name}")
        for name in ("href", "src", "action", "formaction"):
            if values.get(name, "").strip().lower().startswith("javascript:"):
                self.problems.append(f"<{tag} {name}> is a script")
        for name in REFERRING:
            self.references += [(name, target) for target in values.get(name, "").split()]

    def _look_at_element(self, tag: str, values: dict[str, str]) -> None:
        if tag == "html":
            self.language = values.get("lang")
        elif tag in HEADINGS:
            self.headings.append(int(tag[1]))
        elif tag == "label" and "for" in values:
            self.label_targets.add(values["for"])
            self.references.append(("label for", values["for"]))
        elif tag == "img" and "alt" not in values:
            self.problems.append("an <img> has no alt")
        elif tag == "form":
            self._form = {"method": values.get("method", "get").lower(), **values}
            self.forms.append(self._form)
        elif tag in ("input", "select", "textarea"):
            self._look_at_field(tag, values)

    def _look_at_field(self, tag: str, values: dict[str, str]) -> None:
        if values.get("name") == "csrf_token" and self._form is not None:
            self._form["_token"] = values.get("value", "")
        if tag == "input" and values.get("type", "text").lower() in UNLABELLED:
            return
        if "label" not in self._open:
            self.fields.append(values)


def problems_of(text: str) -> list[str]:
    """Everything wrong with a page, or with a part of one (a part has no <html>)."""
    page = Page(text)
    found = list(page.problems)
    if re.search(r"<html[\s>]", text, re.IGNORECASE):
        found += _problems_of_whole(page)
        found += [f"{name} names the missing id {i!r}" for name, i in page.references
                  if i not in page.ids]  # fmt: skip
    found += [f"id {name!r} stands {n} times" for name, n in page.ids.items() if n > 1]
    found += [
        f"field {field.get('name') or field!r} has no label"
        for field in page.fields
        if field.get("id") not in page.label_targets
        and not field.get("aria-label")
        and not field.get("aria-labelledby")
    ]
    found += [
        f"form {form.get('action', '')!r} has no CSRF token"
        for form in page.forms
        if form["method"] == "post" and not form.get("_token")
    ]
    return found


def _problems_of_whole(page: Page) -> list[str]:
    found = []
    if not page.title.strip():
        found.append("no title")
    if page.headings.count(1) != 1:
        found.append(f"{page.headings.count(1)} h1")
    found += [
        f"h{below} follows h{above}"
        for above, below in pairwise(page.headings)
        if below > above + 1
    ]
    if not page.language:
        found.append("no language")
    return found
