"""Story 1 in a browser (service design §8.4): a permit for the brother's firm; protection works.

First with a matter nobody has seen yet, each step by the person who takes it: on a phone with and
without JavaScript, and on a desktop. Then what the demo city tells of the same story is read by the
people of it, its letters verified.
"""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from app.core import clock
from app.documents.models import Document, DocumentKind
from app.matters.models import Matter
from app.outbox.models import Job
from app.people.models import Person
from app.prechecks.models import Precheck
from app.recusals.models import Recusal
from tests.browser import SCREENS, shows, titled, visible
from tests.flows.walking import (
    Look,
    Visit,
    anybody_verifies,
    choose,
    follow,
    hr_decides,
    hr_proposes,
    letter_on,
    look_up,
    press,
    text_of,
    today,
    told,
    told_anywhere,
)
from tests.live import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TITLE = "PBG gudang kedua Jalan Melati"
FIRM, FIRM_NIB = "CV Contoh Karya Wibisono", "9120000000002"
# Declared by Yusuf (e20) as a friend's; here he supplies the applicant.
SUPPLIER = "UD Contoh Anggrek Jaya"
PERMIT = "503/901/DPMPTSP"


@pytest.mark.parametrize(
    ("screen", "javascript"),
    [("phone", True), ("phone", False), ("desktop", True)],
    ids=["phone", "phone without JavaScript", "desktop"],
)
def test_from_a_red_check_to_a_substitutes_decision(visit: Visit, look: Look) -> None:
    matter = the_clerk_records_a_matter(visit("e26"), look)
    rangga = visit("e18")
    the_check_says_stop(rangga, look)
    recusal = one_tap_leads_to_the_request_and_it_is_sent(rangga, look)
    the_matter_is_closed_to_him(rangga, matter, look)
    the_superior_names_a_substitute_and_a_keeper(visit("e17"), recusal, look)
    hr = visit("e45")
    the_queue_shows_it(hr, look)
    hr_proposes(hr, recusal, look)
    hr_decides(visit("e44"), recusal, look)
    pdf = his_letter(rangga, recusal, look)
    anybody_verifies(visit("e08"), pdf, look, unnamed="Rangga")
    the_substitute_decides_the_matter(visit("e19"), matter, look)
    it_is_over_for_him(rangga, recusal, look)


def the_clerk_records_a_matter(page: Any, look: Look) -> str:
    page.goto("/urusan")
    follow(page, "Catat urusan")
    page.fill("main input[name=title]", TITLE)
    page.select_option("main select[name=kind]", "perizinan")
    page.fill("main input[name=parties-0-name]", FIRM)
    page.fill("main input[name=parties-0-nib]", FIRM_NIB)
    press(page, "Tambah pihak")
    page.fill("main input[name=parties-1-name]", SUPPLIER)
    look_up(page, "officials-0-person", "Rangga Pratama")
    today(page, "received_on")
    page.fill("main input[name=sop_days]", "14")
    choose(page, "complete", "ya")
    look(page, "urusan-baru")
    press(page, "Simpan")
    shows(page, "Urusan dicatat.", "body")
    shows(page, "Rangga Pratama Wibisono")
    look(page, "urusan-dicatat")
    return str(page.url.split("?")[0])


def the_check_says_stop(page: Any, look: Look) -> None:
    page.goto("/cek/baru")
    look_up(page, "matter", TITLE)
    for question in ("q2", "q3", "q4", "q5"):
        choose(page, question, "tidak")
    choose(page, "q1", "ya")
    look(page, "cek-baru")
    press(page, "Cek sekarang")
    shows(page, "Berhenti dulu. Jangan diteruskan.")
    shows(page, FIRM)
    look(page, "cek-merah")


def one_tap_leads_to_the_request_and_it_is_sent(page: Any, look: Look) -> str:
    """The matter and the interest are ticked already; what is left is how and until when."""
    follow(page, "Ajukan penarikan diri")
    assert page.locator("main input[name=scope][value=matter]").is_checked()
    assert page.locator("main input[name=matters]:checked").count() == 1
    visible(page.locator("main input[name=interests]:checked").first)
    look(page, "penarikan-diri-baru")
    for limit in ("files", "assess", "initial", "access"):
        choose(page, "limits", limit)
    choose(page, "ends_with", "matter")
    press(page, "Periksa jawaban")
    titled(page, "Periksa jawaban Anda")
    shows(page, TITLE)
    look(page, "penarikan-diri-periksa")
    press(page, "Kirim permohonan")
    page.wait_for_url("**/terkirim")
    shows(page, "Anda tidak lagi menangani urusan ini sejak sekarang.")
    shows(page, TITLE)
    look(page, "penarikan-diri-terkirim")
    return str(page.url.rsplit("/", 1)[0])


def the_matter_is_closed_to_him(page: Any, matter: str, look: Look) -> None:
    answer = page.goto(matter)
    assert answer.status == 403
    shows(page, "Anda menarik diri dari urusan ini.")
    assert FIRM not in told_anywhere(page)
    look(page, "urusan-tertutup")
    page.goto("/penarikan-diri")
    look(page, "penarikan-diri-saya")


