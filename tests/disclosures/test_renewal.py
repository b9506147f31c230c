"""The yearly renewal on one page: what is asked, what it opens, what it leaves in the history."""

import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.accounts.tour import DEMO_PASSWORD as PASSWORD
from app.audit.events import READ
from app.audit.models import AuditEntry
from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid, WrongState
from app.database.base import db
from app.disclosures import queries, renewal
from app.disclosures.models import Change, Disclosure, InterestVersion, Kind, State
from app.disclosures.services import drafting, filing, renewing, reviewing
from app.disclosures.services.renewing import ItemState, Renewal
from app.people import postings
from app.people import queries as people
from tests.disclosures.stage import actor
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("city")

OLD_WORK = "Dokter</del>"
SIGNED = {"agree": "y", "password": PASSWORD}


def annual(code: str) -> Disclosure:
    found = renewal.annual_of(people.person_by_code(code).id)
    assert found is not None
    return found


def uid_of(code: str) -> str:
    (known,) = renewal.known_interests(people.person_by_code(code).id)
    return known.uid


def page_of(code: str) -> str:
    return f"/deklarasi/{annual(code).id}/tahunan"


def answers(uid: str = "", state: str = "same", **more: Any) -> dict[str, Any]:
    given = {"new": "nothing", "family_is_employee": "no", **more}
    return {f"butir-{uid}-change": state, **given} if uid else given


def follow(client: Visitor, answer: Any) -> Any:
    while answer.status_code == 303:
        answer = client.get(answer.location)
    return answer


@pytest.fixture
def e27(client: Visitor) -> Visitor:
    return client.be("e27")


def test_the_task_page_leads_to_the_renewal_with_its_last_day(e27: Visitor) -> None:
    text = e27.get("/tugas").text
    assert "Isi Pernyataan Tahunan" in text
    assert "/deklarasi/tahunan" in text
    assert "14 Maret 2026" in text


def test_nothing_is_chosen_in_advance(e27: Visitor) -> None:
    text = follow(e27, e27.get("/deklarasi/tahunan")).text
    assert "Apa yang berubah sejak tahun lalu?" in text
    assert "Laras Kinanti" in text
    assert "Yang Anda nyatakan tahun lalu (1)" in text
    assert " checked" not in text


def test_one_page_and_a_signature_renew_everything(e27: Visitor) -> None:
    disclosure, uid = annual("e27"), uid_of("e27")
    page = page_of("e27")
    e27.get(page)
    checked = follow(e27, e27.post(page, data=answers(uid)))
    assert "Periksa jawaban Anda" in checked.text
    sent = follow(e27, e27.post(f"/deklarasi/{disclosure.id}/periksa", data=SIGNED))
    assert "Deklarasi terkirim" in sent.text
    db.session.expire_all()
    row = db.session.query(InterestVersion).order_by(InterestVersion.id.desc()).first()
    assert (row.interest.uid, row.change) == (uid, Change.SAME)
    assert annual_state("e27") is State.SUBMITTED


def annual_state(code: str) -> State:
    found = renewal.newest_annual(people.person_by_code(code).id)
    assert found is not None
    return found.state


def test_all_the_same_is_set_visibly_and_saves_nothing(e27: Visitor) -> None:
    page = page_of("e27")
    e27.get(page)
    answer = e27.post(page, data={"aksi": "sama"})
    assert re.search(r'value="same"[^>]*checked|checked[^>]*value="same"', answer.text)
    db.session.expire_all()
    assert annual("e27").state is State.NOT_STARTED


def test_an_interest_without_a_state_is_named_in_the_error(e27: Visitor) -> None:
    page = page_of("e27")
    e27.get(page)
    answer = e27.post(page, data={"new": "nothing", "family_is_employee": "no"})
    assert answer.status_code == 422
    assert answer.text.count("Pilih keadaan untuk: Laras Kinanti (Klinik Contoh Sehat).") == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"new": []}, "Pilih “Tidak ada yang baru” atau sedikitnya satu hal baru."),
        ({"new": ["nothing", "PK-C"]}, "Pilih “Tidak ada yang baru” saja"),
        ({"family_is_employee": ""}, "adakah keluarga inti Anda yang juga ASN di sini?"),
    ],
)
def test_what_is_missing_on_the_page_is_said_and_nothing_typed_is_lost(
    e27: Visitor, given: dict[str, Any], sentence: str
) -> None:
    page = page_of("e27")
    e27.get(page)
    answer = e27.post(page, data={**answers(uid_of("e27")), **given})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert re.search(r'value="same"[^>]*checked|checked[^>]*value="same"', answer.text)


