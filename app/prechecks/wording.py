"""Checks in words: parties, answers, and why, as the page, the list and the letter say it."""

from typing import Any

from flask_babel import gettext as _

from app.matters.finding import Party
from app.prechecks.checking import NO, QUESTIONS, UNSURE, YES, question
from app.prechecks.models import Colour, Precheck


def parties(check: Precheck) -> list[str]:
    """Names with their numbers."""
    found = [Party.stored(one["kind"], one) for one in check.words["parties"]]
    return [
        " · ".join([one.name, *(f"{kind.label} {n}" for kind, n in one.numbers.items())])
        for one in found
    ]


def answers(check: Precheck) -> list[list[str]]:
    """Question and answer, in order."""
    given = check.words["answers"]
    return [[question(name), answer(given.get(name, ""))] for name in QUESTIONS]


def answer(given: str) -> str:
    return {YES: str(_("Ya")), NO: str(_("Tidak")), UNSURE: str(_("Ragu"))}.get(given, "")


def facts(check: Precheck) -> list[dict[str, Any]]:
    """What was found, gravest first."""
    return list(check.words["facts"])


def categories(check: Precheck) -> list[str]:
    """Why, by category only: a letter does not repeat what was declared."""
    found = []
    for fact in facts(check):
        own = fact["interest_id"] is not None
        red = fact["colour"] == Colour.RED.value
        if own and red:
            found.append(_("Cocok dengan deklarasi pegawai."))
        elif own:
            found.append(_("Mirip dengan deklarasi pegawai."))
        elif red:
            found.append(_("Jawaban pegawai atas lima pertanyaan."))
        else:
            found.append(_("Ada hal yang perlu diperhatikan."))
    return list(dict.fromkeys(str(text) for text in found))


def interests(check: Precheck) -> list[int]:
    """The official's own interests that match: what a recusal would cite."""
    found = [fact["interest_id"] for fact in facts(check) if fact["interest_id"] is not None]
    return list(dict.fromkeys(found))
