"""How many names may be looked up in a day: counted in the database, whatever the page says."""

import sqlalchemy as sa

from app.core import clock
from app.core.errors import NotAllowed
from app.core.sentences import Sentence
from app.database.base import db

# Names a day, for one case (or in one screening without a case) and by one person (security M9).
A_SCREENING = 20
A_PERSON = 60
# Lists a day, by one person.
LISTS_A_PERSON = 5
SPENT_BY_A_PERSON = (
    "Batas pencarian hari ini sudah tercapai (%(n)s nama oleh satu orang). Lanjutkan besok, atau"
    " minta rekan lain."
)
SPENT_IN_A_SCREENING = (
    "Batas pencarian hari ini sudah tercapai (%(n)s nama untuk satu perkara). Lanjutkan besok."
)
_SPEND = sa.text(
    "INSERT INTO crosscheck_budgets (scope, day, used) VALUES (:scope, :day, :names)"
    " ON CONFLICT (scope, day) DO UPDATE SET used = crosscheck_budgets.used + excluded.used"
    " WHERE crosscheck_budgets.used + excluded.used <= :most"
).bindparams(sa.bindparam("day", type_=sa.Date))


def spend(person_id: int, case: str, names: int) -> None:
    """Take these look-ups from today's budgets, in the running use case. Raises NotAllowed.

    `case`: the record they are made for, or the screening where there is none.
    """
    _take(f"person/{person_id}", names, A_PERSON, SPENT_BY_A_PERSON)
    _take(case, names, A_SCREENING, SPENT_IN_A_SCREENING)


def spend_also(person_id: int, names: int) -> None:
    """The same for other names under which bodies were looked for: a list of them must not stretch
    what one person can look up. Raises NotAllowed."""
    if names:
        _take(f"person/{person_id}", names, A_PERSON, SPENT_BY_A_PERSON)


def spend_list(person_id: int) -> None:
    """Take one list from today's budget. Raises NotAllowed."""
    if not _took(f"list/{person_id}", 1, LISTS_A_PERSON):
        raise NotAllowed(
            Sentence(
                "Batas hari ini sudah tercapai (%(n)s daftar). Lanjutkan besok.", n=LISTS_A_PERSON
            )
        )


def _take(scope: str, names: int, most: int, refusal: str) -> None:
    if not _took(scope, names, most):
        raise NotAllowed(Sentence(refusal, n=most))


def _took(scope: str, names: int, most: int) -> bool:
    if names > most:  # the first of a day meets no row that could refuse it
        return False
    done = db.session.execute(
        _SPEND, {"scope": scope, "day": clock.today(), "names": names, "most": most}
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]
