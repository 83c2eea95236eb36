"""The picture of the map on the screen: what is lit and marked in it, zoom and pan."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from gutbrain_app.core.axis.graph import KINDS, Kind
from gutbrain_app.ui.axis_map.drawing import BOX, HEAD, MapDrawing
from gutbrain_app.ui.axis_map.painting import (
    Marks,
    paint_glow,
    paint_headings,
    paint_lines,
    paint_nodes,
    paint_ring,
)
from gutbrain_app.ui.axis_map.zoom_area import ZoomArea
from gutbrain_app.ui.theme import Theme

VEIL = 219  # of 255, of the ground over what is not lit
THIN_VEIL = 165  # in high contrast
CHOSEN_COUNTS = 9  # lit boxes, as to where the card may be
MOST_FRAMED = 60  # lit nodes; more keep their quiet frames


class MapView(ZoomArea):
    """Shows one drawing, and is told what to light and what is chosen in it."""

    def __init__(self, theme: Theme, percent: int, parent: QWidget | None = None) -> None:
        super().__init__(percent, parent)
        self._theme = theme
        self._drawing: MapDrawing | None = None
        self._kinds: frozenset[Kind] = frozenset(KINDS)
        self._marks = Marks()
        self._lit_lines: frozenset[int] | None = None
        self._lit_nodes: frozenset[int] = frozenset()
        self._node = -1  # the one chosen, where the keyboard is
        self._line = -1
        self._pieces: list[int] = []  # those in sight, known when the base is painted
        self._nodes: list[int] = []

    @property
    def drawing(self) -> MapDrawing | None:
        return self._drawing

    @property
    def node(self) -> int:
        return self._node

    @property
    def line(self) -> int:
        return self._line

    @property
    def marks(self) -> Marks:
        return self._marks

    @property
    def lit(self) -> tuple[frozenset[int] | None, frozenset[int]]:
        """The lines and nodes that stand out; None where everything stands."""
        return self._lit_lines, self._lit_nodes

    @property
    def kinds(self) -> frozenset[Kind]:
        return self._kinds

    def show_drawing(self, drawing: MapDrawing) -> None:
        """Show another drawing, as large as it fits, with nothing chosen."""
        self._drawing = drawing
        self._lit_lines, self._lit_nodes = None, frozenset()
        self._node = self._line = -1
        self._marks = Marks()
        self._set_bounds(drawing.bounds)

    def set_theme(self, theme: Theme, percent: int) -> None:
        grown = percent != self._percent
        self._theme, self._percent = theme, percent
        if grown:
            self.fit()
            if self._node >= 0:
                self.bring_into_sight(self._node)
        self._repaint()

    def set_kinds(self, kinds: Collection[Kind]) -> None:
        self._kinds = frozenset(kinds)
        self._repaint()

    def set_marks(self, marks: Marks) -> None:
        if self._drawing is not None and marks != self._marks:
            self._marks = marks
            self._repaint()

    def light(self, lines: Iterable[int] | None, nodes: Iterable[int] = ()) -> None:
        """Let these stand out while the rest fades; None lets everything stand."""
        before = self._lit_lines, self._lit_nodes
        self._lit_lines = None if lines is None else frozenset(lines)
        self._lit_nodes = frozenset(nodes)
        if before != (self._lit_lines, self._lit_nodes):
            self.viewport().update()

    def choose_node(self, node: int) -> None:
        """Go to a node and bring it into sight; -1 for none."""
        self._node, self._line = node, -1
        if node >= 0:
            self.bring_into_sight(node)
        self.viewport().update()

    def choose_line(self, line: int) -> None:
        self._line = line
        self.viewport().update()

    def hidden_under(self, rect: QRectF) -> tuple[int, int]:
        """How many lit boxes, and how many boxes at all, something over the view would hide."""
        if self._drawing is None:
            return 0, 0
        corner = self._to_surface(rect.topLeft())
        nodes = self._drawing.nodes_in(QRectF(corner, rect.size() / self._zoom))
        chosen = {self._node}
        if self._line >= 0:
            line = self._drawing.graph.lines[self._line]
            chosen |= {line.source, line.target}
        lit = sum(node in self._lit_nodes for node in nodes)
        return lit + CHOSEN_COUNTS * sum(node in chosen for node in nodes), len(nodes)

    def bring_into_sight(self, node: int) -> None:
        if self._drawing is not None:
            self._bring(self._drawing.boxes[node], HEAD)

    # Painting

    def _make_base(self, drawing: MapDrawing) -> None:
        """Everything as it is when nothing is lit; kept, since it is painted again and again."""
        ratio = self.devicePixelRatioF()
        self._base = QPixmap(self.viewport().size() * ratio)
        self._base.setDevicePixelRatio(ratio)
        self._base.fill(QColor(self._theme.ground))
        painter = QPainter(self._base)
        self._set_view(painter)
        in_sight = self._in_sight()
        self._pieces, self._nodes = drawing.pieces_in(in_sight), drawing.nodes_in(in_sight)
        paint_lines(painter, drawing, self._theme, self._pieces, self._kinds)
        paint_nodes(painter, drawing, self._theme, self._nodes, self._marks, zoom=self._zoom)
        painter.end()

    def _set_view(self, painter: QPainter) -> None:
        painter.translate(self._origin())
        painter.scale(self._zoom, self._zoom)

    def _paint_lit(self, painter: QPainter, drawing: MapDrawing) -> None:
        lit = drawing.pieces_of_lines(self._lit_lines or frozenset(), self._pieces)
        paint_lines(painter, drawing, self._theme, lit, self._kinds, bold=True)
        nodes = [number for number in self._nodes if number in self._lit_nodes]
        if len(nodes) > MOST_FRAMED:
            self._copy_nodes(painter, drawing, nodes)
        else:
            paint_nodes(
                painter, drawing, self._theme, nodes, self._marks, lit=True, zoom=self._zoom
            )

    def _copy_nodes(self, painter: QPainter, drawing: MapDrawing, nodes: Iterable[int]) -> None:
        """Take boxes from the picture below the veil: much faster than painting them again."""
        ratio, origin = self._base.devicePixelRatioF(), self._origin()
        for number in nodes:
            box = drawing.boxes[number]
            corner = (box.topLeft() * self._zoom + origin) * ratio
            painter.drawPixmap(box, self._base, QRectF(corner, box.size() * self._zoom * ratio))

    def _paint_chosen(self, painter: QPainter, drawing: MapDrawing) -> None:
        if self._line >= 0:
            paint_glow(painter, drawing, self._theme, self._line)
            ends = drawing.graph.lines[self._line]
            for node in (ends.source, ends.target):
                paint_ring(painter, drawing, self._theme, node)
        if self._node >= 0:
            paint_ring(painter, drawing, self._theme, self._node)

    def _paint_headings(self, painter: QPainter, drawing: MapDrawing) -> None:
        """The headings stay in sight while the columns below them move."""
        painter.fillRect(
            QRectF(0, 0, self.viewport().width(), HEAD * self._zoom * 0.8),
            QColor(self._theme.ground),
        )
        painter.translate(self._origin().x(), 0)
        painter.scale(self._zoom, self._zoom)
        paint_headings(painter, drawing, self._theme)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted is not None and self._node >= 0:
            self.bring_into_sight(self._node)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._drawing is None:
            return
        if self._base.isNull():
            self._make_base(self._drawing)
        painter.drawPixmap(0, 0, self._base)
        if self._lit_lines is not None:
            veil = QColor(self._theme.ground)
            veil.setAlpha(THIN_VEIL if self._theme.high_contrast else VEIL)
            painter.fillRect(self.viewport().rect(), veil)
        painter.save()
        self._set_view(painter)
        if self._lit_lines is not None:
            self._paint_lit(painter, self._drawing)
        self._paint_chosen(painter, self._drawing)
        painter.restore()
        self._paint_headings(painter, self._drawing)

    def sizeHint(self) -> QSize:
        return QSize(900, 640)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 8 * round(BOX))
