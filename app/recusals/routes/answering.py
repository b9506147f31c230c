"""S-64: the superior's view, the substitute and the enforcement; agreeing to a withdrawal; the end."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from app.audit.services import record_reading
from app.people.picking import picked
from app.recusals import queries, wording
from app.recusals.forms.answering import NOBODY, AnswerForm, CancelAnswerForm, SettleForm
from app.recusals.forms.reasons import ReasonForm
from app.recusals.guard import Candidate
from app.recusals.routes.asking import described
from app.recusals.routes.front import Record, bp, label_of, page
from app.recusals.services import answering, deciding
from app.recusals.workflow import FLOW
from app.web.forms import BaseForm, went_through
from app.web.guards import current_actor, signed_in
from app.web.incoming import record_number_or_none
from app.web.views import View

OTHER = "lain"
MOST_OFFERED = 6


def substitute_choices(
    candidates: list[Candidate], chosen: str | None, *, nobody: bool
) -> list[tuple[str, str]]:
    """The nearest of those who are free, and the one chosen; somebody else; nobody."""
    free = [one for one in candidates if not one.barred]
    offered = [
        (str(one.person_id), _("%(name)s (%(n)s urusan berjalan)", name=one.name, n=one.load))
        for number, one in enumerate(free)
        if number < MOST_OFFERED or str(one.person_id) == chosen
    ]
    rest = [(OTHER, _("Pegawai lain"))]
    if nobody:
        rest.append((NOBODY, _("Tidak ada yang lolos di unit ini; BKPSDM mencarikan")))
    return [*offered, *rest]


def chosen_substitute(form: BaseForm) -> int | None:
    """Who was ticked, or who was typed under "Pegawai lain"."""
    choice = form["substitute"].data or ""
    if choice == OTHER or (not choice and form["other"].data):
        return picked(form, "other")
    return record_number_or_none(choice)


@bp.route("/penarikan-diri/<int:recusal_id>/tanggapi", methods=["GET", "POST"])
@signed_in
def answer(recusal_id: int) -> View:
    actor = current_actor()
    recusal = queries.recusal_for(actor, recusal_id)
    if not FLOW.may(recusal, "answer", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    candidates = queries.candidates_for(actor, recusal)
    form = AnswerForm(data=_first(recusal, candidates))
    form.substitute.choices = substitute_choices(candidates, form.substitute.data, nobody=True)
    if request.method == "POST" and not _more_keepers(form) and _answered(form, recusal):
        flash(_("Tanggapan dikirim ke BKPSDM. Pengganti dan penjaga sudah diberi tahu."), "success")
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    if request.method == "GET":
        record_reading(actor, recusal, "Membaca permohonan penarikan diri")
    return page(
        "answer",
        form,
        recusal=recusal,
        words=wording,
        candidates=candidates,
        cited=[described(row, own=False) for row in queries.cited_for(actor, recusal)],
        parties=queries.parties_for(actor, recusal),
        held=queries.matters_for(actor, recusal),
        clock=queries.clock_of(recusal),
        wished=label_of(recusal.wished_substitute_id),
    )


def _first(recusal: Record, candidates: list[Candidate]) -> dict[str, object]:
    wished = next(
        (one for one in candidates if one.person_id == recusal.wished_substitute_id), None
    )
    free = str(wished.person_id) if wished is not None and not wished.barred else None
    return {"substitute": free, "service_due_on": recusal.service_due_on, "keepers": [{}, {}]}


def _more_keepers(form: AnswerForm) -> bool:
    if request.form.get("aksi") != "tambah":
        return False
    if len(form.keepers.entries) < form.keepers.max_entries:
        form.keepers.append_entry()
    return True


def _answered(form: AnswerForm, recusal: Record) -> bool:
    readable = form.validate_on_submit()
    keepers = picked_keepers(form)
    substitute_id = chosen_substitute(form)
    if not readable or form.keepers.errors or form.other.errors:
        return False
    said = form.as_answer(substitute_id, keepers)
    return went_through(form, lambda: answering.answer(current_actor(), recusal, said))


def picked_keepers(form: BaseForm) -> list[int | None]:
    """Who is named in each row; a row needs both, how it is kept and who sees to it."""
    found = []
    for number, entry in enumerate(form.field_at("keepers").entries):
        row, place = entry.form, f"keepers.{number}"
        person_id = picked(form, f"{place}.person")
        if row.way.data and person_id is None and not row.person.errors:
            form.tell({f"{place}.person": _("Pilih penjaganya.")})
        if person_id is not None and not row.way.data:
            form.tell({f"{place}.way": _("Pilih cara penegakannya.")})
        found.append(person_id)
    return found


@bp.route("/penarikan-diri/<int:recusal_id>/tanggapi-batal", methods=["GET", "POST"])
@signed_in
def answer_cancel(recusal_id: int) -> View:
    """The superior agrees that it is taken back, or not."""
    actor, form = current_actor(), CancelAnswerForm()
    recusal = queries.recusal_for(actor, recusal_id)
    if not FLOW.may(recusal, "agree_cancel", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    if form.validate_on_submit() and went_through(
        form,
        lambda: answering.answer_cancel(
            actor, recusal, agreed=form.agreed.data == "yes", reason=form.reason.data or ""
        ),
    ):
        flash(_("Tanggapan atas pembatalan dicatat."), "success")
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    return page("answer_cancel", form, recusal=recusal, steps=queries.steps_for(actor, recusal))


@bp.route("/penarikan-diri/<int:recusal_id>/akhiri", methods=["GET", "POST"])
@signed_in
def end(recusal_id: int) -> View:
    """The superior ends it: the reason for it is over."""
    actor, form = current_actor(), ReasonForm()
    recusal = queries.recusal_for(actor, recusal_id)
    if not FLOW.may(recusal, "end", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    if form.validate_on_submit() and went_through(
        form, lambda: answering.end(actor, recusal, form.reason.data or "")
    ):
        flash(_("Penarikan diri diakhiri. Yang terkait diberi tahu."), "success")
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    return page("reason", form, recusal=recusal, what="end")


@bp.route("/penarikan-diri/<int:recusal_id>/penugasan", methods=["GET", "POST"])
@signed_in
def settle(recusal_id: int) -> View:
    """After a refusal: who handles the matter."""
    actor, form = current_actor(), SettleForm()
    recusal = queries.recusal_for(actor, recusal_id)
    if not FLOW.may(recusal, "settle", actor):
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    if form.validate_on_submit() and _settled(form, recusal):
        flash(_("Penanganan urusan ditetapkan. Yang terkait diberi tahu."), "success")
        return redirect(url_for("recusals.show", recusal_id=recusal_id), 303)
    return page(
        "settle", form, recusal=recusal, candidates=queries.candidates_for(actor, recusal),
        held=queries.matters_for(actor, recusal), clock=queries.clock_of(recusal),
        steps=queries.steps_for(actor, recusal),
    )  # fmt: skip


def _settled(form: SettleForm, recusal: Record) -> bool:
    substitute_id = None
    if form.way.data == "other":
        substitute_id = picked(form, "substitute")
        if substitute_id is None:
            if not form.substitute.errors:
                form.tell({"substitute": _("Pilih pegawai yang menangani.")})
            return False
    return went_through(
        form,
        lambda: deciding.settle(
            current_actor(), recusal, substitute_id=substitute_id, reason=form.reason.data or ""
        ),
    )
