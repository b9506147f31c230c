"""Writes the accepted lines of a staff file into the register: a few statements for all of them.

A person is found again by NIP, else by short code, else by name. Contacts are filled, never
overwritten, because people correct their own. Whoever has left is left alone. A changed post, unit
or superior closes the appointment of the day and adds a new one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

import sqlalchemy as sa

from app.core import clock
from app.core.errors import Invalid
from app.core.sentences import Sentence
from app.database.base import db
from app.people.cells import code_key, person_key, unit_key
from app.people.importer import Judgement, StaffLine
from app.people.models import Acting, Appointment, Person, Unit
from app.people.naming import sort_key

LEAVE_REASON = "Tidak ada lagi di daftar pegawai"
# More leavers than this in one "complete" file look like a wrong file.
_SUSPICIOUS_SHARE = 0.1
_ALWAYS_BELIEVED = 5
_ONE_DAY = timedelta(days=1)
_DETAILS = ("nip", "code", "name", "kind", "birth_date", "joined_on")
_FILLED_ONLY = ("email", "phone")

people = cast(sa.Table, Person.__table__)
units = cast(sa.Table, Unit.__table__)
appointments = cast(sa.Table, Appointment.__table__)


@dataclass
class Outcome:
    """What a file changed: ids of people."""

    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    unchanged: int = 0
    new_units: int = 0


def write(judged: Judgement, effective_on: date, *, complete: bool) -> Outcome:
    """Bring the register to what the file says holds from that day. Raises Invalid."""
    _one_import_at_a_time()
    outcome = Outcome()
    lines = judged.accepted
    unit_ids = _settle_units(lines, outcome)
    found = _settle_people(lines, outcome, effective_on)
    _settle_posts(_Posts(judged, found, unit_ids, effective_on), outcome)
    if complete:
        _record_leavers(judged, found, effective_on, outcome)
    touched = {*outcome.new, *outcome.changed, *outcome.moved}
    outcome.unchanged = len(lines) - len(touched)
    db.session.expire_all()
    return outcome


def _one_import_at_a_time() -> None:
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(sa.text("LOCK TABLE people IN SHARE ROW EXCLUSIVE MODE"))


# ── units ─────────────────────────────────────────────────────────────────────────────────────


class _Units:
    """Ids of units by code and by name, however spelled."""

    def __init__(self) -> None:
        self.by_key: dict[str, int] = {}
        self.by_code: dict[str, int] = {}
        self.parents: dict[int, int | None] = {}
        for row in db.session.execute(sa.select(units)):
            self.by_key[unit_key(row.name)] = row.id
            self.parents[row.id] = row.parent_id
            if row.code:
                self.by_code[row.code.casefold()] = row.id

    def of(self, line: StaffLine) -> int | None:
        by_code = self.by_code.get(line.unit_code.casefold()) if line.unit_code else None
        return by_code or self.named(line.unit or line.unit_code)

    def named(self, name: str) -> int | None:
        return self.by_key.get(unit_key(name)) or self.by_code.get(name.casefold())


def _settle_units(lines: Sequence[StaffLine], outcome: Outcome) -> _Units:
    known = _Units()
    missing = _missing_units(lines, known)
    if missing:
        db.session.execute(sa.insert(units), missing)
        outcome.new_units = len(missing)
        known = _Units()
    _hang_below_parents(lines, known)
    return known


def _missing_units(lines: Iterable[StaffLine], known: _Units) -> list[dict[str, Any]]:
    """One row per unit not known yet, in the spelling most lines use."""
    spellings: dict[str, Counter[str]] = {}
    codes: dict[str, str] = {}
    for line in lines:
        if known.of(line) is None:
            name = line.unit or line.unit_code
            spellings.setdefault(unit_key(name), Counter())[name] += 1
            if line.unit_code and line.unit_code.casefold() not in known.by_code:
                codes.setdefault(unit_key(name), line.unit_code)
        if line.unit_parent and known.named(line.unit_parent) is None:
            spellings.setdefault(unit_key(line.unit_parent), Counter())[line.unit_parent] += 1
    taken: set[str] = set()
    rows = []
    for key, counted in spellings.items():
        code = codes.get(key)
        if code and code.casefold() in taken:
            code = None
        taken.add((code or "").casefold())
        rows.append({"name": counted.most_common(1)[0][0], "code": code})
    return rows


def _hang_below_parents(lines: Iterable[StaffLine], known: _Units) -> None:
    """Give units the parent the file names, once, and never in a circle."""
    for line in lines:
        child, parent = known.of(line), known.named(line.unit_parent or "")
        if child is None or parent is None or known.parents.get(child) is not None:
            continue
        if child not in _line_of_parents(parent, known.parents):
            known.parents[child] = parent
            db.session.execute(sa.update(units).where(units.c.id == child).values(parent_id=parent))


def _line_of_parents(unit_id: int, parents: Mapping[int, int | None]) -> set[int]:
    seen: set[int] = set()
    current: int | None = unit_id
    while current is not None and current not in seen:
        seen.add(current)
        current = parents.get(current)
    return seen


# ── people ────────────────────────────────────────────────────────────────────────────────────


class People:
    """Everybody in the register, found by any of their keys."""

    def __init__(self) -> None:
        self.rows: dict[int, sa.Row[Any]] = {}
        self.by_key: dict[str, int] = {}
        for row in db.session.execute(sa.select(people)):
            self.rows[row.id] = row
            self.by_key[person_key(row.nip, row.code, row.name)] = row.id
            if row.code:
                self.by_key.setdefault(code_key(row.code), row.id)
            if not row.nip:
                self.by_key.setdefault(person_key(None, None, row.name), row.id)

    def id_of(self, line: StaffLine) -> int | None:
        found = self.by_key.get(line.key)
        if found is not None:
            return found
        if not line.nip:
            return self.by_key.get(person_key(None, None, line.name))
        same_code = self.by_key.get(code_key(line.code)) if line.code else None
        # Somebody without a NIP so far has been given one.
        if same_code is not None and self.rows[same_code].nip is None:
            return same_code
        return None

    def has_left(self, person_id: int, day: date) -> bool:
        left = self.rows[person_id].left_on
        return left is not None and left <= day


def _settle_people(lines: Sequence[StaffLine], outcome: Outcome, day: date) -> People:
    known = People()
    new = [line for line in lines if known.id_of(line) is None]
    _free_codes(lines, known)
    outcome.changed = _correct_details(lines, known, day)
    if not new:
        return People() if outcome.changed else known
    db.session.execute(sa.insert(people), [_new_person(line) for line in new])
    settled = People()
    outcome.new = [found for line in new if (found := settled.id_of(line)) is not None]
    return settled


def _free_codes(lines: Iterable[StaffLine], known: People) -> None:
    """A short code that belongs to somebody else stays with them."""
    for line in lines:
        if line.nip and line.code:
            holder = known.by_key.get(code_key(line.code))
            if holder is not None and holder != known.id_of(line):
                line.code = None


def _new_person(line: StaffLine) -> dict[str, Any]:
    return {
        **{name: getattr(line, name) for name in (*_DETAILS, *_FILLED_ONLY)},
        "sort_name": sort_key(line.name),
        "revision": 1,
    }


def _correct_details(lines: Iterable[StaffLine], known: People, day: date) -> list[int]:
    changes = []
    for line in lines:
        person_id = known.id_of(line)
        if person_id is None or known.has_left(person_id, day):
            continue
        changed = _changed_details(line, known.rows[person_id])
        if changed:
            changes.append({**changed, "row_id": person_id})
    _update_people(changes)
    return [change["row_id"] for change in changes]


def _changed_details(line: StaffLine, row: sa.Row[Any]) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in _DETAILS if getattr(line, name) is not None}
    if not line.kind_told:
        told.pop("kind")
    told |= {name: getattr(line, name) for name in _FILLED_ONLY if not getattr(row, name)}
    changed = {name: value for name, value in told.items() if value != getattr(row, name)}
    if "name" in changed:
        changed["sort_name"] = sort_key(line.name)
    return changed


def _update_people(changes: list[dict[str, Any]]) -> None:
    """One prepared statement per set of columns; the row's revision counts up with it."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for change in changes:
        by_columns.setdefault(tuple(sorted(change)), []).append(change)
    for names, rows in by_columns.items():
        values: dict[str, Any] = {
            name: sa.bindparam(f"new_{name}") for name in names if name != "row_id"
        }
        statement = (
            sa.update(people)
            .where(people.c.id == sa.bindparam("row_id"))
            .values(**values, revision=people.c.revision + 1)
        )
        db.session.connection().execute(
            statement,
            [{"row_id" if n == "row_id" else f"new_{n}": row[n] for n in names} for row in rows],
        )


