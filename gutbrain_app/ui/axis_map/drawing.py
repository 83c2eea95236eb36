"""The map as shapes: boxes for nodes and curves for lines, and what is where."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from gutbrain_app.core.axis.graph import AxisGraph, Kind
from gutbrain_app.core.axis.ordering import Layers, layered, ordered
from gutbrain_app.core.axis.placing import Placing, placed

BOX = 22.0
PITCH = 27.0
WAYPOINT = 3.4
MARGIN = 24.0
HEAD = 46.0  # the columns' headings
ARROW = 6.0
PORTS = 15.0  # over which lines spread along the side of a box
PORT = 3.0


_Key = tuple[int, int, Kind, bool]  # a piece's ends, its kind, and whether it tells of nothing


@dataclass(frozen=True)
class Shape:
    """The width of the boxes, and the room between the columns."""

    width: float
    gap: float


WIDE = Shape(170.0, 74.0)
NARROW = Shape(132.0, 42.0)


@dataclass(frozen=True)
class Layout:
    """A graph with the order and height of all that stands in its columns."""

    graph: AxisGraph
    layers: Layers
    placing: Placing


def laid_out(graph: AxisGraph) -> Layout:
    layers = ordered(layered(graph))
    nodes, items = len(graph.nodes), len(layers.column_of)
    heights = [PITCH] * nodes + [WAYPOINT] * (items - nodes)
    return Layout(graph, layers, placed(layers, heights))


@dataclass(frozen=True)
class Piece:
    """A line's way from one column to the next, or along one; several lines may share it."""

    kind: Kind
    path: QPainterPath
    arrow: QPolygonF | None
    nothing: QPointF | None
    """The middle of the ring at the end of a line that tells of no effect."""
    bounds: QRectF
    start: QPointF
    end: QPointF


