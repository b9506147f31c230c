"""DOK-01: which facts of a declaration its letter states."""

from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.actor import Actor
from app.core.errors import NotFound
from app.database.base import db
from app.database.prepared import prepared
from app.disclosures import answers as shape
from app.disclosures import wording
from app.disclosures.models import (
    Assessment,
    Change,
    Disclosure,
    DisclosureVersion,
    InterestVersion,
    Kind,
    State,
    Verdict,
)
from app.documents import letterhead, letters
from app.documents import services as documents
from app.people import queries as people
from app.regulations import queries as regulations
from app.regulations.pack import Pack

_DECIDED = (State.RECORDED, State.NEEDS_MEASURES, State.IN_MEASURES)
_SUBTITLES = {
    Kind.FIRST: "surat_subjudul_awal",
    Kind.ANNUAL: "surat_subjudul_tahunan",
    Kind.CHANGE: "surat_subjudul_lanjutan",
    Kind.EVENT: "surat_subjudul_kejadian",
    Kind.EXIT: "surat_subjudul_akhir",
}


def order_statement(actor: Actor, disclosure: Disclosure, version: DisclosureVersion) -> None:
    """Order the letter of this filing; the one before it is superseded."""
    documents.supersede_all(actor, disclosure)
    documents.write_and_order(actor, disclosure, lambda: _letter(disclosure, version))


def revoke_statement(actor: Actor, disclosure: Disclosure, reason: str) -> None:
    documents.revoke_all(actor, disclosure, reason)


def _letter(disclosure: Disclosure, version: DisclosureVersion) -> letters.DeclarationLetter:
    pack = regulations.pack(version.pack_id)
    content = version.content
    profile = content.get("profile", {})
    return letters.DeclarationLetter(
        title=pack.wording("surat_judul"),
        subtitle=_subtitle(disclosure, version, pack),
        opening=pack.wording("surat_pembuka"),
        declares=pack.wording("surat_isi_nihil" if version.nil else "surat_isi"),
        closing=pack.wording("surat_penutup"),
        number_of_record=disclosure.number or "",
        version=version.number,
        person_id=disclosure.person_id,
        person=_signatory(disclosure.person_id),
        decision_roles=_labels(pack, "peran_keputusan", profile.get("decision_roles", [])),
        risk_positions=_labels(pack, "posisi_berpotensi", profile.get("risk_positions", [])),
        main_duty=profile.get("main_duty", ""),
        sections=_sections(content, pack),
        family_question=pack.wording("pertanyaan_keluarga_asn"),
        family_answer=_family_answer(content),
        annexes=_annexes(version, pack),
        nil_statement=pack.wording("pernyataan_nihil") if version.nil else "",
        changes=_changes(version),
        statement=pack.wording("surat_pernyataan"),
        legal_basis=pack.wording("surat_dasar"),
        place=letterhead.place(),
        signed_at=version.filed_at,
        review=_review(disclosure, version),
    )


def _subtitle(disclosure: Disclosure, version: DisclosureVersion, pack: Pack) -> str:
    return pack.wording("surat_subjudul_nihil" if version.nil else _SUBTITLES[disclosure.kind])


def _signatory(person_id: int) -> letters.Signatory:
    day = clock.today()
    person, post = people.person(person_id), people.post_of(person_id, day)
    if person is None:
        raise NotFound(f"person {person_id}")
    return letters.Signatory(
        name=person.name,
        nip=person.nip or "",
        post=post.title if post else "",
        unit_name=post.unit.name if post else "",
        unit_code=post.unit.short if post else "",
    )


def _labels(pack: Pack, code_list: str, codes: list[str]) -> list[str]:
    return [wording.code_label(pack, code_list, code) for code in codes]


def _family_answer(content: dict[str, Any]) -> str:
    answer = content.get("family_is_employee")
    return "" if answer is None else ("Ada" if answer == shape.YES else "Tidak ada")


def _sections(content: dict[str, Any], pack: Pack) -> list[letters.Section]:
    found = []
    for item in pack.codes("perhatian_khusus"):
        section = shape.section_of(content, item.code)
        found.append(
            letters.Section(
                item.code,
                item.label,
                present=section["answer"] == shape.YES,
                interests=len(section["items"]),
            )
        )
    return found


def _rows_of(version: DisclosureVersion) -> list[InterestVersion]:
    return list(db.session.scalars(*_filed_in(version.id)))


@prepared
def _filed_in(version_id: int) -> sa.Select[InterestVersion]:
    return (
        sa.select(InterestVersion)
        .where(
            InterestVersion.disclosure_version_id == version_id,
            InterestVersion.ended_by.is_(None),
        )
        .order_by(InterestVersion.id)
    )


def _annexes(version: DisclosureVersion, pack: Pack) -> list[letters.Annex]:
    levels = _decided_levels(version)
    return [
        letters.Annex(
            title=wording.title_of(row.interest.section, row.content["fields"]),
            section=wording.section_title(row.interest.section, pack),
            rows=[
                (shown.label, shown.value)
                for shown in wording.describe_item(
                    row.interest.section, row.content, pack, own=False
                )
                if shown.value
            ],
            level=levels.get(row.id, f"{row.suggested_level.label} (perkiraan)"),
            change=row.change.label,
        )
        for row in _rows_of(version)
    ]


def _decided_levels(version: DisclosureVersion) -> dict[int, str]:
    return {
        a.interest_version_id: "Tidak ada benturan" if a.verdict is Verdict.NONE else a.level.label
        for a in _assessments_of(version)
    }


def _assessments_of(version: DisclosureVersion) -> list[Assessment]:
    return list(
        db.session.scalars(
            sa.select(Assessment)
            .where(Assessment.disclosure_version_id == version.id)
            .order_by(Assessment.id)
        )
    )


def _changes(version: DisclosureVersion) -> list[tuple[str, int]]:
    counts: dict[Change, int] = {}
    for row in _rows_of(version):
        counts[row.change] = counts.get(row.change, 0) + 1
    return [(change.label, count) for change, count in counts.items()]


def _review(disclosure: Disclosure, version: DisclosureVersion) -> letters.Review | None:
    if disclosure.state not in _DECIDED or not disclosure.reviewer_id or not disclosure.decided_at:
        return None
    directions = [a.words.get("direction", "") for a in _assessments_of(version)]
    return letters.Review(
        reviewer=_signatory(disclosure.reviewer_id),
        decided_at=disclosure.decided_at,
        result=disclosure.state.label,
        level=disclosure.level.label if disclosure.level else "",
        directions="\n".join(text for text in directions if text),
    )
