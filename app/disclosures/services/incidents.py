"""Laporan Kejadian: an actual conflict inside a decision, told by the official himself (S-40, §4.1)."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.core import policy
from app.core.actor import Actor
from app.core.errors import Invalid, NotFound, WrongState
from app.core.sentences import Sentence
from app.database.transaction import use_case
from app.disclosures import answers as shape
from app.disclosures.models import Disclosure, Kind
from app.disclosures.services import changing, drafting
from app.matters import queries as matters

SHORTEST = 20
NOT_LISTED = "other"


@dataclass(frozen=True)
class Told:
    """What the official says: which decision, which interest, and that he has stopped."""

    matter_id: int | None
    matter_title: str
    interest_uid: str
    section: str
    what: str
    stopped: bool
    files: Sequence[JudgedFile] = ()


@use_case
def begin(actor: Actor, told: Told) -> tuple[Disclosure, str, str | None]:
    """Begin the report; gives it, the section of the interest and its uid (None: still to be told).

    It is written on as a declaration and takes effect when signed. Raises Invalid for what is
    missing, WrongState while another report is still a draft.
    """
    policy.require(actor, "disclosure.begin")
    problems = _problems(actor, told)
    if problems:
        raise Invalid(fields=problems)
    disclosure = drafting.start(actor, Kind.EVENT)
    if (disclosure.answers or {}).get("event"):
        raise WrongState("Laporan Kejadian yang Anda mulai belum dikirim. Kirim atau buang dulu.")
    _write(disclosure, told)
    attachments.store(actor, disclosure, told.files, place="event")
    if not told.interest_uid:
        return disclosure, told.section, None
    section = changing.take_up(actor, disclosure, told.interest_uid)
    _say_it_happens(disclosure, section, told.interest_uid)
    return disclosure, section, told.interest_uid


def _problems(actor: Actor, told: Told) -> dict[str, str]:
    problems: dict[str, str] = {}
    own = {one.id for one in matters.open_matters_of(actor.somebody)}
    if told.matter_id is not None and told.matter_id not in own:
        raise NotFound(f"matter {told.matter_id}")
    if told.matter_id is None and not told.matter_title.strip():
        problems["matter_title"] = "Pilih urusan, atau tulis keputusan yang sedang Anda tangani."
    if told.matter_id is None and not told.files:
        problems["evidence"] = "Hubungkan urusan atau unggah bukti."
    if not told.interest_uid and told.section not in shape.SECTIONS:
        problems["interest"] = "Pilih kepentingan yang berbenturan."
    if len(told.what.strip()) < SHORTEST:
        problems["what"] = Sentence("Tulis sedikitnya %(n)s huruf.", n=SHORTEST)
    if not told.stopped:
        problems["stopped"] = "Hentikan dulu urusan ini, lalu centang."
    return problems


def _write(disclosure: Disclosure, told: Told) -> None:
    matter = matters.matter(told.matter_id) if told.matter_id is not None else None
    content = deepcopy(disclosure.answers) or shape.empty()
    content["event"] = {
        "matter_id": matter.id if matter else None,
        "matter_title": f"{matter.number} {matter.title}" if matter else told.matter_title.strip(),
        "what": told.what.strip(),
        "stopped": True,
    }
    disclosure.answers = content


def _say_it_happens(disclosure: Disclosure, section: str, uid: str) -> None:
    """What was possible before is happening now: so the level follows (service design §0.6)."""
    content = deepcopy(disclosure.answers) or shape.empty()
    item = shape.item_of(content, section, uid)
    if item is not None and item.get("link"):
        item["link"] |= {"situation": "actual", "time": "berjalan"}
    disclosure.answers = content
