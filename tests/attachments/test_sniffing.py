"""What a file really is decides, not what it is called."""

import hashlib
import io

import pytest
from PIL import Image
from pypdf import PdfReader

from app.attachments import scanning
from app.attachments.models import FileKind
from app.attachments.naming import served_name, shown_name
from app.attachments.reading import PaperRefused, read_paper
from app.attachments.sniffing import MOST_BYTES, judge
from app.core.errors import Invalid
from tests.attachments import samples


def by_name(value: object) -> str:
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("foto.jpg", samples.jpeg(), FileKind.JPEG),
        ("FOTO.JPEG", samples.jpeg(), FileKind.JPEG),
        ("tangkapan layar.png", samples.png(), FileKind.PNG),
        ("akta.pdf", samples.pdf(), FileKind.PDF),
        ("tautan.pdf", samples.linked_pdf(), FileKind.PDF),
        ("tiga.pdf", samples.long_pdf(3), FileKind.PDF),
    ],
    ids=by_name,
)
def test_photos_screenshots_and_scans_are_taken(name: str, content: bytes, kind: FileKind) -> None:
    found = judge(name, content)
    assert (found.kind, found.name) == (kind, name)
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.served


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kosong.pdf", b"", "kosong"),
        ("besar.pdf", b"%PDF-" + b"0" * MOST_BYTES, "lebih dari 10 MB"),
        ("surat.docx", b"PK\x03\x04", "Gunakan JPG, PNG, atau PDF"),
        ("halaman.pdf", b"<html><script>1</script></html>", "Gunakan JPG, PNG, atau PDF"),
        ("gambar.svg", b"<svg onload='1'/>", "Gunakan JPG, PNG, atau PDF"),
        ("gif.jpg", b"GIF89a/*" + b"0" * 50, "Gunakan JPG, PNG, atau PDF"),
        ("program.exe", samples.png(), "ganti akhiran namanya menjadi .png"),
        ("akta.pdf", samples.png(), "Isinya PNG"),
        ("foto.jpg", samples.jpeg()[:200], "rusak atau tidak utuh"),
        ("foto.png", b"\x89PNG\r\n\x1a\n<?php", "rusak atau tidak utuh"),
        ("bom.png", samples.huge_png(), "lebih dari 40 juta piksel"),
        ("agak.png", samples.huge_png(7000, 7000), "lebih dari 40 juta piksel"),
        ("kunci.pdf", samples.locked_pdf(), "dikunci kata sandi"),
        ("ganda.pdf", b"%PDF-1.4\n<html><script>1</script></html>", "rusak atau bukan PDF"),
        ("tebal.pdf", samples.long_pdf(301), "lebih dari 300 halaman"),
    ],
    ids=by_name,
)
def test_everything_else_is_refused_in_words(name: str, content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        judge(name, content)
    assert said in refused.value.message
    assert name in refused.value.message


@pytest.mark.parametrize("what", samples.ACTIVE)
def test_a_pdf_that_acts_by_itself_is_refused(what: str) -> None:
    with pytest.raises(Invalid, match="berjalan sendiri"):
        judge("akta.pdf", samples.ACTIVE[what])


@pytest.mark.parametrize("what", samples.CARRYING)
def test_a_pdf_that_carries_another_file_is_refused(what: str) -> None:
    with pytest.raises(Invalid, match="membawa berkas lain"):
        judge("akta.pdf", samples.CARRYING[what])


def test_the_working_copy_of_a_photo_is_upright_and_says_nothing_about_the_camera() -> None:
    content = samples.jpeg(exif=True) + b"PK\x03\x04 an archive behind the picture"
    found = judge("foto.jpg", content)
    assert samples.SECRET.encode() in found.content
    assert samples.SECRET.encode() not in found.served
    assert b"archive" not in found.served
    with Image.open(io.BytesIO(found.served)) as picture:
        assert picture.size == (30, 40)
        assert not picture.getexif()


def test_the_working_copy_of_a_pdf_names_no_author() -> None:
    found = judge("surat.pdf", samples.pdf_with_metadata())
    assert samples.SECRET.encode() not in found.served
    reader = PdfReader(io.BytesIO(found.served))
    assert samples.SECRET not in str(reader.metadata)
    assert len(reader.pages) == 1


def test_a_pdf_that_keeps_the_reader_busy_is_given_up() -> None:
    with pytest.raises(PaperRefused, match="heavy"):
        read_paper(samples.pdf(), seconds=0.01)


def test_a_scanner_is_asked_about_every_file_once_there_is_one() -> None:
    scanning.use(lambda content: "Eicar" if b"jual" in content else None)
    try:
        with pytest.raises(Invalid, match="program berbahaya"):
            judge("akta.pdf", samples.pdf("Akta jual beli"))
        judge("foto.png", samples.png())
    finally:
        scanning.use()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\budi\\akta.pdf", "akta.pdf"),
        ("akta\u202efdp.exe", "aktafdp.exe"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("  .akta  jual.pdf ", "akta jual.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        (None, ""),
    ],
)
def test_a_name_leads_nowhere_and_deceives_nobody(given: str | None, shown: str) -> None:
    assert shown_name(given) == shown


def test_a_file_is_served_under_the_ending_of_what_it_is() -> None:
    assert served_name("foto.jpeg", FileKind.JPEG) == "foto.jpg"
    assert served_name("foto.html", FileKind.JPEG) == "foto.html.jpg"
    assert served_name("", FileKind.PDF) == "bukti.pdf"
