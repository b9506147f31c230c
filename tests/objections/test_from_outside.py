"""Objections by people without account: filed in public, seen again with number and code only."""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.core import clock
from app.core.actor import PUBLIC, Actor
from app.core.errors import Invalid, NotAllowed, NotFound
from app.database.base import db
from app.documents.models import Document, DocumentKind
from app.objections import grounds, queries
from app.objections.grounds import Decided, Ground
from app.objections.models import Filer, Objection, State, Wish
from app.objections.services import admitting, filing
from app.objections.services.filing import Party, Wanted
from app.objections.workflow import FLOW
from app.visits.models import Visit
from tests.disclosures.stage import actor
from tests.matters.stage import person_id
from tests.recusals import stage
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

WHY = "Kontrak kami dihentikan padahal pekerjaan sudah selesai dan tidak ada hubungan keluarga."
BECAUSE = (
    "Setelah memeriksa berita acara dan keputusan peninjauan kembali, alasan pemohon tidak mengubah"
    " kenyataan bahwa hubungan afiliasi tidak dinyatakan sebelum keputusan."
)
NAME = "Rahmat Pemohon Contoh"
NIK = "6371010101900001"


def fields(**changed: Any) -> dict[str, Any]:
    today = clock.today()
    found: dict[str, Any] = {
        "number": "PKB-2026-0001", "known_on-day": today.day, "known_on-month": today.month,
        "known_on-year": today.year, "late_reason": "", "reason": WHY, "wishes": ["cancel"],
        "name": NAME, "nik": "6371 0101 0190 0001", "capacity": "body",
        "body": "CV Contoh Tirta Mulya", "address": "Jalan Contoh Nomor 8, Kota Contoh",
        "phone": "081234567890", "email": "",
    }  # fmt: skip
    return {**found, **changed}


def party() -> Party:
    return Party(NAME, "Pihak dalam keputusan", "", NIK, "Jalan Contoh Nomor 8", "081234567890")


def wanted(**changed: Any) -> Wanted:
    facts: dict[str, Any] = {"reason": WHY, "wishes": [Wish.CANCEL], "known_on": clock.today()}
    return Wanted(**{**facts, **changed})


@pytest.fixture
def decided(city: None) -> Any:
    """A decision known by number, signed by e29 and examined by e31; e56 took part, too."""
    took_part = {person_id("e29"): "memutus", person_id("e56"): "mendampingi pemeriksaan"}
    ended: list[tuple[int, bool]] = []
    decision = Decided(None, "PKB-2026-0001", clock.today(), took_part, (person_id("e04"),))
    ground = Ground(
        "uji_putusan", "Keputusan peninjauan kembali",
        lambda who, n: decision if who.holds_code_of("uji_aduan", n) else None,
        lambda _actor, _n: None, lambda n, granted, _follows: ended.append((n, granted)),
        lambda n: "/lacak", lambda number: (5, decision) if number == decision.number else None,
    )  # fmt: skip
    grounds.register(ground)
    yield ended
    grounds._grounds.pop("uji_putusan")


def newest() -> Objection:
    return db.session.scalars(sa.select(Objection).order_by(Objection.id.desc()).limit(1)).one()


def filed_on_page(client: Visitor, **changed: Any) -> tuple[Objection, str]:
    client.get("/ajukan-keberatan")
    answer = client.post("/ajukan-keberatan", data=fields(**changed))
    assert answer.status_code == 200, answer.text
    code = re.search(r"<strong>((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})</strong>", answer.text)
    assert code
    return newest(), code[1]


def seen_again(client: Visitor, number: str, code: str) -> str:
    client.get("/lacak")
    entered = client.post("/lacak", data={"nomor": number, "kode": code})
    assert (entered.status_code, entered.location) == (303, "/lacak/keberatan")
    return str(client.get("/lacak/keberatan").text)


@pytest.mark.usefixtures("decided")
def test_a_party_files_without_account_and_comes_back_with_its_own_number_and_code(
    client: Visitor,
) -> None:
    objection, code = filed_on_page(client)
    assert (objection.filer, objection.person_id) == (Filer.PARTY, None)
    assert objection.subject_id == 5
    assert objection.reviewer_id == person_id("e04")
    sealed = objection.party_sealed or b""
    assert sealed
    assert NAME.encode() not in sealed
    assert NIK.encode() not in sealed
    text = seen_again(client, objection.number, code)
    assert objection.number in text
    assert "Inspektorat (pemeriksaan syarat)" in text
    letter = db.session.query(Document).filter_by(
        subject_type="objections", subject_id=objection.id
    )
    assert [one.kind for one in letter] == [DocumentKind.OBJECTION_RECEIPT]
    assert client.get(f"/lacak/surat/{letter[0].id}.pdf").status_code == 202
    for person in ("e04", "e29", "e56", "e51"):
        name = db.session.scalar(
            sa.text("SELECT name FROM people WHERE id = :id"), {"id": person_id(person)}
        )
        assert name not in text


def test_whether_there_is_such_a_decision_makes_no_difference_to_the_public(
    client: Visitor, decided: Any
) -> None:
    def page(number: str) -> str:
        client.get("/ajukan-keberatan")
        text = client.post("/ajukan-keberatan", data=fields(number=number)).text
        return re.sub(r"KBR-\d+-\d+|(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}|value=\"[^\"]*\"", "", text)

    assert page("PKB-2026-0001") == page("PKB-2026-0002")
    assert newest().subject_id is None


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(client: Visitor) -> None:
    client.get("/ajukan-keberatan")
    answer = client.post(
        "/ajukan-keberatan", data=fields(nik="123", phone="", reason="Pendek.", capacity="")
    )
    assert answer.status_code == 422
    for sentence in (
        "NIK harus 16 angka.",
        "Isi HP atau surel.",
        "Pilih kedudukan Anda.",
    ):
        assert answer.text.count(sentence) == 2, sentence
    assert NAME in answer.text
    short = client.post("/ajukan-keberatan", data=fields(reason="Pendek."))
    assert short.text.count("Tulis alasan sedikitnya 50 huruf.") == 2


