"""Files as people hand them in, good and bad."""

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from app.demo.papers import text_pdf

SECRET = "6.1751S 106.8650E"
_SCRIPT = TextStringObject("app.alert(1)")
_STREAM = b"<< /Type /%s /Filter /FlateDecode %s /Length %d >>\nstream\n%s\nendstream"


def jpeg(size: tuple[int, int] = (40, 30), *, exif: bool = False) -> bytes:
    """A photo; with `exif`, turned by 90 degrees, and saying where it was taken."""
    out, facts = io.BytesIO(), Image.Exif()
    if exif:
        facts[0x0112] = 6
        facts[0x010E] = SECRET
    Image.new("RGB", size, "green").save(out, "JPEG", exif=facts)
    return out.getvalue()


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "blue").save(out, "PNG")
    return out.getvalue()


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A small file that says it is enormous."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(title: str = "Akta jual beli", *lines: str) -> bytes:
    return text_pdf(title, *lines)


def _written(change: Callable[[PdfWriter], object], *, pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _dictionary(**keys: object) -> DictionaryObject:
    made = DictionaryObject()
    for key, value in keys.items():
        made[NameObject(f"/{key}")] = NameObject(value) if type(value) is str else value
    return made


def locked_pdf() -> bytes:
    return _written(lambda writer: writer.encrypt("rahasia"))


def long_pdf(pages: int) -> bytes:
    return _written(lambda _writer: None, pages=pages)


def pdf_with_metadata() -> bytes:
    return _written(lambda writer: writer.add_metadata({"/Author": SECRET, "/Title": SECRET}))


def linked_pdf() -> bytes:
    """Harmless: a web address to click, and opening at a page."""

    def change(writer: PdfWriter) -> None:
        writer.add_annotation(0, Link(rect=(10, 10, 90, 30), url="https://contoh.example/"))
        page = writer.pages[0].indirect_reference
        writer.root_object[NameObject("/OpenAction")] = ArrayObject([page, NameObject("/Fit")])

    return _written(change)


def _opening(**keys: object) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        action = writer._add_object(_dictionary(**keys))
        writer.root_object[NameObject("/OpenAction")] = action

    return change


def _annotated(**keys: object) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        rect = ArrayObject(NumberObject(n) for n in (0, 0, 9, 9))
        note = writer._add_object(_dictionary(Type="/Annot", Rect=rect, **keys))
        writer.pages[0][NameObject("/Annots")] = ArrayObject([note])

    return change


def _following(writer: PdfWriter) -> None:
    following = writer._add_object(_dictionary(S="/Launch", F=TextStringObject("cmd.exe")))
    _opening(S="/GoTo", D=ArrayObject(), Next=following)(writer)


def _page_action(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/AA")] = _dictionary(O=_dictionary(S="/JavaScript", JS=_SCRIPT))


def _named_script(writer: PdfWriter) -> None:
    script = writer._add_object(_dictionary(S="/JavaScript", JS=_SCRIPT))
    names = ArrayObject([TextStringObject("mulai"), script])
    writer.root_object[NameObject("/Names")] = _dictionary(JavaScript=_dictionary(Names=names))


def _xfa(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/AcroForm")] = _dictionary(XFA=TextStringObject("<xdp/>"))


def _packed(plain: bytes) -> bytes:
    """A document whose objects lie in a compressed object stream, where no text search finds them."""
    reader = PdfReader(io.BytesIO(plain))
    numbers = sorted(n for n in reader.xref[0] if n)
    heads, body = [], b""
    for number in numbers:
        out = io.BytesIO()
        found = reader.get_object(number)
        assert found is not None
        found.write_to_stream(out)
        assert b"stream" not in out.getvalue(), "only documents without streams can be packed"
        heads.append(f"{number} {len(body)}")
        body += out.getvalue() + b" "
    holder = max(numbers) + 1
    first = (" ".join(heads) + " ").encode()
    packed = zlib.compress(first + body)
    result = b"%PDF-1.5\n"
    place = len(result)
    facts = b"/N %d /First %d" % (len(heads), len(first))
    result += b"%d 0 obj\n" % holder + _STREAM % (b"ObjStm", facts, len(packed), packed)
    result += b"\nendobj\n"
    index = {number: at for at, number in enumerate(numbers)}
    rows = struct.pack(">BHH", 0, 0, 65535)
    for number in range(1, holder):
        at = index.get(number)
        rows += struct.pack(">BHH", 0, 0, 0) if at is None else struct.pack(">BHH", 2, holder, at)
    begins = len(result)
    rows += struct.pack(">BHH", 1, place, 0) + struct.pack(">BHH", 1, begins, 0)
    table = zlib.compress(rows)
    facts = b"/Size %d /W [1 2 2] /Root %d 0 R" % (
        holder + 2,
        reader.trailer.raw_get("/Root").idnum,
    )
    result += b"%d 0 obj\n" % (holder + 1) + _STREAM % (b"XRef", facts, len(table), table)
    return result + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % begins


ACTIVE: dict[str, bytes] = {
    "a script on opening": _written(_opening(S="/JavaScript", JS=_SCRIPT)),
    "a named script": _written(_named_script),
    "a script of a page": _written(_page_action),
    "a program to launch": _written(_opening(S="/Launch", F=TextStringObject("cmd.exe"))),
    "a program after a harmless step": _written(_following),
    "a form to send": _written(_annotated(Subtype="/Widget", A=_dictionary(S="/SubmitForm"))),
    "an XFA form": _written(_xfa),
    "rich media": _written(_annotated(Subtype="/RichMedia")),
    "a film": _written(_annotated(Subtype="/Movie")),
    "another file to go to": _written(_annotated(Subtype="/Link", A=_dictionary(S="/GoToR"))),
    "a script in an object stream": _packed(_written(_opening(S="/JavaScript", JS=_SCRIPT))),
}
CARRYING: dict[str, bytes] = {
    "an enclosed file": _written(lambda writer: writer.add_attachment("a.exe", b"MZ")),
    "a paper clip": _written(_annotated(Subtype="/FileAttachment")),
}
