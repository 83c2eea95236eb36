"""Relations and graphs for the tests of the axis map."""

import itertools

from hypothesis import strategies as st

from gutbrain_app.core.axis.graph import Axis, AxisGraph, Line, Node, read_axis
from gutbrain_app.core.references import EVIDENCE
from gutbrain_app.core.relations import Relation

NAMES = ("a", "b", "c", "d", "e", "f", "g")


def relation(
    subject: str,
    object: str,
    evidence: str = "animal",
    stages: tuple[str, str] = ("", ""),
    topics: tuple[str, str] = ("", ""),
    verb: str = "acts on",
) -> Relation:
    return Relation(subject, verb, object, evidence, (), "", *stages, *topics, 2)


def chain(*names: str, evidence: str = "animal") -> list[Relation]:
    return [relation(a, b, evidence) for a, b in itertools.pairwise(names)]


def axis_of(*relations: Relation) -> Axis:
    return read_axis(relations)


@st.composite
def relations(draw: st.DrawFn) -> list[Relation]:
    pairs = st.tuples(
        st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from((*EVIDENCE, ""))
    )
    return [relation(*pair) for pair in draw(st.lists(pairs, max_size=14))]


@st.composite
def graphs(draw: st.DrawFn) -> AxisGraph:
    columns = draw(st.integers(1, 5))
    places = draw(st.lists(st.integers(0, columns - 1), min_size=1, max_size=12))
    nodes = tuple(Node(f"n{n}", column, "", (n,)) for n, column in enumerate(places))
    ends = st.integers(0, len(nodes) - 1)
    pairs = draw(st.sets(st.tuples(ends, ends), max_size=20))
    lines = (Line(a, b, "animal", False, (n,)) for n, (a, b) in enumerate(sorted(pairs)) if a != b)
    return AxisGraph(("",) * columns, nodes, tuple(lines))
