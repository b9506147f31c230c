"""How lists of cases and of follow-ups are narrowed alike."""

from typing import Any

import sqlalchemy as sa

from app.people.models import Person
from app.reviews.models import Review


def people_named(text: str) -> sa.Select[Any]:
    return sa.select(Person.id).where(Person.name.icontains(text, autoescape=True))


def numbered(text: str) -> sa.Select[Any]:
    return sa.select(Review.id).where(Review.number.icontains(text, autoescape=True))
