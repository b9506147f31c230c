"""Sealing the identity of a reporter: two keys or nothing, bound to one record, written nowhere."""

from dataclasses import dataclass
from itertools import permutations

import pytest
from flask import Flask
from nacl.public import PrivateKey

from app.core.actor import PUBLIC, SYSTEM
from app.core.errors import WrongState
from app.database import keys
from app.database.base import db
from app.demo.custodians import PASSPHRASES
from app.people import queries as people
from app.vault import boxes, keyring, office
from app.vault.keyring import WrongPassphrase, WrongSheet
from app.vault.models import Box, Identity
from app.vault.queries import openings_of, ready
from app.vault.services import sealing
from config import Settings

WHO = {"name": "Sugeng Hartawan Markanama", "nik": "6371999999999999", "phone": "0812-999-111"}
FIRST, SECOND, STRANGER = (PrivateKey.generate() for _ in range(3))


@dataclass
class Record:
    """Something with an identity behind it."""

    id: int = 7
    uid: str = "0123456789abcdef"


def demo_keys() -> dict[int, PrivateKey]:
    """The demo custodians' own keys, by custodian."""
    found = {}
    for code, words in PASSPHRASES.items():
        custodian = office.of_person(people.person_by_code(code).id)
        found[custodian.id] = keyring.unwrap(custodian.wrapped, words)
    return found


# ── the boxes ─────────────────────────────────────────────────────────────────────────────────


def closed(context: str = "trials/a") -> bytes:
    return boxes.close(WHO, context, FIRST.public_key, SECOND.public_key)


def test_two_keys_in_their_order_open_a_box() -> None:
    inner = boxes.open_outer(closed(), "trials/a", FIRST)
    assert boxes.open_inner(inner, "trials/a", SECOND) == WHO


@pytest.mark.parametrize(("outer", "inner"), [
    pair for pair in permutations((FIRST, SECOND, STRANGER), 2) if pair != (FIRST, SECOND)
] + [(FIRST, FIRST), (SECOND, SECOND)])  # fmt: skip
def test_no_other_pair_and_no_single_key_opens_it(outer: PrivateKey, inner: PrivateKey) -> None:
    with pytest.raises(boxes.CannotOpen):
        boxes.open_inner(boxes.open_outer(closed(), "trials/a", outer), "trials/a", inner)


def test_a_box_moved_to_another_case_is_refused_by_either_custodian() -> None:
    with pytest.raises(boxes.CannotOpen):
        boxes.open_outer(closed(), "trials/b", FIRST)
    inner = boxes.open_outer(closed(), "trials/a", FIRST)
    with pytest.raises(boxes.CannotOpen):
        boxes.open_inner(inner, "trials/b", SECOND)


def test_changed_bytes_are_refused() -> None:
    box = bytearray(closed())
    box[len(box) // 2] ^= 1
    with pytest.raises(boxes.CannotOpen):
        boxes.open_outer(bytes(box), "trials/a", FIRST)


def test_a_short_name_and_a_long_one_make_boxes_of_one_size() -> None:
    sizes = {
        len(boxes.close({"name": name}, "trials/a", FIRST.public_key, SECOND.public_key))
        for name in ("Ed", "Raden Mas Panji " * 12)
    }
    assert len(sizes) == 1
    with pytest.raises(ValueError, match="too large"):
        boxes.close({"x": "y" * boxes.LARGEST}, "a", FIRST.public_key, SECOND.public_key)


# ── keys at rest ──────────────────────────────────────────────────────────────────────────────


def test_a_wrong_passphrase_opens_no_key() -> None:
    wrapped = keyring.wrap(FIRST, "empat kata yang panjang")
    for wrong in ("", "empat kata yang Panjang", "empat kata yang panjang!", "x" * 5000):
        with pytest.raises(WrongPassphrase):
            keyring.unwrap(wrapped, wrong)
    assert bytes(FIRST) not in wrapped
    assert bytes(keyring.unwrap(wrapped, " empat  kata yang panjang ")) == bytes(FIRST)


def test_a_key_usually_costs_64_mib_three_times() -> None:
    assert Settings().VAULT_ARGON2 == (64 * 1024, 3)


def test_two_sheets_give_the_key_and_one_gives_nothing() -> None:
    one, other = keyring.sheets(FIRST)
    assert bytes(keyring.from_sheets(other.lower().replace("-", " "), one)) == bytes(FIRST)
    broken = one[:10] + ("X" if one[10] != "X" else "Y") + one[11:]
    for left, right in ((one, one), (one, broken), (one, ""), ("kertas", other)):
        with pytest.raises(WrongSheet):
            keyring.from_sheets(left, right)
    stranger = keyring.sheets(FIRST)[1]
    assert bytes(keyring.from_sheets(one, stranger)) != bytes(FIRST)


# ── in the office ─────────────────────────────────────────────────────────────────────────────


def test_without_custodians_nothing_is_taken_in() -> None:
    assert not ready()
    with pytest.raises(WrongState, match="belum dapat diterima"):
        sealing.seal(PUBLIC, "trials", Record(), WHO)


@pytest.fixture
def sealed(city: None) -> Identity:
    sealing.seal(PUBLIC, "trials", Record(), WHO)
    return db.session.query(Identity).filter_by(subject_id=7).one()


def test_an_identity_is_sealed_to_both_custodians_in_either_order(sealed: Identity) -> None:
    assert ready()
    assert sealed.erased_at is None
    assert openings_of("trials", 7) == []
    own = demo_keys()
    opened = [
        boxes.open_inner(
            boxes.open_outer(box.content, sealed.context, own[box.first_id]),
            sealed.context,
            own[box.second_id],
        )
        for box in sealed.boxes
    ]
    assert opened == [WHO, WHO]


def test_it_is_sealed_once(sealed: Identity) -> None:
    with pytest.raises(WrongState, match="sudah disegel"):
        sealing.seal(PUBLIC, "trials", Record(), WHO)


def test_a_stolen_database_shows_no_marker_in_any_row(sealed: Identity) -> None:
    hits = 0
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            text = " ".join(
                value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row
            )
            hits += sum(marker in text for marker in WHO.values())
    assert hits == 0


def test_no_key_the_server_has_opens_a_box(sealed: Identity, app: Flask) -> None:
    folder = app.config["SETTINGS"].DATA_DIR / "keys"
    root = bytes.fromhex((folder / "root.key").read_text().strip())
    servers = [PrivateKey(one) for one in (root, keys.derived("field"), keys.derived("flask"))]
    opened = 0
    for box in sealed.boxes:
        for key in servers:
            with pytest.raises(boxes.CannotOpen):
                opened += bool(boxes.open_outer(box.content, sealed.context, key))
    assert opened == 0


def test_an_erased_identity_is_gone_and_that_it_was_there_stays(sealed: Identity) -> None:
    agreed = [one.person_id for one in office.in_office()]
    assert sealing.erase(SYSTEM, "trials", 7, agreed)
    assert not sealing.erase(SYSTEM, "trials", 7, agreed)
    assert sealed.erased_at is not None
    assert db.session.query(Box).filter_by(identity_id=sealed.id).count() == 0
