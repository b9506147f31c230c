"""S-06: files and links; good files are kept whatever else is wrong."""

from typing import Any

from flask import current_app, redirect, request, url_for

from app.accounts.sessions import visitor_ip_hash
from app.complaints import wording
from app.complaints.forms.portal.evidence import EvidenceForm, evidence_data
from app.complaints.routes import visit
from app.complaints.routes.portal.draft import (
    button_pressed,
    channel_of_draft,
    form_of,
    identity_carried,
    leaves_unfinished,
    opened_from_check,
    saved,
    step_page,
    story_so_far,
)
from app.complaints.services import drafts
from app.complaints.services.braking import TooMany
from app.complaints.story import Story
from app.core.errors import Invalid
from app.web.filters import said
from app.web.incoming import record_number_or_none
from app.web.views import View


def evidence_step() -> View:
    told = story_so_far()
    form = form_of(EvidenceForm, evidence_data(told))
    if request.method == "POST" and not opened_from_check():
        dropped = record_number_or_none(request.form.get("hapus", ""))
        if dropped is not None:
            drafts.drop_file(visit.visit(), dropped)
            return _again(form)
        if (answer := _evidence_sent(form, told)) is not None:
            return answer
    return _page(form)


def _page(form: EvidenceForm) -> View:
    return step_page("evidence", form, 3, files=_files())


def _again(form: EvidenceForm) -> View:
    """The step once more with its files as they are now."""
    if identity_carried():
        return _page(form)
    return redirect(url_for("portal.step", number=3), 303)


def _files() -> list[Any]:
    draft = drafts.of_visit(visit.visit())
    return drafts.files_of(draft) if draft is not None else []


def _evidence_sent(form: EvidenceForm, told: Story) -> View | None:
    """Good files are kept whatever else is wrong: nobody chooses them twice."""
    good = form.validate_on_submit()
    if form.bukti.sound and not _kept(form):
        return None
    if button_pressed() == "tautan":
        form.tautan.append_entry() if len(form.tautan.entries) < form.tautan.max_entries else None
        return None
    if not good:
        return saved(form.into(told), 3, whole=False) if leaves_unfinished() else None
    told = form.into(told)
    if button_pressed() == "unggah":
        drafts.save(visit.visit(), told, channel_of_draft(), visitor_ip_hash())
        return _again(form)
    needed = button_pressed() != "draf" and channel_of_draft() not in wording.AT_COUNTER
    if needed and not _files() and not any(one.counts for one in told.links):
        form.bukti.errors = [*form.bukti.errors, wording.no_evidence(current_app.config["KONTAK"])]
        return None
    return saved(told, 3)


def _kept(form: EvidenceForm) -> bool:
    """Whether the sound files lie with the draft now; a refused one beside them changes nothing."""
    refused = list(form.bukti.errors)
    try:
        drafts.add_files(
            visit.visit(), form.bukti.sound, form.keterangan.data or "", visitor_ip_hash()
        )
    except TooMany as error:
        form.bukti.errors = [*form.bukti.errors, said(error.message)]
    except Invalid as error:
        form.tell(error.fields)
    form.bukti.kept = form.bukti.errors == refused
    return form.bukti.kept
