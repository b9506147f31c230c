"""The states of a declaration (service design §4.1)."""

from app.core.policy import rule, system
from app.core.workflow import Move, Workflow
from app.disclosures import events
from app.disclosures.models import Disclosure, State
from app.disclosures.policy import declarant, reviewer

FIRST = "pernyataan_awal"
CHANGE = "pernyataan_lanjutan"
REVIEW = "tinjau_deklarasi"
URGENT_REVIEW = "tinjau_deklarasi_tinggi"
COMPLETE = "lengkapi_deklarasi"


@rule("sistem, karena versi baru dicatat")
def newer_one(actor: object, disclosure: Disclosure) -> bool:
    """Recording a newer declaration supersedes the older; never a step somebody takes alone."""
    return True


@rule("atasan, karena rencana penanganannya ditetapkan atau ditutup")
def by_its_plan(actor: object, disclosure: Disclosure) -> bool:
    """Setting or closing the measures plan moves the declaration; never a step taken alone."""
    return True


# fmt: off
FLOW = Workflow(
    "disclosure",
    starts=State.NOT_STARTED,
    ends=[State.SUPERSEDED, State.CLOSED],
    moves=[
        Move(State.NOT_STARTED,    "start",     declarant, State.DRAFT,          events.STARTED),
        Move(State.DRAFT,          "submit",    declarant, State.SUBMITTED,      events.SUBMITTED,      "Kirim deklarasi", opens=REVIEW, closes=(FIRST, CHANGE)),
        Move(State.DRAFT,          "discard",   declarant, State.NOT_STARTED,    events.DISCARDED,      "Buang draf"),
        Move(State.RETURNED,       "submit",    declarant, State.SUBMITTED,      events.SUBMITTED,      "Kirim ulang", opens=REVIEW, closes=(COMPLETE,)),
        Move(State.SUBMITTED,      "withdraw",  declarant, State.DRAFT,          events.WITHDRAWN,      "Tarik kembali", closes=(REVIEW, URGENT_REVIEW)),
        Move(State.NOT_STARTED,    "close",     system,    State.CLOSED,         events.CLOSED,         closes=(FIRST, CHANGE)),
        Move(State.DRAFT,          "close",     system,    State.CLOSED,         events.CLOSED,         closes=(FIRST, CHANGE)),
        Move(State.DRAFT,          "expire",    system,    State.CLOSED,         events.EXPIRED,        closes=(FIRST, CHANGE)),
        Move(State.SUBMITTED,      "confirm_nil", reviewer, State.RECORDED,      events.RECORDED,       "Konfirmasi nihil", closes=(REVIEW, URGENT_REVIEW)),
        Move(State.SUBMITTED,      "record_unreviewed", system, State.RECORDED,  events.RECORDED_UNREVIEWED, closes=(REVIEW, URGENT_REVIEW)),
        Move(State.SUBMITTED,      "reassign",  system,    State.SUBMITTED,      events.REASSIGNED),
        Move(State.UNDER_REVIEW,   "reassign",  system,    State.SUBMITTED,      events.REASSIGNED),
        Move(State.SUBMITTED,      "open",      reviewer,  State.UNDER_REVIEW,   events.OPENED,         "Buka"),
        Move(State.UNDER_REVIEW,   "send_back", reviewer,  State.RETURNED,       events.RETURNED,       "Minta dilengkapi", opens=COMPLETE, closes=(REVIEW, URGENT_REVIEW)),
        Move(State.UNDER_REVIEW,   "forward",   reviewer,  State.SUBMITTED,      events.FORWARDED,      "Teruskan ke atasan saya", opens=REVIEW, closes=(REVIEW, URGENT_REVIEW)),
        Move(State.UNDER_REVIEW,   "record",    reviewer,  State.RECORDED,       events.RECORDED,       "Catat, tidak perlu penanganan", closes=(REVIEW, URGENT_REVIEW)),
        Move(State.UNDER_REVIEW,   "require",   reviewer,  State.NEEDS_MEASURES, events.NEEDS_MEASURES, "Tetapkan penanganan", closes=(REVIEW, URGENT_REVIEW)),
        Move(State.RECORDED,       "supersede", newer_one, State.SUPERSEDED,     events.SUPERSEDED),
        Move(State.NEEDS_MEASURES, "supersede", newer_one, State.SUPERSEDED,     events.SUPERSEDED),
        Move(State.NEEDS_MEASURES, "handle",    by_its_plan, State.IN_MEASURES,  events.IN_MEASURES),
        Move(State.IN_MEASURES,    "finish",    by_its_plan, State.RECORDED,     events.MEASURES_ENDED),
    ],
)
# fmt: on