# ── posts ─────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Posts:
    """What is needed to compare the file's posts with the register's."""

    judged: Judgement
    people: People
    units: _Units
    day: date

    def current(self) -> dict[int, sa.Row[Any]]:
        """Per person the post of the day, or the next one to begin."""
        rows = db.session.execute(
            sa.select(appointments)
            .where(
                appointments.c.acting == Acting.NONE,
                sa.or_(
                    appointments.c.valid_to.is_(None),
                    sa.and_(
                        appointments.c.valid_to >= self.day,
                        appointments.c.valid_to >= appointments.c.valid_from,
                    ),
                ),
            )
            .order_by(appointments.c.valid_from.desc(), appointments.c.id.desc())
        )
        return {row.person_id: row for row in rows}

    def wanted(self, line: StaffLine, now: sa.Row[Any] | None) -> dict[str, Any]:
        """The post as the file has it; what it is silent about stays as it is."""
        told = {
            "post": line.post,
            "risk_positions": line.risk_positions,
            "decision_roles": line.decision_roles,
        }
        kept = {name: (getattr(now, name) if now is not None else "") for name in told}
        return {
            **kept,
            **{name: value for name, value in told.items() if value is not None},
            "unit_id": self.units.of(line),
            "superior_id": self._superior(line, now),
        }

    def _superior(self, line: StaffLine, now: sa.Row[Any] | None) -> int | None:
        if line.superior_key:
            return self.people.by_key.get(line.superior_key)
        has_column = self.judged.layout.has("superior_nip") or self.judged.layout.has(
            "superior_code"
        )
        named_in_vain = bool(line.superior_nip or line.superior_code)
        if now is not None and (not has_column or named_in_vain):
            return int(now.superior_id) if now.superior_id is not None else None
        return None

    def begins(self, line: StaffLine, now: sa.Row[Any] | None, *, new_post: bool) -> date:
        """A first post begins on its TMT; a later one on its TMT if that is news, else today."""
        if now is None:
            return line.post_since or self.day
        if new_post and line.post_since and line.post_since > now.valid_from:
            return line.post_since
        began: date = now.valid_from
        return max(self.day, began)


