"""Mail: through which server, who gets it about what, what a digest counts."""

from datetime import date

from flask import Flask

from app.complaints.queries import following, protecting
from app.complaints.queries import reading as complaints
from app.crosscheck import queries as screenings
from app.departures import events as departure_events
from app.departures import mailing as departure_mailing
from app.departures import queries as departures
from app.disclosures import agenda
from app.disclosures import events as disclosure_events
from app.disclosures import mailing as disclosure_mailing
from app.disclosures import queries as disclosures
from app.divestments import agenda as divestment_agenda
from app.divestments import queries as divestments
from app.mail import office as mail_office
from app.mail import outside as outside_mail
from app.mail import policy as mail_policy
from app.mail import services as mail
from app.mail import smtp
from app.mail.wording import as_people_read
from app.matters import queries as matters
from app.measures import queries as measures
from app.notifications import services as notifications
from app.objections import queries as objections
from app.prechecks import queries as prechecks
from app.recusals import agenda as recusal_agenda
from app.recusals import queries as recusals
from app.reviews import agenda as review_agenda
from app.reviews import queries as case_reviews
from app.seasons import mailing as season_mailing
from app.vault import queries as vault_queries
from config import Settings


def open_mail(app: Flask) -> None:
    """Who gets mail about what, and through which server. A wrong setting fails here, at start."""
    settings: Settings = app.config["SETTINGS"]
    server = smtp.read_address(settings.SMTP_URL, settings.MAIL_FROM) if settings.SMTP_URL else None
    mail_office.use(
        mail_office.Office(
            server, settings.NAMA_APLIKASI, settings.NAMA_PEMDA, settings.PUBLIC_URL.rstrip("/")
        )
    )
    notifications.hand_on_to(mail.hand_over)
    outside_mail.forget_all()
    outside_mail.register("objections", objections.address_of)
    outside_mail.register("complaints", following.address_of)
    mail_policy.forget_all()
    _tell_who_gets_mail()
    mail.forget_all()
    mail.add_to_agenda("disclosures", agenda.waiting_by_reviewer, _waiting_declarations)
    mail.add_to_agenda("divestments", divestment_agenda.waiting_by_decider, _waiting_divestments)
    mail.add_to_agenda("recusals", recusal_agenda.waiting_by_handler, _waiting_recusals)
    mail.add_to_agenda("reviews", review_agenda.waiting_by_handler, _waiting_cases)


def _tell_who_gets_mail() -> None:
    """News about a record reach only whom it still concerns when they are sent."""
    mail_policy.register_reader("complaints", complaints.may_read)
    mail_policy.register_reader("disclosures", disclosures.may_read)
    mail_policy.register_reader("screenings", screenings.may_read)
    mail_policy.register_reader("departures", departures.may_read)
    mail_policy.register_reader("measures_plans", measures.may_read)
    mail_policy.register_reader("measures_referrals", measures.may_read_referral)
    mail_policy.register_reader("divestments", divestments.may_read)
    mail_policy.register_reader("divestment_steps", divestments.may_read_step)
    mail_policy.register_reader("matters", matters.may_read)
    mail_policy.register_reader("prechecks", prechecks.may_read)
    mail_policy.register_reader("recusals", recusals.may_read)
    mail_policy.register_reader("objections", objections.may_read)
    mail_policy.register_reader("retaliations", protecting.may_read)
    mail_policy.register_reader("vault_openings", vault_queries.may_read)
    mail_policy.register_reader("reviews", case_reviews.may_be_told)
    mail_policy.register_reader("review_questions", case_reviews.may_read_question)
    mail_policy.register_reader("review_follow_ups", case_reviews.may_read_follow_up)
    mail_policy.register_reader("seasons", season_mailing.still_concerns)
    mail_policy.register_copies(
        disclosure_events.REVIEW_LATE.name, disclosure_mailing.copy_still_concerns
    )
    mail_policy.register_copies(
        departure_events.LATE.name, departure_mailing.lateness_still_concerns
    )


def _until(due: date | None) -> str:
    return f", batas terdekat {as_people_read(due)}" if due else ""


def _waiting_declarations(number: int, due: date | None) -> str:
    return f"{number} deklarasi menunggu tinjauan Anda{_until(due)}"


def _waiting_recusals(number: int, due: date | None) -> str:
    return f"{number} penarikan diri menunggu tanggapan atau keputusan Anda{_until(due)}"


def _waiting_cases(number: int, due: date | None) -> str:
    return f"{number} aduan menunggu pemeriksaan atau peninjauan Anda{_until(due)}"


def _waiting_divestments(number: int, due: date | None) -> str:
    return f"{number} divestasi menunggu putusan atau verifikasi Anda{_until(due)}"
