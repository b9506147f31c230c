"""The admin's calendar: the days of a year, a change with its preview, and the confirmation."""

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from app.core import clock
from app.core.actor import Role
from app.deadlines import decrees, queries, services
from app.deadlines.decrees import FIRST_YEAR, LAST_YEAR, NewHoliday
from app.deadlines.forms import CalendarForm, ConfirmForm, LoadForm
from app.deadlines.queries import Moved
from app.web.forms import went_through
from app.web.guards import current_actor, only, repeatable
from app.web.incoming import record_number_or_none
from app.web.views import View

bp = Blueprint("deadlines", __name__, url_prefix="/admin/kalender")


@bp.get("")
@only(Role.ADMIN)
def calendar() -> View:
    year = _year(request.args.get("tahun"))
    return _calendar_page(CalendarForm(formdata=None, year=str(year)), year)


@bp.post("/periksa")
@only(Role.ADMIN)
@repeatable
def preview() -> View:
    """Show what a change would move; nothing is changed yet."""
    form = CalendarForm()
    year = _year(form.year.data)
    if not form.validate_on_submit():
        return _calendar_page(form, year)
    right = went_through(
        form,
        lambda: services.check_change(
            current_actor(), form.additions, form.removals.data, form.decree.data
        ),
    )
    return _preview_page(form, year) if right else _calendar_page(form, year)


@bp.post("/simpan")
@only(Role.ADMIN)
def change() -> View:
    sent = ConfirmForm()
    year = _year(sent.year.data)
    additions, _wrong = decrees.read_lines(sent.lines.data or "")
    decree = sent.decree.data or ""
    removals = sent.removals.data or []  # None where something else than numbers was sent
    moved = len(queries.moves_visible_to(current_actor(), additions, removals))
    form = CalendarForm()
    if not went_through(
        form, lambda: services.change_calendar(current_actor(), additions, removals, decree)
    ):
        return _calendar_page(form, year)
    flash(_("Kalender diubah. %(n)s batas waktu dihitung ulang.", n=moved), "success")
    return redirect(url_for("deadlines.calendar", tahun=year), 303)


@bp.post("/muat")
@only(Role.ADMIN)
def load() -> View:
    """Load the shipped holidays of the years the calendar lacks."""
    added = services.load_calendar(current_actor())
    flash(_("%(n)s hari libur dimuat.", n=added), "success")
    return redirect(url_for("deadlines.calendar"), 303)


def _year(text: str | None) -> int:
    year = record_number_or_none(text or "")
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else clock.today().year


def _calendar_page(form: CalendarForm, year: int) -> View:
    actor = current_actor()
    years = list(queries.years_visible_to(actor))
    text = render_template(
        "deadlines/calendar.html",
        form=form,
        load_form=LoadForm(formdata=None),
        year=year,
        years=sorted({*years, year}, reverse=True),
        covered_until=max(years, default=None),
        holidays=queries.holidays_visible_to(actor, year),
        working_days=queries.working_days_visible_to(actor, year),
        versions=queries.versions_visible_to(actor),
    )
    return (text, 422) if form.errors else text


def _preview_page(form: CalendarForm, year: int) -> str:
    actor = current_actor()
    leaving = queries.holidays_by_id_visible_to(actor, form.removals.data)
    moved = queries.moves_visible_to(actor, form.additions, form.removals.data)
    return render_template(
        "deadlines/preview.html",
        lines=decrees.lines(form.additions),
        additions=_by_day(form.additions),
        leaving=leaving,
        decree=form.decree.data,
        year=year,
        moved=_grouped(moved),
        moved_count=len(moved),
    )


def _by_day(additions: Sequence[NewHoliday]) -> list[NewHoliday]:
    return sorted(additions, key=lambda new: new.day)


def _grouped(moved: Sequence[Moved]) -> list[tuple[Moved, int]]:
    """Clocks of one kind that move alike in one line; the page names no records."""
    alike = Counter((one.label, one.due_before, one.due_after) for one in moved)
    first = {(one.label, one.due_before, one.due_after): one for one in moved}
    return [(first[key], count) for key, count in sorted(alike.items(), key=lambda x: x[0])]
