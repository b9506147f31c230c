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


def test_many_parties_run_to_the_right_and_no_words_lie_on_others() -> None:
    graph = Graph()
    graph.add(Node("a", "subject", "Terlapor"))
    for at in range(10):
        graph.add(Node(f"b{at}", "body", "Perkumpulanpengusahapengadaanbarangdanjasa Nusantara"))
        graph.join("a", f"b{at}", "tidak ada catatan")
        graph.add(Node("d", "decision", "Keputusan"))
        graph.join(f"b{at}", "d", "pihak")
    graph.join("a", "d", "pihak: langsung")
    found = drawn(graph, "a")
    assert found.width < 1000
    places = [(line.label_x, line.label_y) for line in found.lines]
    assert len(set(places)) == len(places)
    near = [
        (one, other)
        for one in places
        for other in places
        if one < other and abs(one[0] - other[0]) < 160 and abs(one[1] - other[1]) < 16
    ]
    assert not near
    assert all(0 < y < found.height for _x, y in places)
    assert all(len(line) <= 26 for box in found.boxes for line in box.lines)
