"""What a file really is: ending, first bytes and parser must agree, or it is refused in words (C28)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from app.attachments.models import FileKind
from app.attachments.naming import ending_of, shown_name
from app.attachments.pictures import MOST_PIXELS, NotAPicture, TooManyPixels, redraw
from app.attachments.reading import PaperRefused, read_paper
from app.attachments.scanning import ScannerAway, threat_in
from app.core.errors import Invalid
from app.core.sentences import Sentence

MOST_BYTES = 10 * 1024 * 1024
_UNNAMED = "tanpa nama"
_BEGINNINGS: Mapping[FileKind, bytes] = {
    FileKind.JPEG: b"\xff\xd8\xff",
    FileKind.PNG: b"\x89PNG\r\n\x1a\n",
    FileKind.PDF: b"%PDF-",
}


@dataclass(frozen=True)
class JudgedFile:
    """A file that may be stored: as it came in, and the working copy people will be given."""

    name: str
    kind: FileKind
    content: bytes
    served: bytes
    pages: int
    # False: the scanner was away; the file waits in quarantine.
    scanned: bool = True

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def judge(given_name: str | None, content: bytes) -> JudgedFile:
    """Judge one file by its content. Raises Invalid with a sentence that names it and what to do."""
    name = shown_name(given_name) or _UNNAMED
    if not content:
        raise Invalid(Sentence("Berkas %(name)s kosong. Pilih berkas lain.", name=name))
    if len(content) > MOST_BYTES:
        sentence = "Berkas %(name)s lebih dari 10 MB. Pilih berkas yang lebih kecil."
        raise Invalid(Sentence(sentence, name=name))
    kind = _kind_of(content)
    if kind is None:
        raise Invalid(
            Sentence(
                "Jenis berkas %(name)s belum bisa diterima. Gunakan JPG, PNG, atau PDF.", name=name
            )
        )
    if ending_of(name) not in kind.endings:
        raise Invalid(
            Sentence(
                "Nama berkas %(name)s tidak sesuai isinya. Isinya %(kind)s; ganti akhiran namanya "
                "menjadi %(ending)s.",
                name=name, kind=kind.label, ending=kind.endings[0],
            )
        )  # fmt: skip
    served, pages = _read(kind, content, name)
    return JudgedFile(name, kind, content, served, pages, scanned=_scanned(content, name))


def _scanned(content: bytes, name: str) -> bool:
    """Whether the scanner found nothing; False when it is away. Raises Invalid for a threat."""
    try:
        threat = threat_in(content)
    except ScannerAway:
        return False
    if threat is not None:
        sentence = "Berkas %(name)s mengandung program berbahaya. Berkas ini tidak disimpan."
        raise Invalid(Sentence(sentence, name=name))
    return True


def _kind_of(content: bytes) -> FileKind | None:
    return next((kind for kind, begin in _BEGINNINGS.items() if content.startswith(begin)), None)


def _read(kind: FileKind, content: bytes, name: str) -> tuple[bytes, int]:
    try:
        if kind is FileKind.PDF:
            paper = read_paper(content)
            return paper.content, paper.pages
        return redraw(content, kind.name).content, 1
    except PaperRefused as error:
        raise Invalid(Sentence(_PAPER_SENTENCES[str(error)], name=name)) from error
    except TooManyPixels as error:
        sentence = "Foto %(name)s lebih dari %(n)s juta piksel. Perkecil dulu, lalu unggah lagi."
        raise Invalid(Sentence(sentence, name=name, n=MOST_PIXELS // 1_000_000)) from error
    except NotAPicture as error:
        sentence = "Foto %(name)s rusak atau tidak utuh. Ambil atau simpan ulang, lalu unggah lagi."
        raise Invalid(Sentence(sentence, name=name)) from error


_PAPER_SENTENCES: Mapping[str, str] = {
    "broken": "Berkas %(name)s rusak atau bukan PDF yang utuh. Simpan ulang, lalu unggah lagi.",
    "locked": "Berkas %(name)s dikunci kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.",
    "active": "Berkas %(name)s berisi perintah yang berjalan sendiri. Cetak ulang sebagai PDF "
    "biasa, lalu unggah lagi.",
    "carrying": "Berkas %(name)s membawa berkas lain di dalamnya. Cetak ulang sebagai PDF biasa, "
    "lalu unggah lagi.",
    "pages": "Berkas %(name)s lebih dari 300 halaman. Unggah bagian yang menjadi bukti saja.",
    "heavy": "Berkas %(name)s terlalu rumit untuk diperiksa. Cetak ulang sebagai PDF biasa, lalu "
    "unggah lagi.",
}
