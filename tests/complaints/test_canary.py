"""The canary sweep (M1): a whole complaint with markers in it, then every byte the office keeps.

What the reporter told of himself is looked for everywhere, also in what the server itself can
unseal; what he told of the case and handed in, in everything a thief of disks would hold.
"""

import base64
import io
import json
import logging
import re
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from nacl.public import PrivateKey
from pypdf import PdfReader
from sqlalchemy.orm import Session

from app.backups import services
from app.complaints.models import Complaint, State
from app.database import keys
from app.database.base import db
from app.database.sealed import SealedJson
from app.demo.custodians import PASSPHRASES
from app.documents.models import Document
from app.outbox import services as outbox
from app.reviews.models import Review
from app.vault import keyring
from app.vault import queries as vault
from app.vault.models import Identity, Opening
from tests.attachments.samples import SECRET as IN_THE_PHOTO
from tests.attachments.samples import jpeg
from tests.caller import Caller
from tests.complaints import course
from tests.complaints.reporter import (
    CODE,
    IDENTITY,
    NUMBER,
    SECRET_NAME,
    SECRET_NIK,
    SECRET_PHONE,
    WHAT,
    WHO,
    filed,
)
from tests.live import LiveServer
from tests.mail.conftest import sending_to
from tests.mail.server import MailServer
from tests.visitor import Visitor

WORDS = "Pelapor perlu dihubungi untuk memastikan tanggal pertemuan yang disebutnya."
ADDRESS = "Gang Kutilang Wurung 12"
STORY = "burung kenari terbang di atas pasar"
FILE = "kenari-undangan.jpg"
_FEWEST_LETTERS = 6


def spellings(*secrets: str) -> set[bytes]:
    """A secret as it stands, without its spaces, in capitals, in small letters, and encoded."""
    plain = {
        form
        for secret in secrets
        for form in (
            secret,
            secret.replace(" ", ""),
            secret.upper(),
            secret.lower(),
            *secret.split(),
        )
        if len(form) >= _FEWEST_LETTERS
    }
    found = {form.encode() for form in plain}
    for one in set(found):
        found |= {one.hex().encode(), base64.b64encode(one)[:-4], json.dumps(one.decode()).encode()}
    return found


WHO_HE_IS = spellings(SECRET_NAME, SECRET_NIK, SECRET_PHONE, ADDRESS)
WHAT_HE_TOLD = spellings(STORY, FILE, IN_THE_PHOTO)


def hits(content: bytes, markers: set[bytes]) -> int:
    return sum(marker in content for marker in markers)


