"""The map as something to point at and to walk with the keyboard."""

from itertools import chain

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gutbrain_app.ui.axis_map.drawing import MapDrawing
from gutbrain_app.ui.axis_map.view import MapView
from gutbrain_app.ui.axis_map.zoom_area import ZOOM_STEP
from gutbrain_app.ui.theme import Theme

REACH = 6


class MapCanvas(MapView):
    """Says what is pointed at, chosen and opened."""

    node_pointed = Signal(int)  # -1 for none
    node_chosen = Signal(int)  # -1 for none
    line_chosen = Signal(int)
    node_opened = Signal(int)
    line_opened = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, percent: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, percent, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Map of the axis")
        self.viewport().setMouseTracking(True)
        self._pointed = -1
        self._grip: QPoint | None = None

    def show_drawing(self, drawing: MapDrawing) -> None:
        self._pointed = -1
        super().show_drawing(drawing)

    def choose_node(self, node: int) -> None:
        super().choose_node(node)
        self.node_chosen.emit(node)

    def choose_line(self, line: int) -> None:
        super().choose_line(line)
        self.line_chosen.emit(line)

    # The keyboard

    def _walk(self, key: Qt.Key) -> bool:
        """The arrow keys: along a column, and over to the nearest node of the next one."""
        if self._drawing is None:
            return False
        columns = self._drawing.columns
        if self._node < 0:
            first = next(chain.from_iterable(columns), -1)
            self.choose_node(first)
            return first >= 0
        column = self._drawing.graph.nodes[self._node].column
        place = columns[column].index(self._node)
        targets = {
            Qt.Key.Key_Up: max(0, place - 1),
            Qt.Key.Key_Down: min(len(columns[column]) - 1, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(columns[column]) - 1,
        }
        if key in targets:
            self.choose_node(columns[column][targets[key]])
        else:
            self._walk_over(columns, column, -1 if key == Qt.Key.Key_Left else 1)
        return True

    def _walk_over(self, columns: list[list[int]], column: int, step: int) -> None:
        assert self._drawing is not None
        boxes, column = self._drawing.boxes, column + step
        while 0 <= column < len(columns) and not columns[column]:
            column += step
        if 0 <= column < len(columns):
            height = boxes[self._node].center().y()
            self.choose_node(
                min(columns[column], key=lambda node: abs(boxes[node].center().y() - height))
            )

    def _step_line(self, step: int) -> bool:
        """The next of the lines that begin or end at the node."""
        if self._drawing is None or self._node < 0:
            return False
        own = [
            number
            for number, line in enumerate(self._drawing.graph.lines)
            if self._node in (line.source, line.target) and line.kind in self._kinds
        ]
        if own:
            at = own.index(self._line) + step if self._line in own else min(0, step)
            self.choose_line(own[at % len(own)])
        return bool(own)

    def _open(self) -> bool:
        if self._line >= 0:
            self.line_opened.emit(self._line)
        elif self._node >= 0:
            self.node_opened.emit(self._node)
        return self._line >= 0 or self._node >= 0

    def _leave(self) -> None:
        """One step back: from a line to its node, from a node to the whole, and out of the map."""
        if self._line >= 0:
            self.choose_node(self._node)
        elif self._node >= 0:
            self.choose_node(-1)
        else:
            self.left.emit()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # Keys that the window uses too mean the map while it has the keyboard.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_0):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers()
        if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if shift and key in steps:
            done = self._step_line(steps[key])
        elif key in _WALKING:
            done = self._walk(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            done = self._open()
        elif key in _ZOOMING:
            self.zoom_by(_ZOOMING[key])
            done = True
        elif key == Qt.Key.Key_0:
            self.fit_whole()
            done = True
        elif key == Qt.Key.Key_Escape:
            self._leave()
            done = True
        else:
            done = False
        if not done:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        if self._grip is not None:
            moved = event.position().toPoint() - self._grip
            self._grip = event.position().toPoint()
            for bar, step in (
                (self.horizontalScrollBar(), moved.x()),
                (self.verticalScrollBar(), moved.y()),
            ):
                bar.setValue(bar.value() - step)
            return
        if self._drawing is None:
            return
        node = self._drawing.node_at(self._to_surface(spot))
        over_line = node < 0 and self._line_under(spot) >= 0
        shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape if node >= 0 or over_line else Qt.CursorShape.ArrowCursor)
        if node != self._pointed:
            self._pointed = node
            self.node_pointed.emit(node)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._drawing is None or event.button() != Qt.MouseButton.LeftButton:
            return
        node = self._drawing.node_at(self._to_surface(event.position()))
        line = self._line_under(event.position()) if node < 0 else -1
        if node >= 0:
            self.choose_node(node)
        elif line >= 0:
            self.choose_line(line)
        else:
            self._grip = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            if self._node >= 0 or self._line >= 0:
                self.choose_node(-1)

    def _line_under(self, spot: QPointF) -> int:
        assert self._drawing is not None
        return self._drawing.line_at(self._to_surface(spot), REACH / self._zoom, self._kinds)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
            self._grip = None
            self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.reason() in by_key and self._node < 0:
            # So that the reader sees where the keyboard is.
            self._walk(Qt.Key.Key_Home)

    def leaveEvent(self, event: QEvent) -> None:
        if self._pointed >= 0:
            self._pointed = -1
            self.node_pointed.emit(-1)
        super().leaveEvent(event)


_WALKING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_ZOOMING = {
    Qt.Key.Key_Plus: ZOOM_STEP,
    Qt.Key.Key_Equal: ZOOM_STEP,
    Qt.Key.Key_Minus: 1 / ZOOM_STEP,
}