def the_superior_names_a_substitute_and_a_keeper(page: Any, recusal: str, look: Look) -> None:
    page.goto("/tugas")
    look(page, "tugas-atasan")
    page.goto(recusal)
    follow(page, "Tanggapi")
    look(page, "tanggapi")
    choose(page, "stance", "support")
    friend = page.locator("main tr", has_text="Yusuf")
    assert "Tidak dapat" in friend.inner_text(), "a friend of a party does not take over"
    group = page.get_by_role("group", name=re.compile("Pejabat pengganti"))
    group.get_by_label("Dewi Sekar Maharani", exact=False).check()
    page.select_option("main select[name=keepers-0-way]", "access")
    look_up(page, "keepers-0-person", "Dimas Ardiansyah")
    press(page, "Kirim ke BKPSDM")
    shows(page, "Tanggapan dikirim ke BKPSDM.", "body")
    shows(page, "Dimas Ardiansyah Kurnia")
    look(page, "ditanggapi")


def the_queue_shows_it(page: Any, look: Look) -> None:
    page.goto("/penarikan-diri/antrean")
    shows(page, "Rangga Pratama Wibisono")
    look(page, "antrean")


def his_letter(page: Any, recusal: str, look: Look) -> bytes:
    """The letter as he downloads it, as soon as the worker has rendered it."""
    page.goto(recusal)
    shows(page, "Dewi Sekar Maharani, S.T. menggantikan Anda.")
    look(page, "penarikan-diri-berlaku")
    return letter_on(page)


def the_substitute_decides_the_matter(page: Any, matter: str, look: Look) -> None:
    page.goto(matter)
    look(page, "urusan-pengganti")
    follow(page, "Catat keputusan")
    page.select_option("main select[name=person]", label="Dewi Sekar Maharani, S.T.")
    today(page, "decided_on")
    page.fill("main input[name=number]", PERMIT)
    choose(page, "effect", "granted")
    for box in page.locator("main input[name=bases]").all():
        box.check()
    look(page, "urusan-putus")
    press(page, "Simpan keputusan")
    shows(page, "Keputusan dicatat.", "body")
    shows(page, PERMIT)
    look(page, "urusan-diputus")


def it_is_over_for_him(page: Any, recusal: str, look: Look) -> None:
    page.goto(recusal)
    shows(page, "Selesai")
    look(page, "penarikan-diri-selesai")
    page.goto("/pemberitahuan")
    shows(page, "berakhir")
    look(page, "pemberitahuan")


@pytest.mark.parametrize("screen", list(SCREENS))
def test_the_demo_city_tells_it_as_the_design_does(
    visit: Visit, look: Look, office: LiveServer
) -> None:
    matter, check, recusal = _records_of_the_story(office)
    rangga, anybody = visit("e18"), visit("e08")
    rangga.goto(f"/cek/{check}")
    _says(rangga, look, "kota-cek", "Berhenti dulu. Jangan diteruskan.", FIRM, "URS-0001")
    proof = letter_on(rangga)
    assert FIRM in text_of(proof)
    anybody_verifies(anybody, proof, look, unnamed="Rangga")
    rangga.goto(f"/penarikan-diri/{recusal}")
    _says(rangga, look, "kota-penarikan-diri", "Selesai", "Dewi Sekar Maharani", "Disetujui")
    letter = letter_on(rangga)
    assert "Dewi Sekar Maharani" in text_of(letter)
    anybody_verifies(anybody, letter, look, unnamed="Rangga")
    for code in ("e19", "e17"):
        page = visit(code)
        page.goto(f"/urusan/{matter}")
        _says(page, look, f"kota-urusan-{code}", "Diputus", "503/271/DPMPTSP", "Selesai dalam")
    hr = visit("e45")
    hr.goto(f"/penarikan-diri/{recusal}")
    _says(hr, look, "kota-register", "Disetujui", "Aditya", "Rangga Pratama Wibisono")


def _records_of_the_story(office: LiveServer) -> tuple[int, int, int]:
    """The numbers in its pages' addresses; its letters, waiting since the seeding, are printed now."""
    with office.inspected() as session:
        me = session.scalar(sa.select(Person.id).where(Person.code == "e18"))
        matter = session.scalar(sa.select(Matter.id).where(Matter.number == "URS-0001"))
        check = session.scalar(sa.select(Precheck.id).where(Precheck.matter_id == matter))
        recusal = session.scalar(sa.select(Recusal.id).where(Recusal.person_id == me))
        kinds = (DocumentKind.PRECHECK, DocumentKind.RECUSAL)
        letters = sa.select(Document.id).where(
            Document.kind.in_(kinds), Document.holder_person_id == me
        )
        session.execute(
            sa.update(Job)
            .where(Job.subject_type == "documents", Job.subject_id.in_(letters))
            .values(run_after=clock.now())
        )
        session.commit()
    assert matter and check and recusal
    return matter, check, recusal


def _says(page: Any, look: Look, name: str, *words: str) -> None:
    said = told(page).casefold()
    assert [one for one in words if one.casefold() not in said] == [], f"{name}: {said[:3000]}"
    look(page, name)
