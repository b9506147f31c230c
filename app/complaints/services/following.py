"""What a reporter does with his complaint later: evidence, withdrawal, rating; and a new code."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.attachments import services as attachments
from app.attachments.sniffing import JudgedFile
from app.complaints.events import CODE_RESET, EVIDENCE_ADDED, RATED
from app.complaints.models import Complaint, Rating, Receipt, Step
from app.complaints.queries.following import ENDED, RATED_IN, rating_of
from app.complaints.services.barring import office_for
from app.complaints.services.talking import EVIDENCE
from app.complaints.steps import note_step
from app.complaints.thread import OVER
from app.complaints.workflow import FLOW
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor
from app.core.errors import Invalid, WrongState
from app.core.events import Event
from app.core.reasons import check_reason
from app.core.sentences import Sentence
from app.database import once
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.mail import queries as mail
from app.mail.models import MailState
from app.mail.services import tell_outside
from app.notifications.services import notify
from app.visits import services as visits

LEAST_REASON = 10  # letters
LONGEST_REASON = 1000
LEAST_STARS, MOST_STARS = 1, 5
_PAGE = "/lacak/aduan"


@use_case
def add_evidence(
    actor: Actor, complaint: Complaint, files: Sequence[JudgedFile], caption: str
) -> None:
    """Keep more evidence with the complaint. Raises Invalid, WrongState when it is over."""
    policy.require(actor, "complaint.track", complaint)
    if complaint.state in ENDED:
        raise WrongState(OVER)
    if not files:
        raise Invalid(fields={"evidence": "Unggah sedikitnya satu bukti."})
    attachments.store(SYSTEM, complaint, files, place=EVIDENCE, caption=caption.strip())
    note_step(actor, complaint, Step.EVIDENCE_ADDED)
    event = Event(EVIDENCE_ADDED, actor, complaint, {"files": len(files)})
    events.emit(event)
    notify(event, office_for(complaint), EVIDENCE_ADDED.message)
    once.leads_to(_PAGE)


@use_case
def withdraw(actor: Actor, complaint: Complaint, reason: str) -> None:
    """Take the complaint back, or, once it is examined, ask for it: the Inspektorat may go on.

    Raises Invalid without a reason, WrongState after the outcome.
    """
    action = "withdraw" if FLOW.may(complaint, "withdraw", actor) else "ask_withdrawal"
    FLOW.check(complaint, action, actor)
    check_reason(reason, LEAST_REASON)
    if complaint.withdrawal_asked_at is not None:
        raise WrongState("Pencabutan sudah Anda minta. Inspektorat akan menjawabnya.")
    words = {"reason": reason.strip()[:LONGEST_REASON]}
    if action == "withdraw":
        complaint.ended_at = clock.now()
        event = FLOW.move(complaint, action, actor)
        note_step(actor, complaint, Step.WITHDRAWN, words)
        tell_outside(complaint, "N-28", complaint.number, "withdrawn")
    else:
        complaint.withdrawal_asked_at = clock.now()
        event = FLOW.move(complaint, action, actor)
        note_step(actor, complaint, Step.WITHDRAWAL_ASKED, words)
    notify(event, office_for(complaint), "Pelapor mencabut aduan {it.number}.", code="N-25")
    once.leads_to(_PAGE)


@use_case
def rate(actor: Actor, complaint: Complaint, stars: int | None, text: str) -> None:
    """Say once how one was served, 1 to 5. Raises Invalid, WrongState before the end or again."""
    policy.require(actor, "complaint.track", complaint)
    if complaint.state not in RATED_IN:
        raise WrongState("Layanan dinilai sesudah aduan selesai.")
    if stars is None or not LEAST_STARS <= stars <= MOST_STARS:
        raise Invalid(fields={"stars": "Pilih nilai 1 sampai 5."})
    if rating_of(complaint) is not None:
        raise WrongState("Anda sudah menilai layanan ini. Terima kasih.")
    row = Rating(uid=new_uid(), complaint_id=complaint.id, stars=stars, at=clock.now())
    row.words = {"text": text.strip()[:LONGEST_REASON]} if text.strip() else None
    db.session.add(row)
    db.session.flush()
    events.emit(Event(RATED, actor, complaint, {"stars": stars}))
    once.leads_to(_PAGE)


@use_case
def reset_code(actor: Actor, complaint: Complaint, *, identity_checked: bool, how: str) -> str:
    """Give a reporter who lost it a new code; the old one and every visit with it are dead (§3.10).

    He came to the desk and showed who he is: `how` says by which paper, without numbers. Gives the
    code, which is shown once. Raises Invalid.
    """
    policy.require(actor, "complaint.reset_code", complaint)
    wrong: dict[str, str] = {}
    if not identity_checked:
        wrong["identity_checked"] = "Periksa identitas pelapor lebih dulu."
    if len(how.strip()) < LEAST_REASON:
        wrong["how"] = Sentence("Tulis cara memeriksa, sedikitnya %(n)s huruf.", n=LEAST_REASON)
    if wrong:
        raise Invalid(fields=wrong)
    code = visits.new_code()
    complaint.code_hash, complaint.code_confirmed_at = visits.code_hash(code), None
    visits.end_all(complaint)
    db.session.execute(sa.delete(Receipt).where(Receipt.complaint_id == complaint.id))
    note_step(actor, complaint, Step.CODE_RESET, {"how": how.strip()[:LONGEST_REASON]})
    events.emit(Event(CODE_RESET, actor, complaint))
    return code


@use_case
def erase_addresses(actor: Actor) -> int:
    """Forget where to write, once a complaint is over and its last news have left; gives how many.

    For the daily job.
    """
    policy.require(actor, "complaint.keep")
    over = db.session.scalars(
        sa.select(Complaint).where(Complaint.notice_sealed.is_not(None), Complaint.state.in_(ENDED))
    ).all()
    done = [one for one in over if not _news_wait(one)]
    for complaint in done:
        complaint.notice = None
    return len(done)


def _news_wait(complaint: Complaint) -> bool:
    told = mail.state_of_outside(complaint.__tablename__, complaint.id)
    return any(state is MailState.WAITING for _at, state in told)
