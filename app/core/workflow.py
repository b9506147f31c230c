"""A workflow is a table of moves; the same rows guard, show buttons, start clocks and write audit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.core import events
from app.core.actor import Actor
from app.core.errors import NotAllowed, WrongState
from app.core.events import Event, EventType
from app.core.labels import LabelledEnum
from app.core.policy import Rule
from app.core.sentences import Sentence


@dataclass(frozen=True)
class Move:
    """One row: from a state, by whom, to a state; what is told and which clock opens or closes."""

    frm: LabelledEnum
    action: str
    by: Rule
    to: LabelledEnum
    event: EventType
    label: str = ""
    opens: str | None = None
    closes: tuple[str, ...] = ()


class Workflow:
    """The moves of one kind of record, whose state lives in `record.state`."""

    def __init__(
        self,
        name: str,
        *,
        starts: LabelledEnum | Sequence[LabelledEnum],
        ends: Iterable[LabelledEnum],
        moves: Sequence[Move],
    ) -> None:
        self.name = name
        self.starts = (starts,) if isinstance(starts, LabelledEnum) else tuple(starts)
        self.ends = tuple(ends)
        self.moves = tuple(moves)
        self._by_key = {(m.frm, m.action): m for m in self.moves}
        if len(self._by_key) != len(self.moves):
            raise ValueError(f"{name}: two rows for one state and action")

    def rules(self) -> dict[str, Rule]:
        """The policy actions this table defines, e.g. `disclosure.submit`."""
        found: dict[str, Rule] = {}
        for row in self.moves:
            action = f"{self.name}.{row.action}"
            found[action] = found[action] | row.by if action in found else row.by
        return found

    def moves_open_to(self, actor: Actor, record: Any) -> list[Move]:
        """The rows this actor may use on this record now: the buttons of its page."""
        return [m for m in self.moves if m.frm == record.state and m.by(actor, record)]

    def may(self, record: Any, action: str, actor: Actor) -> bool:
        row = self._by_key.get((record.state, action))
        return row is not None and row.by(actor, record)

    def check(self, record: Any, action: str, actor: Actor) -> Move:
        """The row for this action now. Raises NotAllowed or WrongState."""
        row = self._by_key.get((record.state, action))
        if row is None:
            if not any(m.action == action and m.by(actor, record) for m in self.moves):
                raise NotAllowed("Anda tidak berwenang melakukan ini.")
            raise WrongState(
                Sentence(
                    "Langkah ini tidak bisa dilakukan lagi: statusnya sekarang “%(state)s”.",
                    state=record.state,
                )
            )
        if not row.by(actor, record):
            raise NotAllowed("Anda tidak berwenang melakukan ini.")
        return row

    def move(
        self,
        record: Any,
        action: str,
        actor: Actor,
        *,
        reason: str | None = None,
        opens: str | None = None,
        **facts: Any,
    ) -> Event:
        """Take the step, set the state and emit the row's event (audit, clocks, notices follow).

        `opens` names another clock than the row's, where the law gives two for one step.
        """
        row = self.check(record, action, actor)
        record.state = row.to
        event = Event(
            row.event,
            actor,
            record,
            {"from": row.frm.value, "to": row.to.value, **facts},
            opens=opens or row.opens,
            closes=row.closes,
            reason=reason,
        )
        events.emit(event)
        return event
