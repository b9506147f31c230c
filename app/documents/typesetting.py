"""A letter's facts become HTML: a small Jinja environment of its own, apart from the web pages.

A letter is an official text: always Indonesian, the same for every reader, and independent of
sessions, menus and the reader's language.
"""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import segno
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.core import clock

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_NIP = re.compile(r"(\d{8})(\d{6})(\d)(\d{3})")
_FINGERPRINT_LENGTH = 12  # characters of a SHA-256 that are printed


def _day(value: str | date) -> str:
    """18 November 2026."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else value
    if isinstance(moment, str):
        moment = date.fromisoformat(moment)
    if isinstance(moment, datetime):
        moment = clock.local(moment).date()
    return str(format_date(moment, "d MMMM y", locale="id"))


def _moment(value: str) -> str:
    """18 November 2026 pukul 10.30 WITA."""
    local = clock.local(datetime.fromisoformat(value))
    return f"{_day(local)} pukul {local:%H.%M} {clock.abbreviation()}"


def _nip(value: str) -> str:
    """19780312 200312 1 004: the groups in which an NIP is read."""
    groups = _NIP.fullmatch(value)
    return " ".join(groups.groups()) if groups else value


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(tanggal=_day, saat=_moment, nip=_nip)
    return environment


_jinja = _environment()


def qr(address: str) -> str:
    """The address as a QR code, an SVG in a data URL."""
    return segno.make(address, error="m", micro=False).svg_data_uri(
        border=0, dark="#16202e", scale=1, xmldecl=False, svgns=True, nl=False, unit=""
    )


def html_of(template: str, record: dict[str, Any], record_sha256: str) -> str:
    """The page of a letter: `record` as frozen when it was ordered (see services.order)."""
    document = record["document"]
    return _jinja.get_template(template).render(
        document=document,
        issuer=record["issuer"],
        facts=record["facts"],
        qr=qr(f"{record['issuer']['verify_at']}/v/{document['code']}"),
        fingerprint=record_sha256[:_FINGERPRINT_LENGTH],
    )


def page_of(template: str, issuer: dict[str, str], facts: dict[str, Any], address: str) -> str:
    """The page of a paper that is printed on the spot and registered nowhere; its QR leads to `address`."""
    return _jinja.get_template(template).render(issuer=issuer, facts=facts, qr=qr(address))
