"""A staff file on its way into the register: uploaded, previewed, imported in one transaction."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock, events, policy
from app.core.actor import Actor
from app.core.errors import WrongState
from app.core.events import Event
from app.database.base import db
from app.database.sealed import new_uid
from app.database.transaction import use_case
from app.people import columns, importer, queries, register, staff_file
from app.people.events import FILE_DROPPED, FILE_UPLOADED, STAFF_IMPORTED
from app.people.importer import Judgement, Verdict
from app.people.models import BatchState, ImportBatch

# Uploaded and not confirmed: the file is forgotten after this time.
KEEP_UPLOADS = timedelta(days=1)


@dataclass(frozen=True)
class ImportChoices:
    """What the importer of a file decides. `columns`: field → column number, None for none."""

    columns: Mapping[str, int | None]
    effective_on: date
    complete: bool = False

    def stored(self) -> dict[str, Any]:
        return {
            "columns": dict(self.columns),
            "effective_on": self.effective_on.isoformat(),
            "complete": self.complete,
        }


@dataclass(frozen=True)
class StaffFile:
    """The bytes of a staff file and what they were called."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def judge_staff(actor: Actor, data: bytes, choices: ImportChoices) -> Judgement:
    """Judge a file against the register without changing anything. Raises staff_file.Unreadable."""
    policy.require(actor, "people.import")
    table = staff_file.read(data)
    layout = columns.layout_of(table, choices.columns)
    return importer.judge(table, layout, queries.known_people(choices.effective_on))


@use_case
def import_staff(
    actor: Actor,
    data: bytes,
    *,
    from_day: date | None = None,
    complete: bool = False,
    file_name: str = "",
    columns_chosen: Mapping[str, int | None] | None = None,
) -> ImportBatch:
    """Import the accepted lines of a file in one transaction; `batch.report` says what changed.

    `from_day` (default today) is the first day on which what the file says holds. `complete`:
    whoever is not in it serves no more. Raises staff_file.Unreadable, or Invalid when a complete
    file would remove too many.
    """
    policy.require(actor, "people.import")
    choices = ImportChoices(columns_chosen or {}, from_day or clock.today(), complete)
    judged = judge_staff(actor, data, choices)
    return import_judged(actor, file_name, data, choices, judged)


@use_case
def import_judged(
    actor: Actor, file_name: str, data: bytes, choices: ImportChoices, judged: Judgement
) -> ImportBatch:
    """The same for a file that was judged just now, outside the transaction. Raises Invalid."""
    policy.require(actor, "people.import")
    batch = _new_batch(actor, StaffFile(file_name, data))
    _import_into(actor, batch, judged, choices)
    return batch


@use_case
def upload_staff_file(actor: Actor, file: StaffFile) -> ImportBatch:
    """Keep an uploaded file, sealed, until it is confirmed or a day has passed."""
    policy.require(actor, "people.import")
    staff_file.read(file.data)
    _forget_old_uploads()
    batch = _new_batch(actor, file)
    batch.content = file.data
    batch.choices = ImportChoices({}, clock.today()).stored()
    db.session.flush()
    events.emit(Event(FILE_UPLOADED, actor, batch, {"sha256": batch.sha256}))
    return batch


@use_case
def choose_for_import(actor: Actor, batch: ImportBatch, choices: ImportChoices) -> None:
    """Remember which column is which, and from which day the file holds."""
    policy.require(actor, "people.import")
    _still_waiting(batch)
    batch.choices = choices.stored()


def choices_of(batch: ImportBatch) -> ImportChoices:
    stored = batch.choices or {}
    return ImportChoices(
        stored.get("columns", {}),
        date.fromisoformat(stored["effective_on"]) if stored.get("effective_on") else clock.today(),
        bool(stored.get("complete")),
    )


def preview_import(actor: Actor, batch: ImportBatch) -> Judgement:
    """What confirming this upload would do, line by line. Raises WrongState when it is gone."""
    policy.require(actor, "people.import")
    _still_waiting(batch)
    return judge_staff(actor, batch.content, choices_of(batch))


