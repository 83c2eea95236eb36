"""The order within columns: the same items, fewer crossings, and heights that never overlap."""

from itertools import combinations, pairwise

from hypothesis import given

from gutbrain_app.core.axis.graph import AxisGraph, Line, Node, whole_graph
from gutbrain_app.core.axis.ordering import Layers, crossings, layered, ordered
from gutbrain_app.core.axis.placing import placed
from gutbrain_app.core.paths import builtin_library
from gutbrain_app.core.relations import read_relations
from tests.core.axis.graphs import axis_of, graphs


def crossings_by_hand(layers: Layers) -> int:
    place = {item: n for column in layers.columns for n, item in enumerate(column)}
    return sum(
        layers.column_of[a] == layers.column_of[c]
        and (place[a] - place[c]) * (place[b] - place[d]) < 0
        for (a, b), (c, d) in combinations(layers.segments, 2)
    )


@given(graphs())
def test_crossings_are_those_that_every_pair_of_segments_tells(graph: AxisGraph) -> None:
    layers = layered(graph)
    assert crossings(layers) == crossings_by_hand(layers)


@given(graphs())
def test_ordering_keeps_every_item_in_its_column_and_never_adds_crossings(graph: AxisGraph) -> None:
    before, after = layered(graph), ordered(layered(graph))
    assert [sorted(column) for column in after.columns] == [sorted(c) for c in before.columns]
    assert crossings(after) <= crossings(before)
    assert ordered(before) == after


@given(graphs())
def test_a_line_passes_every_column_between_its_ends(graph: AxisGraph) -> None:
    layers = layered(graph)
    for line, chain in zip(graph.lines, layers.chains, strict=True):
        columns = [layers.column_of[item] for item in chain]
        assert (chain[0], chain[-1]) == (line.source, line.target)
        assert all(abs(a - b) == 1 for a, b in pairwise(columns)) or len(set(columns)) == 1


def test_a_plain_crossing_is_undone() -> None:
    nodes = tuple(Node(str(n), column, "", (n,)) for n, column in enumerate((0, 0, 1, 1)))
    lines = (Line(0, 3, "human", False, (0,)), Line(1, 2, "human", False, (1,)))
    layers = layered(AxisGraph(("", ""), nodes, lines))
    assert (crossings(layers), crossings(ordered(layers))) == (1, 0)


def test_the_built_in_relations_cross_at_most_half_as_often_as_in_the_order_of_their_file() -> None:
    text = (builtin_library() / "relations.csv").read_text("utf-8")
    layers = layered(whole_graph(axis_of(*read_relations(text, "relations.csv")[0])))
    assert crossings(ordered(layers)) * 2 <= crossings(layers)


@given(graphs())
def test_items_stand_in_order_within_the_height_and_never_overlap(graph: AxisGraph) -> None:
    layers = ordered(layered(graph))
    heights = [22.0 if item < len(graph.nodes) else 4.0 for item in range(len(layers.column_of))]
    placing = placed(layers, heights, 60.0)
    for column in layers.columns:
        below = 0.0
        for item in column:
            assert placing.middles[item] - heights[item] / 2 >= below - 1e-6
            below = placing.middles[item] + heights[item] / 2
        assert below <= placing.height + 1e-6


def test_a_lonely_line_is_straight() -> None:
    nodes = tuple(Node(str(n), n, "", (n,)) for n in range(3))
    layers = layered(AxisGraph(("",) * 3, nodes, (Line(0, 2, "human", False, (0,)),)))
    placing = placed(layers, [20.0] * len(layers.column_of), 400.0)
    heights = [placing.middles[item] for item in layers.chains[0]]
    assert max(heights) - min(heights) < 1
