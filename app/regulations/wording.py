"""Codes kept on a record, in the words of the pack: the code itself is for whoever looks it up."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from app.regulations.pack import CodeItem, Pack

# What an allegation is classified by: the column → its list in the pack and its name on a page.
ALLEGED = {
    "form_code": ("bentuk", _l("Bentuk")),
    "kind_code": ("jenis", _l("Jenis")),
    "source_code": ("sumber_penyebab", _l("Sumber penyebab")),
    "attention_code": ("afiliasi_terlarang", _l("Afiliasi yang diduga mempengaruhi")),
}


@dataclass(frozen=True)
class Named:
    """One code as people read it: what it tells, its short words, itself, its verbatim text."""

    aspect: str
    label: str
    code: str
    text: str = ""

    @property
    def line(self) -> str:
        """`Penyalahgunaan jabatan (BTK-7)`: where only plain text fits, as in a letter."""
        return f"{self.label} ({self.code})" if self.label != self.code else self.code


def alleged(pack: Pack, row: Any) -> list[Named]:
    """By what an allegation is classified, in the order people name it; what is unset is left out.

    A code the pack does not know any more (another list was in force) is shown as it stands.
    """
    asked = ((names, getattr(row, column, None)) for column, names in ALLEGED.items())
    return [named(pack, *names, code) for names, code in asked if code]


def named(pack: Pack, list_name: str, aspect: Any, code: str) -> Named:
    """One code in words, hidden or not and whatever the profile: old records stay readable."""
    try:
        item = pack.code(list_name, code)
    except KeyError:
        return Named(str(aspect), code, code)
    return Named(str(aspect), short(item), code, item.text if item.label else "")


def short(item: CodeItem) -> str:
    """The short words of a code, else its text; the first letter a capital."""
    words = item.label or item.text
    return words[:1].upper() + words[1:]


def option(item: CodeItem) -> str:
    """A code as a list offers it: its words first, then the code."""
    return f"{short(item)} ({item.code})"
