"""Evidence once it is handed in: sealed on disk, whole, and given only to whoever may read the record."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from app.attachments import policy as attachment_policy
from app.attachments import queries, services, storage
from app.attachments.models import Attachment
from app.attachments.sniffing import JudgedFile, judge
from app.audit.models import AuditEntry
from app.core.actor import SYSTEM
from app.core.errors import Busy, Invalid, NotFound
from app.database.base import db
from app.database.keys import Tampered
from app.database.transaction import use_case
from app.departures import queries as departures
from app.departures.models import Departure
from app.people import queries as people
from tests.attachments import samples
from tests.disclosures.stage import actor
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The evidence of this test alone; exit declarations stand for any record with evidence."""
    monkeypatch.setattr(storage, "_folder", [tmp_path])
    monkeypatch.setattr(
        attachment_policy, "_readers", {"departures": departures.may_read}, raising=True
    )
    return tmp_path


@pytest.fixture
def record() -> Departure:
    person = people.person_by_code("e28")
    assert person is not None
    return db.session.query(Departure).filter_by(person_id=person.id).one()


def photo(name: str = "foto.jpg", **how: Any) -> JudgedFile:
    return judge(name, samples.jpeg(**how))


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def number_of_files() -> int:
    """Of exit declarations; the demo city has evidence of other records."""
    return db.session.query(Attachment).filter_by(subject_type="departures").count()


def test_what_lies_on_the_disk_tells_nothing(record: Departure, folder: Path) -> None:
    given = photo("Rumah Bu Sri.jpg", exif=True)
    [kept] = services.store(actor("e28"), record, [given], caption="Tampak depan")
    assert len(files_in(folder)) == 2
    for path in files_in(folder):
        content = path.read_bytes()
        assert b"\xff\xd8\xff" not in content
        assert samples.SECRET.encode() not in content
        assert given.sha256[:12] not in path.name
        assert path.stat().st_mode & 0o077 == 0
    assert b"Sri" not in kept.facts_sealed
    assert (kept.name, kept.caption) == ("Rumah Bu Sri.jpg", "Tampak depan")
    assert storage.read(kept.uid, kept.sha256, storage.ORIGINAL) == given.content
    assert queries.content_of(kept) == given.served


def test_an_exchanged_file_does_not_open(record: Departure, folder: Path) -> None:
    first, second = services.store(actor("e28"), record, [photo("satu.jpg"), photo("dua.jpg")])
    paths = [next(folder.rglob(f"*{one.uid}.{storage.SERVED}")) for one in (first, second)]
    paths[0].write_bytes(paths[1].read_bytes())
    with pytest.raises(Tampered):
        queries.content_of(first)
    assert queries.content_of(second)


def test_its_hash_is_in_the_trail_and_its_name_is_not(record: Departure) -> None:
    [kept] = services.store(actor("e28"), record, [photo("Rumah Bu Sri.jpg")])
    asked = db.session.query(AuditEntry).filter_by(action="attachment.stored")
    entry = asked.filter_by(subject_id=kept.id).one()
    assert kept.sha256 in entry.body
    assert "Sri" not in entry.body


def test_evidence_is_never_changed(record: Departure) -> None:
    services.store(actor("e28"), record, [photo()])
    with pytest.raises(Exception, match="append-only"):
        db.session.connection().exec_driver_sql("UPDATE attachments SET sha256 = 'x'")


def test_an_upload_that_fails_leaves_no_row_and_its_files_are_cleared_away_later(
    record: Departure, folder: Path
) -> None:
    @use_case
    def fails() -> None:
        services.store(actor("e28"), record, [photo()])
        raise RuntimeError("the machine stops")

    with pytest.raises(RuntimeError):
        fails()
    [kept] = services.store(actor("e28"), record, [photo("lain.jpg")])
    assert number_of_files() == 1
    assert len(files_in(folder)) == 4
    assert services.clear_forgotten(SYSTEM) == 0, "an upload of today may still be committed"
    for path in files_in(folder):
        os.utime(path, (time.time() - 3 * 86400,) * 2)
    assert services.clear_forgotten(SYSTEM) == 2
    assert queries.content_of(kept)
    assert storage.read(kept.uid, kept.sha256, storage.ORIGINAL)


def test_a_full_disk_acknowledges_nothing(
    record: Departure, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_what: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "write", full)
    with pytest.raises(Busy):
        services.store(actor("e28"), record, [photo()])
    assert number_of_files() == 0


def test_a_file_half_written_is_no_file(
    record: Departure, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(Busy):
        services.store(actor("e28"), record, [photo()])
    assert files_in(folder) == []


def test_an_eleventh_file_and_a_fifty_first_megabyte_are_refused(record: Departure) -> None:
    services.store(actor("e28"), record, [photo() for _n in range(9)])
    with pytest.raises(Invalid, match="Sudah ada 9"):
        services.store(actor("e28"), record, [photo(), photo()])
    heavy = JudgedFile("berat.jpg", photo().kind, b"0" * (50 * 1024 * 1024), b"0", 1)
    with pytest.raises(Invalid, match="50 MB"):
        services.store(actor("e28"), record, [heavy])
    assert number_of_files() == 9


def test_evidence_is_found_by_record_and_place(record: Departure) -> None:
    services.store(actor("e28"), record, [photo("satu.jpg")], place="step:1")
    services.store(actor("e28"), record, [photo("dua.jpg")], place="step:2")
    names = [one.name for one in queries.attachments_of(actor("e28"), record)]
    assert names == ["satu.jpg", "dua.jpg"]
    assert len(queries.attachments_of(actor("e28"), record, "step:2")) == 1
    assert queries.attachments_of(actor("e30"), record) == []


def test_it_is_served_as_a_download_that_no_page_can_run(
    record: Departure, client: Visitor
) -> None:
    [kept] = services.store(actor("e28"), record, [photo('fo"to é.jpg')])
    number, served = kept.id, photo().served
    answer = client.be("e28").get(f"/berkas/{number}")
    assert answer.status_code == 200
    assert answer.data == served
    headers = answer.headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Disposition"].startswith('attachment; filename="foto -.jpg"')
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_stranger_learns_nothing_and_a_foreign_reading_is_written_down(
    record: Departure, client: Visitor
) -> None:
    [kept] = services.store(actor("e28"), record, [photo()])
    number = kept.id
    assert client.be("e30").get(f"/berkas/{number}").status_code == 404
    assert client.be("e49").get(f"/berkas/{number}").status_code == 404
    assert client.be("e45").get(f"/berkas/{number}").status_code == 200
    entry = (
        db.session.query(AuditEntry)
        .filter_by(subject_type="attachments", action="record.read")
        .one()
    )
    assert entry.reason == "Mengunduh bukti"
    with pytest.raises(NotFound):
        queries.attachment_for(actor("e30"), number)


def test_evidence_of_a_record_without_a_reader_is_given_to_nobody(
    record: Departure, monkeypatch: pytest.MonkeyPatch
) -> None:
    [kept] = services.store(actor("e28"), record, [photo()])
    monkeypatch.setattr(attachment_policy, "_readers", {})
    with pytest.raises(NotFound):
        queries.attachment_for(actor("e28"), kept.id)


def test_a_missing_file_is_said_in_words(record: Departure, folder: Path, client: Visitor) -> None:
    [kept] = services.store(actor("e28"), record, [photo()])
    number = kept.id
    for path in files_in(folder):
        path.unlink()
    answer = client.be("e28").get(f"/berkas/{number}")
    assert answer.status_code == 409
    assert "Hubungi admin" in answer.text
