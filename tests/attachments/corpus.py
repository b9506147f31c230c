"""Some eighty files, made here and now: what must be refused, and what must be taken and made clean."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from tests.attachments import samples
from tests.clamd import EICAR

# What a picture or document says about its maker; no working copy may contain it.
MARK = samples.SECRET
_XMP = (f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><place>{MARK}</place></x:xmpmeta>").encode()
File = tuple[str, bytes]


def zipped(*members: File, times: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            for name, content in members:
                archive.writestr(f"{number}-{name}", content)
    return out.getvalue()


def _picture(kind: str, mode: str = "RGB", **how: Any) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((64, 48)).convert(mode).save(out, kind, **how)
    return out.getvalue()


def _lying_jpeg() -> bytes:
    """A small JPEG whose frame header says 65,000 × 65,000."""
    content = bytearray(_picture("JPEG"))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", 65_000, 65_000)
    return bytes(content)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png_with(kind: bytes, body: bytes) -> bytes:
    plain = _picture("PNG")
    return plain[:33] + _chunk(kind, body) + plain[33:]


def _exif(gps: bool = True) -> Image.Exif:
    facts = Image.Exif()
    facts[0x010E] = MARK
    facts[0x013B] = f"Juru foto {MARK}"
    if gps:
        facts.get_ifd(0x8825).update({1: "S", 2: (6.0, 10.0, 30.6), 3: "E", 29: MARK})
    return facts


# ── documents ─────────────────────────────────────────────────────────────────────────────────


def _document(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _page_stream(content: bytes, filters: str = "/FlateDecode") -> Callable[[PdfWriter], None]:
    """Already packed bytes as the page's content."""

    def change(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream._data = content
        names = [NameObject(name) for name in filters.split()]
        stream[NameObject("/Filter")] = names[0] if len(names) == 1 else ArrayObject(names)
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return change


def _many_zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    part = bytes(1024 * 1024)
    return b"".join(packer.compress(part) for _ in range(megabytes)) + packer.flush()


def _huge_picture(writer: PdfWriter) -> None:
    picture = StreamObject()
    picture._data = b"\x00" * 20
    for key, value in (
        ("/Type", NameObject("/XObject")), ("/Subtype", NameObject("/Image")),
        ("/Width", NumberObject(60_000)), ("/Height", NumberObject(60_000)),
        ("/Filter", NameObject("/CCITTFaxDecode")),
    ):  # fmt: skip
        picture[NameObject(key)] = value
    resources = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/a"): writer._add_object(picture)})}
    )
    writer.pages[0][NameObject("/Resources")] = resources


def _many_objects(writer: PdfWriter) -> None:
    for number in range(61_000):
        writer._objects.append(NumberObject(number))


def _link(address: str) -> Callable[[PdfWriter], None]:
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(address)}
    )
    return samples._annotated(Subtype="/Link", A=action)


def _xmp(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(_XMP)
    stream[NameObject("/Type")] = NameObject("/Metadata")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)


def _packed(change: Callable[[PdfWriter], object]) -> bytes:
    return samples._packed(_document(change))


def _escaped_script() -> bytes:
    """`/JavaScript` written with an escaped letter, which a search of the bytes does not find."""
    return samples.ACTIVE["a script on opening"].replace(b"/JavaScript", b"/J#61vaScript")


def _script_added_later() -> bytes:
    """A script that a second revision of the file adds."""
    plain = _document(lambda _writer: None)
    reader = PdfReader(io.BytesIO(plain))
    root, pages = reader.trailer.raw_get("/Root").idnum, reader.trailer["/Root"].raw_get("/Pages")
    place = len(plain)
    added = (
        b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) "
        b">> >>\nendobj\n" % (root, pages.idnum)
    )
    before = int(plain.rsplit(b"startxref", 1)[1].split()[0])
    table = b"xref\n%d 1\n%010d 00000 n \n" % (root, place)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (root + 9, root, before)
    return plain + added + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (place + len(added))


def _pages_that_bite_their_tail() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 >>\nendobj\n"
        b"trailer\n<< /Root 1 0 R /Size 3 >>\nstartxref\n0\n%%EOF\n"
    )


# ── what must be refused ──────────────────────────────────────────────────────────────────────

