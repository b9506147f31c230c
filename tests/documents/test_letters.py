"""A letter is ordered with its record, printed once, kept as it is, and can be verified by anybody."""

import hashlib
import io
import json
import re

import pypdf
import pytest

from app.audit.queries import readings_of
from app.core.actor import SYSTEM, Actor
from app.core.errors import NotFound, WrongState
from app.core.policy import Rule
from app.database.base import db
from app.database.transaction import use_case
from app.documents import numbering, policy, press, queries, services
from app.documents.models import Document, DocumentState
from app.documents.queries import Verdict
from app.outbox import services as outbox
from app.outbox.handlers import Task
from app.outbox.models import Job, JobState
from tests.documents.letters import letter_with_interests, nil_letter
from tests.factories.accounts import PASSWORD, a_person, an_account, as_actor


class Record:
    """What a letter is about."""

    __tablename__ = "test_records"

    def __init__(self, id: int = 5) -> None:
        self.id = id


def holder_or_superior(superior_ids: tuple[int, ...] = ()) -> Rule:
    return Rule(
        "pemegang atau atasannya",
        lambda actor, document: actor.person_id in (document.holder_person_id, *superior_ids),
    )


@pytest.fixture
def holder():
    policy.register_reader("test_records", holder_or_superior())
    yield an_account(person=a_person("Dewi Lestari Handayani, S.T."))
    policy.readers.pop("test_records")


def ordered(holder, **changes) -> Document:
    return services.order(SYSTEM, Record(), nil_letter(holder.id, **changes))


def printed(holder, letter=None) -> Document:
    document = services.order(SYSTEM, Record(), letter or nil_letter(holder.id))
    document_id = document.id
    outbox.work_off()
    return db.session.get(Document, document_id)


