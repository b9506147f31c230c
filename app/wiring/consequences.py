"""What follows from an event: who listens to all, and which use case follows from which."""

from typing import Any

from app.accounts import events as account_events
from app.attachments import events as attachment_events
from app.audit import services as audit
from app.complaints.services import barring, checking, infected, mirroring
from app.complaints.services import completing as complaint_completing
from app.crosscheck import events as crosscheck_events
from app.crosscheck.services import detecting
from app.crosscheck.services import names as crosscheck
from app.deadlines import events as deadline_events
from app.deadlines import services as deadlines
from app.disclosures import events as disclosure_events
from app.disclosures.services import clearing
from app.matters import events as matter_events
from app.matters.services import stopping
from app.measures.services import keeping as plan_keeping
from app.notifications import services as notifications
from app.objections import watching as objection_watching
from app.people import events as people_events
from app.prechecks import services as prechecks
from app.recusals import events as recusal_events
from app.recusals.services import watching as recusal_watching
from app.reviews import events as review_events
from app.reviews.services import watching as review_watching
from app.seasons.services import obliging
from app.vault.services import keeping as vault_keeping

LISTENERS = (audit.write_entry, deadlines.follow, notifications.tell)  # every event, in this order


CONSEQUENCES: dict[Any, tuple[Any, ...]] = {  # this event → that use case
    account_events.ACTIVATED: (vault_keeping.lose_key,),
    account_events.FACTOR_RESET: (vault_keeping.lose_key,),
    account_events.DISABLED: (vault_keeping.lose_key,),
    attachment_events.INFECTED: (infected.tell,),
    disclosure_events.SUBMITTED: (
        crosscheck.refresh_names,
        detecting.look_after_filing,
        barring.after_filing,
        review_watching.look_at_filing,
    ),
    people_events.STAFF_IMPORTED: (
        crosscheck.order_staff,
        clearing.hand_over_now,
        obliging.order_catch_up,
        plan_keeping.hand_over_now,
        prechecks.pass_on_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    people_events.MOVED: (
        clearing.hand_over_now,
        obliging.order_catch_up,
        plan_keeping.hand_over_now,
        prechecks.pass_on_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    people_events.LEFT: (
        clearing.hand_over_now,
        obliging.order_catch_up,
        plan_keeping.hand_over_now,
        prechecks.pass_on_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    people_events.ACTING_APPOINTED: (
        clearing.hand_over_now,
        plan_keeping.hand_over_now,
        prechecks.pass_on_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    people_events.ACTING_ENDED: (
        clearing.hand_over_now,
        plan_keeping.hand_over_now,
        prechecks.pass_on_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    people_events.ACTING_DROPPED: (
        clearing.hand_over_now,
        plan_keeping.hand_over_now,
        prechecks.pass_on_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    account_events.ROLE_GRANTED: (barring.after_role_change, review_watching.look_at_staff),
    crosscheck_events.INDEX_BUILT: (
        barring.after_index_built,
        review_watching.order_look,
        recusal_watching.order_look,
    ),
    crosscheck_events.SCREENING_SAVED: (checking.take_result,),
    deadline_events.MISSED: (
        complaint_completing.lapse,
        mirroring.close_after_silence,
        stopping.tell_stalled,
        recusal_watching.pass_on_late,
        review_watching.follow_missed,
        objection_watching.follow_missed,
    ),
    review_events.OPENED: (mirroring.follow,),
    review_events.TAKEN_OVER: (mirroring.follow,),
    review_events.LATE: (mirroring.follow,),
    review_events.EXAMINED: (mirroring.follow,),
    review_events.PASSED_UP: (mirroring.follow,),
    review_events.DECIDED: (mirroring.follow,),
    review_events.REVIEWED_AGAIN: (mirroring.follow,),
    review_events.CLOSED: (mirroring.follow,),
    recusal_events.SENT: (review_watching.look_at_recusal,),
    recusal_events.IMPOSED: (review_watching.look_at_recusal,),
    matter_events.RECORDED: (recusal_watching.cover_new,),
    matter_events.ASSIGNED: (recusal_watching.cover_new,),
    matter_events.HANDED_OVER: (recusal_watching.cover_new,),
    matter_events.DECIDED: (recusal_watching.look_at_decision,),
    matter_events.DECISION_REFUSED: (recusal_watching.look_at_attempt,),
}