def test_an_interest_that_is_over_needs_a_day_and_a_way(e27: Visitor) -> None:
    page, uid = page_of("e27"), uid_of("e27")
    e27.get(page)
    answer = e27.post(page, data=answers(uid, "ended"))
    assert answer.status_code == 422
    assert "Isi tanggal berakhir." in answer.text
    assert "Pilih bagaimana berakhirnya." in answer.text


def test_the_summary_of_errors_says_which_interest_lacks_its_day(e27: Visitor) -> None:
    page, uid = page_of("e27"), uid_of("e27")
    summary = e27.post(page, data=answers(uid, "ended")).text.partition('id="error-summary"')[2]
    assert "Laras Kinanti (Klinik Contoh Sehat): Isi tanggal berakhir." in summary


def test_the_check_page_folds_what_stayed_the_same(e27: Visitor) -> None:
    text = follow(e27, e27.post(page_of("e27"), data=answers(uid_of("e27")))).text
    folded = text[
        text.index("Lihat jawabannya") : text.index("</details>", text.index("Lihat jaw"))
    ]
    assert "Pihak terkait adalah" in folded
    assert "Kirim deklarasi" not in folded


def test_what_is_over_is_over_from_its_day_on_and_remembered() -> None:
    who, uid = actor("e27"), uid_of("e27")
    over = clock.today() - timedelta(days=10)
    renewing.declare(who, annual("e27"), Renewal(
        {uid: ItemState("ended", over, "stopped")}, (), True, "no"))  # fmt: skip
    filing.submit(who, annual("e27"))
    today = clock.today()
    assert queries.interests_as_of(who.somebody, today) == []
    # On the day before it was told, the office still held it to be true.
    assert len(queries.interests_as_of(who.somebody, today - timedelta(days=1))) == 1
    (ended,) = renewal.beginning_of(who.somebody).ended
    assert ended.interest.uid == uid


def test_a_changed_interest_opens_filled_in_and_leads_back_to_the_check(e27: Visitor) -> None:
    page, uid, disclosure = page_of("e27"), uid_of("e27"), annual("e27")
    e27.get(page)
    opened = follow(e27, e27.post(page, data=answers(uid, "changed")))
    assert opened.request.path.endswith(f"/PK-A/butir/{uid}")
    assert 'value="Laras Kinanti"' in opened.text
    who = actor("e27")
    old = annual("e27").answers["sections"]["PK-A"]["items"][0]["fields"]
    drafting.save_item(who, disclosure, "PK-A", {**old, "party_occupation": "Dokter gigi"}, uid)
    checked = follow(e27, e27.get(f"/deklarasi/{disclosure.id}/tahunan/lanjut"))
    assert "Periksa jawaban Anda" in checked.text
    assert "Dokter gigi" in checked.text


@pytest.fixture
def changed() -> Disclosure:
    """e27's renewal, filed, in which his wife's work is another than last year."""
    who, uid, draft = actor("e27"), uid_of("e27"), annual("e27")
    renewing.declare(who, draft, Renewal({uid: ItemState("changed")}, (), True, "no"))
    old = draft.answers["sections"]["PK-A"]["items"][0]["fields"]
    drafting.save_item(who, draft, "PK-A", {**old, "party_occupation": "Dokter gigi"}, uid)
    filing.submit(who, draft)
    return draft


def reviewed(client: Visitor, disclosure: Disclosure) -> str:
    client.get(f"/tinjauan/{disclosure.id}")
    client.post(f"/tinjauan/{disclosure.id}/buka")
    text = client.get(f"/tinjauan/{disclosure.id}").text
    assert "Isian yang berubah sejak deklarasi sebelumnya ditandai kuning." in text
    assert text.count('class="summary-row is-changed"') == 1
    return text


