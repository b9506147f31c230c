"""What the register of matters reminds the yearly renewal of: a declared party turned up there."""

from datetime import date

from flask_babel import ngettext

from app.core import clock
from app.crosscheck.named import named_in
from app.disclosures import queries as disclosures
from app.matters import queries as matters
from app.matters.finding import Party

_MOST_NUMBERS = 3


def parties_met_since(person_id: int, since: date) -> list[str]:
    """A sentence when a matter received after the last filing, in which the person has a role
    today, has a party whom he declared; the matters are numbered, nobody is named (S-34).
    """
    declared = [
        Party(named.kind, named.name, named.numbers)
        for row in disclosures.interests_as_of(person_id, clock.today())
        for named in named_in(row.interest.section, row.content["fields"])
    ]
    found = matters.facts_of(matters.matters_with(declared, person_id))
    numbers = [one.number for one in found.values() if one.received_on > since]
    if not numbers:
        return []
    shown = ", ".join(numbers[:_MOST_NUMBERS])
    sentence = ngettext(
        "Pihak yang Anda nyatakan muncul pada %(num)s urusan Anda (%(numbers)s). Periksa lagi kaitan dengan tugas.",
        "Pihak yang Anda nyatakan muncul pada %(num)s urusan Anda (%(numbers)s). Periksa lagi kaitan dengan tugas.",
        len(numbers), numbers=shown,
    )  # fmt: skip
    return [sentence]
