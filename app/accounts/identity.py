"""Who is signed in on this request: what Flask-Login hands round as `current_user`; pure."""

from dataclasses import dataclass

from app.core.actor import Actor


@dataclass(frozen=True)
class SignedIn:
    """A frozen picture of account, person and roles, so that no later query can change it midway."""

    account_id: int
    actor: Actor

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        return str(self.account_id)
