"""A surface larger or smaller than its window: zoom and pan."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

ZOOMS = (0.1, 4.0)
ZOOM_STEP = 1.2
LEGIBLE = 0.72  # the zoom below which nothing is shown unless the reader asks
LARGEST = 1.25  # the zoom above which something small is not blown up
STEP = 40
SCROLL_BAR = 12
ROUNDING = 2
AIR = 40


class ZoomArea(QAbstractScrollArea):
    """Fits its surface to its window until the reader zooms; `percent` is the text's size."""

    def __init__(self, percent: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._percent = percent
        self._bounds = QRectF()
        self._zoom = 1.0
        self._base = QPixmap()  # what is in sight; null when it has to be painted anew
        self._fitted: Callable[[], None] | None = self.fit  # how, until the reader zooms
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._repaint)

    @property
    def zoom(self) -> float:
        return self._zoom

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
        before = self._to_surface(spot)
        self._set_zoom(self._zoom * factor)
        moved = before * self._zoom - spot + self._offset()
        self.horizontalScrollBar().setValue(round(moved.x()))
        self.verticalScrollBar().setValue(round(moved.y()))

    def _set_bounds(self, bounds: QRectF) -> None:
        """Begin at the top of another surface."""
        self._bounds = bounds
        self.fit()
        self.verticalScrollBar().setValue(0)

    def _whole_zoom(self) -> float:
        room = self.maximumViewportSize()
        across = room.width() / max(1.0, self._bounds.width())
        return min(across, room.height() / max(1.0, self._bounds.height()))

    def _wide_zoom(self) -> float:
        room = self.maximumViewportSize().width() - SCROLL_BAR
        return room / max(1.0, self._bounds.width())

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(ZOOMS[1], max(ZOOMS[0], zoom))
        self._set_ranges()
        self._repaint()

    def _set_ranges(self) -> None:
        size, room = self._bounds.size() * self._zoom, self.maximumViewportSize()
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
            bar.setSingleStep(STEP)

    def _offset(self) -> QPointF:
        """What of the viewport is free beside a surface narrower than it."""
        free = self.viewport().width() - self._bounds.width() * self._zoom
        return QPointF(max(0.0, free / 2), 0.0)

    def _origin(self) -> QPointF:
        """Where the surface's corner is in the viewport."""
        bars = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return self._offset() - bars

    def _to_surface(self, spot: QPointF) -> QPointF:
        return (spot - self._origin()) / self._zoom

    def _in_sight(self) -> QRectF:
        """The part of the surface that the viewport shows."""
        size = self.viewport().size().toSizeF() / self._zoom
        return QRectF(self._to_surface(QPointF(0, 0)), size)

    def _bring(self, rect: QRectF, head: float) -> None:
        """Scroll as little as shows a part of the surface below a head of its height."""
        zoom, room = self._zoom, self.viewport().rect()
        rect = QRectF(rect.topLeft() * zoom, rect.size() * zoom).adjusted(-AIR, -AIR, AIR, AIR)
        for bar, start, end, length in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), room.width()),
            (self.verticalScrollBar(), rect.top() - head * zoom, rect.bottom(), room.height()),
        ):
            if start < bar.value():
                bar.setValue(round(start))
            elif end > bar.value() + length:
                bar.setValue(round(end - length))

    def _repaint(self) -> None:
        self._base = QPixmap()
        self.viewport().update()

    # Qt overrides

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted is None:
            self._set_ranges()
            self._repaint()
        else:
            self._fitted()