class MapDrawing:
    """A layout as shapes; sizes are pixels at a zoom of 1."""

    def __init__(self, layout: Layout, shape: Shape = WIDE) -> None:
        self.graph = layout.graph
        self.layers = layout.layers
        self.shape = shape
        self._middles = [middle + HEAD for middle in layout.placing.middles]
        columns = len(self.graph.headings)
        self.lefts = [MARGIN + c * (shape.width + shape.gap) for c in range(columns)]
        width = 2 * MARGIN + columns * shape.width + max(0, columns - 1) * shape.gap
        self.bounds = QRectF(0, 0, width, layout.placing.height + HEAD + MARGIN)
        self.boxes = [self._box(number) for number in range(len(self.graph.nodes))]
        self.pieces: list[Piece] = []
        self.lines_of: list[list[int]] = []
        """The lines that share each piece."""
        self.pieces_of: list[tuple[int, ...]] = []
        """The pieces of each line."""
        self._build()

    @cached_property
    def columns(self) -> list[list[int]]:
        """The nodes of each column, downwards."""
        count = len(self.graph.nodes)
        return [[item for item in column if item < count] for column in self.layers.columns]

    @cached_property
    def _node_of(self) -> dict[int, int]:
        return {thing: n for n, node in enumerate(self.graph.nodes) for thing in node.things}

    @cached_property
    def _line_of(self) -> dict[int, int]:
        return {number: n for n, line in enumerate(self.graph.lines) for number in line.relations}

    def nodes_with(self, things: Iterable[int]) -> frozenset[int]:
        """The nodes that stand for any of some things."""
        return frozenset(map(self._node_of.__getitem__, things))

    def lines_with(self, relations: Iterable[int]) -> frozenset[int]:
        """The lines that stand for any of some relations; one within a node has no line."""
        line_of = self._line_of
        return frozenset(line_of[number] for number in relations if number in line_of)

    # Building

    def _box(self, number: int) -> QRectF:
        left = self.lefts[self.graph.nodes[number].column]
        return QRectF(left, self._middles[number] - BOX / 2, self.shape.width, BOX)

    def _build(self) -> None:
        numbers: dict[_Key, int] = {}
        keys: list[_Key] = []
        for place, line in enumerate(self.graph.lines):
            own = []
            for a, b in pairwise(self.layers.chains[place]):
                number = numbers.setdefault((a, b, line.kind, line.nothing), len(keys))
                if number == len(keys):
                    keys.append((a, b, line.kind, line.nothing))
                    self.lines_of.append([])
                self.lines_of[number].append(place)
                own.append(number)
            self.pieces_of.append(tuple(own))
        starts, ends = self._ports(keys)
        self.pieces = [
            self._piece(key, starts[number], ends[number]) for number, key in enumerate(keys)
        ]

    def _ports(self, keys: list[_Key]) -> tuple[list[float], list[float]]:
        """How high each piece begins and ends: spread along a box in the order of the far ends."""
        sides: dict[tuple[int, bool], list[tuple[float, int, bool]]] = defaultdict(list)
        count, column_of = len(self.graph.nodes), self.layers.column_of
        starts = [self._middles[a] for a, *_ in keys]
        ends = [self._middles[b] for _, b, *_ in keys]
        for number, (a, b, *_) in enumerate(keys):
            if a < count:
                sides[a, column_of[b] >= column_of[a]].append((ends[number], number, True))
            if b < count:
                sides[b, column_of[a] >= column_of[b]].append((starts[number], number, False))
        for side in sides.values():
            step = min(PORT, PORTS / len(side))
            first = -step * (len(side) - 1) / 2
            for place, (_, number, begins) in enumerate(sorted(side)):
                (starts if begins else ends)[number] += first + place * step
        return starts, ends

    def _piece(self, key: _Key, start: float, end: float) -> Piece:
        a, b, kind, none = key
        column_of, count = self.layers.column_of, len(self.graph.nodes)
        left, right = self.lefts[column_of[a]], self.lefts[column_of[b]]
        rightwards = column_of[b] > column_of[a]
        same = column_of[a] == column_of[b]
        x0 = left + self.shape.width if rightwards or same else left
        x1 = right if rightwards else right + self.shape.width
        tip = ARROW * (-1 if rightwards else 1) if b < count else 0.0
        path = QPainterPath(QPointF(x0, start))
        if same:
            bow = min(self.shape.gap * 0.62, 22 + abs(end - start) * 0.12)
            path.cubicTo(x0 + bow, start, x1 + bow, end, x1 + tip, end)
        else:
            middle = (x0 + x1 + tip) / 2
            path.cubicTo(middle, start, middle, end, x1 + tip, end)
        if b >= count:
            path.lineTo(x1 + (self.shape.width if rightwards else -self.shape.width), end)
        arrow = None
        if tip and not none:
            back, half = x1 + tip * 1.15, ARROW * 0.46
            arrow = QPolygonF(
                [QPointF(x1, end), QPointF(back, end - half), QPointF(back, end + half)]
            )
        bounds = path.controlPointRect().adjusted(-ARROW, -ARROW, ARROW, ARROW)
        ring = QPointF(x1 + tip / 2, end) if tip and none else None
        return Piece(kind, path, arrow, ring, bounds, QPointF(x0, start), QPointF(x1 + tip, end))

    # Finding

    def node_at(self, spot: QPointF) -> int:
        """The node under a spot, or -1."""
        for column, left in zip(self.columns, self.lefts, strict=True):
            if left <= spot.x() <= left + self.shape.width:
                for number in column:
                    if self.boxes[number].contains(spot):
                        return number
        return -1

    def line_at(self, spot: QPointF, reach: float, kinds: Collection[Kind]) -> int:
        """The line that passes nearest to a spot, within a reach, or -1."""
        near = QRectF(spot.x() - reach, spot.y() - reach, 2 * reach, 2 * reach)
        best, found = reach, -1
        for number, piece in enumerate(self.pieces):
            if piece.kind in kinds and piece.bounds.intersects(near):
                distance = _distance(piece, spot)
                if distance <= best:
                    best, found = distance, self.lines_of[number][0]
        return found

    def pieces_of_lines(self, lines: AbstractSet[int], among: Iterable[int]) -> list[int]:
        """Those of some pieces that any of the lines passes."""
        return [piece for piece in among if not lines.isdisjoint(self.lines_of[piece])]

    def pieces_in(self, exposed: QRectF) -> list[int]:
        return [n for n, piece in enumerate(self.pieces) if piece.bounds.intersects(exposed)]

    def nodes_in(self, exposed: QRectF) -> list[int]:
        return [number for number, box in enumerate(self.boxes) if box.intersects(exposed)]


def _distance(piece: Piece, spot: QPointF) -> float:
    """From a spot to a piece's curve, measured to the chords of its flattened path."""
    polygons = piece.path.toSubpathPolygons()
    return min(
        (_to_chord(spot, a, b) for polygon in polygons for a, b in pairwise(polygon.toList())),
        default=float("inf"),
    )


def _to_chord(spot: QPointF, a: QPointF, b: QPointF) -> float:
    along = b - a
    length = QPointF.dotProduct(along, along)
    share = QPointF.dotProduct(spot - a, along) / length if length else 0.0
    near = a + along * min(1.0, max(0.0, share))
    return (spot - near).manhattanLength()
