"""The colleague meant by a field that looks people up, and by the hidden number beside it."""

from app.core.errors import Invalid
from app.people import queries
from app.people.models import Person
from app.web.forms import BaseForm, result_of
from app.web.guards import current_actor


def person_in(form: BaseForm, name: str) -> Person | None:
    """Who is meant by the field `name` and the number in `name_id`; None when nobody was typed.

    Raises Invalid beside the field when nobody, or more than one, is meant.
    """
    typed, chosen = form.field_at(name), form.field_at(f"{name}_id")
    try:
        return queries.picked_for(current_actor(), typed.data or "", str(chosen.data or ""))
    except Invalid as refusal:
        raise Invalid(fields={name: refusal.message}) from refusal


def picked(form: BaseForm, name: str) -> int | None:
    """The same by number; None as well where it cannot be said who, and the form then says why."""
    found = result_of(form, lambda: person_in(form, name))
    return found.id if found is not None else None
