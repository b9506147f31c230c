"""An assistant prepares the draft: naming one, the drafts to prepare, handing it back."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields import HiddenField

from app.core import clock
from app.core.errors import NotFound
from app.disclosures import queries
from app.disclosures.routes.front import bp, draft_at_hand, pack_now, page
from app.disclosures.services import helping
from app.people.picking import person_in
from app.web.fields import DatePartsField, TextField
from app.web.forms import (
    BaseForm,
    ConfirmForm,
    Filled,
    FilledParts,
    result_of,
    text_length,
    went_through,
)
from app.web.guards import current_actor, signed_in
from app.web.views import View


class PreparerForm(BaseForm):
    """Who helps, and until when."""

    helper = TextField(
        _l("Pegawai yang membantu"),
        validators=[Filled(_l("Pilih pegawai.")), text_length(500)],
        description=_l("Ketik nama, sedikitnya 3 huruf, lalu pilih."),
    )
    helper_id = HiddenField()
    until = DatePartsField(
        _l("Sampai tanggal"),
        validators=[FilledParts(_l("Isi tanggal."))],
        description=_l("Paling lama 90 hari."),
    )


@bp.route("/deklarasi/pembantu", methods=["GET", "POST"])
@signed_in
def preparers() -> View:
    """Whom I asked to help, and whose drafts I help with."""
    actor, form = current_actor(), PreparerForm()
    if form.validate_on_submit() and _named(form):
        return redirect(url_for("disclosures.preparers"), 303)
    return page(
        "preparers",
        form,
        mine=queries.preparers_of_visible_to(actor),
        others=queries.drafts_to_prepare_visible_to(actor),
        today=clock.today(),
        pack=pack_now(),
    )


def _named(form: PreparerForm) -> bool:
    helper = result_of(form, lambda: person_in(form, "helper"))
    until = form.until.data
    if form.errors:
        return False
    if helper is None or until is None:
        form.tell({"helper": _("Pilih pegawai.")})
        return False
    if not went_through(form, lambda: helping.name_preparer(current_actor(), helper.id, until)):
        return False
    flash(_("%(name)s dapat menyiapkan isian Anda. Hanya Anda yang mengirim.", name=helper.name),
          "success")  # fmt: skip
    return True


@bp.post("/deklarasi/pembantu/<int:preparer_id>/akhiri")
@signed_in
def end_preparer(preparer_id: int) -> View:
    helping.end_preparer(current_actor(), preparer_id)
    flash(_("Bantuan diakhiri."), "success")
    return redirect(url_for("disclosures.preparers"), 303)


@bp.route("/deklarasi/<int:disclosure_id>/siap", methods=["GET", "POST"])
@signed_in
def prepared(disclosure_id: int) -> View:
    """The helper has gone through everything: hand the draft back to be checked and signed."""
    disclosure: Any = draft_at_hand(disclosure_id)
    if disclosure.person_id == current_actor().person_id:
        raise NotFound(f"disclosure {disclosure_id}")
    form = ConfirmForm()
    if form.validate_on_submit():
        helping.hand_back(current_actor(), disclosure)
        flash(_("%(name)s diberi tahu.", name=disclosure.person.name), "success")
        return redirect(url_for("disclosures.preparers"), 303)
    return page(
        "prepared", form, disclosure=disclosure, missing=queries.missing_in(disclosure),
        pack=pack_now(),
    )  # fmt: skip
