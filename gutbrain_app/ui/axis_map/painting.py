"""How a drawing of the map is painted, on the screen and on paper alike."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from gutbrain_app.core.axis.graph import KINDS, Kind
from gutbrain_app.ui.axis_map.drawing import ARROW, HEAD, MapDrawing, Piece
from gutbrain_app.ui.axis_map.inks import kind_colour, kind_pen
from gutbrain_app.ui.theme import Theme, interface_font

TEXT = 12
SMALL_TEXT = 11
ROUND = 6.0
SIDE = 9.0
PLAIN_BELOW = 0.3  # the zoom below which boxes have no labels
MOST_FINE = 3000  # pieces; more at once are drawn without smoothing
MOST_BOLD = 500  # pieces; more stand out by a thin line
BOLDER = 0.7  # how far apart the two strokes of a bold line are
GLOW = 5.0
RING = ARROW / 2 - 0.4
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Marks:
    """What is known of the nodes beside the relations, by number."""

    read: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    here: frozenset[int] = frozenset()


NO_MARKS = Marks()


def paint_lines(
    painter: QPainter,
    drawing: MapDrawing,
    theme: Theme,
    pieces: Collection[int],
    kinds: Collection[Kind],
    *,
    bold: bool = False,
    on_paper: bool = False,
) -> None:
    """A bold line is two strokes: Qt draws a pen of one pixel ten times as fast as any other."""
    most_fine = MOST_BOLD if bold else MOST_FINE
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on_paper or len(pieces) <= most_fine)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    strokes = (-BOLDER / 2, BOLDER / 2) if bold and len(pieces) <= MOST_BOLD else (0.0,)
    by_kind: dict[Kind, list[Piece]] = {kind: [] for kind in KINDS}
    for number in pieces:
        piece = drawing.pieces[number]
        by_kind[piece.kind].append(piece)
    for kind, own in by_kind.items():
        if kind not in kinds or not own:
            continue
        painter.setPen(kind_pen(kind, theme, on_paper=on_paper))
        for stroke in strokes:
            painter.translate(0, stroke)
            for piece in own:
                painter.drawPath(piece.path)
            painter.translate(0, -stroke)
        arrows, rings = QPainterPath(), QPainterPath()
        for piece in own if on_paper or len(pieces) <= most_fine else ():
            if piece.arrow is not None:
                arrows.addPolygon(piece.arrow)
                arrows.closeSubpath()
            if piece.nothing is not None:
                rings.addEllipse(piece.nothing, RING, RING)
        painter.fillPath(arrows, kind_colour(kind, theme))
        painter.strokePath(rings, QPen(kind_colour(kind, theme), 1.2))


def paint_nodes(
    painter: QPainter,
    drawing: MapDrawing,
    theme: Theme,
    nodes: Iterable[int],
    marks: Marks,
    *,
    lit: bool = False,
    zoom: float = 1.0,
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(node_font())
    border = QPen(QColor(theme.muted if lit else theme.line), 1.0)
    for number in nodes:
        here = number in marks.here
        painter.setPen(QPen(QColor(theme.accent), 1.6) if here else border)
        painter.setBrush(QColor(theme.accent_ground if here else theme.ground))
        painter.drawRoundedRect(drawing.boxes[number], ROUND, ROUND)
        if zoom >= PLAIN_BELOW:
            _paint_label(painter, drawing, theme, number, marks)


def paint_ring(painter: QPainter, drawing: MapDrawing, theme: Theme, node: int) -> None:
    """The frame of what is chosen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.accent), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(drawing.boxes[node], ROUND, ROUND)


def paint_glow(painter: QPainter, drawing: MapDrawing, theme: Theme, line: int) -> None:
    """A broad soft stroke along a chosen line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = kind_colour(drawing.graph.lines[line].kind, theme)
    colour.setAlphaF(0.22)
    pen = QPen(colour, GLOW)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    for number in drawing.pieces_of[line]:
        painter.strokePath(drawing.pieces[number].path, pen)


def paint_headings(painter: QPainter, drawing: MapDrawing, theme: Theme) -> None:
    painter.setFont(interface_font(SMALL_TEXT, QFont.Weight.DemiBold))
    painter.setPen(QColor(theme.muted))
    for left, heading in zip(drawing.lefts, drawing.graph.headings, strict=True):
        room = QRectF(left, 0, drawing.shape.width + drawing.shape.gap - 4, HEAD - 12)
        painter.drawText(room, _MIDDLE, heading.upper())


def node_font() -> QFont:
    return interface_font(TEXT)


def paint_tick(painter: QPainter, theme: Theme, x: float, y: float) -> None:
    """The sign of what has been read."""
    painter.setPen(QPen(QColor(theme.accent), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(x - 4, y), QPointF(x - 1, y + 3), QPointF(x + 4, y - 3.5)])


def paint_ribbon(painter: QPainter, theme: Theme, x: float, top: float) -> None:
    """The sign of a bookmark."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawPolygon(
        [
            QPointF(x - 3.5, top),
            QPointF(x + 3.5, top),
            QPointF(x + 3.5, top + 11.5),
            QPointF(x, top + 8.5),
            QPointF(x - 3.5, top + 11.5),
        ]
    )


def _paint_label(
    painter: QPainter, drawing: MapDrawing, theme: Theme, number: int, marks: Marks
) -> None:
    box, node = drawing.boxes[number], drawing.graph.nodes[number]
    room = box.adjusted(SIDE, 0, -SIDE, 0)
    if number in marks.read:
        paint_tick(painter, theme, room.left() + 4, box.center().y())
        room.setLeft(room.left() + 13)
    if number in marks.kept:
        paint_ribbon(painter, theme, room.right() - 3.5, box.top() + 1)
        room.setRight(room.right() - 12)
    if len(node.things) > 1:
        things = str(len(node.things))
        painter.setPen(QColor(theme.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | _MIDDLE, things)
        room.setRight(room.right() - 8 * len(things) - 5)
    painter.setPen(QColor(theme.ink))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | _MIDDLE, _cut(node.label, room.width()))


@lru_cache(maxsize=8192)
def _cut(label: str, width: float) -> str:
    return QFontMetricsF(node_font()).elidedText(label, Qt.TextElideMode.ElideRight, width)
