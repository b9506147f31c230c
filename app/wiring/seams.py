"""What the upper storeys tell the lower ones: obstacles, facts, origins, what hides from whom."""

from app.attachments.models import Attachment
from app.audit import curtains
from app.complaints import casefile
from app.complaints.against_outcomes import COMPLAINTS, REVIEWS
from app.complaints.identities import IDENTITIES
from app.complaints.models import Complaint
from app.complaints.queries import outside, protecting, reading
from app.complaints.queries.following import DOOR as COMPLAINT_DOOR
from app.complaints.services import relaying
from app.crosscheck import origins, outside_facts, overdue
from app.crosscheck import queries as screenings
from app.crosscheck import reminding as reminding_of_parties
from app.crosscheck.models import Finding, Screening
from app.crosscheck.outside_facts import SourceKind
from app.deadlines.models import Deadline
from app.departures import queries as departures
from app.disclosures import renewal
from app.divestments import behind as divestments_behind
from app.divestments import interim
from app.divestments import outside as divestment_outside
from app.divestments import queries as divestments
from app.divestments import recusals_behind as divestment_recusals
from app.documents.models import Document
from app.matters import obstacles
from app.matters import queries as matters
from app.measures import facts as measure_facts
from app.measures import links as measure_links
from app.measures import recusals_behind
from app.measures.grounds import PLANS
from app.objections import grounds
from app.objections.against_recusals import RECUSALS
from app.objections.queries import DOOR as OBJECTION_DOOR
from app.prechecks import queries as prechecks
from app.recusals import queries as recusals
from app.reviews import origins as case_origins
from app.reviews import queries as case_reviews
from app.vault import subjects
from app.vault.models import Identity, Opening
from app.visits import doors


def join_seams() -> None:
    """What the upper storeys tell the lower ones, and what the cross-check asks."""
    _hide_complaints()
    _send_to_review()
    obstacles.forget_all()
    obstacles.register(recusals.obstacle, prechecks.recorded_link)
    obstacles.register_closing(recusals.matters_closed_to)
    outside_facts.forget_all()
    outside_facts.register(SourceKind.RECUSAL, recusals.outside_facts)
    outside_facts.register(SourceKind.CHECK, prechecks.for_crosscheck)
    outside_facts.register(SourceKind.MATTER, prechecks.matters_for_crosscheck)
    outside_facts.register(SourceKind.MEASURE, measure_facts.plans_on_file)
    outside_facts.register(SourceKind.COMPLAINT, outside.earlier_complaints)
    outside_facts.register(SourceKind.DIVESTMENT, divestment_outside.facts_about)
    overdue.forget_all()
    overdue.register(measure_facts.late_plans, divestment_outside.late_divestments)
    measure_links.forget_all()
    measure_links.register("TND-A", finder=divestments_behind.find, reader=divestments.may_read)
    measure_links.register(
        "TND-B", recusals_behind.impose, recusals_behind.find, reader=recusals.may_read
    )
    interim.use(divestment_recusals.RECUSALS)
    departures.count_matters_with(matters.count_open_of)
    renewal.remind_with(reminding_of_parties.parties_met_since)
    subjects.forget_all()
    subjects.register(Complaint.__tablename__, IDENTITIES)
    grounds.forget_all()
    grounds.register(RECUSALS, PLANS, COMPLAINTS, REVIEWS)
    doors.forget_all()
    doors.register(COMPLAINT_DOOR, OBJECTION_DOOR)


def _hide_complaints() -> None:
    """For whom a complaint concerns it stands in no trail and no list of screenings either; nor do
    hints of detection."""
    curtains.forget_all()
    curtains.draw(Complaint.__tablename__, reading.known_to)
    curtains.draw("retaliations", protecting.known_to)
    curtains.draw(Screening.__tablename__, screenings.known_to)
    curtains.draw(Finding.__tablename__, screenings.findings_known_to)
    curtains.follow(Document, Attachment, Deadline, Identity, Opening)
    curtains.draw("reviews", case_reviews.known_to)
    curtains.draw("review_questions", case_reviews.questions_known_to)
    curtains.draw("review_follow_ups", case_reviews.follow_ups_known_to)
    origins.forget_all()
    origins.register(Complaint.__tablename__, reading.known_to, casefile.page)


def _send_to_review() -> None:
    """Where examinations come from."""
    case_origins.forget_all()
    case_origins.register(
        case_origins.Origin(
            Complaint.__tablename__,
            "Aduan",
            offer=casefile.offer,
            read=casefile.read,
            ask=relaying.ask,
            answers=casefile.answers,
            page=casefile.page_for,
        )
    )
