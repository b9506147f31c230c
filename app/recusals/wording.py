"""How a recusal reads in words: its scope, its days, the reason by category, its steps."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _l

from app.matters.models import MatterKind
from app.recusals.models import EndsWith, Limit, Recusal, Scope

# A letter and other people's pages say of the interest only what kind it is (DOK-03).
CATEGORIES: Mapping[str, Any] = {
    "PK-A": _l("hubungan keluarga atau afiliasi dengan pihak"),
    "PK-B": _l("pemberian dari pihak"),
    "PK-C": _l("pekerjaan tambahan yang berkaitan dengan pihak"),
    "PK-D": _l("informasi orang dalam yang menyangkut pihak"),
    "PK-E": _l("kepentingan usaha pada pihak"),
    "PK-F": _l("permintaan keluarga atau komunitas yang menyangkut pihak"),
    "PK-G": _l("kedudukan pada organisasi pihak"),
    "PK-H": _l("jabatan sebelumnya yang menangani urusan ini"),
    "PK-I": _l("perangkapan jabatan yang menyangkut pihak"),
}
UNSTATED = _l("kepentingan yang diketahui atasan")


def category(section: str) -> str:
    return str(CATEGORIES.get(section, UNSTATED))


def categories(sections: Sequence[str]) -> list[str]:
    """Each category once; without any interest, what the superior knows."""
    return list(dict.fromkeys(category(one) for one in sections)) or [str(UNSTATED)]


def limits(recusal: Recusal) -> list[str]:
    return [str(gettext(Limit(one).label)) for one in recusal.limits.split()]


def kind(recusal: Recusal) -> str:
    """The kind of matter of a recusal from a kind of matters."""
    return gettext(MatterKind(recusal.matter_kind).label) if recusal.matter_kind else ""


def scope(recusal: Recusal) -> str:
    """Urusan tertentu; Satu jenis urusan: Perizinan."""
    if recusal.scope is None:
        return ""
    words = str(gettext(recusal.scope.label))
    return f"{words}: {kind(recusal)}" if recusal.scope is Scope.KIND else words


def day(value: date | None) -> str:
    return str(format_date(value, "d MMMM yyyy")) if value else ""


def until(recusal: Recusal) -> str:
    """sampai 3 Maret 2026; sampai urusan selesai; sampai kepentingan berakhir; sampai diakhiri."""
    last = recusal.effective_until or recusal.ends_on
    if last is not None:
        return str(gettext("sampai %(day)s", day=day(last)))
    if recusal.ends_with is EndsWith.MATTER:
        return str(gettext("sampai urusan selesai"))
    if recusal.ends_with is None:  # HR kept it beyond its interest
        return str(gettext("sampai diakhiri"))
    return str(gettext("sampai kepentingan berakhir"))


def period(recusal: Recusal) -> str:
    """Sejak 2 Maret 2026, sampai urusan selesai."""
    return str(
        gettext("Sejak %(day)s, %(until)s", day=day(recusal.starts_on), until=until(recusal))
    )