def _settle_posts(posts: _Posts, outcome: Outcome) -> None:
    current = posts.current()
    new_ids = set(outcome.new)
    rows: list[dict[str, Any]] = []
    closings: list[dict[str, Any]] = []
    for line in posts.judged.accepted:
        person_id = posts.people.id_of(line)
        if person_id is None or posts.people.has_left(person_id, posts.day):
            continue
        now = current.get(person_id)
        wanted = posts.wanted(line, now)
        if now is not None and not _differs(wanted, now):
            continue
        rows.append(_new_post(posts, line, person_id, wanted, now))
        if now is not None:
            closings.append({"row_id": now.id, "last": rows[-1]["valid_from"] - _ONE_DAY})
        if person_id not in new_ids:
            outcome.moved.append(person_id)
    _close(closings)
    if rows:
        db.session.execute(sa.insert(appointments), rows)


def _differs(wanted: Mapping[str, Any], now: sa.Row[Any]) -> bool:
    return any(_plain(value) != _plain(getattr(now, name)) for name, value in wanted.items())


def _plain(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _new_post(
    posts: _Posts,
    line: StaffLine,
    person_id: int,
    wanted: Mapping[str, Any],
    now: sa.Row[Any] | None,
) -> dict[str, Any]:
    new_post = now is None or _differs({k: wanted[k] for k in ("post", "unit_id")}, now)
    return {
        **wanted,
        "person_id": person_id,
        "acting": Acting.NONE,
        "valid_from": posts.begins(line, now, new_post=new_post),
        "valid_to": None if now is None else now.valid_to,
        "recorded_at": clock.now(),
    }


def _close(closings: list[dict[str, Any]]) -> None:
    if closings:
        db.session.connection().execute(
            sa.update(appointments)
            .where(appointments.c.id == sa.bindparam("row_id"))
            .values(valid_to=sa.bindparam("last")),
            closings,
        )


# ── leavers ───────────────────────────────────────────────────────────────────────────────────


def _record_leavers(judged: Judgement, known: People, day: date, outcome: Outcome) -> None:
    """Whoever serves, has a NIP and is nowhere in the file, not even on a rejected line."""
    present = {known.id_of(line) for line in judged.lines} | set(outcome.new)
    refused_names = {sort_key(line.name) for line in judged.lines if not line.accepted}
    gone = [
        person_id
        for person_id, row in known.rows.items()
        if row.nip
        and person_id not in present
        and row.left_on is None
        and row.sort_name not in refused_names
    ]
    serving = sum(1 for row in known.rows.values() if row.left_on is None)
    if len(gone) > max(_ALWAYS_BELIEVED, serving * _SUSPICIOUS_SHARE):
        raise Invalid(
            Sentence(
                "Menurut berkas ini %(gone)s dari %(serving)s pegawai sudah keluar. Itu terlalu banyak untuk satu berkas; periksa apakah berkasnya lengkap.",
                gone=len(gone),
                serving=serving,
            )
        )
    close_posts(gone, day)
    _update_people([{"row_id": one, "left_on": day, "leave_reason": LEAVE_REASON} for one in gone])
    outcome.left = gone


def close_posts(person_ids: Sequence[int], first_day_out: date) -> None:
    """End every post, own or acting, of people who serve no more from that day."""
    last = first_day_out - _ONE_DAY
    rows = db.session.execute(
        sa.select(appointments.c.id, appointments.c.valid_from).where(
            appointments.c.person_id.in_(person_ids),
            sa.or_(appointments.c.valid_to.is_(None), appointments.c.valid_to > last),
        )
    )
    # A post that had not begun yet is closed the day before it would have.
    _close([{"row_id": row.id, "last": max(last, row.valid_from - _ONE_DAY)} for row in rows])