# ── what the server itself can read ───────────────────────────────────────────────────────────


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_nobody_with_database_and_server_keys_finds_out_who_complained(
    city: None, client: Visitor, temporary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    number, code = filed(client, alamat=ADDRESS)
    client.get("/lacak")
    client.post("/lacak", data={"nomor": number, "kode": code})
    client.get("/lacak/aduan/percakapan")
    client.post("/lacak/aduan/percakapan", data={"text": "Saya punya bukti lain.", "question": ""})
    identity = db.session.query(Identity).order_by(Identity.id.desc()).first()
    assert identity is not None
    _open_it(client, identity.subject_id)
    outbox.work_off(limit=500)
    assert len(vault.openings_of("complaints", identity.subject_id)) == 1
    rows = b"\n".join(_every_row(db.session()))
    swept = {
        "rows": hits(rows, WHO_HE_IS),
        "unsealed by the server": hits(b"\n".join(_everything_unsealed()), WHO_HE_IS),
        "logs": hits(caplog.text.encode(), WHO_HE_IS),
        "temporary files": sum(
            hits(one.read_bytes(), WHO_HE_IS | WHAT_HE_TOLD)
            for one in temporary.rglob("*") if one.is_file()
        ),
    }  # fmt: skip
    assert number.encode() in rows  # the sweep does read what is there
    assert set(swept.values()) == {0}, swept


def _open_it(client: Visitor, complaint_id: int) -> None:
    page = f"/identitas/minta/complaints/{complaint_id}"
    client.be("e57").get(page)
    sent = client.post(page, data={"reason": "hubungi", "words": WORDS})
    code = CODE.search(sent.text)
    assert code, sent.text
    opening = db.session.query(Opening).order_by(Opening.id.desc()).first()
    assert opening is not None
    address = f"/identitas/permintaan/{opening.id}"
    for custodian in ("e11", "e59"):
        client.be(custodian).get(f"{address}/setujui")
        words = PASSPHRASES[custodian.upper().replace("E", "E-")]
        answer = client.post(f"{address}/setujui", data={"passphrase": words})
        assert answer.status_code == 303
    client.be("e57").get(address)
    read = client.post(f"{address}/baca", data={"reading_code": code.group(0)})
    assert SECRET_NAME in read.text


def _every_row(session: Session) -> Iterator[bytes]:
    for table in db.metadata.sorted_tables:
        for row in session.execute(table.select()):
            for value in row:
                yield value if isinstance(value, bytes) else str(value).encode()


def _everything_unsealed() -> Iterator[bytes]:
    """Every sealed column of every row, opened with the server's own key."""
    opened = 0
    for mapper in db.Model.registry.mappers:
        sealed = [
            name for kind in mapper.class_.__mro__ for name, column in vars(kind).items()
            if isinstance(column, SealedJson)
        ]  # fmt: skip
        for record in db.session.query(mapper.class_) if sealed else ():
            for name in sealed:
                value = getattr(record, name)
                opened += value is not None
                yield value if isinstance(value, bytes) else repr(value).encode()
    assert opened > 100


# ── what lies on the disk of a running installation ───────────────────────────────────────────


class Reporter(Caller):
    """Somebody who sends a photo along."""

    def send_photo(self, path: str, **fields: str) -> None:
        line = "kenari"
        parts = [
            f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrf_token": self.token, **fields}.items()
        ]
        head = f'--{line}\r\nContent-Disposition: form-data; name="bukti"; filename="{FILE}"\r\n'
        parts += [head.encode(), b"Content-Type: image/jpeg\r\n\r\n", jpeg(exif=True)]
        body = b"".join([*parts, f"\r\n--{line}--\r\n".encode()])
        request = urllib.request.Request(
            self.base_url + path, data=body,
            headers={"Content-Type": f"multipart/form-data; boundary={line}"},
        )  # fmt: skip
        with self._opener.open(request, timeout=30) as reply:
            assert reply.url.endswith("/aduan/4"), reply.url


@pytest.mark.slow
def test_no_file_of_an_installation_holds_a_marker(
    installations: Callable[..., LiveServer], tmp_path: Path
) -> None:
    server = installations(TMPDIR=str(tmp_path))
    try:
        _live_through_it(server)
        swept = {
            str(one.relative_to(server.data)): hits(one.read_bytes(), WHO_HE_IS | WHAT_HE_TOLD)
            for one in server.data.rglob("*") if one.is_file()
        }  # fmt: skip
        swept |= {
            f"tmp/{one.name}": hits(one.read_bytes(), WHO_HE_IS | WHAT_HE_TOLD)
            for one in tmp_path.rglob("*") if one.is_file()
        }  # fmt: skip
        with server.inspected() as session:
            rows = b"\n".join(_every_row(session))
            swept["a dump of the database"] = hits(rows, WHO_HE_IS | WHAT_HE_TOLD)
    finally:
        server.stop()
    found = {name: number for name, number in swept.items() if number}
    assert len(swept) > 4
    assert any(name.startswith("files/") for name in swept)
    assert found == {}


def _live_through_it(server: LiveServer) -> None:
    server.start()
    reporter = Reporter(server.url)
    reporter.get("/aduan/1")
    reporter.post("/aduan/1", **WHO)
    reporter.post("/aduan/2", **{**WHAT, "uraian": f"{WHAT['uraian']} Ciri: {STORY}."})
    reporter.get("/aduan/3")
    reporter.send_photo("/aduan/3", keterangan="foto undangan keluarga")
    reporter.get("/aduan/4")
    who = {**IDENTITY, "alamat": ADDRESS}
    reporter.post("/aduan/4", **who)
    receipt = reporter.post("/aduan/kirim", **who)
    assert NUMBER.search(receipt.text), receipt.url
    assert re.search(CODE, receipt.text)
    desk = Caller(server.url).be("e57")
    assert desk.get("/meja-aduan").status == 200


# ── a complete case ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sending() -> Iterator[MailServer]:
    with MailServer() as server, sending_to(server.url):
        yield server


@pytest.mark.slow
def test_a_complete_case_leaves_no_trace_of_who_complained(
    *, console: LiveServer, app: Flask, client: Visitor, sending: MailServer, temporary: Path,
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """From filing to closing, with letters, mail, opening, retaliation, objection and backups."""
    caplog.set_level(logging.DEBUG)
    key = keyring.new_key()
    monkeypatch.setitem(app.config, "BACKUP_KEY", bytes(key.public_key).hex())
    complaint, review = _whole_course(client)
    outbox.work_off(limit=2000)
    _looked_at(client, complaint, review)
    letters = list(_letters())
    backups, restored = _backed_up(app, key, temporary)
    everything = WHO_HE_IS | WHAT_HE_TOLD | spellings(NEWS_TO)
    rows = b"\n".join(_every_row(db.session()))
    unsealed = b"\n".join(_everything_unsealed())
    swept = {
        "rows, indexes of search, jobs, notices": hits(rows, everything),
        "unsealed by the server": hits(unsealed, WHO_HE_IS),
        "letters": sum(hits(one, WHO_HE_IS) for one in letters),
        "mail": sum(hits(one.message.as_bytes(), WHO_HE_IS | WHAT_HE_TOLD) for one in sending.arrived)
        + sum(hits(one.text.encode(), everything) for one in sending.arrived),
        "logs": hits(caplog.text.encode(), everything),
        "database, journal, evidence on the disk": _in_files(console.data, everything),
        "temporary files": _in_files(temporary, everything),
        "backups": sum(hits(one, everything) for one in backups),
        "a restored backup": _in_files(restored, everything),
    }  # fmt: skip
    print(f"M1 | {len(everything)} spellings | {swept} | threshold 0")
    assert complaint.number.encode() in rows
    assert STORY.encode() in unsealed, "the sweep does read what is there"
    assert len(letters) >= 4, "DOK-10, DOK-10P, DOK-18, DOK-09 at least"
    assert any(complaint.number.encode() in one for one in letters)
    assert sending.arrived
    assert set(swept.values()) == {0}, swept


NEWS_TO = "lampu.taman77@warga.example"


def _whole_course(client: Visitor) -> tuple[Complaint, Review]:
    number, code = filed(
        client, f"Ciri: {STORY}.", FILE, alamat=ADDRESS, email=NEWS_TO, kabar="surel"
    )  # fmt: skip
    client.get("/lacak")
    client.post("/lacak", data={"nomor": number, "kode": code})
    complaint = db.session.scalars(sa.select(Complaint).where(Complaint.number == number)).one()
    course.talked(complaint)
    course.checked(complaint)
    _open_it(client, complaint.id)
    review = course.sent(complaint)
    course.examined(complaint, review)
    course.decided(review)
    course.retaliated(complaint)
    course.objected(complaint)
    course.followed_up(review)
    db.session.expire_all()
    assert complaint.state is State.CLOSED
    return complaint, review


def _looked_at(client: Visitor, complaint: Complaint, review: Review) -> None:
    """Everybody looks at everything he may: what is shown is rendered, cached and logged."""
    for code in (course.DESK, course.INSPECTOR, course.HEAD, course.EXAMINER, course.REVIEWER):
        client.be(code)
        for path in (
            f"/meja-aduan/{complaint.id}", f"/meja-aduan/{complaint.id}/percakapan",
            f"/pemeriksaan/{review.id}", f"/pemeriksaan/{review.id}/berkas", "/pemberitahuan",
            "/tindakan-balasan", "/keberatan", "/pengawasan", "/meja-aduan/unduh.csv?tampil=all",
            "/admin/log", f"/meja-aduan?tampil=all&cari={complaint.number}",
        ):  # fmt: skip
            shown = client.get(path)
            assert shown.status_code in (200, 403, 404)
            assert hits(shown.data, WHO_HE_IS) == 0, (code, path)


def _letters() -> Iterator[bytes]:
    """The words of every letter that was made, and the record embedded in it."""
    for one in db.session.scalars(sa.select(Document).where(Document.sha256.is_not(None))):
        printed = PdfReader(io.BytesIO(one.content))
        words = " ".join(page.extract_text() for page in printed.pages)
        inside = b"".join(part for parts in printed.attachments.values() for part in parts)
        yield words.encode() + inside


def _backed_up(app: Flask, key: PrivateKey, folder: Path) -> tuple[list[bytes], Path]:
    away, restored = folder.parent / "away", folder.parent / "restored"
    runner = app.test_cli_runner()
    for what in ("write", "keys"):
        done = runner.invoke(args=["backup", what, str(away)])
        assert done.exit_code == 0, done.output
    (copy,) = away.glob("sadar-*")
    checked = runner.invoke(args=["backup", "verify", str(copy)], input=keyring.sheet(key))
    assert checked.exit_code == 0, checked.output
    services.restore(copy, key, restored)
    return [one.read_bytes() for one in away.iterdir()], restored


def _in_files(folder: Path, markers: set[bytes]) -> int:
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert files or "restored" not in folder.name
    return sum(hits(one.read_bytes(), markers) for one in files)


def test_the_sweep_finds_what_is_there(app: Any) -> None:
    assert hits(f"… {SECRET_NAME} …".encode(), WHO_HE_IS)
    assert hits(SECRET_NIK.encode().hex().encode(), WHO_HE_IS)
    assert hits(io.BytesIO(STORY.upper().encode()).getvalue(), WHAT_HE_TOLD)
    assert not hits(keys.seal(SECRET_NAME, "a/b/c"), WHO_HE_IS)
