"""The map as shapes: nothing overlaps, and every line can be found where it is drawn."""

from hypothesis import given

from gutbrain_app.core.axis.graph import KINDS, AxisGraph
from gutbrain_app.ui.axis_map.drawing import NARROW, WIDE, MapDrawing, laid_out
from tests.core.axis.graphs import graphs


@given(graphs())
def test_no_two_boxes_overlap(graph: AxisGraph) -> None:
    for shape in (WIDE, NARROW):
        drawing = MapDrawing(laid_out(graph), shape)
        for number, box in enumerate(drawing.boxes):
            assert drawing.bounds.contains(box)
            assert not any(box.intersects(other) for other in drawing.boxes[number + 1 :])


@given(graphs())
def test_a_line_begins_at_its_source_ends_at_its_target_and_is_found_there(
    graph: AxisGraph,
) -> None:
    drawing = MapDrawing(laid_out(graph))
    for number, line in enumerate(graph.lines):
        own = drawing.pieces_of[number]
        source, target = drawing.boxes[line.source], drawing.boxes[line.target]
        near = 8.0
        assert source.adjusted(-near, -near, near, near).contains(drawing.pieces[own[0]].start)
        assert target.adjusted(-near, -near, near, near).contains(drawing.pieces[own[-1]].end)
        for piece in own:
            found = drawing.line_at(drawing.pieces[piece].path.pointAtPercent(0.5), 3, KINDS)
            assert found >= 0
