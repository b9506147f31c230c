"""Who may open a notice: the person it was written to, nobody else."""

from app.core.actor import Actor
from app.core.policy import rule, signed_in
from app.notifications.models import Notice


@rule("penerima pemberitahuan")
def recipient(actor: Actor, notice: Notice) -> bool:
    return actor.person_id is not None and actor.person_id == notice.person_id


RULES = {"notice.read": recipient, "notice.list": signed_in}
