"""Story 2 in a browser (service design §8.5): the procurement official who also teaches at a vendor.

Her superior writes a plan, she agrees, HR decides the recusal it imposes, she gives the interest up
with evidence that HR verifies. Each step is taken by the person whose step it is; letters are opened
and verified.
"""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.attachments import samples
from tests.browser import SCREENS, click, shows, visible
from tests.flows.walking import (
    PASSWORD,
    Look,
    Visit,
    anybody_verifies,
    choose,
    fill_day,
    follow,
    hr_decides,
    hr_proposes,
    in_days,
    letter_on,
    look_up,
    press,
    text_of,
    today,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
VENDOR = "PT Contoh Bina Pelatihan"


@pytest.mark.parametrize("screen", list(SCREENS))
def test_a_plan_a_recusal_and_a_divestment_from_first_to_last_step(
    visit: Visit, look: Look, tmp_path: Path
) -> None:
    superior, employee, hr = visit("e06"), visit("e07"), visit("e45")
    plan = the_superior_writes_a_plan(superior, look)
    she_agrees(employee, plan, look)
    recusal = he_sets_it(superior, plan, look)
    hr_proposes(hr, recusal, look)
    hr_decides(visit("e44"), recusal, look)
    divestment = she_plans_to_give_it_up(employee, plan, look)
    superior_and_hr_approve(superior, hr, divestment, look)
    evidence_is_found_lacking_and_then_right(employee, hr, divestment, tmp_path, look)
    hr_states_that_it_is_done(hr, divestment, look)
    letters_are_real(visit("e20"), employee, (plan, recusal, divestment), look)
    superior.goto(plan)
    assert "Selesai" in superior.locator("article", has_text="Melepas").inner_text()


def the_superior_writes_a_plan(page: Any, look: Look) -> str:
    page.goto("/rencana/baru")
    look_up(page, "person", "Nurlaila")
    choose(page, "own_interest", "no")
    choose(page, "truth", "potential")
    page.fill(
        "[name=situation]", "Pegawai mengajar pembukuan pada penyedia pelatihan setiap pekan."
    )
    page.fill("[name=impact]", "Paket pelatihan dapat dinilai memihak penyedia itu.")
    choose(page, "level", "high")
    look(page, "rencana-baru")
    press(page, "Buka rencana")
    plan = str(page.url)
    follow(page, "Ubah pemeriksaan dan pertimbangan")
    page.fill("[name=public]", "Penyedia lain berhak atas persaingan yang setara.")
    today(page, "discussed_on")
    press(page, "Simpan")
    _measure(page, plan, "TND-B", "Tidak ikut dalam paket penyedia itu.",
             {"scope": f"Semua urusan dengan {VENDOR}", "party_name": VENDOR},
             recipient="Made Adnyana")  # fmt: skip
    _measure(page, plan, "TND-C", "Akses ke ruang penawaran dicabut.",
             {"information": "Ruang penawaran"}, executor="Fitri Ayu")  # fmt: skip
    _measure(page, plan, "TND-A", "Melepas pekerjaan mengajar.",
             {"interest": "Pekerjaan mengajar pembukuan"})  # fmt: skip
    look(page, "rencana-lengkap")
    press(page, "Kirim ke pegawai untuk tanggapan")
    shows(page, "Menunggu tanggapan")
    return plan


def _measure(
    page: Any, plan: str, code: str, what: str, facts: dict[str, str], **looked_up: str
) -> None:
    page.goto(f"{plan}/tindakan/baru?kode={code}")
    page.fill("[name=description]", what)
    for name, value in facts.items():
        page.fill(f"[name={name}]", value)
    for name, text in looked_up.items():
        look_up(page, name, text)
    fill_day(page, "due_on", in_days(80))
    page.fill("[name=evidence]", "Surat dan daftar paket.")
    press(page, "Simpan tindakan")
    page.wait_for_url(plan)
    shows(page, what)


def she_agrees(page: Any, plan: str, look: Look) -> None:
    page.goto("/rencana/saya")
    look(page, "rencana-saya")
    page.goto(f"{plan}/tanggapan")
    choose(page, "kind", "agrees")
    page.fill("[name=password]", PASSWORD)
    look(page, "tanggapan")
    press(page, "Kirim tanggapan")
    page.wait_for_url(plan)


def he_sets_it(page: Any, plan: str, look: Look) -> str:
    page.goto(f"{plan}/tetapkan")
    press(page, "Tetapkan rencana")
    visible(page.locator("#error-summary").first)  # without the password nothing is set
    page.fill("[name=password]", PASSWORD)
    look(page, "tetapkan")
    press(page, "Tetapkan rencana")
    page.wait_for_url(plan)
    shows(page, "Berjalan")
    look(page, "rencana-berjalan")
    link = page.locator("main a[href^='/penarikan-diri/']").first
    return str(link.get_attribute("href"))


def she_plans_to_give_it_up(page: Any, plan: str, look: Look) -> str:
    page.goto("/rencana/saya")
    click(page.locator("main a[href^='/divestasi/baru']").first)
    options = page.locator("select[name=interest] option").all_inner_texts()
    page.select_option("select[name=interest]", label=next(o for o in options if "ekerjaan" in o))
    choose(page, "asset_form", "cooperation")
    choose(page, "way", "sold")
    page.fill("[name=recipient]", "Suami saya")
    choose(page, "relation", "nuclear")
    page.fill("[name='steps-0-title']", "Surat pengakhiran kontrak")
    fill_day(page, "steps-0-due_on", in_days() - timedelta(days=1))
    fill_day(page, "target_on", in_days(60))
    press(page, "Kirim rencana")
    shows(page, "Pengalihan kepada keluarga inti belum menghilangkan benturan")
    shows(page, "Tanggal langkah tidak boleh sebelum hari ini.")
    look(page, "divestasi-keluarga-inti")
    choose(page, "way", "not_renewed")
    fill_day(page, "steps-0-due_on", in_days(30))
    press(page, "Kirim rencana")
    page.wait_for_url(re.compile(r"/divestasi/\d+$"))
    look(page, "divestasi-terkirim")
    return str(page.url)


def superior_and_hr_approve(superior: Any, hr: Any, divestment: str, look: Look) -> None:
    for page in (superior, hr):
        page.goto(f"{divestment}/putusan")
        look(page, "divestasi-putusan")
        choose(page, "decision", "approve")
        press(page, "Simpan putusan")
        page.wait_for_url(divestment)


def evidence_is_found_lacking_and_then_right(
    employee: Any, hr: Any, divestment: str, folder: Path, look: Look
) -> None:
    paper = folder / "surat.pdf"
    paper.write_bytes(samples.pdf())
    for result, note in (("lacking", "Belum ditandatangani notaris."), ("verified", "")):
        employee.goto(f"{divestment}/langkah/1/bukti")
        press(employee, "Kirim bukti")
        visible(employee.locator("#error-summary").first)  # evidence is asked for
        today(employee, "done_on")
        employee.set_input_files("input[type=file]", str(paper))
        look(employee, "bukti")
        press(employee, "Kirim bukti")
        employee.wait_for_url(divestment)
        hr.goto(f"{divestment}/langkah/1/verifikasi")
        choose(hr, "result", result)
        hr.fill("[name=note]", note)
        look(hr, "verifikasi")
        press(hr, "Simpan hasil")
        hr.wait_for_url(divestment)
    employee.goto(divestment)
    shows(employee, "Belum ditandatangani notaris.")
    look(employee, "divestasi-terverifikasi")


def hr_states_that_it_is_done(hr: Any, divestment: str, look: Look) -> None:
    hr.goto(f"{divestment}/selesai")
    choose(hr, "recusal", "end")
    look(hr, "divestasi-selesai")
    press(hr, "Nyatakan divestasi selesai")
    hr.wait_for_url(divestment)
    shows(hr, "1 dari 1 langkah terverifikasi")


def letters_are_real(anybody: Any, employee: Any, pages: tuple[str, ...], look: Look) -> None:
    """Each is opened by her and verified by somebody it does not concern."""
    for address in pages:
        employee.goto(address)
        pdf = letter_on(employee)
        assert "Nurlaila" in text_of(pdf)
        anybody_verifies(anybody, pdf, look, unnamed="Nurlaila")
