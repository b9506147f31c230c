"""Letters of a case: DOK-18 (assignment, to the Gubernur), DOK-10 with its notices, DOK-04 with its excerpt."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.accounts import queries as accounts
from app.core import clock
from app.core.actor import Actor, Role
from app.deadlines import queries as deadlines
from app.documents import letterhead
from app.documents import services as documents
from app.documents.letters import Letter, plain
from app.documents.models import Classification, Document, DocumentKind
from app.documents.queries import letters_of
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.pack import Pack
from app.reviews.handling import due_of
from app.reviews.models import Review, Truth
from app.reviews.workflow import EXAMINE, REVIEW

_TEMPLATES = {
    DocumentKind.ASSIGNMENT: "documents/dok_18t.html",
    DocumentKind.GOVERNOR: "documents/dok_18g.html",
    DocumentKind.EXAMINATION: "documents/dok_10.html",
    DocumentKind.OUTCOME: "documents/dok_10p.html",
    DocumentKind.REVIEW: "documents/dok_04.html",
    DocumentKind.CLOSING: "documents/dok_10s.html",
    DocumentKind.REVIEW_EXCERPT: "documents/dok_04p.html",
}
TO_ACCUSED, TO_REPORTER = "accused", "reporter"


def order_assignment(actor: Actor, review: Review) -> None:
    """DOK-18: who examines what, with whom, until when."""
    for one in letters_of(Review.__tablename__, [review.id]):
        if one.kind is DocumentKind.ASSIGNMENT:
            documents.supersede(actor, one)
    _order(actor, review, DocumentKind.ASSIGNMENT, {
        "examiner": _person(review.examiner_id), "companion": _person(review.companion_id),
        "due": due_of(review), "basis": regulations.pack_on(review.received_on).term("periksa_aduan").basis,
    })  # fmt: skip


def order_governor(actor: Actor, review: Review) -> None:
    """DOK-18: nobody inside is free; the Inspektorat hands the case to the Gubernur."""
    note = review.reviewer_note or review.examiner_note or ""
    _order(actor, review, DocumentKind.GOVERNOR, {
        "passed_over": [line for line in note.splitlines() if line.startswith("Dilewati")],
        "outside": regulations.pack_on(clock.today()).setting("di_luar_sistem"),
        "examined": review.truth.label if review.truth else "",
    })  # fmt: skip


def order_examination(
    actor: Actor, review: Review, said: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]
) -> None:
    """DOK-10 and its two notices (DOK-10P), with the sentence of the law about this outcome."""
    pack = regulations.pack_on(clock.today())
    _order(actor, review, DocumentKind.EXAMINATION, {
        "findings": list(findings), "examiner": _person(review.examined_by_id),
        "by_inspectorate": review.by_inspectorate, "received_on": review.received_on,
        "late": review.late_at is not None, "sentence": _sentence(pack, review), **said,
    })  # fmt: skip
    for reader in (TO_ACCUSED, TO_REPORTER):
        _order(actor, review, DocumentKind.OUTCOME, {
            "to": reader, "sentence": _sentence(pack, review), "source": _source(pack, review),
            "review_days": pack.term(REVIEW).length, "review_unit": pack.term(REVIEW).unit.label,
            "review_due": due_of(review) if review.truth is Truth.TRUE else None,
            "objection_days": pack.term("keberatan_ajukan").length,
            "objection_until": deadlines.due_on("keberatan_ajukan", clock.today()),
            "objection_basis": pack.term("keberatan_ajukan").basis,
        }, holder=review.subject_id if reader == TO_ACCUSED else None)  # fmt: skip


def _wording(review: Review) -> str:
    return "hasil_benar" if review.truth is Truth.TRUE else "hasil_tidak_benar"


def _sentence(pack: Pack, review: Review) -> str:
    """The words of II.G.4 or II.G.5, as the regulation has them."""
    return pack.wording(_wording(review))


def _source(pack: Pack, review: Review) -> str:
    return pack.wordings[_wording(review)].basis


def order_decision(actor: Actor, review: Review, said: Mapping[str, Any]) -> None:
    """DOK-04: Menimbang, Mengingat, Memperhatikan, MEMUTUSKAN."""
    minutes = _newest(review, DocumentKind.EXAMINATION)
    pack = regulations.pack_on(clock.today())
    _order(actor, review, DocumentKind.REVIEW, {
        "minutes": minutes.number if minutes else "", "truth": review.truth.label if review.truth else "",
        "ruling": review.ruling.label if review.ruling else "",
        "law": [pack.regulation, pack.term(EXAMINE).basis, pack.term(REVIEW).basis],
        "weighed": [f"{code}: {pack.code('dasar_keputusan', code).text}" for code in said["bases"]],
        "oversight": pack.settings["pengawas_tindak_lanjut"].basis,
        "passed_over": (review.reviewer_note or "").splitlines(), **said,
    })  # fmt: skip
    _order_excerpt(actor, review, said)


def _order_excerpt(actor: Actor, review: Review, said: Mapping[str, Any]) -> None:
    """DOK-04P for whoever complained: what was decided; nothing that names or describes anybody."""
    pack, follow_ups = regulations.pack_on(clock.today()), said["follow_ups"]
    objection = pack.term("keberatan_ajukan")
    _order(actor, review, DocumentKind.REVIEW_EXCERPT, {
        "ruling": review.ruling.label if review.ruling else "",
        "basis": pack.term(REVIEW).basis,
        "follow_ups": len(follow_ups),
        "last_due": max((one["due_on"] for one in follow_ups), default=None),
        "improves_sop": any(one["is_sop"] for one in follow_ups),
        "oversight": pack.settings["pengawas_tindak_lanjut"].basis,
        "objection_days": objection.length, "objection_basis": objection.basis,
        "decided_at": said["decided_at"],
    }, named=False)  # fmt: skip


def order_closing(actor: Actor, review: Review) -> None:
    """The closing letter for whoever complained: everything ordered is verified (§4.7)."""
    verified = [one for one in review.follow_ups if one.verified_at is not None]
    pack = regulations.pack_on(clock.today())
    _order(actor, review, DocumentKind.CLOSING, {
        "ruling": review.ruling.label if review.ruling else "",
        "decided_at": review.decided_at, "follow_ups": len(verified),
        "improves_sop": any(one.is_sop for one in verified),
        "oversight": pack.settings["pengawas_tindak_lanjut"].basis,
    }, named=False)  # fmt: skip


def _newest(review: Review, kind: DocumentKind) -> Document | None:
    found = [one for one in letters_of(Review.__tablename__, [review.id]) if one.kind is kind]
    return found[-1] if found else None


def _order(
    actor: Actor,
    review: Review,
    kind: DocumentKind,
    facts: Mapping[str, Any],
    *,
    holder: int | None = None,
    named: bool = True,
) -> None:
    def written() -> Letter:
        letter = _letter(actor, review, kind, facts, holder)
        if named:
            return letter
        return replace(letter, signatory_post="", facts=_without_names(letter.facts))

    documents.write_and_order(actor, review, written)


def _without_names(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if key not in ("subject", "signer")}


def _letter(
    actor: Actor, review: Review, kind: DocumentKind, facts: Mapping[str, Any], holder: int | None
) -> Letter:
    signer = _person(actor.person_id)
    post = people.post_of(actor.person_id, clock.today()) if actor.person_id else None
    unit = post.unit if post else accounts.office_of(Role.INSPECTOR)
    secret = kind in (DocumentKind.ASSIGNMENT, DocumentKind.GOVERNOR, DocumentKind.EXAMINATION)
    return Letter(
        kind=kind,
        template=_TEMPLATES[kind],
        title=kind.label,
        series="PRK",
        unit_code=unit.short if unit else "INSPEKTORAT",
        unit_name=unit.name if unit else "Inspektorat",
        signatory_post=post.title if post else "",
        classification=Classification.SECRET if secret else Classification.RESTRICTED,
        facts=plain({
            "number_of_record": review.number,
            "object": review.object_words,
            "subject": {**_person(review.subject_id), "post": review.subject_post},
            "place": letterhead.place(),
            "signed_at": clock.now(),
            "signer": signer,
            "outside_number": (review.words or {}).get("outside_number", ""),
            **facts,
        }),
        schema="sadar.pemeriksaan/1",
        record_name="pemeriksaan.json",
        record_description="Isi surat pemeriksaan ini dalam bentuk yang dapat dibaca mesin",
        version=len(letters_of(Review.__tablename__, [review.id])) + 1,
        holder_person_id=holder,
    )  # fmt: skip


def _person(person_id: int | None) -> dict[str, str]:
    person = people.person(person_id) if person_id is not None else None
    if person is None:
        return {"name": "", "nip": "", "post": ""}
    post = people.post_of(person.id, clock.today())
    return {"name": person.name, "nip": person.nip or "", "post": post.title if post else ""}
