"""Who is signed in on this request (Flask-Login's `current_user`), or half signed in; pure."""

from dataclasses import dataclass

from app.core.actor import Actor


@dataclass(frozen=True)
class SignedIn:
    """A frozen picture of account, person and roles, so that no later query can change it midway."""

    account_id: int
    actor: Actor
    has_second_factor: bool = False

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return str(self.account_id)


@dataclass(frozen=True)
class HalfWay:
    """A password was right, a code is still to come; kept in the session until then.

    `mark` changes with the password, `until` is a moment in ISO form.
    """

    account_id: int
    mark: str
    until: str
