"""The draft that waits: its code, going on with it, throwing it away."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from app.accounts.sessions import visitor_ip_hash
from app.complaints import lookups, story
from app.complaints.forms.portal.codes import ResumeForm
from app.complaints.routes import visit
from app.complaints.routes.portal.draft import TOO_MANY, UNPROCESSABLE, story_so_far
from app.complaints.routes.portal.front import bp
from app.complaints.routes.visit import show
from app.complaints.services import drafts
from app.complaints.services.braking import TooMany
from app.core.errors import Invalid
from app.web.filters import said
from app.web.guards import public, repeatable
from app.web.views import View


@bp.get("/draf")
@public
def kept() -> View:
    """The draft's code and how long it lives; without a draft, where to type one."""
    draft = drafts.of_visit(visit.visit())
    code = lookups.draft_code(draft) if draft is not None else ""
    return show(
        "draft", draft=draft, code=code, form=ResumeForm(), next=story.next_step(story_so_far())
    )


@bp.post("/draf")
@public
@repeatable
def resume() -> View:
    form = ResumeForm()
    status = UNPROCESSABLE
    if form.validate_on_submit():
        fresh = visit.renew()
        try:
            drafts.resume(form.kode.data or "", fresh, visitor_ip_hash())
        except TooMany as error:
            form.kode.errors, status = [said(error.message)], TOO_MANY
        except Invalid as error:
            form.tell(error.fields)
        else:
            return redirect(url_for("portal.step", number=story.next_step(story_so_far())), 303)
    return show("draft", draft=None, code="", form=form, next=1), status


@bp.post("/buang")
@public
@repeatable
def drop() -> View:
    """Forget the draft and its files."""
    drafts.drop(visit.visit())
    visit.end()
    flash(_("Draf dihapus."), "success")
    return redirect(url_for("portal.before"), 303)
