"""A declaration sent back: only the fields the reviewer named, each under his sentence."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext as _

from app.disclosures import queries, questions, wording
from app.disclosures.forms.answers import AnswersForm, LinkForm, ProfileForm
from app.disclosures.forms.sections import SECTION_FORMS, AffiliationForm
from app.disclosures.routes.front import (
    answers_of,
    bp,
    clocks_of,
    item_of,
    leave_with_draft,
    on_writable,
    pack_now,
    page,
    raw_for,
    wants_to_leave,
)
from app.disclosures.routes.items import BUSINESS, unit_choices
from app.disclosures.services import drafting
from app.regulations.pack import Pack
from app.web.forms import ConfirmForm, went_through
from app.web.guards import current_actor, signed_in
from app.web.views import View

LINK_PREFIX = "link."
# The place under which half-typed answers to remarks are kept.
PLACE = "remarks"


@dataclass
class Asked:
    """One remark: what the reviewer wrote, and the very field it is about."""

    path: str
    sentence: str
    where: str
    form: AnswersForm
    name: str

    @property
    def field(self) -> Any:
        return self.form[self.name]

    def read(self) -> bool:
        """Take in what was typed; whether it can stand."""
        self.field.process(request.form)
        inline = getattr(type(self.form), f"validate_{self.name}", None)
        return bool(self.field.validate(self.form, [inline] if inline else []))

    @property
    def answer(self) -> Any:
        return self.form.as_fields().get(self.name, "")


@bp.route("/deklarasi/<int:disclosure_id>/lengkapi", methods=["GET", "POST"])
@signed_in
@on_writable
def complete(disclosure: Any) -> View:
    """Answer the remarks; then check and sign again."""
    if disclosure.state.value != "returned":
        return redirect(url_for("disclosures.tasks", disclosure_id=disclosure.id), 303)
    pack, form = pack_now(), ConfirmForm()
    asked = [
        _asked(number, remark, disclosure, pack)
        for number, remark in enumerate(_waiting(disclosure), start=1)
    ]
    kept = raw_for(disclosure, PLACE) if request.method == "GET" else None
    for one in asked if kept else []:
        one.field.process(kept)
    if form.validate_on_submit():
        if wants_to_leave():
            return leave_with_draft(disclosure, PLACE)
        read = [one.read() for one in asked]
        if all(read) and went_through(
            form,
            lambda: drafting.answer_remarks(
                current_actor(), disclosure, {one.path: one.answer for one in asked}
            ),
        ):
            return redirect(url_for("disclosures.check", disclosure_id=disclosure.id), 303)
    errors = [(one.field.id, text) for one in asked for text in one.field.errors]
    shown = page(
        "complete", form, disclosure=disclosure, asked=asked, errors=errors, pack=pack,
        clocks=clocks_of([disclosure]),
    )  # fmt: skip
    return (str(shown), 422) if errors and isinstance(shown, str) else shown


def _waiting(disclosure: Any) -> list[Any]:
    return [
        remark
        for remark in queries.remarks_for(current_actor(), disclosure)
        if remark.answered_version_id is None
    ]


def _asked(number: int, remark: Any, disclosure: Any, pack: Pack) -> Asked:
    """The remark with its field, filled with the answer given before (or typed since)."""
    head, *rest = remark.path.split("/")
    prefix = f"r{number}-"
    more: dict[str, Any] = {"formdata": None, "prefix": prefix}
    if head == questions.PROFILE:
        fields, cls = answers_of(disclosure).get("profile", {}), ProfileForm
        name, where = rest[0], _("Data diri & jabatan")
    else:
        item = item_of(disclosure, head, rest[0])
        where = f"{wording.section_title(head, pack)}: {wording.title_of(head, item['fields'])}"
        name = rest[1].removeprefix(LINK_PREFIX)
        linked = rest[1].startswith(LINK_PREFIX)
        cls = LinkForm if linked else SECTION_FORMS[head]
        fields = item["link"] if linked else item["fields"]
        if cls is SECTION_FORMS[BUSINESS]:
            more["units"] = unit_choices()
    form = cls.from_fields(pack, fields, **more)
    if isinstance(form, AffiliationForm):
        form.employee_id.data = fields.get("employee_id", "")
    return Asked(remark.path, str(remark.text), where, form, name)
