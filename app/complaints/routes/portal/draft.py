"""The draft of this visit, as each step reads it, shows it and keeps it."""

from dataclasses import replace
from typing import Any, TypeVar

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

F = TypeVar("F", bound=PortalForm)
UNPROCESSABLE, TOO_MANY = 422, 429
REPEAT_POST = 307  # the same form once more, to another page: the identity goes with it
_LAST_STEP = 4
_MOST_UNFINISHED = 20_000  # letters of one step that are kept without being judged
PROOF = "bukti_kerja"
CHANGE = "ubah"
# What the check page holds of S-07; no other step has a field of these names.
IDENTITY = (
    "nama", "nik", "alamat", "kapasitas", "hp", "email", "rahasia", "rahasia_yakin", "kabar",
    "benar",
)  # fmt: skip
AS_EMPLOYEE = "pegawai"


def button_pressed() -> str:
    """Which of a page's buttons sent it; "" for the one that goes on."""
    return request.form.get("aksi", "")


def opened_from_check() -> bool:
    """Whether the check page asks for this step to change an answer: nothing was typed here yet."""
    return request.method == "POST" and button_pressed() == CHANGE


def form_of(kind: type[F], data: dict[str, Any]) -> F:
    """The step's form: as typed, or as kept when it is only opened."""
    return kind(formdata=None, data=data) if opened_from_check() else kind(data=data)


def carried() -> list[tuple[str, str]]:
    """The identity on its way back to the check page."""
    return [(name, request.form[name]) for name in IDENTITY if name in request.form]


def identity_carried() -> bool:
    """Whether this page carries the identity, which is kept nowhere, back to the check page."""
    return any(name in request.form for name in IDENTITY)


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


def _save(told: Story, step: int, whole: bool) -> None:
    seen = tuple(sorted({*told.seen, step} if whole else {*told.seen} - {step}))
    drafts.save(
        visit.visit(), replace(told, seen=seen), channel_of_draft(), visitor_ip_hash(),
        proof=request.form.get(PROOF, ""),
    )  # fmt: skip


def leaves_unfinished() -> bool:
    """Whether he wants to go and come back: what he has so far is kept, however it stands."""
    return button_pressed() == "draf" and _typed() <= _MOST_UNFINISHED


def _typed() -> int:
    return sum(len(value) for _name, value in request.form.items(multi=True))


def saved(told: Story, step: int, *, whole: bool = True) -> View:
    """Keep the step and go on: to the next one, back to the check page, or out with the code.

    Not `whole`: it is asked again before anything is sent.
    """
    try:
        _save(told, step, whole)
    except BrakeIsOn as error:
        return wait_page(error)
    except TooMany as error:
        return show("stopped", message=said(error.message)), TOO_MANY
    if button_pressed() == "draf":
        return redirect(url_for("portal.kept"), 303)
    if identity_carried() and story.next_step(story_so_far()) == _LAST_STEP:
        return redirect(url_for("portal.step", number=_LAST_STEP), REPEAT_POST)
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
        names=wording.steps(channel_of_draft()),
        carried=carried(), **facts,
    )  # fmt: skip
    return (text, status) if status != 200 else text  # noqa: PLR2004 plainly OK
