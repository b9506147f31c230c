"""How many names may be looked up in a day: counted in the database, whatever the page says."""

import sqlalchemy as sa

from app.core import clock
from app.core.errors import NotAllowed
from app.core.sentences import Sentence
from app.database.base import db

# Names a day, in one screening and by one person (security M9).
A_SCREENING = 20
A_PERSON = 60
# Lists a day, by one person.
LISTS_A_PERSON = 5
SPENT_BY_A_PERSON = (
    "Batas pencarian hari ini sudah tercapai (%(n)s nama oleh satu orang). Lanjutkan besok, atau"
    " minta rekan lain."
)
SPENT_IN_A_SCREENING = (
    "Batas pencarian hari ini sudah tercapai (%(n)s nama dalam satu cek silang). Lanjutkan besok,"
    " atau minta rekan lain."
)
_SPEND = sa.text(
    "INSERT INTO crosscheck_budgets (scope, day, used) VALUES (:scope, :day, :names)"
    " ON CONFLICT (scope, day) DO UPDATE SET used = crosscheck_budgets.used + excluded.used"
    " WHERE crosscheck_budgets.used + excluded.used <= :most"
).bindparams(sa.bindparam("day", type_=sa.Date))


def spend(person_id: int, screening_id: int, names: int) -> None:
    """Take these look-ups from today's budgets, in the running use case. Raises NotAllowed."""
    _take(f"person/{person_id}", names, A_PERSON, SPENT_BY_A_PERSON)
    _take(f"screening/{screening_id}", names, A_SCREENING, SPENT_IN_A_SCREENING)


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
    done = db.session.execute(
        _SPEND, {"scope": scope, "day": clock.today(), "names": names, "most": most}
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]
