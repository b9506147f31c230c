"""The trail cannot be changed without being caught, and says where."""

import pytest
import sqlalchemy as sa

from app.audit import chain, queries, services
from app.audit.models import AuditCheckpoint, AuditEntry, AuditHead
from app.core import events
from app.core.actor import SYSTEM, Actor, Role
from app.core.events import Event, EventType
from app.database.base import db
from app.database.transaction import use_case

HAPPENED = EventType("test.happened", "Sesuatu terjadi")
OFFICER = Actor(7, "Wira Dananjaya, S.T.", frozenset({Role.HR_OFFICER, Role.EMPLOYEE}))


class Thing:
    """A record of some feature."""

    __tablename__ = "things"

    def __init__(self, id: int = 3, person_id: int | None = 11) -> None:
        self.id, self.person_id = id, person_id


@use_case
def something_happens(times: int = 1, actor: Actor = OFFICER, **facts: object) -> None:
    for _ in range(times):
        events.emit(Event(HAPPENED, actor, Thing(), facts, reason="uji"))


def last_entry() -> AuditEntry:
    return db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).one()


def behind_the_back(sql: str, table: str = "audit_entries") -> None:
    """What a database administrator does: drop the triggers, then change rows."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        for action in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{action}")
    else:
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    connection.exec_driver_sql(sql)
    db.session.commit()


def test_an_event_becomes_an_entry_that_says_who_what_about_whom_and_why(app):
    something_happens(codes={"b", "a"}, number="DEK-1")
    entry = last_entry()
    assert (entry.actor_person_id, entry.actor_name) == (7, "Wira Dananjaya, S.T.")
    assert entry.roles == ["asn", "hr"]
    assert (entry.action, entry.title, entry.reason) == ("test.happened", "Sesuatu terjadi", "uji")
    assert (entry.subject_type, entry.subject_id, entry.about_person_id) == ("things", 3, 11)
    assert entry.details == {"codes": ["a", "b"], "number": "DEK-1"}


def test_entries_are_numbered_without_gaps_and_each_carries_the_hash_before(app):
    before = chain.verify().entries
    something_happens(5)
    rows = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.seq > before).order_by(AuditEntry.seq)
    ).all()
    assert [row.seq for row in rows] == list(range(before + 1, before + 6))
    assert [row.previous_hash for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert chain.verify().faults == []


def test_what_is_rolled_back_leaves_no_entry_and_no_gap(app):
    @use_case
    def fails() -> None:
        events.emit(Event(HAPPENED, SYSTEM, Thing()))
        raise LookupError

    before = chain.verify().entries
    with pytest.raises(LookupError):
        fails()
    something_happens()
    report = chain.verify()
    assert report.entries == before + 1
    assert report.faults == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "'Orang Lain'"), ("actor_person_id", "99"), ("actor_roles", "'admin'"),
        ("title", "'Lain'"), ("action", "'lain'"), ("subject_type", "'lain'"),
        ("subject_id", "99"), ("about_person_id", "99"), ("facts", "'{}'"), ("reason", "NULL"),
        ("at", "'2020-01-01 00:00:00'"),
    ],
)  # fmt: skip
def test_one_changed_column_of_one_row_is_named(app, column, value):
    something_happens(3, number="DEK-1")
    seq = last_entry().seq - 1
    behind_the_back(f"UPDATE audit_entries SET {column} = {value} WHERE seq = {seq}")
    faults = chain.verify().faults
    assert [(fault.seq, fault.says) for fault in faults] == [(seq, f"kolom berubah: {column}")]


def test_a_row_rewritten_with_its_body_breaks_the_hash(app):
    something_happens(2)
    seq = last_entry().seq - 1
    behind_the_back(f"UPDATE audit_entries SET body = '{{}}' WHERE seq = {seq}")
    assert any(f.seq == seq and "body" in f.says for f in chain.verify().faults)


def test_a_row_rewritten_with_body_and_hash_no_longer_fits_its_neighbour(app):
    import hashlib

    from app.audit.models import canonical, columns_of

    something_happens(3)
    entry = db.session.get(AuditEntry, last_entry().seq - 1)
    seq, columns = entry.seq, {**columns_of(entry), "reason": "lain"}
    body = canonical(columns)
    digest = hashlib.sha256(body.encode()).hexdigest()
    db.session.rollback()
    quoted = body.replace("'", "''").replace("%", "%%")
    behind_the_back(
        f"UPDATE audit_entries SET reason='lain', body='{quoted}', hash='{digest}' WHERE seq={seq}"
    )
    faults = chain.verify().faults
    assert [f.seq for f in faults] == [seq + 1]
    assert "previous_hash" in faults[0].says


def test_a_removed_row_is_named(app):
    something_happens(4)
    seq = last_entry().seq - 1
    behind_the_back(f"DELETE FROM audit_entries WHERE seq = {seq}")
    assert f"entri {seq} hilang" in [fault.says for fault in chain.verify().faults]


def test_a_removed_tail_is_caught_by_the_head(app):
    something_happens(4)
    seq = last_entry().seq
    behind_the_back(f"DELETE FROM audit_entries WHERE seq > {seq - 2}")
    assert any("kepala rantai" in fault.says for fault in chain.verify().faults)


def test_a_removed_tail_with_a_repaired_head_is_caught_by_the_checkpoint(app):
    something_happens(4)
    services.add_checkpoint()
    kept = db.session.get(AuditEntry, last_entry().seq - 2)
    seq, its_hash = kept.seq, kept.hash
    behind_the_back(f"DELETE FROM audit_entries WHERE seq > {seq}")
    behind_the_back(f"UPDATE audit_head SET seq = {seq}, hash = '{its_hash}'", "audit_head")
    faults = chain.verify().faults
    assert len(faults) == 1
    assert "ekor rantai hilang" in faults[0].says


def test_a_whole_rewritten_chain_is_caught_by_a_note_kept_elsewhere(app):
    something_happens(2)
    entry = last_entry()
    note = (entry.seq, entry.hash)
    assert chain.verify(against=note).faults == []
    assert chain.verify(against=(entry.seq, "0" * 64)).faults != []


def test_every_hundred_entries_a_checkpoint_is_signed(app):
    before = chain.verify().checkpoints
    something_happens(100)
    assert chain.verify().checkpoints == before + 1
    point = db.session.scalars(
        sa.select(AuditCheckpoint).order_by(AuditCheckpoint.id.desc())
    ).first()
    assert point.seq % 100 == 0


def test_a_forged_checkpoint_has_no_valid_signature(app):
    something_happens(2)
    point = services.add_checkpoint()
    signature = point.signature
    forged = ("0" if signature[0] != "0" else "1") + signature[1:]
    behind_the_back(
        f"UPDATE audit_checkpoints SET signature = '{forged}' WHERE id = {point.id}",
        "audit_checkpoints",
    )
    assert any("tanda tangan" in fault.says for fault in chain.verify().faults)


def test_a_second_checkpoint_without_new_entries_is_not_written(app):
    something_happens()
    assert services.add_checkpoint() is not None
    assert services.add_checkpoint() is None


@pytest.mark.parametrize("table", ["audit_entries", "audit_checkpoints"])
@pytest.mark.parametrize("statement", ["UPDATE {t} SET hash = 'x'", "DELETE FROM {t}"])
def test_the_database_itself_refuses_to_change_the_trail(app, table, statement):
    something_happens()
    services.add_checkpoint()
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), db.session.begin_nested():
        db.session.execute(sa.text(statement.format(t=table)))


def test_the_application_itself_refuses_to_change_an_entry(app):
    something_happens()

    @use_case
    def rewrite() -> None:
        last_entry().reason = "lain"
        db.session.flush()

    @use_case
    def remove() -> None:
        db.session.delete(last_entry())
        db.session.flush()

    for attempt in (rewrite, remove):
        with pytest.raises(RuntimeError, match="append-only"):
            attempt()


def test_a_foreign_reading_is_written_with_its_purpose_and_found_by_the_owner_of_the_record(app):
    services.record_reading(OFFICER, Thing(person_id=11), "Meninjau deklarasi DEK-1")
    services.record_reading(OFFICER, Thing(id=4, person_id=12), "Meninjau deklarasi DEK-2")
    readings = queries.readings_of(Thing())
    assert [(r.actor_name, r.reason) for r in readings] == [
        ("Wira Dananjaya, S.T.", "Meninjau deklarasi DEK-1")
    ]


def test_the_command_leaves_with_zero_when_whole_and_one_when_changed(app):
    something_happens(3)
    seq = last_entry().seq - 1
    db.session.commit()
    whole = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert whole.exit_code == 0, whole.output
    assert "utuh" in whole.output
    behind_the_back(f"UPDATE audit_entries SET reason = 'x' WHERE seq = {seq}")
    changed = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert changed.exit_code == 1
    assert f"entri {seq}: kolom berubah: reason" in changed.output


def test_the_head_is_one_row(app):
    something_happens()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AuditHead)) == 1
