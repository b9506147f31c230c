"""What a reporter keeps: a receipt anybody can verify, and the excerpt of what was decided."""

import json

import pytest
import sqlalchemy as sa

from app.complaints.models import Complaint
from app.database.base import db
from app.documents import typesetting
from app.documents.models import Document, DocumentKind
from app.outbox import services as outbox
from app.reviews.models import Review
from app.reviews.services import overseeing
from app.reviews.services.overseeing import Judged, Proof
from tests.complaints.reporter import SECRET_NAME, SECRET_NIK, filed
from tests.complaints.stage import actor_of
from tests.complaints.test_looked_at_again import decided, tracked
from tests.divestments.stage import paper
from tests.reviews.stage import inspector
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def letter(kind: DocumentKind) -> Document:
    return db.session.scalars(
        sa.select(Document).where(Document.kind == kind).order_by(Document.id.desc()).limit(1)
    ).one()


def test_the_receipt_is_kept_verifiable_and_found_again_where_the_complaint_is_tracked(
    client: Visitor,
) -> None:
    number, code = filed(client)
    kept = letter(DocumentKind.COMPLAINT_RECEIPT)
    assert kept.number == f"TT/{number}"
    assert kept.unit_name == "Inspektorat Daerah", "the office's own name, not the regulation's"
    said = json.dumps(kept.facts, ensure_ascii=False)
    assert number in said
    for secret in (code, code.replace("-", ""), SECRET_NAME, SECRET_NIK):
        assert secret not in said
    client.get("/lacak")
    client.post("/lacak", data={"nomor": number, "kode": code})
    page = client.get("/lacak/aduan").text
    assert "Tanda Terima Aduan" in page
    assert f"/lacak/surat/{kept.id}.pdf" in page
    outbox.work_off()
    db.session.expire_all()
    paper = client.get(f"/lacak/surat/{kept.id}.pdf")
    assert paper.status_code == 200
    assert paper.data.startswith(b"%PDF")
    checked = client.get(f"/v/{kept.code}").text
    assert kept.number in checked
    assert "pemenang pekerjaan" not in checked
    for stranger in ("e49", "e20"):
        assert client.be(stranger).get(f"/surat/{kept.id}.pdf").status_code == 404


def test_the_decision_reaches_the_reporter_as_an_excerpt_without_names(client: Visitor) -> None:
    complaint = decided(client)
    excerpt = letter(DocumentKind.REVIEW_EXCERPT)
    said = json.dumps(excerpt.facts, ensure_ascii=False)
    assert complaint.number in said
    assert "Diulang oleh pejabat lain" in said
    whole = json.dumps(letter(DocumentKind.REVIEW).facts, ensure_ascii=False)
    subject = db.session.get_one(Complaint, complaint.id).subject
    assert subject is not None
    assert subject.name in whole
    assert subject.name not in said
    assert "ipar" not in said
    for one in (excerpt, letter(DocumentKind.OUTCOME)):
        page = typesetting.html_of(one.template, one.facts, one.record_sha256)
        assert f"2026. {one.unit_name}." in page, "a letter says whose it is"
    page = tracked(client, complaint)
    assert f"/lacak/surat/{excerpt.id}.pdf" in page
    assert f"/lacak/surat/{letter(DocumentKind.REVIEW).id}.pdf" not in page
    assert client.get(f"/lacak/surat/{letter(DocumentKind.REVIEW).id}.pdf").status_code == 404


def test_the_end_of_the_oversight_is_written_to_the_reporter(client: Visitor) -> None:
    complaint = decided(client)
    review = db.session.get_one(Review, complaint.review_id)
    (row,) = review.follow_ups
    proof = Proof("Pemilihan sudah diulang panitia lain.", [paper()])
    overseeing.prove(actor_of("e06"), row, proof)
    overseeing.judge(inspector(), row, Judged(True, ""))
    client.be("e56").get(f"/pemeriksaan/{review.id}/tutup")
    assert client.post(f"/pemeriksaan/{review.id}/tutup", data={}).status_code == 303
    closing = letter(DocumentKind.CLOSING)
    assert "Surya" not in json.dumps(closing.facts)
    assert f"/lacak/surat/{closing.id}.pdf" in tracked(client, complaint)
