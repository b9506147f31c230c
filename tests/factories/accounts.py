"""People with accounts, the smallest that are valid; accounts are made through the use cases."""

from datetime import date
from itertools import count

from app.accounts import caretaking, passwords, queries
from app.core.actor import SYSTEM, Actor, Role
from app.database.base import db
from app.people.models import EmploymentKind, Person

PASSWORD = "empat kuda di sawah"
BORN = date(1990, 3, 24)
_serial = count(1)


def a_person(name: str = "Wira Dananjaya, S.T.", **facts: object) -> Person:
    """Somebody of the staff, with a new NIP."""
    facts.setdefault("nip", f"19900324201501{next(_serial) % 10000:04d}")
    facts.setdefault("birth_date", BORN)
    facts.setdefault("kind", EmploymentKind.PNS)
    session = db.session()
    session.info["arranging"] = True
    try:
        person = Person(name=name, **facts)
        session.add(person)
        session.commit()
    finally:
        session.info.pop("arranging")
    return person


def an_account(*roles: Role, person: Person | None = None, password: str = PASSWORD) -> Person:
    """Somebody with an active account and these roles; gives the person."""
    holder = person or a_person()
    caretaking.arrange_account(SYSTEM, holder.id, passwords.hash_of(password), roles, "Uji")
    return holder


def as_actor(person: Person) -> Actor:
    """The person as the application sees him when he is signed in."""
    account = queries.account_of(person.id)
    assert account is not None
    who = queries.signed_in_as(account.id)
    assert who is not None
    return who.actor
