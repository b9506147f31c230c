"""A complaint being written: saved after each step, found again by its visit or its code.

It holds the story and files, never who tells it: an abandoned draft must leave no identity behind,
not even a sealed one. The identity is asked last and lives in the final requests only.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from app.accounts.codes import plain
from app.attachments import holding
from app.attachments.models import HeldFile
from app.attachments.sniffing import JudgedFile
from app.complaints import codes, story
from app.complaints.models import Channel, Draft, Receipt
from app.complaints.services import braking
from app.complaints.services.braking import BrakeIsOn, Door
from app.complaints.story import Story
from app.core import clock
from app.core.errors import Invalid, NotFound
from app.core.working_days import END_OF_DAY
from app.database.base import db
from app.database.transaction import bookkeeping
from app.deadlines import queries as deadlines

LIVES = "simpan_draf"
WRONG_CODE = "Kode draf tidak cocok atau drafnya sudah dihapus. Periksa lagi."


def of_visit(visit: str) -> Draft | None:
    """The draft that this visit writes."""
    if not visit:
        return None
    draft = db.session.scalar(
        sa.select(Draft).where(Draft.visit_fingerprint == codes.visit_fingerprint(visit))
    )
    return draft if draft is not None and clock.now() < draft.expires_at else None


def draft_for(visit: str) -> Draft:
    """The same. Raises NotFound when there is none."""
    draft = of_visit(visit)
    if draft is None:
        raise NotFound("draft")
    return draft


def files_of(draft: Draft) -> list[HeldFile]:
    return holding.held_with(draft)


def has_evidence(draft: Draft) -> bool:
    """At least one file, or a link that says what is there (S-06)."""
    return bool(files_of(draft)) or any(one.counts for one in story.read(draft.story).links)


def expires_from(now: datetime) -> datetime:
    last_day = deadlines.due_on(LIVES, clock.local(now).date())
    return datetime.combine(last_day, END_OF_DAY, clock.zone())


@bookkeeping
def save(visit: str, told: Story, channel: Channel, ip_hash: str, *, proof: str = "") -> Draft:
    """Keep what was told so far; the first saving begins the draft.

    Raises TooMany, and BrakeIsOn when many begin at once and `proof` opens nothing.
    """
    draft = of_visit(visit)
    if draft is None:
        draft = _begin(visit, channel, ip_hash, proof)
    draft.channel, draft.story = channel, story.plain(told)
    draft.saved_at = clock.now()
    draft.expires_at = expires_from(draft.saved_at)
    db.session.flush()
    return draft


def _begin(visit: str, channel: Channel, ip_hash: str, proof: str) -> Draft:
    at_counter = channel not in (Channel.PORTAL, Channel.EMPLOYEE)
    if not at_counter:
        _pass_the_door(visit, ip_hash, proof)
    db.session.execute(
        sa.delete(Receipt).where(Receipt.visit_fingerprint == codes.visit_fingerprint(visit))
    )
    now = clock.now()
    draft = Draft(
        visit_fingerprint=codes.visit_fingerprint(visit), channel=channel, created_at=now,
        saved_at=now, expires_at=now,
    )  # fmt: skip
    draft.story = {}
    draft.code_fingerprint = codes.draft_fingerprint(codes.draft_code_of(draft.uid))
    db.session.add(draft)
    return draft


def _pass_the_door(visit: str, ip_hash: str, proof: str) -> None:
    if braking.brake_is_on(Door.DRAFTING):
        if not braking.judge(Door.DRAFTING, codes.visit_fingerprint(visit), proof):
            raise BrakeIsOn(Door.DRAFTING)
        braking.spend(proof)
    braking.knock(Door.DRAFTING, ip_hash)


@bookkeeping
def add_files(
    visit: str, files: Sequence[JudgedFile], caption: str, ip_hash: str, field: str = "bukti"
) -> None:
    """Keep files with the draft. Raises Invalid (for `field`), TooMany, NotFound."""
    draft = draft_for(visit)
    for _one in files:
        braking.knock(Door.UPLOAD, ip_hash)
    holding.hold(draft, files, caption=caption, field=field)


@bookkeeping
def drop_file(visit: str, held_id: int) -> None:
    holding.let_go(draft_for(visit), held_id)


def resume(code: str, new_visit: str, ip_hash: str) -> Draft:
    """Hand the draft with this code to a new visit; the one before it has it no longer.

    Raises Invalid for `kode`, and TooMany. The try is counted whether or not it was right.
    """
    braking.knock(Door.DRAFT_CODE, ip_hash)
    return _handed_to(new_visit, code)


@bookkeeping
def _handed_to(new_visit: str, code: str) -> Draft:
    draft = db.session.scalar(
        sa.select(Draft).where(Draft.code_fingerprint == codes.draft_fingerprint(plain(code)))
    )
    if draft is None or clock.now() >= draft.expires_at:
        raise Invalid(fields={"kode": WRONG_CODE})
    draft.visit_fingerprint = codes.visit_fingerprint(new_visit)
    db.session.flush()
    return draft


@bookkeeping
def drop(visit: str) -> None:
    """The reporter changed his mind: nothing of it stays."""
    _drop(draft_for(visit))


def _drop(draft: Draft) -> None:
    holding.let_all_go(draft)
    db.session.delete(draft)
    db.session.flush()


@bookkeeping
def forget_expired() -> int:
    """Drafts, receipts and spent puzzles whose time is over, once a day; gives how many drafts."""
    now = clock.now()
    old = db.session.scalars(sa.select(Draft).where(Draft.expires_at <= now).limit(1000)).all()
    for draft in old:
        _drop(draft)
    db.session.execute(sa.delete(Receipt).where(Receipt.expires_at <= now))
    braking.forget_spent()
    return len(old)
