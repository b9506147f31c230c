"""PDF files, judged in a child process with limits: what it does by itself, and a copy without metadata.

Run as a module it is that child: PDF on standard input, one line of JSON and the copy on standard
output. It holds no keys and no database.
"""

import io
import json
import resource
import sys
import warnings
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

MOST_PAGES = 300
MOST_OBJECTS = 60_000
MOST_MEMORY = 1024 * 1024 * 1024
MOST_CPU_SECONDS = 15

# What makes a document act by itself or reach outside (C30).
_ACTIVE_KEYS = frozenset(
    ("/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent", "/RichMediaSettings", "/Rendition")
)  # fmt: skip
_ACTIVE_ACTIONS = frozenset(
    (
        "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/Rendition", "/Movie",
        "/Sound", "/GoToE", "/GoToR", "/GoTo3DView", "/RichMediaExecute", "/SetOCGState", "/Hide",
    )
)  # fmt: skip
_ACTIVE_SUBTYPES = frozenset(("/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"))
_CARRYING_KEYS = frozenset(("/EmbeddedFiles", "/EF", "/Collection"))
_HARMLESS_OPENING = frozenset(("/GoTo",))


class Refused(Exception):
    """Why the document is not taken: broken, locked, active, carrying, pages or heavy."""


def judged(content: bytes) -> tuple[int, bytes]:
    """Pages, and the copy without metadata. Raises Refused with the reason's word."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refused("locked")
        pages = len(reader.pages)
        if pages == 0:
            raise Refused("broken")
        if pages > MOST_PAGES:
            raise Refused("pages")
        _look_through(reader)
        return pages, _bare_copy(reader)
    except (MemoryError, RecursionError) as error:
        raise Refused("heavy") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise Refused("broken") from error


def _look_through(reader: PdfReader) -> None:
    numbers = {n for found in reader.xref.values() for n in found} | set(reader.xref_objStm)
    if len(numbers) > MOST_OBJECTS:
        raise Refused("heavy")
    _look_at(reader.trailer)
    for generation, found in reader.xref.items():
        for number in found:
            _look_at_number(reader, number, generation)
    for number in reader.xref_objStm:
        _look_at_number(reader, number, 0)


def _look_at_number(reader: PdfReader, number: int, generation: int) -> None:
    try:
        value = reader.get_object(IndirectObject(number, generation, reader))
    except PyPdfError:
        return  # a free or broken number: whatever follows it cannot be reached either
    _look_at(value)


def _look_at(value: Any) -> None:
    for part in _parts(value):
        keys = {str(key) for key in part}
        if keys & _CARRYING_KEYS or _name(part, "/Type") == "/EmbeddedFile":
            raise Refused("carrying")
        if _name(part, "/Subtype") == "/FileAttachment":
            raise Refused("carrying")
        acts = _name(part, "/S") in _ACTIVE_ACTIONS or _name(part, "/Subtype") in _ACTIVE_SUBTYPES
        if keys & _ACTIVE_KEYS or acts or _opens_with_action(part):
            raise Refused("active")


def _parts(value: Any) -> Iterator[DictionaryObject]:
    """The dictionaries in an object, without following references: those are objects of their own."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += dict.values(one)
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)


def _name(part: DictionaryObject, key: str) -> str:
    found = part.get(key)
    return str(found) if isinstance(found, NameObject) else ""


def _opens_with_action(part: DictionaryObject) -> bool:
    """Whether opening does more than turning to a page."""
    if "/OpenAction" not in part:
        return False
    opening = part["/OpenAction"]  # resolved
    if isinstance(opening, DictionaryObject):
        return _name(opening, "/S") not in _HARMLESS_OPENING or "/Next" in opening
    return not isinstance(opening, ArrayObject)


def _bare_copy(reader: PdfReader) -> bytes:
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    for one in writer._objects:
        if isinstance(one, DictionaryObject):
            for key in ("/Metadata", "/PieceInfo", "/LastModified"):
                if key in one:
                    del one[key]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _answer(head: dict[str, Any], body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    warnings.simplefilter("ignore")
    try:
        pages, copy = judged(sys.stdin.buffer.read())
    except Refused as error:
        _answer({"refused": str(error)})
    else:
        _answer({"pages": pages}, copy)


if __name__ == "__main__":
    main()
