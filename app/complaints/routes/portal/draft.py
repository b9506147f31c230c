"""The draft of this visit, as each step reads it, shows it and keeps it."""

from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for

from app.accounts.sessions import visitor_ip_hash
from app.complaints import story, wording
from app.complaints.forms.portal.visit import PortalForm
from app.complaints.routes import visit
from app.complaints.routes.visit import show
from app.complaints.services import braking, drafts
from app.complaints.services.braking import BrakeIsOn, TooMany
from app.complaints.story import Story
from app.web.filters import said
from app.web.guards import current_actor
from app.web.views import View

UNPROCESSABLE, TOO_MANY = 422, 429
_LAST_STEP = 4
PROOF = "bukti_kerja"
AS_EMPLOYEE = "pegawai"


def button_pressed() -> str:
    """Which of a page's buttons sent it; "" for the one that goes on."""
    return request.form.get("aksi", "")


def story_so_far() -> Story:
    """What the earlier steps kept."""
    draft = drafts.of_visit(visit.visit())
    return story.read(draft.story) if draft is not None else Story()


def channel_of_draft() -> Any:
    """An employee may begin as one; a draft keeps what it began as."""
    draft = drafts.of_visit(visit.visit())
    if draft is not None:
        return draft.channel
    as_employee = request.args.get("sebagai") == AS_EMPLOYEE and current_actor().person_id
    return wording.EMPLOYEE if as_employee else wording.PORTAL


def _save(told: Story, step: int) -> None:
    seen = tuple(sorted({*told.seen, step}))
    drafts.save(
        visit.visit(), replace(told, seen=seen), channel_of_draft(), visitor_ip_hash(),
        proof=request.form.get(PROOF, ""),
    )  # fmt: skip


def saved(told: Story, step: int) -> View:
    """Keep the step and go on: to the next one, back to the check page, or out with the code."""
    try:
        _save(told, step)
    except BrakeIsOn as error:
        return wait_page(error)
    except TooMany as error:
        return show("stopped", message=said(error.message)), TOO_MANY
    if button_pressed() == "draf":
        return redirect(url_for("portal.kept"), 303)
    number = _LAST_STEP if _back_to_check() else story.next_step(story_so_far())
    return redirect(url_for("portal.step", number=number), 303)


def _back_to_check() -> bool:
    return request.args.get("dari") == "periksa"


def wait_page(error: BrakeIsOn) -> View:
    """Everything that was typed, once more, with a puzzle for the browser and a wait for people."""
    puzzle = braking.puzzle_for(error.door, visit.fingerprint())
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in ("csrf_token", PROOF)
    ]
    target = request.full_path.rstrip("?")
    return show("wait", fields=fields, puzzle=puzzle, target=target), TOO_MANY


def step_page(name: str, form: PortalForm, number: int, **facts: Any) -> View:
    """The page of one step; 422 when something typed is wrong."""
    status = UNPROCESSABLE if form.errors else 200
    text = show(
        name, form=form, step=number, draft=drafts.of_visit(visit.visit()),
        names=wording.steps(), **facts,
    )  # fmt: skip
    return (text, status) if status != 200 else text  # noqa: PLR2004 plainly OK
