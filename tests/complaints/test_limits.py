"""The portal under pressure: limits hold, the brake stops machines and lets people through."""

import hashlib
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.accounts.models import WebSession
from app.complaints.models import Complaint
from app.complaints.services import braking
from app.complaints.services.braking import Door
from app.core import clock
from app.core.errors import Invalid
from app.database.base import db
from app.database.transaction import bookkeeping
from app.visits.models import Knock
from config import ROOT
from tests.complaints.reporter import IDENTITY, WHO, filed, first_three
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")


def complaints() -> int:
    return db.session.scalar(sa.select(sa.func.count(Complaint.id))) or 0


def solved(challenge: str, bits: int) -> str:
    answer = 0
    while True:
        digest = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
        if int.from_bytes(digest) >> (256 - bits) == 0:
            return f"{challenge}:{answer}"
        answer += 1


@bookkeeping
def knocks(door: Door, number: int) -> None:
    """So many came within the hour, from as many addresses."""
    db.session.add_all(
        Knock(door=door.value, ip_hash=f"somebody {one}", at=clock.now()) for one in range(number)
    )


def puzzle_of(page: str) -> tuple[str, int, str]:
    challenge = re.search(r'data-puzzle="([^"]+)" data-bits="(\d+)"', page)
    ticket = re.search(r'name="bukti_kerja" value="([^"]+)"', page)
    assert challenge and ticket, page
    return challenge.group(1), int(challenge.group(2)), ticket.group(1)


def ready_to_send(client: Visitor) -> None:
    first_three(client)
    client.get("/aduan/4")
    client.post("/aduan/4", data=IDENTITY)


def test_five_complaints_an_hour_come_from_one_address(client: Visitor) -> None:
    for _one in range(5):
        filed(client)
        client.delete_cookie("sadar_aduan")
    before = complaints()
    ready_to_send(client)
    refused = client.post("/aduan/kirim", data=IDENTITY)
    assert refused.status_code == 429
    assert "Terlalu banyak percobaan dari jaringan ini." in refused.text
    assert complaints() == before
    with clock.frozen_at(clock.now() + timedelta(minutes=61), everywhere=True):
        assert client.post("/aduan/kirim", data=IDENTITY).status_code == 303
    assert complaints() == before + 1


def test_below_the_soft_limit_nobody_notices_a_brake(client: Visitor) -> None:
    knocks(Door.FILING, 19)
    assert filed(client)


def test_above_it_a_browser_proves_some_work_and_nothing_is_typed_again(client: Visitor) -> None:
    knocks(Door.FILING, 20)
    ready_to_send(client)
    page = client.post("/aduan/kirim", data=IDENTITY)
    assert page.status_code == 429
    assert f'name="nama" value="{IDENTITY["nama"]}"' in page.text
    challenge, bits, _ticket = puzzle_of(page.text)
    proof = solved(challenge, bits)
    assert client.post("/aduan/kirim", data={**IDENTITY, "bukti_kerja": proof}).status_code == 303


def test_work_counts_once_for_one_visit_and_one_door(client: Visitor, app: object) -> None:
    knocks(Door.FILING, 20)
    ready_to_send(client)
    challenge, bits, _ticket = puzzle_of(client.post("/aduan/kirim", data=IDENTITY).text)
    proof = solved(challenge, bits)
    other = app.test_client()  # type: ignore[attr-defined]
    ready_to_send(other)
    stolen = other.post("/aduan/kirim", data={**IDENTITY, "bukti_kerja": proof})
    assert stolen.status_code == 429
    assert client.post("/aduan/kirim", data={**IDENTITY, "bukti_kerja": proof}).status_code == 303
    ready_to_send(client)
    again = client.post("/aduan/kirim", data={**IDENTITY, "bukti_kerja": proof})
    assert again.status_code == 422


