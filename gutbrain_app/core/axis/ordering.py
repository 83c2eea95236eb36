"""The order of nodes within their columns, so that few lines cross.

The layered method of Sugiyama, Tagawa and Toda (IEEE Transactions on Systems, Man, and
Cybernetics 11(2), 1981): a line over several columns passes through a waypoint in each column
between; sweeps sort each column by the barycentres of its neighbours, and adjacent places are
exchanged while that helps (the transpose step of Gansner and others, IEEE Transactions on Software
Engineering 19(3), 1993). Lines of one kind that leave one node together share their waypoints.
"""

import itertools
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from gutbrain_app.core.axis.graph import AxisGraph

_SWEEPS = 40
_PATIENCE = 8  # sweeps without fewer crossings
_LARGE = 1500  # segments from which on adjacent places are not exchanged and sweeps are few
_LARGE_SWEEPS = 3
_EXCHANGES = 12

Columns = list[list[int]]


@dataclass(frozen=True)
class Layers:
    """Items of each column, downwards: nodes by number, and waypoints numbered after them.

    `chains` are the items each line passes, from its source to its target; `segments` are the
    different steps, as pairs of an item and one in the column to its right.
    """

    columns: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]
    segments: tuple[tuple[int, int], ...]
    column_of: tuple[int, ...]


def layered(graph: AxisGraph) -> Layers:
    """The graph as its file has it: in the order of the rows, with waypoints."""
    column_of = [node.column for node in graph.nodes]
    columns: Columns = [[] for _ in graph.headings]
    for number, column in enumerate(column_of):
        columns[column].append(number)
    shared: dict[tuple[int, str, bool, int], int] = {}
    chains = []
    for line in graph.lines:
        start, end = column_of[line.source], column_of[line.target]
        between = range(start + 1, end) if start < end else range(start - 1, end, -1)
        chain = [line.source]
        for column in between:
            item = shared.setdefault((line.source, line.kind, line.nothing, column), len(column_of))
            if item == len(column_of):
                column_of.append(column)
                columns[column].append(item)
            chain.append(item)
        chains.append((*chain, line.target))
    segments = dict.fromkeys(
        (a, b) if column_of[a] < column_of[b] else (b, a)
        for chain in chains
        for a, b in itertools.pairwise(chain)
        if column_of[a] != column_of[b]
    )
    return Layers(tuple(map(tuple, columns)), tuple(chains), tuple(segments), tuple(column_of))


def crossings(layers: Layers) -> int:
    """How many pairs of segments between neighbouring columns cross."""
    return _count(_gaps(layers), _places(layers.columns, len(layers.column_of)))


def ordered(layers: Layers) -> Layers:
    """The same layers with few crossings; the same order whenever it is asked for."""
    gaps = _gaps(layers)
    left: list[list[int]] = [[] for _ in layers.column_of]
    right: list[list[int]] = [[] for _ in layers.column_of]
    for a, b in layers.segments:
        right[a].append(b)
        left[b].append(a)
    large = len(layers.segments) > _LARGE
    columns = [list(column) for column in layers.columns]
    places = _places(columns, len(layers.column_of))
    best, fewest = [list(column) for column in columns], _count(gaps, places)
    since = 0
    for sweep in range(_LARGE_SWEEPS if large else _SWEEPS):
        _sweep(columns, places, left, right, backwards=bool(sweep % 2))
        if not large:
            _exchange(columns, places, left, right, 1)
        count = _count(gaps, places)
        since += 1
        if count < fewest:
            best, fewest, since = [list(column) for column in columns], count, 0
        if since == _PATIENCE or not fewest:
            break
    if not large:
        places = _places(best, len(layers.column_of))
        _exchange(best, places, left, right, _EXCHANGES)
    return Layers(tuple(map(tuple, best)), layers.chains, layers.segments, layers.column_of)


def _gaps(layers: Layers) -> list[list[tuple[int, int]]]:
    """The segments between each column and the next."""
    gaps: list[list[tuple[int, int]]] = [[] for _ in layers.columns]
    for a, b in layers.segments:
        gaps[layers.column_of[a]].append((a, b))
    return gaps


def _places(columns: Sequence[Sequence[int]], count: int) -> list[int]:
    places = [0] * count
    for column in columns:
        for place, item in enumerate(column):
            places[item] = place
    return places


def _count(gaps: list[list[tuple[int, int]]], places: list[int]) -> int:
    return sum(_crossings(gap, places) for gap in gaps)


def _crossings(gap: list[tuple[int, int]], places: list[int]) -> int:
    """Inversions: a segment crosses each one that begins above it and ends below it."""
    seen: list[int] = []
    found = 0
    for _, end in sorted((places[a], places[b]) for a, b in gap):
        found += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return found


def _sweep(
    columns: Columns,
    places: list[int],
    left: list[list[int]],
    right: list[list[int]],
    *,
    backwards: bool,
) -> None:
    """Sort column after column by the mean places of the neighbours in the one before."""
    near = right if backwards else left
    for column in columns[-2::-1] if backwards else columns[1:]:
        means = {
            item: sum(places[one] for one in near[item]) / len(near[item])
            if near[item]
            else float(places[item])
            for item in column
        }
        column.sort(key=means.__getitem__)
        for place, item in enumerate(column):
            places[item] = place


def _exchange(
    columns: Columns,
    places: list[int],
    left: list[list[int]],
    right: list[list[int]],
    rounds: int,
) -> None:
    """Exchange adjacent items while that takes crossings away."""
    for _ in range(rounds):
        better = False
        for column in columns:
            for place in range(len(column) - 1):
                upper, lower = column[place], column[place + 1]
                gain = _gain(left[upper], left[lower], places)
                gain += _gain(right[upper], right[lower], places)
                if gain > 0:
                    column[place], column[place + 1] = lower, upper
                    places[lower], places[upper] = place, place + 1
                    better = True
        if not better:
            return


def _gain(upper: list[int], lower: list[int], places: list[int]) -> int:
    """Crossings fewer when two items, known by their neighbours, change places."""
    gain = 0
    for one in upper:
        at = places[one]
        for other in lower:
            if at > places[other]:
                gain += 1
            elif at < places[other]:
                gain -= 1
    return gain
