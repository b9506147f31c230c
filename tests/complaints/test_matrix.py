"""Every page about a complaint × everybody × every relation: who is let in, and nobody besides (A02, A07).

Not only the desk's pages: examination, statements, follow-ups, objection, retaliation, the vault,
evidence, letters and cross-check too, each asked for the records of four complaints. Each request
is made and undone, so that whoever may send a form sends it. What a page looks like is not asked
here, therefore no page is drawn.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import flask.templating
import pytest
import sqlalchemy as sa
from flask import Flask

from app.attachments.models import Attachment
from app.complaints.models import Complaint, State
from app.complaints.policy import reporter_of
from app.complaints.services import barring, inquiring, retaliation
from app.complaints.services.retaliation import Told
from app.core import clock
from app.crosscheck.models import Screening
from app.database.base import db
from app.database.transaction import use_case
from app.documents.models import Document
from app.objections.models import Wish
from app.objections.services import admitting, filing
from app.objections.services.filing import Wanted
from app.vault.models import Opening
from tests.complaints import course
from tests.complaints.reporter import WHAT, WHO, evidence
from tests.complaints.stage import CODE, a_complaint, actor_of, of, with_code
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")
# Roles and relations of the demo city; None is the public.
PEOPLE = {
    "public": None, "desk": "e57", "inspector": "e56", "head of the Inspektorat": "e51",
    "inspector who reported": "e53", "accused inspector": "e55", "designated": "e05",
    "accused": "e32", "decider": "e29", "examiner": "e31", "reviewer": "e04",
    "owner of a follow-up": "e06", "custodian": "e11", "other custodian": "e59",
    "secretary": "e02", "stranger": "e20", "HR": "e45", "admin": "e49", "UPG": "e58",
    "mayor": "e01", "stepped aside": "e54",
}  # fmt: skip
INSPECTORS = {"e51", "e53", "e54", "e55", "e56"}
OFFICE = {"e57", "e05", *INSPECTORS}
# The stand-in of the Inspektorat sits at the desk too.
DESK = {"e57", "e05"}
# Nobody signed in: an objection is the reporter's; a match and a fact opened are of another screening.
NOBODY = ("objections.new", "crosscheck.judge", "crosscheck.open_declaration", "crosscheck.opened")
# Letters and files have addressees of their own: here only whether a stranger gets one.
AT_MOST = ("attachment", "document")
# Addresses of one record: which kind it is, by the name in the rule.
NAMED = {
    "complaint_id": "complaint", "review_id": "review", "question_id": "question",
    "follow_up_id": "follow_up", "retaliation_id": "retaliation", "opening_id": "opening",
    "objection_id": "objection", "attachment_id": "attachment", "document_id": "document",
    "screening_id": "screening", "subject_id": "complaint", "origin_id": "complaint",
    "inquiry_id": "inquiry",
}  # fmt: skip
TYPED = {"subject_type": "complaints", "origin_type": "complaints", "reading": "read"}
PARTS = (
    "desk", "talk", "reviews", "review_work", "review_route", "review_outcome", "oversight",
    "replies", "vault", "objections", "attachments", "documents", "crosscheck",
)  # fmt: skip
OTHERS_CODE = "8KQ2-9FMX-0A1B-ZZTW"
WORDS = "Pelapor perlu dihubungi untuk memastikan tanggal pertemuan yang disebutnya."


@dataclass
class Case:
    """One complaint with what hangs on it, and who may know of each kind of record."""

    complaint: Complaint
    readers: Mapping[str, set[str]]
    records: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.number = self.complaint.number


@pytest.fixture
def cases(client: Visitor) -> dict[str, Case]:
    """Four complaints in four relations to these people."""
    found = {
        "in full": _in_full(client),
        "an inspector is accused": _about("ADU-2026-8002", "e55", {"e05"}),
        "two have stepped aside": _left_by("ADU-2026-8004", {"e57", "e54"}),
        "reported by an inspector": _reported_by(client, "e53"),
    }
    for case in sorted(found.values(), key=lambda one: one.complaint.id):
        link, _token = inquiring.inquire(
            actor_of("e05"), case.complaint, "Saksi", course.QUESTION, 3
        )
        assert link.id == case.complaint.id, "one number stands for both in an address"
    with_code(found["in full"].complaint)
    with_code(found["two have stepped aside"].complaint, OTHERS_CODE)
    return found


def _about(number: str, accused: str, readers: set[str], **facts: Any) -> Case:
    found = a_complaint(number, accused=accused, **facts)
    return Case(found, {"complaint": readers}, {"complaint": [found.id]})


def _left_by(number: str, who: set[str]) -> Case:
    case = _about(number, "e20", OFFICE - who, state=State.RECEIVED)
    _keep_out(case.complaint, who)
    return case


@use_case
def _keep_out(found: Complaint, codes: set[str]) -> None:
    barring.keep_out(found, [of(code) for code in codes])


def _reported_by(client: Visitor, code: str) -> Case:
    client.be(code).get("/aduan/1?sebagai=pegawai")
    client.post("/aduan/1?sebagai=pegawai", data=WHO)
    client.post("/aduan/2", data=WHAT)
    client.post("/aduan/3", data=evidence(), content_type="multipart/form-data")
    reach = {"hp": "081233445566", "kabar": "tidak", "benar": "y", "rahasia": "y"}
    assert client.post("/aduan/kirim", data=reach).status_code == 303
    found = db.session.scalars(sa.select(Complaint).order_by(Complaint.id.desc()).limit(1)).one()
    client.be("e57").get(f"/identitas/minta/complaints/{found.id}")
    asked = {"reason": "hubungi", "words": WORDS}
    assert client.post(f"/identitas/minta/complaints/{found.id}", data=asked).status_code == 200
    opening = db.session.scalars(sa.select(Opening).order_by(Opening.id.desc()).limit(1)).one()
    readers = OFFICE - {code}
    return Case(
        found,
        {"complaint": readers, "attachment": readers, "opening": {"e57", "e11", "e59"},
         "identity": readers},
        {"complaint": [found.id], "attachment": _files(found), "opening": [opening.id]},
    )  # fmt: skip


def _files(subject: Any) -> list[int]:
    asked = sa.select(Attachment.id).where(
        Attachment.subject_type == subject.__tablename__, Attachment.subject_id == subject.id
    )
    return list(db.session.scalars(asked))


def _in_full(client: Visitor) -> Case:
    """Examined, decided, overseen; objected to, with a retaliation and a request for the identity."""
    complaint = a_complaint("ADU-2026-8001", accused="e32")
    course.talked(complaint)
    course.checked(complaint)
    review = course.sent(complaint)
    course.examined(complaint, review)
    course.decided(review)
    told = retaliation.report(reporter_of(complaint), complaint, Told(course.HARM))
    objection = filing.file(
        reporter_of(complaint), "complaints", complaint.id,
        Wanted(course.WHY, [Wish.EXAMINE], clock.today()),
    )  # fmt: skip
    admitting.admit(course.inspector(course.HEAD), objection, of("e05"))
    screening = db.session.scalars(sa.select(Screening).order_by(Screening.id.desc())).first()
    assert screening is not None
    handled = {"e31", "e04", *INSPECTORS}
    readers = {
        "complaint": OFFICE, "review": handled, "question": {"e32"},
        "follow_up": {"e06", *INSPECTORS}, "retaliation": {"e02", *INSPECTORS},
        # Who checked and sent it took part: he does not look at the objection.
        "objection": {"e05", *INSPECTORS} - {"e56"}, "screening": {"e56"},
        "attachment": {*handled, *OFFICE}, "document": {*handled, *OFFICE, "e32", "e06"},
    }  # fmt: skip
    letters = sa.select(Document.id).where(
        sa.or_(
            sa.and_(Document.subject_type == "reviews", Document.subject_id == review.id),
            sa.and_(Document.subject_type == "complaints", Document.subject_id == complaint.id),
        )
    )
    records = {
        "complaint": [complaint.id], "review": [review.id], "question": [review.questions[0].id],
        "follow_up": [review.follow_ups[0].id], "retaliation": [told.id],
        "objection": [objection.id], "screening": [screening.id], "attachment": _files(review),
        "document": list(db.session.scalars(letters)),
    }  # fmt: skip
    assert records["attachment"] and len(records["document"]) >= 2
    return Case(complaint, readers, records)


# ── the cells ─────────────────────────────────────────────────────────────────────────────────


def addresses(app: Flask) -> Iterator[tuple[str, str, str, str]]:
    """Every address that names a record: endpoint, method, rule, kind of record."""
    for rule in app.url_map.iter_rules():
        part = rule.endpoint.split(".")[0]
        kinds = [NAMED[name] for name in sorted(rule.arguments) if name in NAMED]
        if part not in PARTS or not kinds or rule.endpoint == "documents.download_visited":
            continue
        main = next(NAMED[n] for n in re.findall(r"<(?:\w+:)?(\w+)>", rule.rule) if n in NAMED)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule.endpoint, method, rule.rule, main


def path_of(rule: str, number: int) -> str:
    for name in NAMED:
        rule = rule.replace(f"<int:{name}>", str(number), 1) if f"<int:{name}>" in rule else rule
    for name, value in TYPED.items():
        rule = rule.replace(f"<{name}>", value)
    return re.sub(r"<[^>]+>", "1", rule)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened."""
    point = db.engines[None].begin_nested()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        db.session.remove()
        if point.is_active:
            point.rollback()


