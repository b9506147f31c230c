"""How the answers of a declaration read: one place for all pages.

The check page, the declaration's own page, the review, the differences between versions and the
letter describe the same answers with `describe`.
"""

from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, gettext

from app.disclosures.questions import END, LINK, QUESTIONS, Fields, Question, applies
from app.regulations.pack import Factor, Pack


@dataclass(frozen=True)
class Row:
    """One line of a summary: the field's name, its label, the answer in words ("" = not filled)."""

    name: str
    label: str
    value: str


# The answers that make up the short name of an interest, in order of preference.
_TITLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "PK-A": (("employee_name", "party_name"), ("body_name",)),
    "PK-B": (("what",), ("giver",)),
    "PK-C": (("employer",), ("field",)),
    "PK-D": (("information",),),
    "PK-E": (("body_name",), ("field",)),
    "PK-F": (("request",), ("from_whom",)),
    "PK-G": (("organisation",), ("post",)),
    "PK-H": (("matter",), ("former_post",)),
    "PK-I": (("post_1",), ("post_2",)),
}
LONGEST_TITLE = 90
# Between the name, post and unit of an employee, as the picker writes them.
NAME_ENDS = " · "


def describe(section: str, fields: Fields, pack: Pack, *, own: bool = True) -> list[Row]:
    """The answers of one form in words. `section` is PK-A…PK-I, "profile" or "link".

    own: whether the declarant reads, whom the labels address; of another they speak as of a third.
    """
    return [
        Row(asked.name, asked.called(own), shown(asked, fields, pack))
        for asked in QUESTIONS[section]
        if applies(asked, fields)
    ]


def describe_link(link: Fields, pack: Pack, *, own: bool = True) -> list[Row]:
    """The same for "Kaitan dengan tugas", with names as remarks write them ("link.authority")."""
    rows = describe(LINK, link, pack, own=own)
    return [Row(f"link.{row.name}", row.label, row.value) for row in rows]


def describe_item(section: str, item: Fields, pack: Pack, *, own: bool = True) -> list[Row]:
    """Everything said about one interest: when it is over, the thing itself, its link."""
    over = describe(END, item, pack) if item.get("ended_on") else []
    rows = over + describe(section, item.get("fields") or {}, pack, own=own)
    link = item.get("link") or {}
    return rows + (describe_link(link, pack, own=own) if link else [])


def title_of(section: str, fields: Fields) -> str:
    """The short name of an interest: "Andi (CV Contoh Karya)", at most 90 letters."""
    parts = [
        next((str(fields[name]).split(NAME_ENDS)[0] for name in names if fields.get(name)), "")
        for names in _TITLES[section]
    ]
    first, *others = [part for part in parts if part] or [gettext("Butir tanpa nama")]
    title = f"{first} ({others[0]})" if others else first
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def section_title(section: str, pack: Pack) -> str:
    """Hubungan afiliasi, Gratifikasi, …: the label of one of the nine sections."""
    return code_label(pack, "perhatian_khusus", section)


def shown(asked: Question, fields: Fields, pack: Pack) -> str:
    """One answer in words; "" when it was not given."""
    value = fields.get(asked.shown_as or asked.name)
    if value in (None, "", []):
        return ""
    if asked.kind == "several":
        return ", ".join(_word(asked, str(one), pack) for one in value)
    if asked.kind == "choice":
        return _word(asked, str(value), pack)
    if asked.kind == "factor":
        return dict(factor_choices(pack, asked.name)).get(str(value), str(value))
    if asked.kind in ("month", "day"):
        return _date(str(value), "MMMM yyyy" if asked.kind == "month" else "d MMMM yyyy")
    return f"{value} {asked.suffix}".strip() if asked.suffix else str(value)


def _word(asked: Question, value: str, pack: Pack) -> str:
    if asked.code_list:
        return code_label(pack, asked.code_list, value)
    return str(dict(asked.choices).get(value, value))


def _date(value: str, pattern: str) -> str:
    return str(format_date(date.fromisoformat(value), pattern))


def factor(pack: Pack, name: str) -> Factor:
    """The pack's factor behind one of the four questions of the link."""
    return next(one for one in pack.levels.factors if one.code == name)


def factor_choices(pack: Pack, name: str) -> list[tuple[str, str]]:
    """The answers of a factor: [("memutus", "Saya memutus, …"), …]."""
    return [(one.code, _capital(one.label)) for one in factor(pack, name).choices]


def code_label(pack: Pack, name: str, code: str) -> str:
    """The label of a code, its first letter a capital; the code itself if the list lacks it."""
    try:
        return _capital(pack.code(name, code).label)
    except KeyError:
        return code


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
