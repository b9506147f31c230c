"""A reporter at the portal, as the tests of complaints need one: the four steps with good answers."""

import io
import re
from typing import Any

from werkzeug.test import TestResponse

from tests.attachments.samples import jpeg
from tests.visitor import Visitor

SECRET_NAME, SECRET_NIK, SECRET_PHONE = "Rukmini Sastrawijaya", "6371014503880007", "0812 3344 5566"
WHO = {
    "terlapor_mode": "post",
    "terlapor_uraian": "petugas loket 3 perizinan",
    "unit_id": "0",
    "objek": "decision",
    "objek_uraian": "pemenang pekerjaan jalan lingkungan",
    "objek_tanggal-day": "3",
    "objek_tanggal-month": "2",
    "objek_tanggal-year": "2026",
}
WHAT = {
    "dugaan_kepentingan": "family",
    "pihak-0-nama": "CV Contoh Tirta Mulya",
    "pihak-0-jenis": "company",
    "uraian": "Pemenang pekerjaan itu adalah perusahaan milik kakak ipar pejabatnya sendiri.",
}
IDENTITY = {
    "nama": SECRET_NAME,
    "nik": SECRET_NIK,
    "alamat": "Jalan Contoh Melati Nomor 12",
    "hp": SECRET_PHONE,
    "kapasitas": "warga",
    "rahasia": "y",
    "kabar": "tidak",
    "benar": "y",
}
CODE = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}")
NUMBER = re.compile(r"ADU-\d{4}-\d{4,}")


def evidence(name: str = "undangan.jpg") -> dict[str, Any]:
    return {"bukti": (io.BytesIO(jpeg(exif=True)), name), "keterangan": "foto undangan keluarga"}


def first_three(client: Visitor, text: str = "", file: str = "undangan.jpg", **other: str) -> None:
    """Steps 1 to 3, each saved; with more words and under another file name where given."""
    what = {**WHAT, "uraian": f"{WHAT['uraian']} {text}".strip()}
    client.get("/aduan/1")
    assert client.post("/aduan/1", data={**WHO, **other}).status_code == 303
    assert client.post("/aduan/2", data=what).status_code == 303
    sent = client.post("/aduan/3", data=evidence(file), content_type="multipart/form-data")
    assert sent.status_code == 303, sent.text


def filed(
    client: Visitor, text: str = "", file: str = "undangan.jpg", **other: str
) -> tuple[str, str]:
    """A whole complaint; gives its number and secret code from the receipt."""
    first_three(client, text, file)
    client.get("/aduan/4")
    checked = client.post("/aduan/4", data={**IDENTITY, **other})
    assert checked.status_code == 200, checked.text
    sent = client.post("/aduan/kirim", data={**IDENTITY, **other})
    assert sent.status_code == 303, sent.text
    return of_receipt(client.get("/aduan/tanda-terima"))


def of_receipt(page: TestResponse) -> tuple[str, str]:
    number, code = NUMBER.search(page.text), CODE.search(page.text)
    assert number, page.text
    return number.group(0), code.group(0) if code else ""
