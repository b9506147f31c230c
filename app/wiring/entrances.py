"""Every way in: the pages, the menu that leads to them, and the commands."""

from typing import Any

from app.accounts import factor_routes
from app.accounts import routes as account_routes
from app.accounts.cli import accounts as account_commands
from app.attachments import routes as attachment_routes
from app.audit import routes as audit_routes
from app.audit.cli import audit as audit_commands
from app.backups.cli import backup as backup_commands
from app.complaints.queries import desk as complaints
from app.complaints.queries import protecting
from app.complaints.routes import BLUEPRINTS as COMPLAINT_BLUEPRINTS
from app.core import clock
from app.core.actor import Actor, Role
from app.core.policy import role, rule, signed_in
from app.crosscheck import policy as crosscheck_policy
from app.crosscheck import queries as screenings
from app.crosscheck.cli import crosscheck as crosscheck_commands
from app.crosscheck.routes import findings as finding_routes
from app.crosscheck.routes import lists as list_routes
from app.crosscheck.routes import other_names as other_name_routes
from app.crosscheck.routes import screenings as screening_routes
from app.deadlines import routes as deadline_routes
from app.demo.cli import demo as demo_commands
from app.departures import queries as departures
from app.departures import routes as departure_routes
from app.disclosures import queries as disclosures
from app.disclosures.routes import BLUEPRINTS as DISCLOSURE_BLUEPRINTS
from app.divestments import queries as divestments
from app.divestments.routes import BLUEPRINTS as DIVESTMENT_BLUEPRINTS
from app.documents import routes as document_routes
from app.home import routes as home_routes
from app.jobs.cli import jobs as job_commands
from app.mail import routes as mail_routes
from app.matters import queries as matters
from app.matters.routes import BLUEPRINTS as MATTER_BLUEPRINTS
from app.measures import queries as measures
from app.measures import routes as measure_routes
from app.notifications import queries as notices
from app.notifications import routes as notice_routes
from app.objections import public_routes as outside_objection_routes
from app.objections import queries as objections
from app.objections import routes as objection_routes
from app.people import import_routes as people_import_routes
from app.people import queries as people
from app.people import routes as people_routes
from app.people.cli import people as people_commands
from app.prechecks import queries as prechecks
from app.prechecks import routes as precheck_routes
from app.recusals import queries as recusals
from app.recusals.routes import BLUEPRINTS as RECUSAL_BLUEPRINTS
from app.regulations import routes as regulation_routes
from app.reviews import queries as case_reviews
from app.reviews.routes import BLUEPRINTS as REVIEW_BLUEPRINTS
from app.seasons.routes import BLUEPRINTS as SEASON_BLUEPRINTS
from app.serve import serve
from app.vault import queries as vault_queries
from app.vault import routes as vault_routes
from app.vault.cli import vault as vault_commands
from app.visits import routes as visit_routes
from app.web.navigation import Entry

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
    *MATTER_BLUEPRINTS,
    measure_routes.bp,
    precheck_routes.bp,
    screening_routes.bp,
    list_routes.bp,
    finding_routes.bp,
    other_name_routes.bp,
    *DIVESTMENT_BLUEPRINTS,
    *RECUSAL_BLUEPRINTS,
    objection_routes.bp,
    *REVIEW_BLUEPRINTS,
    outside_objection_routes.bp,
    vault_routes.bp,
    *COMPLAINT_BLUEPRINTS,
    visit_routes.bp,
)


COMMANDS = (
    account_commands, people_commands, audit_commands, crosscheck_commands, job_commands,
    demo_commands, vault_commands, backup_commands, serve,
)  # fmt: skip


@rule("meja aduan atau penggantinya")
def at_desk(actor: Actor, _record: Any) -> bool:
    return complaints.has_desk(actor)


@rule("punya bawahan yang mengirim deklarasi")
def is_superior(actor: Actor, _record: Any) -> bool:
    return actor.person_id is not None and people.is_named_superior(actor.person_id, clock.today())


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


@rule("kustodian identitas atau yang pernah meminta identitas")
def at_the_vault(actor: Actor, _record: Any) -> bool:
    return vault_queries.has_door(actor)


@rule("punya rencana penanganan atau melaksanakan tindakan")
def has_plans(actor: Actor, _record: Any) -> bool:
    return measures.concerns(actor)


@rule("melindungi pelapor dari tindakan balasan")
def sees_retaliations(actor: Actor, _record: Any) -> bool:
    return protecting.is_shown(actor)


NAVIGATION = (
    Entry("Saya", "Tugas", "home.tasks", "home", signed_in),
    Entry("Saya", "Pemberitahuan", "notifications.index", "bell", signed_in, notices.unread_count),
    Entry("Saya", "Unit Saya", "seasons.my_unit", "chart-bar", is_superior | role(Role.LEADER)),
    Entry("Mencegah", "Deklarasi Saya", "disclosures.index", "file-text", signed_in),
    Entry("Mencegah", "Tinjau Deklarasi", "disclosures.review_box", "clipboard-check", is_superior,
          disclosures.waiting_for_review),
    Entry("Mencegah", "Cek Sebelum Memutuskan", "prechecks.index", "shield-check", signed_in,
          prechecks.waiting_for),
    Entry("Mencegah", "Register Urusan", "matters.index", "clipboard-list", signed_in, matters.stalled_count),
    Entry("Mencegah", "Rencana Saya", "measures.mine", "list-check", has_plans),
    Entry("Mencegah", "Rencana & titik pantau", "measures.index", "clipboard-list",
          is_superior | role(Role.LEADER) | role(Role.INSPECTOR), measures.waiting_for),
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
    Entry("Mencegah", "Divestasi", "divestments.index", "scale", signed_in, divestments.to_endorse),
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


def post_of(actor: Actor) -> str:
    if actor.person_id is None:
        return ""
    post = people.post_of(actor.person_id, clock.today())
    return post.title if post else ""
