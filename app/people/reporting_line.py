"""The line of superiors on one day, computed from seats and who holds them; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seat:
    """A person's post on the day, or the last one before it if the person no longer holds one."""

    superior_id: int | None
    held: bool


@dataclass
class ReportingLine:
    """Seats by the person they are named after, and who keeps a seat as Plt. or Plh."""

    seats: dict[int, Seat] = field(default_factory=dict)
    acting: dict[int, int] = field(default_factory=dict)

    def holder(self, seat_of: int) -> int | None:
        """Who sits there: the acting officer before the holder; nobody when it is empty."""
        if seat_of in self.acting:
            return self.acting[seat_of]
        seat = self.seats.get(seat_of)
        return seat_of if seat is not None and seat.held else None

    def named_superior(self, person_id: int) -> int | None:
        seat = self.seats.get(person_id)
        return None if seat is None else seat.superior_id

    def above(self, person_id: int) -> list[int]:
        """Everybody above, nearest first. Empty seats are passed over; a loop ends the line."""
        found: list[int] = []
        for seat in self.seats_above(person_id):
            holder = self.holder(seat)
            # Whoever keeps the seat of the own superior answers to the next one up.
            if holder is not None and holder != person_id and holder not in found:
                found.append(holder)
        return found

    def seats_above(self, person_id: int) -> list[int]:
        """The same seats by whom they are named after, whoever sits there."""
        found: list[int] = []
        seat = self.named_superior(person_id)
        while seat is not None and seat != person_id and seat not in found:
            found.append(seat)
            seat = self.named_superior(seat)
        return found

    def superior(self, person_id: int) -> int | None:
        return next(iter(self.above(person_id)), None)


def loops(superiors: Mapping[int, int | None]) -> list[list[int]]:
    """Every circle in “person → superior”, each once, beginning with its smallest id."""
    found: list[list[int]] = []
    done: set[int] = set()
    for start in superiors:
        path: list[int] = []
        place: dict[int, int] = {}
        current: int | None = start
        while current is not None and current not in done and current not in place:
            place[current] = len(path)
            path.append(current)
            current = superiors.get(current)
        if current is not None and current in place:
            found.append(_from_smallest(path[place[current] :]))
        done.update(path)
    return found


def _from_smallest(loop: list[int]) -> list[int]:
    at = loop.index(min(loop))
    return loop[at:] + loop[:at]


def loop_words(names: Iterable[str]) -> str:
    """“A → B → A”."""
    listed = list(names)
    return " → ".join([*listed, listed[0]])
