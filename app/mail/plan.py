"""Which notices leave by mail, when, and in whose words; quiet hours (service design §6). Pure."""

from datetime import datetime, time, timedelta
from enum import Enum

from app.core import clock

QUIET_FROM, QUIET_UNTIL = time(20), time(6)
DIGEST_AT = time(7, 30)
# What is older stays in the inbox: mail that is switched on late does not pour out the past.
OLDEST = timedelta(days=7)
_MONDAY = 0


class When(Enum):
    """How soon a notice is mailed."""

    AT_ONCE = "at once"
    DAILY = "daily"
    WEEKLY = "weekly"  # with Monday's digest
    NEVER = "never"  # stays in the inbox


# Clocks of one to three days, and the order to stop handling a matter. All others wait for 07.30.
_AT_ONCE = frozenset(
    ("N-09", "N-11", "N-13", "N-14", "N-21", "N-22", "N-23", "N-26", "N-27", "N-29", "N-30", "N-32")
)
_WEEKLY = frozenset(("N-34",))
# To a reporter: an office's mailbox must not betray who complained (security M6); the channel
# he chose serves him. N-28 and N-44 are for the inbox by §6.
NEVER = frozenset(("N-20", "N-24", "N-28", "N-41", "N-44"))
# Somebody else may be at the account: its holder hears of it at once.
ACCOUNT_EVENTS = frozenset(
    (
        "account.braked", "account.locked", "account.code_issued", "account.password_changed",
        "account.factor_set", "account.factor_ended", "account.factor_reset",
        "account.recovery_used",
    )
)  # fmt: skip
# Hours before a statutory clock is over: in the morning it would be too late.
_AT_ANY_HOUR = frozenset(("review.hours_left",))
# Sentences read one by one: a number and dates, no party, allegation or evidence. All others are
# replaced in mail by a sentence that says nothing.
_OWN_WORDS = frozenset(("N-01", "N-02", "N-03", "N-04", "N-05", "N-07", "N-08", "N-09"))


def when(code: str | None, event_name: str) -> When:
    """How soon a notice of this code (or, without one, of this event) is mailed."""
    if code in NEVER:
        return When.NEVER
    if code in _AT_ONCE or event_name in ACCOUNT_EVENTS:
        return When.AT_ONCE
    return When.WEEKLY if code in _WEEKLY else When.DAILY


def held_back_on(moment: datetime) -> frozenset[str]:
    """Codes that a digest made at this moment leaves out."""
    return NEVER if clock.local(moment).weekday() == _MONDAY else NEVER | _WEEKLY


def at_any_hour(event_name: str) -> bool:
    """Whether a notice of this event does not wait for the end of the quiet hours."""
    return event_name in _AT_ANY_HOUR


def own_words(code: str | None, event_name: str) -> bool:
    """Whether the notice's own sentence may leave the house."""
    return code in _OWN_WORDS or event_name in ACCOUNT_EVENTS


def is_quiet(moment: datetime) -> bool:
    """Between 20.00 and 06.00 on the office's wall clock."""
    at = clock.local(moment).time()
    return at >= QUIET_FROM or at < QUIET_UNTIL


def not_quiet_from(moment: datetime) -> datetime:
    """This moment, or the end of the quiet hours it lies in."""
    if not is_quiet(moment):
        return moment
    local = clock.local(moment)
    day = local.date() + timedelta(days=1 if local.time() >= QUIET_FROM else 0)
    return datetime.combine(day, QUIET_UNTIL, clock.zone())


def next_digest(moment: datetime) -> datetime:
    """07.30 of this day, or of the next when the evening has begun."""
    local = clock.local(moment)
    day = local.date() + timedelta(days=1 if local.time() >= QUIET_FROM else 0)
    return datetime.combine(day, DIGEST_AT, clock.zone())


def wait_after(tries: int) -> timedelta:
    """How long to wait after the n-th failed try: 1, 2, 4 … minutes, at most half an hour."""
    return timedelta(minutes=min(2 ** (min(tries, 6) - 1), 30))