def learns(client: Visitor, method: str, path: str) -> bool:
    """Whether somebody learns that the record exists: anything but “no such thing” and signing in."""
    with undone():
        data = {"csrf_token": client.token or ""} if method == "POST" else None
        answer = client.open(path, method=method, data=data)
    assert answer.status_code not in (400, 405, 500), (method, path, answer.status_code)
    return answer.status_code != 404 and not _elsewhere(answer.location or "")


def _elsewhere(location: str) -> bool:
    return "/masuk" in location or location.startswith("/lacak?")


@contextmanager
def undrawn() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flask.templating, "_render", lambda _app, template, _context: template.name)
        yield


def plan_of(app: Flask, cases: dict[str, Case]) -> list[tuple[str, str, str, set[str], bool]]:
    """Case, method, path, who may, and whether everybody of them must."""
    return [
        (name, method, path_of(rule, number), _readers(case, endpoint, kind), _must(endpoint, kind))
        for name, case in cases.items()
        for endpoint, method, rule, kind in addresses(app)
        for number in case.records.get(kind, [])
    ]


def _must(endpoint: str, kind: str) -> bool:
    """Requester and custodians take different steps of an opening, the examiner his own of a case."""
    own_steps = kind == "opening" and endpoint != "vault.show"
    return not (own_steps or kind in AT_MOST or endpoint == "reviews.mark_read")


