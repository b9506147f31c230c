"""A Pernyataan Lanjutan takes up what was declared before: as changed, or as ended (tahap 3.c.2)."""

from copy import deepcopy
from datetime import date

from app.core import clock, policy
from app.core.actor import Actor
from app.core.errors import NotFound, WrongState
from app.database.transaction import use_case
from app.disclosures import answers as shape
from app.disclosures import queries
from app.disclosures.models import Answers, Change, Disclosure, InterestVersion, State


@use_case
def take_up(
    actor: Actor,
    disclosure: Disclosure,
    interest_uid: str,
    *,
    ended_on: date | None = None,
    way: str = "",
) -> str:
    """Copy a known interest into the draft and give its section.

    With `ended_on` it is declared as over since that day (`way`: how), otherwise as changed. What
    was filed before stays as it is. Raises NotFound for an interest that is not the actor's.
    """
    policy.require(actor, "disclosure.draft", disclosure)
    if disclosure.state is not State.DRAFT:
        raise WrongState("Deklarasi ini sudah dikirim.")
    known = _known(actor, interest_uid)
    item = {
        "uid": interest_uid,
        "change": (Change.ENDED if ended_on else Change.CHANGED).value,
        "fields": known.content["fields"],
        "link": known.content["link"],
    }
    if ended_on:
        item.update(ended_on=ended_on.isoformat(), way=way)
    section = known.interest.section
    answers = deepcopy(disclosure.answers) or shape.empty()
    _put(answers, section, item)
    disclosure.answers = answers
    disclosure.draft_saved_at = clock.now()
    return section


def _known(actor: Actor, interest_uid: str) -> InterestVersion:
    for row in queries.current_interests_for(actor):
        if row.interest.uid == interest_uid:
            return row
    raise NotFound(f"interest {interest_uid}")


def _put(answers: Answers, section: str, item: shape.Item) -> None:
    part = shape.section_of(answers, section)
    others = [one for one in part["items"] if one["uid"] != item["uid"]]
    answers["sections"][section] = {"answer": shape.YES, "items": [*others, item]}
    if section == shape.AFFILIATION and "family_is_employee" not in answers:
        named = shape.names_an_employee(answers)
        answers["family_is_employee"] = shape.YES if named else shape.NO