def compared(disclosure: Disclosure) -> list[int | None]:
    """Whose comparison with an earlier declaration stands in the trail."""
    words = f"Membandingkan dengan {disclosure.number} saat meninjaunya"
    entries = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == READ.name))
    return [one.actor_person_id for one in entries if one.reason == words]


def test_the_superior_sees_which_answers_are_others_than_last_year(
    e27: Visitor, changed: Disclosure
) -> None:
    text = reviewed(e27.be("e17"), changed)
    assert "Dokter gigi</ins>" in text
    assert OLD_WORK in text
    assert compared(changed) == [actor("e17").person_id]


def test_who_may_not_read_last_years_declaration_sees_only_that_the_answer_changed(
    e27: Visitor, changed: Disclosure
) -> None:
    reviewing.open_for_review(actor("e17"), changed)
    reviewing.forward(actor("e17"), changed, "Saya mengenal baik keluarga pegawai ini.")
    next_up = people.person(changed.reviewer_id).code.lower().replace("-", "")
    text = reviewed(e27.be(next_up), changed)
    assert "Dokter gigi" in text
    assert OLD_WORK not in text
    assert compared(changed) == []


def test_taking_changed_back_brings_the_old_answers_back() -> None:
    who, uid, draft = actor("e27"), uid_of("e27"), annual("e27")

    def say(state: str) -> None:
        renewing.declare(who, draft, Renewal({uid: ItemState(state)}, (), True, "no"))

    say("changed")
    old = draft.answers["sections"]["PK-A"]["items"][0]["fields"]
    drafting.save_item(who, draft, "PK-A", {**old, "party_name": "Orang lain"}, uid)
    say("same")
    assert draft.answers["sections"]["PK-A"]["items"][0]["fields"]["party_name"] == "Laras Kinanti"


def test_something_new_is_asked_for_until_it_is_there(e27: Visitor) -> None:
    page, uid, disclosure = page_of("e27"), uid_of("e27"), annual("e27")
    e27.get(page)
    opened = follow(e27, e27.post(page, data=answers(uid, new="PK-C")))
    assert opened.request.path == f"/deklarasi/{disclosure.id}/isi/PK-C/butir/baru"
    with pytest.raises(Invalid):
        filing.submit(actor("e27"), annual("e27"))


@pytest.mark.parametrize(("code", "risk", "asked"), [
    ("e13", "POS-5", True), ("e13", "", False), ("e27", "POS-5", False),
])  # fmt: skip
def test_only_a_post_at_risk_without_interests_is_asked_whom_it_serves(
    code: str, risk: str, asked: bool, client: Visitor, arranging: Any
) -> None:
    post = people.post_of(people.person_by_code(code).id, clock.today())
    with arranging() as session:
        session.merge(post).risk_positions = risk
    page = client.be(code).get(page_of(code))
    assert page.status_code == 200
    assert ('name="knows_served_party"' in page.text) is asked


def test_nothing_to_declare_takes_one_page_but_f9_opens_its_section(client: Visitor) -> None:
    client.be("e13")
    page = page_of("e13")
    first = client.get(page)
    assert "Tahun lalu Anda menyatakan nihil." in first.text
    opened = follow(client, client.post(page, data=answers(family_is_employee="yes")))
    assert "/isi/PK-A/butir" in opened.request.path


def test_a_colleague_who_named_one_as_family_is_hinted_at_but_never_named(client: Visitor) -> None:
    text = client.be("e13").get(page_of("e13")).text
    assert "Rekan mencantumkan Anda sebagai keluarga. Periksa bagian Hubungan afiliasi." in text
    assert "Putri Melinda" not in text


def test_an_answered_relation_is_no_hint() -> None:
    assert not renewal.named_as_family(people.person_by_code("e38").id)
    assert renewal.named_as_family(people.person_by_code("e13").id)


