"""PDF files, judged in a child process with limits: what it does by itself, and a copy without metadata.

Run as a module it is that child: PDF on standard input, one line of JSON and the copy on standard
output. It holds no keys and no database.
"""

import io
import json
import resource
import sys
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

MOST_PAGES = 300
MOST_OBJECTS = 60_000
MOST_MEMORY = 1024 * 1024 * 1024
MOST_CPU_SECONDS = 15
# What a reader of the document would have to unpack: bytes of all its streams, pixels of a picture.
MOST_UNPACKED = 300 * 1024 * 1024
MOST_PIXELS = 200_000_000
_UNPACK_STEP = 1024 * 1024
_DEFLATED = frozenset(("/FlateDecode", "/Fl"))
_SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")

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
    _Weight().check(reader)
    _look_at(reader.trailer)
    for generation, found in reader.xref.items():
        for number in found:
            _look_at_number(reader, number, generation)
    for number in reader.xref_objStm:
        _look_at_number(reader, number, 0)


def _look_at_number(reader: PdfReader, number: int, generation: int) -> None:
    value = _object(reader, number, generation)
    if value is not None:  # a free or broken number: whatever follows it cannot be reached either
        _look_at(value)


def _look_at(value: Any) -> None:
    for part in _parts(value):
        keys = {str(key) for key in part}
        if keys & _CARRYING_KEYS or _name(part, "/Type") == "/EmbeddedFile":
            raise Refused("carrying")
        if _name(part, "/Subtype") == "/FileAttachment":
            raise Refused("carrying")
        acts = _name(part, "/S") in _ACTIVE_ACTIONS or _name(part, "/Subtype") in _ACTIVE_SUBTYPES
        if keys & _ACTIVE_KEYS or acts or _leads_astray(part) or _opens_with_action(part):
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


def _leads_astray(part: DictionaryObject) -> bool:
    """A link that is no address of the web, such as `javascript:`."""
    if _name(part, "/S") != "/URI":
        return False
    return not str(part.get("/URI", "")).strip().lower().startswith(_SAFE_SCHEMES)


class _Weight:
    """What the document would take to show. Counted in steps, so that counting takes little itself."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED

    def check(self, reader: PdfReader) -> None:
        """Raises Refused("heavy")."""
        for generation, found in reader.xref.items():
            for number in found:
                one = _object(reader, number, generation)
                if isinstance(one, StreamObject):
                    self._weigh(one)

    def _weigh(self, stream: StreamObject) -> None:
        width, height = stream.get("/Width", 0), stream.get("/Height", 0)
        if _number(width) * _number(height) > MOST_PIXELS:
            raise Refused("heavy")
        filters = stream.get("/Filter", ArrayObject())
        names = [str(one) for one in (filters if isinstance(filters, list) else [filters])]
        content: bytes = stream._data
        for depth, name in enumerate(names):
            if name not in _DEFLATED:
                return
            content = self._unpacked(content, keep=depth + 1 < len(names))

    def _unpacked(self, content: bytes, *, keep: bool) -> bytes:
        unpacker, kept = zlib.decompressobj(), []
        while content and not unpacker.eof:
            try:
                part = unpacker.decompress(content, _UNPACK_STEP)
            except zlib.error:
                break  # whatever reads it cannot go on either
            content = unpacker.unconsumed_tail
            self.left -= len(part)
            if self.left < 0:
                raise Refused("heavy")
            kept += [part] if keep else []
        return b"".join(kept)


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int) else 0


def _object(reader: PdfReader, number: int, generation: int) -> Any:
    try:
        return reader.get_object(IndirectObject(number, generation, reader))
    except PyPdfError:
        return None


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
        if isinstance(one, StreamObject) and _name(one, "/Type") == "/Metadata":
            one._data = b""  # nothing refers to it any more, but it would be written all the same
            one.pop(NameObject("/Filter"), None)
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
