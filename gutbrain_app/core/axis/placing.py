"""How high each item of the ordered layers stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from gutbrain_app.core.axis.ordering import Layers

_ROUNDS = 8
_LARGE = 4000  # items from which on fewer rounds must do
_LARGE_ROUNDS = 2
_STRAIGHTNESS = 3.0  # what a waypoint's wish weighs beside a node's


@dataclass(frozen=True)
class Placing:
    """The middle of each item, downwards from 0, and the height of all together."""

    middles: tuple[float, ...]
    height: float


def placed(layers: Layers, heights: Sequence[float], least: float = 0.0) -> Placing:
    """Each item as near as can be to the middle of its neighbours, in order, none overlapping.

    `heights` are the room each item takes; `least` is the least height of the whole. A column is
    solved exactly, as an isotonic regression by pooling adjacent violators (Barlow and others,
    Statistical Inference under Order Restrictions, 1972).
    """
    sums = [sum(heights[item] for item in column) for column in layers.columns]
    height = max([least, *sums])
    near: list[list[int]] = [[] for _ in layers.column_of]
    for a, b in layers.segments:
        near[a].append(b)
        near[b].append(a)
    nodes = len(layers.column_of) - _waypoints(layers)
    middles = [0.0] * len(layers.column_of)
    for column, total in zip(layers.columns, sums, strict=True):
        _spread(column, heights, height, total, middles)
    rounds = _LARGE_ROUNDS if len(middles) > _LARGE else _ROUNDS
    for turn in range(rounds):
        for column in layers.columns[:: -1 if turn % 2 else 1]:
            _settle(column, near, heights, nodes, height, middles)
    return Placing(tuple(middles), height)


def _waypoints(layers: Layers) -> int:
    return len({item for chain in layers.chains for item in chain[1:-1]})


def _spread(
    column: Sequence[int],
    heights: Sequence[float],
    height: float,
    total: float,
    middles: list[float],
) -> None:
    """The column's items with equal gaps over the whole height."""
    gap = (height - total) / (len(column) + 1)
    top = gap
    for item in column:
        middles[item] = top + heights[item] / 2
        top += heights[item] + gap


def _settle(
    column: Sequence[int],
    near: Sequence[Sequence[int]],
    heights: Sequence[float],
    nodes: int,
    height: float,
    middles: list[float],
) -> None:
    offset = 0.0
    offsets = []
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many items
    for item in column:
        offsets.append(offset + heights[item] / 2)
        offset += heights[item]
        around = near[item]
        wish = sum(middles[one] for one in around) / len(around) if around else middles[item]
        mean, weight, count = wish - offsets[-1], _STRAIGHTNESS if item >= nodes else 1.0, 1
        while pools and pools[-1][0] >= mean:
            before, its_weight, its_count = pools.pop()
            mean = (mean * weight + before * its_weight) / (weight + its_weight)
            weight += its_weight
            count += its_count
        pools.append((mean, weight, count))
    free = height - offset
    at = 0
    for mean, _, count in pools:
        shift = min(max(mean, 0.0), free)
        for place in range(at, at + count):
            middles[column[place]] = offsets[place] + shift
        at += count
