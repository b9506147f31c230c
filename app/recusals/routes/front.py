"""What all pages of recusals share: their blueprint and frame, and how somebody is written."""

from typing import Any

from flask import Blueprint

from app.people import queries as people
from app.regulations.pages import pages_in

bp = Blueprint("recusals", __name__)
Record = Any  # a recusal; pages touch no tables
page = pages_in("recusals")


def label_of(person_id: int | None) -> str:
    return people.label_of(people.person(person_id)) if person_id else ""