def _readers(case: Case, endpoint: str, kind: str) -> set[str]:
    """What the law of the house says, told without asking the code under test."""
    readers = case.readers.get(kind, set())
    if endpoint in NOBODY:
        return set()
    if endpoint == "vault.ask":  # only where somebody's identity is sealed
        return case.readers.get("identity", set())
    return readers & DESK if endpoint == "talk.reset" else readers


@pytest.mark.slow
def test_every_page_lets_in_whom_it_should_and_nobody_else(
    client: Visitor, app: Flask, cases: dict[str, Case]
) -> None:
    client.check_pages = False
    cells, told = 0, []
    plan = plan_of(app, cases)
    for who, code in PEOPLE.items():
        _become(client, code)
        with undrawn():
            for name, method, path, readers, must in plan:
                cells += 1
                found = learns(client, method, path)
                if found is not (code in readers) and (found or must):
                    told.append(f"{who} ({code}), {name}: {method} {path} {found}")
    visitors, more = _visitors(client, cases, plan)
    told += visitors
    print(f"A02 | {cells + more} cells | {len(told)} unexpected | threshold 0")
    print("\n".join(told))
    assert cells > 3_500
    assert more > 500
    assert told == []


def _become(client: Visitor, code: str | None) -> None:
    client.delete_cookie("sadar_sesi")
    client.delete_cookie("sadar_lacak")
    client.token = None
    if code:
        client.be(code)
    client.get("/akun/sesi" if code else "/masuk")


# ── whoever has a code or a link ──────────────────────────────────────────────────────────────

