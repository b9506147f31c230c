"""Invented papers for the demo city: one page of plain text as PDF, written by hand."""

from app.attachments.models import FileKind
from app.attachments.sniffing import JudgedFile

_PAGE = "BT /F1 14 Tf 60 770 Td 20 TL ({title}) Tj T* T* /F1 11 Tf {lines} ET"


def paper(title: str, *lines: str, name: str = "") -> JudgedFile:
    """A PDF with these lines, judged already: it is ours and holds nothing but text."""
    content = text_pdf(title, *lines)
    slug = "-".join(title.lower().split())
    return JudgedFile(name or f"{slug}.pdf", FileKind.PDF, content, content, 1)


def text_pdf(title: str, *lines: str) -> bytes:
    """The bytes of a one-page PDF."""
    shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = _PAGE.format(title=_escaped(title), lines=shown).encode("latin-1", "replace")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    begins = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(parts) + 1,
        begins,
    )


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
