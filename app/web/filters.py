"""How dates, moments, money and labels are written on a page."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask
from flask_babel import format_date, format_decimal, gettext
from markupsafe import Markup

from app.core import clock
from app.core.firewall import as_said
from app.core.labels import LabelledEnum
from app.core.sentences import Sentence
from app.web.forms import said_of_several

# PDR-2026-0005 or 18 Nov 2026 that stands by itself: a line broken inside would be misread.
_NUMBER = r"([A-Z]{2,4}-\d{4}-\d{3,6}|\d{1,2} [A-Z][a-z]{2} \d{4})"
_BY_ITSELF = re.compile(rf"(?:(?<=^)|(?<= · )){_NUMBER}(?=$| · )")
_ANYWHERE = re.compile(rf"\b{_NUMBER}\b")
_TOGETHER = Markup('<span class="nowrap">{}</span>')


def day(value: date | None) -> str:
    """18 November 2026."""
    return "" if value is None else str(format_date(value, "d MMMM yyyy"))


def long_day(value: date | None) -> str:
    """Rabu, 18 November 2026."""
    return "" if value is None else str(format_date(value, "EEEE, d MMMM yyyy"))


def short_day(value: date | None) -> str:
    """18 Nov 2026."""
    return "" if value is None else str(format_date(value, "d MMM yyyy"))


def month(value: date | None) -> str:
    """November 2026."""
    return "" if value is None else str(format_date(value, "MMMM yyyy"))


def moment(value: datetime | None) -> str:
    """18 November 2026, 10.30 WITA."""
    if value is None:
        return ""
    local = clock.local(value)
    return f"{day(local.date())}, {local:%H.%M} {clock.abbreviation()}"


def hour(value: datetime | None) -> str:
    """10.30."""
    return "" if value is None else f"{clock.local(value):%H.%M}"


def rupiah(value: int | Decimal | None) -> str:
    """Rp1.250.000."""
    return "" if value is None else f"Rp{int(value):,}".replace(",", ".")


def number(value: float | None) -> str:
    """10.000, as the reader's language writes it."""
    return "" if value is None else str(format_decimal(value))


def label(value: Any) -> str:
    """The word people read for a state or kind, in their language."""
    if isinstance(value, LabelledEnum):
        return str(gettext(value.label))
    return "" if value is None else str(value)


def said(text: Any) -> str:
    """What a use case says (a refusal, a missing answer), in the reader's language."""
    if isinstance(text, Sentence):
        values = {name: _spoken(value) for name, value in text.values.items()}
        return str(gettext(text.template)) % values
    return str(gettext(text)) if isinstance(text, str) and text else str(text or "")


def _spoken(value: Any) -> Any:
    if isinstance(value, Sentence):
        return said(value)
    return label(value) if isinstance(value, LabelledEnum) else value


def unbroken(value: Any, anywhere: bool = False) -> Any:
    """The text, with no line break inside a number or short date.

    Only where it stands between dots or alone, or anywhere in a sentence.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return Markup().join(
        _TOGETHER.format(part) if number % 2 else part
        for number, part in enumerate((_ANYWHERE if anywhere else _BY_ITSELF).split(value))
    )


def lines_said(note: str | None) -> list[str]:
    """The lines of a kept note on how the handler was found, in the reader's language."""
    return [said(as_said(line)) for line in (note or "").splitlines()]


def initials(name: str) -> str:
    """MK for Marlina Kusumawardani: the first letters of a name without its titles."""
    words = [
        w for w in name.split(",", maxsplit=1)[0].split() if not w.endswith(".")
    ] or name.split()
    return "".join(word[0] for word in words[:2]).upper()


def register(app: Flask) -> None:
    app.jinja_env.filters.update(
        tanggal=day, tanggal_panjang=long_day, tanggal_pendek=short_day, bulan=month,
        waktu=moment, jam=hour, rupiah=rupiah, label=label, ucap=said, inisial=initials,
        utuh=unbroken, jalur=lines_said, angka=number, said_of_several=said_of_several,
    )  # fmt: skip