_EXECUTABLE = b"MZ" + bytes(200)
DANGEROUS: dict[str, File] = {
    # bombs
    "60,000 x 60,000 pixels": ("bom.png", samples.huge_png()),
    "49 million pixels": ("bom.png", samples.huge_png(7000, 7000)),
    "a JPEG that says 65,000 x 65,000": ("bom.jpg", _lying_jpeg()),
    "a zip bomb": ("bom.zip", zipped(("nol", bytes(30_000_000)))),
    "a zip bomb called PDF": ("bom.pdf", zipped(("nol", bytes(30_000_000)))),
    "a zip in a zip in a zip": ("bom.zip", zipped(("b.zip", zipped(("c.zip", zipped(("d", b"d"))))))),
    "an archive of 2,000 files": ("banyak.zip", zipped(("a", b"a"), times=2000)),
    "a PDF of 301 pages": ("tebal.pdf", samples.long_pdf(301)),
    "a PDF of 61,000 objects": ("rumit.pdf", _document(_many_objects)),
    "a PDF that unpacks to 400 MB": ("bom.pdf", _document(_page_stream(_many_zeros(400)))),
    "a PDF packed twice": ("bom.pdf", _document(
        _page_stream(zlib.compress(_many_zeros(400)), "/FlateDecode /FlateDecode"))),
    "a PDF with a picture of 3,600 million pixels": ("bom.pdf", _document(_huge_picture)),
    "a PDF whose pages contain themselves": ("putar.pdf", _pages_that_bite_their_tail()),
    "11 MB": ("besar.pdf", b"%PDF-" + bytes(11 * 1024 * 1024)),
    # two things at once
    "HTML that begins as a PDF": ("dua.pdf", b"%PDF-1.4\n<html><script>alert(1)</script></html>"),
    "script that begins as a GIF": ("dua.jpg", b"GIF89a/*" + bytes(40) + b"*/=1;alert(1)"),
    "PHP that begins as a PNG": ("dua.png", b"\x89PNG\r\n\x1a\n<?php system($_GET[0]);"),
    "a shell script that begins as a JPEG": ("dua.jpg", b"\xff\xd8\xff\n#!/bin/sh\nrm -rf /\n"),
    "HTML called JPG": ("halaman.jpg", b"<!doctype html><script>alert(1)</script>"),
    "SVG called PNG": ("gambar.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>"),
    "a PDF with bytes before it": ("depan.pdf", b"<script>a()</script>\n" + samples.pdf()),
    # documents that act
    **{f"PDF: {what}": ("akta.pdf", content) for what, content in samples.ACTIVE.items()},
    **{f"PDF: {what}": ("akta.pdf", content) for what, content in samples.CARRYING.items()},
    "PDF: a script with an escaped name": ("akta.pdf", _escaped_script()),
    "PDF: a script of a later revision": ("akta.pdf", _script_added_later()),
    "PDF: a link to a script": ("akta.pdf", _document(_link("javascript:alert(1)"))),
    "PDF: a link to a local file": ("akta.pdf", _document(_link("file:///etc/passwd"))),
    "PDF: a program in an object stream": ("akta.pdf", _packed(
        samples._opening(S="/Launch", F=TextStringObject("cmd.exe")))),
    "PDF: a page's script in an object stream": ("akta.pdf", _packed(samples._page_action)),
    "PDF: an XFA form in an object stream": ("akta.pdf", _packed(samples._xfa)),
    "PDF: locked": ("kunci.pdf", samples.locked_pdf()),
    # kinds nobody asked for
    "a program": ("setup.exe", _EXECUTABLE),
    "a program called PDF": ("setup.pdf", _EXECUTABLE),
    "a Word file": ("surat.docx", zipped(("word/document.xml", b"<w/>"))),
    "a Word file with macros": ("surat.docm", zipped(("word/vbaProject.bin", b"macro"))),
    "a spreadsheet": ("daftar.xlsx", zipped(("xl/workbook.xml", b"<x/>"))),
    "an old Office file": ("surat.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)),
    "a script": ("jalan.js", b"alert(1)"),
    "SVG": ("gambar.svg", b"<svg onload='a()'/>"),
    "XML that names a file": ("data.xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"),
    "TIFF": ("gambar.tif", _picture("TIFF")),
    "WEBP called JPG": ("gambar.jpg", _picture("WEBP")),
    "BMP": ("gambar.bmp", _picture("BMP")),
    "GIF": ("gambar.gif", _picture("GIF")),
    "a mail": ("surat.eml", b"From: a@contoh.example\n\n<script>"),
    # names that deceive
    "a PNG called PDF": ("akta.pdf", _picture("PNG")),
    "a PDF called JPG": ("foto.jpg", samples.pdf()),
    "a PNG called EXE": ("foto.exe", _picture("PNG")),
    "a name written backwards": ("akta\u202egnp.exe", _picture("PNG")),
    "a NUL in the name": ("foto.png\x00.exe", _picture("PNG")),
    "a name without an ending": ("foto", _picture("PNG")),
    # broken
    "empty": ("kosong.pdf", b""),
    "half a JPEG": ("separuh.jpg", _picture("JPEG")[:300]),
    "half a PNG": ("separuh.png", _picture("PNG")[:60]),
    "half a PDF": ("separuh.pdf", samples.pdf()[:200]),
    "the virus test alone": ("eicar.txt", EICAR),
    "the virus test called PDF": ("eicar.pdf", EICAR),
    "the virus test in an archive": ("eicar.zip", zipped(("eicar.com", EICAR))),
}  # fmt: skip

# ── what only a scanner sees ──────────────────────────────────────────────────────────────────

INFECTED: dict[str, File] = {
    "the virus test in a PDF": ("akta.pdf", _document(_page_stream(zlib.compress(EICAR)))),
    "the virus test behind a photo": ("foto.jpg", _picture("JPEG") + EICAR),
    "the virus test in a PNG's comment": ("foto.png", _png_with(b"teXt", EICAR)),
}

# ── what must be taken, and made clean ────────────────────────────────────────────────────────

_TEXT = PngInfo()
_TEXT.add_text("Comment", MARK)
GOOD: dict[str, File] = {
    "a photo": ("foto.jpg", _picture("JPEG")),
    "a grey photo": ("abu.jpg", _picture("JPEG", "L")),
    "a print photo": ("cetak.jpg", _picture("JPEG", "CMYK")),
    "a progressive photo": ("bertahap.jpeg", _picture("JPEG", progressive=True)),
    "a photo with EXIF": ("FOTO.JPG", _picture("JPEG", exif=_exif(gps=False))),
    "a photo with GPS": ("lokasi.jpg", _picture("JPEG", exif=_exif())),
    "a photo with XMP": ("xmp.jpg", _picture("JPEG", xmp=_XMP)),
    "a photo with a comment": ("komentar.jpg", _picture("JPEG", comment=MARK.encode())),
    "a photo with a colour profile": ("warna.jpg", _picture("JPEG", icc_profile=MARK.encode())),
    "a photo with an archive behind it": ("arsip.jpg", _picture("JPEG") + zipped(("a", MARK.encode()))),
    "a photo with PHP in its comment": ("php.jpg", _picture("JPEG", comment=b"<?php " + MARK.encode())),
    "a screenshot": ("layar.png", _picture("PNG")),
    "a screenshot with a see-through part": ("tembus.png", _picture("PNG", "RGBA")),
    "a screenshot of few colours": ("palet.png", _picture("PNG", "P")),
    "a scan in black and white": ("pindai.png", _picture("PNG", "1")),
    "a grey scan of 16 bits": ("pindai16.png", _picture("PNG", "I;16")),
    "a PNG with a text": ("teks.png", _picture("PNG", pnginfo=_TEXT)),
    "a PNG with EXIF": ("exif.png", _picture("PNG", exif=_exif())),
    "a PNG with HTML behind it": ("html.png", _picture("PNG") + f"<script>{MARK}</script>".encode()),
    "a letter": ("surat.pdf", samples.pdf("Akta jual beli", "Banjarmasin")),
    "a letter with a web address": ("tautan.pdf", samples.linked_pdf()),
    "300 pages": ("tebal.pdf", samples.long_pdf(300)),
    "a letter with an author": ("penulis.pdf", samples.pdf_with_metadata()),
    "a letter with XMP": ("xmp.pdf", _document(_xmp)),
    "a letter in an object stream": ("padat.pdf", _packed(lambda _writer: None)),
    "a letter with a mail address": ("surel.pdf", _document(_link("mailto:a@contoh.example"))),
    "a letter with an archive behind it": ("arsip.pdf", samples.pdf() + zipped(("a", MARK.encode()))),
    "a path for a name": ("../../etc/cron.d/akta.pdf", samples.pdf()),
    "a Windows path for a name": ("C:\\Windows\\system32\\foto.png", _picture("PNG")),
    "a very long name": ("a" * 400 + ".jpg", _picture("JPEG")),
    "two endings": ("foto.php.jpg", _picture("JPEG")),
    "a name with quotes and a line break": ('a"\r\nSet-Cookie: x=1;.png', _picture("PNG")),
    "a name in other letters": ("bukti ✓ 照片.png", _picture("PNG")),
    "a name that would be a formula": ("=cmd|'x'!A1.png", _picture("PNG")),
}  # fmt: skip
