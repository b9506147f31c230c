"""The relation picture: person, party and decision as boxes and lines, measured for an SVG. Pure.

The page draws it with attributes only and repeats it as a table; no library is needed to see it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

BOX_WIDTH = 200
BOX_HEIGHT = 64
GAP_X = 24
GAP_Y = 54
MARGIN = 12
LANE = 180  # at the right, for lines that pass rows of boxes
_LETTERS_A_LINE = 26
_LINES = 2


@dataclass(frozen=True)
class Node:
    """One box: `kind` is subject, employee, person, body or decision; `note` its small line."""

    key: str
    kind: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Edge:
    """One line with its words, from one box to another further down."""

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
    """An edge with its ends and the place of its words; `aside`: where it passes other boxes."""

    edge: Edge
    x1: int
    y1: int
    x2: int
    y2: int
    aside: int | None = None

    @property
    def points(self) -> str:
        """The corners of the line, as an SVG wants them."""
        if self.aside is None:
            return f"{self.x1},{self.y1} {self.x2},{self.y2}"
        return (
            f"{self.x1},{self.y1} {self.aside},{self.y1 + GAP_Y // 2}"
            f" {self.aside},{self.y2 - GAP_Y // 2} {self.x2},{self.y2}"
        )

    @property
    def label_x(self) -> int:
        return (self.x1 + self.x2) // 2 if self.aside is None else self.aside

    @property
    def label_y(self) -> int:
        return (self.y1 + self.y2) // 2


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
    """Lay the boxes out in rows by their distance from the first, which stands on top."""
    rows = _rows(graph, first)
    widest = max(len(row) for row in rows)
    inside = 2 * MARGIN + widest * BOX_WIDTH + (widest - 1) * GAP_X
    depth = {key: at for at, row in enumerate(rows) for key in row}
    far = {pair for pair in graph.edges if depth[pair[1]] - depth[pair[0]] > 1}
    width = inside + (LANE if far else 0)
    boxes = {
        key: _box(graph.nodes[key], at, len(row), line, inside)
        for line, row in enumerate(rows)
        for at, key in enumerate(row)
    }
    height = 2 * MARGIN + len(rows) * BOX_HEIGHT + (len(rows) - 1) * GAP_Y
    aside = inside - MARGIN + LANE // 2
    lines = tuple(
        _line(edge, boxes, aside if pair in far else None) for pair, edge in graph.edges.items()
    )
    return Picture(width, height, tuple(boxes.values()), lines)


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


def _box(node: Node, at: int, of: int, depth: int, width: int) -> Box:
    row_width = of * BOX_WIDTH + (of - 1) * GAP_X
    x = (width - row_width) // 2 + at * (BOX_WIDTH + GAP_X)
    return Box(node, x, MARGIN + depth * (BOX_HEIGHT + GAP_Y), tuple(_wrapped(node.label)))


def _wrapped(text: str) -> Iterable[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= _LETTERS_A_LINE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
    return [line[: _LETTERS_A_LINE + 2] for line in lines]


def _line(edge: Edge, boxes: dict[str, Box], aside: int | None) -> Line:
    source, target = boxes[edge.source], boxes[edge.target]
    return Line(edge, source.middle, source.y + BOX_HEIGHT, target.middle, target.y, aside)
