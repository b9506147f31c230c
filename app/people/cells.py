"""What single cells of a staff file mean: dates, phones, codes, and cells that say nothing; pure."""

import re
from datetime import date, timedelta

from app.people.naming import clean_text

_EMAIL = re.compile(r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}$")
_PHONE = re.compile(r"^0\d{8,13}$")
RISK_POSITION = re.compile(r"POS[\s-]*([1-9])\b", re.IGNORECASE)
_SPREADSHEET_DAY_ZERO = date(1899, 12, 30)
_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip
_NOTHING = {"-", "–", "—", "--", ".", "n/a", "null", "(null)"}
_NOTHING |= {"#n/a", "#ref!", "#value!", "#name?", "#null!", "#div/0!"}
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def cell_text(raw: str) -> str:
    """The cell in one line; dashes and spreadsheet errors are nothing."""
    text = clean_text(raw)
    return "" if text.casefold() in _NOTHING else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run this instead of showing it."""
    return text.lstrip("'\" ").startswith(_FORMULA_STARTS)


def normal_code(written: str) -> str:
    """A short code without case, spaces and marks: `E-18` and `e18` are one."""
    return re.sub(r"[^0-9a-z]", "", written.casefold())[:40]


def code_key(code: str) -> str:
    """A person's key where there is no NIP."""
    return f"kode {code}"


def person_key(nip: str | None, code: str | None, name: str) -> str:
    """By what a person is told from others: the NIP, else the short code, else the name."""
    return nip or (code_key(code) if code else f"nama {name.casefold()}")


def unit_key(name: str) -> str:
    """By what two spellings of a unit are one: case, spaces and marks aside."""
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def normal_phone(written: str) -> str:
    """Digits beginning with 0, from +62…, 62…, 8… or 08… with any marks between."""
    digits = re.sub(r"[^\d+]", "", written.replace("(0)", ""))
    if digits.startswith(("+62", "62")):
        digits = "0" + digits.lstrip("+")[2:].lstrip("0")
    return f"0{digits}" if digits.startswith("8") else digits


def is_phone(text: str) -> bool:
    return _PHONE.match(text) is not None


def is_email(text: str) -> bool:
    return _EMAIL.match(text) is not None


def read_date(written: str) -> date | None:
    """2026-11-18, 18/11/2026, 18-11-2026, 18 November 2026, or a spreadsheet's day number."""
    text = written.strip().casefold().split("t")[0] if written[:4].isdigit() else written.casefold()
    numbers = re.findall(r"\d+", text)
    month = next((at for at, name in enumerate(_MONTHS, start=1) if name[:3] in text), None)
    try:
        if month and len(numbers) >= 2:  # noqa: PLR2004 (day and year around the month's name)
            return date(int(numbers[1]), month, int(numbers[0]))
        if re.fullmatch(r"\d{5}", text):
            return _SPREADSHEET_DAY_ZERO + timedelta(days=int(text))
        if re.match(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", text):
            return date(*map(int, numbers[:3]))
        if re.match(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}", text):
            return date(*map(int, reversed(numbers[:3])))
    except ValueError:
        return None
    return None
