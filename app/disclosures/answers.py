"""The shape of a declaration's answers, and what is still missing in them. Pure.

{"profile": {...}, "family_is_employee": "yes"|"no", "knows_served_party": "yes"|"no",
 "nine_checked": true, "event": {...},
 "sections": {"PK-A": {"answer": "yes"|"no",
                       "items": [{"uid", "change", "fields": {...}, "link": {...}}]}}}

A Pernyataan Tahunan begins with the interests known so far, each with `change` "" until its state
is chosen, and "to_edit" while a changed one waits to be gone through. Its "renewal" holds
{"nothing_new": bool, "post_changed": bool, "answered": bool}.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SECTIONS = ("PK-A", "PK-B", "PK-C", "PK-D", "PK-E", "PK-F", "PK-G", "PK-H", "PK-I")
AFFILIATION = "PK-A"
SIDE_JOB = "PK-C"
MOST_HOURS_UNASKED = 20  # a week, as the page of a side job tells the employee
YES, NO = "yes", "no"
NEW, SAME, CHANGED, ENDED = "new", "same", "changed", "ended"
# The questions of the level rule (service design §0.6); their answers are the pack's codes.
LINK_FACTORS = ("closeness", "authority", "benefit", "time")

Answers = dict[str, Any]
Item = dict[str, Any]


@dataclass(frozen=True)
class Missing:
    """Something not yet answered: where, and the sentence that says so."""

    section: str
    sentence: str


def empty() -> Answers:
    return {"profile": {}, "sections": {}}


def section_of(answers: Mapping[str, Any], code: str) -> dict[str, Any]:
    """The answers of one section, empty when it was not opened yet."""
    found: dict[str, Any] = answers.get("sections", {}).get(code, {})
    return {"answer": found.get("answer"), "items": list(found.get("items", []))}


def items(answers: Mapping[str, Any]) -> Iterator[tuple[str, Item]]:
    """Every declared interest with its section, in the order of the nine."""
    for code in SECTIONS:
        for item in section_of(answers, code)["items"]:
            yield code, item


def jobs_beside_long_hours(answers: Mapping[str, Any]) -> set[str]:
    """The side jobs whose hours the superior must look at: many a week, or within working hours."""
    return {
        item["uid"]
        for code, item in items(answers)
        if code == SIDE_JOB and item.get("change") != ENDED and _takes_long(item["fields"])
    }


def _takes_long(fields: Mapping[str, Any]) -> bool:
    hours = str(fields.get("hours_week", ""))
    many = hours.isdecimal() and int(hours) > MOST_HOURS_UNASKED
    return many or fields.get("overlaps") == YES


def item_of(answers: Mapping[str, Any], code: str, uid: str) -> Item | None:
    return next((i for i in section_of(answers, code)["items"] if i["uid"] == uid), None)


def is_nil(answers: Mapping[str, Any]) -> bool:
    return not any(True for _ in items(answers))


def is_known(item: Item) -> bool:
    """Whether the interest was declared before this declaration."""
    return item.get("change") != NEW


def without_state(answers: Mapping[str, Any]) -> list[tuple[str, Item]]:
    """The interests of a yearly renewal whose state was not chosen yet."""
    return [(code, item) for code, item in items(answers) if not item.get("change")]


def to_edit(answers: Mapping[str, Any]) -> list[tuple[str, Item]]:
    """The interests of a yearly renewal that changed and were not gone through yet."""
    return [(code, item) for code, item in items(answers) if item.get("to_edit")]


def names_an_employee(answers: Mapping[str, Any]) -> bool:
    return any(
        code == AFFILIATION
        and item["fields"].get("party_kind") == "employee"
        and item.get("change") != ENDED
        for code, item in items(answers)
    )


def canonical(answers: Mapping[str, Any]) -> str:
    """The one JSON text of these answers, over which their hash is taken."""
    return json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(answers: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(answers).encode()).hexdigest()


def profile_complete(answers: Mapping[str, Any]) -> bool:
    profile = answers.get("profile", {})
    return bool(profile.get("main_duty")) and bool(profile.get("decision_roles"))


def link_complete(item: Item) -> bool:
    link = item.get("link") or {}
    return all(link.get(name) not in (None, "") for name in (*LINK_FACTORS, "situation", "plan"))


def section_complete(answers: Mapping[str, Any], code: str) -> bool:
    section = section_of(answers, code)
    if section["answer"] not in (YES, NO):
        return False
    if code == AFFILIATION and not _family_answered(answers):
        return False
    if section["answer"] == NO:
        return True
    return bool(section["items"]) and all(link_complete(item) for item in section["items"])


def items_complete(answers: Mapping[str, Any], code: str) -> bool:
    """Whether every interest of the section is fully answered (enough for a follow-up)."""
    return all(link_complete(item) for item in section_of(answers, code)["items"])


def section_begun(answers: Mapping[str, Any], code: str) -> bool:
    section = section_of(answers, code)
    return section["answer"] is not None or bool(section["items"])


def _family_answered(answers: Mapping[str, Any]) -> bool:
    """F.9 (Lamp. II.F.9): asked of everybody; yes must name the employee."""
    answer = answers.get("family_is_employee")
    return answer == NO or (answer == YES and names_an_employee(answers))
