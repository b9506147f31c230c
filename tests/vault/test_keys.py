"""Keys of custodians through their life, by command: ceremony, drill, loss, recovery, change of hands."""

import re

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from app.accounts import caretaking
from app.audit.models import AuditEntry
from app.core.actor import PUBLIC, SYSTEM, Role
from app.core.errors import Invalid, WrongState
from app.database.base import db
from app.demo.custodians import PASSPHRASES
from app.people import queries as people
from app.vault import boxes, keyring, office
from app.vault.models import Box, Custodian, Identity, RecoveryKey
from app.vault.queries import ready
from app.vault.services import keeping, sealing, unlocking
from app.vault.services.keeping import Sheets
from tests.vault.test_sealing import WHO, Record

pytestmark = pytest.mark.usefixtures("city")
FIRST, SECOND = PASSPHRASES["E-11"], PASSPHRASES["E-59"]
NEW = "tujuh layar di atas kapal"


def pid(code: str) -> int:
    return int(people.person_by_code(code).id)


def nip(code: str) -> str:
    return str(people.person_by_code(code).nip)


def run(app: Flask, *arguments: str, typed: tuple[str, ...] = ()) -> Result:
    lines = "".join(f"{line}\n" for line in typed)
    return app.test_cli_runner().invoke(args=["vault", *arguments], input=lines)


@pytest.fixture
def before_any(arranging) -> None:
    """The office before its first ceremony."""
    with arranging() as session:
        for table in (Box, Identity, Custodian, RecoveryKey):
            session.query(table).delete()


@pytest.fixture
def sheets(before_any: None) -> Sheets:
    """A ceremony of the same two custodians, whose sheets the test keeps."""
    return keeping.hold_ceremony(SYSTEM, {pid("e11"): FIRST, pid("e59"): SECOND})


def sealed() -> Identity:
    sealing.seal(PUBLIC, "trials", Record(), WHO)
    return db.session.query(Identity).filter_by(subject_type="trials").one()


def opened_by(identity: Identity, keys) -> list[dict[str, object]]:
    db.session.expire_all()
    return [
        boxes.open_inner(
            boxes.open_outer(box.content, identity.context, keys[box.first_id]),
            identity.context,
            keys[box.second_id],
        )
        for box in identity.boxes
    ]


def unlocked(code: str, passphrase: str):
    custodian = office.of_person(pid(code))
    return {custodian.id: unlocking.key_of(SYSTEM, custodian.id, passphrase)}


# ── ceremony ──────────────────────────────────────────────────────────────────────────────────


def test_the_ceremony_appoints_two_and_prints_two_sheets_once(app: Flask, before_any: None) -> None:
    assert not ready()
    answers = (FIRST, FIRST, "pendek", "pendek", SECOND, SECOND)
    done = run(app, "ceremony", "--nip", nip("e11"), "--nip", nip("e59"), typed=answers)
    assert done.exit_code == 0, done.output
    found = re.findall(r"Lembar \d: ([0-9A-Z-]+)", done.output)
    assert [len(one.replace("-", "")) for one in found] == [56, 56]
    assert FIRST not in done.output
    assert SECOND not in done.output
    assert ready()
    recovery = keyring.from_sheets(*found)
    assert bytes(recovery.public_key) == office.recovery_key().public_key
    again = run(app, "ceremony", "--nip", nip("e12"), "--nip", nip("e14"), typed=(NEW,) * 4)
    assert again.exit_code == 1
    assert "sudah ditetapkan" in again.output


def test_who_handles_cases_or_machines_keeps_no_key(before_any: None) -> None:
    for code in ("e49", "e56", "e57"):
        with pytest.raises(Invalid, match="tidak boleh memegang peran"):
            keeping.hold_ceremony(SYSTEM, {pid("e11"): FIRST, pid(code): SECOND})
    with pytest.raises(Invalid, match="Pilih 2 sampai 4"):
        keeping.hold_ceremony(SYSTEM, {pid("e11"): FIRST})


def test_an_easy_passphrase_is_refused(before_any: None) -> None:
    for easy in ("melati puspaningrum ya", "pendek saja", "aaaaaaaaaaaaaaaaaaaa"):
        with pytest.raises(Invalid):
            keeping.hold_ceremony(SYSTEM, {pid("e11"): easy, pid("e59"): SECOND})


def test_with_four_custodians_any_two_open(before_any: None) -> None:
    chosen = {pid(code): f"{NEW} {code}" for code in ("e11", "e59", "e12", "e14")}
    keeping.hold_ceremony(SYSTEM, chosen)
    identity = sealed()
    assert len(identity.boxes) == 12
    keys = {}
    for code in ("e11", "e59", "e12", "e14"):
        keys |= unlocked(code, f"{NEW} {code}")
    assert opened_by(identity, keys) == [WHO] * 12


# ── drill and standing ────────────────────────────────────────────────────────────────────────


def test_the_drill_proves_the_keys_and_the_sheets_and_opens_nothing(
    app: Flask, sheets: Sheets
) -> None:
    sealed()
    typed = (FIRST, SECOND, sheets.first, sheets.second)
    done = run(app, "drill", "--recovery", typed=typed)
    assert done.exit_code == 0, done.output
    assert done.output.count("2 pasang kunci") == 2
    wrong = run(app, "drill", typed=(FIRST, "bukan frasanya sama sekali"))
    assert wrong.exit_code == 1
    assert "tidak cocok" in wrong.output
    assert len(drilled()) == 4


