"""The virus scanner: what it finds is refused; while it is away files wait, sealed and unseen."""

import io
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from app.attachments import policy as attachment_policy
from app.attachments import quarantine, queries, scanning, services, storage
from app.attachments.clamd import Clamd
from app.attachments.models import Attachment, Quarantine, QuarantineState
from app.attachments.scanning import ScannerAway
from app.attachments.sniffing import judge
from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid, WrongState
from app.database.base import db
from app.database.transaction import use_case
from app.departures import queries as departures
from app.departures.models import Departure
from app.notifications.models import Notice
from app.outbox import services as outbox
from app.people import queries as people
from tests.attachments import samples
from tests.clamd import EICAR
from tests.disclosures.stage import actor
from tests.visitor import Visitor


@pytest.fixture(autouse=True)
def _no_scanner_afterwards() -> Iterator[None]:
    yield
    scanning.use()


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("uji.txt", content)
    return out.getvalue()


def pdf_holding(content: bytes) -> bytes:
    """A PDF that opens well, with these bytes in a compressed stream of its page."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = StreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# ── a real clamd ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("how", [bytes, zipped, pdf_holding], ids=["plain", "zip", "pdf"])
def test_clamd_finds_the_test_virus(clamd: Path, how: Callable[[bytes], bytes]) -> None:
    assert (Clamd(clamd)(how(EICAR)) or "").startswith("Sadar.Test.EICAR")


def test_clamd_says_nothing_of_good_files_up_to_our_limit(clamd: Path) -> None:
    scanner = Clamd(clamd)
    assert scanner(samples.pdf()) is None
    assert scanner(samples.jpeg()) is None
    assert scanner(bytes(10 * 1024 * 1024)) is None


def test_a_file_beyond_clamds_own_limit_gets_no_verdict(clamd: Path) -> None:
    with pytest.raises(ScannerAway):
        Clamd(clamd)(bytes(13 * 1024 * 1024))


@pytest.mark.parametrize(
    ("name", "content"),
    [("akta.pdf", pdf_holding(EICAR)), ("foto.jpg", samples.jpeg() + EICAR)],
)
def test_an_infected_upload_is_refused_in_words(clamd: Path, name: str, content: bytes) -> None:
    scanning.use(Clamd(clamd))
    with pytest.raises(Invalid, match="program berbahaya"):
        judge(name, content)
    assert judge("akta.pdf", samples.pdf()).scanned


# ── a clamd that fails ────────────────────────────────────────────────────────────────────────


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A socket that behaves badly: "slow" never answers, "reset" breaks off, "odd" says nonsense."""
    open_ones: list[socket.socket] = []

    def start(how: str) -> Path:
        path = tmp_path / "clamd.sock"
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.bind(str(path))
        server.listen()
        open_ones.append(server)
        threading.Thread(target=_serve, args=(server, how, open_ones), daemon=True).start()
        return path

    yield start
    for one in open_ones:
        one.close()


def _serve(server: socket.socket, how: str, kept: list[socket.socket]) -> None:
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return
        if how == "slow":
            kept.append(line)
            continue
        line.recv(1 << 20)
        if how == "odd":
            line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
        line.close()


@pytest.mark.parametrize("how", ["down", "slow", "reset", "odd"])
def test_without_a_verdict_the_file_is_taken_and_waits(
    how: str, failing: Callable[[str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "nobody.sock" if how == "down" else failing(how)
    scanner = Clamd(path, seconds=0.2)
    with pytest.raises(ScannerAway):
        scanner(samples.png())
    scanning.use(scanner)
    assert not judge("foto.png", samples.png()).scanned


def test_the_next_files_are_not_kept_waiting_by_a_scanner_that_is_away(tmp_path: Path) -> None:
    scanner = Clamd(tmp_path / "nobody.sock", rest=60)
    for expected in ("FileNotFoundError", "resting"):
        with pytest.raises(ScannerAway, match=expected):
            scanner(b"x")


# ── quarantine ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def waiting(city: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Attachment:
    """Evidence of an exit declaration that came while the scanner was away."""
    monkeypatch.setattr(storage, "_folder", [tmp_path])
    monkeypatch.setattr(attachment_policy, "_readers", {"departures": departures.may_read})
    person = people.person_by_code("e28")
    record = db.session.query(Departure).filter_by(person_id=person.id).one()
    scanning.use(_away)
    return kept(record)


def _away(_content: bytes) -> str | None:
    raise ScannerAway("down")


@use_case
def kept(record: Departure) -> Attachment:
    (row,) = services.store(actor("e28"), record, [judge("akta.pdf", samples.pdf("Akta"))])
    return row


def pass_time(minutes: int = 90) -> None:
    with clock.frozen_at(clock.now() + timedelta(minutes=minutes)):
        outbox.work_off(limit=200)
    db.session.expire_all()


def test_what_waits_is_sealed_and_shown_to_nobody(
    waiting: Attachment, client: Visitor, tmp_path: Path
) -> None:
    address = f"/berkas/{waiting.id}"
    for code in ("e28", "e45"):
        answer = client.be(code).get(address)
        assert answer.status_code == 409
        assert "masih diperiksa" in answer.text
    assert not waiting.viewable
    kept = [one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()]
    assert kept
    assert not any(b"%PDF" in content for content in kept)


def test_it_is_asked_about_again_until_it_is_judged(waiting: Attachment, client: Visitor) -> None:
    for _turn in range(12):  # more often than a job may fail
        pass_time()
        assert not waiting.viewable
    scanning.use(lambda _content: None)
    pass_time(60 * 24)
    assert waiting.viewable
    assert client.be("e45").get(f"/berkas/{waiting.id}").status_code == 200


def test_what_proves_infected_is_never_shown_and_its_uploader_is_told(
    waiting: Attachment, client: Visitor
) -> None:
    scanning.use(lambda _content: "Sadar.Test")
    pass_time()
    assert waiting.quarantine.state is QuarantineState.INFECTED
    for code in ("e28", "e45"):
        answer = client.be(code).get(f"/berkas/{waiting.id}")
        assert answer.status_code == 409
        assert "program berbahaya" in answer.text
    with pytest.raises(WrongState):
        queries.content_of(waiting)
    told = db.session.query(Notice).filter_by(event_name="attachment.infected").all()
    assert [one.person_id for one in told] == [waiting.stored_by_id]


def test_a_try_that_was_lost_is_ordered_again_once_a_day(waiting: Attachment) -> None:
    db.session.connection().exec_driver_sql("DELETE FROM jobs WHERE kind = 'attachments.scan'")
    db.session.commit()
    scanning.use(lambda _content: None)
    with clock.frozen_at(clock.now() + timedelta(days=1)):
        assert quarantine.ask_again(SYSTEM) == 1
        outbox.work_off(limit=200)
    db.session.expire_all()
    assert waiting.viewable
    assert db.session.query(Quarantine).filter_by(uid=waiting.uid).one().judged_at


def test_without_a_scanner_nothing_waits(city: None) -> None:
    assert judge("foto.png", samples.png()).scanned
    assert db.session.query(Quarantine).count() == 0
