"""Opening an identity: a reason, two custodians, one reader, one hour; everything else opens nothing."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.accounts import caretaking, events, services
from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import PUBLIC, SYSTEM, Actor, Role
from app.core.errors import DomainError, Invalid, NotAllowed, NotFound, WrongState
from app.core.events import Event, emit
from app.database.base import db
from app.database.transaction import use_case
from app.demo.custodians import PASSPHRASES
from app.notifications.models import Notice
from app.outbox import services as outbox
from app.people import queries as people
from app.vault import office, papers, queries, subjects
from app.vault.models import Box, Identity, Opening, OpeningState, Paper, Reason
from app.vault.services import opening as openings
from app.vault.services import sealing
from app.vault.subjects import SubjectKind
from tests.vault.test_sealing import WHO, Record
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
Stage = Callable[[], AbstractContextManager[Session]]
WORDS = "Pelapor perlu dihubungi untuk memastikan tanggal pertemuan yang disebutnya."
CONCERNED: set[int] = set()
PASSWORD = "sadar-kota-contoh"


def pid(code: str) -> int:
    return int(people.person_by_code(code).id)


def actor(code: str) -> Actor:
    return accounts.signed_in_as(accounts.account_of(pid(code)).id).actor


def handled(one: Actor, _subject_id: int) -> bool:
    return one.has(Role.INSPECTOR) or one.has(Role.INTAKE_OFFICER)


def concerned(subject_ids: Iterable[int], candidates: Iterable[int]) -> dict[int, set[int]]:
    return {one: CONCERNED & set(candidates) for one in subject_ids}


@pytest.fixture(autouse=True)
def _a_case(city: None, monkeypatch: pytest.MonkeyPatch) -> None:
    CONCERNED.clear()
    kind = SubjectKind(
        may_ask=handled,
        concerned=concerned,
        numbers=lambda ids: {one: f"ADU-2026-{one:04d}" for one in ids},
        told=lambda _number: [pid("e51")],
        page_of=lambda number: f"/percobaan/{number}",
        labels={"name": "Nama", "nik": "NIK", "phone": "Nomor HP", "capacity": "Hubungan"},
        values={"capacity": {"lsm_media": "LSM atau media"}},
    )
    monkeypatch.setitem(subjects._kinds, "trials", kind)
    sealing.seal(PUBLIC, "trials", Record(), {**WHO, "capacity": "lsm_media"})


def ask(code: str = "e56", reason: Reason | None = Reason.REACH, words: str = WORDS):
    asked = openings.ask(actor(code), "trials", 7, reason, words)
    return db.session.get_one(Opening, asked.opening_id), asked.code


def approve(opening: Opening, code: str) -> None:
    openings.approve(actor(code), opening, PASSPHRASES[code.upper()[0] + "-" + code[1:]])


def granted() -> tuple[Opening, str]:
    opening, code = ask()
    approve(opening, "e59")
    approve(opening, "e11")
    return opening, code


def shown(reading: openings.Reading) -> str:
    return " ".join(value for _label, value in reading.rows)


# ── the proper way, and the others ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("order", [("e11", "e59"), ("e59", "e11")])
def test_both_custodians_in_any_order_open_it_for_the_requester(order: tuple[str, str]) -> None:
    opening, code = ask()
    for custodian in order:
        approve(opening, custodian)
    found = openings.read(actor("e56"), opening, code.lower().replace("-", " "))
    assert dict(found.rows) == {
        "Nama": WHO["name"], "NIK": WHO["nik"], "Nomor HP": WHO["phone"],
        "Hubungan": "LSM atau media",
    }  # fmt: skip
    assert "Widya" in found.mark
    assert len(queries.openings_of("trials", 7)) == 1


def test_six_ways_that_open_nothing() -> None:
    """A13: no reason, one custodian, a replayed yes, a refusal, another requester, too late."""
    opened = 0

    def tried(act, *refusals: type[DomainError]) -> None:
        nonlocal opened
        with pytest.raises(refusals):
            opened += "Markanama" in shown(act())

    tried(lambda: ask(words="Perlu."), Invalid)
    tried(lambda: ask(reason=None), Invalid)
    opening, code = ask()
    approve(opening, "e11")
    tried(lambda: openings.read(actor("e56"), opening, code), WrongState)
    tried(lambda: approve(opening, "e11"), NotAllowed)
    tried(lambda: openings.read(actor("e56"), opening, code), WrongState)
    openings.refuse(actor("e59"), opening, "Pelapor masih menjawab lewat aplikasi.")
    tried(lambda: openings.read(actor("e56"), opening, code), WrongState)
    tried(lambda: approve(opening, "e59"), WrongState, NotAllowed)
    opening, code = granted()
    tried(lambda: openings.read(actor("e57"), opening, code), NotAllowed)
    tried(lambda: openings.read(actor("e11"), opening, code), NotAllowed)
    tried(lambda: openings.read(actor("e56"), opening, "0000-0000-0000-0000"), Invalid)
    with clock.frozen_at(clock.now() + timedelta(minutes=60)):
        tried(lambda: openings.read(actor("e56"), opening, code), WrongState)
    assert opened == 0
    with clock.frozen_at(clock.now() + timedelta(minutes=59)):
        assert "Markanama" in shown(openings.read(actor("e56"), opening, code))


def test_a_wrong_passphrase_approves_nothing_and_is_braked_after_five() -> None:
    opening, _code = ask()
    for _ in range(5):
        with pytest.raises(Invalid, match="Frasa sandi tidak cocok"):
            openings.approve(actor("e11"), opening, "bukan frasa yang benar")
    with pytest.raises(Invalid, match="Tunggu 15 menit"):
        approve(opening, "e11")
    with clock.frozen_at(clock.now() + timedelta(minutes=16)):
        approve(opening, "e11")
    assert opening.state is OpeningState.HALF


def test_five_wrong_codes_end_the_reading() -> None:
    opening, code = granted()
    for _ in range(5):
        with pytest.raises(Invalid, match="Kode baca"):
            openings.read(actor("e56"), opening, "0000-0000-0000-0000")
    assert opening.state is OpeningState.ENDED
    with pytest.raises(WrongState):
        openings.read(actor("e56"), opening, code)


def test_a_box_moved_to_another_case_is_refused_and_the_inspektur_is_told(arranging: Stage) -> None:
    sealing.seal(PUBLIC, "trials", Record(8, "fedcba9876543210"), {"name": "Orang Lain"})
    first, second = db.session.query(Identity).order_by(Identity.id).all()
    foreign = {(one.first_id, one.second_id): one.content for one in second.boxes}
    with arranging():
        for box in first.boxes:
            box.content = foreign[box.first_id, box.second_id]
    opening, _code = ask()
    with pytest.raises(WrongState, match="rusak atau bukan milik perkara"):
        approve(opening, "e11")
    assert opening.state is OpeningState.WAITING
    assert told("e51", "vault.box_refused") == 1


def test_a_half_moved_to_another_request_is_refused(arranging: Stage) -> None:
    opening, _code = ask()
    approve(opening, "e11")
    sealing.seal(PUBLIC, "trials", Record(8, "fedcba9876543210"), {"name": "Orang Lain"})
    asked = openings.ask(actor("e56"), "trials", 8, Reason.REACH, WORDS)
    other = db.session.get_one(Opening, asked.opening_id)
    with arranging():
        other.halves_sealed, other.state = opening.halves_sealed, OpeningState.HALF
    with pytest.raises(Exception, match=other.uid):
        approve(other, "e59")


# ── who may, who is told, what is written ─────────────────────────────────────────────────────


def told(code: str, event: str) -> int:
    return db.session.query(Notice).filter_by(person_id=pid(code), event_name=event).count()


def test_custodians_requester_and_inspektur_are_told_of_a_grant() -> None:
    opening, code = granted()
    assert [told(one, "vault.granted") for one in ("e11", "e59", "e56", "e51")] == [1, 1, 1, 1]
    openings.read(actor("e56"), opening, code)
    openings.read(actor("e56"), opening, code)
    assert [told(one, "vault.read") for one in ("e11", "e59", "e51")] == [1, 1, 1]
    (line,) = queries.openings_of("trials", 7)
    assert (line.role, line.reason, line.read) == (Role.INSPECTOR, Reason.REACH, True)


def test_every_step_stands_in_the_trail_and_the_reading_is_anchored() -> None:
    opening, code = granted()
    openings.read(actor("e56"), opening, code)
    actions = [
        row[0]
        for row in db.session.connection().exec_driver_sql(
            "SELECT action FROM audit_entries WHERE subject_type = 'vault_openings' ORDER BY seq"
        )
    ]
    assert actions == ["vault.requested", "vault.first_approval", "vault.granted", "vault.read"]
    newest = db.session.connection().exec_driver_sql(
        "SELECT (SELECT max(seq) FROM audit_checkpoints) = (SELECT max(seq) FROM audit_entries)"
    )
    assert newest.scalar_one()


def test_who_does_not_handle_the_case_cannot_ask(client: Visitor) -> None:
    for code in ("e17", "e49", "e11", "e58"):
        with pytest.raises(NotFound):
            ask(code)
        assert client.be(code).get("/identitas/minta/trials/7").status_code == 404
    assert client.be("e56").get("/identitas/minta/trials/8").status_code == 404
    assert client.be("e56").get("/identitas/minta/lain/7").status_code == 404


def test_a_custodian_whom_the_case_concerns_sees_and_hears_nothing(client: Visitor) -> None:
    CONCERNED.add(pid("e11"))
    with pytest.raises(WrongState, match="Kurang dari dua kustodian"):
        ask()
    CONCERNED.clear()
    opening, _code = ask()
    CONCERNED.add(pid("e11"))
    assert client.be("e11").get(f"/identitas/permintaan/{opening.id}").status_code == 404
    assert "ADU-2026-0007" not in client.get("/identitas").text
    with pytest.raises(NotAllowed):
        approve(opening, "e11")


def test_a_custodian_who_became_an_inspector_no_longer_answers() -> None:
    opening, _code = ask()
    caretaking.grant_role(SYSTEM, pid("e11"), Role.INSPECTOR, "Mutasi")
    with pytest.raises(NotAllowed):
        approve(opening, "e11")


def test_one_request_at_a_time_and_it_can_be_taken_back() -> None:
    opening, _code = ask()
    with pytest.raises(WrongState, match="masih berjalan"):
        ask()
    openings.withdraw(actor("e56"), opening)
    assert opening.state is OpeningState.WITHDRAWN
    ask()


def test_nothing_by_which_it_could_be_read_outlives_the_request() -> None:
    opening, code = granted()
    openings.read(actor("e56"), opening, code)
    with clock.frozen_at(clock.now() + timedelta(minutes=61)):
        outbox.work_off(limit=50)
        db.session.expire_all()
    left = (opening.reader_wrapped, opening.halves_sealed, opening.handed_sealed)
    assert opening.state is OpeningState.ENDED
    assert left == (None, None, None)


def test_a_request_nobody_answers_lapses_after_three_days() -> None:
    opening, _code = ask()
    with clock.frozen_at(clock.now() + timedelta(days=3)):
        with pytest.raises(WrongState, match="sudah lewat"):
            approve(opening, "e11")
        assert openings.close_due(SYSTEM) == 1
    assert opening.state is OpeningState.LAPSED
    assert told("e56", "vault.lapsed") == 1


def test_no_byte_of_the_identity_is_in_the_database_at_any_step() -> None:
    def hits() -> int:
        db.session.commit()
        found = 0
        for table in db.metadata.sorted_tables:
            for row in db.session.execute(table.select()):
                text = " ".join(
                    value.decode("latin-1") if isinstance(value, bytes) else str(value)
                    for value in row
                )
                found += sum(marker in text for marker in WHO.values())
        return found

    opening, code = ask()
    counts = [hits()]
    approve(opening, "e11")
    counts.append(hits())
    approve(opening, "e59")
    counts.append(hits())
    openings.read(actor("e56"), opening, code)
    counts.append(hits())
    assert counts == [0, 0, 0, 0]


# ── M4: an account that was reset ─────────────────────────────────────────────────────────────


def test_a_reset_account_makes_its_key_unusable_until_it_is_wrapped_again() -> None:
    opening, _code = ask()
    caretaking.issue_code(SYSTEM, pid("e11"))
    account = accounts.account_of(pid("e11"))
    _announce(Event(events.ACTIVATED, actor("e11"), account))
    assert office.of_person(pid("e11")).wrapped is None
    with pytest.raises(DomainError):
        approve(opening, "e11")
    assert opening.state is OpeningState.WAITING
    assert queries.ready()
    assert told("e11", "vault.key_lost") == 1


@use_case
def _announce(event: Event) -> None:
    emit(event)


def test_changing_ones_own_password_leaves_the_key_alone() -> None:
    services.change_password(actor("e11"), PASSWORD, "delapan perahu di teluk", None)
    assert office.of_person(pid("e11")).wrapped is not None


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


def test_the_whole_way_on_pages(client: Visitor) -> None:
    page = "/identitas/minta/trials/7"
    client.be("e56").get(page)
    short = client.post(page, data={"reason": "hubungi", "words": "Perlu."})
    assert short.status_code == 422
    assert "sedikitnya 40 huruf" in short.text
    assert "Perlu." in short.text
    sent = client.post(page, data={"reason": "hubungi", "words": WORDS})
    code = sent.text.split('class="mono">')[1].split("<")[0]
    opening = db.session.query(Opening).one()
    address = f"/identitas/permintaan/{opening.id}"
    asked = client.get(address).text
    assert WORDS in asked and 'href="/percobaan/7"' in asked
    for custodian, words in (("e11", PASSPHRASES["E-11"]), ("e59", PASSPHRASES["E-59"])):
        assert "ADU-2026-0007" in client.be(custodian).get("/identitas").text
        assert "/percobaan/7" not in client.get(address).text
        client.get(f"{address}/setujui")
        wrong = client.post(f"{address}/setujui", data={"passphrase": "bukan ini"})
        assert wrong.status_code == 422
        assert client.post(f"{address}/setujui", data={"passphrase": words}).status_code == 303
    client.be("e56").get(address)
    assert client.post(f"{address}/baca", data={"reading_code": "salah"}).status_code == 422
    client.get(address)
    read = client.post(f"{address}/baca", data={"reading_code": code})
    assert WHO["name"] in read.text
    assert "Dibaca oleh Widya" in read.text
    assert "LSM atau media" in read.text and "lsm_media" not in read.text
    assert read.headers["Cache-Control"] == "no-store"
    assert WHO["name"] not in client.get(address).text
    assert client.be("e57").get(address).status_code == 404
    assert client.be("e51").get(address).status_code == 404


def test_without_a_fresh_proof_the_password_is_asked_for(client: Visitor) -> None:
    page = "/identitas/minta/trials/7"
    client.be("e56")
    with clock.frozen_at(clock.now() + timedelta(minutes=10), everywhere=True):
        assert "Kata sandi Anda" in client.get(page).text
        answer = client.post(page, data={"reason": "hubungi", "words": WORDS})
        assert answer.status_code == 422
        assert db.session.query(Opening).count() == 0
        client.get(page)
        proved = {"reason": "hubungi", "words": WORDS, "password": PASSWORD}
        assert "Kode baca" in client.post(page, data=proved).text


def test_a_refusal_on_the_page_ends_it(client: Visitor) -> None:
    opening, _code = ask()
    address = f"/identitas/permintaan/{opening.id}/tolak"
    client.be("e11").get(address)
    assert client.post(address, data={"words": "Tidak."}).status_code == 422
    client.get(address)
    assert (
        client.post(address, data={"words": "Pelapor dapat ditanya di aplikasi."}).status_code
        == 303
    )
    db.session.expire_all()
    assert opening.state is OpeningState.REFUSED
    assert (
        "Pelapor dapat ditanya" in client.be("e56").get(f"/identitas/permintaan/{opening.id}").text
    )


def test_the_vault_shows_itself_to_custodians_and_askers_only(client: Visitor) -> None:
    assert client.be("e17").get("/identitas").status_code == 404
    assert client.be("e56").get("/identitas").status_code == 404
    assert "Sidik kunci" in client.be("e11").get("/identitas").text
    ask()
    assert "ADU-2026-0007" in client.be("e56").get("/identitas").text


def test_photos_are_read_with_the_identity_alone_and_go_with_it() -> None:
    card = papers.Photo("Foto KTP", "image/jpeg", b"\xff\xd8kartu tanda penduduk")
    record = Record()
    record.id, record.uid = 8, "8" * 32
    sealing.seal(PUBLIC, "trials", record, WHO, [card])
    assert card.content not in db.session.query(Paper).one().content
    asked = openings.ask(actor("e56"), "trials", 8, Reason.REACH, WORDS)
    opening = db.session.get_one(Opening, asked.opening_id)
    for custodian in ("e59", "e11"):
        approve(opening, custodian)
    found = openings.read(actor("e56"), opening, asked.code)
    assert list(found.photos) == [card]
    assert dict(found.rows) == {"Nama": WHO["name"], "NIK": WHO["nik"], "Nomor HP": WHO["phone"]}
    sealing.erase(SYSTEM, "trials", 8, [one.person_id for one in office.in_office()])
    assert db.session.query(Paper).count() == 0


def test_the_boxes_of_one_identity_are_two() -> None:
    assert db.session.query(Box).count() == 2