def text_of(document: Document) -> str:
    reader = pypdf.PdfReader(io.BytesIO(document.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


# Ordering ------------------------------------------------------------------------------------


def test_an_ordered_letter_has_number_and_code_before_it_is_printed(app, holder):
    document = ordered(holder)
    assert re.fullmatch(r"\d{6}/DEK/DPMPTSP/2026", document.number)
    assert re.fullmatch(r"SADAR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", document.code)
    assert document.state is DocumentState.ORDERED
    assert not document.is_rendered


def test_numbers_follow_each_other(app, holder):
    first, second = (int(ordered(holder).number[:6]) for _ in range(2))
    assert second == first + 1


def test_a_record_that_is_not_filed_takes_no_number(app, holder):
    @use_case
    def fails() -> None:
        services.order(SYSTEM, Record(), nil_letter(holder.id))
        raise LookupError

    holder_id = holder.id
    first = int(ordered(holder).number[:6])
    with pytest.raises(LookupError):
        fails()
    following = services.order(SYSTEM, Record(), nil_letter(holder_id))
    assert int(following.number[:6]) == first + 1


def test_what_a_letter_says_is_not_readable_in_the_database(app, holder):
    document = printed(holder)
    row = db.session.execute(
        Document.__table__.select().where(Document.__table__.c.id == document.id)
    ).one()
    assert b"Handayani" not in row.facts_sealed
    assert b"%PDF" not in row.content_sealed


# Printing ------------------------------------------------------------------------------------


def test_the_printed_letter_names_its_number_its_code_and_its_signer(app, holder):
    document = printed(holder)
    text = text_of(document)
    for expected in (
        document.number, document.code, document.record_sha256[:12], "RAHASIA", "Halaman 1 dari 1",
        "Dewi Lestari Handayani, S.T.", "Ditandatangani secara elektronik oleh",
        "2 Maret 2026 pukul 10.30 WITA", "19870314 201101 2 003",
    ):  # fmt: skip
        assert expected in text
    assert document.state is DocumentState.ISSUED
    assert document.sha256 == hashlib.sha256(document.content).hexdigest()


def test_a_nil_fits_on_one_page_also_when_reviewed(app, holder):
    from tests.documents.letters import REVIEWED

    assert printed(holder).pages == 1
    assert printed(holder, nil_letter(holder.id, review=REVIEWED)).pages == 1


def test_names_of_relatives_stand_on_annex_pages_only(app, holder):
    document = printed(holder, letter_with_interests(holder.id))
    first, *rest = pypdf.PdfReader(io.BytesIO(document.content)).pages
    assert "Rudi Handayani" not in first.extract_text()
    assert "Rudi Handayani" in "".join(page.extract_text() for page in rest)


def test_the_record_inside_the_pdf_is_what_was_frozen_when_the_letter_was_ordered(app, holder):
    document = printed(holder, letter_with_interests(holder.id))
    attached = pypdf.PdfReader(io.BytesIO(document.content)).attachments
    (inside,) = attached["deklarasi.json"]
    assert json.loads(inside) == document.facts
    assert hashlib.sha256(inside).hexdigest() == document.record_sha256
    assert document.facts["facts"]["annexes"][0]["rows"][0] == ["Pihak terkait", "Rudi Handayani"]


def test_the_pdf_is_tagged_speaks_indonesian_and_targets_pdf_a(app, holder):
    reader = pypdf.PdfReader(io.BytesIO(printed(holder).content))
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"] == "id"
    metadata = reader.root_object["/Metadata"].get_object().get_data().decode()
    assert "pdfaid" in metadata
    assert reader.metadata.title.startswith(
        "SURAT PERNYATAAN BENTURAN KEPENTINGAN PERNYATAAN NIHIL"
    )
    relationship = reader.root_object["/AF"][0].get_object()["/AFRelationship"]
    assert relationship == "/Source"


def test_a_letter_is_printed_once_and_served_as_it_was(app, holder):
    document = printed(holder)
    before, document_id = document.content, document.id
    task = Task(1, queries.RENDER, "documents", document_id, 1, {})
    services.render(task)
    assert db.session.get(Document, document_id).content == before


def test_the_same_order_gives_the_same_bytes(app, holder):
    order = services._press_order(ordered(holder))
    assert press.print_pdf(order).content == press.print_pdf(order).content


def test_typed_text_is_text_and_not_markup(app, holder):
    hostile = (
        '<img src="http://127.0.0.1:9/x"><style>@import "file:///etc/passwd";</style>{{ 7*7 }}'
    )
    text = text_of(printed(holder, nil_letter(holder.id, main_duty=hostile)))
    assert "<img" in text
    assert "{{ 7*7 }}" in text


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/x.png", "file:///etc/passwd", "css/../../config.py", "ftp://x/y"],
)
def test_the_renderer_fetches_nothing_but_static_files(app, address):
    html = f'<html lang="id"><title>x</title><link rel="attachment" href="{address}"><p>x'
    order = press.Order(html, "{}", "x.json", "x", "id", 1)
    reader = pypdf.PdfReader(io.BytesIO(press.print_pdf(order).content))
    assert list(reader.attachments) == ["x.json"]


def test_a_letter_that_takes_too_long_is_stopped_and_the_next_one_is_printed(app, holder):
    order = services._press_order(ordered(holder))
    with pytest.raises(press.RenderingFailed):
        press.print_pdf(order, seconds=0.0)
    assert press.print_pdf(order).content.startswith(b"%PDF")


def test_without_pango_the_job_waits_and_says_what_to_install(app, holder, monkeypatch, caplog):
    def missing(order: press.Order) -> press.Printed:
        raise press.PangoMissing(press.PANGO_MISSING)

    document_id = ordered(holder).id
    monkeypatch.setattr(press, "print_pdf", missing)
    outbox.work_off()
    job = db.session.query(Job).filter_by(subject_type="documents", subject_id=document_id).one()
    assert (job.state, job.last_error) == (JobState.WAITING, "PangoMissing")
    assert "apt-get install libpango" in caplog.text


# Replacing and revoking ----------------------------------------------------------------------


def test_a_newer_letter_about_the_same_record_replaces_the_older(app, holder):
    first_id = printed(holder).id

    @use_case
    def again() -> Document:
        services.supersede_all(SYSTEM, Record())
        return services.order(SYSTEM, Record(), nil_letter(holder.id, version=2))

    second_id = again().id
    outbox.work_off()
    first, second = (db.session.get(Document, i) for i in (first_id, second_id))
    assert (first.state, second.state) == (DocumentState.SUPERSEDED, DocumentState.ISSUED)
    assert queries.verification_of(first.code).verdict is Verdict.SUPERSEDED


def test_a_letter_replaced_only_when_the_new_one_is_printed(app, holder):
    first = printed(holder)
    services.order(SYSTEM, Record(), nil_letter(holder.id), replaces=first)
    first_id = first.id
    assert db.session.get(Document, first_id).state is DocumentState.ISSUED
    outbox.work_off()
    assert db.session.get(Document, first_id).state is DocumentState.SUPERSEDED


def test_a_revoked_letter_stays_on_file_and_is_called_revoked(app, holder):
    document = printed(holder)
    code, document_id = document.code, document.id
    services.revoke_all(SYSTEM, Record(), "Deklarasi ditarik kembali")
    assert queries.verification_of(code).verdict is Verdict.REVOKED
    document = db.session.get(Document, document_id)
    assert document.content.startswith(b"%PDF")
    with pytest.raises(WrongState):
        services.revoke(SYSTEM, document, "sekali lagi")


def test_a_letter_revoked_before_it_was_printed_never_becomes_valid(app, holder):
    code = ordered(holder).code
    services.revoke_all(SYSTEM, Record(), "Deklarasi ditarik kembali")
    outbox.work_off()
    assert queries.verification_of(code).verdict is Verdict.REVOKED


# Codes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["SADAR-7KQ2-9FMX", "sadar7kq29fmx", " 7kq2 9fmx ", "7KQ2-9FMX", "sadar–7kq2–9fmx"]
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert numbering.read_code(typed) == "SADAR-7KQ2-9FMX"


def test_letters_that_look_like_digits_are_read_as_digits():
    assert numbering.read_code("sadar-oil0-1234") == "SADAR-0110-1234"


@pytest.mark.parametrize(
    "typed", ["", "SADAR", "SADAR-7KQ2", "SADAR-7KQ2-9FM!", "x" * 500, "7KQ2-9FMU"]
)
def test_what_is_no_code_is_no_code(typed):
    assert numbering.read_code(typed) is None


# Reading -------------------------------------------------------------------------------------


def test_nobody_reads_a_letter_whose_subject_names_no_readers(app, holder, monkeypatch):
    monkeypatch.delitem(policy.readers, "test_records")
    document = ordered(holder)
    with pytest.raises(NotFound):
        queries.document_for(as_actor(holder), document.id)


def test_the_holder_downloads_his_letter_and_nobody_is_told(app, client, holder):
    document = printed(holder)
    content, document_id = document.content, document.id
    client.sign_in(holder.nip, PASSWORD)
    answer = client.get(f"/surat/{document_id}.pdf")
    assert answer.status_code == 200
    assert answer.data == content
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert readings_of(db.session.get_one(Document, document_id)) == []


def test_a_superior_who_opens_the_letter_is_named_in_the_holders_history(app, client, holder):
    superior = an_account(person=a_person("Hendra Gunawan, M.Si."))
    policy.register_reader("test_records", holder_or_superior((superior.id,)))
    document = printed(holder)
    number = document.number
    client.sign_in(superior.nip, PASSWORD)
    assert client.head(f"/surat/{document.id}.pdf").mimetype == "application/pdf"
    assert (
        readings_of(document) == []
    )  # the waiting page asked whether it is there; nothing was read
    assert client.get(f"/surat/{document.id}.pdf").status_code == 200
    (reading,) = readings_of(document)
    assert reading.actor_name == "Hendra Gunawan, M.Si."
    assert number in reading.reason


def test_for_a_stranger_the_letter_does_not_exist(app, client, holder):
    document_id = printed(holder).id
    client.sign_in(an_account().nip, PASSWORD)
    assert client.get(f"/surat/{document_id}.pdf").status_code == 404
    assert client.get("/surat/999999.pdf").status_code == 404


def test_while_the_letter_is_prepared_a_page_says_so_and_asks_again(app, client, holder):
    document_id = ordered(holder).id
    client.sign_in(holder.nip, PASSWORD)
    answer = client.get(f"/surat/{document_id}.pdf")
    assert answer.status_code == 202
    assert "Surat sedang disiapkan" in answer.text
    assert '<noscript><meta http-equiv="refresh"' in answer.text
    assert "data-waiting" in answer.text


def test_when_the_worker_gave_up_the_page_says_whom_to_ask(app, client, holder, arranging):
    document_id = ordered(holder).id
    with arranging() as session:
        session.query(Job).filter_by(subject_id=document_id).one().state = JobState.DEAD
    client.sign_in(holder.nip, PASSWORD)
    answer = client.get(f"/surat/{document_id}.pdf")
    assert "Surat belum bisa disiapkan" in answer.text
    assert "http-equiv" not in answer.text


# Verifying -----------------------------------------------------------------------------------


def test_anybody_verifies_a_letter_and_learns_nothing_personal(app, client, holder):
    document = printed(holder)
    number, code, fingerprint = document.number, document.code, document.sha256[:12]
    page = client.get(f"/v/{code}")
    assert page.status_code == 200
    for expected in ("Dokumen sah", number, "Kepala Bidang Perizinan Usaha", fingerprint,
                     "Surat Pernyataan Benturan Kepentingan"):  # fmt: skip
        assert expected in page.text
    for personal in ("Handayani", "19870314", "Nihil", "NIHIL"):
        assert personal not in page.text


def test_the_qr_code_leads_to_the_verification_page(app, holder):
    from app.documents import typesetting

    document = ordered(holder)
    address = f"{app.config['PUBLIC_URL']}/v/{document.code}"
    html = typesetting.html_of(document.template, document.facts, document.record_sha256)
    assert typesetting.qr(address).replace("&", "&amp;").replace("'", "&#39;") in html


def test_a_mistyped_code_is_brought_to_its_own_address(app, client, holder):
    code = printed(holder).code
    answer = client.get(f"/v/{code.lower().replace('-', '')}")
    assert (answer.status_code, answer.location) == (303, f"/v/{code}")


def test_an_unknown_code_is_said_to_be_unknown(client):
    answer = client.get("/v/SADAR-0000-0000")
    assert answer.status_code == 404
    assert "Dokumen tidak ditemukan" in answer.text


def test_the_form_sends_to_the_letter_and_asks_for_a_code(client):
    assert client.get("/v").status_code == 200
    empty = client.get("/v?kode=")
    assert empty.status_code == 422
    assert "Isi kode dokumen." in empty.text
    answer = client.get("/v?kode=sadar 7kq2 9fmx")
    assert answer.status_code == 303
    assert answer.location.startswith("/v/")


def test_an_unfinished_letter_is_not_called_valid(app, client, holder):
    page = client.get(f"/v/{ordered(holder).code}")
    assert "Dokumen sedang disiapkan" in page.text
    assert "Dokumen sah" not in page.text


def test_the_file_as_issued_is_called_the_same_and_a_changed_byte_is_called_changed(
    app, client, holder
):
    document = printed(holder)
    content, address = document.content, f"/v/{document.code}"

    def compared(data: bytes) -> str:
        client.get(address)
        file = (io.BytesIO(data), "surat.pdf")
        return client.post(address, data={"berkas": file, "csrf_token": client.token}).text

    assert "Berkas sama persis" in compared(content)
    for position in (0, len(content) // 2, len(content) - 1):
        changed = bytearray(content)
        changed[position] ^= 1
        answer = compared(bytes(changed))
        assert "Isi berkas berbeda dari yang diterbitkan." in answer
        assert "Berkas sama persis" not in answer
    assert "Isi berkas berbeda dari yang diterbitkan." in compared(content + b"\n")


def test_comparing_without_a_file_asks_for_one(app, client, holder):
    address = f"/v/{printed(holder).code}"
    client.get(address)
    answer = client.post(address, data={"csrf_token": client.token})
    assert answer.status_code == 422
    assert "Pilih berkas PDF." in answer.text


def test_a_public_actor_reads_no_letter(app, holder):
    document_id = printed(holder).id
    with pytest.raises(NotFound):
        queries.document_for(Actor(None, "Publik"), document_id)