def test_a_new_post_asks_again_how_each_interest_touches_it(e27: Visitor) -> None:
    person = people.person_by_code("e27")
    before = people.post_of(person.id, clock.today())
    postings.move_person(
        SYSTEM, person,
        postings.PostDetails(before.unit_id, "Penata Perizinan Ahli Muda", before.superior_id),
        clock.today(),
    )  # fmt: skip
    page, uid = page_of("e27"), uid_of("e27")
    text = e27.get(page).text
    assert "Jabatan Anda berubah sejak 2 Maret 2026. Periksa lagi kaitan dengan tugas." in text
    assert e27.post(page, data=answers(uid)).status_code == 422
    e27.post(page, data={**answers(uid), f"butir-{uid}-authority": "memutus"})
    db.session.expire_all()
    (item,) = annual("e27").answers["sections"]["PK-A"]["items"]
    assert item["change"] == "changed"
    assert item["link"]["authority"] == "memutus"


def test_what_was_declared_before_cannot_be_dropped_silently() -> None:
    who, uid, draft = actor("e27"), uid_of("e27"), annual("e27")
    renewing.declare(who, draft, Renewal({uid: ItemState("same")}, (), True, "no"))
    with pytest.raises(Invalid, match="Sudah berakhir"):
        drafting.drop_item(who, draft, "PK-A", uid)
    with pytest.raises(Invalid, match="Sudah berakhir"):
        drafting.answer_section(who, draft, "PK-A", "no", family_is_employee="no", confirm=True)


def test_the_same_is_no_longer_the_same_once_an_answer_differs() -> None:
    who, uid, draft = actor("e27"), uid_of("e27"), annual("e27")
    renewing.declare(who, draft, Renewal({uid: ItemState("same")}, (), True, "no"))
    (item,) = draft.answers["sections"]["PK-A"]["items"]
    drafting.save_link(who, draft, "PK-A", uid, {**item["link"], "time": "berjalan"})
    assert draft.answers["sections"]["PK-A"]["items"][0]["change"] == "changed"


def test_the_time_it_takes_is_counted_from_opening_the_page() -> None:
    who, uid, draft = actor("e27"), uid_of("e27"), annual("e27")
    opened_at = clock.now() - timedelta(seconds=140)
    given = Renewal({uid: ItemState("same")}, (), True, "no")
    renewing.declare(who, draft, given, opened_at=opened_at)
    assert draft.started_at == opened_at


def test_a_pretended_opening_in_the_future_is_not_believed() -> None:
    who, uid, draft = actor("e27"), uid_of("e27"), annual("e27")
    given = Renewal({uid: ItemState("same")}, (), True, "no")
    renewing.declare(who, draft, given, opened_at=clock.now() + timedelta(hours=1))
    assert draft.started_at == clock.now()


def test_leaving_keeps_what_was_ticked(e27: Visitor) -> None:
    page, uid = page_of("e27"), uid_of("e27")
    e27.get(page)
    left = e27.post(page, data={f"butir-{uid}-change": "same", "aksi": "draf"})
    assert left.status_code == 303
    again = e27.get(page).text
    assert re.search(r'value="same"[^>]*checked|checked[^>]*value="same"', again)


def test_without_a_season_the_page_says_so(client: Visitor) -> None:
    text = client.be("e19").get("/deklarasi/tahunan").text  # filed and recorded already
    assert "Tidak ada Pernyataan Tahunan yang perlu Anda isi sekarang" in text
    with pytest.raises(WrongState, match="Periode tahunan belum dibuka"):
        drafting.start(actor("e19"), Kind.ANNUAL)


def test_nobody_opens_the_renewal_of_another(client: Visitor) -> None:
    page = page_of("e27")
    assert client.be("e17").get(page).status_code == 404
    assert client.be("e45").get(page).status_code == 404


def test_the_renewal_replaces_the_older_recorded_declarations() -> None:
    who = people.person_by_code("e12").id
    rows = db.session.query(Disclosure).filter_by(person_id=who).order_by(Disclosure.id).all()
    assert [(one.kind, one.state) for one in rows] == [
        (Kind.FIRST, State.SUPERSEDED), (Kind.ANNUAL, State.RECORDED),
    ]  # fmt: skip
