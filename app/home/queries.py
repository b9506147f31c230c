"""What the front doors show: aggregates for everybody, own tasks for an employee."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app.complaints.queries import desk
from app.core import clock
from app.core.actor import Actor
from app.database.base import db
from app.deadlines import queries as deadlines
from app.deadlines.queries import RunningClock
from app.departures import queries as departures
from app.departures.models import Departure
from app.disclosures import queries as disclosures
from app.disclosures.models import Disclosure, Kind, State
from app.divestments import queries as divestments
from app.divestments.models import Divestment, DivestmentStep
from app.measures import queries as measures
from app.people import queries as people
from app.people.models import Appointment
from app.recusals import queries as recusals
from app.regulations.pack import Level
from app.reviews import queries as reviews
from app.reviews.models import State as ReviewState
from app.seasons import queries as seasons
from app.seasons.appointees import own_head_filed_for


@dataclass(frozen=True)
class TaskCard:
    """One thing the employee has to do, or may finish."""

    title: str
    text: str
    url: str
    action: str
    clock: RunningClock | None = None
    # The last day of what has no clock of its own.
    due_on: date | None = None

    @property
    def due(self) -> date:
        return self.clock.due_on if self.clock else self.due_on or date.max


@dataclass(frozen=True)
class Standing:
    """ "Status saya": the last declaration, its level, what waits for review, seats kept.

    `keeps`: seats kept as Plt. or Plh. today; `kept_by`: who keeps one's own seat, or will.
    """

    last: Disclosure | None
    interests: int
    level: Level | None
    to_review: int
    head_filed_on: date | None
    keeps: list[Appointment]
    kept_by: list[Appointment]


def public_counts() -> dict[str, int] | None:
    """Aggregates for the public; None while there is nothing to count."""
    counts = disclosures.public_counts()
    return counts if counts["filed"] else None


def what_is_not_ready() -> str | None:
    """A short reason why this process cannot work, or None."""
    try:
        db.session.execute(sa.select(1))
        version = db.session.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    except sa.exc.SQLAlchemyError:
        return "database does not answer"
    return None if version else "database is not migrated"


def tasks_visible_to(actor: Actor) -> list[TaskCard]:
    """The actor's own duties, the nearest date first (S-21)."""
    waiting = disclosures.open_of_visible_to(actor)
    clocks = deadlines.clocks_of("disclosures", [one.id for one in waiting])
    duty = seasons.duty_of_visible_to(actor)
    cards = []
    for disclosure in waiting:
        running = list(clocks[disclosure.id])
        if not running and duty is not None and duty.disclosure_id == disclosure.id:
            running = [seasons.clock_of(duty)]
        cards.append(_card(disclosure, running[0] if running else None))
    cards += [_helping_card(one) for one in disclosures.drafts_to_prepare_visible_to(actor)]
    cards += _plan_cards(actor)
    cards += _recusal_cards(actor)
    cards += _case_cards(actor)
    cards += _office_cards(actor)
    leaving = departures.own_visible_to(actor)
    if leaving is not None:
        cards.append(_exit_card(leaving))
    cards += [_proof_card(step) for step in divestments.steps_to_prove_visible_to(actor)]
    cards += [_plan_card(one) for one in divestments.returned_visible_to(actor)]
    return sorted(cards, key=lambda card: card.due)


def _recusal_cards(actor: Actor) -> list[TaskCard]:
    """Requests to complete, to answer, to keep; the objections one looks at are in their list."""
    cards = [
        TaskCard(
            _("Lengkapi %(number)s", number=line.recusal.number),
            _(
                "BKPSDM meminta penarikan diri ini dilengkapi. Anda tetap tidak menangani urusannya."
            ),
            f"/penarikan-diri/{line.recusal.id}/ubah",
            _("Lengkapi"),
            line.clock,
        )
        for line in recusals.returned_to_visible_to(actor)
    ]
    cards += [
        TaskCard(
            _("Penarikan diri %(number)s menunggu Anda", number=line.recusal.number),
            _("Tanggapi, tunjuk pengganti, atau tetapkan siapa yang menangani."),
            f"/penarikan-diri/{line.recusal.id}",
            _("Buka"),
            line.clock,
        )
        for line in recusals.to_answer_visible_to(actor)
    ]
    cards += [
        TaskCard(
            _("Jaga penarikan diri %(number)s", number=line.recusal.number),
            _("Anda ditunjuk menjaga pelaksanaannya. Buka dan benarkan."),
            f"/penarikan-diri/{line.recusal.id}",
            _("Buka"),
        )
        for line in recusals.to_keep_visible_to(actor)
    ]
    return cards


