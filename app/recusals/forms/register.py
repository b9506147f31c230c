"""How the register is narrowed, in a link and in its form."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from app.recusals.models import Scope, State, Verdict
from app.recusals.queries import Filter, Flag
from app.web.incoming import record_number_or_none

STATES: Final = [one for one in State if one is not State.DRAFT]
SCOPES: Final = list(Scope)
VERDICTS: Final = list(Verdict)
FLAGS: Final = list(Flag)


def wanted_in(asked: Mapping[str, str]) -> Filter:
    """The filter a link carries; what is not understood narrows nothing."""
    return Filter(
        text=" ".join(asked.get("cari", "").split())[:100],
        state=_known(asked.get("status"), {one.value for one in STATES}),
        scope=_known(asked.get("cakupan"), {one.value for one in Scope}),
        verdict=_known(asked.get("putusan"), {one.value for one in Verdict}),
        unit_id=record_number_or_none(asked.get("unit") or ""),
        flag=_known(asked.get("tanda"), {one.value for one in Flag}),
        from_day=_day(asked.get("sejak")),
        to_day=_day(asked.get("hingga")),
    )


def _known(value: str | None, known: set[str]) -> str:
    return value if value in known else ""


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def as_query(wanted: Filter) -> dict[str, str]:
    """The filter as a link carries it."""
    written = {
        "cari": wanted.text,
        "status": wanted.state,
        "cakupan": wanted.scope,
        "putusan": wanted.verdict,
        "unit": str(wanted.unit_id or ""),
        "tanda": wanted.flag,
        "sejak": wanted.from_day.isoformat() if wanted.from_day else "",
        "hingga": wanted.to_day.isoformat() if wanted.to_day else "",
    }
    return {name: value for name, value in written.items() if value}
