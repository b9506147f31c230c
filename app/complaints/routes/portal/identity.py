"""S-07 and S-08: who reports, everything once more, and sending."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from app.accounts.sessions import visitor_ip_hash
from app.complaints import lookups, story, wording
from app.complaints.forms.portal.identity import (
    CounterIdentityForm,
    EmployeeIdentityForm,
    IdentityForm,
    ReachForm,
)
from app.complaints.forms.portal.photos import PhotosForm
from app.complaints.routes import visit
from app.complaints.routes.portal.draft import (
    CHANGE,
    PROOF,
    TOO_MANY,
    UNPROCESSABLE,
    button_pressed,
    channel_of_draft,
    step_page,
    wait_page,
)
from app.complaints.routes.portal.front import bp
from app.complaints.routes.visit import show
from app.complaints.services import drafts, receiving
from app.complaints.services.braking import BrakeIsOn, TooMany
from app.complaints.services.receiving import Filing
from app.core.errors import Busy, Invalid
from app.core.policy import require
from app.web.filters import said
from app.web.guards import current_actor, public, repeatable, takes_files
from app.web.views import View


def _identity_form() -> ReachForm:
    channel = channel_of_draft()
    if channel in wording.AT_COUNTER:
        return CounterIdentityForm()
    return EmployeeIdentityForm() if channel is wording.EMPLOYEE else IdentityForm()


def _stranger_to_draft() -> Response | None:
    """An employee's draft ends with his account, a counter's with the officer."""
    channel = channel_of_draft()
    if channel is wording.PORTAL:
        return None
    if current_actor().person_id is None:
        return redirect(url_for("accounts.sign_in", next=url_for("portal.step", number=4)), 303)
    if channel in wording.AT_COUNTER:
        require(current_actor(), "complaint.record")
    return None


def identity_step() -> View:
    """S-07; what is typed comes back with the check page and is kept nowhere."""
    if (away := _stranger_to_draft()) is not None:
        return away
    form = _identity_form()
    if request.method == "POST" and button_pressed() != CHANGE and form.validate_on_submit():
        return _check(form)
    return _identity_page(form)


def _identity_page(form: ReachForm) -> View:
    return step_page(
        "identity", form, 4, me=_employee(), at_counter=channel_of_draft() in wording.AT_COUNTER
    )


def _employee() -> dict[str, str] | None:
    return lookups.employee(current_actor()) if channel_of_draft() is wording.EMPLOYEE else None


def _check(form: ReachForm, photos: PhotosForm | None = None) -> str:
    """S-08."""
    draft = drafts.draft_for(visit.visit())
    told = story.read(draft.story)
    return show(
        "check", form=form, draft=draft, told=told, step=4,
        names=wording.steps(draft.channel),
        rows=wording.answers(told, lookups.unit_name(told.unit_id)), files=drafts.files_of(draft),
        missing=receiving.missing(draft), me=_employee(), channel=draft.channel,
        photos=photos or PhotosForm(formdata=None), at_counter=draft.channel in wording.AT_COUNTER,
    )  # fmt: skip


@bp.post("/kirim")
@public
@repeatable
@takes_files
def send() -> View:
    """Two clicks make one complaint: the draft is gone with the first."""
    if (away := _stranger_to_draft()) is not None:
        return away
    if drafts.of_visit(visit.visit()) is None:
        return redirect(url_for("portal.receipt"), 303)
    form = _identity_form()
    if not form.validate_on_submit():
        return _identity_page(form)
    photos = PhotosForm()
    if not photos.validate_on_submit():
        return _check(form, photos), UNPROCESSABLE
    return _filed(form, photos)


def _filed(form: ReachForm, photos: PhotosForm) -> View:
    me = _employee()
    filing = Filing(
        identity=_who_reports(form, me),
        protected=bool(form.rahasia.data) or me is not None,
        news=form.news(),
        employee_id=current_actor().person_id if me is not None else None,
        photos=photos.photos() if me is None else (),
    )
    try:
        receiving.file(
            current_actor(), visit.visit(), filing, visitor_ip_hash(),
            proof=request.form.get(PROOF, ""),
        )  # fmt: skip
    except BrakeIsOn as error:
        return wait_page(error)
    except TooMany as error:
        return show("stopped", message=said(error.message)), TOO_MANY
    except (Invalid, Busy) as error:
        flash(said(error.message), "error")
        return _check(form), UNPROCESSABLE
    return redirect(url_for("portal.receipt"), 303)


def _who_reports(form: ReachForm, me: dict[str, str] | None) -> dict[str, object]:
    if isinstance(form, IdentityForm):
        return form.identity()
    return {**(me or {}), "capacity": "pegawai", **form.reach()}
