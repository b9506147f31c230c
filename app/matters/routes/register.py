"""The register as a list and as a file; finding a matter by its words (S-86)."""

from collections.abc import Iterator
from typing import Any

from flask import Response as TextResponse
from flask import flash, jsonify, redirect, request, stream_with_context, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import policy
from app.core.actor import Role
from app.matters import exports, queries
from app.matters.forms import FilterForm
from app.matters.queries import Flag, MatterFilter
from app.matters.routes.front import bp, page
from app.matters.services import registering
from app.web import spreadsheets
from app.web.guards import current_actor, signed_in
from app.web.incoming import record_number, record_number_or_none
from app.web.views import View


@bp.get("/urusan")
@signed_in
def index() -> View:
    actor = current_actor()
    form, wanted = _filter()
    return page(
        "index", None, filter=form, wanted=wanted, found=queries.matters_visible_to(actor, wanted),
        may_import=policy.can(actor, "matter.import"), narrowed=_is_narrowed(wanted),
    )  # fmt: skip


def _filter() -> tuple[FilterForm, MatterFilter]:
    form = FilterForm(request.args)
    units = queries.units_with_matters_visible_to(current_actor())
    form.offer([(unit.id, unit.name) for unit in units])
    if not form.validate():
        return form, MatterFilter()
    flag = form.tanda.data or ""
    return form, MatterFilter(
        text=form.cari.data or "",
        state=form.status.data or "",
        kind=form.jenis.data or "",
        unit_id=record_number_or_none(form.unit.data or ""),
        flag=flag if flag in {one.value for one in Flag} else "",
        before=request.args.get("sebelum", type=record_number),
        after=request.args.get("sesudah", type=record_number),
    )


def _is_narrowed(wanted: MatterFilter) -> bool:
    return any((wanted.text, wanted.state, wanted.kind, wanted.unit_id, wanted.flag))


@bp.get("/urusan/daftar.csv")
@signed_in
def as_csv() -> Response:
    """The narrowed register, sent while it is being read: it may be very long."""
    actor = current_actor()
    _form, wanted = _filter()
    registering.note_export(actor, "csv")
    rows = exports.as_csv(
        queries.exported_visible_to(actor, wanted), inspecting=actor.has(Role.INSPECTOR)
    )
    return _download(stream_with_context(rows), spreadsheets.CSV, "register-urusan.csv")


@bp.get("/urusan/daftar.xlsx")
@signed_in
def as_xlsx() -> Response:
    actor = current_actor()
    _form, wanted = _filter()
    if queries.more_than(actor, wanted, exports.MOST_ROWS_XLSX):
        flash(
            _("Daftar ini lebih dari %(n)s baris, terlalu panjang untuk XLSX. Unduh CSV, atau persempit saringan.", n=exports.MOST_ROWS_XLSX),
            "error",
        )  # fmt: skip
        narrowed: dict[str, Any] = request.args.to_dict()
        return redirect(url_for("matters.index", **narrowed))
    registering.note_export(actor, "xlsx")
    rows = queries.exported_visible_to(actor, wanted)
    return _download(
        exports.as_xlsx(rows, inspecting=actor.has(Role.INSPECTOR)),
        spreadsheets.XLSX,
        "register-urusan.xlsx",
    )


def _download(content: Iterator[bytes] | bytes, mimetype: str, name: str) -> Response:
    return TextResponse(
        content,
        mimetype=mimetype,
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


@bp.get("/urusan/cari")
@signed_in
def search() -> Response:
    """What a field that looks matters up offers."""
    found = queries.offered_to(current_actor(), request.args.get("q", ""))
    return jsonify([{"id": one.id, "label": one.label} for one in found])
