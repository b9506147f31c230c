"""Text without the control characters that no file, letter or database can hold."""

import re

# All of C0 and DEL but tab and the ends of lines. Word processors put some of them into what is
# copied; XML and so every spreadsheet refuses them, and PostgreSQL refuses NUL.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# A line broken inside a paragraph, and a page.
_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n"})


def without_controls(text: str) -> str:
    """The same text; a break of a line or page stays one, every other control is left out."""
    return _CONTROLS.sub("", text.translate(_BREAKS)) if _CONTROLS.search(text) else text