def test_a_drill_is_written_down_for_those_whose_keys_were_tried(
    app: Flask, before_any: None
) -> None:
    keeping.hold_ceremony(SYSTEM, {pid("e11"): FIRST, pid("e59"): SECOND, pid("e12"): NEW})
    caretaking.change_state(SYSTEM, pid("e11"), "disable", "Cuti panjang")
    done = run(app, "drill", typed=(SECOND, NEW))
    assert done.exit_code == 0, done.output
    tried = {office.of_person(pid(code)).id for code in ("e59", "e12")}
    assert set(drilled()) == tried


def drilled() -> list[int]:
    """The custodians whose drill stands in the trail, one entry each."""
    entries = sa.select(AuditEntry.subject_id).where(AuditEntry.action == "vault.drilled")
    return list(db.session.scalars(entries))


def test_status_says_who_keeps_which_key_and_no_more(app: Flask, sheets: Sheets) -> None:
    sealed()
    done = run(app, "status")
    assert done.exit_code == 0, done.output
    assert "Identitas tersegel: 1" in done.output
    assert "Belum tersegel untuk semua kustodian: 0" in done.output
    assert keyring.fingerprint(office.of_person(pid("e11")).public_key) in done.output
    assert "Sugeng" not in done.output


# ── loss and recovery ─────────────────────────────────────────────────────────────────────────


def test_a_lost_key_is_wrapped_again_with_both_sheets(app: Flask, sheets: Sheets) -> None:
    identity = sealed()
    caretaking.change_state(SYSTEM, pid("e11"), "disable", "Cuti panjang")
    assert office.of_person(pid("e11")).wrapped is None
    assert run(app, "status").exit_code == 1
    with pytest.raises(WrongState):
        unlocked("e11", FIRST)
    assert ready()  # what comes in is still sealed to both
    other = keyring.sheets(keyring.new_key())
    wrong = run(app, "recover", "--nip", nip("e11"), typed=(sheets.first, other[1], NEW, NEW))
    assert wrong.exit_code == 1
    assert "tidak cocok" in wrong.output
    typed = (sheets.second, sheets.first, NEW, NEW)
    done = run(app, "recover", "--nip", nip("e11"), typed=typed)
    assert done.exit_code == 0, done.output
    db.session.expire_all()
    keys = unlocked("e11", NEW) | unlocked("e59", SECOND)
    assert opened_by(identity, keys) == [WHO, WHO]
    with pytest.raises(Invalid):
        unlocked("e11", FIRST)


# ── change of hands ───────────────────────────────────────────────────────────────────────────


def test_a_new_custodian_can_open_what_was_sealed_before_and_the_old_one_cannot(
    app: Flask, sheets: Sheets
) -> None:
    identity = sealed()
    old = unlocked("e11", FIRST)
    typed = (FIRST, SECOND, NEW, NEW)
    done = run(app, "replace", "--nip", nip("e11"), "--by", nip("e14"), typed=typed)
    assert done.exit_code == 0, done.output
    assert "1 identitas disegel ulang" in done.output
    keys = unlocked("e14", NEW) | unlocked("e59", SECOND)
    assert opened_by(identity, keys) == [WHO, WHO]
    assert office.of_person(pid("e11")) is None
    (old_key,) = old.values()
    for box in identity.boxes:
        with pytest.raises(boxes.CannotOpen):
            boxes.open_outer(box.content, identity.context, old_key)


def test_one_custodian_alone_replacesbefore_any(app: Flask, sheets: Sheets) -> None:
    sealed()
    wrong = run(
        app, "replace", "--nip", nip("e59"), "--by", nip("e14"),
        typed=(FIRST, "tebakan yang salah sekali", NEW, NEW),
    )  # fmt: skip
    assert wrong.exit_code == 1
    with pytest.raises(Invalid, match="Diperlukan dua kustodian"):
        keeping.replace(SYSTEM, pid("e59"), pid("e14"), NEW, unlocked("e11", FIRST))
    db.session.expire_all()
    assert office.of_person(pid("e59")) is not None


def test_whenbefore_any_is_left_the_sheets_replace_a_custodian(app: Flask, sheets: Sheets) -> None:
    identity = sealed()
    typed = (sheets.first, sheets.second, NEW, NEW)
    done = run(app, "replace", "--recovery", "--nip", nip("e11"), "--by", nip("e14"), typed=typed)
    assert done.exit_code == 0, done.output
    keys = unlocked("e14", NEW) | unlocked("e59", SECOND)
    assert opened_by(identity, keys) == [WHO, WHO]


def test_a_custodian_given_a_power_over_cases_is_no_longer_counted(sheets: Sheets) -> None:
    identity = sealed()
    caretaking.grant_role(SYSTEM, pid("e59"), Role.INTAKE_OFFICER, "Mutasi")
    assert office.with_other_powers([pid("e11"), pid("e59")]) == {pid("e59")}
    assert identity.boxes
