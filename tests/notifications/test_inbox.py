"""Everybody finds in his inbox what concerns him, and nobody finds anybody else's."""

from datetime import date

import pytest

from app.core import events
from app.core.actor import SYSTEM
from app.core.errors import NotFound
from app.core.events import Event, EventType
from app.database.transaction import use_case
from app.notifications import queries, services
from tests.factories.accounts import PASSWORD, an_account, as_actor


class Filed:
    """A record that was filed."""

    __tablename__ = "things"

    def __init__(self, *people: int) -> None:
        self.id, self.people, self.number = 3, list(people), "DEK-2026-000001"


SENT = EventType(
    "test.sent",
    "Dikirim",
    tell=(lambda event: event.subject.people, lambda event: event.subject.people[:1]),
    message="Deklarasi {number} terkirim. Ditinjau paling lambat {due}.",
    code="N-04",
    link=lambda event: f"/deklarasi/{event.subject.id}",
)


@use_case
def send(*people: int, due: object = date(2026, 3, 9)) -> None:
    events.emit(Event(SENT, SYSTEM, Filed(*people), {"number": "DEK-2026-000001", "due": due}))


@pytest.fixture
def person():
    return an_account()


def test_each_person_is_told_once_with_the_date_in_words(app, person):
    other = an_account()
    send(person.id, other.id)
    for reader in (person, other):
        page = queries.notices_visible_to(as_actor(reader))
        assert [n.text for n in page.notices] == [
            "Deklarasi DEK-2026-000001 terkirim. Ditinjau paling lambat 9 Maret 2026."
        ]
        assert (page.notices[0].code, page.notices[0].link) == ("N-04", "/deklarasi/3")


@pytest.mark.parametrize("due", ["2026-03-09", "2026-03-09T15:59:00+00:00", date(2026, 3, 9)])
def test_dates_in_iso_form_are_written_out(app, person, due):
    send(person.id, due=due)
    assert "9 Maret 2026" in queries.notices_visible_to(as_actor(person)).notices[0].text


def test_nobody_opens_another_persons_notice(app, client, person):
    send(person.id)
    stranger = an_account()
    notice = queries.notices_visible_to(as_actor(person)).notices[0]
    with pytest.raises(NotFound):
        queries.notice_for(as_actor(stranger), notice.id)
    with pytest.raises(NotFound):
        services.mark_read(as_actor(stranger), notice.id)
    client.sign_in(stranger.nip, PASSWORD)
    assert client.post(f"/pemberitahuan/{notice.id}/buka").status_code == 404
    assert queries.unread_count(as_actor(person)) == 1


def test_an_empty_inbox_says_what_it_is_for(client, person):
    client.sign_in(person.nip, PASSWORD)
    assert "Belum ada pemberitahuan" in client.get("/pemberitahuan").text


def test_opening_a_notice_marks_it_read_and_goes_where_it_points(client, person):
    send(person.id)
    client.sign_in(person.nip, PASSWORD)
    page = client.get("/pemberitahuan").text
    assert "1 belum dibaca" in page
    notice = queries.notices_visible_to(as_actor(person)).notices[0]
    answer = client.post(f"/pemberitahuan/{notice.id}/buka")
    assert (answer.status_code, answer.location) == (303, "/deklarasi/3")
    assert queries.unread_count(as_actor(person)) == 0


def test_unread_notices_come_first_and_all_can_be_marked_at_once(client, person):
    for _ in range(3):
        send(person.id)
    actor = as_actor(person)
    newest = queries.notices_visible_to(actor).notices[0]
    services.mark_read(actor, newest.id)
    assert [n.read_at is None for n in queries.notices_visible_to(actor).notices] == [
        True,
        True,
        False,
    ]
    client.sign_in(person.nip, PASSWORD)
    assert client.post("/pemberitahuan/dibaca").status_code == 303
    assert queries.unread_count(actor) == 0


def test_long_inboxes_are_paged(client, person):
    for _ in range(25):
        send(person.id)
    client.sign_in(person.nip, PASSWORD)
    assert "Halaman 1 dari 2" in client.get("/pemberitahuan").text
    assert client.get("/pemberitahuan?halaman=2").status_code == 200
    assert client.get("/pemberitahuan?halaman=99").status_code == 200


def test_the_inbox_asks_for_sign_in(client):
    assert client.get("/pemberitahuan").status_code == 303
