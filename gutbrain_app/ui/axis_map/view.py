"""The picture of the map on the screen: what is lit and marked in it, zoom and pan."""

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

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
from gutbrain_app.ui.theme import Theme

ZOOMS = (0.1, 4.0)
ZOOM_STEP = 1.2
LEGIBLE = 0.72  # the zoom below which the map is not shown unless the reader asks
LARGEST = 1.25  # the zoom above which a small map is not blown up
VEIL = 219  # of 255, of the ground over what is not lit
THIN_VEIL = 165  # in high contrast
WALK = 40
SCROLL_BAR = 12
ROUNDING = 2
MOST_FRAMED = 60  # lit nodes; more keep their quiet frames


class MapView(QAbstractScrollArea):
    """Shows one drawing, and is told what to light and what is chosen in it."""

    def __init__(self, theme: Theme, percent: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._theme = theme
        self._percent = percent
        self._drawing: MapDrawing | None = None
        self._zoom = 1.0
        self._kinds: frozenset[Kind] = frozenset(KINDS)
        self._marks = Marks()
        self._lit_lines: frozenset[int] | None = None
        self._lit_nodes: frozenset[int] = frozenset()
        self._node = -1  # the one chosen, where the keyboard is
        self._line = -1
        self._base = QPixmap()
        self._pieces: list[int] = []  # those in sight, known when the base is painted
        self._nodes: list[int] = []
        self._fitted: Callable[[], None] | None = self.fit  # how, until the reader zooms
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._repaint)

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
    def zoom(self) -> float:
        return self._zoom

    @property
    def kinds(self) -> frozenset[Kind]:
        return self._kinds

    def show_drawing(self, drawing: MapDrawing) -> None:
        """Show another drawing, as large as it fits, with nothing chosen."""
        self._drawing = drawing
        self._lit_lines, self._lit_nodes = None, frozenset()
        self._node = self._line = -1
        self._marks = Marks()
        self.fit()
        self.verticalScrollBar().setValue(0)

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
        corner = self._to_map(rect.topLeft())
        nodes = self._drawing.nodes_in(QRectF(corner, rect.size() / self._zoom))
        chosen = {self._node}
        if self._line >= 0:
            line = self._drawing.graph.lines[self._line]
            chosen |= {line.source, line.target}
        return sum(n in self._lit_nodes for n in nodes) + 9 * sum(n in chosen for n in nodes), len(
            nodes
        )

    # Zoom and pan

    def fit(self) -> None:
        """As large as the whole can be seen or, where that is too small to read, its width."""
        size = self._percent / 100
        whole, wide = self._whole_zoom(), self._wide_zoom()
        zoom = whole if whole >= LEGIBLE * size else max(LEGIBLE * size, min(wide, size))
        self._fitted = self.fit
        self._set_zoom(min(LARGEST * size, zoom))

    def fit_whole(self) -> None:
        """All of it, however small."""
        self._fitted = self.fit_whole
        self._set_zoom(self._whole_zoom())

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Zoom with a spot of the viewport staying where it is, the middle unless told."""
        self._fitted = None
        spot = about or QPointF(self.viewport().rect().center())
        before = self._to_map(spot)
        self._set_zoom(self._zoom * factor)
        moved = before * self._zoom - spot
        self.horizontalScrollBar().setValue(round(moved.x() + self._offset().x()))
        self.verticalScrollBar().setValue(round(moved.y() + self._offset().y()))

    def _whole_zoom(self) -> float:
        if self._drawing is None:
            return 1.0
        bounds, room = self._drawing.bounds, self.maximumViewportSize()
        return min(room.width() / bounds.width(), room.height() / bounds.height())

    def _wide_zoom(self) -> float:
        if self._drawing is None:
            return 1.0
        return (self.maximumViewportSize().width() - SCROLL_BAR) / self._drawing.bounds.width()

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(ZOOMS[1], max(ZOOMS[0], zoom))
        self._set_ranges()
        self._repaint()

    def _set_ranges(self) -> None:
        if self._drawing is None:
            return
        size, room = self._drawing.bounds.size() * self._zoom, self.maximumViewportSize()
        if size.height() > room.height() + ROUNDING:
            room.setWidth(room.width() - SCROLL_BAR)
        if size.width() > room.width() + ROUNDING:
            room.setHeight(room.height() - SCROLL_BAR)
        for bar, whole, shown in (
            (self.horizontalScrollBar(), size.width(), room.width()),
            (self.verticalScrollBar(), size.height(), room.height()),
        ):
            beyond = round(whole - shown)
            bar.setRange(0, beyond if beyond > ROUNDING else 0)
            bar.setPageStep(shown)
            bar.setSingleStep(WALK)

    def _offset(self) -> QPointF:
        """What of the viewport is free beside a map smaller than it."""
        if self._drawing is None:
            return QPointF()
        free = self.viewport().width() - self._drawing.bounds.width() * self._zoom
        return QPointF(max(0.0, free / 2), 0.0)

    def _origin(self) -> QPointF:
        """Where the map's corner is in the viewport."""
        bars = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return self._offset() - bars

    def _to_map(self, spot: QPointF) -> QPointF:
        return (spot - self._origin()) / self._zoom

    def bring_into_sight(self, node: int) -> None:
        """Scroll as little as shows a node, with some air."""
        if self._drawing is None:
            return
        box = self._drawing.boxes[node]
        box = QRectF(box.topLeft() * self._zoom, box.size() * self._zoom).adjusted(-40, -40, 40, 40)
        head = HEAD * self._zoom
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        room = self.viewport().rect()
        for bar, start, end, length in (
            (across, box.left(), box.right(), room.width()),
            (down, box.top() - head, box.bottom(), room.height()),
        ):
            if start < bar.value():
                bar.setValue(round(start))
            elif end > bar.value() + length:
                bar.setValue(round(end - length))

    # Painting

    def _repaint(self) -> None:
        self._base = QPixmap()
        self.viewport().update()

    def _exposed(self) -> QRectF:
        corner = self._to_map(QPointF(0, 0))
        size = self.viewport().size().toSizeF() / self._zoom
        return QRectF(corner, size)

    def _make_base(self, drawing: MapDrawing) -> None:
        """Everything as it is when nothing is lit; kept, since it is painted again and again."""
        ratio = self.devicePixelRatioF()
        self._base = QPixmap(self.viewport().size() * ratio)
        self._base.setDevicePixelRatio(ratio)
        self._base.fill(QColor(self._theme.ground))
        painter = QPainter(self._base)
        self._set_view(painter)
        exposed = self._exposed()
        self._pieces, self._nodes = drawing.pieces_in(exposed), drawing.nodes_in(exposed)
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

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted is None or self._drawing is None:
            self._set_ranges()
            self._repaint()
            return
        self._fitted()
        if self._node >= 0:
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
            veil.setAlpha(THIN_VEIL if self._theme.name.startswith("contrast") else VEIL)
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