def _case_cards(actor: Actor) -> list[TaskCard]:
    """Cases to examine or to review, statements asked for, follow-ups of a decision to carry out.

    A list is read only where the menu shows its door.
    """
    cards = [
        TaskCard(
            _("Aduan %(number)s menunggu Anda", number=line.review.number),
            _("Anda pemeriksanya.")
            if line.review.state is ReviewState.EXAMINING
            else _("Anda peninjaunya."),
            f"/pemeriksaan/{line.review.id}",
            _("Buka perkara"),
            line.clock,
        )
        for line in (reviews.turns_visible_to(actor) if reviews.has_cases(actor) else ())
    ]
    cards += [
        TaskCard(
            _("Anda dimintai keterangan"),
            _(
                "Jawab paling lambat %(day)s. Anda berhak didengar; tidak menjawab tidak dianggap"
                " mengaku.",
                day=format_date(question.due_on, "d MMMM yyyy"),
            ),
            f"/keterangan/{question.id}",
            _("Buka"),
            due_on=question.due_on,
        )
        for question in (
            reviews.open_questions_visible_to(actor) if reviews.was_asked(actor) else ()
        )
    ]
    cards += [
        TaskCard(
            _("Tindak lanjut aduan %(number)s", number=row.number),
            _(
                "%(what)s Paling lambat %(day)s.",
                what=row.description,
                day=format_date(row.due_on, "d MMMM yyyy"),
            ),
            f"/tindak-lanjut/{row.id}",
            _("Buka"),
            due_on=row.due_on,
        )
        for row in (
            reviews.follow_ups_to_do_visible_to(actor) if reviews.has_follow_ups(actor) else ()
        )
    ]
    return cards


def _office_cards(actor: Actor) -> list[TaskCard]:
    """What waits at the desk and in the oversight, for those whose work that is; no case is named."""
    cards = []
    at_desk = desk.waiting_for(actor) if desk.has_desk(actor) else 0
    if at_desk:
        text = ngettext(
            "%(num)s aduan menunggu di meja aduan.",
            "%(num)s aduan menunggu di meja aduan.",
            at_desk,
        )
        cards.append(TaskCard(_("Meja aduan"), text, "/meja-aduan", _("Buka meja aduan")))
    to_verify = reviews.to_verify(actor) if reviews.oversees(actor) else 0
    if to_verify:
        text = ngettext(
            "%(num)s bukti tindak lanjut menunggu verifikasi.",
            "%(num)s bukti tindak lanjut menunggu verifikasi.",
            to_verify,
        )
        cards.append(TaskCard(_("Pengawasan"), text, "/pengawasan", _("Buka pengawasan")))
    return cards


def _plan_cards(actor: Actor) -> list[TaskCard]:
    """Drafts to answer, check points that come near, actions carried out for others."""
    answers, near = measures.to_answer_visible_to(actor), measures.near_checks_visible_to(actor)
    clocks = deadlines.clocks_of("measures_plans", [one.id for one in (*answers, *near)])
    cards = [
        TaskCard(
            _("Tanggapi rencana %(number)s", number=plan.number),
            _("Atasan meminta tanggapan Anda atas rancangan rencana penanganan."),
            f"/rencana/{plan.id}/tanggapan",
            _("Tanggapi"),
            next((one for one in clocks[plan.id] if one.code == "tanggapan_rencana"), None),
        )
        for plan in answers
    ]
    cards += [
        TaskCard(
            _("Titik pantau %(number)s", number=plan.number),
            _("Unggah bukti bahwa rencana penanganan Anda berjalan."),
            f"/rencana/{plan.id}/bukti",
            _("Unggah bukti"),
            next(iter(clocks[plan.id]), None),
        )
        for plan in near
    ]
    return cards


