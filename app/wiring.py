"""The table of contents: every page, workflow, rule, listener and command of the application."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask

from app.accounts import events as account_events
from app.accounts import factor_routes, login
from app.accounts import policy as account_policy
from app.accounts import routes as account_routes
from app.accounts import services as account_services
from app.accounts import workflow as accounts
from app.accounts.cli import accounts as account_commands
from app.attachments import events as attachment_events
from app.attachments import policy as attachment_policy
from app.attachments import quarantine, scanning, storage
from app.attachments import routes as attachment_routes
from app.attachments import services as attachments
from app.attachments.clamd import Clamd
from app.attachments.models import Attachment
from app.audit import curtains, signing
from app.audit import policy as audit_policy
from app.audit import routes as audit_routes
from app.audit import services as audit
from app.audit.cli import audit as audit_commands
from app.backups import policy as backup_policy
from app.backups.cli import backup as backup_commands
from app.complaints import casefile
from app.complaints import policy as complaint_policy
from app.complaints import workflow as complaint_workflow
from app.complaints.against_outcomes import COMPLAINTS, REVIEWS
from app.complaints.identities import IDENTITIES
from app.complaints.models import Complaint
from app.complaints.queries import desk as complaints
from app.complaints.queries import following, protecting
from app.complaints.queries.following import DOOR as COMPLAINT_DOOR
from app.complaints.routes import BLUEPRINTS as COMPLAINT_BLUEPRINTS
from app.complaints.services import barring, checking, infected, mirroring, relaying
from app.complaints.services import drafts as complaint_drafts
from app.complaints.services import following as following_up
from app.complaints.services import intake as complaint_intake
from app.core import clock, events, policy
from app.core.actor import SYSTEM, Actor, Role
from app.core.policy import role, rule, signed_in
from app.crosscheck import events as crosscheck_events
from app.crosscheck import origins, outside_facts
from app.crosscheck import policy as crosscheck_policy
from app.crosscheck import queries as screenings
from app.crosscheck import reminding as reminding_of_parties
from app.crosscheck import workflow as crosscheck_workflow
from app.crosscheck.cli import crosscheck as crosscheck_commands
from app.crosscheck.models import Screening
from app.crosscheck.outside_facts import SourceKind
from app.crosscheck.routes import findings as finding_routes
from app.crosscheck.routes import lists as list_routes
from app.crosscheck.routes import screenings as screening_routes
from app.crosscheck.services import detecting, sweeping
from app.crosscheck.services import names as crosscheck
from app.deadlines import events as deadline_events
from app.deadlines import policy as deadline_policy
from app.deadlines import routes as deadline_routes
from app.deadlines import services as deadlines
from app.deadlines.models import Deadline
from app.demo.cli import demo as demo_commands
from app.departures import events as departure_events
from app.departures import mailing as departure_mailing
from app.departures import policy as departure_policy
from app.departures import queries as departures
from app.departures import routes as departure_routes
from app.departures import services as departure_services
from app.departures import workflow as departure_workflow
from app.disclosures import agenda, renewal
from app.disclosures import events as disclosure_events
from app.disclosures import mailing as disclosure_mailing
from app.disclosures import policy as disclosure_policy
from app.disclosures import queries as disclosures
from app.disclosures import workflow as disclosure_workflow
from app.disclosures.routes import BLUEPRINTS as DISCLOSURE_BLUEPRINTS
from app.disclosures.services import clearing, expiring
from app.divestments import agenda as divestment_agenda
from app.divestments import behind as divestments_behind
from app.divestments import interim
from app.divestments import outside as divestment_outside
from app.divestments import policy as divestment_policy
from app.divestments import queries as divestments
from app.divestments import recusals_behind as divestment_recusals
from app.divestments import workflow as divestment_workflow
from app.divestments.routes import BLUEPRINTS as DIVESTMENT_BLUEPRINTS
from app.divestments.services import keeping as divestment_keeping
from app.documents import policy as document_policy
from app.documents import routes as document_routes
from app.documents import services as documents
from app.documents.models import Document
from app.documents.queries import RENDER
from app.home import routes as home_routes
from app.jobs import daily
from app.jobs.cli import jobs as job_commands
from app.mail import office as mail_office
from app.mail import outside as outside_mail
from app.mail import policy as mail_policy
from app.mail import routes as mail_routes
from app.mail import services as mail
from app.mail import smtp
from app.mail.wording import as_people_read
from app.matters import events as matter_events
from app.matters import import_routes, obstacles
from app.matters import policy as matter_policy
from app.matters import queries as matters
from app.matters import routes as matter_routes
from app.matters import workflow as matter_workflow
from app.matters.services import stopping
from app.measures import facts as measure_facts
from app.measures import links as measure_links
from app.measures import policy as measure_policy
from app.measures import queries as measures
from app.measures import recusals_behind
from app.measures import routes as measure_routes
from app.measures import workflow as measure_workflow
from app.measures.grounds import PLANS
from app.measures.services import deciding as plan_deciding
from app.measures.services import keeping as plan_keeping
from app.notifications import policy as notice_policy
from app.notifications import queries as notices
from app.notifications import routes as notice_routes
from app.notifications import services as notifications
from app.objections import grounds
from app.objections import policy as objection_policy
from app.objections import public_routes as outside_objection_routes
from app.objections import queries as objections
from app.objections import routes as objection_routes
from app.objections import watching as objection_watching
from app.objections import workflow as objection_workflow
from app.objections.against_recusals import RECUSALS
from app.objections.queries import DOOR as OBJECTION_DOOR
from app.outbox import handlers
from app.people import events as people_events
from app.people import import_routes as people_import_routes
from app.people import policy as people_policy
from app.people import queries as people
from app.people import routes as people_routes
from app.people.cli import people as people_commands
from app.prechecks import policy as precheck_policy
from app.prechecks import queries as prechecks
from app.prechecks import routes as precheck_routes
from app.prechecks import workflow as precheck_workflow
from app.recusals import agenda as recusal_agenda
from app.recusals import events as recusal_events
from app.recusals import policy as recusal_policy
from app.recusals import queries as recusals
from app.recusals import workflow as recusal_workflow
from app.recusals.routes import BLUEPRINTS as RECUSAL_BLUEPRINTS
from app.recusals.services import watching as recusal_watching
from app.regulations import policy as regulation_policy
from app.regulations import routes as regulation_routes
from app.reviews import agenda as review_agenda
from app.reviews import events as review_events
from app.reviews import origins as case_origins
from app.reviews import policy as review_policy
from app.reviews import queries as case_reviews
from app.reviews import workflow as review_workflow
from app.reviews.routes import BLUEPRINTS as REVIEW_BLUEPRINTS
from app.reviews.services import watching as review_watching
from app.seasons import mailing as season_mailing
from app.seasons import policy as season_policy
from app.seasons import workflow as season_workflow
from app.seasons.routes import BLUEPRINTS as SEASON_BLUEPRINTS
from app.seasons.services import keeping, obliging, reminding
from app.serve import serve
from app.vault import keyring, subjects
from app.vault import policy as vault_policy
from app.vault import queries as vault_queries
from app.vault import routes as vault_routes
from app.vault import workflow as vault_workflow
from app.vault.cli import vault as vault_commands
from app.vault.models import Identity, Opening
from app.vault.services import keeping as vault_keeping
from app.vault.services import opening as vault_opening
from app.visits import doors
from app.visits import routes as visit_routes
from app.visits import services as visits
from app.web import navigation, pages
from app.web.navigation import Entry
from config import Settings

BLUEPRINTS = (
    home_routes.bp,
    account_routes.bp,
    factor_routes.bp,
    people_routes.bp,
    people_import_routes.bp,
    regulation_routes.bp,
    deadline_routes.bp,
    audit_routes.bp,
    notice_routes.bp,
    mail_routes.bp,
    document_routes.bp,
    attachment_routes.bp,
    *DISCLOSURE_BLUEPRINTS,
    *SEASON_BLUEPRINTS,
    departure_routes.bp,
    matter_routes.bp,
    import_routes.bp,
    measure_routes.bp,
    precheck_routes.bp,
    screening_routes.bp,
    list_routes.bp,
    finding_routes.bp,
    *DIVESTMENT_BLUEPRINTS,
    *RECUSAL_BLUEPRINTS,
    objection_routes.bp,
    *REVIEW_BLUEPRINTS,
    outside_objection_routes.bp,
    vault_routes.bp,
    *COMPLAINT_BLUEPRINTS,
    visit_routes.bp,
)
WORKFLOWS = (
    accounts.FLOW,
    disclosure_workflow.FLOW,
    season_workflow.FLOW,
    departure_workflow.FLOW,
    matter_workflow.FLOW,
    measure_workflow.FLOW,
    measure_workflow.REFERRAL_FLOW,
    precheck_workflow.FLOW,
    crosscheck_workflow.SCREENING_FLOW,
    crosscheck_workflow.SWEEP_FLOW,
    crosscheck_workflow.FINDING_FLOW,
    divestment_workflow.FLOW,
    divestment_workflow.STEP_FLOW,
    recusal_workflow.FLOW,
    objection_workflow.FLOW,
    review_workflow.FLOW,
    review_workflow.FOLLOW_UP_FLOW,
    complaint_workflow.FLOW,
    complaint_workflow.RETALIATION_FLOW,
    vault_workflow.FLOW,
)
RULES = (
    account_policy.RULES,
    people_policy.RULES,
    regulation_policy.RULES,
    deadline_policy.RULES,
    audit_policy.RULES,
    notice_policy.RULES,
    mail_policy.RULES,
    document_policy.RULES,
    attachment_policy.RULES,
    disclosure_policy.RULES,
    season_policy.RULES,
    departure_policy.RULES,
    precheck_policy.RULES,
    matter_policy.RULES,
    measure_policy.RULES,
    crosscheck_policy.RULES,
    divestment_policy.RULES,
    recusal_policy.RULES,
    objection_policy.RULES,
    review_policy.RULES,
    complaint_policy.RULES,
    vault_policy.RULES,
    backup_policy.RULES,
)
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
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    people_events.MOVED: (
        clearing.hand_over_now,
        obliging.order_catch_up,
        plan_keeping.hand_over_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    people_events.LEFT: (
        clearing.hand_over_now,
        obliging.order_catch_up,
        plan_keeping.hand_over_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    people_events.ACTING_APPOINTED: (
        clearing.hand_over_now,
        plan_keeping.hand_over_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    people_events.ACTING_ENDED: (
        clearing.hand_over_now,
        plan_keeping.hand_over_now,
        barring.after_staff_change,
        review_watching.look_at_staff,
    ),
    account_events.ROLE_GRANTED: (barring.after_role_change, review_watching.look_at_staff),
    crosscheck_events.SCREENING_SAVED: (checking.take_result,),
    deadline_events.MISSED: (
        complaint_intake.lapse,
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
COMMANDS = (
    account_commands, people_commands, audit_commands, crosscheck_commands, job_commands,
    demo_commands, vault_commands, backup_commands, serve,
)  # fmt: skip
JOBS = {
    keeping.OBLIGE: obliging.oblige_part,
    obliging.CATCH_UP: obliging.catch_up_now,
    RENDER: documents.render,
    crosscheck.INDEX_STAFF: crosscheck.index_staff,
    sweeping.SWEEP_CHUNK: sweeping.check_chunk,
    barring.REFRESH: barring.refresh_part,
    mail.DELIVER: mail.deliver,
    quarantine.SCAN: quarantine.scan_now,
    vault_opening.CLOSE: vault_opening.close_now,
    review_watching.LAST_CALL: review_watching.last_call,
    mail.DIGESTS: mail.write_digests,
}
DAILY: dict[str, Callable[[], object]] = {
    "kalender hari libur": partial(deadlines.load_calendar, SYSTEM),
    "batas waktu terlewat": partial(deadlines.sweep, SYSTEM),
    "periode deklarasi dibuka": partial(keeping.open_what_is_due, SYSTEM),
    "kewajiban periode": partial(obliging.catch_up, SYSTEM),
    "tinjauan beralih": partial(clearing.hand_over, SYSTEM),
    "draf yang tidak dilanjutkan": partial(expiring.expire_drafts, SYSTEM),
    "nihil tanpa tinjauan": partial(clearing.record_unreviewed_nil, SYSTEM),
    "tembusan tinjauan terlambat": partial(clearing.escalate_late, SYSTEM),
    "akhir jabatan dan masa tunggu": partial(departure_services.keep_up, SYSTEM),
    "rencana penanganan beralih": partial(plan_keeping.hand_over, SYSTEM),
    "tanggapan rencana lewat batas": partial(plan_deciding.count_silence, SYSTEM),
    "tindakan rencana mulai berlaku": partial(plan_keeping.begin_actions, SYSTEM),
    "catatan tindakan rencana": partial(plan_keeping.connect, SYSTEM),
    "titik pantau rencana": partial(plan_keeping.remind, SYSTEM),
    "penarikan diri": partial(recusal_watching.keep_up, SYSTEM),
    "pengingat periode": partial(reminding.remind_by_plan, SYSTEM),
    "langkah dan target divestasi": partial(divestment_keeping.keep_up, SYSTEM),
    "permintaan membuka identitas": partial(vault_opening.close_due, SYSTEM),
    "sesi dan percobaan masuk": account_services.purge_dead_rows,
    "kunjungan lacak": visits.clear_old,
    "bukti yang belum diperiksa": partial(quarantine.ask_again, SYSTEM),
    "draf aduan": complaint_drafts.forget_expired,
    "bukti yang tidak jadi diunggah": partial(attachments.clear_forgotten, SYSTEM),
    "temuan deteksi": detecting.look_everywhere,
    "daftar yang dipantau": sweeping.check_watched,
    "alamat kabar pelapor": partial(following_up.erase_addresses, SYSTEM),
    "pemeriksaan, peninjauan, tindak lanjut": partial(review_watching.keep_up, SYSTEM),
    "pagar benturan aduan": partial(barring.keep_up, SYSTEM),
    "ringkasan surel": partial(mail.order_digests, SYSTEM),
}


@rule("meja aduan atau penggantinya")
def at_desk(actor: Actor, _record: Any) -> bool:
    return complaints.has_desk(actor)


@rule("punya bawahan yang mengirim deklarasi")
def reviews(actor: Actor, _record: Any) -> bool:
    return actor.person_id is not None and people.is_named_superior(actor.person_id, clock.today())


@rule("pembaca surat deklarasi")
def reader_of_declaration(actor: Actor, document: Any) -> bool:
    return disclosures.may_read(actor, document.subject_id)


@rule("pembuka cek silang")
def reader_of_screening(actor: Actor, document: Any) -> bool:
    return (
        screenings.may_read(actor, document.subject_id)
        or complaints.may_read_screening(actor, document.subject_id)
        or _reads_case_of(actor, document.subject_id)
    )


def _reads_case_of(actor: Actor, screening_id: int) -> bool:
    """The examiner reads the summary of the cross-check of his case, and nothing besides."""
    complaint_id = complaints.served_by(screening_id)
    return complaint_id is not None and case_reviews.reads_case(actor, "complaints", complaint_id)


@rule("petugas aduan")
def reader_of_complaint(actor: Actor, document: Any) -> bool:
    return complaints.may_read(actor, document.subject_id)


@rule("pelapor, untuk surat yang ditujukan kepadanya")
def reporter_of_letter(actor: Actor, document: Any) -> bool:
    return following.may_download(actor, document)


@rule("pembaca penarikan diri")
def reader_of_recusal(actor: Actor, document: Any) -> bool:
    return recusals.may_read(actor, document.subject_id)


@rule("pembaca keberatan")
def reader_of_objection(actor: Actor, document: Any) -> bool:
    return objections.may_read(actor, document.subject_id)


@rule("menangani perkara")
def has_cases(actor: Actor, _record: Any) -> bool:
    return case_reviews.has_cases(actor)


@rule("pernah dimintai keterangan")
def was_asked(actor: Actor, _record: Any) -> bool:
    return case_reviews.was_asked(actor)


@rule("mengawasi tindak lanjut")
def oversees(actor: Actor, _record: Any) -> bool:
    return case_reviews.oversees(actor)


@rule("penanggung jawab tindak lanjut")
def has_follow_ups(actor: Actor, _record: Any) -> bool:
    return case_reviews.has_follow_ups(actor)


@rule("pembaca surat pemeriksaan")
def reader_of_review(actor: Actor, document: Any) -> bool:
    return case_reviews.may_read_letter(actor, document)


@rule("pembaca pernyataan akhir jabatan")
def reader_of_departure(actor: Actor, document: Any) -> bool:
    return departures.may_read(actor, document.subject_id)


@rule("pembaca rencana penanganan")
def reader_of_plan(actor: Actor, document: Any) -> bool:
    return measures.may_read_letter(actor, document.subject_id)


@rule("pembaca rujukan")
def reader_of_referral(actor: Actor, document: Any) -> bool:
    return measures.may_read_referral(actor, document.subject_id)


@rule("kustodian identitas atau yang pernah meminta identitas")
def at_the_vault(actor: Actor, _record: Any) -> bool:
    return vault_queries.has_door(actor)


@rule("punya rencana penanganan atau melaksanakan tindakan")
def has_plans(actor: Actor, _record: Any) -> bool:
    return measures.concerns(actor)


@rule("pembaca surat divestasi")
def reader_of_divestment(actor: Actor, document: Any) -> bool:
    return divestments.may_read(actor, document.subject_id)


@rule("pembaca bukti cek")
def reader_of_precheck(actor: Actor, document: Any) -> bool:
    return prechecks.may_read(actor, document.subject_id)


@rule("melindungi pelapor dari tindakan balasan")
def sees_retaliations(actor: Actor, _record: Any) -> bool:
    return protecting.is_shown(actor)


NAVIGATION = (
    Entry("Saya", "Tugas", "home.tasks", "home", signed_in),
    Entry("Saya", "Pemberitahuan", "notifications.index", "bell", signed_in, notices.unread_count),
    Entry("Saya", "Unit Saya", "seasons.my_unit", "chart-bar", reviews | role(Role.LEADER)),
    Entry("Mencegah", "Deklarasi Saya", "disclosures.index", "file-text", signed_in),
    Entry("Mencegah", "Tinjau Deklarasi", "disclosures.review_box", "clipboard-check", reviews,
          disclosures.waiting_for_review),
    Entry("Mencegah", "Cek Sebelum Memutuskan", "prechecks.index", "shield-check", signed_in,
          prechecks.waiting_for),
    Entry("Mencegah", "Register Urusan", "matters.index", "clipboard-list", signed_in, matters.stalled_count),
    Entry("Mencegah", "Rencana Saya", "measures.mine", "list-check", has_plans),
    Entry("Mencegah", "Rencana & titik pantau", "measures.index", "clipboard-list",
          reviews | role(Role.LEADER) | role(Role.INSPECTOR), measures.waiting_for),
    Entry("Mengatasi", "Laporkan Benturan Kepentingan", "reporting.about_whom", "speakerphone",
          signed_in),
    Entry("Mencegah", "Penarikan Diri", "recusals.index", "hand-stop", signed_in,
          recusals.waiting_for),
    Entry("Mencegah", "Antrean Penarikan Diri", "recusals.queue", "list-check",
          role(Role.HR_OFFICER)),
    Entry("Mencegah", "Register Penarikan Diri", "recusals.register", "file-check",
          role(Role.HR_OFFICER) | role(Role.INSPECTOR)),
    Entry("Mengatasi", "Tindakan balasan", "talk.retaliations", "shield-check", sees_retaliations,
          protecting.waiting_for),
    Entry("Mengatasi", "Catat Aduan", "portal.counter", "pencil", role(Role.INTAKE_OFFICER)),
    Entry("Mengatasi", "Keberatan", "objections.index", "scale", signed_in,
          objections.waiting_for),
    Entry("Mengatasi", "Meja aduan", "desk.index", "clipboard-list", at_desk,
          complaints.waiting_for),
    Entry("Mengatasi", "Pemeriksaan", "reviews.index", "clipboard-check", has_cases,
          case_reviews.waiting_for),
    Entry("Mengatasi", "Permintaan Keterangan", "replies.index", "message-circle", was_asked,
          case_reviews.unanswered_for),
    Entry("Mengatasi", "Pengawasan", "oversight.index", "eye", oversees, case_reviews.to_verify),
    Entry("Mengatasi", "Tindak Lanjut Saya", "oversight.mine", "list-check", has_follow_ups,
          case_reviews.to_do),
    Entry("Mengatasi", "Cek Silang", "crosscheck.index", "search", crosscheck_policy.searcher,
          screenings.open_count),
    Entry("Mengatasi", "Cek Daftar", "lists.index", "list-check", role(Role.INSPECTOR)),
    Entry("Mencegah", "Divestasi", "divestments.index", "scale", signed_in),
    Entry("Mencegah", "Verifikasi Divestasi", "divestment_decisions.register", "clipboard-check",
          role(Role.HR_OFFICER) | role(Role.INSPECTOR), divestments.waiting_for),
    Entry("Mencegah", "Deteksi", "findings.index", "eye", role(Role.INSPECTOR),
          screenings.new_findings),
    Entry("Mengatasi", "Identitas Pelapor", "vault.index", "lock", at_the_vault,
          vault_queries.waiting_count),
    Entry("Pengelolaan", "Kepatuhan", "seasons.compliance", "clipboard-list",
          role(Role.HR_OFFICER) | role(Role.INSPECTOR) | role(Role.LEADER)),
    Entry("Pengelolaan", "Periode", "seasons.index", "calendar", role(Role.ADMIN) | role(Role.HR_OFFICER)),
    Entry("Pengelolaan", "Akhir jabatan", "departures.index", "logout", role(Role.HR_OFFICER),
          departures.to_verify),
    Entry("Pengelolaan", "Pegawai", "people.index", "users", role(Role.ADMIN) | role(Role.HR_OFFICER)),
    Entry("Pengelolaan", "Akun", "accounts.index", "key", role(Role.ADMIN) | role(Role.HR_OFFICER)),
    Entry("Pengelolaan", "Kalender", "deadlines.calendar", "calendar", role(Role.ADMIN)),
    Entry("Pengelolaan", "Aturan", "regulations.index", "scale", role(Role.ADMIN)),
    Entry("Pengelolaan", "Surel", "mail.index", "send", role(Role.ADMIN)),
    Entry("Pengelolaan", "Log akses", "audit.index", "history", role(Role.ADMIN) | role(Role.INSPECTOR)),
)  # fmt: skip


def sessions(app: Flask) -> None:
    """Who is signed in, and the keys this needs."""
    settings: Settings = app.config["SETTINGS"]
    signing.use_folder(settings.DATA_DIR / "keys")
    storage.use_folder(settings.DATA_DIR / "files")
    scanning.use(*([Clamd(Path(settings.CLAMD_SOCKET))] if settings.CLAMD_SOCKET else []))
    keyring.use_profile(*settings.VAULT_ARGON2)
    login.register(app)


def wire(app: Flask) -> None:
    """Join the features together, anew for each application built in this process."""
    events.forget_all()
    events.listen(*LISTENERS)
    events.follow(CONSEQUENCES)
    policy.forget_all()
    for rules in (*RULES, *(flow.rules() for flow in WORKFLOWS)):
        policy.register(rules)
    handlers.forget_all()
    for kind, handler in JOBS.items():
        handlers.register(kind, handler, patient=kind == RENDER)
    daily.forget_all()
    for name, task in DAILY.items():
        daily.register(name, task)
    _join_seams()
    _let_readers_in()
    _open_mail(app)
    navigation.fill(NAVIGATION)
    pages.fill(post_of=_post_of, unread=notices.unread_count)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)


def _join_seams() -> None:
    """What the upper storeys tell the lower ones, and what the cross-check asks."""
    _hide_complaints()
    obstacles.forget_all()
    obstacles.register(recusals.obstacle, prechecks.recorded_link)
    obstacles.register_closing(recusals.matters_closed_to)
    outside_facts.forget_all()
    outside_facts.register(SourceKind.RECUSAL, recusals.outside_facts)
    outside_facts.register(SourceKind.CHECK, prechecks.for_crosscheck)
    outside_facts.register(SourceKind.MATTER, prechecks.matters_for_crosscheck)
    outside_facts.register(SourceKind.MEASURE, measure_facts.plans_on_file)
    outside_facts.register(SourceKind.COMPLAINT, complaints.earlier_complaints)
    outside_facts.register(SourceKind.DIVESTMENT, divestment_outside.facts_about)
    measure_links.forget_all()
    measure_links.register("TND-A", finder=divestments_behind.find)
    measure_links.register("TND-B", recusals_behind.impose, recusals_behind.find)
    interim.use(divestment_recusals.RECUSALS)
    departures.count_matters_with(matters.count_open_of)
    renewal.remind_with(reminding_of_parties.parties_met_since)
    subjects.forget_all()
    subjects.register(Complaint.__tablename__, IDENTITIES)
    grounds.forget_all()
    grounds.register(RECUSALS, PLANS, COMPLAINTS, REVIEWS)
    doors.forget_all()
    doors.register(COMPLAINT_DOOR, OBJECTION_DOOR)


def _may_see_evidence(actor: Actor, complaint_id: int) -> bool:
    """The office and the reporter; and whoever handles the case that came of the complaint."""
    if following.may_see_evidence(actor, complaint_id):
        return True
    leading = complaints.leading_id(complaint_id)
    return actor.person_id is not None and case_reviews.reads_case(actor, "complaints", leading)


def _hide_complaints() -> None:
    """For whom a complaint concerns it stands in no trail and no list of screenings either."""
    curtains.forget_all()
    curtains.draw(Complaint.__tablename__, complaints.known_to)
    curtains.draw("retaliations", protecting.known_to)
    curtains.draw(Screening.__tablename__, screenings.known_to)
    curtains.follow(Document, Attachment, Deadline, Identity, Opening)
    curtains.draw("reviews", case_reviews.known_to)
    curtains.draw("review_questions", case_reviews.questions_known_to)
    curtains.draw("review_follow_ups", case_reviews.follow_ups_known_to)
    curtains.follow(Document, Attachment, Deadline)
    origins.forget_all()
    origins.register(Complaint.__tablename__, complaints.known_to)
    case_origins.forget_all()
    case_origins.register(
        case_origins.Origin(
            Complaint.__tablename__,
            "Aduan",
            offer=casefile.offer,
            read=casefile.read,
            ask=relaying.ask,
            answers=relaying.answers,
            page=casefile.page,
        )
    )


def _let_readers_in() -> None:
    """Who reads the letters and the evidence of each kind of record."""
    document_policy.register_reader("disclosures", reader_of_declaration)
    document_policy.register_reader("screenings", reader_of_screening)
    document_policy.register_reader("complaints", reader_of_complaint)
    document_policy.register_visitor("complaints", reporter_of_letter)
    document_policy.register_visitor("reviews", reporter_of_letter)
    document_policy.register_visitor("objections", reader_of_objection)
    document_policy.register_reader("departures", reader_of_departure)
    document_policy.register_reader("measures_plans", reader_of_plan)
    document_policy.register_reader("measures_referrals", reader_of_referral)
    document_policy.register_reader("divestments", reader_of_divestment)
    document_policy.register_reader("recusals", reader_of_recusal)
    document_policy.register_reader("objections", reader_of_objection)
    document_policy.register_reader("reviews", reader_of_review)
    attachment_policy.forget_all()
    attachment_policy.register_reader("disclosures", disclosures.may_read)
    attachment_policy.register_reader("measures_reports", measures.may_read_report)
    attachment_policy.register_reader("measures_checks", measures.may_read_check)
    attachment_policy.register_reader("objections", objections.may_read)
    attachment_policy.register_reader("complaints", _may_see_evidence)
    attachment_policy.register_reader("retaliations", protecting.may_read)
    attachment_policy.register_reader("reviews", case_reviews.may_read)
    attachment_policy.register_reader("review_questions", case_reviews.may_read_question)
    attachment_policy.register_reader(
        "review_follow_up_steps", case_reviews.may_read_follow_up_step
    )
    attachment_policy.register_reader("divestments", divestments.may_read)
    attachment_policy.register_reader("divestment_proofs", divestments.may_read_proof)
    attachment_policy.register_reader("duty_reassignments", divestments.may_read_reassignment)
    document_policy.register_reader("prechecks", reader_of_precheck)


def _mail_about_cases() -> None:
    """Retaliation, opened identities, examinations and follow-ups."""
    mail_policy.register_reader("retaliations", protecting.may_read)
    mail_policy.register_reader("vault_openings", vault_queries.may_read)
    mail_policy.register_reader("reviews", case_reviews.may_be_told)
    mail_policy.register_reader("review_questions", case_reviews.may_read_question)
    mail_policy.register_reader("review_follow_ups", case_reviews.may_read_follow_up)


def _open_mail(app: Flask) -> None:
    """Who gets mail about what, and through which server. A wrong setting fails here, at start."""
    settings: Settings = app.config["SETTINGS"]
    server = smtp.read_address(settings.SMTP_URL, settings.MAIL_FROM) if settings.SMTP_URL else None
    mail_office.use(
        mail_office.Office(
            server, settings.NAMA_APLIKASI, settings.NAMA_PEMDA, settings.PUBLIC_URL.rstrip("/")
        )
    )
    notifications.hand_on_to(mail.hand_over)
    mail_policy.forget_all()
    outside_mail.forget_all()
    outside_mail.register("objections", objections.address_of)
    outside_mail.register("complaints", following.address_of)
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
    _mail_about_cases()
    mail_policy.register_reader("seasons", season_mailing.still_concerns)
    mail_policy.register_copies(
        disclosure_events.REVIEW_LATE.name, disclosure_mailing.copy_still_concerns
    )
    mail_policy.register_copies(
        departure_events.LATE.name, departure_mailing.lateness_still_concerns
    )
    mail.forget_all()
    mail.add_to_agenda("disclosures", agenda.waiting_by_reviewer, _waiting_declarations)
    mail.add_to_agenda("divestments", divestment_agenda.waiting_by_decider, _waiting_divestments)
    mail.add_to_agenda("recusals", recusal_agenda.waiting_by_handler, _waiting_recusals)
    mail.add_to_agenda("reviews", review_agenda.waiting_by_handler, _waiting_cases)


def _waiting_declarations(number: int, due: date | None) -> str:
    until = f", batas terdekat {as_people_read(due)}" if due else ""
    return f"{number} deklarasi menunggu tinjauan Anda{until}"


def _waiting_recusals(number: int, due: date | None) -> str:
    until = f", batas terdekat {as_people_read(due)}" if due else ""
    return f"{number} penarikan diri menunggu tanggapan atau keputusan Anda{until}"


def _waiting_cases(number: int, due: date | None) -> str:
    until = f", batas terdekat {as_people_read(due)}" if due else ""
    return f"{number} aduan menunggu pemeriksaan atau peninjauan Anda{until}"


def _waiting_divestments(number: int, due: date | None) -> str:
    until = f", batas terdekat {as_people_read(due)}" if due else ""
    return f"{number} divestasi menunggu putusan atau verifikasi Anda{until}"


def _post_of(actor: Actor) -> str:
    if actor.person_id is None:
        return ""
    post = people.post_of(actor.person_id, clock.today())
    return post.title if post else ""
