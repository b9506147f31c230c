"""The portal's words, and how a told story is shown again on its check page."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

from app.complaints.models import AT_COUNTER as COUNTER_CHANNELS
from app.complaints.models import Channel, ComplaintStep, PartyKind, Step
from app.complaints.outcomes import Ground, OtherChannel
from app.complaints.story import AccusedMode, Interest, Sign, Story
from app.regulations.pack import Pack
from app.regulations.wording import named
from app.web.filters import label, rupiah

PORTAL, EMPLOYEE, AT_COUNTER = Channel.PORTAL, Channel.EMPLOYEE, COUNTER_CHANNELS
Rows = Sequence[tuple[str, str]]


def counter_channel(value: str) -> Channel:
    """The channel chosen at the counter; the form offers no other."""
    return Channel(value)


def steps(channel: Channel) -> list[str]:
    """The names of the four steps; at the counter somebody else writes than the one who reports."""
    who = _("Identitas pelapor") if channel in AT_COUNTER else _("Identitas Anda")
    return [_("Siapa dan keputusan apa"), _("Apa yang terjadi"), _("Bukti"), who]


def no_evidence(address: str) -> str:
    return str(
        _(
            "Unggah sedikitnya satu bukti. Aturan mewajibkan bukti. Belum punya? Simpan draf atau"
            " datang ke %(address)s.",
            address=address,
        )
    )


def answers(told: Story, unit: str) -> list[Rows]:
    """What was answered in steps 1 to 3, question by question; evidence files are listed apart."""
    return [_who(told, unit), _what(told), _links(told)]


def _who(told: Story, unit: str) -> Rows:
    return [
        (_("Siapa yang Anda laporkan?"), label(AccusedMode(told.accused_mode))),
        (_("Nama, jabatan, atau uraian"), told.accused_words),
        (_("Unit"), unit or _("Tidak tahu")),
        (_("Yang dilaporkan"), label(told.kind)),
        (_("Keputusan atau urusan apa"), told.object_words),
        (_("Nomor dokumen"), told.object_number),
        (_("Kapan"), when(told)),
    ]


def when(told: Story) -> str:
    """The day of what is told; a month where the first of it only stands for the whole."""
    day = told.day
    if day is None:
        return ""
    whole = told.approximate and day.day == 1
    written = str(format_date(day, "MMMM yyyy" if whole else "d MMMM yyyy"))
    return f"{written} ({_('perkiraan')})" if told.approximate else written


def _what(told: Story) -> Rows:
    parties = [
        ", ".join(part for part in (one.name, label(PartyKind(one.kind)), one.relation, one.numbers) if part)
        for one in told.parties
    ]  # fmt: skip
    return [
        (_("Kepentingan pribadi yang diduga"), _joined(Interest, told.interests)),
        (_("Siapa yang diuntungkan?"), "; ".join(parties) or _("Tidak tahu")),
        (_("Kejadian"), told.text),
        (_("Tanda lain"), _joined(Sign, told.signs)),
        (_("Perkiraan kerugian daerah"), rupiah(told.loss)),
        (_("Pernah dilaporkan ke tempat lain?"), told.elsewhere),
    ]


def suspected(told: Story, pack: Pack) -> Rows:
    """What the reporter suspects, for the desk: it classifies by the codes of the pack."""
    rows = [
        (_("Kepentingan pribadi yang diduga"), _joined(Interest, told.interests)),
        (_("Tanda lain"), _joined(Sign, told.signs)),
        (
            _("Jenis menurut pelapor"),
            "; ".join(named(pack, "jenis", "", one).line for one in told.jenis),
        ),
    ]
    return [row for row in rows if row[1]]


def proposed(proposal: Mapping[str, Any]) -> Rows:
    """On which ground somebody proposed that a complaint cannot be handled, and what he wrote."""
    return [
        (_("Alasan"), label(Ground(proposal["ground"])) if "ground" in proposal else ""),
        (_("Penjelasan kepada pelapor"), str(proposal.get("reason", ""))),
    ]


# Why somebody hands a complaint over, or how a reporter proved who he is, is nobody else's.
_UNTOLD = (Step.HANDED_OVER, Step.CODE_RESET)


def step_words(step: ComplaintStep) -> str:
    """What the desk reads below a step: whereto or whom, on which ground, and the reason given."""
    words = step.words or {}
    if step.step in _UNTOLD:
        return ""
    number = words.get("into") or words.get("from")
    parts = [
        str(number) if number else "",
        str(words.get("to") or ""),
        label(OtherChannel(words["channel"])) if "channel" in words else "",
        label(Ground(words["ground"])) if "ground" in words else "",
        str(words.get("reason") or ""),
    ]
    return ". ".join(part.removesuffix(".") for part in parts if part)


def _joined(kind: type[Interest] | type[Sign], values: Sequence[str]) -> str:
    return ", ".join(label(kind(one)) for one in values)


def _links(told: Story) -> Rows:
    return [
        (_("Tautan"), "; ".join(f"{one.url} ({one.caption})" for one in told.links)),
        (_("Saksi atau sumber"), told.witness),
    ]
