"""Urgent mail goes out at once, everything else at 07.30, each exactly once, whatever the server does."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from app.accounts import caretaking
from app.core import clock
from app.core.actor import SYSTEM
from app.database.base import db
from app.deadlines.models import Deadline
from app.mail import policy as mail_policy
from app.mail import services
from app.mail.models import MailMessage, MailState
from app.notifications.models import Notice
from app.notifications.services import mark_all_read
from app.outbox.models import Job
from tests.factories.accounts import a_person, an_account, as_actor
from tests.mail.conftest import ADDRESS, SENT, URGENT, sending_to, tell, work
from tests.times import MONDAY

HALF_PAST_SEVEN = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # Tuesday 07.30 WITA
EVENING = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)  # Monday 21.00 WITA


@pytest.fixture
def reader():
    return an_account(person=a_person("Dewi Contoh, S.T.", email="dewi@kota-contoh.example"))


def at(moment: datetime):
    return clock.frozen_at(moment, everywhere=True)


def day_begins(moment: datetime = HALF_PAST_SEVEN) -> None:
    """The daily job at 05.00, then the worker at the given moment."""
    with at(moment.replace(hour=21, minute=0) - timedelta(days=0 if moment.hour >= 21 else 1)):
        services.order_digests(SYSTEM)
    with at(moment):
        work()


def states() -> list[MailState]:
    return list(db.session.scalars(sa.select(MailMessage.state).order_by(MailMessage.id)))


# ---- what is sent when --------------------------------------------------------------------------


def test_an_urgent_notice_is_mailed_at_once_and_says_number_and_link_only(mail_on, reader):
    thing = tell(URGENT, reader)
    work()
    [mail] = mail_on.arrived
    assert mail.to == "dewi@kota-contoh.example"
    assert mail.message["Subject"] == "SADAR: ada kabar yang perlu segera dibuka"
    assert f"Atasan menetapkan penanganan untuk deklarasi {thing.number}." in mail.text
    assert f"{ADDRESS}/deklarasi/{thing.id}" in mail.text
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert states() == [MailState.SENT]
    assert db.session.scalars(sa.select(Notice)).one().emailed_at == MONDAY


def test_other_notices_wait_for_one_message_at_half_past_seven(mail_on, reader):
    things = [tell(SENT, reader) for _ in range(3)]
    work()
    assert mail_on.arrived == []
    day_begins()
    [mail] = mail_on.arrived
    assert mail.message["Subject"] == "SADAR: ringkasan Selasa, 3 Maret 2026"
    assert all(thing.number in mail.text for thing in things)
    day_begins(HALF_PAST_SEVEN + timedelta(days=1))
    assert len(mail_on.arrived) == 1


def test_running_the_daily_job_again_sends_no_second_digest(mail_on, reader):
    tell(SENT, reader)
    for _ in range(3):
        day_begins()
    tell(SENT, reader)
    day_begins(HALF_PAST_SEVEN + timedelta(minutes=10))
    assert len(mail_on.arrived) == 1


def test_what_was_read_in_the_application_is_not_mailed(mail_on, reader):
    tell(SENT, reader)
    mark_all_read(as_actor(reader))
    day_begins()
    assert mail_on.arrived == []


def test_an_urgent_notice_is_not_repeated_in_the_digest(mail_on, reader):
    tell(URGENT, reader)
    work()
    day_begins()
    assert len(mail_on.arrived) == 1


def test_at_night_an_urgent_mail_waits_until_six(mail_on, reader):
    with at(EVENING):
        tell(URGENT, reader)
        work()
        assert mail_on.arrived == []
    with at(datetime(2026, 3, 2, 21, 59, tzinfo=UTC)):
        work()
        assert mail_on.arrived == []
    with at(datetime(2026, 3, 2, 22, 0, tzinfo=UTC)):
        work()
    assert len(mail_on.arrived) == 1


def test_on_the_last_day_of_a_statutory_clock_the_night_does_not_count(mail_on, reader, arranging):
    with at(EVENING):
        for statutory, person in ((True, reader), (False, a_person(email="lain@contoh.example"))):
            thing = Running(clock.today(), statutory, arranging)
            tell(URGENT, person, subject=thing)
        work()
    assert [mail.to for mail in mail_on.arrived] == ["dewi@kota-contoh.example"]


class Running:
    """A record whose clock ends on a day."""

    __tablename__ = "things"

    def __init__(self, day, statutory, arranging):
        self.id, self.number = 700 + statutory, "ADU-2026-000700"
        with arranging() as session:
            session.add(
                Deadline(
                    code="periksa", label="Pemeriksaan", subject_type="things", subject_id=self.id,
                    started_at=clock.now(), started_on=day, due_on=day, due_at=clock.now(),
                    length=3, unit="hari_kerja", statutory=statutory, basis="-", pack_id="-",
                    pack_hash="-", joint_leave_off=True, roll_over=False, event_day_counts=False,
                    week="01234",
                )
            )  # fmt: skip


def test_without_a_server_nothing_is_written_and_later_only_a_week_is_made_up(app, reader, server):
    for days in (10, 3):
        with at(MONDAY - timedelta(days=days)):
            tell(URGENT, reader)
    day_begins()
    assert states() == []
    with sending_to(server.url):
        day_begins(HALF_PAST_SEVEN + timedelta(days=1))
    [mail] = server.arrived
    assert mail.text.count("Atasan menetapkan") == 1


def test_somebody_without_an_address_gets_nothing_and_stops_nobody(mail_on, reader):
    tell(URGENT, a_person(email=None), a_person(email=""), reader)
    tell(SENT, a_person(email=None), reader)
    work()
    day_begins()
    assert [mail.to for mail in mail_on.arrived] == ["dewi@kota-contoh.example"] * 2


# ---- nothing to somebody who may not know -------------------------------------------------------


@pytest.fixture
def readers():
    """Who may read which record, as a feature would say."""
    may: set[tuple[int, int]] = set()
    mail_policy.register_reader("things", lambda actor, thing: (actor.person_id, thing) in may)
    yield may
    mail_policy._readers.pop("things")


def test_a_superior_who_was_replaced_before_the_digest_hears_nothing(mail_on, reader, readers):
    tell(SENT, reader)
    day_begins()
    assert mail_on.arrived == []
    assert states() == [MailState.DROPPED]


def test_of_two_records_only_the_one_still_open_to_him_is_named(mail_on, reader, readers):
    kept, lost = tell(SENT, reader), tell(SENT, reader)
    readers.add((reader.id, kept.id))
    day_begins()
    [mail] = mail_on.arrived
    assert kept.number in mail.text
    assert lost.number not in mail.text


def test_who_left_or_was_disabled_gets_no_mail(mail_on, reader, arranging):
    gone = an_account(person=a_person(email="pergi@contoh.example"))
    tell(SENT, gone, reader)
    with arranging() as session:
        session.merge(gone).left_on = MONDAY.date()
    caretaking.change_state(SYSTEM, reader.id, "disable", "Uji")
    day_begins()
    assert mail_on.arrived == []


@pytest.mark.parametrize("code", ["N-20", "N-24", "N-28", "N-41", "N-44"])
def test_what_belongs_to_the_inbox_only_is_never_mailed(mail_on, reader, code):
    tell(SENT, reader, code=code)
    work()
    day_begins()
    assert mail_on.arrived == []


def test_weekly_hints_come_on_monday(mail_on, reader):
    tell(SENT, reader, code="N-34", message="2 petunjuk baru.")
    for days in range(7):
        day_begins(HALF_PAST_SEVEN + timedelta(days=days))
        assert len(mail_on.arrived) == (1 if days == 6 else 0)


def test_who_left_hears_no_more_of_work_that_waits(mail_on, reader, arranging, monkeypatch):
    tell(SENT, reader)
    monkeypatch.setitem(services._agenda, "disclosures", lambda: {reader.id: (3, None)})
    with arranging() as session:
        session.merge(reader).left_on = MONDAY.date()
    day_begins()
    assert mail_on.arrived == []


def test_a_sentence_nobody_released_for_mail_stays_in_the_house(mail_on, reader):
    tell(SENT, reader, code="N-30", message="CV Rahasia Sentosa diduga menyuap Budi.")
    tell(SENT, reader)
    work()
    day_begins()
    for mail in mail_on.arrived:
        whole = mail.message.as_string() + mail.text
        assert "Rahasia" not in whole
        assert "Budi" not in whole
    assert "1 kabar baru di Pemberitahuan Anda." in mail_on.arrived[0].text
    assert f"{ADDRESS}/pemberitahuan" in mail_on.arrived[0].text


def test_a_name_cannot_put_a_line_into_the_head_of_a_message(mail_on):
    sly = a_person("Dewi\r\nBcc: lain@contoh.example", email="dewi@contoh.example")
    tell(URGENT, sly)
    tell(URGENT, a_person(email="a@b.example\r\nBcc: lain@contoh.example"))
    work()
    assert [mail.to for mail in mail_on.arrived] == ["dewi@contoh.example"]
    assert mail_on.arrived[0].message["Bcc"] is None
    assert states() == [MailState.SENT, MailState.DEAD]


# ---- exactly once -------------------------------------------------------------------------------


def test_after_an_hour_without_server_each_mail_arrives_exactly_once(mail_on):
    readers = [a_person(email=f"p{n}@contoh.example") for n in range(8)]
    with at(HALF_PAST_SEVEN - timedelta(hours=3)):
        services.order_digests(SYSTEM)
        tell(SENT, *readers)
    mail_on.down()
    for minute in range(60):
        with at(HALF_PAST_SEVEN + timedelta(minutes=minute)):
            if minute % 10 == 5:
                tell(URGENT, *readers[:3])
            work()
    assert mail_on.arrived == []
    mail_on.up()
    for minute in range(60, 100):
        with at(HALF_PAST_SEVEN + timedelta(minutes=minute)):
            work()
    assert len(mail_on.arrived) == len(set(mail_on.ids)) == 8 + 6 * 3
    assert set(states()) == {MailState.SENT}
    assert db.session.scalar(sa.select(sa.func.count(Notice.id)).where(Notice.emailed_at.is_(None))) == 0  # fmt: skip


def test_a_message_that_was_not_answered_goes_again_under_the_same_id(mail_on, reader):
    """The one window SMTP leaves: taken by the server, and the answer lost."""
    tell(URGENT, reader)
    mail_on.behaviour.after_text = lambda _to: "250 and gone"
    work()
    assert states() == [MailState.WAITING]
    mail_on.behaviour.after_text = lambda _to: None
    with at(MONDAY + timedelta(minutes=1)):
        work()
    assert len(mail_on.arrived) == 2
    assert len(set(mail_on.ids)) == 1
    assert len({mail.text for mail in mail_on.arrived}) == 1


def test_a_connection_lost_before_the_server_took_it_makes_no_double(mail_on):
    tell(URGENT, *(a_person(email=f"p{n}@contoh.example") for n in range(5)))
    answers = iter([None, None, "", None])
    mail_on.behaviour.after_text = lambda _to: next(answers, None)
    for minute in range(4):
        with at(MONDAY + timedelta(minutes=minute)):
            work()
    assert sorted(mail.to for mail in mail_on.arrived) == [f"p{n}@contoh.example" for n in range(5)]


def test_one_address_that_is_told_to_wait_does_not_hold_up_the_others(mail_on):
    mail_on.behaviour.at_rcpt["p1@contoh.example"] = "450 nanti"
    tell(SENT, *(a_person(email=f"p{n}@contoh.example") for n in range(3)))
    day_begins()
    assert sorted(mail.to for mail in mail_on.arrived) == ["p0@contoh.example", "p2@contoh.example"]
    mail_on.behaviour.at_rcpt.clear()
    with at(HALF_PAST_SEVEN + timedelta(minutes=1)):
        work()
    assert len(mail_on.arrived) == 3


def test_an_address_that_is_refused_for_good_is_given_up_at_once(mail_on, reader):
    mail_on.behaviour.at_rcpt["dewi@kota-contoh.example"] = "550 tidak ada"
    tell(URGENT, reader)
    work()
    message = db.session.scalars(sa.select(MailMessage)).one()
    assert (message.state, message.last_error, message.attempts) == (MailState.DEAD, "SMTP 550", 1)


def test_after_three_days_a_message_is_given_up_and_seen(app, reader, server):
    server.down()
    with sending_to(server.url):
        tell(URGENT, reader)
        moment = MONDAY
        while states() == [MailState.WAITING] and moment < MONDAY + timedelta(days=5):
            with at(moment):
                work()
            moment += timedelta(minutes=30)
    assert states() == [MailState.DEAD]
    assert timedelta(days=3) <= moment - MONDAY <= timedelta(days=3, hours=1)


def test_a_claim_of_a_worker_that_died_is_taken_over_and_one_that_lives_is_not(
    mail_on, reader, arranging
):
    tell(URGENT, reader)
    with arranging() as session:  # as the killed worker left it
        session.execute(sa.update(MailMessage).values(claimed_until=MONDAY + services.CLAIM))
    work()
    assert mail_on.arrived == []
    with at(MONDAY + services.CLAIM):
        work()
    assert len(mail_on.arrived) == 1


def test_a_message_whose_job_was_lost_goes_with_the_next_daily_job(mail_on, reader, arranging):
    tell(URGENT, reader)
    with arranging() as session:
        session.execute(sa.delete(Job))
    with at(HALF_PAST_SEVEN):
        services.order_digests(SYSTEM)
        work()
    assert [mail.to for mail in mail_on.arrived] == ["dewi@kota-contoh.example"]


def test_a_job_done_twice_sends_nothing_twice(mail_on, reader, arranging):
    tell(URGENT, reader)
    work()
    with arranging() as session:
        session.execute(sa.update(Job).values(state="waiting", attempts=0))
    work()
    assert len(mail_on.arrived) == 1


def test_a_hundred_and_twenty_digests_need_three_connections(mail_on):
    tell(SENT, *(a_person(email=f"p{n}@contoh.example") for n in range(120)))
    day_begins()
    assert len(set(mail_on.ids)) == len(mail_on.arrived) == 120
    assert mail_on.connections == 3


def test_a_rolled_back_act_mails_nothing(mail_on, reader):
    def fail(_notices):
        raise RuntimeError("the act is undone")

    from app.notifications import services as notifications

    followers = list(notifications._followers)
    notifications.hand_on_to(*followers, fail)
    try:
        with pytest.raises(RuntimeError):
            tell(URGENT, reader)
    finally:
        notifications.hand_on_to(*followers)
    work()
    assert (mail_on.arrived, states()) == ([], [])