# What was decided is not withdrawn any more.
TOO_LATE = ("reporter", "/cabut")
OWN = ("", "/percakapan", "/bukti", "/cabut", "/balasan")


def _visitors(
    client: Visitor, cases: dict[str, Case], plan: list[tuple[str, str, str, set[str], bool]]
) -> tuple[list[str], int]:
    """Reporters by their codes, a third party by his link: their own pages and no other."""
    told, cells = [], 0
    own = cases["in full"]
    objection = own.records["objection"][0]
    for who, case, code in (
        ("reporter", own, CODE), ("other reporter", cases["two have stepped aside"], OTHERS_CODE),
        ("wrong code", own, OTHERS_CODE), ("nobody", None, ""),
    ):  # fmt: skip
        _become(client, None)
        if case is not None:
            client.get("/lacak")
            client.post("/lacak", data={"nomor": case.number, "kode": code})
        inside = who in ("reporter", "other reporter")
        asked = [(method, path, False) for _name, method, path, _r, _m in plan]
        asked += [
            (method, f"/lacak/aduan{one}", inside and (who, one) != TOO_LATE)
            for one in OWN
            for method in ("GET", "POST")[: 2 if one else 1]  # the status page is looked at only
        ]
        if who != "reporter":
            asked += [("GET", f"/lacak/keberatan/{objection}/banding", False)]
        with undrawn():
            for method, path, expected in asked:
                cells += 1
                if learns(client, method, path) is not expected:
                    told.append(f"{who}: {method} {path} {not expected}")
        told += _named_on_pages(client, who, case if inside else None, cases)
    told += _links(client, own.records["complaint"][0])
    return told, cells + 3


def _named_on_pages(
    client: Visitor, who: str, own: Case | None, cases: dict[str, Case]
) -> list[str]:
    """A reporter's pages name his complaint and no other."""
    text = "".join(client.get(f"/lacak/aduan{one}").text for one in OWN)
    numbers = {one.number for one in cases.values()}
    named = {number for number in numbers if number in text}
    wanted = {own.number} if own else set()
    return [] if named == wanted else [f"{who}: names {named}"]


def _links(client: Visitor, complaint_id: int) -> list[str]:
    """A link opens its question until it expires; then it is as if there had never been one."""
    _become(client, None)
    complaint = db.session.get_one(Complaint, complaint_id)
    number = complaint.number
    _row, token = inquiring.inquire(course.desk(), complaint, "Saksi", course.QUESTION, 3)
    live = client.get(f"/tanya/{token}")
    with clock.frozen_at(clock.now() + timedelta(days=4), everywhere=True):
        expired, unknown = client.get(f"/tanya/{token}"), client.get("/tanya/" + "x" * len(token))
    told = [] if course.QUESTION in live.text else ["third party: does not read the question"]
    if number in live.text or course.EXTRACT in live.text:
        told.append("third party: reads more than the question")
    if (expired.status_code, _plain(expired.text)) != (unknown.status_code, _plain(unknown.text)):
        told.append("third party: an expired link differs from an unknown one")
    return told


def _plain(text: str) -> str:
    return re.sub(r'(value|nonce|content|href|action)="[^"]*"', "", text)


def test_missing_and_forbidden_cannot_be_told_apart(client: Visitor, app: Flask) -> None:
    hidden = a_complaint("ADU-2026-8999", accused="e55").id
    client.check_pages = False
    different = []
    rules = [(m, r) for _e, m, r, kind in addresses(app) if kind == "complaint" and m == "GET"]
    for code in ("e55", "e56", "e57", "e20", "e49"):
        client.be(code).get("/")  # the greeting is on the first page only
        for _method, rule in rules:
            shapes = [_shape(client, rule, one) for one in (hidden, 900_001)]
            if shapes[0] != shapes[1]:
                different.append((code, rule))
    assert different == []
    assert db.session.get(Complaint, hidden) is not None


def _shape(client: Visitor, rule: str, complaint_id: int) -> tuple[int, int, tuple[str, ...]]:
    answer = client.get(path_of(rule, complaint_id))
    text = re.sub(r"\d+", "0", _plain(answer.text))
    return answer.status_code, len(text), tuple(sorted(answer.headers.keys()))