def _proof_card(step: DivestmentStep) -> TaskCard:
    until = format_date(step.due_on, "d MMMM yyyy")
    return TaskCard(
        _("Unggah bukti divestasi, langkah %(n)s", n=step.position),
        _("%(number)s, paling lambat %(day)s.", number=step.divestment.number, day=until),
        f"/divestasi/{step.divestment_id}",
        _("Unggah bukti"),
        due_on=step.due_on,
    )


def _plan_card(divestment: Divestment) -> TaskCard:
    return TaskCard(
        _("Ubah rencana %(number)s", number=divestment.number),
        _("Rencana divestasi Anda diminta diubah."),
        f"/divestasi/{divestment.id}/ubah",
        _("Ubah rencana"),
    )


def _exit_card(departure: Departure) -> TaskCard:
    until = format_date(departure.last_day, "d MMMM yyyy")
    return TaskCard(
        _("Isi Pernyataan Akhir Jabatan"),
        _("Sekitar 5 menit, sebelum hari terakhir Anda, %(day)s.", day=until),
        f"/akhir-jabatan/{departure.id}/isi",
        _("Mulai"),
    )


def _card(disclosure: Disclosure, nearest: RunningClock | None) -> TaskCard:
    return TaskCard(*_words(disclosure), nearest)


def _helping_card(disclosure: Disclosure) -> TaskCard:
    return TaskCard(
        _("Bantu mengisi deklarasi %(name)s", name=disclosure.person.name),
        _("Anda menyiapkan isiannya. Hanya ia yang memeriksa dan mengirim."),
        f"/deklarasi/{disclosure.id}/isi",
        _("Buka"),
    )


def _words(disclosure: Disclosure) -> tuple[str, str, str, str]:
    kind = _(disclosure.kind.label)
    if disclosure.state is State.RETURNED:
        return (
            _("Lengkapi %(number)s", number=disclosure.number),
            _("Atasan meminta beberapa isian dilengkapi. Hanya isian itu yang perlu dijawab."),
            f"/deklarasi/{disclosure.id}/lengkapi",
            _("Lengkapi"),
        )
    if disclosure.state is State.DRAFT:
        return (
            _("Lanjutkan %(kind)s", kind=kind),
            _("Draf Anda tersimpan dan menunggu dikirim."),
            f"/deklarasi/{disclosure.id}/isi",
            _("Lanjutkan"),
        )
    if disclosure.kind is Kind.ANNUAL:
        return (
            _("Isi %(kind)s", kind=kind),
            _("Jawaban tahun lalu sudah disiapkan, sekitar 3 menit."),
            "/deklarasi/tahunan",
            _("Mulai"),
        )
    minutes = 12 if disclosure.kind is Kind.FIRST else 4
    return (
        _("Isi %(kind)s", kind=kind),
        _("Perkiraan waktu: %(minutes)s menit. Bisa disimpan dan dilanjutkan.", minutes=minutes),
        "/deklarasi/mulai",
        _("Mulai"),
    )


def standing_of_visible_to(actor: Actor) -> Standing:
    """Where the actor stands today."""
    mine = disclosures.my_disclosures_visible_to(actor)
    filed = [one for one in mine if one.number is not None and one.state is not State.DRAFT]
    last = filed[0] if filed else None
    me, today = actor.person_id, clock.today()
    interests = disclosures.current_interests_for(actor) if mine else []
    return Standing(
        last,
        len(interests),
        last.level if last else None,
        disclosures.waiting_for_review(actor),
        own_head_filed_for(actor),
        people.acting_posts_of(me, today) if me else [],
        people.orders_over(me, today) if me else [],
    )
