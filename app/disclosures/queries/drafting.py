"""A draft while it is written: who helps, what was typed, what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, raiseload

from app.core import policy
from app.core.actor import Actor
from app.core.sentences import Sentence
from app.database.base import db
from app.disclosures import answers as shape
from app.disclosures import wording
from app.disclosures.answers import Missing
from app.disclosures.models import FOLLOW_UPS, Disclosure, Kind, Preparer, State
from app.disclosures.policy import PREPARABLE, may_prepare_for


def may_prepare(actor: Actor, disclosure: Disclosure) -> bool:
    """Whether the actor was asked to fill in this draft."""
    return policy.can(actor, "disclosure.prepare", disclosure)


def preparers_of_visible_to(actor: Actor) -> list[Preparer]:
    """Whom the actor asked to help, newest first."""
    return list(
        db.session.scalars(
            sa.select(Preparer)
            .where(Preparer.declarant_id == actor.person_id, Preparer.ended_at.is_(None))
            .options(joinedload(Preparer.helper))
            .order_by(Preparer.id.desc())
        )
    )


def drafts_to_prepare_visible_to(actor: Actor) -> list[Disclosure]:
    """Drafts of others which the actor was asked to fill in."""
    if actor.person_id is None:
        return []
    return list(
        db.session.scalars(
            sa.select(Disclosure)
            .where(
                Disclosure.person_id.in_(may_prepare_for(actor.person_id)),
                Disclosure.state == State.DRAFT,
                Disclosure.kind.in_(PREPARABLE),
            )
            .options(joinedload(Disclosure.person), raiseload("*"))
            .order_by(Disclosure.id)
        )
    )


def unsaved(actor: Actor, disclosure: Disclosure, place: str) -> dict[str, Any]:
    """What was typed on a page and not saved yet."""
    policy.require(actor, "disclosure.draft", disclosure)
    found: dict[str, Any] = (disclosure.answers or {}).get("unsaved", {}).get(place, {})
    return found


@dataclass(frozen=True)
class SectionStatus:
    """One line of the task list (S-23)."""

    code: str
    status: str


def progress(disclosure: Disclosure) -> list[SectionStatus]:
    """Belum mulai, Belum lengkap, Selesai or Belum bisa diisi for each part of the draft."""
    answers = disclosure.answers or {}
    lines = [SectionStatus("profile", _profile_status(answers))]
    follow_up = disclosure.kind in FOLLOW_UPS
    for code in shape.SECTIONS:
        status = _change_status(answers, code) if follow_up else _section_status(answers, code)
        lines.append(SectionStatus(code, status))
    ready = not missing_in(disclosure)
    lines.append(SectionStatus("sign", "Belum mulai" if ready else "Belum bisa diisi"))
    return lines


def _profile_status(answers: Mapping[str, Any]) -> str:
    return "Selesai" if shape.profile_complete(answers) else "Belum mulai"


def _change_status(answers: Mapping[str, Any], code: str) -> str:
    """In a follow-up an untouched section is simply left alone."""
    if not shape.section_of(answers, code)["items"]:
        return "Tidak berubah"
    return "Selesai" if shape.items_complete(answers, code) else "Belum lengkap"


def _section_status(answers: Mapping[str, Any], code: str) -> str:
    if shape.section_complete(answers, code):
        return "Selesai"
    return "Belum lengkap" if shape.section_begun(answers, code) else "Belum mulai"


def missing_in(disclosure: Disclosure) -> list[Missing]:
    """What still has to be answered before it can be sent."""
    answers = disclosure.answers or {}
    found = []
    if not shape.profile_complete(answers):
        found.append(Missing("profile", "Isi tugas utama dan peran Anda dalam keputusan."))
    if disclosure.kind in FOLLOW_UPS:
        return found + _missing_in_change(answers)
    if disclosure.kind is Kind.ANNUAL and disclosure.state is not State.RETURNED:
        found += _missing_in_renewal(answers)
    for code in shape.SECTIONS:
        if not shape.section_complete(answers, code):
            found.append(Missing(code, _sentence_for(answers, code)))
    return found


def _missing_in_change(answers: Mapping[str, Any]) -> list[Missing]:
    """A Pernyataan Lanjutan tells only what changed (tahap 3.c.2)."""
    found = [
        Missing(code, _sentence_for(answers, code))
        for code in shape.SECTIONS
        if not shape.items_complete(answers, code)
    ]
    if shape.is_nil(answers) and not found:
        found.append(Missing("PK-A", "Isi sedikitnya satu butir yang berubah."))
    return found


def _missing_in_renewal(answers: Mapping[str, Any]) -> list[Missing]:
    """A Pernyataan Tahunan gives the state of every interest known so far (S-34)."""
    found = [
        Missing(
            code,
            Sentence(
                "Pilih keadaan untuk: %(title)s.", title=wording.title_of(code, item["fields"])
            ),
        )
        for code, item in shape.without_state(answers)
    ]
    found += [
        Missing(
            code,
            Sentence(
                "Periksa butir yang berubah: %(title)s.",
                title=wording.title_of(code, item["fields"]),
            ),
        )
        for code, item in shape.to_edit(answers)
    ]
    found += [Missing(code, "Isi butir barunya.") for code in sections_to_add(answers)]
    if not answers.get("renewal", {}).get("answered"):
        found.append(Missing("PK-A", "Pilih “Tidak ada yang baru” atau sedikitnya satu hal baru."))
    return found


@dataclass(frozen=True)
class RenewalStep:
    """What a renewal lacks: "states", "edit", "add", "link" or "profile", and where."""

    kind: str
    section: str = ""
    uid: str = ""


def renewal_step(disclosure: Disclosure) -> RenewalStep | None:
    """The first thing a Pernyataan Tahunan still lacks, in the order a person meets it."""
    answers = disclosure.answers or {}
    if not answers.get("renewal", {}).get("answered") or shape.without_state(answers):
        return RenewalStep("states")
    for code, item in shape.to_edit(answers):
        return RenewalStep("edit", code, item["uid"])
    for code in (*sections_to_add(answers), *_unfilled(answers)):
        return RenewalStep("add", code)
    for code, item in shape.items(answers):
        if not shape.link_complete(item):
            return RenewalStep("link", code, item["uid"])
    return None if shape.profile_complete(answers) else RenewalStep("profile")


def _unfilled(answers: Mapping[str, Any]) -> list[str]:
    """Sections answered "Ada" that still need an interest, F.9 included."""
    return [
        code
        for code in shape.SECTIONS
        if not shape.section_complete(answers, code) and shape.items_complete(answers, code)
    ]


def sections_to_add(answers: Mapping[str, Any]) -> list[str]:
    """Sections of a renewal ticked as holding something new that hold nothing new yet."""
    filled = {code for code, item in shape.items(answers) if not shape.is_known(item)}
    new: list[str] = answers.get("renewal", {}).get("new", [])
    return [code for code in new if code not in filled]


def _sentence_for(answers: Mapping[str, Any], code: str) -> str:
    section = shape.section_of(answers, code)
    if section["answer"] is None:
        return "Pilih Ada atau Tidak ada."
    if code == shape.AFFILIATION and "family_is_employee" not in answers:
        return "Jawab: adakah keluarga inti Anda yang juga ASN di sini?"
    unnamed = answers.get("family_is_employee") == shape.YES and not shape.names_an_employee(
        answers
    )
    if code == shape.AFFILIATION and unnamed:
        return "Nyatakan keluarga inti Anda yang juga ASN di sini."
    if not section["items"]:
        return "Isi sedikitnya satu butir."
    return "Jawab keempat pertanyaan kaitan dengan tugas pada setiap butir."


def paths_in(content: Mapping[str, Any]) -> list[str]:
    """Every field a reviewer can ask to have completed."""
    found = [f"profile/{name}" for name in content.get("profile", {})]
    for code, item in shape.items(content):
        found += [f"{code}/{item['uid']}/{name}" for name in item["fields"]]
        found += [f"{code}/{item['uid']}/link.{name}" for name in item.get("link") or {}]
    return found