def layout_of_upload(actor: Actor, batch: ImportBatch) -> columns.Layout:
    """The headings of an upload and what each is taken for."""
    policy.require(actor, "people.import")
    _still_waiting(batch)
    return columns.layout_of(staff_file.read(batch.content), choices_of(batch).columns)


@use_case
def confirm_import(actor: Actor, batch: ImportBatch) -> None:
    """Import an uploaded file as previewed. Raises WrongState when somebody did so already."""
    policy.require(actor, "people.import")
    db.session.refresh(batch, with_for_update=True)
    choices = choices_of(batch)
    _import_into(actor, batch, preview_import(actor, batch), choices)


@use_case
def drop_upload(actor: Actor, batch: ImportBatch) -> None:
    """Forget an uploaded file without importing it."""
    policy.require(actor, "people.import")
    _still_waiting(batch)
    batch.state, batch.content = BatchState.DROPPED, None
    events.emit(Event(FILE_DROPPED, actor, batch, {"sha256": batch.sha256}))


def report_of(judged: Judgement, outcome: register.Outcome | None = None) -> dict[str, Any]:
    """The report of a file in plain values: counts, remarks, and what was said of which line."""
    counts = {
        "rows": len(judged.lines),
        "accepted_as_is": judged.count(Verdict.ACCEPT),
        "accepted_with_warning": judged.count(Verdict.WARN),
        "rejected": judged.count(Verdict.REJECT),
    }
    done = outcome or register.Outcome()
    changes = {
        "new": len(done.new),
        "changed": len(done.changed),
        "moved": len(done.moved),
        "left": len(done.left),
        "new_units": done.new_units,
        "unchanged": done.unchanged,
    }
    return {**counts, **(changes if outcome else {}), "remarks": list(judged.remarks)}


def noted_lines(judged: Judgement) -> list[dict[str, Any]]:
    """The lines there is something to say about, in plain values."""
    return [
        {
            "line": line.number,
            "verdict": line.verdict.value,
            "name": line.name,
            "nip": line.nip or "",
            "reason": line.reason,
        }
        for line in judged.noted
    ]


def is_imported(batch: ImportBatch) -> bool:
    return batch.state is BatchState.IMPORTED


def _new_batch(actor: Actor, file: StaffFile) -> ImportBatch:
    batch = ImportBatch(
        file_name=file.name[:200], sha256=file.sha256, uploaded_by_id=actor.person_id
    )
    batch.uid = new_uid()
    db.session.add(batch)
    return batch


def _import_into(
    actor: Actor, batch: ImportBatch, judged: Judgement, choices: ImportChoices
) -> None:
    outcome = register.write(judged, choices.effective_on, complete=choices.complete)
    batch.state, batch.imported_at = BatchState.IMPORTED, clock.now()
    batch.content = None
    batch.choices = choices.stored()
    batch.report = {**report_of(judged, outcome), "noted": noted_lines(judged)}
    db.session.flush()
    events.emit(Event(STAFF_IMPORTED, actor, batch, _import_facts(batch, outcome)))


def _import_facts(batch: ImportBatch, outcome: register.Outcome) -> dict[str, Any]:
    """Who was touched, as compact runs of ids, so that each change is traced in one entry."""
    return {
        "sha256": batch.sha256,
        "new": _runs(outcome.new),
        "changed": _runs(outcome.changed),
        "moved": _runs(outcome.moved),
        "left": _runs(outcome.left),
    }


def _runs(ids: list[int]) -> str:
    """`[1, 2, 3, 7]` → `1-3 7`."""
    runs: list[list[int]] = []
    for one in sorted(ids):
        if runs and runs[-1][1] == one - 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _still_waiting(batch: ImportBatch) -> None:
    if batch.state is not BatchState.UPLOADED or batch.content_sealed is None:
        raise WrongState(f"Berkas ini tidak menunggu lagi: {batch.state.label.lower()}.")


def _forget_old_uploads() -> None:
    db.session.execute(
        sa.update(ImportBatch)
        .where(
            ImportBatch.state == BatchState.UPLOADED,
            ImportBatch.uploaded_at < clock.now() - KEEP_UPLOADS,
        )
        .values(state=BatchState.DROPPED, content_sealed=None)
        .execution_options(synchronize_session=False)
    )