@pytest.mark.usefixtures("decided")
def test_whoever_took_part_neither_sees_admits_nor_decides_it(client: Visitor) -> None:
    objection, _code = filing.file_from_outside(PUBLIC, party(), "PKB-2026-0001", wanted())
    for code in ("e29", "e56"):
        with pytest.raises(NotFound):
            queries.objection_for(actor(code), objection.id)
        assert client.be(code).get(f"/keberatan/{objection.id}").status_code == 404
        assert objection.number not in client.get("/keberatan").text
    with pytest.raises(Invalid, match="tidak ikut memutus"):
        admitting.admit(stage.inspector("e51"), objection, person_id("e29"))
    admitting.admit(stage.inspector("e51"), objection, person_id("e04"))
    assert objection.state is State.REVIEWING


@pytest.mark.usefixtures("decided")
def test_the_office_finds_the_decision_that_a_party_named_badly() -> None:
    objection, _code = filing.file_from_outside(PUBLIC, party(), "surat tanggal 16", wanted())
    with pytest.raises(Invalid, match=r"Nomor PKB-1 tidak ditemukan\."):
        admitting.admit(stage.inspector("e51"), objection, objection.reviewer_id, "PKB-1")
    with pytest.raises(NotAllowed):
        admitting.admit(stage.inspector("e56"), objection, person_id("e04"), "PKB-2026-0001")
    db.session.refresh(objection)
    assert objection.subject_id is None
    admitting.admit(stage.inspector("e51"), objection, person_id("e04"), "PKB-2026-0001")
    assert (objection.subject_id, objection.subject_number) == (5, "PKB-2026-0001")
    assert person_id("e29") in queries.barred_from(objection)


@pytest.mark.usefixtures("decided")
def test_the_reporter_objects_with_the_code_of_his_complaint_and_is_named_nowhere() -> None:
    reporter = Actor(None, "Pelapor", opened=frozenset({("uji_aduan", 5)}))
    stranger = Actor(None, "Pelapor", opened=frozenset({("uji_aduan", 6)}))
    with pytest.raises(NotFound):
        filing.file(stranger, "uji_putusan", 5, wanted())
    with pytest.raises((NotFound, NotAllowed)):
        filing.file(PUBLIC, "uji_putusan", 5, wanted())
    objection = filing.file(reporter, "uji_putusan", 5, wanted())
    assert (objection.filer, objection.filed_by) == (Filer.REPORTER, "Pelapor")
    assert queries.objections_through(reporter) == [objection]
    assert queries.objections_through(stranger) == []
    assert queries.may_read(reporter, objection.id)
    assert not queries.may_read(stranger, objection.id)
    assert not queries.may_read(PUBLIC, objection.id)


def test_refused_it_goes_one_step_up_by_the_visitor_himself(client: Visitor, decided: Any) -> None:
    objection, code = filed_on_page(client)
    admitting.admit(stage.inspector("e51"), objection, person_id("e04"))
    client.be("e04").get(f"/keberatan/{objection.id}/putusan")
    ruling = {"outcome": "refused", "reason": BECAUSE, "revision": str(objection.revision),
              "consequence": "Keputusan peninjauan kembali tetap berlaku.", "password": PASSWORD}  # fmt: skip
    assert client.post(f"/keberatan/{objection.id}/putusan", data=ruling).status_code == 303
    assert decided == [(5, False)]
    db.session.refresh(objection)
    assert objection.state is State.REFUSED
    text = seen_again(client, objection.number, code)
    assert "Ditolak" in text
    path = f"/lacak/keberatan/{objection.id}/banding"
    assert path in text
    client.get(path)
    assert client.post(path, data={"reason": "Pendek"}).status_code == 422
    assert client.post(path, data={"reason": WHY}).status_code == 303
    db.session.refresh(objection)
    assert objection.state is State.APPEALED
    assert objection.appeal_reviewer_id not in (None, person_id("e04"), person_id("e29"))
    assert not FLOW.may(objection, "decide_appeal", actor("e04"))


@pytest.mark.usefixtures("decided")
def test_a_visitor_reaches_no_objection_but_his_own(client: Visitor) -> None:
    first, first_code = filed_on_page(client)
    second, _second_code = filed_on_page(client, number="PKB-2026-0002")
    text = seen_again(client, first.number, first_code)
    assert second.number not in text
    assert client.get(f"/lacak/keberatan/{second.id}/banding").status_code == 404
    other = db.session.query(Document).filter_by(subject_type="objections", subject_id=second.id)
    assert client.get(f"/lacak/surat/{other[0].id}.pdf").status_code == 404
    client.post("/lacak/keluar")
    assert client.get("/lacak/keberatan").location.startswith("/lacak")
    assert db.session.query(Visit).count() == 0


def test_the_door_for_filing_has_a_limit(client: Visitor) -> None:
    for _ in range(5):
        filed_on_page(client)
    client.get("/ajukan-keberatan")
    sixth = client.post("/ajukan-keberatan", data=fields())
    assert sixth.status_code == 422
    assert "Terlalu banyak percobaan." in sixth.text
    assert NAME in sixth.text
