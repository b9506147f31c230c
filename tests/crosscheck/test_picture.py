"""The relation picture: words stay beside boxes, never on them."""

from app.crosscheck.picture import BOX_WIDTH, MARGIN, Graph, Node, drawn


def test_a_line_that_passes_other_boxes_goes_around_them() -> None:
    graph = Graph()
    for key, kind in (("a", "subject"), ("b", "person"), ("c", "body"), ("d", "decision")):
        graph.add(Node(key, kind, key))
    for source, target in (("a", "b"), ("b", "c"), ("c", "d"), ("b", "d")):
        graph.join(source, target, "hubungan")
    found = drawn(graph, "a")
    straight, around = found.lines[:3], found.lines[3]
    assert [line.points.count(" ") for line in straight] == [1, 1, 1]
    assert around.points.count(" ") == 3
    assert MARGIN + BOX_WIDTH < around.label_x < found.width