@pytest.mark.parametrize("change", ["easier", "forged", "late", "junk", "long"])
def test_a_puzzle_that_was_tampered_with_opens_nothing(app: object, change: str) -> None:
    puzzle = braking.puzzle_for(Door.FILING, "visit")
    proof = solved(puzzle.challenge, puzzle.bits)
    assert braking.judge(Door.FILING, "visit", proof)
    assert not braking.judge(Door.DRAFTING, "visit", proof)
    later = clock.now() + timedelta(hours=1 if change == "late" else 0)
    changed = {
        "easier": f"{puzzle.challenge}:wrong",
        "forged": "e30=." + "0" * 64 + ":1",
        "late": proof,
        "junk": "\x00ÿ:" * 50,
        "long": proof + "0" * 200_000,
    }[change]
    with clock.frozen_at(later, everywhere=True):
        assert not braking.judge(Door.FILING, "visit", changed)


def test_without_javascript_one_waits_a_minute(client: Visitor) -> None:
    knocks(Door.FILING, 20)
    ready_to_send(client)
    page = client.post("/aduan/kirim", data=IDENTITY)
    assert "Tunggu 60 detik, lalu tekan tombol" in page.text
    _challenge, _bits, ticket = puzzle_of(page.text)
    early = client.post("/aduan/kirim", data={**IDENTITY, "bukti_kerja": ticket})
    assert early.status_code == 429
    with clock.frozen_at(clock.now() + timedelta(seconds=61), everywhere=True):
        late = client.post("/aduan/kirim", data={**IDENTITY, "bukti_kerja": ticket})
    assert late.status_code == 303


def test_only_so_many_an_hour_come_by_waiting(app: object) -> None:
    puzzles = [braking.puzzle_for(Door.FILING, f"visit {n}") for n in range(21)]

    @bookkeeping
    def waits(ticket: str) -> None:
        braking.spend(ticket)

    for one in puzzles[:20]:
        waits(one.ticket)
    with pytest.raises(Invalid):
        waits(puzzles[20].ticket)


def test_drafts_cannot_be_begun_without_end(client: Visitor) -> None:
    answers = []
    for _one in range(21):
        client.delete_cookie("sadar_aduan")
        client.get("/aduan/1")
        answers.append(client.post("/aduan/1", data=WHO).status_code)
    assert answers == [303] * 20 + [429]


def test_codes_of_drafts_cannot_be_guessed_without_end(client: Visitor) -> None:
    answers = []
    for _one in range(11):
        client.get("/aduan/draf")
        answers.append(client.post("/aduan/draf", data={"kode": "AAAA"}).status_code)
    assert answers == [422] * 10 + [429]


# ── what is sent along, and how much ──────────────────────────────────────────────────────────

PAGES = ("/aduan", "/aduan/1", "/aduan/2", "/aduan/3", "/aduan/4", "/aduan/draf")
MOST_BYTES = 60_000


def weight(text: str) -> int:
    """The page and everything it loads: stylesheet, script, pictures, the icons it draws."""
    files = set(re.findall(r'(?:href|src)="/(static/[^"#]+)', text))
    assert any(name.endswith(".css") for name in files)
    return len(text.encode()) + sum((ROOT / name).stat().st_size for name in files)


def test_every_page_weighs_sixty_kilobytes_at_most(client: Visitor) -> None:
    first_three(client)
    pages = {path: client.get(path).text for path in PAGES}
    pages["identity with errors"] = client.post("/aduan/4", data={}).text
    pages["check"] = client.post("/aduan/4", data=IDENTITY).text
    client.post("/aduan/kirim", data=IDENTITY)
    pages["receipt"] = client.get("/aduan/tanda-terima").text
    heavy = {name: weight(text) for name, text in pages.items()}
    assert {name: size for name, size in heavy.items() if size > MOST_BYTES} == {}


def test_no_page_is_kept_or_tells_where_one_came_from(client: Visitor) -> None:
    first_three(client)
    for path in PAGES:
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert answer.headers["Referrer-Policy"] == "no-referrer", path


def test_the_portal_leaves_no_session_behind(client: Visitor) -> None:
    filed(client)
    assert db.session.scalar(sa.select(sa.func.count(WebSession.id_hash))) == 0
    assert client.get_cookie("sadar_sesi") is None


def test_a_form_from_elsewhere_is_refused(client: Visitor) -> None:
    client.get("/aduan/1")
    client.check_pages = False
    assert client.post("/aduan/1", data={**WHO, "csrf_token": ""}).status_code == 400
    assert client.post("/aduan/1", data={**WHO, "csrf_token": "0" * 64}).status_code == 400
