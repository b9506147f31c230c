"""The relation picture: person, party and decision as boxes and lines, measured for an SVG. Pure.

The page draws it with attributes only and repeats it as a table; no library is needed to see it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

BOX_WIDTH = 200
BOX_HEIGHT = 64
GAP_X = 24
GAP_Y = 54
MARGIN = 12
LANE = 180  # at the right, for lines that pass rows of boxes
# More boxes in one row would be too small to read on paper: then the picture runs to the right.
MOST_IN_A_ROW = 3
LABEL_GAP = 170  # between columns, wide enough for the words of a line
LOW_LANE = 22  # beneath the columns, one for each line that passes some
_LETTERS_A_LINE = 26
_LINES = 2
Corner = tuple[int, int]


@dataclass(frozen=True)
class Node:
    """One box: `kind` is subject, employee, person, body or decision; `note` its small line."""

    key: str
    kind: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Edge:
    """One line with its words, from one box to another further on."""

    source: str
    target: str
    label: str


@dataclass(frozen=True)
class Box:
    """A node with its place."""

    node: Node
    x: int
    y: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> int:
        return self.x + BOX_WIDTH // 2


@dataclass(frozen=True)
class Line:
    """An edge with its corners and the place of its words."""

    edge: Edge
    corners: tuple[Corner, ...]
    label_x: int
    label_y: int

    @property
    def points(self) -> str:
        """The corners, as an SVG wants them."""
        return " ".join(f"{x},{y}" for x, y in self.corners)


@dataclass(frozen=True)
class Picture:
    """Everything the template draws."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


@dataclass
class Graph:
    """Nodes and edges as they are found; each once."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], Edge] = field(default_factory=dict)

    def add(self, node: Node) -> str:
        self.nodes.setdefault(node.key, node)
        return node.key

    def join(self, source: str, target: str, label: str) -> None:
        if source != target:
            self.edges.setdefault((source, target), Edge(source, target, label))

    def rows(self) -> list[tuple[str, str, str]]:
        """The same as a table: from, bond, to."""
        return [
            (self.nodes[edge.source].label, edge.label, self.nodes[edge.target].label)
            for edge in self.edges.values()
        ]


def drawn(graph: Graph, first: str) -> Picture:
    """Lay the boxes out by their distance from the first: in rows beneath it, or, where rows would
    be too wide, in columns at its right."""
    rows = _rows(graph, first)
    wide = max(len(row) for row in rows) > MOST_IN_A_ROW
    return _in_columns(graph, rows) if wide else _in_rows(graph, rows)


def _far(graph: Graph, rows: Sequence[Sequence[str]]) -> set[tuple[str, str]]:
    """The edges that pass other rows or columns."""
    depth = {key: at for at, row in enumerate(rows) for key in row}
    return {pair for pair in graph.edges if depth[pair[1]] - depth[pair[0]] > 1}


def _in_rows(graph: Graph, rows: Sequence[Sequence[str]]) -> Picture:
    inside = 2 * MARGIN + _extent(max(map(len, rows)), BOX_WIDTH, GAP_X)
    far = _far(graph, rows)
    boxes = {
        key: _box(
            graph.nodes[key],
            (inside - _extent(len(row), BOX_WIDTH, GAP_X)) // 2 + at * (BOX_WIDTH + GAP_X),
            MARGIN + line * (BOX_HEIGHT + GAP_Y),
        )
        for line, row in enumerate(rows)
        for at, key in enumerate(row)
    }
    aside = inside - MARGIN + LANE // 2
    lines = tuple(
        _down(edge, boxes, aside if pair in far else None) for pair, edge in graph.edges.items()
    )
    height = 2 * MARGIN + _extent(len(rows), BOX_HEIGHT, GAP_Y)
    return Picture(inside + (LANE if far else 0), height, tuple(boxes.values()), lines)


def _in_columns(graph: Graph, columns: Sequence[Sequence[str]]) -> Picture:
    inside = 2 * MARGIN + _extent(max(map(len, columns)), BOX_HEIGHT, GAP_X)
    far = sorted(_far(graph, columns))
    lanes = {pair: inside + at * LOW_LANE for at, pair in enumerate(far)}
    boxes = {
        key: _box(
            graph.nodes[key],
            MARGIN + at * (BOX_WIDTH + LABEL_GAP),
            (inside - _extent(len(column), BOX_HEIGHT, GAP_X)) // 2 + line * (BOX_HEIGHT + GAP_X),
        )
        for at, column in enumerate(columns)
        for line, key in enumerate(column)
    }
    lines = tuple(_across(edge, boxes, lanes.get(pair)) for pair, edge in graph.edges.items())
    width = 2 * MARGIN + _extent(len(columns), BOX_WIDTH, LABEL_GAP)
    return Picture(width, inside + len(far) * LOW_LANE, tuple(boxes.values()), lines)


def _extent(count: int, size: int, gap: int) -> int:
    return count * size + (count - 1) * gap


def _rows(graph: Graph, first: str) -> list[list[str]]:
    depth = {first: 0}
    for _turn in graph.nodes:
        for edge in graph.edges.values():
            if edge.source in depth:
                depth[edge.target] = max(depth.get(edge.target, 0), depth[edge.source] + 1)
    last = max(depth.values(), default=0)
    for key in graph.nodes:
        depth.setdefault(key, last)
    return [[key for key in graph.nodes if depth[key] == at] for at in range(last + 1)]


def _box(node: Node, x: int, y: int) -> Box:
    return Box(node, x, y, tuple(_wrapped(node.label)))


def _wrapped(text: str) -> Iterable[str]:
    lines = [""]
    for word in _pieces(text):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= _LETTERS_A_LINE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{_shortened(lines[_LINES - 1])} …"]
    return lines


def _shortened(line: str) -> str:
    """The words of it that leave room for the dots."""
    room = _LETTERS_A_LINE - 2
    if len(line) <= room:
        return line
    return line[:room].rpartition(" ")[0] or line[:room]


def _pieces(text: str) -> Iterable[str]:
    """The words; one that is longer than a line is cut."""
    longest = _LETTERS_A_LINE - 2
    for word in text.split():
        for at in range(0, len(word), longest):
            rest = "-" if at + longest < len(word) else ""
            yield word[at : at + longest] + rest


def _down(edge: Edge, boxes: Mapping[str, Box], aside: int | None) -> Line:
    source, target = boxes[edge.source], boxes[edge.target]
    top, foot = source.y + BOX_HEIGHT, target.y
    begin, end = (source.middle, top), (target.middle, foot)
    middle = (top + foot) // 2
    if aside is None:
        return Line(edge, (begin, end), (source.middle + target.middle) // 2, middle)
    around = ((aside, top + GAP_Y // 2), (aside, foot - GAP_Y // 2))
    return Line(edge, (begin, *around, end), aside, middle)


def _across(edge: Edge, boxes: Mapping[str, Box], lane: int | None) -> Line:
    source, target = boxes[edge.source], boxes[edge.target]
    left, right = source.x + BOX_WIDTH, target.x
    begin, end = (left, source.y + BOX_HEIGHT // 2), (right, target.y + BOX_HEIGHT // 2)
    middle = (left + right) // 2
    if lane is None:
        return Line(edge, (begin, end), middle, (begin[1] + end[1]) // 2)
    around = ((left + LABEL_GAP // 3, lane), (right - LABEL_GAP // 3, lane))
    return Line(edge, (begin, *around, end), middle, lane)
